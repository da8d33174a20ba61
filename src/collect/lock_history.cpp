#include "collect/lock_history.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "collect/origin.h"
#include "git/changes.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

// The line as a history of its own: each commit has one parent, the one before it.
git::History LineOf(const git::History& whole, const std::vector<std::uint32_t>& line) {
  git::History out;
  out.commits.reserve(line.size());
  for (std::uint32_t i = 0; i < line.size(); ++i) {
    git::HistoryCommit commit;
    commit.id = whole.commits[line[i]].id;
    commit.tree = whole.commits[line[i]].tree;
    commit.committer_seconds = whole.commits[line[i]].committer_seconds;
    if (i > 0) commit.parents = {i - 1};
    out.commits.push_back(std::move(commit));
  }
  return out;
}

// Which of the paths are the product's own, as the tree is now: a file that went is judged by
// the folder that it was in.
class Owned {
 public:
  Owned(const LockInput& in, const std::vector<std::string>& paths)
      : in_(in),
        origins_(AllPaths(in, paths), [this](const std::string& path) { return ReadMark(path); }) {}

  [[nodiscard]] bool Has(const std::string& path) const {
    const auto& exclusions = in_.product.exclusions;
    return origins_.Of(Path(path)).origin == model::Origin::kOwn &&
           std::ranges::none_of(exclusions, [&](const auto& one) {
             std::string_view folder = one.path.bytes;
             while (folder.ends_with('/')) folder.remove_suffix(1);
             return Path(path).IsUnder(folder);
           });
  }

 private:
  static std::vector<std::string> AllPaths(const LockInput& in,
                                           const std::vector<std::string>& paths) {
    std::vector<std::string> all = paths;
    for (const auto& entry : in.tree.entries()) all.push_back(entry.path.bytes);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }
  [[nodiscard]] Result<Bytes> ReadMark(const std::string& path) const {
    const source::Entry* entry = in_.tree.Find(path);
    if (entry == nullptr || entry->kind == source::EntryKind::kSubmodule)
      return Fail(ErrorKind::kNotFound, "no such file", path);
    return in_.tree.Read(*entry, source::kMaxMarkBytes);
  }

  const LockInput& in_;
  Origins origins_;
};

}  // namespace

const formats::Format* LockFormatOf(const std::string& path) {
  const formats::Format* format = formats::FormatOf(Path(path));
  if (format == nullptr || format->family != "components") return nullptr;
  // They ask for ranges, give digests of what may be used, or are what others installed.
  constexpr auto kNone = std::to_array<std::string_view>(
      {"browser-scripts", "cargo-toml", "gitmodules", "go-sum", "npm-installed", "package-json",
       "pipfile", "pyproject", "python-installed", "setup-cfg", "setup-py"});
  return std::ranges::find(kNone, format->name) == kNone.end() ? format : nullptr;
}

Result<LockHistory> FindLockHistory(const LockInput& in) {
  LockHistory out;
  long long at = in.history.Find(in.commit);
  if (at < 0)
    return Fail(ErrorKind::kNotFound, "the commit is not in its history", in.commit.hex());
  while (at >= 0) {
    const auto& commit = in.history.commits[static_cast<std::size_t>(at)];
    out.commits.push_back(static_cast<std::uint32_t>(at));
    out.cut = commit.first_absent || (commit.cut && commit.parents.empty());
    at = commit.parents.empty() || commit.first_absent ? -1
                                                       : static_cast<long long>(commit.parents[0]);
  }
  std::ranges::reverse(out.commits);

  const std::string below = in.prefix.empty() ? std::string() : in.prefix + "/";
  const auto wants = [&](std::string_view path) {
    return path.starts_with(below) &&
           LockFormatOf(std::string(path.substr(below.size()))) != nullptr;
  };
  const auto find = [&](git::History& line) {
    return git::FindChangesAndGaps(in.repository, {in.commit, git::PathFilter(wants), in.threads},
                                   line);
  };
  git::History line = LineOf(in.history, out.commits);
  AVOUCH_TRY(const std::vector<std::uint32_t> gaps, find(line));
  if (!gaps.empty()) {
    // Nothing is guessed across what cannot be read: the line begins behind it.
    out.unread_trees = line.missing + line.corrupt + line.odd;
    out.cut = out.cut || gaps.back() > 0;
    out.commits.erase(out.commits.begin(), out.commits.begin() + gaps.back());
    line = LineOf(in.history, out.commits);
    AVOUCH_CHECK_OK(find(line));
  }

  for (auto& path : line.paths) path.erase(0, below.size());
  const Owned owned(in, line.paths);
  std::vector<std::uint32_t> kept(line.paths.size(), UINT32_MAX);
  for (std::size_t i = 0; i < line.paths.size(); ++i) {
    if (!owned.Has(line.paths[i])) {
      ++out.left_out;
      continue;
    }
    kept[i] = static_cast<std::uint32_t>(out.paths.size());
    out.paths.push_back(std::move(line.paths[i]));
  }
  for (const auto& change : line.changes)
    if (kept[change.path] != UINT32_MAX)
      out.changes.push_back({change.commit, kept[change.path], change.after});
  return out;
}

}  // namespace avouch::collect
