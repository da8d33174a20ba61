#include "formats/shell.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "base/path.h"
#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/shell_input.h"
#include "formats/shell_lexer.h"
#include "formats/shell_lists.h"
#include "formats/shell_words.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxText = 200;
constexpr std::size_t kMaxBrackets = 64;
constexpr int kMaxDepth = 8;                              // Texts for a shell in texts for a shell
constexpr std::size_t kMaxInner = 4U << 20;               // Bytes of such texts, all together
constexpr std::size_t kMaxHeld = 256, kMaxValue = 4'096;  // Variables, bytes of each value
constexpr std::size_t kMaxCommands = 20'000;  // A generated script; the rest is passed over

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What a text and the texts in it have in common.
struct Shared {
  std::map<std::string, std::string, std::less<>> held;  // Variables, and "alias NAME"
  std::size_t left = kMaxInner;
};

class Splitter {
 public:
  Splitter(std::string_view text, int first_line, int depth, std::string& folder, Shared& shared,
           Pipes pipes)
      : tokens_(ShellTokens(text, first_line)),
        pipefail_(pipes == Pipes::kAnyFails),
        depth_(depth),
        folder_(folder),
        shared_(shared) {}

  std::vector<Command> Run() {
    while (at_ < tokens_.size() && out_.size() < kMaxCommands) {
      if (tokens_[at_].is_operator)
        Operator(tokens_[at_++].text);
      else
        One();
    }
    return std::move(out_);
  }

 private:
  // A folder that is changed to in brackets is left with them.
  void Operator(std::string_view text) {
    if (text.ends_with('(')) {
      if (outer_.size() < kMaxBrackets) outer_.push_back(folder_);
    } else if (text == ")" && !outer_.empty()) {
      folder_ = outer_.back();
      outer_.pop_back();
    }
  }

  void One() {
    Command command;
    begin_ = at_;
    command.line = tokens_[at_].line;
    command.folder = folder_;
    command.piped_to_shell = FeedsShell();
    const bool reads =
        at_ > 0 && IsOneOf(tokens_[at_ - 1].text, {"|", "|&"}) && tokens_[at_ - 1].is_operator;
    if (!reads) written_ = {}, fetched_ = false;
    given_ = {};
    for (; at_ < tokens_.size() && !tokens_[at_].is_operator; ++at_) {
      if (tokens_[at_].is_input) {
        given_ = {tokens_[at_].input, tokens_[at_].input_line};
        continue;
      }
      if (!command.text.empty()) command.text += ' ';
      command.text += tokens_[at_].text;
      const auto if_set = WordsIfSet(tokens_[at_].text);
      if (if_set.empty()) command.words.push_back(tokens_[at_].text);
      command.words.insert(command.words.end(), if_set.begin(), if_set.end());
    }
    if (command.words.empty()) return;
    command.text = ReplaceAll(command.text, "\n", " ").substr(0, kMaxText);
    command.tolerated = Tolerated();
    Pipe(command);
    Fails(command);
    Unwrap(command);
    Unredirect(command);
    Holds(command);
    if (command.words.empty()) {
      if (!command.settings.empty()) out_.push_back(std::move(command));
      return;
    }
    Replace(command);
    if (ChangesFolder(command)) return;
    Inner(command, command.words);
    if (Input(command, reads)) out_.push_back(std::move(command));
  }

  // What stands in <( ) or $( ) behind a shell is run by it: bash <(curl ...).
  bool FeedsShell() const {
    if (at_ < 2 || (tokens_[at_ - 1].text != "<(" && tokens_[at_ - 1].text != "$(")) return false;
    std::size_t start = at_ - 1;
    while (start > 0 && !tokens_[start - 1].is_operator) --start;
    if (start == at_ - 1) return false;
    Command outer;
    for (std::size_t i = start; i < at_ - 1; ++i) outer.words.push_back(tokens_[i].text);
    Unwrap(outer);
    if (outer.words.empty()) return false;
    bool substituted = tokens_[at_ - 1].text == "$(";
    if (IsOneOf(outer.words[0], {"eval"})) return true;
    if (substituted) return RunsText(outer.words[0]) && outer.words.back().ends_with('c');
    return RunsText(outer.words[0]) || IsOneOf(outer.words[0], {"source", "."});
  }

  // Whether the list that this command is part of ends in "|| true".
  bool Tolerated() const {
    for (std::size_t i = at_; i < std::min(tokens_.size(), at_ + kMaxList); ++i) {
      if (!tokens_[i].is_operator) continue;
      const std::string& text = tokens_[i].text;
      if (text == "&&" || text == "|" || text == "|&") continue;
      if (text != "||") return false;
      return OnlySaysFrom(tokens_, i + 1);
    }
    return false;
  }

