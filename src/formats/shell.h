// The simple commands of a shell text: enough to see what a build step does.
//
// Not a shell: words are split, quotes taken off, control words passed over. A text that a shell is
// given stands as its commands: `bash -c`, `eval`, `trap`, a heredoc, an echo in a pipe, and `$CMD`
// where CMD is set to a literal; other words have such a variable's value in its place. A function
// stands where it is called, with what it is given. A shell that runs what cannot be told is the
// command "sh -s"; a program of another language is given the text that it reads as an argument,
// "python3 -c TEXT". Texts in texts are read 8 deep and 4 MiB in all; what lies beyond is "sh -s",
// too. Linear in the text; pure; any thread.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace avouch::formats {

// What becomes of the text when a command of it fails.
enum class Failing {
  kStops,    // The text ends there, or goes another way
  kByShell,  // What follows is run, unless the shell that reads it is told to stop (sh -e)
  kLost,     // What follows is run: after `set +e`, or in a pipe without `pipefail`
  kElse,     // What follows decides, and no word of it says that it stops: "a || b", "a &"
  kRest,     // The rest of its list is passed over, and what follows the list is run: "a && b; c"
};

// Whether the text asks how a command ends: "if a", "while a".
enum class Asks { kNo, kWhether, kWhetherNot };

struct Command {
  std::vector<std::string>
      words;  // Program first; `sudo`, `env`, `time` and settings in front taken off
  std::vector<std::string> settings;  // "GOFLAGS=-mod=mod" in front of the program
  std::string text;                   // As written, one line, at most 200 bytes
  std::string folder;                 // Literal folder of a `cd` before it, or empty
  std::string output;                 // The file that "> file" names, or empty
  std::string input_file;             // "< file"
  std::string input;                  // The text that it reads: "<<X", "<<< x"
  int line = 0;                       // 1-based, of the file
  bool tolerated = false;             // "|| true", "|| :", "|| { echo ...; }"
  Failing failing = Failing::kStops;
  Asks asks = Asks::kNo;
  bool negated = false;   // "! a", and no "if"
  bool runs = true;       // Not in a function that is never called, nor behind an `exit`
  bool captured = false;  // What it says becomes a word: "$(a)"
  // The branches, loops and "$( )" that it stands in, outermost first. Where all of them are also
  // around another command, it is run when that one is.
  std::vector<int> within;
  int list = 0;                 // The same for "a && b | c"
  std::string piped_into;       // The program that reads its output in a pipe, or empty
  bool piped_to_shell = false;  // Its output goes into sh, bash, python
  bool looked_through = false;  // Its output goes into grep, jq, sed ..., and into no shell
};

// Whether a pipe fails with any of its commands, as the shell is started: "bash -o pipefail".
enum class Pipes { kLastDecides, kAnyFails };

// `first_line` is the line of the file on which the text's first line stands.
// `folder`, unless null, is where the text begins and, after, where it ends.
[[nodiscard]] std::vector<Command> SplitShell(std::string_view text, int first_line,
                                              std::string* folder = nullptr);
[[nodiscard]] std::vector<Command> SplitShell(std::string_view text, int first_line,
                                              std::string* folder, Pipes pipes);

// Names and literals. Of two with one name the first holds.
using ShellVariables = std::vector<std::pair<std::string, std::string>>;

namespace shell {
struct Shared;
}

// Texts that one shell reads one after the other: what one sets, defines and ends holds for the
// next.
class ShellSession {
 public:
  explicit ShellSession(const ShellVariables& variables = {});
  ~ShellSession();
  ShellSession(const ShellSession&) = delete;
  ShellSession& operator=(const ShellSession&) = delete;

  // As SplitShell, without the functions that nothing calls.
  [[nodiscard]] std::vector<Command> Read(std::string_view text, int first_line,
                                          std::string* folder, Pipes pipes);
  // Those, when the last text was read.
  [[nodiscard]] std::vector<Command> Rest();

 private:
  std::unique_ptr<shell::Shared> shared_;
};

// The same, where `variables` hold literals when the text begins.
[[nodiscard]] std::vector<Command> SplitShellWith(std::string_view text, int first_line,
                                                  const ShellVariables& variables,
                                                  std::string* folder, Pipes pipes);

}  // namespace avouch::formats
