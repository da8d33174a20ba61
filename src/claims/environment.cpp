// Theme 2: who can reach the build environment, how they sign in, who may
// change it, and what is logged. Decided from exports and the roles people sign.
//
// Joins fail closed: an account that is nobody's is told, and an answer that an
// export does not give is no yes.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Account;
using model::AccountList;
using model::Answer3;
using model::Reach;
using model::Where;

constexpr long long kSecondsPerDay = 86400;

// The newest of each profile that is dated, not later than the assessment, and
// fresh; a stale or undated one is told.
template <class List>
std::vector<const List*> Fresh(const Inputs& in, Examination& examination,
                               const std::vector<List>& all) {
  std::map<std::string, const List*> newest;
  std::string stale;
  for (const auto& list : all) {
    if (!IsPast(list.head.at, in.time)) {
      stale = list.head.path.bytes +
              (list.head.at.empty() ? ", with a date" : ", dated before this assessment");
      continue;
    }
    if (DaysBetween(*When(list.head.at), in.time) > in.policy.export_days) {
      stale = "an export newer than " + list.head.path.bytes;
      continue;
    }
    const List*& slot = newest[list.head.profile + "\n" + list.head.system];
    if (slot == nullptr || When(slot->head.at)->seconds < When(list.head.at)->seconds) slot = &list;
  }
  std::vector<const List*> out;
  for (const auto& [key, list] : newest)
    if (Take(examination, WordOf(in, list->head, {}), list->head.id)) out.push_back(list);
  if (out.empty() && !stale.empty()) examination.Missing(stale, Where::kForge);
  return out;
}

std::string DayOf(const model::ExportHead& head) {
  auto time = When(head.at);
  return time ? ToHumanDate(*time) : "an unknown day";
}

bool IsMachine(const Inputs& in, const Account& account) {
  return account.machine || MachineBehind(in.facts.organisation, account.id) != nullptr ||
         account.id.ends_with("[bot]");
}

const model::PersonEntry* PersonOf(const Inputs& in, const Account& account) {
  const auto& organisation = in.facts.organisation;
  if (const auto* person = PersonBehind(organisation, account.id)) return person;
  if (const auto* person = PersonBehind(organisation, account.email)) return person;
  return nullptr;
}

std::string Duration(long long seconds) {
  if (seconds % kSecondsPerDay == 0) return Count("day", seconds / kSecondsPerDay);
  if (seconds % 3600 == 0) return Count("hour", seconds / 3600);
  return Count("second", seconds);
}

// The part of the environment's entry that somebody must have signed.
bool TakeKey(const Inputs& in, Examination& examination, const model::BuildEnvironment& environment,
             std::string_view part) {
  return Take(examination,
              WordOf(in, "build-environments." + environment.name + "." + std::string(part),
                     model::kSecurityLead),
              in.facts.organisation.id);
}

const model::BuildEnvironment* NeedEnvironment(const Inputs& in, Examination& examination,
                                               std::string_view missing) {
  const model::BuildEnvironment* environment = EnvironmentOf(in);
  if (environment == nullptr) examination.Missing(std::string(missing), Where::kForge);
  return environment;
}

}  // namespace

