// What the packages of one lock need of each other: which are reached from where.
//
// Pure; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/component.h"

namespace avouch::formats {

// An index into Manifest::components, where there is one.
inline constexpr std::uint32_t kNoComponent = UINT32_MAX;

// Which components `roots` are or reach through detail.needs. Cycles are fine; what is no
// index of a component reaches nothing. In proportion to components and edges.
[[nodiscard]] std::vector<bool> ReachedFrom(const std::vector<model::Component>& components,
                                            std::span<const std::uint32_t> roots);

// Puts every detail.needs in order, each once, and leaves out what is no component.
void TidyNeeds(std::vector<model::Component>& components);

// For locks that tell scopes by what roots ask for: direct is every root; development what
// only `development` reaches, with the group "dev"; optional what neither `shipped` nor
// `development` reaches but `optional` does. What nothing reaches stays as it is: a wrong
// "only for development" hides what is shipped.
// REQUIRES: TidyNeeds was called.
struct Roots {
  std::vector<std::uint32_t> shipped, development, optional;
};
void MarkScopes(model::Manifest& manifest, const Roots& roots);

// "a@1!do: b@2 c@3" and a line end for each component: what it needs, behind its marks: ! asked
// for by the project, d for development, o optional, w of the workspace.
[[nodiscard]] std::string GraphText(const model::Manifest& manifest);

}  // namespace avouch::formats
