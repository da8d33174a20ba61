// The words of one command of a shell: what stands in front of its program, and redirections.
//
// Linear in the words; pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "formats/shell.h"

namespace avouch::formats {

// "NAME=value"
[[nodiscard]] bool IsSetting(std::string_view word);

// A shell, or a program of a language that may run what it reads.
[[nodiscard]] bool RunsText(std::string_view word);

// A program of a language that is given its text as an argument ("python3 -c ...", "perl -ne ...",
// "python3 -m json.tool") reads its input as data.
[[nodiscard]] bool IsGivenItsText(std::string_view program, std::string_view option);

// Takes off what stands in front of a program.
void Unwrap(Command& command);

// Takes the redirections off the words, and keeps what they name.
void Unredirect(Command& command);

// "cd x", "pushd x", "cd -", "popd": `folder` is where it leads, and `before` where it was. A
// folder that a variable names is none; false for any other command.
[[nodiscard]] bool ChangesFolder(const std::vector<std::string>& words, std::string& folder,
                                 std::string& before);

// Where the text for a shell stands in `words`, "bash -c TEXT", "eval TEXT", "trap TEXT"; or 0.
[[nodiscard]] std::size_t TextAt(const std::vector<std::string>& words);

// ">", "2>>", "&>", "<", and "2>&1", ">log" with where they lead in one word.
// Returns 0 for no redirection, 1 for one word, 2 when the next belongs to it.
[[nodiscard]] int Redirects(std::string_view word);

}  // namespace avouch::formats
