// Places that hold dependencies, and which of them an update tool looks after.
//
// A place is a kind of dependency in a folder, as a person would tell a tool:
// the members of a workspace are one place with its root. Spec: the
// "directories" of GitHub's dependabot.yml; Renovate finds files by itself.
// Pure; any thread.

#pragma once

#include <set>
#include <string>
#include <tuple>

#include "claims/facts.h"

namespace avouch::claims {

struct UpdatePlace {
  model::Ecosystem ecosystem;
  std::string folder;  // "" = the root
  model::Place place;  // A file that shows it

  bool operator<(const UpdatePlace& other) const {
    return std::tie(ecosystem, folder) < std::tie(other.ecosystem, other.folder);
  }
};

// "npm in the root", "docker in web".
[[nodiscard]] std::string Describe(const UpdatePlace& place);

// Every place that the facts show, each once.
[[nodiscard]] std::set<UpdatePlace> UpdatePlaces(const Facts& facts);

// True when the tool ("dependabot", "renovate") knows dependencies of this kind:
// what it does not know needs a list kept by hand.
[[nodiscard]] bool Knows(const std::string& tool, model::Ecosystem ecosystem);

// True when a tool that finds files by itself (Renovate) also looks for this kind
// without being told to.
[[nodiscard]] bool IsFoundUnasked(model::Ecosystem ecosystem);

// True when the rule is about the place, switched on or off.
// What stands there is left out by the rule's own patterns of paths.
[[nodiscard]] bool IsLeftOut(const model::UpdateRule& rule, const UpdatePlace& place);
[[nodiscard]] bool Concerns(const model::UpdateRule& rule, const UpdatePlace& place);

// Names what those who write the software use, and no part of it: hooks, development containers.
[[nodiscard]] bool IsOfDevelopers(const model::Manifest& manifest);

}  // namespace avouch::claims