void ExamineRoles(const Inputs& in, Examination& examination) {
  const auto* environment =
      NeedEnvironment(in, examination, "the roles, and the members and permissions to compare");
  if (environment == nullptr) return;
  if (environment->roles.empty())
    return examination.Missing("roles: in the build environment " + environment->name,
                               Where::kPerson);
  if (!TakeKey(in, examination, *environment, "roles")) return;
  auto lists = Fresh(in, examination, in.facts.exports.accounts);
  std::set<std::string> granted, owners;
  for (const auto& role : environment->roles)
    for (const auto& person : role.people) {
      granted.insert(person);
      bool high = std::any_of(role.may.begin(), role.may.end(), [](const std::string& word) {
        return ContainsIgnoreCase(word, "settings") || ContainsIgnoreCase(word, "members") ||
               ContainsIgnoreCase(word, "admin") || ContainsIgnoreCase(word, "everything");
      });
      if (high) owners.insert(person);
    }
  long long accounts = 0, fitting = 0;
  for (const auto* list : lists) {
    if (!list->whole || list->lacks_factor) continue;
    for (const auto& account : list->accounts) {
      if (account.active == Answer3::kNo || IsMachine(in, account)) continue;
      ++accounts;
      const auto* person = PersonOf(in, account);
      if (person == nullptr || !granted.contains(person->id)) {
        examination.Bad(PlaceOf(list->head, account.row),
                        account.id + " has access and no role grants it", Reach::kRelease,
                        "remove the account, or give its owner a role", 10);
        continue;
      }
      bool admin =
          EqualsIgnoreCase(account.role, "admin") || EqualsIgnoreCase(account.role, "owner");
      if (admin && !owners.contains(person->id)) {
        examination.Bad(PlaceOf(list->head, account.row),
                        account.id + " is " + account.role + ", which no role grants them",
                        Reach::kRelease, "lower the permission, or change the role", 10);
        continue;
      }
      ++fitting;
    }
  }
  if (accounts == 0)
    return examination.Missing("an export of the members, to hold the roles against",
                               Where::kForge);
  examination.Good(fitting);
  examination.Witness(Thousands(fitting) + " of " + Count("account", accounts) +
                      " have what a role grants");
  if (!examination.findings().empty()) {
    examination.Headline(Count("account", examination.bad()) + " " +
                         (examination.bad() == 1 ? "holds" : "hold") + " more than a role grants");
    examination.Remedy("take the access away, or change the role", 10);
  }
}

void ExamineAuthentication(const Inputs& in, Examination& examination) {
  const auto* environment = NeedEnvironment(
      in, examination, "session and token lifetimes, or the rule and where it is enforced");
  if (environment == nullptr) return;
  if (environment->again_after == 0)
    return examination.Missing("sign-in again-after: in the build environment " + environment->name,
                               Where::kPerson);
  if (!TakeKey(in, examination, *environment, "sign-in")) return;
  bool seen = false;
  for (const auto* settings : Fresh(in, examination, in.facts.exports.settings)) {
    if (settings->session_lifetime == 0 && settings->token_lifetime == 0 &&
        !settings->tokens_without_end)
      continue;
    seen = true;
    if (settings->session_lifetime > environment->again_after)
      examination.Bad(PlaceOf(settings->head, 0),
                      "sessions last " + Duration(settings->session_lifetime) + "; the rule is " +
                          Duration(environment->again_after),
                      Reach::kRelease, "shorten the session", 10);
    if (environment->token_lifetime > 0 && settings->token_lifetime > environment->token_lifetime)
      examination.Bad(PlaceOf(settings->head, 0),
                      "tokens last " + Duration(settings->token_lifetime) + "; the rule is " +
                          Duration(environment->token_lifetime),
                      Reach::kRelease, "shorten the tokens", 10);
    long long allowed = environment->long_lived_tokens.value_or(0);
    if (settings->tokens_without_end.value_or(0) > allowed)
      examination.Bad(PlaceOf(settings->head, 0),
                      Count("token", *settings->tokens_without_end) + " without an end; " +
                          Thousands(allowed) + " are said",
                      Reach::kRelease, "give each token an end", 15);
  }
  if (!examination.findings().empty()) {
    examination.Headline("sign-in lasts longer than the vendor's own rule");
    examination.Remedy("shorten it, or change the rule in sight", 10);
    return;
  }
  examination.Good();
  examination.Witness(
      "people sign in again after " + Duration(environment->again_after) +
          (seen ? ", and the system's settings agree" : "; no settings were exported to compare"),
      environment->place);
}

