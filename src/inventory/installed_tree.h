// Manifests of a tree in which things are installed, made ready for Join.
//
// Rule of pypa, npm, RubyGems and Composer alike: an installed package is what
// its own record says. Pure; any thread.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/component.h"

namespace avouch::inventory {

// Whose records say what is there: a package manager's, a builder's, an archive's own.
[[nodiscard]] bool IsRecord(const model::Manifest& manifest);

// - The manifests and locks that a package brought along (a lock in a gem's
//   folder, a package.json below node_modules/x/, whatever is `owned`: brought
//   by a package of the system) say what its makers worked with, not what is
//   here: left out.
// - What a package's own record asks for is no part by itself: what is here has
//   a record of its own, and needs it (installed_needs.h).
// - What a manifest asks for and has installed beside it is that package, asked
//   for directly.
// - A program's own module, crate or project is a part like any other.
// - Of a lock with node_modules or Composer's vendor folder beside it, what is
//   installed there is kept.
// `notes` gets a line that counts what was left out by each rule.
// REQUIRES: sorted by path.
void MakeInstalled(std::vector<model::Manifest>& manifests, const std::set<std::string>& owned,
                   std::vector<std::string>& notes);

}  // namespace avouch::inventory
