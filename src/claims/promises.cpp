// Claims 3.2.1, 4.1.1, 4.1.3 and 4.2.1 as far as people say it: what is published
// and stood by, and what is promised.
//
// A text counts where customers read it (published.h) and somebody answers for it.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/published.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::Record;
using model::RecordKind;
using model::Where;

// What is told of one product's or version's end, oldest first.
using Notices = std::map<std::string, std::vector<const Record*>>;

Notices NoticesOf(const Inputs& in, Examination& examination) {
  Notices out;
  for (const auto* notice : RecordsOf(in, RecordKind::kNotice)) {
    auto ends = When(notice->ends);
    if (!ends) {
      examination.Missing("in " + notice->path.bytes + ": the day support ends", Where::kPerson);
    } else if (DaysBetween(*ends, in.time) > in.policy.window_days) {
      examination.Witness(
          notice->about + " ended on " + ToHumanDate(*ends) + ", before the time that is looked at",
          {notice->path, 0});
    } else {
      out[Lower(notice->about)].insert(out[Lower(notice->about)].begin(), notice);
    }
  }
  return out;
}

void OneNotice(const Inputs& in, Examination& examination, const std::vector<const Record*>& all) {
  std::optional<Time> before;  // The latest end that was told so far
  for (const auto* notice : all) {
    const Time told = *When(notice->on), ends = *When(notice->ends);
    const std::string text =
        notice->about + ": told on " + ToHumanDate(told) + ", ends on " + ToHumanDate(ends);
    bool brought_forward = before && ends < *before;
    bool counts = Counts(in, *notice, {});
    if (counts && (!before || *before < ends)) before = ends;
    if (brought_forward || ends < AddYears(told, 1))
      examination.Bad(
          {notice->path, 0},
          text + (brought_forward ? ", earlier than was told before" : ", less than a year later"),
          Reach::kRelease, "support it until a year after it was told", 30);
    else if (Take(examination, WordOf(in, *notice, {}), notice->id)) {
      examination.Good();
      examination.Witness(text, {notice->path, 0});
    }
  }
}

// A year's notice is promised: by a record, or by the organisation's policy.
bool Promised(const Inputs& in, Examination& examination) {
  const auto& organisation = in.facts.organisation;
  constexpr long long kYear = 365LL * 86400;
  std::string why;
  for (const auto* promise : RecordsOf(in, RecordKind::kPromise)) {
    Word word = WordOf(in, *promise, model::kSro);
    if (word.grade == model::Grade::kClaimed) {
      if (why.empty()) why = word.why;
    } else if (Trim(promise->in).empty() || promise->at_least < kYear) {
      why = "in " + promise->path.bytes + ": a year, and where customers are promised it";
    } else {
      examination.RestsOn(word.grade, promise->id);
      examination.Good();
      examination.Witness("a year's notice is promised: " + promise->in + ", says " + promise->by,
                          {promise->path, 0});
      return true;
    }
  }
  const auto& policy = organisation.policy;
  if (policy.notice_at_least >= kYear && !Trim(policy.notice_in).empty()) {
    Word word = WordOf(in, "policy.end-of-support-notice", model::kSro);
    if (word.grade != model::Grade::kClaimed) {
      examination.RestsOn(word.grade, organisation.id);
      examination.Good();
      examination.Witness("a year's notice is promised: " + policy.notice_in + ", says " + word.who,
                          {organisation.path, 0});
      return true;
    }
    if (why.empty()) why = word.why;
  }
  if (!why.empty() && examination.good() == 0) examination.Missing(why, Where::kPerson);
  return false;
}

}  // namespace

void ExamineDisclosureAccepted(const Inputs& in, Examination& examination) {
  ExaminePublished(
      in, examination, "disclosure",
      {{"how-to-report", "how to report"}, {"what-to-expect", "what to expect after reporting"}},
      "the published policy, read where it is, and its owner's word");
  long long bad = 0;
  for (const auto* page : PagesFor(in, "security.txt")) {
    if (!IsFresh(in, *page) || page->status != 200) continue;
    if (!page->expires.empty() && !IsOver(page->expires, *When(page->at))) {
      if (IsOver(page->expires, in.time))
        examination.Missing(page->url + ", seen after " + page->expires, Where::kPublished);
      continue;
    }
    if (page->expires.empty() && page->parts.empty()) {  // Many sites answer 200 to anything
      examination.Missing(page->url + ", which answers without a security.txt", Where::kPublished);
      continue;
    }
    ++bad;
    examination.Bad(PlaceOfPage(*page),
                    page->expires.empty() ? "has no Expires" : "expired on " + page->expires,
                    Reach::kRelease, "renew Expires", 5);
  }
  if (bad == 0 || examination.bad() > bad) return;
  examination.Headline("security.txt is not one that a reporter may rely on");
  examination.Remedy("renew its Expires", 5);
}

void ExamineSupportAccepted(const Inputs& in, Examination& examination) {
  ExaminePublished(in, examination, "support", {{"versions", "which versions are supported"}},
                   "the support statement where customers read it, and its owner's word");
}

void ExamineGuide(const Inputs& in, Examination& examination) {
  const model::Paper* paper = PaperFor(in, "user-guide");
  const auto pages = PagesFor(in, "user-guide");
  if (paper == nullptr && pages.empty())
    return examination.Missing("the user guide, read where customers read it", Where::kPublished);
  std::vector<AskedPart> asked = {{"apply-updates", "how updates are applied"},
                                  {"secure-use", "secure use"}};
  bool service = std::ranges::any_of(in.product.delivery, [](auto delivery) {
    return delivery == model::Delivery::kSaas || delivery == model::Delivery::kDevice;
  });
  if (service)
    for (const AskedPart& part : {AskedPart{"strong-authentication", "strong authentication"},
                                  {"backup", "backup"},
                                  {"access-control", "access control"},
                                  {"ports", "ports"}})
      asked.push_back(part);
  IsPublished(in, examination, "user-guide", asked);
  std::set<std::string> parts;
  for (const auto* page : pages)
    if (IsFresh(in, *page) && page->status == 200)
      parts.insert(page->parts.begin(), page->parts.end());
  if (paper != nullptr && IsForCustomers(in, *paper) && ExamineWhole(in, examination, *paper, {}))
    parts.insert(paper->parts.begin(), paper->parts.end());
  long long good = 0;
  for (const auto& part : asked) {
    if (parts.contains(std::string(part.id)))
      ++good;
    else
      examination.Missing("in the user guide: " + std::string(part.words), Where::kPublished);
  }
  examination.Good(good);
  if (!examination.findings().empty()) {
    examination.Headline("the user guide is unfinished, or not where customers are sent");
    examination.Remedy("finish it, and publish it there", 15);
  }
}

void ExamineNotice(const Inputs& in, Examination& examination) {
  for (const auto& [about, notices] : NoticesOf(in, examination))
    OneNotice(in, examination, notices);
  if (!examination.findings().empty()) {
    examination.Headline("customers had less than the Code's one year of notice");
    return examination.Remedy("support it until a year after it was told", 30);
  }
  if (!Promised(in, examination) && examination.good() == 0)
    examination.Missing("the promise of a year, or when each end date was first published",
                        Where::kPerson);
}

}  // namespace avouch::claims
