// What a CMake file asks the machine for: find_package, pkg_check_modules, find_library.
//
// Spec: cmake.org, "find_package", "find_library", "FindPkgConfig". Pure; any thread.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/path.h"
#include "formats/cmake_calls.h"
#include "formats/manifest_reading.h"
#include "model/component.h"

namespace avouch::formats {

// Requirements of source kPath, in groups "find_package", "pkg-config", "library" and "program":
// the last for a package of which only what runs is asked for. The condition is "not required",
// or the if() that it stands in; one about tests, documentation or examples makes it for
// development. `fill` puts in the values of variables. What is computed is a note.
void ReadCmakeAsks(const Path& path, const std::vector<CmakeCall>& calls,
                   const std::function<std::string(std::string_view)>& fill,
                   std::vector<model::Requirement>& out, Notes& notes);

}  // namespace avouch::formats