void ExamineBoundCredentials(const Inputs& in, Examination& examination) {
  auto lists = Fresh(in, examination, in.facts.exports.accounts);
  const auto& organisation = in.facts.organisation;
  long long owned = 0, accounts = 0;
  for (const auto* list : lists) {
    if (!list->whole || list->lacks_factor) continue;
    for (const auto& account : list->accounts) {
      if (account.active == Answer3::kNo) continue;
      ++accounts;
      const auto* machine = MachineBehind(organisation, account.id);
      if (PersonOf(in, account) != nullptr ||
          (machine != nullptr && organisation.Find(machine->owner) != nullptr)) {
        ++owned;
        continue;
      }
      examination.Bad(PlaceOf(list->head, account.row),
                      account.id + " belongs to nobody under people: or machines:", Reach::kRelease,
                      "remove it, or name its owner", 5);
    }
  }
  std::map<std::string, std::string> holder;
  for (const auto& person : organisation.people)
    for (const auto& key : person.keys) {
      auto [at, fresh] = holder.emplace(key, person.id);
      if (!fresh && at->second != person.id)
        examination.Bad(person.place, "one key on two people: " + at->second + " and " + person.id,
                        Reach::kRelease, "give each person their own key", 10);
    }
  if (accounts == 0)
    return examination.Missing("accounts and keys, and who owns each machine identity",
                               Where::kForge);
  if (!organisation.machines.empty() &&
      !Take(examination, WordOf(in, "machines", {}), organisation.id))
    return;
  if (!Take(examination, WordOf(in, "people", {}), organisation.id)) return;
  examination.Good(owned);
  examination.Witness(Thousands(owned) + " of " + Count("account", accounts) + " have one owner");
  if (!examination.findings().empty()) {
    examination.Headline(Count("credential", examination.bad()) + " " +
                         (examination.bad() == 1 ? "is" : "are") +
                         " not bound to one person or owned machine");
    examination.Remedy("remove them, or name their owners", 10);
  }
}

void ExamineSecretAges(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  const auto* environment = EnvironmentOf(in);
  std::map<std::string, const model::SecretEntry*> known;
  std::map<std::string, const model::SecretList*> from;
  for (const auto& list : in.facts.exports.secrets) {
    if (!list.head.by_hand && !IsPast(list.head.at, in.time)) continue;
    if (!Take(examination, WordOf(in, list.head, {}), list.head.id)) continue;
    for (const auto& secret : list.secrets) {
      auto& slot = known[secret.name];
      bool newer = slot == nullptr || slot->last_changed < secret.last_changed;
      if (newer) slot = &secret, from[secret.name] = &list;
    }
  }
  if (known.empty())
    return examination.Missing("names and ages of the secrets in the CI store", Where::kForge);
  std::set<std::string> used;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& name : job.secrets)
        if (name != "GITHUB_TOKEN") used.insert(name);
  for (const auto& name : used)
    if (!known.contains(name))
      examination.Missing("the age of " + name + ", which a build uses, and its owner",
                          Where::kForge);
  long long limit = environment != nullptr ? environment->rotate_every / kSecondsPerDay : 0;
  if (limit == 0) examination.Missing("rotate-every: in the build environment", Where::kPerson);
  bool owners = true;
  for (const auto& [name, secret] : known) {
    auto changed = When(secret->last_changed);
    for (const auto* rotation : RecordsOf(in, model::RecordKind::kRotation))
      if (rotation->about == name && WordOf(in, *rotation, {}).grade != model::Grade::kClaimed)
        if (auto day = When(rotation->on); day && (!changed || *day > *changed)) changed = day;
    owners &= !secret->owner.empty();
    if (!changed || *changed > in.time) {
      examination.Missing("when " + name + " was last changed", Where::kForge);
      continue;
    }
    if (limit > 0 && DaysBetween(*changed, in.time) > limit) {
      examination.Bad(PlaceOf(from[name]->head, secret->row),
                      name + " was last changed on " + ToHumanDate(*changed) +
                          "; the rule is every " + Count("day", limit),
                      Reach::kRelease, "change it, and enter the day", 20);
      continue;
    }
    examination.Good();
  }
  if (!owners) examination.Missing("an owner for each secret of the list", Where::kPerson);
  examination.Witness(Thousands(examination.good()) + " of " +
                      Count("secret", static_cast<long long>(known.size())) +
                      " changed inside the vendor's own limit");
  if (!examination.findings().empty()) {
    examination.Headline(Count("secret", examination.bad()) + " of the build " +
                         (examination.bad() == 1 ? "is" : "are") +
                         " past the vendor's own rotation");
    examination.Remedy("change them, and enter the day", 20);
  }
}

