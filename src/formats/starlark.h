// The literals of a Starlark file, the language of Bazel's MODULE.bazel and WORKSPACE: what is
// called at the top with which texts and lists. Nothing is run.
//
// Spec: github.com/bazelbuild/starlark, "Starlark Language Specification", "Lexical elements"
// and "Expressions", of which literals, names given before, "+" and calls are read; anything
// else is kUnknown. Bytes in, value out; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct StarlarkToken {
  enum Kind { kName, kText, kNumber, kSign, kLine, kEnd } kind = kEnd;
  std::string text;       // Of a text, without quotes and escapes; of a name, dots in it
  bool computed = false;  // f"..." of Python
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // 0-based, of the first token of a line: how far it is indented
};

// Python's tokens, too, as far as that goes. A kLine stands where a statement ends: not inside
// of brackets. Fails with kMalformed at a bracket or text that is not closed.
[[nodiscard]] Result<std::vector<StarlarkToken>> StarlarkTokens(const Path& path, BytesView bytes);

struct StarlarkField;

struct StarlarkValue {
  enum Kind { kUnknown, kText, kTrue, kFalse, kList, kDict, kCall } kind = kUnknown;
  std::string text;                   // Of a call, what is called
  std::vector<StarlarkValue> items;   // Of a list; positional arguments
  std::vector<StarlarkField> fields;  // Of a dict; named arguments
  std::uint32_t line = 0;

  // The field of this name, or an unknown value.
  [[nodiscard]] const StarlarkValue& operator[](std::string_view name) const;
  [[nodiscard]] std::string_view TextOf(std::string_view name) const;
};

struct StarlarkField {
  std::string name;
  StarlarkValue value;
};

// The calls at the top and, where `indented` says so, in functions and conditions, in order; of an
// assignment, the call with the name that it is given to.
struct StarlarkCall {
  std::string given_to;  // "maven" of maven = use_extension(...); else ""
  StarlarkValue call;
};

// Fails with kMalformed as above, kTooLarge for brackets deeper than kMaxStarlarkDepth. Values
// that variables make of one another are bounded (limits.h); what lies beyond is kUnknown.
[[nodiscard]] Result<std::vector<StarlarkCall>> ReadStarlark(const Path& path, BytesView bytes,
                                                             bool indented = false);

}  // namespace avouch::formats
