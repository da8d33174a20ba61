// Claim 2.1.6: somebody decided on every account, and what was to go is gone.

#include <map>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/fresh.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::AccountList;
using model::Answer3;
using model::Reach;
using model::Where;

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
  // Where nothing changed, later exports have the same bytes: the one it names counts.
  const AccountList* reviewed = nullptr;
  for (const auto& list : in.facts.exports.accounts)
    if (list.head.id.hex() == Lower(review.of.sha256) &&
        (reviewed == nullptr || list.head.path.bytes == review.of.file))
      reviewed = &list;
  if (reviewed == nullptr) {
    examination.Missing(review.of.file + ", the export that " + review.path.bytes + " reviewed",
                        Where::kForge);
    return nullptr;
  }
  if (!IsOfEnvironment(in, reviewed->head)) {
    examination.Missing(OfAnother(in, reviewed->head), Where::kForge);
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
    if (!IsOfEnvironment(in, list.head)) continue;
    const AccountList*& slot = newest[list.head.profile + "\n" + list.head.system];
    if (slot == nullptr || *When(slot->head.at) < *When(list.head.at)) slot = &list;
  }
  const auto decided = DecisionsOf(review);
  for (const auto& [key, list] : newest) {
    const Time at = *When(list->head.at), on = *When(review.on);
    const bool reviewed = list->head.path.bytes == review.of.file ||
                          (list->head.id.hex() == Lower(review.of.sha256) && at < AddDays(on, 1));
    if (at <= on || reviewed) continue;
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

}  // namespace

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
