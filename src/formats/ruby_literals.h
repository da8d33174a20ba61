// Ruby as far as Gemfiles and gemspecs are written in literals: statements with their
// lines, and the arguments of one. Nothing is run; what is computed is told as such.
//
// Spec: docs.ruby-lang.org, "Literals" and "Calling Methods". Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace avouch::formats {

struct RubyStatement {
  std::string text;  // Comments cut, continued lines joined by a space, trimmed
  int line = 0;      // Of its first line
};

// Splits at line ends and ';' outside of strings and brackets. Heredocs, =begin and __END__
// are passed over.
// Fails with kUnsupported, `where` is "line 3", when a text or bracket does not end: what
// stands behind it would be lost. Patterns (/"/) can look so.
[[nodiscard]] Result<std::vector<RubyStatement>> RubyStatements(std::string_view text);

struct RubyValue {
  enum class Kind { kText, kSymbol, kList, kComputed };
  Kind kind = Kind::kComputed;
  std::string text;              // Of a text or symbol; of a computed one as written
  std::vector<RubyValue> items;  // Of a list

  // Itself, or what is in the list, as far as it is literal.
  [[nodiscard]] std::vector<std::string> Texts() const;
};

struct RubyArguments {
  std::vector<RubyValue> values;
  std::vector<std::pair<std::string, RubyValue>> named;  // key: value, :key => value
  std::string condition;                                 // "if x" behind the call, as written

  [[nodiscard]] const RubyValue* Named(std::string_view key) const;
};

// The arguments behind a method's name: "'rails', '~> 7', group: :dev", with or without
// parentheses.
[[nodiscard]] RubyArguments ParseRubyArguments(std::string_view text);

}  // namespace avouch::formats