void ExamineSecondFactor(const Inputs& in, Examination& examination) {
  auto lists = Fresh(in, examination, in.facts.exports.accounts);
  bool required = false;
  std::set<std::string> without, answered, everyone;
  for (const auto* settings : Fresh(in, examination, in.facts.exports.settings)) {
    if (settings->second_factor_required == Answer3::kYes) {
      required = true;
      examination.Witness(
          "a second factor is required by " + settings->head.system + ", " + DayOf(settings->head),
          {settings->head.path, 0});
    }
    if (settings->second_factor_required == Answer3::kNo)
      examination.Bad(PlaceOf(settings->head, 0),
                      settings->head.system + " does not require a second factor", Reach::kRelease,
                      "require it for everyone", 10);
  }
  bool lists_without = false;
  for (const auto* list : lists) {
    lists_without |= list->lacks_factor && list->whole;
    for (const auto& account : list->accounts) {
      if (account.active == Answer3::kNo || IsMachine(in, account)) continue;
      bool lacks = list->lacks_factor || account.second_factor == Answer3::kNo;
      if (!list->lacks_factor && list->whole) everyone.insert(account.id);
      if (account.second_factor == Answer3::kYes) answered.insert(account.id);
      if (!lacks) continue;
      without.insert(account.id);
      examination.Bad(PlaceOf(list->head, account.row),
                      account.id + " signs in without a second factor", Reach::kRelease,
                      "set one up, or remove the account", 10);
    }
  }
  if (!examination.findings().empty()) {
    examination.Headline(without.empty()
                             ? "a second factor is not required"
                             : Count("account", static_cast<long long>(without.size())) +
                                   (without.size() == 1 ? " signs" : " sign") +
                                   " in without a second factor");
    examination.Remedy("require a second factor for everyone", 10);
    return;
  }
  if (everyone.empty())
    return examination.Missing("a list of all accounts, so that nobody is left out", Where::kForge);
  bool each = std::all_of(everyone.begin(), everyone.end(),
                          [&](const auto& id) { return answered.contains(id); });
  if (!each && !required && !lists_without)
    return examination.Missing("that a second factor is required, or an answer for each account",
                               Where::kForge);
  examination.Good(static_cast<long long>(everyone.size()));
  examination.Witness(Count("account", static_cast<long long>(everyone.size())) +
                      ", none without a second factor");
}

