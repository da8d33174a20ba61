// What a step does that is written in another language than that of a Unix shell.
//
// Pure; any thread.

#pragma once

#include <string_view>
#include <vector>

#include "formats/deeds.h"

namespace avouch::formats {

// "pwsh", "cmd", "python", "node {0}", "perl {0}".
[[nodiscard]] bool IsForeignShell(std::string_view shell);

// Of PowerShell and cmd: the calls, what is fetched, and the installs that obey no lock, in
// `commands`, which are `text` as a shell's. Of any other language: one call that no file tells,
// where `text` may install something.
[[nodiscard]] Doings DoingsInForeign(std::string_view shell, std::string_view text,
                                     const std::vector<Command>& commands,
                                     const model::Place& place);

// Adds such a call when `uses` is the action that runs JavaScript and `script` asks for an install.
void AddScript(const model::Reference& uses, std::string_view script, Doings& out);

}  // namespace avouch::formats
