// What the locks of the tree cover: the folder that an install runs in, and a tool by its name.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "model/component.h"
#include "model/pipeline.h"

namespace avouch::claims {

// False where npm, yarn, pnpm or bun is told to obey a lock in a folder that holds a package.json,
// and neither there nor above it lies one of theirs. What cannot be told is no such thing.
[[nodiscard]] bool CoversItsFolder(const model::ComponentFacts& components,
                                   const model::Deed& install);

// Some package.json or lock of npm's kin names the package that brings this program.
[[nodiscard]] bool ListsProgram(const model::ComponentFacts& components, std::string_view program);

// Some file of the tree says which version of this tool builds use: "packageManager".
[[nodiscard]] bool TellsTool(const model::ComponentFacts& components, std::string_view tool);

}  // namespace avouch::claims
