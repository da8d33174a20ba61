#include "formats/shell.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "base/path.h"
#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/shell_blocks.h"
#include "formats/shell_input.h"
#include "formats/shell_lexer.h"
#include "formats/shell_lists.h"
#include "formats/shell_variables.h"
#include "formats/shell_words.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxText = 200;
constexpr std::size_t kMaxBrackets = 64;
constexpr int kMaxDepth = 8;                 // Texts for a shell in texts for a shell
constexpr std::size_t kMaxInner = 4U << 20;  // Bytes of such texts, all together
constexpr std::size_t kMaxFunctions = 1'000;
constexpr std::size_t kMaxCommands = 20'000;  // A generated script; the rest is passed over

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

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
  }

  std::vector<Command> Run() {
    while (at_ < tokens_.size() && shared_.commands < kMaxCommands) {
      if (IsDefinition(at_))
        Define();
      else if (tokens_[at_].is_operator)
        Operator(tokens_[at_++].text);
      else
        One();
    }
    return std::move(out_);
  }

  // Of the whole text: the functions that nothing calls, too.
  std::vector<Command> RunAll() {
    auto out = Run();
    for (std::size_t i = 0; i < shared_.order.size(); ++i) {
      Function& function = shared_.functions[shared_.order[i]];
      if (function.named) continue;
      function.named = function.open = true;
      Splitter reader(function.body, 1, folder_, shared_, Pipes::kLastDecides);
      reader.runs_ = shared_.dispatches;
      reader.around_ = {shared_.blocks++};
      reader.options_.stops = options_.stops;
      auto more = reader.Run();
      function.open = false;
      out.insert(out.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
    }
    return out;
  }

 private:
  bool IsDefinition(std::size_t at) const {
    return next_ < blocks_.functions.size() && blocks_.functions[next_].begin == at;
  }

  void Define() {
    const ShellFunction& found = blocks_.functions[next_++];
    const auto from = tokens_.begin() + static_cast<long>(found.body);
    const auto to = tokens_.begin() + static_cast<long>(std::max(found.end, found.body));
    Function& function = shared_.functions[found.name];
    if (std::ranges::find(shared_.order, found.name) == shared_.order.end() &&
        shared_.order.size() < kMaxFunctions)
      shared_.order.push_back(found.name);
    if (!function.open) function.body.assign(from, to);
    at_ = std::max(found.after, at_ + 1);
  }

  // A folder that is changed to in brackets is left with them.
  void Operator(std::string_view text) {
    if (text.ends_with('(') && outer_.size() < kMaxBrackets) outer_.push_back({folder_, list_});
    if (text == ")" && !outer_.empty()) {
      folder_ = outer_.back().folder;
      list_ = outer_.back().list;
      outer_.pop_back();
    } else if (!IsOneOf(text, {"&&", "||", "|", "|&"})) {
      list_ = {.number = ++shared_.lists};
    }
  }

  std::vector<int> Within() const {
    std::vector<int> out;
    for (int at = blocks_.of[begin_]; at >= 0;
         at = blocks_.blocks[static_cast<std::size_t>(at)].around)
      out.push_back(first_block_ + at);
    out.insert(out.end(), around_.rbegin(), around_.rend());
    std::ranges::reverse(out);
    if (out.size() > kMaxBrackets) out = {-1 - shared_.lists};
    return out;
  }

  // The words up to the next operator; true where a command in "$(a)" was among them.
  void Read(Command& command, std::string& inside) {
    for (; at_ < tokens_.size() && !tokens_[at_].is_operator && !IsDefinition(at_); ++at_) {
      const ShellToken& token = tokens_[at_];
      inside += token.inside;
      if (token.is_input) {
        given_ = {token.input, token.input_line};
        continue;
      }
      if (command.text.size() <= kMaxText) {
        if (!command.text.empty()) command.text += ' ';
        command.text += token.text;
      }
      if (auto if_set = WordsIfSet(token.text); !if_set.empty()) {
        command.words.insert(command.words.end(), if_set.begin(), if_set.end());
      } else if (token.is_plain) {
        command.words.push_back(token.text);
      } else if (std::string word = shared_.held.Fill(token.text, command.within);
                 word.starts_with('-') && !WholeVariable(token.text).empty()) {
        for (auto one : Words(word)) command.words.emplace_back(one);
      } else {
        const bool program = command.words.empty() && !WholeVariable(token.text).empty();
        command.words.push_back(program ? token.text : std::move(word));
      }
    }
  }

  // How what is asked of a command goes for those behind it in its pipe and its list.
  void Asks(Command& command, bool reads) {
    if (!reads) list_.pipe = begin_;
    bool negated = reads && list_.negated, asks = list_.asks;
    for (const auto& word : command.words) {
      if (IsOneOf(word, {"if", "elif", "while", "until"}))
        asks = true;
      else if (word == "!")
        negated = !negated;
      else if (!IsOneOf(word, {"then", "else", "do", "{", "time"}))
        break;
    }
    command.asks = !asks ? Asks::kNo : negated ? Asks::kWhetherNot : Asks::kWhether;
    command.negated = negated && !asks;
    list_.asks = asks;
    list_.negated = negated;
  }

  void One() {
    Command command;
    begin_ = at_;
    command.line = tokens_[at_].line;
    command.folder = folder_;
    command.list = list_.number;
    command.within = Within();
    command.runs = runs_ && !ended_;
    const std::string_view before = at_ > 0 ? std::string_view(tokens_[at_ - 1].text) : "";
    const bool behind = at_ > 0 && tokens_[at_ - 1].is_operator;
    command.captured = captured_ || (behind && before == "$(");
    command.piped_to_shell = FeedsShell(tokens_, at_);
    const bool reads = behind && IsOneOf(before, {"|", "|&"});
    if (!reads) written_ = {}, fetched_ = false;
    given_ = {};
    std::string inside;
    Read(command, inside);
    if (command.words.empty()) return Inside(inside, command);
    command.text = ReplaceAll(command.text, "\n", " ").substr(0, kMaxText);
    command.tolerated = IsTolerated(tokens_, at_);
    Asks(command, reads);
    ReadPipe(tokens_, at_, command);
    options_.Set(command.words);
    command.failing = FailingOf(tokens_, list_.pipe, at_, command.words, options_);
    Unwrap(command);
    Unredirect(command);
    if (!command.input.empty()) given_ = {command.input, command.line};
    shared_.held.Take(command);
    if (command.words.empty()) {
      Inside(inside, command);
      if (!command.settings.empty()) Push(std::move(command));
      return;
    }
    ReplaceProgram(command, shared_.held);
    if (ChangesFolder(command.words, folder_, before_)) return Inside(inside, command);
    const bool runs_text =
        TextAt(command.words) > 0 || ReadsCommandsAt(command.words) < command.words.size();
    if (!runs_text) Inside(inside, command);
    if (Called(command)) return;
    Inner(command, command.words);
    Names(command);
    Ends(command);
    command.input = given_.first;
    if (Input(command, reads)) Push(std::move(command));
  }

  void Push(Command command) {
    ++shared_.commands;
    out_.push_back(std::move(command));
  }

  // What stands behind an `exit` that is always reached is not run.
  void Ends(const Command& command) {
    if (!IsOneOf(command.words[0], {"exit", "return"}) || !IsPlain()) return;
    ended_ = true;
    exits_ = command.words[0] == "exit";
  }

  // The command is run when the text is: in no brackets and branches, and no part of a list.
  bool IsPlain() const {
    const auto joins = [&](std::size_t at) {
      return at < tokens_.size() && tokens_[at].is_operator &&
             IsOneOf(tokens_[at].text, {"&&", "||", "|", "|&", "&"});
    };
    return blocks_.of[begin_] < 0 && blocks_.grouped[begin_] == 0 &&
           (begin_ == 0 || !joins(begin_ - 1) || tokens_[begin_ - 1].text == "&") && !joins(at_);
  }

  // "$(a)" in a word: what it says is a part of the word.
  void Inside(const std::string& text, const Command& command) {
    if (text.empty()) return;
    Command outer;
    outer.line = command.line;
    outer.words = {"eval"};
    outer.within = command.within;
    outer.within.push_back(shared_.blocks++);
    outer.runs = command.runs;
    outer.tolerated = command.tolerated;
    outer.captured = true;
    outer.failing = command.words.empty() ? command.failing : Failing::kLost;
    std::string folder = folder_;
    std::swap(folder, folder_);
    Text(text, command.line, outer);
    std::swap(folder, folder_);
  }

  // A function that is only named, "retry f", may be called.
  void Names(const Command& command) {
    for (std::size_t i = 1; i < command.words.size() && !shared_.functions.empty(); ++i)
      if (const auto at = shared_.functions.find(command.words[i]);
          at != shared_.functions.end() && !at->second.named)
        Body(at->second, command);
  }

  // A function of this text: its commands stand in place of the call.
  bool Called(const Command& command) {
    if (command.words[0].starts_with('$')) shared_.dispatches = true;
    const auto at = shared_.functions.find(command.words[0]);
    if (at == shared_.functions.end()) return false;
    if (!command.settings.empty()) {
      Command only = command;
      only.words.clear();
      Push(std::move(only));
    }
    if (Body(at->second, command) && IsPlain()) ended_ = exits_ = true;
    return true;
  }

  // True where it ends the text.
  bool Body(Function& function, const Command& command) {
    function.named = true;
    if (function.open) return false;
    const std::size_t weight = 16 * (function.body.size() + 1);
    if (depth_ > kMaxDepth || weight > shared_.left) {
      Unread(command);
      return false;
    }
    shared_.left -= weight;
    function.open = true;
    const std::vector<ShellToken> body = BodyOf(function.body, command.words);
    Splitter reader(body, depth_ + 1, folder_, shared_,
                    options_.pipefail ? Pipes::kAnyFails : Pipes::kLastDecides);
    reader.options_.stops = options_.stops;
    reader.around_ = command.within;
    reader.runs_ = command.runs;
    auto inner = reader.Run();
    function.open = false;
    // Where it is asked how the call ends, the shell does not stop in it.
    const bool asked = command.asks != Asks::kNo || command.negated ||
                       (at_ < tokens_.size() && tokens_[at_].is_operator &&
                        IsOneOf(tokens_[at_].text, {"&&", "||"}));
    for (auto& each : inner) {
      if (asked && each.failing == Failing::kByShell) each.failing = Failing::kLost;
      if (each.asks == Asks::kNo) each.asks = command.asks;
    }
    Join(std::move(inner), command);
    return reader.exits_ && reader.ended_;
  }

  void Unread(const Command& command) {
    Command unread = command;
    unread.words = {"sh", "-s"};
    Push(std::move(unread));
  }

  // The commands of a text or a function in the place of the command that runs them.
  void Join(std::vector<Command> inner, const Command& command) {
    const bool plain = command.failing == Failing::kStops || command.failing == Failing::kByShell;
    for (auto& each : inner) {
      each.tolerated |= command.tolerated;
      if (each.failing == Failing::kStops || (!plain && each.failing == Failing::kByShell))
        each.failing = command.failing;
    }
    out_.insert(out_.end(), std::make_move_iterator(inner.begin()),
                std::make_move_iterator(inner.end()));
  }

  // What the command reads is a text that it runs: "bash <<X", "echo '...' | sh". False when that
  // text stands in place of the command. What is piped in from elsewhere is asked for by "-s";
  // a download is told where it is made.
  bool Input(Command& command, bool reads) {
    auto& words = command.words;
    auto given = given_.first.empty() && reads ? written_ : given_;
    const bool fetched = std::exchange(
        fetched_,
        (reads && fetched_) || IsOneOf(ProgramName(words[0]), {"curl", "wget", "fetch", "aria2c"}));
    written_ = {};
    if (const std::string_view option = TextOption(words); !option.empty()) {
      if (!given.first.empty()) words = {words[0], std::string(option), given.first};
      return true;
    }
    if (ReadsCommandsAt(words) < words.size() &&
        (IsShellProgram(words[0]) || !given.first.empty())) {
      if (!given.first.empty()) {
        Text(given.first, given.second, command);
        return false;
      }
      if (reads && !fetched) words = {words[0], "-s"};
      return !(reads && fetched);
    }
    if (words[0] == "cat" && words.size() == 1) written_ = std::move(given);
    if (!reads)
      if (std::string text = WrittenText(words); !text.empty())
        written_ = {std::move(text), command.line};
    return true;
  }

  // bash -c '...', eval '...', trap '...' EXIT, find -exec sh -c '...' are the text in them.
  void Inner(const Command& command, const std::vector<std::string>& words) {
    if (words[0] == "find")
      for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (IsOneOf(words[i], {"-exec", "-execdir", "-ok", "-okdir"})) {
          const std::vector<std::string> run(words.begin() + static_cast<long>(i) + 1, words.end());
          if (run[0] != "find") return Inner(command, run);
        }
    const std::size_t at = TextAt(words);
    if (at == 0) return;
    std::string text = words[at];
    for (std::size_t i = at + 1; words[0] == "eval" && i < words.size(); ++i)
      text += ' ' + words[i];
    Text(text, command.line, command);
  }

  void Text(std::string_view text, int line, const Command& command) {
    if (depth_ > kMaxDepth || text.size() > shared_.left) return Unread(command);
    shared_.left -= text.size();
    // "eval "$CMD"", where CMD is a text
    const std::string value = shared_.held.Of(WholeVariable(Trim(text)), command.within);
    if (!value.empty()) text = value;
    std::string inside = folder_;
    const std::string& program = command.words[0];
    const bool same = program == "eval", own = IsShellProgram(program);
    Splitter reader(ShellTokens(text, line), depth_ + 1, inside, shared_,
                    same && options_.pipefail ? Pipes::kAnyFails : Pipes::kLastDecides);
    const bool told =
        own && std::ranges::any_of(command.words, [](const std::string& word) {
          return word.starts_with('-') && word.size() < 8 && word.find('e') != word.npos;
        });
    reader.options_.stops = same ? options_.stops : told ? Stops::kYes : Stops::kNo;
    reader.around_ = command.within;
    reader.runs_ = command.runs;
    reader.captured_ = command.captured;
    auto inner = reader.Run();
    // bash -c "$(curl ...)" runs what comes.
    text = Trim(text);
    if (!inner.empty() && (text.starts_with("$(") || text.starts_with('`')))
      inner[0].piped_to_shell = true;
    for (auto& each : inner)
      if (!same && !own) each.failing = Failing::kLost;  // trap, find
    Join(std::move(inner), command);
  }

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

}  // namespace

std::vector<Command> SplitShell(std::string_view text, int first_line, std::string* folder) {
  return SplitShell(text, first_line, folder, Pipes::kLastDecides);
}

std::vector<Command> SplitShell(std::string_view text, int first_line, std::string* folder,
                                Pipes pipes) {
  return SplitShellWith(text, first_line, {}, folder, pipes);
}

std::vector<Command> SplitShellWith(std::string_view text, int first_line,
                                    const ShellVariables& variables, std::string* folder,
                                    Pipes pipes) {
  std::string own;
  Shared shared;
  shared.held = ShellHeld(variables);
  return Splitter(ShellTokens(text, first_line), 0, folder == nullptr ? own : *folder, shared,
                  pipes)
      .RunAll();
}

}  // namespace avouch::formats
