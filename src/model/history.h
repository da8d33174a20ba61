// What history says: people, releases, signatures, and how watched files moved.
//
// Git dates are typed by the author: claimed, never proved. Values; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/path.h"
#include "base/time.h"
#include "model/fields.h"

namespace avouch::model {

enum class SignatureKind { kNone, kOpenPgp, kSsh, kX509 };
AVOUCH_NAMES(SignatureKind, "none", "openpgp", "ssh", "x509")

// One human or robot behind several spellings.
struct Person {
  std::string name;                 // The most used spelling
  std::vector<std::string> emails;  // Lower case, sorted; all spellings
  std::vector<std::string> names;   // Sorted
  bool robot = false;
  std::string robot_why;  // "named [bot]", "set as user.name in .github/workflows/x.yml:12"
  long long commits = 0;  // Authored, merges left out
  long long merges = 0;   // Merge commits made, or commits of others committed by this person
  Time first, last;       // Author dates

  bool operator==(const Person&) const = default;
  AVOUCH_FIELDS(name, emails, names, robot, robot_why, commits, merges, first, last)
};

struct KeyUse {
  SignatureKind kind = SignatureKind::kNone;
  std::string key;  // OpenPGP key id or fingerprint, SSH SHA256:..., hex or as printed by its tools
  bool forge = false;  // The forge's own merge key: proves the forge
  long long commits = 0;
  long long tags = 0;

  bool operator==(const KeyUse&) const = default;
  AVOUCH_FIELDS(kind, key, forge, commits, tags)
};

struct Release {
  std::string tag;
  std::string version;  // "1.2.3"
  std::string commit;   // Hex
  Time date;            // Tagger's date, else committer's
  SignatureKind signature = SignatureKind::kNone;
  bool annotated = false;
  bool prerelease = false;
  bool on_branch = false;  // Reachable from a branch

  bool operator==(const Release&) const = default;
  AVOUCH_FIELDS(tag, version, commit, date, signature, annotated, prerelease, on_branch)
};

// Updates of one file that were taken in inside the window, and how long those waited that tell
// when they were proposed, by dates as they were typed.
struct RecentUpdates {
  long long taken = 0;                     // At least one
  long long told = 0;                      // Of them: when they were proposed
  long long half_within = 0, longest = 0;  // Whole days; 0 when none is told

  bool operator==(const RecentUpdates&) const = default;
  AVOUCH_FIELDS(taken, told, half_within, longest)
};

// How one watched file moved over history (first-parent differences of every commit).
struct FileHistory {
  Path path;
  long long changes = 0;
  long long by_robots = 0;
  long long updates = 0;  // Of those by robots: changes of a tool that proposes updates
  Time first, last;
  Time last_update;                 // Of `updates`; meaningless while there are none
  std::vector<std::string> people;  // Names of humans who changed it, sorted
  long long reviewed = 0;       // Changes by a human, with a sign of another's review: merged or
                                // committed by another person, or a review trailer
  IfAny<RecentUpdates> recent;  // One, when there is any

  bool operator==(const FileHistory&) const = default;
  AVOUCH_FIELDS(path, changes, by_robots, updates, first, last, last_update, people, reviewed,
                recent)
};

struct HistoryFacts {
  long long commits = 0, merges = 0, tags = 0, branches = 0;
  long long commits_in_window = 0;  // In the policy's year before the assessed commit
  long long missing_objects = 0, corrupt_objects = 0, odd_entries = 0;
  bool shallow = false, partial = false;
  Time first, last;
  std::vector<Person> people;                                     // By commits, then name
  std::vector<std::string> authors_in_window, mergers_in_window;  // Humans, names sorted
  long long signed_commits_in_window = 0, forge_signed_in_window = 0;
  std::vector<KeyUse> keys;
  std::vector<Release> releases;          // Newest first
  std::vector<std::string> other_tags;    // Tags that are no releases, sorted; at most 50
  std::vector<FileHistory> files;         // Watched ones, sorted by path
  std::vector<std::string> advisory_ids;  // CVE-, GHSA- ids in commit subjects, sorted
  std::vector<std::string> oddities;      // "commit dated in the future", one line each; at most 50

  bool operator==(const HistoryFacts&) const = default;
  AVOUCH_FIELDS(commits, merges, tags, branches, commits_in_window, missing_objects,
                corrupt_objects, odd_entries, shallow, partial, first, last, people,
                authors_in_window, mergers_in_window, signed_commits_in_window,
                forge_signed_in_window, keys, releases, other_tags, files, advisory_ids, oddities)
};

}  // namespace avouch::model
