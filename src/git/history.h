// All of history in one sweep: commits, and how paths changed.
//
// Each commit is compared with its first parent, and only into folders whose
// ids differ, so each distinct tree is read about once. Order of the result is
// parents before children, ties by id: the same for any clone of the same refs.
// One thread may call it at a time.

#pragma once

#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "git/listing.h"
#include "git/repository.h"

namespace avouch::git {

enum class Armour : std::uint8_t { kNone, kOpenPgp, kSsh, kX509 };

struct HistoryCommit {
  ObjectId id, tree;
  std::vector<std::uint32_t> parents;  // Positions in History::commits; absent parents are left out
  std::uint32_t author = 0, committer = 0;  // Positions in History::identities
  std::int64_t author_seconds = 0, committer_seconds = 0;
  bool merge = false;         // Two parents or more are named
  bool cut = false;           // A parent is absent: shallow, or missing
  bool first_absent = false;  // The first parent is absent: parents[0] is a later one
  Armour signature = Armour::kNone;
  std::uint32_t key = 0;              // Position in History::keys
  std::string subject;                // First line, at most 256 bytes
  std::vector<std::string> trailers;  // "Reviewed-by: Name <mail>", as typed, at most 32
};

struct Identity {
  std::string name, email;  // Bytes as typed

  auto operator<=>(const Identity&) const = default;
};

// One path that changed in one commit, against its first parent.
struct Change {
  std::uint32_t commit = 0;  // Position in History::commits
  std::uint32_t path = 0;    // Position in History::paths
  ObjectId before, after;    // None when it was not there
};

struct HistoryTag {
  std::string name;  // Without "refs/tags/"
  ObjectId target;   // The commit; none when it names none
  bool annotated = false;
  Identity tagger;
  std::int64_t seconds = 0;  // Tagger's, else committer's of the target
  Armour signature = Armour::kNone;
  std::string key;
};

struct History {
  std::vector<HistoryCommit> commits;
  std::vector<Identity> identities;
  std::vector<std::string> keys;   // keys[0] is empty
  std::vector<std::string> paths;  // Those that `wants` accepted, sorted
  std::vector<Change> changes;     // In the order of commits, then paths' bytes
  std::vector<HistoryTag> tags;    // By name
  std::vector<std::string>
      branches;                 // Names without refs/heads/ or refs/remotes/X/, sorted, unique
  std::vector<bool> on_branch;  // For each commit: reachable from a branch or HEAD
  long long missing = 0, corrupt = 0, odd = 0;
  bool shallow = false, partial = false;

  // Position of `id` in commits, or -1.
  [[nodiscard]] long long Find(const ObjectId& id) const;
  std::unordered_map<ObjectId, std::uint32_t> positions;
};

// Which paths' changes are told. Most of a history lies in folders without any of
// them: there, no path is put together.
class PathFilter {
 public:
  PathFilter() = default;  // None
  // Each path is asked about once, from one thread at a time.
  template <class Wants>
    requires std::predicate<const Wants&, std::string_view>
  PathFilter(Wants wants)  // NOLINT(google-explicit-constructor): a rule is a filter
      : wants_(std::move(wants)) {}
  // Exactly these.
  [[nodiscard]] static PathFilter Only(const std::vector<std::string>& paths);

  [[nodiscard]] bool Wants(std::string_view path) const { return wants_ && wants_(path); }
  // Whether a path below the folder may be wanted.
  [[nodiscard]] bool LeadsTo(std::string_view folder) const {
    return wants_ && (!leads_ || leads_(folder));
  }

 private:
  std::function<bool(std::string_view path)> wants_, leads_;
};

struct SweepOptions {
  ObjectId target;  // Assessed commit; always included
  PathFilter wants;
  int threads = 2;             // The result does not depend on it
  std::vector<ObjectId> also;  // Further commits to include
  bool changes = true;         // False: commits only, no tree is read
};

// Fails only when the target itself cannot be read, or with kTooLarge when the
// history holds more changes than any known one.
[[nodiscard]] Result<History> Sweep(const Repository& repository, const SweepOptions& options);

// The best common ancestor of two commits of `history`: the one that lies
// latest in its order. Fails with kNotFound when they share none.
[[nodiscard]] Result<ObjectId> MergeBase(const History& history, const ObjectId& a,
                                         const ObjectId& b);

}  // namespace avouch::git
