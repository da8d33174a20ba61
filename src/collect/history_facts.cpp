#include "collect/history_facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

#include "base/text.h"
#include "collect/merges.h"
#include "collect/releases.h"
#include "collect/robots.h"

namespace avouch::collect {
namespace {

constexpr std::size_t kMaxListed = 50;  // Oddities: people read some; all are counted.
constexpr std::int64_t kDay = 86400;

model::SignatureKind KindOf(git::Armour armour) {
  switch (armour) {
    case git::Armour::kNone:
      return model::SignatureKind::kNone;
    case git::Armour::kOpenPgp:
      return model::SignatureKind::kOpenPgp;
    case git::Armour::kSsh:
      return model::SignatureKind::kSsh;
    case git::Armour::kX509:
      return model::SignatureKind::kX509;
  }
  return model::SignatureKind::kNone;
}

// "Reviewed-by: Name <mail>"
struct Trailer {
  std::string key;
  std::string_view name, email;
};
Trailer ReadTrailer(std::string_view line) {
  std::size_t colon = line.find(':');
  if (colon == line.npos) return {};
  std::string_view rest = Trim(line.substr(colon + 1));
  std::size_t open = rest.find('<'), close = rest.rfind('>');
  if (open == rest.npos || close == rest.npos || close < open)
    return {Lower(line.substr(0, colon)), rest, {}};
  return {Lower(line.substr(0, colon)), Trim(rest.substr(0, open)),
          rest.substr(open + 1, close - open - 1)};
}

// Robots also set versions and format files. An update shows by the tool's own
// name, or by the words that such tools write when they run under another.
bool IsUpdate(const model::Person& robot, std::string_view subject) {
  std::string who = Lower(robot.name);
  for (const auto& email : robot.emails) who += " " + Lower(email);
  for (std::string_view tool : {"dependabot", "renovate", "snyk", "pyup", "greenkeeper", "depfu",
                                "scala-steward", "mend-bolt", "whitesource"})
    if (who.find(tool) != who.npos) return true;
  std::string low = Lower(subject);
  for (std::string_view words : {"(deps", "[deps", "deps:", "dependenc", "lock file maintenance"})
    if (low.find(words) != low.npos) return true;
  return low.starts_with("bump ") && low.find(" from ") != low.npos;
}

class Maker {
 public:
  explicit Maker(const HistoryInput& input) : in_(input), history_(input.history) {
    long long at = history_.Find(input.commit);
    if (at >= 0) now_ = history_.commits[static_cast<std::size_t>(at)].committer_seconds;
    from_ = now_ - input.policy.window_days * kDay;
  }

  Read<model::HistoryFacts> Make() {
    people_ = JoinPeople(history_, Mailmap(), in_.identities);
    Counts();
    Window();
    Keys();
    Tags();
    merges_ = MergesOf(history_, in_.commit);
    Files();
    Oddities();
    facts_.people = std::move(people_.people);
    Coverage();
    return std::move(out_);
  }

 private:
  using Commit = git::HistoryCommit;

  std::string Mailmap() const {
    const source::Entry* entry = in_.tree.Find(".mailmap");
    if (entry == nullptr || entry->kind == source::EntryKind::kSubmodule) return {};
    auto bytes = in_.tree.Read(*entry, 4u << 20);
    return bytes ? *bytes : std::string();
  }

  bool InWindow(const Commit& commit) const {
    return commit.committer_seconds > from_ && commit.committer_seconds <= now_;
  }
  bool IsHuman(std::uint32_t person) const {
    return person != kNobody && !people_.people[person].robot;
  }
  std::uint32_t AuthorOf(const Commit& commit) const { return people_.of_identity[commit.author]; }
  std::uint32_t CommitterOf(const Commit& commit) const {
    return people_.of_identity[commit.committer];
  }

