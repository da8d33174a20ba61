// A Gradle script as words, texts and signs; Groovy and Kotlin alike, sbt's Scala as well.
//
// Spec: groovy-lang.org, "Syntax"; kotlinlang.org, "Grammar", of which comments, texts and names
// are told apart. Bytes in, views into them out; any thread.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace avouch::formats {

struct GradleToken {
  enum Kind { kWord, kText, kSign, kLine } kind = kLine;
  std::string_view text;  // Of a text, without its quotes; of a word, dots in it; one sign
  bool computed = false;  // A text with ${x} or $x in it
  std::uint32_t line = 0;
};

// A kLine stands where a line ends, and at the very end. What is not closed ends with its line,
// or with the bytes where it may span lines.
[[nodiscard]] std::vector<GradleToken> GradleTokens(BytesView bytes);

}  // namespace avouch::formats
