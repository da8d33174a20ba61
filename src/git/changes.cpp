#include "git/changes.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "git/tree_cursor.h"

namespace avouch::git {
namespace {

using container::ObjectType;

constexpr std::size_t kMaxFolders = 2048;            // Depth of a path: git's core.maxTreeDepth
constexpr std::size_t kMaxEntries = 1'000'000;       // Of what one commit changes
constexpr std::size_t kMaxChanges = 20'000'000;      // Of a history: Linux has some four million
constexpr std::size_t kMaxCompared = 1'000'000'000;  // Entries of a history: about a minute
constexpr std::size_t kMaxOthers = 7;                // Parents of a merge beside the first
constexpr std::size_t kCacheBytes = 12u << 20;       // Of trees that each thread remembers
constexpr std::size_t kMostAtOnce = 1000;            // Commits that a thread takes
constexpr std::size_t kThreadsPay = 300;             // Commits from which on they do
constexpr std::uint32_t kUnwanted = 0xffffffffu;

// The paths that are wanted, numbered; shared by all threads.
class PathTable {
 public:
  explicit PathTable(const PathFilter& filter) : filter_(filter) {}

  [[nodiscard]] bool LeadsTo(const std::string& folder) const { return filter_.LeadsTo(folder); }

  std::uint32_t NumberOf(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto [at, fresh] = numbers_.try_emplace(path, kUnwanted);
    if (fresh && filter_.Wants(path)) {
      at->second = static_cast<std::uint32_t>(wanted_.size());
      wanted_.push_back(&at->first);
    }
    return at->second;
  }

  // The wanted paths sorted, and for each number its place among them.
  std::vector<std::string> Sorted(std::vector<std::uint32_t>& places) const {
    std::vector<std::uint32_t> order(wanted_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return *wanted_[a] < *wanted_[b]; });
    places.resize(order.size());
    std::vector<std::string> out;
    for (const std::uint32_t number : order) {
      places[number] = static_cast<std::uint32_t>(out.size());
      out.push_back(*wanted_[number]);
    }
    return out;
  }

 private:
  const PathFilter& filter_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> wanted_;  // Keys of numbers_, which stay where they are
};

// One folder as the commit and its parents have it; none where it is not.
struct Folder {
  ObjectId before, after;        // In the first parent, in the commit
  std::vector<ObjectId> others;  // In a merge's other parents
};

// Where a comparison stands in one folder.
struct Level {
  std::vector<ObjectId> other_ids;  // The folder in a merge's other parents
  TreeCursor before, after;
  std::vector<TreeCursor> others;  // Over other_ids, once they are asked for
  std::size_t path_size = 0;       // Of the folder's path
  bool wanted = false;             // Whether a path below it may be
};

// A folder to go into.
struct Below {
  Folder folder;
  bool wanted = false;
};

// Compares commits on one thread. What it counts is kept as sets: their union
// over all threads is the same however the commits were divided.
class Comparer {
 public:
  Comparer(const Repository& repository, const History& history, PathTable& paths)
      : repository_(repository),
        history_(history),
        paths_(paths),
        reader_(repository, kCacheBytes) {}

  // Commits order[first..last-1], from the last: deltas run from newer to older.
  void Run(const std::vector<std::uint32_t>& order, std::size_t first, std::size_t last) {
    for (std::size_t i = last; i-- > first && !IsBeyond();) Commit(order[i]);
  }

  // A bound was met; the sums of all threads are then beyond it too.
  [[nodiscard]] bool IsBeyond() const { return changed > kMaxChanges || compared > kMaxCompared; }
  // Gives memory back as soon as this thread is done.
  void Finish() { reader_.Forget(); }

  std::vector<Change> changes;                         // Of wanted paths, by their numbers
  std::unordered_set<ObjectId> missing, corrupt, odd;  // Trees
  std::unordered_set<std::uint32_t> uncompared;        // Commits
  std::size_t changed = 0, compared = 0;               // Paths, entries

 private:
  void Commit(std::size_t at) {
    const HistoryCommit& commit = history_.commits[at];
    commit_ = static_cast<std::uint32_t>(at);
    merge_ = commit.merge;
    commit_compared_ = 0;
    Folder root{{}, commit.tree, {}};
    std::size_t next = 0;
    if (!commit.parents.empty() && !commit.first_absent)
      root.before = history_.commits[commit.parents[next++]].tree;
    for (; next < commit.parents.size() && root.others.size() < kMaxOthers; ++next)
      root.others.push_back(history_.commits[commit.parents[next]].tree);
    // Behind a cut there is something to compare with, and it is not here.
    told_ = !merge_ && (!commit.cut || root.before);
    const bool taken =
        std::find(root.others.begin(), root.others.end(), root.after) != root.others.end();
    if (root.after != root.before && !taken) Compare(std::move(root));
  }

