#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_fetches.h"
#include "formats/deeds_words.h"

namespace avouch::formats {
namespace {

// Options of Compose itself, before its verb, whose value stands in the next word.
bool TakesValue(std::string_view option) {
  for (std::string_view known : {"-f", "--file", "-p", "--project-name", "--profile", "--env-file",
                                 "--project-directory", "--ansi", "--parallel", "--progress"})
    if (option == known) return true;
  return false;
}

}  // namespace

bool AddCompose(const Command& command, const Path& path, Doings& out) {
  const auto& words = command.words;
  const std::string_view program = ProgramName(words[0]);
  std::size_t at = 1;
  if ((program == "docker" || program == "podman") && words.size() > 1 && words[1] == "compose")
    at = 2;
  else if (program != "docker-compose" && program != "podman-compose")
    return false;
  std::vector<std::string> files;
  for (; at < words.size() && words[at].starts_with('-'); ++at) {
    if (words[at].starts_with("--file=")) files.push_back(words[at].substr(7));
    if (!TakesValue(words[at])) continue;
    const bool file = words[at] == "-f" || words[at] == "--file";
    if (++at < words.size() && file) files.push_back(words[at]);
  }
  if (at >= words.size() || (words[at] != "build" && words[at] != "up" && words[at] != "create"))
    return false;
  const bool build = words[at] == "build";
  std::string services;
  for (++at; at < words.size(); ++at)
    if (!words[at].starts_with('-')) services += (services.empty() ? "" : " ") + words[at];
  model::Deed deed =
      DeedOf(model::DeedKind::kBuildImage, build ? "compose" : "compose-up", command, path);
  deed.arguments = {"", command.folder, "", services};
  for (const auto& file : files) deed.arguments.push_back(ResolvePath(command.folder, file));
  out.deeds.push_back(std::move(deed));
  if (build && HasWord(words, "--push"))
    out.deeds.push_back(DeedOf(model::DeedKind::kPublish, "docker", command, path));
  return true;
}

}  // namespace avouch::formats
