// Claims 2.1.1, 2.1.3 and 2.1.5: the accounts of the build environment, held against
// the roles that people sign: whose each is, what it may, its second factor.
//
// Joins fail closed: an account that is nobody's is told, and an answer that an
// export does not give is no yes.

#include <algorithm>
#include <map>
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

bool IsMachine(const Inputs& in, const Account& account) {
  return account.machine || MachineBehind(in, account.id) != nullptr ||
         account.id.ends_with("[bot]");
}

const model::PersonEntry* PersonOf(const Inputs& in, const Account& account) {
  if (const auto* person = PersonBehind(in, account.id)) return person;
  if (const auto* person = PersonBehind(in, account.email)) return person;
  return nullptr;
}

// Machines that only the organisation's file calls so are as good as its signature.
void TakeMachines(const Inputs& in, Examination& examination,
                  const std::vector<const AccountList*>& lists) {
  bool said = false;
  for (const auto* list : lists)
    for (const auto& account : list->accounts)
      said |= !account.machine && !account.id.ends_with("[bot]") &&
              MachineBehind(in, account.id) != nullptr;
  if (said) Take(examination, WordOf(in, "machines", {}), in.facts.organisation.id);
}

// Of an SSH key its kind and its bytes, without the comment behind them.
std::string BareKey(const std::string& key) {
  const auto words = Words(key);
  if (words.size() < 2 || key.starts_with("openpgp:")) return key;
  return std::string(words[0]) + " " + std::string(words[1]);
}

// As systems call whoever may change everything, and profiles rename it.
bool IsAdministrator(std::string_view role) {
  constexpr std::string_view kNames[] = {"admin", "administrator", "owner", "super admin",
                                         "super administrator"};
  return std::ranges::any_of(kNames,
                             [&](std::string_view name) { return EqualsIgnoreCase(role, name); });
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
      const bool admin = IsAdministrator(account.role);
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
      const auto* machine = MachineBehind(in, account.id);
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

void ExamineSecondFactor(const Inputs& in, Examination& examination) {
  auto lists = Fresh(in, examination, in.facts.exports.accounts);
  // What one system says is no word about another's accounts.
  std::set<std::string> required, lists_without, without;
  const auto answers = TellingOf(in.facts.exports.settings, [](const auto& settings) {
    return settings.second_factor_required != Answer3::kUnknown;
  });
  for (const auto* settings : Fresh(in, examination, answers)) {
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

}  // namespace avouch::claims