  TreeCursor Open(const ObjectId& id) {
    static const auto kEmpty = std::make_shared<const Bytes>();
    TreeCursor none(kEmpty, id, repository_.id_size());
    if (!id) return none;
    if (!missing.contains(id) && !corrupt.contains(id)) {
      const auto object = reader_.ReadOf(id, ObjectType::kTree);
      if (object) return {object->bytes, id, repository_.id_size()};
      (object.error().kind == ErrorKind::kNotFound ? missing : corrupt).insert(id);
    }
    uncompared.insert(commit_);
    return none;
  }

  void Advance(TreeCursor& cursor) {
    if (cursor.Advance()) return;
    corrupt.insert(cursor.id());
    uncompared.insert(commit_);
  }

  // From the root down, with a stack of our own: trees may nest deeper than threads can.
  void Compare(Folder root) {
    path_.clear();
    levels_.clear();
    Enter(std::move(root), paths_.LeadsTo(""));
    while (!levels_.empty()) {
      path_.resize(levels_.back().path_size);
      if (std::optional<Below> below = NextBelow(levels_.back()))
        Enter(std::move(below->folder), below->wanted);
      else
        levels_.pop_back();
    }
  }

  // The folder that path_ names.
  void Enter(Folder folder, bool wanted) {
    if (levels_.size() > kMaxFolders) {
      odd.insert(folder.after ? folder.after : folder.before);
      uncompared.insert(commit_);
      return;
    }
    TreeCursor after = Open(folder.after), before = Open(folder.before);
    SkipSame(before, after);
    Advance(before);
    Advance(after);
    levels_.push_back(
        {std::move(folder.others), std::move(before), std::move(after), {}, path_.size(), wanted});
  }

  // Goes on behind what was looked at, until a folder is to be entered; none: done.
  std::optional<Below> NextBelow(Level& level) {
    TreeCursor &before = level.before, &after = level.after;
    std::optional<Below> below;
    while (!below && (before.valid() || after.valid()) && commit_compared_ <= kMaxEntries) {
      const int order = Order(before, after);
      if (order < 0) {
        if (!merge_) below = Entry(level, &before, nullptr, {});
        Advance(before);
        continue;
      }
      if (order > 0 || before.raw() != after.raw()) {
        std::vector<ObjectId> folders;
        const TreeCursor* old = order == 0 ? &before : nullptr;
        if (!merge_ || !IsTaken(level, folders))
          below = Entry(level, old, &after, std::move(folders));
      }
      if (order == 0) {
        SkipSame(before, after);
        Advance(before);
      }
      Advance(after);
    }
    return below;
  }

  static int Order(const TreeCursor& before, const TreeCursor& after) {
    if (!before.valid()) return 1;
    if (!after.valid()) return -1;
    return CompareNames(before.entry(), after.entry());
  }

  // Whether a merge has the entry after from one of its other parents; if not, the
  // folders of that name in them.
  bool IsTaken(Level& level, std::vector<ObjectId>& folders) {
    const TreeCursor& entry = level.after;
    if (level.others.empty()) {
      for (const ObjectId& id : level.other_ids) Advance(level.others.emplace_back(Open(id)));
    }
    for (TreeCursor& other : level.others) {
      for (; other.valid() && CompareNames(other.entry(), entry.entry()) < 0; ++compared)
        Advance(other);
      if (!other.valid() || other.entry().name != entry.entry().name) continue;
      if (other.raw() == entry.raw()) return true;
      if (other.entry().is_tree()) folders.push_back(other.entry().id);
    }
    return false;
  }

  // One name that differs: gone, new, or another object now. A folder that path_
  // then names is to be entered.
  std::optional<Below> Entry(const Level& level, const TreeCursor* before, const TreeCursor* after,
                             std::vector<ObjectId> others) {
    const TreeCursor& one = after != nullptr ? *after : *before;
    // A few small trees that hold each other's ids many times stand for more paths
    // than there are atoms: what one commit may cost is bounded.
    ++compared;
    if (++commit_compared_ > kMaxEntries || container::IsOddName(one.entry().name) ||
        container::IsOddMode(one.entry().mode)) {
      odd.insert(one.id());
      if (commit_compared_ > kMaxEntries) uncompared.insert(commit_);
      return {};
    }
    const ObjectId old_tree = IdIf(before, &container::TreeEntry::is_tree);
    const ObjectId new_tree = IdIf(after, &container::TreeEntry::is_tree);
    const ObjectId old_file = IdIf(before, &IsFile), new_file = IdIf(after, &IsFile);
    const bool told = told_ && (old_file || new_file), folder = old_tree || new_tree;
    if (told) ++changed;
    if (level.wanted && (told || folder)) {
      path_.resize(level.path_size);
      if (!path_.empty()) path_ += '/';
      path_ += one.entry().name;
    }
    if (told && level.wanted) {
      if (const std::uint32_t number = NumberOf(path_); number != kUnwanted)
        changes.push_back({commit_, number, old_file, new_file});
    }
    if (!folder) return {};
    return Below{{old_tree, new_tree, std::move(others)}, level.wanted && LeadsTo(path_)};
  }

