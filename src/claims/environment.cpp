// Claims 2.1.2 and 2.1.4: how long people stay signed in to the build environment,
// and how old its secrets are.
//
// An answer that an export does not give is no yes.

#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/fresh.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::Where;

constexpr long long kSecondsPerDay = 86400;

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

void ExamineAuthentication(const Inputs& in, Examination& examination) {
  const auto* environment = NeedEnvironment(
      in, examination, "session and token lifetimes, or the rule and where it is enforced");
  if (environment == nullptr) return;
  if (environment->again_after == 0)
    return examination.Missing("sign-in again-after: in the build environment " + environment->name,
                               Where::kPerson);
  if (!TakeKey(in, examination, *environment, "sign-in")) return;
  bool seen = false;
  const auto answers = TellingOf(in.facts.exports.settings, [](const auto& settings) {
    return settings.session_lifetime != 0 || settings.token_lifetime != 0 ||
           settings.tokens_without_end.has_value();
  });
  for (const auto* settings : Fresh(in, examination, answers)) {
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

}  // namespace avouch::claims
