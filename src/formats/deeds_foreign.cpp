#include "formats/deeds_foreign.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_sends.h"
#include "formats/deeds_words.h"
#include "formats/shell_input.h"
#include "formats/targets.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

// "pwsh", "/usr/bin/python3" before options and "{0}".
std::string_view ProgramOf(std::string_view shell) {
  const auto words = Words(shell);
  return words.empty() ? std::string_view() : ProgramName(words[0]);
}

bool IsWindowsShell(std::string_view program) {
  return program == "pwsh" || program == "powershell" || program == "cmd";
}

void AddUnknown(std::string_view language, const model::Place& place, Doings& out) {
  Command command;
  command.text = "a step in " + std::string(language);
  command.line = place.line;
  out.deeds.push_back(DeedOf(model::DeedKind::kCall, kUnknownCall, command, place.path));
  out.deeds.back().arguments = {"", ""};
}

void AddUpload(std::string_view language, std::string_view tool, const model::Place& place,
               Doings& out) {
  Command command;
  command.text = "a step in " + std::string(language) + " that uploads";
  command.line = place.line;
  out.deeds.push_back(DeedOf(model::DeedKind::kPublish, tool, command, place.path));
  out.deeds.back().arguments = {std::string(model::kMayPublish)};
}

// What a text of Windows' publishes, and the tests before that: of those the last command alone
// decides how the step went.
void AddPublished(const std::vector<Command>& commands, const Path& path, Doings& out) {
  std::vector<model::Deed> deeds = DeedsOf(commands, path).deeds;
  const auto publishes = [](const model::Deed& deed) {
    return deed.kind == model::DeedKind::kPublish || deed.kind == model::DeedKind::kDeploy;
  };
  if (std::ranges::none_of(deeds, publishes)) return;
  for (auto& deed : deeds) {
    if (publishes(deed)) deed.arguments = {std::string(model::kMayPublish)};
    if (deed.kind == model::DeedKind::kTest) deed.arguments = {std::string(model::kMayPass)};
    if (publishes(deed) || deed.kind == model::DeedKind::kTest)
      out.deeds.push_back(std::move(deed));
  }
}

}  // namespace

bool IsForeignShell(std::string_view shell) {
  const std::string_view program = ProgramOf(shell);
  return IsWindowsShell(program) || program == "python" || program == "node" || program == "perl" ||
         program == "ruby" || program == "php" || program == "deno" || program == "bun" ||
         program == "Rscript";
}

Doings DoingsInForeign(std::string_view shell, std::string_view text,
                       const std::vector<Command>& commands, const model::Place& place) {
  Doings out;
  const std::string_view program = ProgramOf(shell);
  if (!IsWindowsShell(program)) {
    if (MayUpload(text)) AddUpload(program, program, place, out);
    if (MayInstall(text)) AddUnknown(program, place, out);
    return out;
  }
  // "& npm install x", "call npm install x"
  std::vector<Command> plain = commands;
  for (auto& command : plain)
    if (command.words.size() > 1 && (command.words[0] == "call" || command.words[0] == "CALL"))
      command.words.erase(command.words.begin());
  out.deeds = CallsOf(plain, place.path);
  out.references = DeedsOf(plain, place.path).references;
  AddPublished(plain, place.path, out);
  // "$x" alone writes what x holds.
  std::erase_if(out.deeds, [](const model::Deed& deed) {
    return deed.kind == model::DeedKind::kCall && deed.tool == kUnknownCall &&
           deed.text.starts_with('$') && deed.text.find(' ') == std::string::npos;
  });
  const bool starts = text.find("Start-Process") != text.npos ||
                      text.find("Invoke-Expression") != text.npos || text.find("iex ") != text.npos;
  if (starts && MentionsInstall(ReplaceAll(text, "-ArgumentList", "")))
    AddUnknown(program, place, out);
  return out;
}

void AddScript(const model::Reference& uses, std::string_view script, Doings& out) {
  if (uses.text.find("/github-script@") == std::string::npos) return;
  if (MayUpload(script)) AddUpload("JavaScript", "gh", uses.place, out);
  if (MentionsInstall(script)) AddUnknown("JavaScript", uses.place, out);
}

}  // namespace avouch::formats