void ExamineAccessReview(const Inputs& in, Examination& examination) {
  auto reviews = RecordsOf(in, model::RecordKind::kAccessReview);
  if (reviews.empty())
    return examination.Missing("a review that names the list of accounts it decided on",
                               Where::kForge);
  const model::Record& review = *reviews.front();
  const AccountList* reviewed = nullptr;
  for (const auto& list : in.facts.exports.accounts)
    if (!review.of.sha256.empty() && list.head.id.hex() == review.of.sha256) reviewed = &list;
  long long age = DaysBetween(*When(review.on), in.time);
  if (age > in.policy.access_review_days)
    examination.Missing("a review in the last " + std::to_string(in.policy.access_review_days) +
                            " days; the newest is of " + ToHumanDate(*When(review.on)),
                        Where::kPerson);
  if (review.of.sha256.empty())
    examination.Missing("in " + review.path.bytes + ": the digest of the export that was reviewed",
                        Where::kPerson);
  else if (reviewed == nullptr)
    examination.Missing(review.of.file + ", the export that " + review.path.bytes + " reviewed",
                        Where::kForge);
  std::map<std::string, std::string> decided;
  for (const auto& decision : review.decisions)
    decided[Lower(decision.of)] = Lower(decision.decision);
  if (reviewed != nullptr) {
    for (const auto& account : reviewed->accounts)
      if (!decided.contains(account.id))
        examination.Bad(
            PlaceOf(reviewed->head, account.row),
            account.id + " is in the export and has no decision in " + review.path.bytes,
            Reach::kRelease, "review it: keep or remove", 5);
  }
  // What was to be removed must be gone from every later list.
  for (const auto& list : in.facts.exports.accounts) {
    if (!list.whole || list.lacks_factor || !IsPast(list.head.at, in.time)) continue;
    if (When(list.head.at)->seconds <= When(review.on)->seconds) continue;
    if (reviewed != nullptr && list.head.profile != reviewed->head.profile) continue;
    for (const auto& account : list.accounts) {
      auto at = decided.find(account.id);
      if (at == decided.end() || at->second != "remove" || account.active == Answer3::kNo) continue;
      examination.Bad(PlaceOf(list.head, account.row),
                      account.id + " was to be removed on " + ToHumanDate(*When(review.on)) +
                          " and is in the export of " + DayOf(list.head),
                      Reach::kRelease, "remove the account; a new review is not the fix", 5);
    }
  }
  if (!examination.findings().empty()) {
    examination.Headline("the review of access left out an account, or was not carried out");
    examination.Remedy("remove what was to be removed, decide on what was left out", 10);
  }
  if (!Take(examination, WordOf(in, review, model::kSecurityLead), review.id) ||
      reviewed == nullptr)
    return;
  examination.RestsOn(model::Grade::kExported, reviewed->head.id);
  examination.Good(static_cast<long long>(reviewed->accounts.size()));
  examination.Witness(review.by + " decided on " +
                          Count("account", static_cast<long long>(reviewed->accounts.size())) +
                          " on " + ToHumanDate(*When(review.on)),
                      {review.path, 0});
}

void ExamineAuditLog(const Inputs& in, Examination& examination) {
  auto logs = Fresh(in, examination, in.facts.exports.logs);
  long long entries = 0;
  for (const auto* log : logs) {
    entries += log->entries;
    examination.Witness(Count("entry", log->entries, "entries") + " of " + log->head.system +
                            " from " + log->oldest + " to " + log->newest,
                        {log->head.path, 0});
    if (log->undated > 0)
      examination.Missing(
          "times for " + Count("entry", log->undated, "entries") + " of " + log->head.path.bytes,
          Where::kForge);
  }
  if (entries == 0)
    return examination.Missing("an audit log of the forge and of the build environment",
                               Where::kForge);
  examination.Good();
}

