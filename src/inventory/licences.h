// The licence of a part, from what its files say: an expression of SPDX, or the words themselves.
//
// Spec: SPDX 2.3 annex D; Debian's machine-readable copyright format 1.0, "License
// specification"; Writing R Extensions, "Licensing". Pure; any thread.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/component.h"

namespace avouch::inventory {

// An SPDX expression whose ids are all listed, where `written` says one: in SPDX's own way, or as
// its ecosystem does ("GPL-2+ or Expat", "GPL (>= 2) | MIT + file LICENSE"). Else the text itself:
// no id is made up.
[[nodiscard]] std::string LicenceIn(model::Ecosystem ecosystem, std::string_view written);

// Of several: a choice where the ecosystem says that a list is one (npm, Composer), else all of
// them. Where one of them is no expression, the texts with "; " between, which is none either.
[[nodiscard]] std::string LicenceOf(model::Ecosystem ecosystem,
                                    const std::vector<std::string>& written);

// LicenceOf, worked out once for each text: ten thousand packages have a dozen licences. One
// thread.
class Licences {
 public:
  [[nodiscard]] std::string Of(model::Ecosystem ecosystem, const std::vector<std::string>& written);

 private:
  std::map<std::pair<model::Ecosystem, std::string>, std::string> known_;  // Of single texts
};

}  // namespace avouch::inventory
