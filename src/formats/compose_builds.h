// What a compose file tells the builds of its services.
//
// Spec: github.com/compose-spec/compose-spec, "build". Pure; any thread.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "formats/dockerfile.h"
#include "formats/image_build.h"

namespace avouch::formats {

// One a service that is built, by its name; contexts are relative to the file's folder. Variables
// are taken as `given`, else with their defaults. Empty for what is no compose file.
[[nodiscard]] std::vector<ImageBuild> ReadComposeBuilds(const Path& path, BytesView bytes,
                                                        const Variables& given = {});

}  // namespace avouch::formats