  static bool IsFile(const container::TreeEntry& entry) {
    return !entry.is_tree() && !entry.is_submodule();
  }

  template <class Is>
  static ObjectId IdIf(const TreeCursor* cursor, Is is) {
    return cursor != nullptr && std::invoke(is, cursor->entry()) ? cursor->entry().id : ObjectId();
  }

  std::uint32_t NumberOf(const std::string& path) {
    const auto [at, fresh] = numbers_.try_emplace(path, kUnwanted);
    if (fresh) at->second = paths_.NumberOf(path);
    return at->second;
  }

  bool LeadsTo(const std::string& folder) {
    const auto [at, fresh] = leads_.try_emplace(folder, false);
    if (fresh) at->second = paths_.LeadsTo(folder);
    return at->second;
  }

  const Repository& repository_;
  const History& history_;
  PathTable& paths_;
  Reader reader_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // What paths_ said before
  std::unordered_map<std::string, bool> leads_;
  std::vector<Level> levels_;  // From the root to where the comparison stands
  std::string path_;
  std::uint32_t commit_ = 0;
  std::size_t commit_compared_ = 0;
  bool merge_ = false, told_ = true;
};

// Commits as they are dated: what is read together was written together, so that
// few trees need be remembered. Nothing that is found depends on the order.
std::vector<std::uint32_t> ByDate(const History& history) {
  std::vector<std::uint32_t> order(history.commits.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return history.commits[a].committer_seconds < history.commits[b].committer_seconds;
  });
  return order;
}

// Each thread takes the newest commits that are left, until none are.
void Divide(std::vector<std::unique_ptr<Comparer>>& comparers, const History& history) {
  const std::vector<std::uint32_t> order = ByDate(history);
  const std::size_t commits = order.size();
  const std::size_t even = commits / comparers.size() + 1;
  const std::size_t size = comparers.size() == 1 ? even : std::min(even, kMostAtOnce);
  const std::size_t parts = (commits + size - 1) / size;
  std::atomic<std::size_t> left = parts;
  const auto work = [&](Comparer& comparer) {
    while (!comparer.IsBeyond()) {
      const std::size_t part = left.fetch_sub(1);
      if (part == 0 || part > parts) break;  // Below none it wraps around
      comparer.Run(order, (part - 1) * size, std::min(commits, part * size));
    }
    comparer.Finish();
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < comparers.size(); ++i)
    threads.emplace_back(work, std::ref(*comparers[i]));
  work(*comparers[0]);
  for (auto& thread : threads) thread.join();
}

}  // namespace

Result<std::vector<std::uint32_t>> FindChangesAndGaps(const Repository& repository,
                                                      const SweepOptions& options,
                                                      History& history) {
  PathTable paths(options.wants);
  const std::size_t commits = history.commits.size();
  const std::size_t count =
      commits < kThreadsPay ? 1 : static_cast<std::size_t>(std::max(1, options.threads));
  std::vector<std::unique_ptr<Comparer>> comparers;
  for (std::size_t i = 0; i < count; ++i)
    comparers.push_back(std::make_unique<Comparer>(repository, history, paths));
  Divide(comparers, history);

  std::size_t changed = 0, compared = 0;
  Comparer& all = *comparers[0];
  for (auto& comparer : comparers) {
    changed += comparer->changed;
    compared += comparer->compared;
    if (comparer.get() == &all) continue;
    all.missing.merge(comparer->missing);
    all.corrupt.merge(comparer->corrupt);
    all.odd.merge(comparer->odd);
    all.uncompared.merge(comparer->uncompared);
    all.changes.insert(all.changes.end(), comparer->changes.begin(), comparer->changes.end());
  }
  if (changed > kMaxChanges || compared > kMaxCompared)
    return Fail(ErrorKind::kTooLarge, "more changes in its history than this reader takes");
  history.missing += static_cast<long long>(all.missing.size());
  history.corrupt += static_cast<long long>(all.corrupt.size());
  history.odd += static_cast<long long>(all.odd.size());

  std::vector<std::uint32_t> places;
  history.paths = paths.Sorted(places);
  history.changes = std::move(all.changes);
  for (Change& change : history.changes) change.path = places[change.path];
  std::stable_sort(history.changes.begin(), history.changes.end(),
                   [](const Change& a, const Change& b) {
                     return std::tie(a.commit, a.path) < std::tie(b.commit, b.path);
                   });
  std::vector<std::uint32_t> gaps(all.uncompared.begin(), all.uncompared.end());
  std::ranges::sort(gaps);
  return gaps;
}

Status FindChanges(const Repository& repository, const SweepOptions& options, History& history) {
  AVOUCH_CHECK_OK(FindChangesAndGaps(repository, options, history));
  return {};
}

}  // namespace avouch::git
