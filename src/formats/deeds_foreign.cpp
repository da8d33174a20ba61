#include "formats/deeds_foreign.h"

#include <string>

#include "base/text.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_words.h"
#include "formats/shell_input.h"
#include "formats/targets.h"

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
  if (uses.text.find("/github-script@") != std::string::npos && MentionsInstall(script))
    AddUnknown("JavaScript", uses.place, out);
}

}  // namespace avouch::formats
