#include "formats/dockerfile_later.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_words.h"
#include "formats/dockerfile_parts.h"
#include "formats/shell_input.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

using model::Pin;
using model::ReferenceKind;

std::vector<std::string> ListOf(const Instruction& instruction) {
  const std::string text = ReplaceAll(instruction.text, "\\\n", "");
  std::vector<std::string> out;
  if (!Trim(text).starts_with('[')) return out;
  if (const auto list = syntax::ParseJson(Trim(text)))
    for (const auto& item : list->items()) out.emplace_back(item.text());
  return out;
}

}  // namespace

bool IsShellAlone(const Instruction& entrypoint) {
  const auto words = ListOf(entrypoint);
  return words.size() > 1 && IsShellProgram(words[0]) && words.back().starts_with('-') &&
         words.back().ends_with('c');
}

std::vector<Command> StartCommands(const Instruction& instruction, bool after_shell) {
  if (after_shell)
    if (const auto words = ListOf(instruction); !words.empty())
      return SplitShell(words[0], instruction.line);
  return RunCommands(instruction, Trim(instruction.text), instruction.line);
}

std::optional<Instruction> Triggered(const Instruction& onbuild) {
  const std::string_view text = Trim(onbuild.text);
  const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
  if (end == text.size()) return std::nullopt;
  Instruction out;
  for (const char c : text.substr(0, end))
    out.keyword += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  out.text = text.substr(end);
  out.line = onbuild.line;
  out.heredocs = onbuild.heredocs;
  return out;
}

Doings BroughtLater(const std::vector<Command>& commands, const Path& path, bool here) {
  Doings out = DeedsOf(commands, path);
  std::erase_if(out.deeds, [&](const model::Deed& deed) {
    const bool call = deed.kind == model::DeedKind::kCall && here && deed.tool != kUnknownCall &&
                      deed.tool != kLifecycle;
    return !call && (deed.kind != model::DeedKind::kInstall || deed.locked);
  });
  for (auto& deed : out.deeds)
    if (deed.kind == model::DeedKind::kCall) deed.tool = std::string(kLater) + deed.tool;
  std::erase_if(out.references, [](const model::Reference& reference) {
    return reference.kind == ReferenceKind::kImage;
  });
  for (auto& reference : out.references)
    if (reference.pin == Pin::kFloating &&
        (reference.kind == ReferenceKind::kDownload || reference.kind == ReferenceKind::kScript ||
         reference.kind == ReferenceKind::kCheckout))
      reference.pin = Pin::kVersion;
  return out;
}

std::vector<model::Deed> UnreadLine(std::string_view text, int line, const Path& path) {
  Command command;
  command.line = line;
  const std::string joined = ReplaceAll(text.substr(0, 200), "\\\n", " ");
  command.text = "RUN";
  for (const auto word : Words(joined))
    if (command.text.size() < 80) command.text += " " + std::string(word);
  std::vector<model::Deed> out = {DeedOf(model::DeedKind::kCall, kUnknownCall, command, path)};
  out[0].arguments = {"", ""};
  for (auto& deed : CallsOf(SplitShell(text, line), path)) out.push_back(std::move(deed));
  return out;
}

}  // namespace avouch::formats
