// The reader of one shell text, of the texts in it and of its functions.
//
// A part of shell.h: the commands of a text are read in shell.cpp, what runs another text in
// shell_texts.cpp. Not shared between threads.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/shell.h"
#include "formats/shell_blocks.h"
#include "formats/shell_lexer.h"
#include "formats/shell_lists.h"
#include "formats/shell_variables.h"

namespace avouch::formats::shell {

constexpr std::size_t kMaxInner = 4U << 20;   // Bytes of texts for a shell in texts, all together
constexpr std::size_t kMaxCommands = 20'000;  // A generated script; the rest is passed over

struct Function {
  std::vector<ShellToken> body;
  bool named = false, open = false;  // By a command; being read
};

// What a text and the texts in it have in common.
struct Shared {
  ShellHeld held;
  std::map<std::string, Function, std::less<>> functions;
  std::vector<std::string> order;  // Of their definitions
  bool dispatches = false;         // A variable says what is run
  bool over = false;               // An `exit` was reached
  int blocks = 0, lists = 0;       // So far
  std::size_t commands = 0;
  std::size_t left = kMaxInner;
};

class Splitter {
 public:
  Splitter(std::vector<ShellToken> tokens, int depth, std::string& folder, Shared& shared,
           Pipes pipes)
      : tokens_(std::move(tokens)),
        blocks_(BlocksOf(tokens_)),
        options_{.pipefail = pipes == Pipes::kAnyFails},
        depth_(depth),
        folder_(folder),
        shared_(shared),
        first_block_(shared.blocks) {
    shared_.blocks += static_cast<int>(blocks_.blocks.size());
    list_.number = ++shared_.lists;
    ended_ = shared_.over;
  }

  std::vector<Command> Run();

  // The functions that nothing called.
  std::vector<Command> Rest();

 private:
  bool IsDefinition(std::size_t at) const;

  void Define();

  // A folder that is changed to in brackets is left with them.
  void Operator(std::string_view text);

  std::vector<int> Within() const;

  // The words up to the next operator; true where a command in "$(a)" was among them.
  void Read(Command& command, std::string& inside);

  // How what is asked of a command goes for those behind it in its pipe and its list.
  void Asks(Command& command, bool reads);

  void One();

  void Push(Command command);

  // What stands behind an `exit` that is always reached is not run.
  void Ends(const Command& command);

  // The command is run when the text is: in no brackets and branches, and no part of a list.
  bool IsPlain() const;

  // "$(a)" in a word: what it says is a part of the word.
  void Inside(const std::string& text, const Command& command);

  // A function that is only named, "retry f", may be called.
  void Names(const Command& command);

  // A function of this text: its commands stand in place of the call.
  bool Called(const Command& command);

  // True where it ends the text.
  bool Body(Function& function, const Command& command);

  void Unread(const Command& command);

  // The commands of a text or a function in the place of the command that runs them.
  void Join(std::vector<Command> inner, const Command& command);

  // What the command reads is a text that it runs: "bash <<X", "echo '...' | sh". False when that
  // text stands in place of the command. What is piped in from elsewhere is asked for by "-s";
  // a download is told where it is made.
  bool Input(Command& command, bool reads);

  // bash -c '...', eval '...', trap '...' EXIT, find -exec sh -c '...' are the text in them.
  void Inner(const Command& command, const std::vector<std::string>& words);

  void Text(std::string_view text, int line, const Command& command);

  const std::vector<ShellToken> tokens_;
  const ShellBlocks blocks_;
  ShellOptions options_;
  int depth_;
  std::string& folder_;
  Shared& shared_;
  int first_block_;
  std::vector<int> around_;  // Blocks of the text that this one stands in
  bool runs_ = true, captured_ = false, ended_ = false, exits_ = false;
  std::size_t next_ = 0;                         // Of the functions
  std::pair<std::string, int> given_, written_;  // Heredoc; what the pipe so far writes; with line
  bool fetched_ = false;                         // The pipe so far holds a download
  std::string before_;
  struct List {
    int number = 0;
    std::size_t pipe = 0;  // Where the pipe of the command began
    bool asks = false, negated = false;
  };
  struct Outer {
    std::string folder;
    List list;
  };
  List list_;
  std::vector<Outer> outer_;        // What was before the brackets that are open
  std::size_t at_ = 0, begin_ = 0;  // The command being read begins there
  std::vector<Command> out_;
};

}  // namespace avouch::formats::shell
