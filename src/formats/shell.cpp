#include "formats/shell.h"

#include <algorithm>

#include "base/path.h"
#include "base/text.h"
#include "formats/shell_lexer.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxText = 200;
constexpr std::size_t kMaxBrackets = 64;
constexpr int kMaxDepth = 3;                  // Texts for a shell in texts for a shell
constexpr std::size_t kMaxList = 2'000;       // Words looked at to see where a list or pipe leads
constexpr std::size_t kMaxCommands = 20'000;  // A generated script; the rest is passed over

bool IsSetting(std::string_view word) {
  std::size_t equals = word.find('=');
  if (equals == word.npos || equals == 0) return false;
  for (char c : word.substr(0, equals))
    if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
  return true;
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsShell(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);
  return IsOneOf(word,
                 {"sh", "bash", "zsh", "dash", "ksh", "python", "python3", "node", "perl", "ruby"});
}

// A program of a language that is given its text as an argument ("python3 -c ...", "perl -ne ...",
// "python3 -m json.tool") reads its input as data.
bool IsGivenItsText(std::string_view program, std::string_view option) {
  program = program.substr(program.rfind('/') + 1);
  if (!option.starts_with('-') || option.starts_with("--") || option.size() < 2) return false;
  if (program.starts_with("python")) return option == "-c" || option == "-m";
  if (program == "node") return option == "-e" || option == "-p" || option == "-pe";
  return (program == "perl" || program == "ruby") && option.ends_with('e');
}

// What a command that is run when another failed may do so that nobody learns of it.
bool OnlySays(std::string_view word) {
  return IsOneOf(word, {"true", "/bin/true", "/usr/bin/true", ":", "echo", "printf", "cat"});
}

// The pipe into tokens[at] begins with a program that picks words out of a
// text, and leads into no shell.
bool IsLookedThrough(const std::vector<ShellToken>& tokens, std::size_t at) {
  const bool given = at + 1 < tokens.size() && !tokens[at + 1].is_operator &&
                     IsGivenItsText(tokens[at].text, tokens[at + 1].text);
  if (!given && !IsOneOf(tokens[at].text, {"grep", "egrep", "jq", "yq", "sed", "awk", "cut", "head",
                                           "tail", "tr", "sort", "wc", "xmllint"}))
    return false;
  const std::size_t end = std::min(tokens.size(), at + kMaxList);
  for (bool first = false; at < end; ++at) {
    if (!tokens[at].is_operator) {
      if (first && IsShell(tokens[at].text) &&
          !(at + 1 < end && IsGivenItsText(tokens[at].text, tokens[at + 1].text)))
        return false;
      first = false;
      continue;
    }
    if (tokens[at].text != "|") return true;
    first = true;
  }
  return true;
}

// Options whose value is the next word, of what stands in front of a program.
bool TakesValue(std::string_view wrapper, std::string_view option) {
  if (wrapper == "sudo")
    return IsOneOf(option, {"-u", "-g", "-h", "-p", "-C", "-D", "--user", "--group"});
  if (wrapper == "env") return IsOneOf(option, {"-u", "-C", "--unset", "--chdir"});
  if (wrapper == "xargs") return IsOneOf(option, {"-n", "-I", "-P", "-L", "-d", "-a", "-s", "-E"});
  if (wrapper == "timeout") return IsOneOf(option, {"-k", "-s", "--kill-after", "--signal"});
  return false;
}

// Takes off what stands in front of a program.
void Unwrap(Command& command) {
  auto& words = command.words;
  while (!words.empty()) {
    const std::string first = words[0];
    if (IsOneOf(first, {"if", "then", "else", "elif", "while", "until", "do", "!", "{", "command",
                        "export", "nohup", "exec", "time"})) {
      words.erase(words.begin());
      while (first == "time" && !words.empty() && words[0].starts_with('-'))
        words.erase(words.begin());
    } else if (IsOneOf(first, {"sudo", "doas", "env", "xargs", "retry", "travis_retry", "timeout",
                               "nice", "ionice", "stdbuf", "xvfb-run"})) {
      words.erase(words.begin());
      while (!words.empty() && words[0].starts_with('-')) {
        bool value = TakesValue(first, words[0]);
        words.erase(words.begin());
        if (value && !words.empty()) words.erase(words.begin());
      }
      // How long, how often, how nice.
      bool counts = first == "timeout" || first == "retry" || first == "nice";
      while (counts && !words.empty() && words[0].find_first_of("0123456789") == 0)
        words.erase(words.begin());
    } else if (IsSetting(first)) {
      command.settings.push_back(first);
      words.erase(words.begin());
    } else {
      return;
    }
  }
}

