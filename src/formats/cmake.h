// What CMake builds fetch and look for: CMakeLists.txt and *.cmake.
//
// Spec: cmake.org, "cmake-language", "FetchContent", "ExternalProject", "find_package",
// "FindPkgConfig"; github.com/cpm-cmake/CPM.cmake. CMake is a language: calls with literals and
// variables that are set once to a literal are read, nothing is run. Bytes in, value out; any
// thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsCmake(const Path& path);

// "cmake", no lock. Components: an archive with its URL_HASH ("sha256:...", "md5:..." too), a
// repository at a commit or tag. Requirements: a repository at a name that moves; what is asked of
// the machine (formats/cmake_asks.h), source kPath: whoever builds provides it. An archive without
// a hash, and what is computed, are notes.
// Fails with kMalformed at a text or bracket that is not closed.
[[nodiscard]] Result<model::Manifest> ReadCmake(const Path& path, BytesView bytes);

}  // namespace avouch::formats
