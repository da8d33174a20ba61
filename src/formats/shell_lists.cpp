#include "formats/shell_lists.h"

#include <algorithm>

#include "formats/shell_words.h"

namespace avouch::formats {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What a command that is run when another failed may do so that nobody learns of it.
bool OnlySays(std::string_view word) {
  return IsOneOf(word, {"true", "/bin/true", "/usr/bin/true", ":", "echo", "printf", "cat"});
}

// The next operator at or behind `at` that is none of `joins`, in no brackets that open behind
// `at`; `end` when there is none.
std::size_t PastJoins(const std::vector<ShellToken>& tokens, std::size_t at, std::size_t end,
                      std::initializer_list<std::string_view> joins) {
  int open = 0;
  for (; at < end; ++at) {
    const std::string& text = tokens[at].text;
    if (!tokens[at].is_operator) {
      const bool starts = at > 0 && tokens[at - 1].is_operator;
      if (starts && text == "{") ++open;
      if (starts && text == "}" && open > 0) --open;
      continue;
    }
    if (text.ends_with('(')) {
      ++open;
    } else if (text == ")" && open > 0) {
      --open;
    } else if (open == 0 && !IsOneOf(text, joins)) {
      return at;
    }
  }
  return at;
}

// "code=$?" at `at`, and later "exit $code".
bool EndsWithIt(const std::vector<ShellToken>& tokens, std::size_t at) {
  if (!IsSetting(tokens[at].text)) return false;
  const std::string name = tokens[at].text.substr(0, tokens[at].text.find('='));
  const std::string bare = "$" + name, braced = "${" + name + "}";
  for (std::size_t i = at; i + 1 < std::min(tokens.size(), at + kMaxList); ++i)
    if (IsOneOf(tokens[i].text, {"exit", "return"}) && IsOneOf(tokens[i + 1].text, {bare, braced}))
      return true;
  return false;
}

}  // namespace

