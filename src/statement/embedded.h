// The files of catalogues/ as they were when the program was built.
//
// Made by cmake/Embed.cmake into the build folder. Any thread.

#pragma once

#include <optional>
#include <string_view>

namespace avouch::statement {

// The Software Security Code of Practice as one stream of YAML documents, for
// ReadCatalogue.
[[nodiscard]] std::string_view EmbeddedCatalogue();

// The file of catalogues/ called `name`, such as "arguments.yaml"; nothing if
// there is none.
[[nodiscard]] std::optional<std::string_view> EmbeddedFile(std::string_view name);

}  // namespace avouch::statement
