// The lists of requirements that setuptools knows, whatever file they stand in.
//
// Pure; any thread.

#pragma once

#include <string_view>

#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Adds what one line of `list` asks for; empty lines and comments ask for nothing. `list` is
// setuptools' keyword, or the name of an extra when `extra`.
// Fails with kMalformed at what is no requirement.
[[nodiscard]] Status AddSetuptoolsLine(model::Manifest& manifest, std::string_view list, bool extra,
                                       std::string_view text, int line);

[[nodiscard]] model::Manifest BeginSetuptools(const Path& path, std::string_view format);

// "install_requires" and the like.
[[nodiscard]] bool IsSetuptoolsList(std::string_view keyword);

}  // namespace avouch::formats
