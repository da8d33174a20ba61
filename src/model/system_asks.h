// What a build of C or C++ asks the machine for: neither fetched nor locked by the product.
//
// Values only; any thread.

#pragma once

#include <algorithm>

#include "model/component.h"

namespace avouch::model {

[[nodiscard]] inline bool AsksTheMachine(const Manifest& manifest, const Requirement& wanted) {
  return wanted.source == SourceKind::kPath &&
         (manifest.format == "cmake" || manifest.format == "meson-build" ||
          manifest.format == "autoconf");
}

// True of a file that asks for nothing else: no lock could hold it, no tool updates it.
[[nodiscard]] inline bool AsksTheMachineAlone(const Manifest& manifest) {
  return std::ranges::all_of(manifest.requirements, [&](const Requirement& wanted) {
    return AsksTheMachine(manifest, wanted);
  });
}

}  // namespace avouch::model
