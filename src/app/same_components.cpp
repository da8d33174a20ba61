#include "app/same_components.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text.h"
#include "collect/origin.h"
#include "formats/known_manifests.h"
#include "formats/table.h"
#include "source/commit.h"
#include "source/limits.h"

namespace avouch::app {
namespace {

using model::Manifest;
using model::SourceKind;
using source::CommitTree;
using source::Entry;
using source::EntryKind;

constexpr int kMostReleases = 50;  // Newest first: a comparison lists two trees
constexpr int kMostSteps = 2000;   // Back from a release to a commit with results

bool IsOwn(SourceKind source) {
  return source == SourceKind::kPath || source == SourceKind::kWorkspace;
}

// What a dependency file says of others' software: a release changes the version of its own.
Manifest OfOthers(Manifest manifest) {
  manifest.name.clear();
  manifest.version.clear();
  for (auto& one : manifest.components) {
    one.place = {};
    if (IsOwn(one.source)) one.version.clear();
  }
  for (auto& one : manifest.requirements) {
    one.place = {};
    if (IsOwn(one.source)) one.range.clear();
  }
  return manifest;
}

// One commit's tree, and whose its files are.
class Side {
 public:
  Side(const git::Repository& repository, const git::HistoryCommit& commit,
       const std::string& prefix) {
    auto tree = CommitTree::Open(repository, commit.tree, prefix);
    if (tree && (*tree)->missing() == 0 && (*tree)->odd() == 0) tree_ = std::move(*tree);
  }

  [[nodiscard]] bool is_whole() const { return tree_ != nullptr; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return tree_->entries(); }
  [[nodiscard]] Result<Bytes> Read(const Entry& entry) const {
    return tree_->Read(entry, source::kMaxReadBytes);
  }
  [[nodiscard]] bool IsOthers(const Path& path) {
    if (!origins_) {
      std::vector<std::string> paths;
      for (const auto& entry : entries()) paths.push_back(entry.path.bytes);
      origins_ = std::make_unique<collect::Origins>(
          std::move(paths), [this](const std::string& mark) -> Result<Bytes> {
            const Entry* entry = tree_->Find(mark);
            if (entry == nullptr || entry->kind == EntryKind::kSubmodule)
              return Fail(ErrorKind::kNotFound, "no such file", mark);
            return tree_->Read(*entry, source::kMaxMarkBytes);
          });
    }
    return origins_->Of(path).origin == model::Origin::kVendored;
  }

 private:
  std::unique_ptr<CommitTree> tree_;
  std::unique_ptr<collect::Origins> origins_;
};

bool SaysTheSame(const formats::Format& format, const Side& a, const Entry& one, const Side& b,
                 const Entry& other) {
  const auto read = [&](const Side& side, const Entry& entry) -> Result<formats::Reading> {
    AVOUCH_TRY(const Bytes bytes, side.Read(entry));
    return format.read(entry.path, bytes);
  };
  auto first = read(a, one), second = read(b, other);
  if (!first || !second) return false;
  auto *x = std::get_if<Manifest>(&*first), *y = std::get_if<Manifest>(&*second);
  return x != nullptr && y != nullptr && OfOthers(std::move(*x)) == OfOthers(std::move(*y));
}

// Files that may fetch something, or say from where: what they do is not read here.
bool MayFetch(const Path& path) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {".npmrc", ".yarnrc", ".yarnrc.yml", "pip.conf", "nuget.config", "makefile", "gnumakefile",
       "settings.xml", "justfile", "taskfile.yml", "build.rs"});
  const std::string name = Lower(path.name());
  return std::ranges::find(kNames, name) != kNames.end() || path.IsUnder(".cargo") ||
         std::ranges::any_of(
             std::to_array<std::string_view>({".sh", ".mk", ".ps1", ".bat", ".cmake"}),
             [&](std::string_view end) { return name.ends_with(end); });
}

// A file that differs, or that one of them lacks (null): whether it may say which components there
// are, or be one.
bool MayMatter(Side& a, const Entry* one, Side& b, const Entry* other) {
  const Path& path = one != nullptr ? one->path : other->path;
  for (const Entry* entry : {one, other})
    if (entry != nullptr && entry->kind == EntryKind::kSubmodule) return true;
  if (formats::KnownManifest(path) || MayFetch(path)) return true;
  const formats::Format* format = formats::FormatOf(path);
  if (format != nullptr && (format->family == "containers" || format->family == "pipelines"))
    return true;
  if (format != nullptr && format->family == "components" &&
      (one == nullptr || other == nullptr || !SaysTheSame(*format, a, *one, b, *other)))
    return true;
  return (one != nullptr && a.IsOthers(path)) || (other != nullptr && b.IsOthers(path));
}

bool HaveSameComponents(Side& a, Side& b) {
  if (!a.is_whole() || !b.is_whole()) return false;
  auto x = a.entries().begin();
  auto y = b.entries().begin();
  while (x != a.entries().end() || y != b.entries().end()) {
    const bool only_b = x == a.entries().end() || (y != b.entries().end() && y->path < x->path);
    const bool only_a = !only_b && (y == b.entries().end() || x->path < y->path);
    const Entry* one = only_b ? nullptr : &*x;
    const Entry* other = only_a ? nullptr : &*y;
    const bool same =
        one != nullptr && other != nullptr && one->id == other->id && one->kind == other->kind;
    if (!same && MayMatter(a, one, b, other)) return false;
    if (one != nullptr) ++x;
    if (other != nullptr) ++y;
  }
  return true;
}

// The nearest commit before `at` on its first-parent line that is named; or -1.
long long NearestNamed(const git::History& history, long long at,
                       const std::set<std::string, std::less<>>& named) {
  for (int steps = 0; steps < kMostSteps; ++steps) {
    const git::HistoryCommit& commit = history.commits[static_cast<std::size_t>(at)];
    if (commit.parents.empty() || commit.first_absent) return -1;
    at = static_cast<long long>(commit.parents[0]);
    if (named.contains(history.commits[static_cast<std::size_t>(at)].id.hex())) return at;
  }
  return -1;
}

}  // namespace

model::IfAny<model::SameComponents> FindSameComponents(const SameComponentsInput& in) {
  std::set<std::string, std::less<>> named;
  for (const auto& run : in.tests)
    if (!run.commit.empty()) named.insert(run.commit);
  model::IfAny<model::SameComponents> out;
  int looked_at = 0;
  for (const auto& release : in.releases) {
    if (named.empty() || looked_at == kMostReleases) break;
    if (release.prerelease || named.contains(release.commit)) continue;
    const auto id = ParseObjectId(release.commit);
    const long long at = id ? in.history.Find(*id) : -1;
    const long long before = at < 0 ? -1 : NearestNamed(in.history, at, named);
    if (before < 0) continue;
    ++looked_at;
    const auto& commits = in.history.commits;
    Side a(in.repository, commits[static_cast<std::size_t>(before)], in.prefix);
    Side b(in.repository, commits[static_cast<std::size_t>(at)], in.prefix);
    if (HaveSameComponents(a, b))
      out.push_back({commits[static_cast<std::size_t>(before)].id.hex(), release.commit});
  }
  return out;
}

}  // namespace avouch::app