void ExamineAuthorised(const Inputs& in, Examination& examination) {
  auto lists = Fresh(in, examination, in.facts.exports.rules);
  const model::ProtectionRule* best = nullptr;
  const model::RuleList* from = nullptr;
  for (const auto* list : lists)
    for (const auto& rule : list->rules) {
      if (!rule.active) continue;
      if (best == nullptr || rule.reviews > best->reviews) best = &rule, from = list;
    }
  if (best == nullptr) {
    if (!lists.empty())
      examination.Bad(PlaceOf(lists[0]->head, 0), "no rule over any branch is active",
                      Reach::kRelease, "require a reviewed pull request on the release branch", 10);
    else
      examination.Missing("branch and environment rules, and who may", Where::kForge);
  } else if (best->reviews == 0) {
    examination.Bad(PlaceOf(from->head, 0),
                    best->target + " may be changed without anybody's review", Reach::kRelease,
                    "require a review", 10);
  } else {
    if (!best->no_force)
      examination.Missing("that " + best->target + " cannot be rewritten", Where::kForge);
    examination.Witness(
        best->target + " needs " + Count("review", best->reviews) +
            (best->owners_review ? ", by its owners" : "") +
            (best->bypass.empty() ? "" : "; may pass by: " + Join(best->bypass, ", ")),
        {from->head.path, 0});
  }
  if (!examination.findings().empty()) {
    examination.Headline("build definitions can be changed by one person alone");
    examination.Remedy("require a review on the release branch", 10);
    return;
  }
  const auto* environment =
      NeedEnvironment(in, examination, "who may change the build environment");
  if (environment == nullptr || best == nullptr) return;
  if (environment->changes_by.empty())
    return examination.Missing("changes-by: in the build environment " + environment->name,
                               Where::kPerson);
  if (!TakeKey(in, examination, *environment, "changes-by")) return;
  examination.Good();
}

void ExamineLogRetention(const Inputs& in, Examination& examination) {
  const auto* environment = NeedEnvironment(in, examination, "the period, and the oldest entry");
  if (environment == nullptr) return;
  if (environment->logs_kept_for == 0)
    return examination.Missing("logs kept-for: in the build environment " + environment->name,
                               Where::kPerson);
  if (!TakeKey(in, examination, *environment, "logs")) return;
  long long days = environment->logs_kept_for / kSecondsPerDay;
  auto logs = Fresh(in, examination, in.facts.exports.logs);
  std::optional<Time> oldest;
  const model::AuditLog* from = nullptr;
  for (const auto* log : logs)
    if (auto time = When(log->oldest); time && (!oldest || *time < *oldest))
      oldest = time, from = log;
  if (!oldest) return examination.Missing("the oldest entry of an audit log", Where::kForge);
  if (DaysBetween(*oldest, in.time) < days)
    return examination.Missing("an entry as old as " + Count("day", days) +
                                   "; the oldest seen is of " + ToHumanDate(*oldest) + ", in " +
                                   from->head.path.bytes,
                               Where::kForge);
  examination.Good();
  examination.Witness("logs are kept " + Count("day", days) + "; the oldest entry seen is of " +
                          ToHumanDate(*oldest),
                      {from->head.path, 0});
}

void ExamineLogProtection(const Inputs& in, Examination& examination) {
  const auto* environment = NeedEnvironment(
      in, examination, "who may read the logs, where they are copied, what protects them");
  if (environment == nullptr) return;
  if (environment->logs_may_read.empty())
    examination.Missing("logs may-read: in the build environment " + environment->name,
                        Where::kPerson);
  if (environment->logs_copied_to.empty())
    examination.Missing("logs copied-to: in the build environment " + environment->name,
                        Where::kPerson);
  bool report = std::any_of(
      environment->platform.begin(), environment->platform.end(), [&](const auto& platform) {
        bool covers = std::any_of(platform.covers.begin(), platform.covers.end(),
                                  [](const auto& word) { return ContainsIgnoreCase(word, "log"); });
        return covers && in.facts.organisation.Find(platform.read_by) != nullptr &&
               !platform.period_to.empty() && When(platform.period_to) &&
               DaysBetween(*When(platform.period_to), in.time) <= in.policy.window_days;
      });
  if (!report)
    examination.Missing(
        "a platform's report over its log, read by a named person, whose period ended in the "
        "last " +
            std::to_string(in.policy.window_days) + " days",
        Where::kPerson);
  if (!TakeKey(in, examination, *environment, "logs") || !report) return;
  if (!TakeKey(in, examination, *environment, "platform")) return;
  examination.Good();
  examination.Witness(
      "logs are copied to " + environment->logs_copied_to + "; " +
          Count("person", static_cast<long long>(environment->logs_may_read.size()), "people") +
          " may read them",
      environment->place);
}

}  // namespace avouch::claims
