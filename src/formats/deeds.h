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

// What an action does, by its name, its inputs and the step's place.
[[nodiscard]] Doings DeedsOfAction(const model::Reference& uses,
                                   const std::vector<model::Setting>& with);

}  // namespace avouch::formats
