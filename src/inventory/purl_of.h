// The purl of a component as its ecosystem spells it, and its name in two
// halves.
//
// Spec: ECMA-427 and its types. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/inventory.h"

namespace avouch::inventory {

// Sets group, name, version and purl of `part` from a component's; the purl is empty for an
// ecosystem that has no type, and where the parts can make none. `distribution` is the id of the
// system whose package it is, "debian" or "ubuntu"; empty: the one an ecosystem is named after.
void Identify(model::Ecosystem ecosystem, const model::Component& component, model::Part& part,
              std::string_view distribution = {});

// The same for a container image, of its reference: "ghcr.io/a/b:1.2@sha256:...". Leaves `part`
// as it is where that is none, or holds a variable.
void IdentifyImage(std::string_view reference, model::Part& part);

// Where "https://github.com/owner/name.git" or "git@github.com:owner/name" is kept: the type of
// its purl, owner and name. Nullopt for hosts that have no type.
struct Hosted {
  std::string type, group, name;
};
[[nodiscard]] std::optional<Hosted> HostedAt(std::string_view url);

// An address without the user and password that may stand in it: a list goes to others.
[[nodiscard]] std::string WithoutUser(std::string address);

// The name that two mentions of one package share: case and '_' where the
// ecosystem takes no notice of them.
[[nodiscard]] std::string SameName(model::Ecosystem ecosystem, std::string_view name);

}  // namespace avouch::inventory
