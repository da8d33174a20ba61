#include "collect/people.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "collect/people_names.h"
#include "collect/robots.h"

namespace avouch::collect {
namespace {

class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0u); }
  std::uint32_t Root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // The smaller position stays, so that the outcome does not depend on the order of joins.
  void Join(std::uint32_t a, std::uint32_t b) {
    a = Root(a), b = Root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

struct MailmapEntry {
  std::string name, email;                // What counts; either may be empty
  std::string commit_name, commit_email;  // What commits say; name may be empty
};

// gitmailmap(5): "Proper <proper@x> Commit <commit@x>" and its shorter forms.
std::vector<MailmapEntry> ReadMailmap(std::string_view text) {
  std::vector<MailmapEntry> out;
  for (std::string_view line : Lines(text)) {
    line = Trim(line.substr(0, line.find(" #")));
    if (line.empty() || line[0] == '#') continue;
    std::size_t open = line.find('<'), close = line.find('>');
    if (open == line.npos || close == line.npos || close < open) continue;
    MailmapEntry entry;
    entry.name = Trim(line.substr(0, open));
    entry.commit_email = Lower(line.substr(open + 1, close - open - 1));
    std::string_view rest = Trim(line.substr(close + 1));
    std::size_t open2 = rest.find('<'), close2 = rest.find('>');
    if (open2 != rest.npos && close2 != rest.npos && close2 > open2) {
      entry.email = entry.commit_email;
      entry.commit_name = Trim(rest.substr(0, open2));
      entry.commit_email = Lower(rest.substr(open2 + 1, close2 - open2 - 1));
    }
    out.push_back(std::move(entry));
  }
  return out;
}

class Joiner {
 public:
  Joiner(const git::History& history, const std::vector<RobotIdentity>& robots)
      : history_(history),
        identities_(history.identities),
        sets_(identities_.size()),
        robots_(robots),
        why_(identities_.size()),
        proper_(identities_.size()) {}

  People Join(std::string_view mailmap) {
    for (std::uint32_t i = 0; i < identities_.size(); ++i) why_[i] = WhyRobot(identities_[i]);
    Mailmap(ReadMailmap(mailmap));
    for (std::uint32_t i = 0; i < identities_.size(); ++i) ByAddress(i);
    for (std::uint32_t i = 0; i < identities_.size(); ++i) ByName(i);
    Number();
    Count();
    Order();
    return std::move(out_);
  }

 private:
  std::string WhyRobot(const git::Identity& identity) const {
    if (std::string why = RobotReason(identity); !why.empty()) return why;
    std::string email = Lower(identity.email);
    for (const auto& robot : robots_) {
      bool name = !robot.name.empty() && EqualsIgnoreCase(robot.name, identity.name);
      bool mail = !robot.email.empty() && Lower(robot.email) == email;
      bool both = !robot.name.empty() && !robot.email.empty();
      // A name alone is somebody's own too often to make him a robot; two words of
      // it with another address are not this step's doing.
      if (both ? name && mail : mail)
        return "set as user.name in " + robot.place.path.bytes + ":" +
               std::to_string(robot.place.line);
    }
    return {};
  }

  // Keys of robots and people never meet.
  void JoinBy(std::unordered_map<std::string, std::uint32_t>& first, std::string key,
              std::uint32_t i) {
    key.insert(0, why_[i].empty() ? "p" : "r");
    auto [at, fresh] = first.try_emplace(std::move(key), i);
    if (!fresh) sets_.Join(at->second, i);
  }

  void Mailmap(const std::vector<MailmapEntry>& entries) {
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_email;
    for (std::uint32_t i = 0; i < identities_.size(); ++i)
      by_email[Lower(identities_[i].email)].push_back(i);
    for (const auto& entry : entries) {
      auto at = by_email.find(entry.commit_email);
      if (at == by_email.end()) continue;
      for (std::uint32_t i : at->second) {
        if (!entry.commit_name.empty() && !EqualsIgnoreCase(entry.commit_name, identities_[i].name))
          continue;
        if (!entry.name.empty()) proper_[i] = entry.name;
        if (why_[i].empty() && !entry.email.empty()) JoinBy(emails_, entry.email, i);
      }
    }
  }

  void ByAddress(std::uint32_t i) {
    const git::Identity& identity = identities_[i];
    if (IsForgeIdentity(identity)) return;
    if (std::string key = EmailKey(identity.email); !key.empty()) JoinBy(emails_, key, i);
    // Old conversions wrote the address where the name belongs.
    if (std::string key = EmailKey(identity.name); !key.empty()) JoinBy(emails_, key, i);
    ForgeLogin forge = ForgeLoginOf(identity.email);
    if (!forge.login.empty()) JoinBy(logins_, forge.login, i);
    if (!forge.id.empty()) JoinBy(ids_, forge.id, i);
  }

  void ByName(std::uint32_t i) {
    const git::Identity& identity = identities_[i];
    if (IsForgeIdentity(identity)) return;
    if (!why_[i].empty()) {  // One robot under several addresses
      JoinBy(names_, Lower(identity.name), i);
      return;
    }
    if (std::string key = NameKey(proper_[i].empty() ? identity.name : proper_[i]); !key.empty())
      return JoinBy(names_, key, i);
    std::string login = Lower(identity.name);
    if (login.size() >= 5 && login.find(' ') == login.npos)
      if (auto at = logins_.find("p" + login); at != logins_.end()) sets_.Join(at->second, i);
  }

  void Number() {
    out_.of_identity.assign(identities_.size(), kNobody);
    std::vector<std::uint32_t> number(identities_.size(), kNobody);
    for (std::uint32_t i = 0; i < identities_.size(); ++i) {
      if (IsForgeIdentity(identities_[i])) continue;
      std::uint32_t root = sets_.Root(i);
      if (number[root] == kNobody) {
        number[root] = static_cast<std::uint32_t>(out_.people.size());
        out_.people.emplace_back();
      }
      out_.of_identity[i] = number[root];
    }
    spellings_.resize(out_.people.size());
    for (std::uint32_t i = 0; i < identities_.size(); ++i) {
      std::uint32_t at = out_.of_identity[i];
      if (at == kNobody) continue;
      model::Person& person = out_.people[at];
      person.names.push_back(Show(identities_[i].name));
      if (!identities_[i].email.empty()) person.emails.push_back(Show(Lower(identities_[i].email)));
      if (!why_[i].empty() && !person.robot) person.robot = true, person.robot_why = Show(why_[i]);
    }
    for (auto& person : out_.people) {
      for (auto* list : {&person.names, &person.emails}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
      }
    }
  }

  void Count() {
    for (const auto& commit : history_.commits) {
      std::uint32_t author = out_.of_identity[commit.author],
                    committer = out_.of_identity[commit.committer];
      if (author != kNobody) {
        model::Person& person = out_.people[author];
        Time time{commit.author_seconds};
        bool fresh = person.commits + merges_seen_[author] == 0;
        person.first = fresh ? time : std::min(person.first, time);
        person.last = fresh ? time : std::max(person.last, time);
        if (commit.merge) {
          ++merges_seen_[author];
          if (!IsSyncMerge(commit.subject)) ++person.merges;
        } else {
          ++person.commits;
        }
        spellings_[author][Show(Proper(commit.author))] += 1;
      }
      if (committer != kNobody && author != kNobody && committer != author) {
        ++out_.people[committer].merges;
        spellings_[committer][Show(Proper(commit.committer))] += 1;
      }
    }
    for (std::size_t i = 0; i < out_.people.size(); ++i) {
      long long most = 0;
      for (const auto& [name, count] : spellings_[i])
        if (count > most) most = count, out_.people[i].name = name;
      if (out_.people[i].name.empty() && !out_.people[i].names.empty())
        out_.people[i].name = out_.people[i].names[0];
    }
  }

  // People are shown in the order of their work; those who did none are left out.
  void Order() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < out_.people.size(); ++i)
      if (out_.people[i].commits + out_.people[i].merges + merges_seen_[i] > 0) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto &x = out_.people[a], &y = out_.people[b];
      return std::tie(y.commits, x.name, x.emails) < std::tie(x.commits, y.name, y.emails);
    });
    std::vector<std::uint32_t> to(out_.people.size(), kNobody);
    std::vector<model::Person> people;
    for (std::uint32_t from : order) {
      to[from] = static_cast<std::uint32_t>(people.size());
      people.push_back(std::move(out_.people[from]));
    }
    for (auto& at : out_.of_identity)
      if (at != kNobody) at = to[at];
    out_.people = std::move(people);
    for (std::uint32_t i = 0; i < identities_.size(); ++i) {
      if (out_.of_identity[i] == kNobody) continue;
      out_.by_email.emplace_back(EmailKey(identities_[i].email), out_.of_identity[i]);
      out_.by_name.emplace_back(NameKey(identities_[i].name), out_.of_identity[i]);
    }
    std::sort(out_.by_email.begin(), out_.by_email.end());
    std::sort(out_.by_name.begin(), out_.by_name.end());
  }

  const std::string& Proper(std::uint32_t i) const {
    return proper_[i].empty() ? identities_[i].name : proper_[i];
  }
  static std::string Show(std::string_view text) { return Printable(ToUtf8(Trim(text))); }

  const git::History& history_;
  const std::vector<git::Identity>& identities_;
  Sets sets_;
  const std::vector<RobotIdentity>& robots_;
  std::vector<std::string> why_, proper_;
  std::unordered_map<std::string, std::uint32_t> emails_, logins_, ids_, names_;
  std::vector<std::map<std::string, long long>> spellings_;
  std::unordered_map<std::uint32_t, long long> merges_seen_;
  People out_;
};

}  // namespace

