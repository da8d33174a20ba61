#include "collect/people.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "base/text.h"

namespace avouch::collect {
namespace {

constexpr std::string_view kRobots[] = {
    "dependabot", "renovate", "renovate bot", "github-actions", "github actions", "pre-commit-ci",
    "snyk-bot", "allcontributors", "greenkeeper", "pyup-bot", "mergify", "semantic-release-bot",
    "codecov", "imgbot", "weblate", "crowdin bot", "transifex integration", "travis ci", "circleci",
    "jenkins", "gitlab bot", "deepsource-autofix", "whitesource", "mend-bolt-for-github", "kodiakhq",
    "release-please", "web-flow", "bors", "copybara-service", "depfu", "scala steward", "actions-user"};

bool RobotName(std::string_view name) {
  std::string low = Lower(Trim(name));
  if (low.ends_with("[bot]") || low.ends_with("-bot") || low.ends_with(" bot") || low.ends_with("_bot"))
    return true;
  return std::find(std::begin(kRobots), std::end(kRobots), low) != std::end(kRobots);
}

// "123+login@users.noreply.github.com" and "login@users.noreply.github.com".
std::string LoginOf(std::string_view email) {
  std::size_t at = email.find("@users.noreply.");
  if (at == email.npos) return {};
  std::string_view login = email.substr(0, at);
  if (std::size_t plus = login.find('+'); plus != login.npos) login = login.substr(plus + 1);
  return Lower(login);
}

// Words of letters, lower case, single blanks; empty unless there are two.
std::string JoinableName(std::string_view name) {
  std::string out;
  int words = 0;
  for (auto word : Words(name)) {
    if (!out.empty()) out += ' ';
    out += Lower(word);
    ++words;
  }
  return words >= 2 ? out : std::string();
}

class Union {
 public:
  explicit Union(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }
  std::uint32_t Find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void Join(std::uint32_t a, std::uint32_t b) {
    a = Find(a), b = Find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

struct MailmapLine {
  std::string name, email, old_name, old_email;
};

// git-check-mailmap(1): "Name <mail>", "Name <mail> <old>", "Name <mail> Old <old>".
std::vector<MailmapLine> ReadMailmap(std::string_view text) {
  std::vector<MailmapLine> out;
  for (auto line : Lines(text)) {
    line = line.substr(0, line.find('#'));
    std::size_t a = line.find('<'), b = line.find('>', a == line.npos ? 0 : a);
    if (a == line.npos || b == line.npos) continue;
    MailmapLine entry{std::string(Trim(line.substr(0, a))), Lower(Trim(line.substr(a + 1, b - a - 1))), "", ""};
    std::size_t c = line.find('<', b), d = line.find('>', c == line.npos ? line.size() : c);
    if (c != line.npos && d != line.npos) {
      entry.old_name = Trim(line.substr(b + 1, c - b - 1));
      entry.old_email = Lower(Trim(line.substr(c + 1, d - c - 1)));
    }
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

bool IsForge(const git::Identity& identity) {
  std::string email = Lower(identity.email);
  return email == "noreply@github.com" || (identity.name == "GitLab" && email.ends_with("gitlab.com"));
}

People JoinPeople(const git::History& history, std::string_view mailmap,
                  const std::vector<SetIdentity>& set_by_ci) {
  const auto& identities = history.identities;
  People out;
  Union joined(identities.size());
  std::unordered_map<std::string, std::uint32_t> by_key;
  auto join = [&](std::string key, std::uint32_t i) {
    if (key.size() <= 2) return;
    auto [at, fresh] = by_key.try_emplace(std::move(key), i);
    if (!fresh) joined.Join(at->second, i);
  };
  std::unordered_map<std::string, std::vector<const MailmapLine*>> mail;
  auto lines = ReadMailmap(mailmap);
  for (const auto& line : lines) mail[line.old_email.empty() ? line.email : line.old_email].push_back(&line);

  for (std::uint32_t i = 0; i < identities.size(); ++i) {
    const auto& identity = identities[i];
    std::string email = Lower(Trim(ToUtf8(identity.email)));
    out.forge.push_back(IsForge(identity));
    if (out.forge.back()) {
      join("f:forge", i);
      continue;
    }
    // A shared or empty address joins nobody.
    bool shared = email.empty() || email.find('@') == email.npos || email.starts_with("noreply@") ||
                  email.starts_with("no-reply@");
    if (!shared) join("e:" + email, i);
    if (std::string login = LoginOf(email); !login.empty()) {
      join("l:" + login, i);
      if (EqualsIgnoreCase(identity.name, login)) join("l:" + login, i);
    }
    if (!RobotName(identity.name)) join("n:" + JoinableName(ToUtf8(identity.name)), i);
    else join("r:" + Lower(ToUtf8(identity.name)), i);
    for (const MailmapLine* line : mail[email]) {
      if (!line->old_name.empty() && line->old_name != identity.name) continue;
      if (!line->email.empty()) join("e:" + line->email, i);
      if (!line->name.empty()) join("n:" + JoinableName(line->name), i);
    }
  }

  out.of_identity.resize(identities.size());
  std::vector<long long> person_of(identities.size(), -1);
  for (std::uint32_t i = 0; i < identities.size(); ++i) {
    std::uint32_t root = joined.Find(i);
    if (person_of[root] < 0) {
      person_of[root] = static_cast<long long>(out.persons.size());
      out.persons.emplace_back();
    }
    out.of_identity[i] = static_cast<std::uint32_t>(person_of[root]);
    model::Person& person = out.persons[out.of_identity[i]];
    person.names.push_back(ToUtf8(identities[i].name));
    person.emails.push_back(Lower(ToUtf8(identities[i].email)));
    if (RobotName(identities[i].name) && !person.robot) {
      person.robot = true;
      person.robot_why = "named " + ToUtf8(identities[i].name);
    }
    std::string email = Lower(identities[i].email);
    for (const auto& set : set_by_ci) {
      bool same = (!set.email.empty() && Lower(set.email) == email) ||
                  (!set.name.empty() && set.name == identities[i].name &&
                   JoinableName(set.name).empty());
      if (same && !person.robot) {
        person.robot = true;
        person.robot_why = "set in " + set.place.path.bytes + ":" + std::to_string(set.place.line);
      }
    }
  }
  for (auto& person : out.persons) {
    for (auto* list : {&person.names, &person.emails}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
  }
  return out;
}

}  // namespace avouch::collect