  void Counts() {
    facts_.commits = static_cast<long long>(history_.commits.size());
    facts_.tags = static_cast<long long>(history_.tags.size());
    facts_.branches = static_cast<long long>(history_.branches.size());
    facts_.missing_objects = history_.missing;
    facts_.corrupt_objects = history_.corrupt;
    facts_.odd_entries = history_.odd;
    facts_.shallow = history_.shallow;
    facts_.partial = history_.partial;
    std::set<std::string> ids;
    bool first = true;
    for (const auto& commit : history_.commits) {
      facts_.merges += commit.merge;
      Time time{commit.committer_seconds};
      facts_.first = first ? time : std::min(facts_.first, time);
      facts_.last = first ? time : std::max(facts_.last, time);
      first = false;
      for (auto& id : AdvisoryIdsIn(commit.subject)) ids.insert(std::move(id));
    }
    facts_.advisory_ids.assign(ids.begin(), ids.end());
  }

  // Rebasing commits again what came in long ago: same author, same second.
  [[nodiscard]] std::set<std::pair<std::uint32_t, std::int64_t>> OldCopies() const {
    std::set<std::pair<std::uint32_t, std::int64_t>> old, copies;
    for (const auto& commit : history_.commits)
      if (InWindow(commit) && commit.author_seconds <= from_)
        old.insert({commit.author, commit.author_seconds});
    for (const auto& commit : history_.commits)
      if (commit.committer_seconds <= from_ && old.contains({commit.author, commit.author_seconds}))
        copies.insert({commit.author, commit.author_seconds});
    return copies;
  }

  // The assessed commit, its first parent, the first parent of that ...
  [[nodiscard]] std::vector<bool> MainLine() const {
    std::vector<bool> out(history_.commits.size());
    for (long long at = history_.Find(in_.commit); at >= 0 && !out[static_cast<std::size_t>(at)];) {
      out[static_cast<std::size_t>(at)] = true;
      const auto& parents = history_.commits[static_cast<std::size_t>(at)].parents;
      at = parents.empty() ? -1 : static_cast<long long>(parents[0]);
    }
    return out;
  }

  void Window() {
    std::set<std::string> authors, mergers;
    const auto copies = OldCopies();
    const auto main_line = MainLine();
    for (const auto& commit : history_.commits) {
      if (!InWindow(commit)) continue;
      ++facts_.commits_in_window;
      std::uint32_t author = AuthorOf(commit), committer = CommitterOf(commit);
      bool came_in = !copies.contains({commit.author, commit.author_seconds});
      if (!commit.merge && came_in && IsHuman(author)) authors.insert(people_.people[author].name);
      if (commit.merge && IsHuman(author) && !IsSyncMerge(commit.subject))
        mergers.insert(people_.people[author].name);
      // On the main line a committer of another's change took it in; on a branch that
      // was merged later it may be whoever rebased the branch.
      bool took_in = main_line[static_cast<std::size_t>(&commit - history_.commits.data())];
      if (took_in && IsHuman(committer) && committer != author)
        mergers.insert(people_.people[committer].name);
      if (commit.signature == git::Armour::kNone) continue;
      ++facts_.signed_commits_in_window;
      facts_.forge_signed_in_window += IsForgeKey(history_.keys[commit.key]);
    }
    facts_.authors_in_window.assign(authors.begin(), authors.end());
    facts_.mergers_in_window.assign(mergers.begin(), mergers.end());
  }

  void Keys() {
    std::map<std::pair<model::SignatureKind, std::string>, model::KeyUse> keys;
    auto see = [&](git::Armour armour, const std::string& key) -> model::KeyUse& {
      model::KeyUse& use = keys[{KindOf(armour), key}];
      use.kind = KindOf(armour);
      use.key = Printable(ToUtf8(key));
      use.forge = IsForgeKey(key);
      return use;
    };
    for (const auto& commit : history_.commits)
      if (commit.signature != git::Armour::kNone)
        ++see(commit.signature, history_.keys[commit.key]).commits;
    for (const auto& tag : history_.tags)
      if (tag.signature != git::Armour::kNone) ++see(tag.signature, tag.key).tags;
    for (auto& [name, use] : keys) facts_.keys.push_back(std::move(use));
  }