  // What runs after it whatever becomes of it.
  void Fails(Command& command) {
    const auto& words = command.words;
    if (words[0] == "set")
      for (std::size_t i = 1; i < words.size(); ++i) {
        const bool sets = words[i].starts_with('-'), clears = words[i].starts_with('+');
        if (!sets && !clears) continue;
        const bool named = words[i].ends_with('o') && i + 1 < words.size();
        if (words[i].find('e') != std::string::npos || (named && words[i + 1] == "errexit"))
          stops_ = sets ? Stops::kYes : Stops::kNo;
        if (named && words[i + 1] == "pipefail") pipefail_ = sets;
      }
    const std::size_t end = std::min(tokens_.size(), at_ + kMaxList);
    std::size_t k = at_;
    while (k < end && (!tokens_[k].is_operator || IsOneOf(tokens_[k].text, {"|", "|&"}))) ++k;
    const bool piped = at_ < end && IsOneOf(tokens_[at_].text, {"|", "|&"});
    if (piped && !pipefail_) {
      command.failing = Failing::kLost;
    } else if (k < end && tokens_[k].text == "&") {
      command.failing = Failing::kElse;  // Unless something waits for it
    } else if ((k < end && GoesOnElse(tokens_, k)) || MayBePassedOver(tokens_, begin_, words)) {
      command.failing = Failing::kElse;
    } else if (k < end && IsOneOf(tokens_[k].text, {";", "\n"}) &&
               !IsOneOf(words[0], {"if", "elif", "while", "until", "!"}) && MoreAfter(tokens_, k)) {
      command.failing = stops_ == Stops::kYes  ? Failing::kStops
                        : stops_ == Stops::kNo ? Failing::kLost
                                               : Failing::kByShell;
    }
  }

  void Pipe(Command& command) const {
    bool more = at_ + 1 < tokens_.size() && !tokens_[at_ + 1].is_operator;
    if (at_ >= tokens_.size() || tokens_[at_].text != "|" || !more) return;
    // "| tee x | sudo -E bash": each program of the pipe.
    for (std::size_t k = at_ + 1; k < std::min(tokens_.size(), at_ + kMaxList);) {
      while (k < tokens_.size() && !tokens_[k].is_operator &&
             (tokens_[k].text == "sudo" || tokens_[k].text == "env" ||
              tokens_[k].text.starts_with('-') || IsSetting(tokens_[k].text)))
        ++k;
      if (k >= tokens_.size() || tokens_[k].is_operator) break;
      const std::string& program = tokens_[k].text;
      if (command.piped_into.empty()) command.piped_into = program;
      const bool given = k + 1 < tokens_.size() && !tokens_[k + 1].is_operator &&
                         IsGivenItsText(program, tokens_[k + 1].text);
      command.piped_to_shell |= RunsText(program) && !given;
      while (k < tokens_.size() && !tokens_[k].is_operator) ++k;
      if (k >= tokens_.size() || tokens_[k].text != "|") break;
      ++k;
    }
    command.looked_through = !command.piped_to_shell && IsLookedThrough(tokens_, at_ + 1);
  }

  void Unredirect(Command& command) {
    std::vector<std::string> words;
    std::string from;
    for (std::size_t i = 0; i < command.words.size(); ++i) {
      std::string& word = command.words[i];
      int width = Redirects(word);
      const std::string next =
          width == 2 && i + 1 < command.words.size() ? command.words[i + 1] : "";
      if (word.starts_with("<<<"))
        given_ = {width == 2 ? next : word.substr(3), command.line};
      else if (word.starts_with('<'))
        from = width == 2 ? next : word.substr(1);
      if (width == 0) words.push_back(std::move(word));
      if (width == 2) ++i;
    }
    // "bash < x.sh" is "bash x.sh".
    if (!from.empty() && ReadsCommandsAt(words) < words.size()) words.push_back(std::move(from));
    command.words = std::move(words);
  }

  bool ChangesFolder(const Command& command) {
    const auto& words = command.words;
    if (words[0] == "popd") {
      std::swap(folder_, before_);
      return true;
    }
    if ((words[0] != "cd" && words[0] != "pushd") || words.size() < 2) return false;
    std::string_view to = words.back();
    std::string now = folder_;
    if (to == "-") {
      folder_ = before_;
    } else {
      // Where the build runs is the root of the tree, whatever variable names it.
      bool root = false;
      for (std::string_view name : {"${CI_PROJECT_DIR}", "$CI_PROJECT_DIR", "${GITHUB_WORKSPACE}",
                                    "$GITHUB_WORKSPACE", "${{ github.workspace }}"})
        if (!root && to.starts_with(name)) to.remove_prefix(name.size()), root = true;
      while (root && to.starts_with('/')) to.remove_prefix(1);
      bool literal = to.find('$') == to.npos;
      folder_ = literal ? ResolvePath(root ? std::string() : folder_, to) : "";
    }
    before_ = std::move(now);
    return true;
  }

