// Claims 2.1.1 to 2.1.6: who can reach the build environment and how they sign in.
// Decided from exports and the roles people sign.
//
// Joins fail closed: an account that is nobody's is told, and an answer that an
// export does not give is no yes.

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/fresh.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Account;
using model::AccountList;
using model::Answer3;
using model::Reach;
using model::Where;

constexpr long long kSecondsPerDay = 86400;

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

// Machines that only the organisation's file calls so are as good as its signature.
void TakeMachines(const Inputs& in, Examination& examination,
                  const std::vector<const AccountList*>& lists) {
  bool said = false;
  for (const auto* list : lists)
    for (const auto& account : list->accounts)
      said |= !account.machine && !account.id.ends_with("[bot]") &&
              MachineBehind(in.facts.organisation, account.id) != nullptr;
  if (said) Take(examination, WordOf(in, "machines", {}), in.facts.organisation.id);
}

// Of an SSH key its kind and its bytes, without the comment behind them.
std::string BareKey(const std::string& key) {
  const auto words = Words(key);
  if (words.size() < 2 || key.starts_with("openpgp:")) return key;
  return std::string(words[0]) + " " + std::string(words[1]);
}

std::string Duration(long long seconds) {
  if (seconds % kSecondsPerDay == 0) return Count("day", seconds / kSecondsPerDay);
  if (seconds % 3600 == 0) return Count("hour", seconds / 3600);
  return Count("second", seconds);
}

// What all lists together say of one secret. A system's own answer is stronger
// than a list kept by hand that says to know of a later change before it.
struct SecretAge {
  std::string kept_in, owner;
  std::optional<Time> changed, seen;  // seen: when a system gave its answer
  const model::SecretList* from = nullptr;
  long long row = 0;

  void See(const model::SecretList& list, const model::SecretEntry& entry) {
    if (!entry.owner.empty()) owner = entry.owner;
    if (!entry.kept_in.empty()) kept_in = entry.kept_in;
    auto day = When(entry.last_changed);
    auto at = list.head.by_hand ? std::nullopt : When(list.head.at);
    if (from == nullptr || IsStronger(day, at))
      changed = day, seen = at, from = &list, row = entry.row;
  }
  // Of a change on `day`, as a system told at `at`, or as people say.
  [[nodiscard]] bool IsStronger(std::optional<Time> day, std::optional<Time> at) const {
    if (at) return seen ? *seen < *at : !(day && changed && *at < *changed);
    if (!day) return false;
    return seen ? *seen < *day : !changed || *changed < *day;
  }
};

std::map<std::string, std::string> DecisionsOf(const model::Record& review) {
  std::map<std::string, std::string> out;
  for (const auto& decision : review.decisions) out[Lower(decision.of)] = Lower(decision.decision);
  return out;
}

// The list whose bytes a review names: everybody, and as it was on that day.
const AccountList* ReviewedBy(const Inputs& in, Examination& examination,
                              const model::Record& review) {
  if (review.of.sha256.empty()) {
    examination.Missing("in " + review.path.bytes + ": the digest of the export that was reviewed",
                        Where::kPerson);
    return nullptr;
  }
  const AccountList* reviewed = nullptr;
  for (const auto& list : in.facts.exports.accounts)
    if (list.head.id.hex() == Lower(review.of.sha256)) reviewed = &list;
  if (reviewed == nullptr) {
    examination.Missing(review.of.file + ", the export that " + review.path.bytes + " reviewed",
                        Where::kForge);
    return nullptr;
  }
  auto at = When(reviewed->head.at), on = When(review.on);
  if (!at || *at >= AddDays(*on, 1) || DaysBetween(*at, *on) > in.policy.export_days)
    examination.Missing("that " + reviewed->head.path.bytes + " was the list of that day",
                        Where::kForge);
  if (!reviewed->whole || reviewed->lacks_factor || !reviewed->head.left.empty())
    examination.Missing(
        "a review of a list of everybody; " + reviewed->head.path.bytes + " is a part of one",
        Where::kForge);
  return reviewed;
}

// What a review said to remove must be gone from the newest list after it, unless
// the newest review decided to keep it.
void StillThere(const Inputs& in, Examination& examination, const model::Record& review,
                const std::map<std::string, std::string>& now) {
  std::map<std::string, const AccountList*> newest;
  for (const auto& list : in.facts.exports.accounts) {
    if (!list.whole || list.lacks_factor || !IsPast(list.head.at, in.time)) continue;
    const AccountList*& slot = newest[list.head.profile + "\n" + list.head.system];
    if (slot == nullptr || *When(slot->head.at) < *When(list.head.at)) slot = &list;
  }
  const auto decided = DecisionsOf(review);
  for (const auto& [key, list] : newest) {
    if (*When(list->head.at) <= *When(review.on) || list->head.id.hex() == Lower(review.of.sha256))
      continue;
    for (const auto& account : list->accounts) {
      auto then = decided.find(account.id), last = now.find(account.id);
      if (then == decided.end() || then->second != "remove" || account.active == Answer3::kNo)
        continue;
      if (last != now.end() && last->second != "remove") continue;
      examination.Bad(PlaceOf(list->head, account.row),
                      account.id + " was to be removed on " + ToHumanDate(*When(review.on)) +
                          " and is in the export of " + DayOf(list->head),
                      Reach::kRelease, "remove the account; a new review is not the fix", 5);
    }
  }
}