  void Tags() {
    Releases releases = FindReleases(history_, in_.releases);
    facts_.releases = std::move(releases.releases);
    facts_.other_tags = std::move(releases.others);
    if (releases.older > 0)
      out_.coverage.left.push_back(
          {Path(".git/refs/tags"), Count("older release", releases.older) + " not looked at"});
  }

  // A change that a merge only carries over was counted where it was made.
  void Files() {
    std::vector<model::FileHistory> files(history_.paths.size());
    std::vector<std::set<std::uint32_t>> humans(history_.paths.size());
    std::vector<std::unordered_set<ObjectId>> made(history_.paths.size());
    std::vector<std::vector<long long>> waits(history_.paths.size());
    std::vector<long long> recent(history_.paths.size());
    for (const auto& change : history_.changes) {
      const Commit& commit = history_.commits[change.commit];
      if (commit.merge && (!change.after || made[change.path].contains(change.after))) continue;
      if (change.after) made[change.path].insert(change.after);
      model::FileHistory& file = files[change.path];
      Time time{commit.committer_seconds};
      file.first = file.changes == 0 ? time : std::min(file.first, time);
      file.last = file.changes == 0 ? time : std::max(file.last, time);
      ++file.changes;
      std::uint32_t author = AuthorOf(commit);
      if (author == kNobody) continue;
      if (!IsHuman(author)) {
        ++file.by_robots;
        if (IsUpdate(people_.people[author], commit.subject)) {
          file.last_update = file.updates == 0 ? time : std::max(file.last_update, time);
          ++file.updates;
          SeeUpdate(change.commit, recent[change.path], waits[change.path]);
        }
        continue;
      }
      humans[change.path].insert(author);
      file.reviewed += IsReviewed(change.commit, author);
    }
    std::string prefix = in_.prefix.empty() ? std::string() : in_.prefix + "/";
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (files[i].changes == 0 || !history_.paths[i].starts_with(prefix)) continue;
      files[i].path = history_.paths[i].substr(prefix.size());
      std::set<std::string> names;
      for (auto person : humans[i]) names.insert(people_.people[person].name);
      files[i].people.assign(names.begin(), names.end());
      if (recent[i] > 0) files[i].recent.push_back(RecentOf(recent[i], std::move(waits[i])));
      facts_.files.push_back(std::move(files[i]));
    }
    std::sort(facts_.files.begin(), facts_.files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
  }

  // An update that was taken in inside the window, and the whole days from when it was made
  // until then, when both are told. A forge that squashes gives one date to both.
  void SeeUpdate(std::uint32_t at, long long& recent, std::vector<long long>& waits) const {
    const Commit& made = history_.commits[at];
    const Commit& taken = merges_[at] == kNotMerged ? made : history_.commits[merges_[at]];
    if (!InWindow(taken)) return;
    ++recent;
    if (made.author_seconds < taken.committer_seconds)
      waits.push_back((taken.committer_seconds - made.author_seconds) / kDay);
  }

  static model::RecentUpdates RecentOf(long long taken, std::vector<long long> days) {
    std::ranges::sort(days);
    model::RecentUpdates out{taken, static_cast<long long>(days.size())};
    if (days.empty()) return out;
    out.half_within = days[(days.size() - 1) / 2];
    out.longest = days.back();
    return out;
  }

  // Another person's hand: a trailer, a commit or a merge. A proposal that the
  // forge squashed shows that it was merged there, not by whom.
  bool IsReviewed(std::uint32_t at, std::uint32_t author) const {
    const Commit& commit = history_.commits[at];
    std::uint32_t committer = CommitterOf(commit);
    if (IsHuman(committer) && committer != author) return true;
    for (const auto& line : commit.trailers) {
      Trailer trailer = ReadTrailer(line);
      if (trailer.key != "reviewed-by" && trailer.key != "approved-by" && trailer.key != "acked-by")
        continue;
      if (trailer.name.empty() ||
          !RobotReason({std::string(trailer.name), std::string(trailer.email)}).empty())
        continue;
      if (people_.Find(trailer.name, trailer.email) != author) return true;
    }
    if (merges_[at] == kNotMerged) return false;
    std::uint32_t merger = people_.of_identity[history_.commits[merges_[at]].author];
    return IsHuman(merger) && merger != author;
  }

