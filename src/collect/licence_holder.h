// Who a licence text says the copyright belongs to, as words to compare.
//
// Pure; any thread.

#pragma once

#include <set>
#include <string>
#include <string_view>

namespace avouch::collect {

struct Holder {
  std::string name;             // As the first notice spells it; empty when none is named
  std::set<std::string> words;  // Lower case, of all notices, without "the", "inc", "authors" ...

  [[nodiscard]] bool known() const { return !words.empty(); }
  [[nodiscard]] bool Shares(const Holder& other) const;
};

// Notices like "Copyright (c) 2011-2020 Jane Doe". Left blanks ("[yyyy] [name of
// copyright owner]") and the authors of the licence's own text name nobody.
[[nodiscard]] Holder HolderOf(std::string_view licence_text);

// "apache", "mit", "bsd", "isc", "gpl", "mpl", or empty: enough to see that two
// texts are not the same licence. It is no identification.
[[nodiscard]] std::string LicenceFamily(std::string_view licence_text);

}  // namespace avouch::collect
