// Commands that run something of the tree: a target of make, just, task or tox, a script that a
// package names, a script by its path. What those do, only the tree can tell.
//
// Pure; any thread.

#pragma once

#include "formats/deeds.h"

namespace avouch::formats {

// What a deed of the kind kCall holds: `tool` is who runs it ("make", "npm", "sh", "nox"), and
// arguments are the folder that it starts in, the file that is named (or empty), and the targets,
// with settings "NAME=value" among them.
inline constexpr std::size_t kCallFolder = 0, kCallFile = 1, kCallTargets = 2;
// The tool of a call that no file tells: the program, or what it is asked, is a variable.
inline constexpr std::string_view kUnknownCall = "variable";
// The tool of scripts that an install runs by itself: "postinstall". Any may be missing.
inline constexpr std::string_view kLifecycle = "lifecycle";

// In front of the tool of a call that is made when an image starts: of what it runs, only what goes
// past every lock counts, and nothing where no file tells it.
inline constexpr std::string_view kLater = "later:";

// Adds a call for each thing of the tree that `command` runs.
void AddCalls(const Command& command, const Path& path, Doings& out);

}  // namespace avouch::formats