  void Odd(const Commit& commit, std::string_view what) {
    ++odd_;
    if (facts_.oddities.size() < kMaxListed)
      facts_.oddities.push_back(commit.id.hex().substr(0, 12) + " " + std::string(what));
  }

  void Oddities() {
    for (const auto& commit : history_.commits) {
      if (commit.committer_seconds < 315532800)  // 1980: older than any history in use
        Odd(commit, "is dated " + ToString(DateOf({commit.committer_seconds})));
      else if (commit.author_seconds > commit.committer_seconds + kDay)
        Odd(commit, "was written after it was committed, by its dates");
      else
        for (auto parent : commit.parents)
          if (history_.commits[parent].committer_seconds > commit.committer_seconds + kDay) {
            Odd(commit, "is dated before its parent");
            break;
          }
    }
  }

  void Coverage() {
    auto& coverage = out_.coverage;
    coverage.read = facts_.commits;
    coverage.seen = facts_.commits + facts_.missing_objects + facts_.corrupt_objects;
    if (facts_.missing_objects > 0)
      coverage.left.push_back(
          {Path(".git/objects"), Count("object", facts_.missing_objects) + " of history missing"});
    if (facts_.corrupt_objects > 0)
      coverage.left.push_back(
          {Path(".git/objects"), Count("object", facts_.corrupt_objects) + " of history damaged"});
    if (facts_.shallow)
      coverage.left.push_back({Path(".git/shallow"), "history before the shallow cut"});
    std::sort(coverage.left.begin(), coverage.left.end());
  }

  const HistoryInput& in_;
  const git::History& history_;
  std::int64_t now_ = 0, from_ = 0;
  long long odd_ = 0;
  People people_;
  std::vector<std::uint32_t> merges_;
  Read<model::HistoryFacts> out_;
  model::HistoryFacts& facts_ = out_.facts;
};

}  // namespace

Read<model::HistoryFacts> MakeHistoryFacts(const HistoryInput& input) {
  return Maker(input).Make();
}

bool IsForgeKey(std::string_view key) {
  // GitHub's, from github.com/web-flow.gpg: the one of 2017 and the one of 2024.
  for (std::string_view known : {"4AEE18F83AFDEB23", "B5690EEEBB952194"})
    if (key.size() >= known.size() &&
        EqualsIgnoreCase(key.substr(key.size() - known.size()), known))
      return true;
  return false;
}

std::vector<std::string> AdvisoryIdsIn(std::string_view line) {
  std::vector<std::string> out;
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i + 8 < line.size(); ++i) {
    if (std::string_view("cCgG").find(line[i]) == std::string_view::npos) continue;
    if (i > 0 && (digit(line[i - 1]) || (line[i - 1] >= 'A' && line[i - 1] <= 'Z') ||
                  (line[i - 1] >= 'a' && line[i - 1] <= 'z')))
      continue;
    if (EqualsIgnoreCase(line.substr(i, 4), "CVE-")) {
      std::size_t end = i + 4;
      while (end < line.size() && digit(line[end])) ++end;
      if (end != i + 8 || end >= line.size() || line[end] != '-') continue;
      std::size_t number = ++end;
      while (end < line.size() && digit(line[end])) ++end;
      if (end - number >= 4 && end - number <= 8)
        out.push_back("CVE-" + std::string(line.substr(i + 4, end - i - 4)));
    } else if (EqualsIgnoreCase(line.substr(i, 5), "GHSA-") && line.size() >= i + 19) {
      std::string id = Lower(line.substr(i + 5, 14));
      bool shape = id[4] == '-' && id[9] == '-' && std::count(id.begin(), id.end(), '-') == 2 &&
                   id.find_first_not_of("23456789cfghjmpqrvwx-") == std::string::npos;
      if (shape) out.push_back("GHSA-" + id);
    }
  }
  return out;
}

}  // namespace avouch::collect
