// The words of one command, asked for options; a deed made of it.
//
// Pure; any thread.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "formats/shell.h"
#include "model/pipeline.h"

namespace avouch::formats {

// The value of the first of `names` among the words, "-f x" or "--file=x"; or empty.
[[nodiscard]] std::string OptionOf(const std::vector<std::string>& words,
                                   std::initializer_list<std::string_view> names);
[[nodiscard]] bool HasWord(const std::vector<std::string>& words, std::string_view word);

// Where the module or the script of Django's starts that Python runs, by itself or measured:
// "python -m pytest" and "coverage run manage.py test" at 2; 0 of any other command.
[[nodiscard]] std::size_t PythonAt(const std::vector<std::string>& words);
// Where the command starts that another runs in its environment: "uv run --group dev tox" at 4; 0
// of any other command. What is fetched to be run ("uvx", "pipx run", "uv tool run") starts there,
// too.
[[nodiscard]] std::size_t RunsAt(const std::vector<std::string>& words);
// Where a tool of Composer's starts that PHP runs: "php8.3 -d x=1 vendor/bin/phpunit" at 3; 0 of
// any other command.
[[nodiscard]] std::size_t PhpToolAt(const std::vector<std::string>& words);
[[nodiscard]] std::size_t FetchedToolAt(const std::vector<std::string>& words);

// `size` hexadecimal digits, in either case.
[[nodiscard]] bool IsHexOf(std::string_view text, std::size_t size);

// What the command does, at its place in `path`.
[[nodiscard]] model::Deed DeedOf(model::DeedKind kind, std::string_view tool,
                                 const Command& command, const Path& path);

}  // namespace avouch::formats
