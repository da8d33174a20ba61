// Terms of Erlang and Elixir as lock files hold them: {a, "b", [c: 1]}, %{"a" => b}, <<"a">>.
//
// Spec: erlang.org, "Data Types"; hexdocs.pm/elixir, "Syntax reference". Literals only:
// nothing is run, no atom is made. Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch::formats {

struct Term {
  enum class Kind { kText, kAtom, kWord, kNumber, kTuple, kList, kMap, kComputed };
  Kind kind = Kind::kComputed;
  std::string text;         // Of texts, atoms (":a", "a:"), bare words and numbers
  std::vector<Term> items;  // Of tuples and lists; "key: value" is a tuple of two, also in maps
  int line = 0;

  [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
  [[nodiscard]] bool is_name() const { return kind == Kind::kText || kind == Kind::kAtom; }
  [[nodiscard]] bool is_group() const {
    return kind == Kind::kTuple || kind == Kind::kList || kind == Kind::kMap;
  }
  // Item `index`, or a computed one where there is none.
  [[nodiscard]] const Term& At(std::size_t index) const;
  // The value of the pair with that key, likewise.
  [[nodiscard]] const Term& Named(std::string_view key) const;
};

// The terms of a file one after another; Erlang's end in '.'. A call, a variable or what an
// operator joins is kComputed, its brackets passed over.
// Fails with kMalformed when a bracket or text does not end, or one closes that was not
// opened; kTooLarge beyond kMaxLiteralDepth. `where` is "line 3".
[[nodiscard]] Result<std::vector<Term>> ReadTerms(std::string_view text);

// The one term that begins at `offset` of `text`, on line `line`; `offset` is then behind it.
// Fails as ReadTerms does.
[[nodiscard]] Result<Term> ReadTerm(std::string_view text, std::size_t& offset, int line);

}  // namespace avouch::formats