bool IsLookedThrough(const std::vector<ShellToken>& tokens, std::size_t at) {
  const bool given = at + 1 < tokens.size() && !tokens[at + 1].is_operator &&
                     IsGivenItsText(tokens[at].text, tokens[at + 1].text);
  if (!given && !IsOneOf(tokens[at].text, {"grep", "egrep", "jq", "yq", "sed", "awk", "cut", "head",
                                           "tail", "tr", "sort", "wc", "xmllint"}))
    return false;
  const std::size_t end = std::min(tokens.size(), at + kMaxList);
  for (bool first = false; at < end; ++at) {
    if (!tokens[at].is_operator) {
      if (first && RunsText(tokens[at].text) &&
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

bool OnlySaysFrom(const std::vector<ShellToken>& tokens, std::size_t at) {
  bool grouped = false, first = true, any = false;
  for (const std::size_t end = std::min(tokens.size(), at + kMaxList); at < end; ++at) {
    const std::string& text = tokens[at].text;
    const bool is_operator = tokens[at].is_operator;
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
    const bool exits = text == "exit" && at + 1 < tokens.size() && tokens[at + 1].text == "0";
    if (!exits && !OnlySays(text)) return false;
    first = false, any = true;
  }
  return any;
}

bool GoesOnElse(const std::vector<ShellToken>& tokens, std::size_t at) {
  const std::size_t end = std::min(tokens.size(), at + kMaxList), first = at;
  at = PastJoins(tokens, at, end, {"&&", "|", "|&"});
  if (at >= end) return false;
  // `set -e` heeds the last of a list alone.
  if (tokens[at].text != "||")
    return tokens[first].text == "&&" && IsOneOf(tokens[at].text, {";", "\n"}) &&
           MoreAfter(tokens, at);
  if (at + 1 < end && EndsWithIt(tokens, at + 1)) return false;
  int open = 0;
  while (++at < end) {
    const std::string& text = tokens[at].text;
    const bool is_operator = tokens[at].is_operator;
    if (!is_operator && IsOneOf(text, {"exit", "return", "false", "die", "fail", "abort", "kill",
                                       "error", "throw", "break", "continue"}))
      return false;
    open += text == "(" || text == "{" ? 1 : text == ")" || text == "}" ? -1 : 0;
    if (open <= 0 && is_operator && IsOneOf(text, {";", "\n"})) break;
  }
  return true;
}

bool PassesRest(const std::vector<ShellToken>& tokens, std::size_t at) {
  const std::size_t end = std::min(tokens.size(), at + kMaxList), first = at;
  at = PastJoins(tokens, at, end, {"&&", "|", "|&"});
  return at < end && tokens[first].text == "&&" && IsOneOf(tokens[at].text, {";", "\n"});
}

bool MayBePassedOver(const std::vector<ShellToken>& tokens, std::size_t start) {
  if (start < 2 || !tokens[start - 1].is_operator) return false;
  std::size_t before = start - 1;
  for (std::size_t i = 0; i < kMaxList && before > 0 && !tokens[before - 1].is_operator; ++i)
    --before;
  while (before + 1 < start &&
         IsOneOf(tokens[before].text, {"then", "else", "elif", "do", "{", "if", "while", "until"}))
    ++before;
  const std::string& first = tokens[before].text;
  if (tokens[start - 1].text == "||") return first != tokens[start].text;
  return tokens[start - 1].text == "&&" &&
         IsOneOf(first, {"[", "[[", "test", "false", "!", "which", "command", "type", "hash"});
}

bool MoreAfter(const std::vector<ShellToken>& tokens, std::size_t at) {
  for (; at < tokens.size(); ++at)
    if (!tokens[at].is_operator) return true;
  return false;
}

void ShellOptions::Set(const std::vector<std::string>& words) {
  if (words.empty() || words[0] != "set") return;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool sets = words[i].starts_with('-'), clears = words[i].starts_with('+');
    if (!sets && !clears) continue;
    const bool named = words[i].ends_with('o') && i + 1 < words.size();
    if (words[i].find('e') != std::string::npos || (named && words[i + 1] == "errexit"))
      stops = sets ? Stops::kYes : Stops::kNo;
    if (named && words[i + 1] == "pipefail") pipefail = sets;
  }
}

Failing FailingOf(const std::vector<ShellToken>& tokens, std::size_t pipe, std::size_t at,
                  const std::vector<std::string>& words, const ShellOptions& options) {
  const std::size_t end = std::min(tokens.size(), at + kMaxList);
  std::size_t k = at;
  k = PastJoins(tokens, k, end, {"|", "|&"});
  const bool piped = at < end && IsOneOf(tokens[at].text, {"|", "|&"});
  if (piped && !options.pipefail) return Failing::kLost;
  if (k < end && tokens[k].text == "&") return Failing::kElse;  // Unless something waits for it
  if (MayBePassedOver(tokens, pipe)) return Failing::kElse;
  if (k < end && GoesOnElse(tokens, k))
    return PassesRest(tokens, k) ? Failing::kRest : Failing::kElse;
  if (k < end && IsOneOf(tokens[k].text, {";", "\n"}) &&
      !IsOneOf(words[0], {"if", "elif", "while", "until", "!"}) && MoreAfter(tokens, k))
    return options.stops == Stops::kYes  ? Failing::kStops
           : options.stops == Stops::kNo ? Failing::kLost
                                         : Failing::kByShell;
  return Failing::kStops;
}

bool IsTolerated(const std::vector<ShellToken>& tokens, std::size_t at) {
  const std::size_t end = std::min(tokens.size(), at + kMaxList);
  at = PastJoins(tokens, at, end, {"&&", "|", "|&"});
  return at < end && tokens[at].text == "||" && OnlySaysFrom(tokens, at + 1);
}

bool FeedsShell(const std::vector<ShellToken>& tokens, std::size_t at) {
  if (at < 2 || (tokens[at - 1].text != "<(" && tokens[at - 1].text != "$(")) return false;
  std::size_t start = at - 1;
  while (start > 0 && !tokens[start - 1].is_operator) --start;
  if (start == at - 1) return false;
  Command outer;
  for (std::size_t i = start; i < at - 1; ++i) outer.words.push_back(tokens[i].text);
  Unwrap(outer);
  if (outer.words.empty()) return false;
  bool substituted = tokens[at - 1].text == "$(";
  if (IsOneOf(outer.words[0], {"eval"})) return true;
  if (substituted) return RunsText(outer.words[0]) && outer.words.back().ends_with('c');
  return RunsText(outer.words[0]) || IsOneOf(outer.words[0], {"source", "."});
}

void ReadPipe(const std::vector<ShellToken>& tokens, std::size_t at, Command& command) {
  bool more = at + 1 < tokens.size() && !tokens[at + 1].is_operator;
  if (at >= tokens.size() || tokens[at].text != "|" || !more) return;
  // "| tee x | sudo -E bash": each program of the pipe.
  for (std::size_t k = at + 1; k < std::min(tokens.size(), at + kMaxList);) {
    while (k < tokens.size() && !tokens[k].is_operator &&
           (tokens[k].text == "sudo" || tokens[k].text == "env" ||
            tokens[k].text.starts_with('-') || IsSetting(tokens[k].text)))
      ++k;
    if (k >= tokens.size() || tokens[k].is_operator) break;
    const std::string& program = tokens[k].text;
    if (command.piped_into.empty()) command.piped_into = program;
    const bool given = k + 1 < tokens.size() && !tokens[k + 1].is_operator &&
                       IsGivenItsText(program, tokens[k + 1].text);
    command.piped_to_shell |= RunsText(program) && !given;
    while (k < tokens.size() && !tokens[k].is_operator) ++k;
    if (k >= tokens.size() || tokens[k].text != "|") break;
    ++k;
  }
  command.looked_through = !command.piped_to_shell && IsLookedThrough(tokens, at + 1);
}

}  // namespace avouch::formats
