#include "app/sbom_history.h"

#include <algorithm>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <utility>

#include "app/commits.h"
#include "app/lock_versions.h"
#include "base/text.h"
#include "collect/lock_history.h"
#include "collect/robots.h"
#include "git/history.h"
#include "source/limits.h"

namespace avouch::app {
namespace {

using inventory::SharedState;

constexpr std::size_t kAtOnce = 64;                // Blobs that are parsed before they are folded
constexpr std::size_t kMaxRemembered = 4'000'000;  // Packages of blobs that come again: 32 MiB
constexpr std::size_t kCacheBytes = 48u << 20;     // Of blobs that each thread remembers
constexpr std::size_t kVersionBytes = 24u << 20;   // Of versions of files that it remembers
constexpr std::size_t kWorthIt = 8;                // Versions of such a file, at least
constexpr std::size_t kMaxNotes = 20;

// One blob as one reader reads it.
struct Job {
  ObjectId id;
  std::uint32_t path = 0;
  const formats::Format* format = nullptr;
  bool again = false;  // Enough versions of the file for the next to be read by this one
  Result<NamedEntries> entries = Fail(ErrorKind::kInternal, "not read");
};

// What one thread reads with.
struct Hands {
  explicit Hands(const git::Repository& repository)
      : reader(repository, kCacheBytes), versions(kVersionBytes) {}

  git::Reader reader;
  LockVersions versions;
};

Result<NamedEntries> Parse(Hands& hands, const Job& job, const std::string& path) {
  AVOUCH_TRY(const git::Object object, hands.reader.Read(job.id, source::kMaxReadBytes));
  if (object.type != container::ObjectType::kBlob)
    return Fail(ErrorKind::kMalformed, "no file", job.id.hex());
  return hands.versions.Read(job.path, path, *job.format, object.bytes, job.again);
}

// Reads the blobs of changes in their order, some at a time on all threads, each once.
class Blobs {
 public:
  Blobs(const git::Repository& repository, const collect::LockHistory& locks, int threads)
      : locks_(locks) {
    for (int i = 0; i < std::max(1, threads); ++i)
      hands_.push_back(std::make_unique<Hands>(repository));
    for (const auto& path : locks.paths) formats_.push_back(collect::LockFormatOf(path));
    times_.resize(locks.paths.size());
    for (const auto& change : locks.changes)
      if (change.after) ++uses_[KeyOf(change)], ++times_[change.path];
  }

  // Parses what changes[first..last-1] need and is not remembered.
  void Read(std::size_t first, std::size_t last) {
    jobs_.clear();
    now_.clear();
    for (std::size_t i = first; i < last; ++i) {
      const auto& change = locks_.changes[i];
      if (!change.after) continue;
      const Key key = KeyOf(change);
      if (kept_.contains(key) || !now_.try_emplace(key, jobs_.size()).second) continue;
      jobs_.push_back(
          {change.after, change.path, formats_[change.path], times_[change.path] >= kWorthIt});
    }
    reads += static_cast<long long>(jobs_.size());
    // Of one file the newest first: deltas run from newer to older.
    std::vector<std::size_t> order(jobs_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return jobs_[a].path != jobs_[b].path ? jobs_[a].path < jobs_[b].path : a > b;
    });
    const std::size_t share = (order.size() + hands_.size() - 1) / hands_.size();
    const auto work = [&](std::size_t reader) {
      for (std::size_t i = reader * share; i < std::min(order.size(), (reader + 1) * share); ++i) {
        Job& job = jobs_[order[i]];
        job.entries = Parse(*hands_[reader], job, locks_.paths[job.path]);
      }
    };
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < hands_.size(); ++i)
      others.push_back(std::async(std::launch::async, work, i));
    work(0);
    for (auto& other : others) other.get();
  }

