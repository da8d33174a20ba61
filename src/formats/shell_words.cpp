#include "formats/shell_words.h"

#include <algorithm>

#include "base/path.h"
#include "formats/shell_input.h"

namespace avouch::formats {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
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

}  // namespace

bool IsSetting(std::string_view word) {
  std::size_t equals = word.find('=');
  if (equals == word.npos || equals == 0) return false;
  for (char c : word.substr(0, equals))
    if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
  return true;
}

bool RunsText(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);
  return IsOneOf(word,
                 {"sh", "bash", "zsh", "dash", "ksh", "python", "python3", "node", "perl", "ruby"});
}

bool IsGivenItsText(std::string_view program, std::string_view option) {
  program = program.substr(program.rfind('/') + 1);
  if (!option.starts_with('-') || option.starts_with("--") || option.size() < 2) return false;
  if (program.starts_with("python")) return option == "-c" || option == "-m";
  if (program == "node") return option == "-e" || option == "-p" || option == "-pe";
  return (program == "perl" || program == "ruby") && option.ends_with('e');
}

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
                               "nice", "ionice", "stdbuf", "xvfb-run", "busybox"})) {
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

int Redirects(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size() && word[at] >= '0' && word[at] <= '9') ++at;
  if (at < word.size() && word[at] == '&') ++at;
  if (at >= word.size() || (word[at] != '>' && word[at] != '<')) return 0;
  std::size_t end = word.find_first_not_of("<>&|", at);
  return end == word.npos ? 2 : 1;
}

void Unredirect(Command& command) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < command.words.size(); ++i) {
    std::string& word = command.words[i];
    const int width = Redirects(word);
    std::string to = width == 2 && i + 1 < command.words.size() ? command.words[i + 1] : "";
    if (width == 1)
      to = word.substr(std::min(word.size(), word.find_first_not_of("0123456789<>&|")));
    if (word.starts_with("<<<"))
      command.input = to;
    else if (word.starts_with('<'))
      command.input_file = to;
    else if (word.starts_with('>') || word.starts_with("1>") || word.starts_with("&>"))
      if (!to.starts_with('&') && !word.contains(">&")) command.output = to;
    if (width == 0) words.push_back(std::move(word));
    if (width == 2) ++i;
  }
  // "bash < x.sh" is "bash x.sh".
  if (!command.input_file.empty() && ReadsCommandsAt(words) < words.size())
    words.push_back(command.input_file);
  command.words = std::move(words);
}

bool ChangesFolder(const std::vector<std::string>& words, std::string& folder,
                   std::string& before) {
  if (words[0] == "popd") {
    std::swap(folder, before);
    return true;
  }
  if ((words[0] != "cd" && words[0] != "pushd") || words.size() < 2) return false;
  std::string_view to = words.back();
  std::string now = folder;
  if (to == "-") {
    folder = before;
  } else {
    // Where the build runs is the root of the tree, whatever variable names it.
    bool root = false;
    for (std::string_view name : {"${CI_PROJECT_DIR}", "$CI_PROJECT_DIR", "${GITHUB_WORKSPACE}",
                                  "$GITHUB_WORKSPACE", "${{ github.workspace }}"})
      if (!root && to.starts_with(name)) to.remove_prefix(name.size()), root = true;
    while (root && to.starts_with('/')) to.remove_prefix(1);
    bool literal = to.find('$') == to.npos;
    folder = literal ? ResolvePath(root ? std::string() : folder, to) : "";
  }
  before = std::move(now);
  return true;
}

std::size_t TextAt(const std::vector<std::string>& words) {
  if (words[0] == "eval" && words.size() > 1) return 1;
  if (words[0] == "trap" && words.size() > 2 && !words[1].starts_with('-')) return 1;
  if (!IsShellProgram(words[0])) return 0;
  for (std::size_t k = 1; k + 1 < words.size(); ++k)
    if (words[k].starts_with('-') && words[k].ends_with('c') && !words[k].starts_with("--"))
      return k + 1;
  return 0;
}

}  // namespace avouch::formats
