#include "collect/scripts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/shell.h"

namespace avouch::collect {
namespace {

using formats::Command;
using model::Deed;
using model::DeedKind;

constexpr int kMaxDepth = 4;  // Scripts that run scripts; people stop at two.
constexpr std::uint64_t kMaxScript = 256ull * 1024;  // Larger files are data with a script's name.
constexpr std::size_t kMaxScripts = 500;             // Of one tree

bool IsShell(std::string_view program) {
  for (std::string_view known : {"bash", "sh", "dash", "zsh", "pwsh", "powershell"})
    if (program == known) return true;
  return false;
}

// The file that a command runs: its program, or what it hands to a shell.
std::string ScriptOf(const Command& command) {
  if (command.words.empty()) return {};
  std::string word = command.words[0];
  if (IsShell(word)) {
    std::size_t i = 1;
    while (i < command.words.size() && command.words[i].starts_with('-')) {
      if (command.words[i] == "-c" || EqualsIgnoreCase(command.words[i], "-Command")) return {};
      ++i;
    }
    if (i >= command.words.size()) return {};
    word = command.words[i];
  } else if (word.find('/') == std::string::npos) {
    return {};
  }
  if (word.find('$') != std::string::npos || word.starts_with('/')) return {};
  return word;
}

bool LooksLikeShell(std::string_view path, BytesView bytes) {
  for (std::string_view end : {".sh", ".bash", ".ps1", ".zsh"})
    if (path.ends_with(end)) return true;
  std::string_view first = bytes.substr(0, bytes.find('\n'));
  return first.starts_with("#!") && first.find("sh") != first.npos;
}

class Follower {
 public:
  explicit Follower(const source::Tree& tree) : tree_(tree) {}

  std::vector<Deed> Of(const Command& command, int depth) {
    std::string name = ScriptOf(command);
    if (name.empty()) return {};
    const source::Entry* entry = tree_.Find(ResolvePath(command.folder, name));
    if (entry == nullptr) entry = tree_.Find(ResolvePath("", name));
    if (entry == nullptr || entry->kind == source::EntryKind::kSubmodule) return {};
    std::vector<Deed> deeds = Read(*entry, depth);
    for (auto& deed : deeds) deed.tolerated |= command.tolerated;
    return deeds;
  }

 private:
  std::vector<Deed> Read(const source::Entry& entry, int depth) {
    const std::string& path = entry.path.bytes;
    if (auto known = read_.find(path); known != read_.end()) return known->second;
    if (depth >= kMaxDepth || read_.size() >= kMaxScripts) return {};
    std::vector<Deed>& out = read_[path];  // Found empty by a script that runs itself
    auto bytes = tree_.Read(entry, kMaxScript);
    if (!bytes || !LooksLikeShell(path, *bytes)) return {};
    std::vector<Deed> deeds;
    auto commands = formats::SplitShell(*bytes, 1);
    for (auto& deed : formats::DeedsOf(commands, entry.path).deeds)
      if (deed.kind == DeedKind::kTest || deed.kind == DeedKind::kBuild)
        deeds.push_back(std::move(deed));
    for (const auto& command : commands)
      for (auto& deed : Of(command, depth + 1)) deeds.push_back(std::move(deed));
    return out = deeds;
  }

  const source::Tree& tree_;
  std::map<std::string, std::vector<Deed>> read_;
};

}  // namespace

void FollowScripts(const source::Tree& tree, std::vector<model::Pipeline>& pipelines) {
  Follower follower(tree);
  for (auto& pipeline : pipelines)
    for (auto& job : pipeline.jobs)
      for (auto& step : job.steps) {
        if (step.run.empty()) continue;
        std::set<std::pair<Path, int>> seen;
        for (const auto& command : formats::SplitShell(step.run, step.place.line))
          for (auto& deed : follower.Of(command, 0))
            if (seen.emplace(deed.place.path, deed.place.line).second)
              step.deeds.push_back(std::move(deed));
      }
}

}  // namespace avouch::collect
