#include "formats/deeds_words.h"

#include <algorithm>

#include "formats/deeds_commands.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

// Options of uv, poetry, pdm, pipenv, hatch and pipx whose value stands in the next word.
bool RunnerTakesValue(std::string_view option) {
  for (std::string_view known : {"--group",
                                 "--no-group",
                                 "--only-group",
                                 "--extra",
                                 "--no-extra",
                                 "--with",
                                 "--with-editable",
                                 "--with-requirements",
                                 "-w",
                                 "--python",
                                 "-p",
                                 "--python-platform",
                                 "--project",
                                 "--directory",
                                 "-C",
                                 "--package",
                                 "--env-file",
                                 "--index",
                                 "--index-url",
                                 "--default-index",
                                 "--extra-index-url",
                                 "--find-links",
                                 "-f",
                                 "--from",
                                 "--spec",
                                 "--cache-dir",
                                 "--config-file",
                                 "--color",
                                 "--env",
                                 "-e",
                                 "--pip-args"})
    if (option == known) return true;
  return false;
}

// The first word at or after `from` that is no option; "-m module" leads to the module.
std::size_t PastOptions(const std::vector<std::string>& words, std::size_t from) {
  while (from < words.size() && words[from].starts_with('-')) {
    if (words[from] == "-m" || words[from] == "--module" || words[from] == "--") return from + 1;
    from += RunnerTakesValue(words[from]) ? 2 : 1;
  }
  return from;
}

}  // namespace

std::size_t RunsAt(const std::vector<std::string>& words) {
  const std::string_view program = ProgramName(words[0]);
  if (program != "uv" && program != "poetry" && program != "pipenv" && program != "pdm" &&
      program != "hatch" && program != "rye")
    return 0;
  const std::size_t run = PastOptions(words, 1);
  if (run >= words.size() || words[run] != "run") return 0;
  const std::size_t at = PastOptions(words, run + 1);
  return at < words.size() ? at : 0;
}

std::size_t PythonAt(const std::vector<std::string>& words) {
  const std::string_view program = ProgramName(words[0]);
  const bool measured = program == "coverage" && words.size() > 1 && words[1] == "run";
  if (program != "python" && program != "python3" && !measured) return 0;
  for (std::size_t i = measured ? 2 : 1; i < words.size(); ++i) {
    if (words[i] == "-m") return i + 1 < words.size() ? i + 1 : 0;
    if (words[i].starts_with('-')) {
      i += words[i] == "-W" || words[i] == "-X" ? 1 : 0;
      continue;
    }
    return ProgramName(words[i]) == "manage.py" ? i : 0;
  }
  return 0;
}

std::size_t PhpToolAt(const std::vector<std::string>& words) {
  if (ProgramName(words[0]) != "php") return 0;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].starts_with("vendor/bin/") || words[i].starts_with("./vendor/bin/")) return i;
  return 0;
}

std::size_t FetchedToolAt(const std::vector<std::string>& words) {
  const std::string_view program = ProgramName(words[0]);
  std::size_t at = PastOptions(words, 1);
  const auto is = [&](std::string_view word) { return at < words.size() && words[at] == word; };
  if (program == "uv" && is("tool")) {
    at = PastOptions(words, at + 1);
    if (!is("run")) return 0;
    at = PastOptions(words, at + 1);
  } else if (program == "pipx" && is("run")) {
    at = PastOptions(words, at + 1);
  } else if (program != "uvx") {
    return 0;
  }
  return at < words.size() ? at : 0;
}

std::string OptionOf(const std::vector<std::string>& words,
                     std::initializer_list<std::string_view> names) {
  for (std::size_t i = 1; i < words.size(); ++i)
    for (auto name : names) {
      if (words[i] == name && i + 1 < words.size()) return words[i + 1];
      if (words[i].starts_with(std::string(name) + "=")) return words[i].substr(name.size() + 1);
    }
  return {};
}

bool HasWord(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsHexOf(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

// Jest and Vitest, or a script of theirs that hands the option on.
static bool PassesWithNone(const std::vector<std::string>& words) {
  return HasWord(words, "--passWithNoTests") || HasWord(words, "--passWithNoTests=true") ||
         HasWord(words, "--pass-with-no-tests");
}

model::Deed DeedOf(model::DeedKind kind, std::string_view tool, const Command& command,
                   const Path& path) {
  model::Deed deed;
  deed.kind = kind;
  deed.tool = tool;
  deed.text = command.text;
  const bool test = kind == model::DeedKind::kTest;
  deed.tolerated = command.tolerated || (test && command.failing == Failing::kLost);
  const bool asked = command.asks != Asks::kNo || command.negated;
  if (test && (asked || command.failing == Failing::kElse || command.failing == Failing::kRest))
    deed.arguments = {std::string(model::kMayPass)};
  if (test && PassesWithNone(command.words)) deed.arguments.emplace_back(model::kPassesWithNone);
  deed.place = {path, command.line};
  return deed;
}

}  // namespace avouch::formats
