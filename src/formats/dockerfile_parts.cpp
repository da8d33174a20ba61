#include "formats/dockerfile_parts.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "formats/deeds_words.h"
#include "formats/manifest_reading.h"
#include "formats/shell_input.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

using model::Pin;
using model::Reference;
using model::ReferenceKind;

constexpr std::string_view kWordBytes =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

bool IsShell(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);
  return word == "sh" || word == "bash" || word == "ash" || word == "dash" || word == "zsh";
}

// RUN ["program", "argument"]: no shell, unless it is the program.
std::vector<Command> Exec(const syntax::Node& list, std::string_view text, int line) {
  Command command;
  command.line = line;
  command.text = ReplaceAll(text.substr(0, 200), "\n", " ");
  for (const auto& item : list.items()) command.words.emplace_back(item.text());
  if (command.words.empty()) return {};
  if (IsShell(command.words[0]))
    for (std::size_t i = 1; i + 1 < command.words.size(); ++i)
      if (command.words[i].starts_with('-') && command.words[i].ends_with('c'))
        return SplitShell(command.words[i + 1], line);
  return {std::move(command)};
}

}  // namespace

DockerOptions OptionsOf(const Instruction& instruction) {
  DockerOptions out;
  const std::string_view text = instruction.text;
  out.line = instruction.line;
  for (;;) {
    while (out.rest < text.size()) {
      const char c = text[out.rest];
      const bool joined = c == '\\' && out.rest + 1 < text.size() && text[out.rest + 1] == '\n';
      if (c == '\n') ++out.line;
      if (!joined && c != ' ' && c != '\t' && c != '\n' && c != '\r') break;
      ++out.rest;
    }
    if (!text.substr(out.rest).starts_with("--")) return out;
    const std::size_t end = std::min(text.find_first_of(" \t\n", out.rest), text.size());
    out.words.push_back({std::string(text.substr(out.rest, end - out.rest)), out.line, false});
    out.rest = end;
  }
}

std::vector<DockerWord> CopySources(const Instruction& instruction, const DockerOptions& options) {
  const std::string_view rest = std::string_view(instruction.text).substr(options.rest);
  std::vector<DockerWord> words;
  if (rest.starts_with('[')) {
    const auto list = syntax::ParseJson(ReplaceAll(rest, "\\\n", ""));
    if (list)
      for (const auto& item : list->items())
        words.push_back({std::string(item.text()), options.line, true});
  }
  if (words.empty()) words = DockerWords(rest, options.line);
  if (!words.empty()) words.pop_back();
  return words;
}

std::vector<Command> RunCommands(const Instruction& instruction, std::string_view text, int line,
                                 const ShellVariables& variables) {
  const auto split = [&](std::string_view shell, int first) {
    return SplitShellWith(shell, first, variables, nullptr, Pipes::kLastDecides);
  };
  if (text.starts_with('[')) {
    if (auto list = syntax::ParseJson(ReplaceAll(text, "\\\n", ""))) return Exec(*list, text, line);
  }
  if (instruction.heredocs.empty()) return split(text, line);
  const auto words = DockerWords(text, line);
  const Heredoc& first = instruction.heredocs.front();
  std::size_t at = 0;
  while (at < words.size() && (IsShell(words[at].text) || words[at].text.starts_with('-'))) ++at;
  const bool script = at < words.size() && words[at].text.starts_with("<<") &&
                      at + instruction.heredocs.size() == words.size();
  if (!script) {  // The heredoc is what a command reads, not what is run.
    std::string all(text);
    for (const auto& heredoc : instruction.heredocs) all += "\n" + heredoc.body + heredoc.name;
    return split(all, line);
  }
  std::string_view body = first.body;
  if (body.starts_with("#!")) {
    std::string_view program = Trim(body.substr(2, body.find('\n') - 2));
    if (program.starts_with("/usr/bin/env ")) program.remove_prefix(13);
    if (!IsShell(program.substr(0, program.find(' ')))) {
      if (!MayInstall(body)) return {};
      Command unread;  // What it runs, no file tells.
      unread.words = {"sh", "-s"};
      unread.text = program;
      unread.line = first.line;
      return {std::move(unread)};
    }
  }
  return split(body, first.line);
}

std::string PatternOf(std::string_view name) {
  std::string pattern;
  for (std::size_t at = 0; at < name.size();) {
    if (name[at] != '$') {
      pattern += name[at++];
      continue;
    }
    pattern += '*';
    const std::size_t brace = name.substr(at).starts_with("${") ? name.find('}', at) : name.npos;
    at = brace != name.npos ? brace + 1 : name.find_first_not_of(kWordBytes, at + 1);
    at = std::min(at, name.size());
  }
  const bool says =
      pattern.find('*') != pattern.npos && pattern.find_first_not_of('*') != pattern.npos;
  return says ? pattern : std::string();
}

void AddBound(const DockerWord& option, std::vector<std::string>& sources) {
  if (!option.text.starts_with("--mount=") || option.text.find("type=bind") == std::string::npos)
    return;
  std::string source = ".";
  for (const auto part : Split(std::string_view(option.text).substr(8), ','))
    if (part.starts_with("source=") || part.starts_with("src="))
      source = part.substr(part.find('=') + 1);
  sources.push_back(std::move(source));
}

bool IsContentDigest(std::string_view text) {
  for (const auto& [name, size] :
       {std::pair<std::string_view, std::size_t>("sha256:", 64), {"sha384:", 96}, {"sha512:", 128}})
    if (text.starts_with(name)) return IsHexOf(text.substr(name.size()), size);
  return false;
}

bool HasVersion(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (digit(i) && text[i + 1] == '.' && digit(i + 2)) return true;
  return false;
}

Reference DownloadOf(const DockerWord& word, std::string_view url, bool complete,
                     const std::string& checksum, const Path& path) {
  Reference out;
  const std::string_view bare = url.substr(0, url.find('#'));
  const bool git = bare.ends_with(".git") || url.starts_with("git@") || url.starts_with("git://");
  out.kind = git ? ReferenceKind::kCheckout : ReferenceKind::kDownload;
  out.text = word.text;
  out.name = word.text;
  out.plain_http = url.starts_with("http://") || url.starts_with("git://");
  out.place = {path, word.line};
  const std::string_view ref = url.size() > bare.size() ? url.substr(bare.size() + 1) : "";
  if (git) out.version = ref.substr(0, ref.find(':'));
  if (!checksum.empty()) {
    out.pin = Pin::kDigest;
    out.version = checksum;
  } else if (git && IsCommitId(out.version)) {
    out.pin = Pin::kCommit;
  } else {
    out.pin = !complete ? Pin::kVariable : HasVersion(url) ? Pin::kVersion : Pin::kFloating;
  }
  return out;
}

}  // namespace avouch::formats