std::map<std::string, SecretAge> AgesOf(const Inputs& in, Examination& examination) {
  std::map<std::string, SecretAge> known;
  for (const auto& list : in.facts.exports.secrets) {
    if (!list.head.by_hand && (!IsPast(list.head.at, in.time) ||
                               DaysBetween(*When(list.head.at), in.time) > in.policy.export_days)) {
      if (!list.secrets.empty())
        examination.Missing("an export newer than " + list.head.path.bytes, Where::kForge);
      continue;
    }
    if (!Take(examination, WordOf(in, list.head, {}), list.head.id)) continue;
    for (const auto& secret : list.secrets) known[secret.name].See(list, secret);
  }
  for (const auto* rotation : RecordsOf(in, model::RecordKind::kRotation)) {
    auto at = known.find(rotation->about);
    auto day = When(rotation->on);
    if (at == known.end() || WordOf(in, *rotation, {}).grade == model::Grade::kClaimed) continue;
    if (!at->second.IsStronger(day, std::nullopt)) continue;
    at->second.changed = day;
    examination.RestsOn(model::Grade::kSigned, rotation->id);
  }
  return known;
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
  TakeMachines(in, examination, lists);
  long long accounts = 0, fitting = 0;
  bool whole = false;
  for (const auto* list : lists) {
    if (list->lacks_factor) continue;
    whole |= list->whole;
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
  if (accounts == 0 || !whole)
    examination.Missing("an export of all members, to hold the roles against", Where::kForge);
  if (accounts == 0) return;
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
  if (!seen)
    return examination.Missing("an export of the lifetimes of sessions or tokens, to compare",
                               Where::kForge);
  examination.Good();
  examination.Witness("people sign in again after " + Duration(environment->again_after) +
                          ", and the system's settings agree",
                      environment->place);
}

void ExamineBoundCredentials(const Inputs& in, Examination& examination) {
  auto lists = Fresh(in, examination, in.facts.exports.accounts);
  const auto& organisation = in.facts.organisation;
  long long owned = 0, accounts = 0;
  bool whole = false;
  for (const auto* list : lists) {
    if (list->lacks_factor) continue;
    whole |= list->whole;
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
      auto [at, fresh] = holder.emplace(BareKey(key), person.id);
      if (!fresh && at->second != person.id)
        examination.Bad(person.place, "one key on two people: " + at->second + " and " + person.id,
                        Reach::kRelease, "give each person their own key", 10);
    }
  if (!examination.findings().empty()) {
    examination.Headline(Count("credential", examination.bad()) + " " +
                         (examination.bad() == 1 ? "is" : "are") +
                         " not bound to one person or owned machine");
    examination.Remedy("remove them, or name their owners", 10);
  }
  if (accounts == 0 || !whole)
    examination.Missing("all accounts and keys, and who owns each machine identity", Where::kForge);
  if (accounts == 0) return;
  if (!organisation.machines.empty() &&
      !Take(examination, WordOf(in, "machines", {}), organisation.id))
    return;
  if (!Take(examination, WordOf(in, "people", {}), organisation.id)) return;
  examination.Good(owned);
  examination.Witness(Thousands(owned) + " of " + Count("account", accounts) + " have one owner");
}

void ExamineSecretAges(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  const auto* environment = EnvironmentOf(in);
  const auto known = AgesOf(in, examination);
  if (known.empty())
    return examination.Missing("names and ages of the secrets in the CI store", Where::kForge);
  std::set<std::string> used;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& name : job.secrets)
        if (!model::IsForgeToken(name)) used.insert(name);
  for (const auto& name : used)
    if (!known.contains(name))
      examination.Missing("the age of " + name + ", which a build uses, and its owner",
                          Where::kForge);
  long long limit = environment != nullptr ? DaysOf(environment->rotate_every) : 0;
  if (limit == 0)
    examination.Missing("rotate-every: in the build environment", Where::kPerson);
  else
    TakeKey(in, examination, *environment, "secrets");
  for (const auto& [name, secret] : known) {
    if (in.facts.organisation.Find(secret.owner) == nullptr)
      examination.Missing("an owner for each secret of the list, by id", Where::kPerson);
    if (secret.kept_in.empty() && (environment == nullptr || environment->secrets_kept_in.empty()))
      examination.Missing("where " + name + " is kept", Where::kPerson);
    if (!secret.changed || *secret.changed > in.time) {
      examination.Missing("when " + name + " was last changed", Where::kForge);
      continue;
    }
    if (limit > 0 && DaysBetween(*secret.changed, in.time) > limit) {
      examination.Bad(PlaceOf(secret.from->head, secret.row),
                      name + " was last changed on " + ToHumanDate(*secret.changed) +
                          "; the rule is every " + Count("day", limit),
                      Reach::kRelease, "change it, and enter the day", 20);
      continue;
    }
    examination.Good();
  }
  examination.Witness(Thousands(limit > 0 ? examination.good() : 0) + " of " +
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
  // What one system says is no word about another's accounts.
  std::set<std::string> required, lists_without, without;
  for (const auto* settings : Fresh(in, examination, in.facts.exports.settings)) {
    if (settings->second_factor_required == Answer3::kYes) {
      required.insert(settings->head.system);
      examination.Witness(
          "a second factor is required by " + settings->head.system + ", " + DayOf(settings->head),
          {settings->head.path, 0});
    }
    if (settings->second_factor_required == Answer3::kNo)
      examination.Bad(PlaceOf(settings->head, 0),
                      settings->head.system + " does not require a second factor", Reach::kRelease,
                      "require it for everyone", 10);
  }
  for (const auto* list : lists)
    if (list->lacks_factor && list->whole) lists_without.insert(list->head.system);
  long long everyone = 0, open = 0;
  for (const auto* list : lists) {
    const std::string& system = list->head.system;
    for (const auto& account : list->accounts) {
      if (account.active == Answer3::kNo || IsMachine(in, account)) continue;
      if (list->lacks_factor || account.second_factor == Answer3::kNo) {
        without.insert(account.id);
        examination.Bad(PlaceOf(list->head, account.row),
                        account.id + " signs in without a second factor", Reach::kRelease,
                        "set one up, or remove the account", 10);
        continue;
      }
      everyone += list->whole;
      open += account.second_factor != Answer3::kYes && !required.contains(system) &&
              !lists_without.contains(system);
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
  TakeMachines(in, examination, lists);
  if (everyone == 0)
    return examination.Missing("a list of all accounts, so that nobody is left out", Where::kForge);
  if (open > 0)
    return examination.Missing("that a second factor is required, or an answer for each account",
                               Where::kForge);
  examination.Good(everyone);
  examination.Witness(Count("account", everyone) + ", none without a second factor");
}

void ExamineAccessReview(const Inputs& in, Examination& examination) {
  auto reviews = RecordsOf(in, model::RecordKind::kAccessReview);
  if (reviews.empty())
    return examination.Missing("a review that names the list of accounts it decided on",
                               Where::kForge);
  // An unsigned review hides no signed one.
  const model::Record* newest = nullptr;
  for (const auto* review : reviews)
    if (newest == nullptr &&
        WordOf(in, *review, model::kSecurityLead).grade != model::Grade::kClaimed)
      newest = review;
  if (newest == nullptr) {
    Take(examination, WordOf(in, *reviews.front(), model::kSecurityLead), reviews.front()->id);
    return;
  }
  const model::Record& review = *newest;
  examination.RestsOn(model::Grade::kSigned, review.id);
  long long age = DaysBetween(*When(review.on), in.time);
  if (age > in.policy.access_review_days)
    examination.Missing("a review in the last " + std::to_string(in.policy.access_review_days) +
                            " days; the newest is of " + ToHumanDate(*When(review.on)),
                        Where::kPerson);
  const AccountList* reviewed = ReviewedBy(in, examination, review);
  auto decided = DecisionsOf(review);
  if (reviewed != nullptr)
    for (const auto& account : reviewed->accounts)
      if (account.active != Answer3::kNo && !decided.contains(account.id))
        examination.Bad(
            PlaceOf(reviewed->head, account.row),
            account.id + " is in the export and has no decision in " + review.path.bytes,
            Reach::kRelease, "review it: keep or remove", 5);
  for (const auto* one : reviews)
    if (WordOf(in, *one, model::kSecurityLead).grade != model::Grade::kClaimed)
      StillThere(in, examination, *one, decided);
  if (!examination.findings().empty()) {
    examination.Headline("the review of access left out an account, or was not carried out");
    examination.Remedy("remove what was to be removed, decide on what was left out", 10);
  }
  if (reviewed == nullptr) return;
  examination.RestsOn(model::Grade::kExported, reviewed->head.id);
  examination.Good(static_cast<long long>(reviewed->accounts.size()));
  examination.Witness(review.by + " decided on " +
                          Count("account", static_cast<long long>(reviewed->accounts.size())) +
                          " on " + ToHumanDate(*When(review.on)),
                      {review.path, 0});
}

}  // namespace avouch::claims
