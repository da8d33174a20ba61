#include "collect/history_facts.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "collect/releases.h"

namespace avouch::collect {
namespace {

constexpr std::size_t kMaxListed = 50;

// Words such as CVE-2026-1234 and GHSA-xxxx-xxxx-xxxx.
void FindAdvisories(std::string_view text, std::set<std::string>& out) {
  for (std::string_view mark : {"CVE-", "GHSA-"})
    for (std::size_t at = 0; (at = text.find(mark, at)) != text.npos;) {
      std::size_t end = at + mark.size();
      while (end < text.size() && (((text[end] | 32) >= 'a' && (text[end] | 32) <= 'z') ||
                                   (text[end] >= '0' && text[end] <= '9') || text[end] == '-'))
        ++end;
      std::string id(text.substr(at, end - at));
      while (id.ends_with('-')) id.pop_back();
      bool good = mark == "CVE-" ? id.size() >= 13 : id.size() == 19;
      if (good) out.insert(id);
      at = end;
    }
}

class Maker {
 public:
  explicit Maker(const HistoryInput& input)
      : input_(input), history_(input.history),
        people_(JoinPeople(input.history, input.mailmap, input.set_by_ci)) {}

  Read<model::HistoryFacts> Make() {
    long long at = history_.Find(input_.commit);
    now_ = {history_.commits[static_cast<std::size_t>(std::max(0ll, at))].committer_seconds};
    auto& facts = out_.facts;
    facts.commits = static_cast<long long>(history_.commits.size());
    facts.tags = static_cast<long long>(history_.tags.size());
    facts.branches = static_cast<long long>(history_.branches.size());
    facts.shallow = history_.shallow;
    facts.partial = history_.partial;
    facts.missing_objects = history_.missing;
    facts.corrupt_objects = history_.corrupt;
    facts.odd_entries = history_.odd;
    Commits();
    Persons();
    Keys();
    ReleaseReading releases = ReadReleases(history_, input_.releases);
    facts.releases = std::move(releases.releases);
    facts.other_tags = std::move(releases.others);
    if (facts.other_tags.size() > kMaxListed) facts.other_tags.resize(kMaxListed);
    Files();
    Coverage();
    return std::move(out_);
  }

 private:
  bool InWindow(std::int64_t seconds) const {
    return DaysBetween({seconds}, now_) <= input_.policy.window_days && seconds <= now_.seconds + 86400;
  }

  std::uint32_t Author(const git::HistoryCommit& commit) const { return people_.of_identity[commit.author]; }

  // Who brought a commit in, when that was somebody: not the forge.
  long long Merger(const git::HistoryCommit& commit) const {
    if (people_.forge[commit.committer]) return commit.merge ? static_cast<long long>(Author(commit)) : -1;
    return people_.of_identity[commit.committer];
  }

  void Commits() {
    auto& facts = out_.facts;
    std::set<std::string> advisories;
    std::vector<std::map<std::string, long long>> spelling(people_.persons.size());
    for (const auto& commit : history_.commits) {
      std::uint32_t who = Author(commit);
      model::Person& person = people_.persons[who];
      facts.merges += commit.merge;
      ++(commit.merge ? person.merges : person.commits);
      ++spelling[who][ToUtf8(history_.identities[commit.author].name)];
      Time date{commit.author_seconds};
      if (person.commits + person.merges == 1) person.first = person.last = date;
      person.first = std::min(person.first, date);
      person.last = std::max(person.last, date);
      bool window = InWindow(commit.committer_seconds);
      facts.commits_in_window += window;
      long long merger = Merger(commit);
      if (merger >= 0 && (commit.merge || merger != who)) {
        if (!commit.merge) ++people_.persons[static_cast<std::size_t>(merger)].merges;
        if (window) mergers_.insert(static_cast<std::uint32_t>(merger));
      }
      if (window && !commit.merge) authors_.insert(who);
      if (window && commit.signature != git::Armour::kNone)
        ++(people_.forge[commit.committer] ? facts.forge_signed_in_window : facts.signed_commits_in_window);
      FindAdvisories(commit.subject, advisories);
      if (commit.committer_seconds > now_.seconds + 86400 &&
          facts.oddities.size() < kMaxListed)
        facts.oddities.push_back("commit " + commit.id.hex().substr(0, 12) + " is dated after the assessed one: " +
                                 ToString(DateOf({commit.committer_seconds})));
    }
    bool first = true;
    for (const auto& commit : history_.commits) {
      Time date{commit.committer_seconds};
      facts.first = first ? date : std::min(facts.first, date);
      facts.last = first ? date : std::max(facts.last, date);
      first = false;
    }
    facts.advisory_ids.assign(advisories.begin(), advisories.end());
    for (std::size_t i = 0; i < spelling.size(); ++i) {
      long long best = -1;
      for (const auto& [name, count] : spelling[i])
        if (count > best) best = count, people_.persons[i].name = name;
      if (people_.persons[i].name.empty() && !people_.persons[i].names.empty())
        people_.persons[i].name = people_.persons[i].names[0];
    }
  }

