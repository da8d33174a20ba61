// What installed packages need of one another: what a package asks for, found as the loader of its
// language finds it.
//
// Spec: nodejs.org, "Modules: CommonJS modules", "Loading from node_modules folders"; pnpm.io,
// "Symlinked node_modules structure"; Python packaging, "Dependency specifiers"; RubyGems,
// Gem::Requirement. Pure; any thread.

#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/component.h"

namespace avouch::inventory {

// Records of one package each, whose requirements say what it needs, and are no parts.
[[nodiscard]] bool TellsNeeds(const model::Manifest& manifest);

// Look-ups and markers of one tree; a system with 20,000 packages has some 400,000.
inline constexpr long long kMaxNeedSteps = 4'000'000;

struct InstalledNeeds {
  // Indexes of manifests: the first one's package needs the second's.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  bool full = false;  // There was more to look up than any installation has: not all are here
};

// - npm: the nearest node_modules upwards that has it. In pnpm's store, whose links are not
//   followed: the one version there is in it, or the one that the range admits.
// - Python: the same site-packages, lib64 beside lib, and Debian's dist-packages below
//   /usr/lib from those below /usr/local. An extra counts where another package asks for it; a
//   marker that cannot be decided counts as met, since the package is there.
// - Ruby: the same folder of specifications, of several versions the highest that is admitted.
[[nodiscard]] InstalledNeeds FindInstalledNeeds(const std::vector<model::Manifest>& manifests,
                                                long long max_steps = kMaxNeedSteps);

}  // namespace avouch::inventory
