// The folder whose manifests a lock holds to its versions.
//
// Pure; any thread.

#pragma once

#include <string_view>

#include "model/component.h"

namespace avouch::inventory {

// The lock's own folder, except where its tool keeps it further down: Gradle's verification in
// gradle/, Xcode's Package.resolved in X.xcodeproj or X.xcworkspace. A view into `lock`.
[[nodiscard]] std::string_view HeldFolder(const model::Manifest& lock);

}  // namespace avouch::inventory
