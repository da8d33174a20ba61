// What the commands of a step bring in from outside: files and clones, images,
// packages of languages and of systems. Each is a reference with its pin.
//
// Pure; any thread.

#pragma once

#include <cstddef>
#include <vector>

#include "formats/deeds.h"
#include "formats/deeds_verified.h"

namespace avouch::formats {

// What `command` fetches by an address: step.all[at], or a part of it. A digest or a signature of
// it that is verified in the step fixes it; one that a file of the tree may have is a comment,
// model::kCheckedBy. (deeds_downloads.cpp)
void AddDownloads(const StepView& step, std::size_t at, const Command& command, const Path& path,
                  Doings& out);
// docker run and docker pull of an image by its full name, which no command of the step builds.
void AddContainers(const StepView& step, const Command& command, const Path& path, Doings& out);

// docker compose build and up: the images that its services are built into, as kBuildImage of tool
// "compose" or "compose-up" with arguments "", folder, "", services (none: all), then the files
// named with -f. False for every other command. (deeds_compose.cpp)
bool AddCompose(const Command& command, const Path& path, Doings& out);

// Packages named to apt, cargo, go, gem, pipx, dotnet and the like. (deeds_packages.cpp)
void AddPackage(const Command& command, const Path& path, Doings& out, const std::string& text,
                const std::string& version);
// deeds_managers.cpp: by programs that fetch what they are told by name.
void AddManaged(const Command& command, const Path& path, Doings& out);
void AddInstalled(const Command& command, const Path& path, Doings& out);
// The tool that "uvx", "pipx run" and "uv tool run" fetch, whose command starts at word `at`.
void AddFetchedTool(const Command& command, std::size_t at, const Path& path, Doings& out);
// The tool that "npx" runs, whose command starts at word `at`: fetched where it is asked for so,
// else unless the project has it, which is an install of tool "npx" with the arguments
// kUnlessListed and its name.
void AddNpx(const Command& command, std::size_t at, const Path& path, Doings& out);
// `uv run` with the command at `at`: it installs what the project needs first, from the lock where
// it is told so, and what `--with` names.
void AddUvRun(const Command& command, std::size_t at, const Path& path, Doings& out);
// "npm install" alone reads the manifest; with names it fetches those.
void AddNpmInstall(const Command& command, const Path& path, Doings& out);
// A file that an earlier one of `all` wrote from a lock, with its digests, is the lock's.
void AddPipInstall(const std::vector<Command>& all, const Command& command, const Path& path,
                   Doings& out);

}  // namespace avouch::formats
