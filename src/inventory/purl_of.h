// The purl of a component as its ecosystem spells it, and its name in two
// halves.
//
// Spec: ECMA-427 and its types. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "model/inventory.h"

namespace avouch::inventory {

// Sets group, name, version and purl of `part` from a component's; the purl is empty for an
// ecosystem that has no type, and where the parts can make none. `distribution` is the id of the
// system whose package it is, "debian" or "ubuntu"; empty: the one an ecosystem is named after.
void Identify(model::Ecosystem ecosystem, const model::Component& component, model::Part& part,
              std::string_view distribution = {});

// An address without the user and password that may stand in it: a list goes to others.
[[nodiscard]] std::string WithoutUser(std::string_view address);

// The name that two mentions of one package share: case and '_' where the
// ecosystem takes no notice of them.
[[nodiscard]] std::string SameName(model::Ecosystem ecosystem, std::string_view name);

}  // namespace avouch::inventory