// ">", "2>>", "&>", "<", and "2>&1", ">log" with where they lead in one word.
// Returns 0 for no redirection, 1 for one word, 2 when the next belongs to it.
int Redirects(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size() && word[at] >= '0' && word[at] <= '9') ++at;
  if (at < word.size() && word[at] == '&') ++at;
  if (at >= word.size() || (word[at] != '>' && word[at] != '<')) return 0;
  std::size_t end = word.find_first_not_of("<>&|", at);
  return end == word.npos ? 2 : 1;
}

class Splitter {
 public:
  Splitter(std::string_view text, int first_line, int depth, std::string& folder,
           Pipes pipes = Pipes::kLastDecides)
      : tokens_(ShellTokens(text, first_line)),
        pipefail_(pipes == Pipes::kAnyFails),
        depth_(depth),
        folder_(folder) {}

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
    command.line = tokens_[at_].line;
    command.folder = folder_;
    command.piped_to_shell = FeedsShell();
    for (; at_ < tokens_.size() && !tokens_[at_].is_operator; ++at_) {
      if (!command.text.empty()) command.text += ' ';
      command.text += tokens_[at_].text;
      command.words.push_back(tokens_[at_].text);
    }
    command.text = ReplaceAll(command.text, "\n", " ").substr(0, kMaxText);
    command.tolerated = Tolerated();
    Pipe(command);
    Fails(command);
    Unwrap(command);
    Unredirect(command);
    if (command.words.empty()) {
      if (!command.settings.empty()) out_.push_back(std::move(command));
      return;
    }
    if (ChangesFolder(command)) return;
    Inner(command);
    out_.push_back(std::move(command));
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
    if (substituted) return IsShell(outer.words[0]) && outer.words.back().ends_with('c');
    return IsShell(outer.words[0]) || IsOneOf(outer.words[0], {"source", "."});
  }

  // Whether the list that this command is part of ends in "|| true".
  bool Tolerated() const {
    for (std::size_t i = at_; i < std::min(tokens_.size(), at_ + kMaxList); ++i) {
      if (!tokens_[i].is_operator) continue;
      const std::string& text = tokens_[i].text;
      if (text == "&&" || text == "|" || text == "|&") continue;
      if (text != "||") return false;
      return OnlySaysFrom(i + 1);
    }
    return false;
  }

  // Each command of the list at tokens_[at], in brackets or not, only says something.
  bool OnlySaysFrom(std::size_t at) const {
    bool grouped = false, first = true, any = false;
    for (; at < std::min(tokens_.size(), at_ + kMaxList); ++at) {
      const auto& [text, is_operator, line] = tokens_[at];
      if (text == "(" || (!is_operator && first && text == "{")) {
        grouped = true;
        continue;
      }
      if (text == ")" || (!is_operator && first && text == "}")) break;
      if (is_operator) {
        if (!grouped && any && text != "&&" && text != "|") break;
        first = true;
        continue;
      }
      if (!first) continue;
      const bool exits = text == "exit" && at + 1 < tokens_.size() && tokens_[at + 1].text == "0";
      if (!exits && !OnlySays(text)) return false;
      first = false, any = true;
    }
    return any;
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
    } else if ((k < end && GoesOnElse(k)) || MayBePassedOver(words)) {
      command.failing = Failing::kElse;
    } else if (k < end && IsOneOf(tokens_[k].text, {";", "\n"}) &&
               !IsOneOf(words[0], {"if", "elif", "while", "until", "!"}) && MoreAfter(k)) {
      command.failing = stops_ == Stops::kYes  ? Failing::kStops
                        : stops_ == Stops::kNo ? Failing::kLost
                                               : Failing::kByShell;
    }
  }

  // "a && b || c" with `at` at the first operator: whether the list goes on with c, of which no
  // word says that it ends the text.
  bool GoesOnElse(std::size_t at) const {
    const std::size_t end = std::min(tokens_.size(), at_ + kMaxList), first = at;
    while (at < end && (!tokens_[at].is_operator || IsOneOf(tokens_[at].text, {"&&", "|", "|&"})))
      ++at;
    if (at >= end) return false;
    // `set -e` heeds the last of a list alone.
    if (tokens_[at].text != "||")
      return tokens_[first].text == "&&" && IsOneOf(tokens_[at].text, {";", "\n"}) && MoreAfter(at);
    if (at + 1 < end && EndsWithIt(at + 1)) return false;
    int open = 0;
    while (++at < end) {
      const auto& [text, is_operator, line] = tokens_[at];
      if (!is_operator && IsOneOf(text, {"exit", "return", "false", "die", "fail", "abort", "kill",
                                         "error", "throw", "break", "continue"}))
        return false;
      open += text == "(" || text == "{" ? 1 : text == ")" || text == "}" ? -1 : 0;
      if (open <= 0 && is_operator && IsOneOf(text, {";", "\n"})) break;
    }
    return true;
  }

  // "code=$?" at `at`, and later "exit $code".
  bool EndsWithIt(std::size_t at) const {
    if (!IsSetting(tokens_[at].text)) return false;
    const std::string name = tokens_[at].text.substr(0, tokens_[at].text.find('='));
    const std::string bare = "$" + name, braced = "${" + name + "}";
    for (std::size_t i = at; i + 1 < std::min(tokens_.size(), at + kMaxList); ++i)
      if (IsOneOf(tokens_[i].text, {"exit", "return"}) &&
          IsOneOf(tokens_[i + 1].text, {bare, braced}))
        return true;
    return false;
  }

  // "[ -z "$X" ] || a", "which a && a": it runs only as what stands before it turns out. One that
  // is tried again, "a || a", runs.
  bool MayBePassedOver(const std::vector<std::string>& words) const {
    const std::size_t start = at_ - std::min(at_, words.size());
    if (start < 2 || !tokens_[start - 1].is_operator) return false;
    std::size_t before = start - 1;
    for (std::size_t i = 0; i < kMaxList && before > 0 && !tokens_[before - 1].is_operator; ++i)
      --before;
    const std::string& first = tokens_[before].text;
    if (tokens_[start - 1].text == "||") return first != words[0];
    return tokens_[start - 1].text == "&&" &&
           IsOneOf(first, {"[", "[[", "test", "false", "!", "which", "command", "type", "hash"});
  }

  bool MoreAfter(std::size_t at) const {
    for (; at < tokens_.size(); ++at)
      if (!tokens_[at].is_operator) return true;
    return false;
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
      command.piped_to_shell |= IsShell(program) && !given;
      while (k < tokens_.size() && !tokens_[k].is_operator) ++k;
      if (k >= tokens_.size() || tokens_[k].text != "|") break;
      ++k;
    }
    command.looked_through = !command.piped_to_shell && IsLookedThrough(tokens_, at_ + 1);
  }

  static void Unredirect(Command& command) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < command.words.size(); ++i) {
      int width = Redirects(command.words[i]);
      if (width == 0) words.push_back(std::move(command.words[i]));
      if (width == 2) ++i;
    }
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

  // bash -c '...' and eval '...' are the text in them.
  void Inner(const Command& command) {
    const auto& words = command.words;
    std::size_t at = 0;
    if (words[0] == "eval" && words.size() == 2) at = 1;
    if (IsShell(words[0]) && words[0].ends_with("sh"))
      for (std::size_t k = 1; k + 1 < words.size() && at == 0; ++k)
        if (words[k].starts_with('-') && words[k].ends_with('c') && !words[k].starts_with("--"))
          at = k + 1;
    if (at == 0 || depth_ > kMaxDepth) return;
    std::string inside = folder_;
    auto inner = Splitter(words[at], command.line, depth_ + 1, inside).Run();
    // bash -c "$(curl ...)" runs what comes.
    std::string_view text = Trim(words[at]);
    if (!inner.empty() && (text.starts_with("$(") || text.starts_with('`')))
      inner[0].piped_to_shell = true;
    for (auto& each : inner) each.tolerated |= command.tolerated;
    out_.insert(out_.end(), std::make_move_iterator(inner.begin()),
                std::make_move_iterator(inner.end()));
  }

  enum class Stops { kByShell, kYes, kNo };

  std::vector<ShellToken> tokens_;
  Stops stops_ = Stops::kByShell;
  bool pipefail_;
  int depth_;
  std::string& folder_;
  std::string before_;
  std::vector<std::string> outer_;  // Folders around the brackets that are open
  std::size_t at_ = 0;
  std::vector<Command> out_;
};

}  // namespace

std::vector<Command> SplitShell(std::string_view text, int first_line, std::string* folder) {
  return SplitShell(text, first_line, folder, Pipes::kLastDecides);
}

std::vector<Command> SplitShell(std::string_view text, int first_line, std::string* folder,
                                Pipes pipes) {
  std::string own;
  return Splitter(text, first_line, 0, folder == nullptr ? own : *folder, pipes).Run();
}

}  // namespace avouch::formats