  // A variable or an alias that is set to a text; set to a second one, neither is known.
  void Holds(const Command& command) {
    const auto& words = command.words;
    const bool alias = !words.empty() && words[0] == "alias";
    if (!alias && !words.empty() && !IsOneOf(words[0], {"local", "declare", "readonly", "typeset"}))
      return;
    const auto hold = [&](std::string_view setting) {
      const std::size_t equals = setting.find('=');
      if (equals == setting.npos || shared_.held.size() >= kMaxHeld) return;
      std::string name = (alias ? "alias " : "") + std::string(setting.substr(0, equals));
      std::string value(setting.substr(equals + 1));
      if (name.ends_with('+')) name.pop_back(), value.clear();
      if (value.size() > kMaxValue) value.clear();
      const auto [at, is_new] = shared_.held.emplace(std::move(name), value);
      if (!is_new && at->second != value) at->second.clear();
    };
    for (const auto& setting : command.settings) hold(setting);
    for (std::size_t i = 1; i < words.size(); ++i) hold(words[i]);
  }

  std::string Held(std::string_view name) const {
    const auto at = shared_.held.find(name);
    return at == shared_.held.end() ? std::string() : at->second;
  }

  // "$CMD x" is what CMD holds, where that is a program with its words.
  void Replace(Command& command) const {
    auto& words = command.words;
    const std::string_view name = WholeVariable(words[0]);
    const std::string value = name.empty() ? Held("alias " + words[0]) : Held(name);
    const auto held = Words(value);
    if (held.empty() || value.find_first_of("`(") != value.npos || held[0].starts_with('$')) return;
    std::vector<std::string> all(held.begin(), held.end());
    all.insert(all.end(), words.begin() + 1, words.end());
    words = std::move(all);
    Unwrap(command);
    if (words.empty()) words = {"true"};
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

  // Where the text for a shell stands in `words`, or 0.
  static std::size_t TextAt(const std::vector<std::string>& words) {
    if (words[0] == "eval" && words.size() > 1) return 1;
    if (words[0] == "trap" && words.size() > 2 && !words[1].starts_with('-')) return 1;
    if (!IsShellProgram(words[0])) return 0;
    for (std::size_t k = 1; k + 1 < words.size(); ++k)
      if (words[k].starts_with('-') && words[k].ends_with('c') && !words[k].starts_with("--"))
        return k + 1;
    return 0;
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
    if (depth_ > kMaxDepth || text.size() > shared_.left) {
      Command unread = command;
      unread.words = {"sh", "-s"};
      out_.push_back(std::move(unread));
      return;
    }
    shared_.left -= text.size();
    // "eval "$CMD"", where CMD is a text
    const std::string value = Held(WholeVariable(Trim(text)));
    if (!value.empty()) text = value;
    std::string inside = folder_;
    const std::string& program = command.words[0];
    const bool same = program == "eval", own = IsShellProgram(program);
    Splitter reader(text, line, depth_ + 1, inside, shared_,
                    same && pipefail_ ? Pipes::kAnyFails : Pipes::kLastDecides);
    const bool told =
        own && std::ranges::any_of(command.words, [](const std::string& word) {
          return word.starts_with('-') && word.size() < 8 && word.find('e') != word.npos;
        });
    reader.stops_ = same ? stops_ : told ? Stops::kYes : Stops::kNo;
    auto inner = reader.Run();
    // bash -c "$(curl ...)" runs what comes.
    text = Trim(text);
    if (!inner.empty() && (text.starts_with("$(") || text.starts_with('`')))
      inner[0].piped_to_shell = true;
    for (auto& each : inner) {
      each.tolerated |= command.tolerated;
      if (!same && !own) each.failing = Failing::kLost;  // trap, find
      if (each.failing == Failing::kStops) each.failing = command.failing;
    }
    out_.insert(out_.end(), std::make_move_iterator(inner.begin()),
                std::make_move_iterator(inner.end()));
  }

  enum class Stops { kByShell, kYes, kNo };

  std::vector<ShellToken> tokens_;
  Stops stops_ = Stops::kByShell;
  bool pipefail_;
  int depth_;
  std::string& folder_;
  Shared& shared_;
  std::pair<std::string, int> given_, written_;  // Heredoc; what the pipe so far writes; with line
  bool fetched_ = false;                         // The pipe so far holds a download
  std::string before_;
  std::vector<std::string> outer_;  // Folders around the brackets that are open
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
  for (const auto& [name, value] : variables)
    if (shared.held.size() < kMaxHeld && value.size() <= kMaxValue)
      shared.held.emplace(name, value);
  return Splitter(text, first_line, 0, folder == nullptr ? own : *folder, shared, pipes).Run();
}

}  // namespace avouch::formats
