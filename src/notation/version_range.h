// Whether a range, as an ecosystem's manifests write it, admits an exact version.
//
// Spec: node-semver's ranges; Cargo book, "Specifying Dependencies"; go.mod minimal versions;
// Elixir's Version; pub's constraints; PEP 440 "Version specifiers"; Maven and NuGet intervals;
// Gradle "Rich versions"; Composer "Versions and constraints"; Gem::Requirement; Debian Policy
// 7.1; Cabal's constraints. Pure; any thread.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "notation/version_key.h"

namespace avouch::notation {

inline constexpr std::size_t kMaxRangeText = 4000;  // Bytes

// True or false as the ecosystem's own tool decides it for the range alone, its own rule for
// pre-releases included: npm's "^1.0.0" does not admit 1.1.0-rc.1, Maven's "[1,2)" admits
// 2-alpha. Nullopt where range or version cannot be read ("latest", "workspace:*", an address),
// and where the range alone does not decide: Maven's "1.0" for 1.1, NuGet's "1.*" for 2.0, PyPI's
// ">=1.0" for 2.0rc1. Takes time linear in the text.
[[nodiscard]] std::optional<bool> Admits(VersionOrder order, std::string_view range,
                                         std::string_view version);

}  // namespace avouch::notation