  // What a change of the last Read left in its file; an error when that cannot be told.
  Result<SharedState> Take(const collect::LockChange& change, inventory::HistoryFold& fold) {
    const Key key = KeyOf(change);
    long long& uses = uses_[key];
    --uses;
    if (const auto kept = kept_.find(key); kept != kept_.end()) {
      SharedState state = kept->second;
      if (uses == 0) Forget(kept);
      return state;
    }
    const Job& job = jobs_[now_.at(key)];
    if (!job.entries) return std::unexpected(job.entries.error());
    SharedState state = StateOf(*job.entries, fold);
    if (uses > 0 && remembered_ + state->size() <= kMaxRemembered) {
      remembered_ += state->size();
      kept_.emplace(key, state);
    }
    return state;
  }

  long long reads = 0;

 private:
  using Key = std::pair<ObjectId, const formats::Format*>;
  struct HashOf {
    std::size_t operator()(const Key& key) const { return std::hash<ObjectId>()(key.first); }
  };
  using Kept = std::unordered_map<Key, SharedState, HashOf>;

  [[nodiscard]] Key KeyOf(const collect::LockChange& change) const {
    return {change.after, formats_[change.path]};
  }
  static SharedState StateOf(const NamedEntries& entries, inventory::HistoryFold& fold) {
    inventory::NamedState all;
    all.reserve(entries.size());
    for (const auto& entry : entries) {
      if (!entry->numbered) entry->numbers = fold.NumbersOf(entry->packages);
      entry->numbered = true;
      all.insert(all.end(), entry->numbers.begin(), entry->numbers.end());
    }
    return inventory::HistoryFold::StateWith(std::move(all));
  }
  void Forget(Kept::iterator at) {
    remembered_ -= at->second->size();
    kept_.erase(at);
  }

  const collect::LockHistory& locks_;
  std::vector<std::unique_ptr<Hands>> hands_;
  std::vector<const formats::Format*> formats_;  // By path
  std::vector<std::size_t> times_;               // Versions, by path
  std::unordered_map<Key, long long, HashOf> uses_;
  Kept kept_;
  std::size_t remembered_ = 0;
  std::vector<Job> jobs_;
  std::unordered_map<Key, std::size_t, HashOf> now_;  // Positions in jobs_
};

// Files of which some version could not be read, with the reason of the last.
struct Unread {
  long long versions = 0;
  std::string why;
};

std::string WhyOf(const Error& error) {
  if (error.kind == ErrorKind::kNotFound) return "not in this clone";
  if (error.kind == ErrorKind::kTooLarge) return "larger than this reader takes";
  if (error.kind == ErrorKind::kIntegrity) return "damaged";
  return error.what;
}

void FoldChanges(const HistorySource& source, const collect::LockHistory& locks,
                 inventory::ToldHistory& out) {
  inventory::HistoryFold fold;
  Blobs blobs(source.repository, locks, source.threads);
  std::map<std::string, Unread> unread;
  const auto& changes = locks.changes;
  std::vector<inventory::FileStep> steps;  // Of one commit
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (i % kAtOnce == 0) blobs.Read(i, std::min(i + kAtOnce, changes.size()));
    const auto& change = changes[i];
    inventory::FileStep step{locks.paths[change.path], inventory::FileStep::Kind::kGone, {}};
    if (change.after) {
      auto state = blobs.Take(change, fold);
      step.kind = state ? inventory::FileStep::Kind::kRead : inventory::FileStep::Kind::kUnread;
      if (state) {
        step.state = std::move(*state);
      } else {
        Unread& one = unread[step.file];
        ++one.versions;
        one.why = WhyOf(state.error());
      }
    }
    steps.push_back(std::move(step));
    if (i + 1 < changes.size() && changes[i + 1].commit == change.commit) continue;
    fold.Apply(change.commit, std::move(steps));
    steps.clear();
  }
  out.reads = blobs.reads;
  out.history = std::move(fold).Finish();
  std::size_t told = 0;
  for (const auto& [file, one] : unread) {
    out.partial = true;
    if (++told <= kMaxNotes)
      out.notes.push_back(file + ": " + Count("version", one.versions) +
                          " not read, the last for: " + one.why);
  }
  if (told > kMaxNotes)
    out.notes.push_back("and " + Count("file", static_cast<long long>(told - kMaxNotes)) +
                        " more of which versions were not read");
}