  std::vector<std::string> Names(const std::set<std::uint32_t>& who) const {
    std::set<std::string> names;
    for (auto i : who)
      if (!people_.persons[i].robot) names.insert(people_.persons[i].name);
    return {names.begin(), names.end()};
  }

  void Persons() {
    auto& facts = out_.facts;
    facts.authors_in_window = Names(authors_);
    facts.mergers_in_window = Names(mergers_);
    std::set<std::uint32_t> forge;
    for (std::size_t i = 0; i < people_.forge.size(); ++i)
      if (people_.forge[i]) forge.insert(people_.of_identity[i]);
    for (std::uint32_t i = 0; i < people_.persons.size(); ++i)
      if (!forge.contains(i) && people_.persons[i].commits + people_.persons[i].merges > 0)
        facts.people.push_back(people_.persons[i]);
    std::sort(facts.people.begin(), facts.people.end(), [](const auto& a, const auto& b) {
      return std::tie(b.commits, a.name, a.emails) < std::tie(a.commits, b.name, b.emails);
    });
  }

  void Keys() {
    std::map<std::pair<model::SignatureKind, std::string>, model::KeyUse> keys;
    auto use = [&](git::Armour armour, const std::string& key) -> model::KeyUse& {
      auto& entry = keys[{KindOf(armour), key}];
      entry.kind = KindOf(armour);
      entry.key = key;
      return entry;
    };
    for (const auto& commit : history_.commits) {
      if (commit.signature == git::Armour::kNone) continue;
      auto& entry = use(commit.signature, history_.keys[commit.key]);
      ++entry.commits;
      entry.forge |= people_.forge[commit.committer];
    }
    for (const auto& tag : history_.tags)
      if (tag.signature != git::Armour::kNone) ++use(tag.signature, tag.key).tags;
    for (auto& [name, entry] : keys) out_.facts.keys.push_back(std::move(entry));
  }

  // A sign that somebody else looked: brought in by another, or a trailer of another.
  bool Reviewed(const git::HistoryCommit& commit) const {
    long long merger = Merger(commit);
    if (merger >= 0 && static_cast<std::uint32_t>(merger) != Author(commit) &&
        !people_.persons[static_cast<std::size_t>(merger)].robot)
      return true;
    std::string author = Lower(people_.persons[Author(commit)].name);
    for (const auto& trailer : commit.trailers) {
      std::string low = Lower(ToUtf8(trailer));
      bool review = low.starts_with("reviewed-by:") || low.starts_with("acked-by:") ||
                    low.starts_with("approved-by:");
      if (review && (author.empty() || low.find(author) == std::string::npos)) return true;
    }
    return false;
  }

  void Files() {
    std::map<std::string, model::FileHistory> files;
    std::map<std::string, std::set<std::string>> names;
    for (const auto& change : history_.changes) {
      const git::HistoryCommit& commit = history_.commits[change.commit];
      std::string path = history_.paths[change.path];
      if (!input_.prefix.empty()) path.erase(0, input_.prefix.size() + 1);
      model::FileHistory& file = files[path];
      const model::Person& author = people_.persons[Author(commit)];
      Time date{commit.committer_seconds};
      if (file.changes++ == 0) file.path = Path(path), file.first = file.last = date;
      file.first = std::min(file.first, date);
      file.last = std::max(file.last, date);
      file.by_robots += author.robot;
      if (!author.robot) {
        names[path].insert(author.name);
        file.reviewed += Reviewed(commit);
      }
    }
    for (auto& [path, file] : files) {
      file.people.assign(names[path].begin(), names[path].end());
      out_.facts.files.push_back(std::move(file));
    }
  }

  void Coverage() {
    auto& coverage = out_.coverage;
    coverage.seen = out_.facts.commits + history_.missing + history_.corrupt;
    coverage.read = out_.facts.commits;
    if (history_.shallow) coverage.left.push_back({"", "history before the shallow cut"});
    if (history_.missing > 0 && !history_.shallow)
      coverage.left.push_back({"", Count("object", history_.missing) + " missing from this clone"});
    if (history_.corrupt > 0) coverage.left.push_back({"", Count("object", history_.corrupt) + " damaged"});
    if (history_.odd > 0)
      coverage.left.push_back({"", Count("folder", history_.odd) + " with names no honest tree holds"});
    if (input_.bad_refs > 0) coverage.left.push_back({"", Count("ref", input_.bad_refs) + " with a bad name or value"});
  }

  const HistoryInput& input_;
  const git::History& history_;
  People people_;
  Time now_;
  std::set<std::uint32_t> authors_, mergers_;
  Read<model::HistoryFacts> out_;
};

}  // namespace

Read<model::HistoryFacts> MakeHistoryFacts(const HistoryInput& input) { return Maker(input).Make(); }

}  // namespace avouch::collect
