// The purl of a component as its ecosystem spells it, and its name in two
// halves.
//
// Spec: ECMA-427 and its types. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

// The purl of what no type is registered for, told by where it comes from: a qualifier such as
// {"download_url", address}. The user and password of an address are left out.
[[nodiscard]] std::string GenericPurl(std::string_view name, std::string_view version,
                                      std::pair<std::string, std::string> qualifier);

// Sets the purl, and group and name, of a component whose ecosystem has no type and that has
// none yet: of the repository at a host that has one, else a generic one. A commit that holds it
// stands for its version. Leaves `part` as it is where nothing tells where it comes from.
void IdentifyUntyped(const model::Component& component, model::Part& part);

// An address without the user and password that may stand in it: a list goes to others.
[[nodiscard]] std::string WithoutUser(std::string address);

// The name that two mentions of one package share: case and '_' where the
// ecosystem takes no notice of them.
[[nodiscard]] std::string SameName(model::Ecosystem ecosystem, std::string_view name);

}  // namespace avouch::inventory
