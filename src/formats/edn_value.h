// Clojure's data as files write it: (a b), [a b], {a b}, "text", :keyword, symbol.
//
// Spec: edn-format.org; clojure.org, "The Reader". Nothing is run: what is quoted, unquoted or a
// call is told as written. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct EdnValue {
  enum class Kind { kNone, kText, kWord, kList, kMap, kComputed };
  Kind kind = Kind::kNone;
  std::string text;             // Of a text or word: "a", ":key", "org/name", "1.5"
  std::vector<EdnValue> items;  // Of lists, vectors and sets; of a map keys and values in turn
  int line = 0;

  [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
  [[nodiscard]] bool is_word() const { return kind == Kind::kWord; }
  // Item `index`, or one of kNone where there is none.
  [[nodiscard]] const EdnValue& At(std::size_t index) const;
  // The value behind `key` of a map; of a list too, whose options stand behind one another.
  [[nodiscard]] const EdnValue& operator[](std::string_view key) const;
};

// The values of a file one after another.
// Fails with kMalformed when a bracket or text does not end, or one closes that was not opened;
// kTooLarge beyond kMaxLiteralDepth.
[[nodiscard]] Result<std::vector<EdnValue>> ReadEdn(const Path& path, std::string_view text);

}  // namespace avouch::formats
