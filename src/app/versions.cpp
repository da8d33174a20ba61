#include "app/versions.h"

#include <set>

#include "base/text.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxFile = 64u << 20;

}  // namespace

VersionReader::VersionReader(const git::Repository& repository, const git::History& history)
    : history_(history), reader_(repository), hash_(repository.hash()) {
  for (std::uint32_t i = 0; i < history.changes.size(); ++i)
    changes_[history.paths[history.changes[i].path]].push_back(i);
}

trust::Versions VersionReader::Of(const std::string& path) {
  trust::Versions out;
  auto at = changes_.find(path);
  if (at == changes_.end()) return out;
  const auto& positions = at->second;
  for (auto position = positions.rbegin();
       position != positions.rend() && out.size() < kMaxVersions; ++position) {
    const git::Change& change = history_.changes[*position];
    const git::HistoryCommit& commit = history_.commits[change.commit];
    auto object = reader_.ReadOf(commit.id, container::ObjectType::kCommit);
    if (!object) continue;
    trust::Version version{*object->bytes, commit.id.hex(), {commit.committer_seconds}, {}};
    if (change.after) {
      auto blob = reader_.Read(change.after, kMaxFile);
      if (!blob || blob->type != container::ObjectType::kBlob) continue;
      version.content = *blob->bytes;
    }
    out.push_back(std::move(version));
  }
  return out;
}

std::vector<std::string> VersionReader::AuthorsOf(const std::string& path) const {
  std::set<std::string> out;
  if (auto at = changes_.find(path); at != changes_.end())
    for (auto position : at->second)
      out.insert(Lower(
          history_.identities[history_.commits[history_.changes[position].commit].author].email));
  return {out.begin(), out.end()};
}

}  // namespace avouch::app