inventory::HistoryPoint PointOf(const git::History& history, std::uint32_t at) {
  const git::HistoryCommit& commit = history.commits[at];
  const auto robot = [&](const git::HistoryCommit& one) {
    return !collect::RobotReason(history.identities[one.author]).empty();
  };
  inventory::HistoryPoint out{commit.id.hex(), Time{commit.committer_seconds},
                              ToUtf8(history.identities[commit.author].name)};
  // What a merge takes in was made by who made its last commit.
  const git::HistoryCommit& made = commit.parents.size() == 2 && !commit.cut && !commit.first_absent
                                       ? history.commits[commit.parents[1]]
                                       : commit;
  out.robot = robot(made) || robot(commit);
  if (robot(made) && made.author_seconds < commit.committer_seconds)
    out.proposed = Time{made.author_seconds};
  return out;
}

// The commits that moves name, renumbered.
void AddPoints(const git::History& history, const std::vector<std::uint32_t>& line,
               inventory::ToldHistory& out) {
  std::vector<std::uint32_t> named;
  for (const auto& move : out.history.moves)
    if (named.empty() || named.back() != move.commit) named.push_back(move.commit);
  for (const std::uint32_t at : named) out.points.push_back(PointOf(history, line[at]));
  std::uint32_t number = 0;
  for (auto& move : out.history.moves) {
    while (named[number] != move.commit) ++number;
    move.commit = number;
  }
}

}  // namespace

Result<inventory::ToldHistory> FindComponentHistory(const HistorySource& source) {
  const git::Repository& repository = source.repository;
  AVOUCH_TRY(const OpenedCommit head, OpenCommit(repository, source.commit));
  const ObjectId commit = head.id;
  AVOUCH_TRY(const git::History history,
             git::Sweep(repository, {commit, {}, source.threads, {}, false}));
  AVOUCH_TRY(const collect::LockHistory locks,
             collect::FindLockHistory({repository, history, commit, repository.prefix(), *head.tree,
                                       head.product, source.threads}));
  inventory::ToldHistory out;
  FoldChanges(source, locks, out);
  out.commits = static_cast<long long>(locks.commits.size());
  out.begins_before = locks.cut;
  out.head = PointOf(history, locks.commits.back());
  out.first = history.commits[locks.commits.front()].id.hex();
  if (locks.cut)
    out.notes.push_back("history here begins at " +
                        history.commits[locks.commits.front()].id.hex().substr(0, 12) +
                        ": what that has was there before");
  if (locks.unread_trees > 0)
    out.notes.push_back(Count("folder", locks.unread_trees) + " of history could not be read");
  if (out.history.partial)
    out.notes.emplace_back("more changes than are kept or compared: some are not told");
  out.partial = out.partial || locks.cut || locks.unread_trees > 0 || out.history.partial;
  if (locks.left_out > 0)
    out.notes.push_back(Count("dependency file", locks.left_out) +
                        " left out: tests', examples', others' or excluded");
  long long earlier = 0;
  for (std::size_t i = 1; i < locks.commits.size(); ++i)
    earlier += history.commits[locks.commits[i]].committer_seconds <
               history.commits[locks.commits[i - 1]].committer_seconds;
  if (earlier > 0)
    out.notes.push_back(Count("commit", earlier) + " dated before the one that " +
                        (earlier == 1 ? "it stands" : "they stand") +
                        " on: dates are as typed, the order is that of the commits");
  AddPoints(history, locks.commits, out);
  return out;
}

}  // namespace avouch::app
