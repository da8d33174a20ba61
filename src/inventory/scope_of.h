// What a component is there for, by the list that names it and the folder that the list is in.
//
// Pure; any thread.

#pragma once

#include <string_view>

#include "model/component.h"
#include "model/inventory.h"

namespace avouch::inventory {

// By the names that ecosystems give to lists: "dev", "test", "build-system", Maven's "provided".
// Of "transitive" nothing tells: what asks for it, for the product or for its makers, is not said.
[[nodiscard]] model::Scope ScopeOf(std::string_view group, bool development, bool optional);

// Of what a manifest asks for: also whether everybody gets it. An extra of Python, and what only
// a profile of Maven asks for, customers may get; of a row of Gradle's catalogue nothing tells,
// nor of a configuration that a build made for itself; of what go.mod asks for only where its group
// does (collect/go_scopes.h).
[[nodiscard]] model::Scope ScopeOf(const model::Manifest& manifest,
                                   const model::Requirement& wanted);

// By custom, of all in a folder: "tests", "examples", ".github".
[[nodiscard]] model::Scope ScopeOfFolder(const Path& path);

// `scope` of what lies in a folder of the scope `folder`: in one for tests all is for tests.
[[nodiscard]] model::Scope Within(model::Scope scope, model::Scope folder);

}  // namespace avouch::inventory
