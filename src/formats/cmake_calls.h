// The calls of a CMake file with their arguments as written.
//
// Spec: cmake.org, "cmake-language(7)", "Syntax". Pure; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct CmakeCall {
  std::string name;                    // Lower case: commands are the same in any
  std::vector<std::string> arguments;  // Unescaped; ${...} in them
  std::uint32_t line = 0;
};

// Fails with kMalformed at a text, bracket argument or call that is not closed.
[[nodiscard]] Result<std::vector<CmakeCall>> ReadCmakeCalls(const Path& path, BytesView bytes);

}  // namespace avouch::formats
