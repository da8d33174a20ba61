#include "formats/deeds_foreign.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "formats/deeds_addresses.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_digests.h"
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

bool HasWordOf(std::string_view text, std::string_view word) {
  for (const auto one : Words(text)) {
    std::string_view bare = one;
    while (!bare.empty() && std::string_view("(){}|;&\"'").contains(bare.front()))
      bare.remove_prefix(1);
    while (!bare.empty() && std::string_view("(){}|;&\"'").contains(bare.back()))
      bare.remove_suffix(1);
    if (bare == word) return true;
  }
  return false;
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

// "iex", "Invoke-Expression": runs the text that it is given.
bool RunsExpressions(std::string_view text) {
  const std::string lower = Lower(text);
  return lower.find("invoke-expression") != lower.npos || HasWordOf(lower, "iex");
}

// (New-Object Net.WebClient).DownloadFile("https://...", "x"): what is fetched, by its address.
void AddWebClient(std::string_view text, int line, const Path& path, Doings& out) {
  for (std::size_t at = 0; (at = text.find(".Download", at)) != text.npos; ++at) {
    const std::size_t open = text.find('(', at);
    if (open == text.npos || open - at > 32) continue;
    std::string_view given = text.substr(open + 1, text.find_first_of(",)\n", open) - open - 1);
    given = Trim(given);
    while (!given.empty() && (given.front() == '"' || given.front() == '\''))
      given.remove_prefix(1);
    while (!given.empty() && (given.back() == '"' || given.back() == '\'')) given.remove_suffix(1);
    if (given.empty()) continue;
    const bool runs = text.substr(at).starts_with(".DownloadString") && RunsExpressions(text);
    model::Reference reference;
    reference.kind = runs ? model::ReferenceKind::kScript : model::ReferenceKind::kDownload;
    reference.text = reference.name = given;
    reference.pin = given.find('$') != given.npos ? model::Pin::kVariable : model::Pin::kFloating;
    reference.plain_http = given.starts_with("http://");
    reference.place = {path, line + static_cast<int>(std::ranges::count(text.substr(0, at), '\n'))};
    out.references.push_back(std::move(reference));
  }
}

// A digest that stands in the text is compared with that of a file; of which, is not followed.
void WeighDigests(std::string_view text, Doings& out) {
  if (text.find("Get-FileHash") == text.npos || !HasDigest(text)) return;
  for (auto& reference : out.references)
    if (reference.pin == model::Pin::kFloating && reference.kind == model::ReferenceKind::kDownload)
      reference.pin = model::Pin::kVersion;
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
  const bool runs = RunsExpressions(text);
  for (auto& command : plain) {
    if (command.words.size() > 1 && (command.words[0] == "call" || command.words[0] == "CALL"))
      command.words.erase(command.words.begin());
    // "iwr https://... | iex"
    if (runs && !command.words.empty() && OnlyShows(Lower(command.words[0])))
      command.piped_to_shell = true;
  }
  out.deeds = CallsOf(plain, place.path);
  out.references = DeedsOf(plain, place.path).references;
  AddWebClient(text, plain.empty() ? place.line : plain.front().line, place.path, out);
  WeighDigests(text, out);
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
