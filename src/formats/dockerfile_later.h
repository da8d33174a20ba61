// Lines of a Dockerfile that run after its build: in a container that starts, CMD and ENTRYPOINT,
// and in builds of other images, ONBUILD. And those that are not read at all.
//
// Spec: docs.docker.com, "Dockerfile reference". Pure; any thread.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "formats/deeds.h"
#include "formats/dockerfile_lines.h"

namespace avouch::formats {

// The commands of CMD and ENTRYPOINT; `after_shell`: the list is what ENTRYPOINT ["sh", "-c"] runs.
[[nodiscard]] std::vector<Command> StartCommands(const Instruction& instruction, bool after_shell);

// True for ENTRYPOINT ["sh", "-c"], which runs what CMD says.
[[nodiscard]] bool IsShellAlone(const Instruction& entrypoint);

// The instruction behind ONBUILD; nothing where there is none.
[[nodiscard]] std::optional<Instruction> Triggered(const Instruction& onbuild);

// What commands that run later bring in past every lock: installs that obey none, packages,
// downloads. `here`: calls of scripts and targets of the tree are of a tool with kLater in front.
// What else they do is no part of a build. A download is kVersion at most, so that it is open:
// nothing is fetched where the image is built.
[[nodiscard]] Doings BroughtLater(const std::vector<Command>& commands, const Path& path,
                                  bool here);

// A RUN line for another shell: a call that nobody tells, and the calls and the installs that a
// line of any shell has.
[[nodiscard]] std::vector<model::Deed> UnreadLine(std::string_view text, int line,
                                                  const Path& path);

}  // namespace avouch::formats
