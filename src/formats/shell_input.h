// What a program is given to read: whether it takes its input as a text to run, and which literal
// text a command writes.
//
// Linear in the words; pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

// "sh", "/bin/bash": runs a text of the shell.
[[nodiscard]] bool IsShellProgram(std::string_view word);

// Where a shell without a script stands in `words`, which then runs what it reads: 0 of "bash -s
// -- x", 2 of "docker run sh"; words.size() when there is none.
[[nodiscard]] std::size_t ReadsCommandsAt(const std::vector<std::string>& words);

// The option by which the language that words[0] names takes its text, "-c" of Python, "-e" of
// Node, when it would read that text from its input: "python3 -". Empty of any other command.
[[nodiscard]] std::string_view TextOption(const std::vector<std::string>& words);

// What "echo 'x'" and "printf '%s\n' x" write; empty of any other command.
[[nodiscard]] std::string WrittenText(const std::vector<std::string>& words);

// The words of "${NAME:+--python "$NAME"}", which are there or are not; empty of any other word.
[[nodiscard]] std::vector<std::string> WordsIfSet(std::string_view word);

// The name in "$NAME", "${NAME}", "${NAME[@]}", the whole of a word; else empty.
[[nodiscard]] std::string_view WholeVariable(std::string_view word);

// A text in a language such as Python or JavaScript that asks for an install, starts another
// program, or runs what it fetched, as far as its words tell.
[[nodiscard]] bool MayInstall(std::string_view text);

}  // namespace avouch::formats
