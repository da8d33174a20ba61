// What a command or an action does: a table of the ones that people use.
//
// Echoed words and comments do nothing. Unknown commands are no deed. Pure; any
// thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/shell.h"
#include "model/pipeline.h"

namespace avouch::formats {

struct Doings {
  std::vector<model::Deed> deeds;
  std::vector<model::Reference> references;
};

// What the commands of one step do. Places are in `path`.
[[nodiscard]] Doings DeedsOf(const std::vector<Command>& commands, const Path& path);

// Of a text in another language than a shell's, PowerShell's: the calls in it, and the installs
// that obey no lock. What else it does is not read.
[[nodiscard]] std::vector<model::Deed> CallsOf(const std::vector<Command>& commands,
                                               const Path& path);

// What an action does, by its name, its inputs and the step's place.
// `from_others`: somebody's fork may have started it, and a checkout of what is proposed is then a
// reference that a variable decides, not the product's own.
[[nodiscard]] Doings DeedsOfAction(const model::Reference& uses,
                                   const std::vector<model::Setting>& with,
                                   bool from_others = true);

}  // namespace avouch::formats
