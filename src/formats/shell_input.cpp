#include "formats/shell_input.h"

#include <algorithm>

#include "base/text.h"
#include "formats/targets.h"

namespace avouch::formats {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

std::string_view LastPart(std::string_view word) { return word.substr(word.rfind('/') + 1); }

// Of the words behind a shell: no script and no text among them.
bool HasNoScript(const std::vector<std::string>& words, std::size_t at) {
  for (; at < words.size(); ++at) {
    const std::string_view word = words[at];
    if (word == "-" || word == "-s" || word == "/dev/stdin") return true;
    if (!word.starts_with('-') && !word.starts_with('+')) return false;
    if (word == "--version" || word == "--help") return false;
    if (word.starts_with("--")) continue;
    if (word.find('c') != word.npos) return false;
    if (word.find('s') != word.npos) return true;
    if (word.ends_with('o') || word.ends_with('O')) ++at;  // "-euo pipefail"
  }
  return true;
}

}  // namespace

bool IsShellProgram(std::string_view word) {
  return IsOneOf(LastPart(word), {"sh", "bash", "zsh", "dash", "ksh", "ash"});
}

std::size_t ReadsCommandsAt(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!IsShellProgram(words[i])) continue;
    return HasNoScript(words, i + 1) ? i : words.size();
  }
  return words.size();
}

std::string_view TextOption(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  const std::string_view program = LastPart(words[0]);
  const bool python = program.starts_with("python");
  if (!python && !IsOneOf(program, {"node", "perl", "ruby", "php"})) return {};
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "-" || words[i] == "/dev/stdin") break;
    if (!words[i].starts_with('-')) return {};
    if (IsOneOf(words[i], {"-c", "-m", "-e", "-p", "-r", "-pe", "-ne", "--version"})) return {};
  }
  return python ? "-c" : "-e";
}

std::string WrittenText(const std::vector<std::string>& words) {
  if (words.size() < 2 || !IsOneOf(words[0], {"echo", "printf"})) return {};
  std::string out;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (out.empty() && words[0] == "echo" && IsOneOf(words[i], {"-e", "-n", "-ne", "-en", "-E"}))
      continue;
    if (!out.empty()) out += words[0] == "echo" ? ' ' : '\n';
    out += words[i];
  }
  out = ReplaceAll(out, "\\n", "\n");
  return words[0] == "printf" ? ReplaceAll(out, "%s", "") : out;
}

std::vector<std::string> WordsIfSet(std::string_view word) {
  const std::size_t at = word.find(":+-");
  if (!word.starts_with("${") || word.starts_with("${{") || !word.ends_with('}') || at == word.npos)
    return {};
  std::vector<std::string> out;
  for (auto one : Words(word.substr(at + 2, word.size() - at - 3)))
    out.push_back(ReplaceAll(ReplaceAll(std::string(one), "\"", ""), "'", ""));
  return out;
}

bool MayInstall(std::string_view text) {
  if (MentionsInstall(text)) return true;
  for (std::string_view word :
       {"subprocess",    "os.system", "os.popen",  "os.exec",   "pip.main",      "pip._internal",
        "child_process", "execSync",  "spawnSync", "exec.exec", "getExecOutput", "Open3",
        "system(",       "system ",   "qx(",       "qx{",       "Kernel.exec",   "IO.popen",
        "shell_exec",    "passthru(", "popen(",    "ensurepip", "urlretrieve",   "URI.open",
        "LWP::",         "$exec(",    "$`",        "`npm ",     "`pip "})
    if (text.find(word) != text.npos) return true;
  return text.find("exec(") != text.npos &&
         (text.find("urlopen(") != text.npos || text.find("requests.get(") != text.npos);
}

std::string_view WholeVariable(std::string_view word) {
  if (!word.starts_with('$') || word.starts_with("${{")) return {};
  word.remove_prefix(1);
  if (word.starts_with('{') && word.ends_with('}')) {
    word = word.substr(1, word.size() - 2);
    if (word.ends_with("[@]") || word.ends_with("[*]")) word.remove_suffix(3);
  }
  for (const char c : word)
    if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '_') return {};
  return !word.empty() && word[0] >= '0' && word[0] <= '9' ? std::string_view() : word;
}

}  // namespace avouch::formats
