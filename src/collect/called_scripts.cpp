#include <algorithm>

#include "base/text.h"
#include "collect/called.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_sends.h"
#include "model/deed_words.h"

namespace avouch::collect {
namespace {

using formats::Failing;
using formats::Targets;
using model::Deed;
using source::Entry;
using source::EntryKind;

constexpr std::uint64_t kMaxScript = 256ull * 1024;  // Larger files are data with a script's name.
constexpr std::uint64_t kMaxBytes = 16ull << 20;     // Of all that is followed

std::string Argument(const Deed& call, std::size_t i) {
  return i < call.arguments.size() ? call.arguments[i] : std::string();
}

bool LooksLikeShell(std::string_view path, std::string_view text) {
  for (std::string_view end : {".sh", ".bash", ".ps1", ".zsh"})
    if (path.ends_with(end)) return true;
  const std::string_view first = text.substr(0, text.find('\n'));
  return first.starts_with("#!") && first.find("sh") != first.npos;
}

}  // namespace

std::vector<std::string> Follower::FoldersOf(const Deed& call, const Path& in) const {
  const std::string folder = Argument(call, formats::kCallFolder);
  // A container recipe has its own root, which may be the folder that it lies in.
  std::vector<std::string> out;
  if (!in.folder().empty()) out.push_back(ResolvePath(in.folder(), folder));
  out.insert(in.name().find("ockerfile") == std::string_view::npos ? out.begin() : out.end(),
             folder);
  return out;
}

const Entry* Follower::FileIn(const std::vector<std::string>& folders,
                              std::initializer_list<std::string_view> names) const {
  for (const auto& folder : folders)
    for (const auto name : names) {
      const Entry* entry = tree_.Find(ResolvePath(folder, name));
      if (entry != nullptr && entry->kind != EntryKind::kSubmodule) return entry;
    }
  return nullptr;
}

bool Follower::HasFolder(const std::string& folder) {
  if (folders_.empty())
    for (const auto& entry : tree_.entries()) {
      by_name_[std::string(entry.path.name())].push_back(&entry);
      if (entry.kind != EntryKind::kSubmodule) folders_.emplace(entry.path.folder());
    }
  const auto at = folders_.lower_bound(folder);
  return folder.empty() ||
         (at != folders_.end() && (*at == folder || at->starts_with(folder + "/")));
}

// Written when the build is set up: by CMake, Meson, autotools.
bool Follower::IsGenerated(const std::vector<std::string>& folders) const {
  std::vector<std::string> all = folders;
  all.emplace_back();
  return FileIn(all, {"CMakeLists.txt", "configure.ac", "configure", "Makefile.am", "Makefile.in",
                      "meson.build", "configure.in", "Makefile.PL", "CMakePresets.json"}) !=
         nullptr;
}

const std::string* Follower::Text(const Entry& entry) {
  const auto [at, fresh] = texts_.try_emplace(entry.path.bytes);
  if (fresh && bytes_ < kMaxBytes) {
    if (auto bytes = tree_.Read(entry, kMaxScript)) {
      bytes_ += bytes->size();
      at->second = std::string(*bytes);
    }
  }
  return at->second.empty() ? nullptr : &at->second;
}

const Targets& Follower::MakeTargets(const Entry& entry, const std::string& text,
                                     const std::string& folder,
                                     const std::vector<std::string>& given) {
  const std::string key = entry.path.bytes + "\n" + folder + "\n" + Join(given, "\n");
  const auto [at, fresh] = targets_.try_emplace(key);
  if (fresh) at->second = formats::ReadMakeTargets(text, folder, given);
  return at->second;
}

const Entry* Follower::ScriptAt(const Deed& call, const Path& in) {
  std::string name = Argument(call, formats::kCallFile);
  const std::size_t variable = name.find_last_of("})");
  const bool decided = name.find('$') != std::string::npos;
  if (decided) {
    // "$DIR/x.sh", "${DIR}/x.sh", "$(dirname $0)/x.sh": what stands behind the folder.
    std::size_t from = variable == name.npos ? name.find('/', name.rfind('$')) : variable + 1;
    name = from >= name.size() ? std::string() : name.substr(from);
  }
  const bool rooted = name.starts_with('/');
  while (name.starts_with('/')) name.erase(0, 1);
  if (name.empty() || name.find('$') != std::string::npos) return nullptr;
  std::vector<std::string> folders = FoldersOf(call, in);
  folders.emplace_back(in.folder());
  folders.emplace_back();
  if (!rooted || decided)
    if (const Entry* entry = FileIn(folders, {name})) return entry;
  if (!rooted) return nullptr;
  // Copied to another place: known where one file alone bears the name.
  HasFolder("");
  const auto named = by_name_.find(std::string(PathName(name)));
  return named != by_name_.end() && named->second.size() == 1 ? named->second.front() : nullptr;
}

Follower::Found Follower::Script(const Deed& call, const Path& in) {
  const Entry* entry = ScriptAt(call, in);
  const std::string name = Argument(call, formats::kCallFile);
  if (entry == nullptr) {
    // A program that the build made, or of the machine: no file of the tree. A script would be one.
    const bool machine = name.starts_with('/') || name.starts_with('~') ||
                         name.starts_with("$HOME") || name.starts_with("${HOME}") ||
                         name.find("NVM_DIR") != std::string::npos;
    const bool script = name.ends_with(".sh") || name.ends_with(".bash") || name.ends_with(".ps1");
    const std::string place =
        ResolvePath(Argument(call, formats::kCallFolder), std::string(PathFolder(name)));
    const bool other = (name.ends_with(".py") || name.ends_with(".rb")) && HasFolder(place);
    return {!machine && (script || other) ? State::kUnread : State::kNothing, {}, {}, false};
  }
  if (entry->kind == EntryKind::kSubmodule) return {};
  const std::string* text = Text(*entry);
  if (text == nullptr) return {};
  if (text->find('\0') != std::string::npos) return {State::kNothing, {}, {}, false};
  Found out{State::kRead, {}, {}, false};
  if (!LooksLikeShell(entry->path.bytes, *text)) {
    out.may_test = true;
    if (formats::MayUpload(*text)) {
      Deed sends = call;
      sends.kind = model::DeedKind::kPublish;
      sends.arguments = {std::string(model::kMayPublish)};
      sends.place = {entry->path, 1};
      out.deeds.push_back(std::move(sends));
    }
    if (formats::MentionsInstall(*text)) out.state = State::kUnread;
    return out;
  }
  std::string folder = Argument(call, formats::kCallFolder);
  auto commands = formats::SplitShell(*text, 1, &folder);
  // Without `set -e` what follows a failure runs, unless the text itself asks how it went.
  const std::string_view first = std::string_view(*text).substr(0, text->find('\n'));
  const bool stops =
      first.find(" -e") != first.npos || call.text.find(" -e") != std::string::npos ||
      text->find("$?") != std::string::npos || text->find("trap") != std::string::npos ||
      text->find("LASTEXITCODE") != std::string::npos;
  // The functions of what is only read in are called by who reads it.
  const bool library =
      call.text.find("source ") != std::string::npos || call.text.starts_with(". ");
  for (auto& command : commands) {
    if (command.failing == Failing::kByShell && !stops) command.failing = Failing::kLost;
    command.runs |= library;
  }
  AddCommands(commands, entry->path, out);
  return out;
}

}  // namespace avouch::collect
