// Names and addresses in a form in which equal ones compare equal.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::collect {

// "Émile  Ré (he/him)" is "emile re"; empty when it has fewer than two words or
// is nobody's name ("Your Name", "unknown user").
[[nodiscard]] std::string NameKey(std::string_view name);

// Lower case; the repository id that old conversions appended is cut off
// ("a@b.org@62dab493-..."). Empty when it is no address of one person: no "@",
// localhost, example.com, noreply.
[[nodiscard]] std::string EmailKey(std::string_view email);

// "123+login@users.noreply.github.com": {"login", "123"}; id may be empty.
struct ForgeLogin {
  std::string login, id;
};
[[nodiscard]] ForgeLogin ForgeLoginOf(std::string_view email);

}  // namespace avouch::collect