std::uint32_t People::Find(std::string_view name, std::string_view email) const {
  auto find = [](const auto& list, const std::string& key) {
    if (key.empty()) return kNobody;
    auto at = std::lower_bound(list.begin(), list.end(), std::pair(key, std::uint32_t{0}));
    return at != list.end() && at->first == key ? at->second : kNobody;
  };
  std::uint32_t found = find(by_email, EmailKey(email));
  return found != kNobody ? found : find(by_name, NameKey(name));
}

People JoinPeople(const git::History& history, std::string_view mailmap,
                  const std::vector<RobotIdentity>& robots) {
  return Joiner(history, robots).Join(mailmap);
}

bool IsProposalMerge(std::string_view subject) {
  if (subject.starts_with("Merge pull request #") || subject.starts_with("Merge PR #") ||
      subject.starts_with("Merged in ") || subject.starts_with("Merge commit-request"))
    return true;
  // GitLab quotes the branch merged into.
  return subject.starts_with("Merge branch '") && subject.find("' into '") != subject.npos;
}

bool IsSyncMerge(std::string_view subject) {
  if (IsProposalMerge(subject)) return false;
  std::string lower = Lower(subject);
  for (std::string_view start :
       {"merge remote-tracking branch ", "merge upstream", "merge remote branch ", "merge origin/",
        "merge with ", "merge main", "merge master", "merge from main", "merge from master",
        "merge latest"})
    if (lower.starts_with(start)) return true;
  if (lower == "merge" || lower.find("conflict") != lower.npos) return true;
  constexpr auto kTrunks = std::to_array<std::string_view>(
      {"main", "master", "dev", "develop", "development", "trunk", "staging", "bugfix"});
  auto trunk = [&](std::string_view name) {
    bool version = name.size() > 1 && name[0] == 'v' && name[1] >= '0' && name[1] <= '9';
    return version || name.starts_with("release") || name.starts_with("stable") ||
           std::find(kTrunks.begin(), kTrunks.end(), name) != kTrunks.end();
  };
  // git names the branch merged into, except when that is main or master.
  std::size_t into = lower.rfind(" into ");
  if (into != lower.npos) return !trunk(std::string_view(lower).substr(into + 6));
  if (!lower.starts_with("merge branch '")) return false;
  std::size_t end = lower.find('\'', 14);
  if (end == lower.npos) return false;
  if (std::string_view(lower).substr(end).starts_with("' of "))
    return true;  // A pull of one's own branch
  return trunk(std::string_view(lower).substr(14, end - 14));
}

}  // namespace avouch::collect
