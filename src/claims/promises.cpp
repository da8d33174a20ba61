// Themes 3 and 4 as far as people say it: what is published and stood by, who
// was told, what is promised, and how incidents went.
//
// "None in the period" is an answer when it is signed, says where one looked,
// and the period reaches close to the assessment.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::PublishedPage;
using model::Reach;
using model::Record;
using model::RecordKind;
using model::Where;

const model::Telling* TellingOf(const Record& record, std::string_view whom) {
  for (const auto& telling : record.tellings)
    if (telling.whom == whom) return &telling;
  return nullptr;
}

// A signed period of `kind` with nothing in it that reaches close to now.
// True when there is one; what it lacks is told.
bool NoneInPeriod(const Inputs& in, Examination& examination, RecordKind kind,
                  std::string_view what) {
  for (const auto* period : RecordsOf(in, kind)) {
    if (!period->none) continue;
    if (DaysBetween(*When(period->to), in.time) > in.policy.period_days) {
      examination.Missing("a word about the time after " + period->to, Where::kPerson);
      return false;
    }
    if (period->looked_at.empty()) {
      examination.Missing("looked-at: in " + period->path.bytes, Where::kPerson);
      return false;
    }
    if (!Take(examination, WordOf(in, *period, {}), period->id)) return false;
    examination.Good();
    examination.Witness("no " + std::string(what) + " from " + period->from + " to " + period->to +
                            ", says " + period->by + ", who looked at " +
                            Join(period->looked_at, ", "),
                        {period->path, 0});
    return true;
  }
  return false;
}

// Pages seen for a purpose, newest per address, not after the assessment.
std::vector<const PublishedPage*> PagesFor(const Inputs& in, std::string_view purpose) {
  std::map<std::string, const PublishedPage*> newest;
  for (const auto& page : in.facts.published.pages) {
    if (page.purpose != purpose || !IsPast(page.at, in.time)) continue;
    const PublishedPage*& slot = newest[page.url];
    if (slot == nullptr || When(slot->at)->seconds < When(page.at)->seconds) slot = &page;
  }
  std::vector<const PublishedPage*> out;
  for (const auto& [url, page] : newest) out.push_back(page);
  return out;
}

bool IsFresh(const Inputs& in, const PublishedPage& page) {
  return DaysBetween(*When(page.at), in.time) <= in.policy.export_days;
}

// Where an observation of a page can be pointed at.
model::Place PlaceOfPage(const PublishedPage& page) { return {Path(page.url), 0}; }

// The paper is where customers read it: in the tree itself, or at an address
// that answered. A dead address contradicts.
bool IsPublished(const Inputs& in, Examination& examination, std::string_view purpose) {
  bool seen = false;
  for (const auto* page : PagesFor(in, purpose)) {
    if (!IsFresh(in, *page)) continue;
    if (page->status == 200) {
      seen = true;
      examination.Witness(page->url + " answered on " + ToHumanDate(*When(page->at)));
    } else {
      examination.Bad(PlaceOfPage(*page),
                      page->status == 0 ? "no answer: " + page->error
                                        : "answers " + std::to_string(page->status),
                      Reach::kRelease, "publish it there again, or name the right address", 15);
    }
  }
  const model::Paper* paper = PaperFor(in, purpose);
  if (!seen && paper != nullptr && paper->in_product) seen = true;  // The tree is where it is read.
  if (!seen)
    examination.Missing("the published text, read where customers read it", Where::kPublished);
  return seen;
}

void Accepted(const Inputs& in, Examination& examination, std::string_view purpose,
              std::initializer_list<AskedPart> parts, std::string_view missing) {
  if (PaperFor(in, purpose) == nullptr)
    return examination.Missing(std::string(missing), Where::kPublished);
  IsPublished(in, examination, purpose);
  ExaminePaper(in, examination, purpose, parts, {});
  if (!examination.findings().empty()) {
    examination.Headline("the " + std::string(purpose) +
                         " text is unfinished, past its review, or not where it is said to be");
    examination.Remedy("finish it, review it, and publish it", 30);
  }
}

bool ExercisedFor(const Inputs& in, Examination& examination, std::string_view purpose) {
  const model::Paper* paper = PaperFor(in, purpose);
  for (const auto* exercise : RecordsOf(in, RecordKind::kExercise)) {
    if (paper == nullptr || exercise->of.file != paper->path.bytes) continue;
    if (DaysBetween(*When(exercise->on), in.time) > in.policy.window_days) continue;
    if (exercise->took_part.empty()) continue;
    if (!Take(examination, WordOf(in, *exercise, {}), exercise->id)) return false;
    examination.Good();
    examination.Witness(
        "exercised on " + ToHumanDate(*When(exercise->on)) + " by " +
            Count("person", static_cast<long long>(exercise->took_part.size()), "people"),
        {exercise->path, 0});
    return true;
  }
  examination.Missing(
      "an exercise of it in the last " + std::to_string(in.policy.window_days) + " days",
      Where::kPerson);
  return false;
}

long long LimitDays(const Inputs& in, std::string_view severity) {
  if (severity == "critical") return in.policy.fix_critical_days;
  if (severity == "high") return in.policy.fix_high_days;
  if (severity == "medium") return in.policy.fix_medium_days;
  return 0;  // Low: no limit of ours
}

// Everything said to have been handled: fix records, told records.
std::set<std::string> Handled(const Inputs& in) {
  std::set<std::string> out;
  for (const auto* record : RecordsOf(in, RecordKind::kFix)) out.insert(record->about);
  for (const auto* record : RecordsOf(in, RecordKind::kTold)) out.insert(record->about);
  return out;
}

// For each vulnerability handled, somebody of `whom` was told.
void EachTold(const Inputs& in, Examination& examination, std::string_view whom) {
  std::set<std::string> handled = Handled(in);
  const auto& seen = in.facts.history.value.advisory_ids;
  if (!seen.empty())
    examination.Witness(Count("advisory id", static_cast<long long>(seen.size())) +
                        " in commit subjects, " + seen.back() +
                        " among them: candidates, each needs an answer");
  if (handled.empty()) {
    if (!NoneInPeriod(in, examination, RecordKind::kVulnerabilityPeriod,
                      "vulnerability was handled"))
      examination.Missing(
          "for each vulnerability handled, who was told and when; or that there was none",
          Where::kPerson);
    return;
  }
  for (const auto& about : handled) {
    const Record* told = nullptr;
    for (const auto* record : RecordsOf(in, RecordKind::kTold))
      if (record->about == about && told == nullptr) told = record;
    const model::Telling* telling = told != nullptr ? TellingOf(*told, whom) : nullptr;
    if (telling != nullptr && IsPast(telling->at, in.time)) {
      if (!Take(examination, WordOf(in, *told, {}), told->id)) continue;
      examination.Good();
      examination.Witness(about + ": " + (telling->how.empty() ? telling->to : telling->how) +
                              ", " + ToHumanDate(*When(telling->at)),
                          {told->path, 0});
      continue;
    }
    if (telling != nullptr &&
        !telling->because.empty()) {  // The Code: a decision whom to tell, and why.
      if (Take(examination, WordOf(in, *told, {}), told->id)) examination.Good();
      continue;
    }
    model::Place place = told != nullptr ? model::Place{told->path, 0} : model::Place{};
    for (const auto* fix : RecordsOf(in, RecordKind::kFix))
      if (fix->about == about && place.path.empty()) place = {fix->path, 0};
    examination.Bad(place,
                    about + ": " +
                        (whom == "internal" ? "nobody inside was told"
                                            : "customers were not told, and no reason stands"),
                    Reach::kRelease, "tell them, and record it", 15);
  }
  if (!examination.findings().empty()) {
    examination.Headline(Count("vulnerability", examination.bad(), "vulnerabilities") +
                         " handled with nobody told");
    examination.Remedy("tell them, and record who and when", 15);
  }
}

}  // namespace

void ExamineInternalTold(const Inputs& in, Examination& examination) {
  EachTold(in, examination, "internal");
}
void ExamineCustomersTold(const Inputs& in, Examination& examination) {
  EachTold(in, examination, "customers");
}

void ExamineDisclosureAccepted(const Inputs& in, Examination& examination) {
  Accepted(
      in, examination, "disclosure",
      {{"how-to-report", "how to report"}, {"what-to-expect", "what to expect after reporting"}},
      "the published policy, read where it is, and its owner's word");
  for (const auto* page : PagesFor(in, "security.txt"))
    if (IsOver(page->expires, in.time))
      examination.Bad(PlaceOfPage(*page), "expired on " + page->expires, Reach::kRelease,
                      "renew Expires", 5);
}

void ExamineSupportAccepted(const Inputs& in, Examination& examination) {
  Accepted(in, examination, "support", {{"versions", "which versions are supported"}},
           "the support statement where customers read it, and its owner's word");
}

void ExamineGuide(const Inputs& in, Examination& examination) {
  std::set<std::string> parts;
  const model::Paper* paper = PaperFor(in, "user-guide");
  if (paper != nullptr) parts.insert(paper->parts.begin(), paper->parts.end());
  for (const auto* page : PagesFor(in, "user-guide"))
    if (IsFresh(in, *page) && page->status == 200)
      parts.insert(page->parts.begin(), page->parts.end());
  if (paper == nullptr && PagesFor(in, "user-guide").empty())
    return examination.Missing("the user guide, read where customers read it", Where::kPublished);
  std::vector<AskedPart> asked = {{"apply-updates", "how updates are applied"},
                                  {"secure-use", "secure use"}};
  bool service =
      std::any_of(in.product.delivery.begin(), in.product.delivery.end(), [](auto delivery) {
        return delivery == model::Delivery::kSaas || delivery == model::Delivery::kDevice;
      });
  if (service) {
    asked.push_back({"strong-authentication", "strong authentication"});
    asked.push_back({"backup", "backup"});
    asked.push_back({"access-control", "access control"});
  }
  long long good = 0;
  for (const auto& part : asked) {
    if (parts.contains(std::string(part.id)))
      ++good;
    else
      examination.Missing("in the user guide: " + std::string(part.words), Where::kPublished);
  }
  bool published = IsPublished(in, examination, "user-guide");
  if (paper != nullptr && !Take(examination, WordOf(in, *paper, {}), paper->id)) return;
  if (published) examination.Good(good);
  if (!examination.findings().empty()) {
    examination.Headline("the user guide is not where customers are sent");
    examination.Remedy("publish it there, or name the right address", 15);
  }
}

void ExamineNotice(const Inputs& in, Examination& examination) {
  const auto& organisation = in.facts.organisation;
  for (const auto* notice : RecordsOf(in, RecordKind::kNotice)) {
    auto told = When(notice->on), ends = When(notice->ends);
    if (!told || !ends) {
      examination.Missing(
          "in " + notice->path.bytes + ": the day it was told and the day support ends",
          Where::kPerson);
      continue;
    }
    if (*ends < AddYears(*told, 1)) {
      examination.Bad({notice->path, 0},
                      notice->about + ": told on " + ToHumanDate(*told) + ", ends on " +
                          ToHumanDate(*ends) + ", less than a year later",
                      Reach::kRelease, "support it until a year after it was told", 30);
      continue;
    }
    if (Take(examination, WordOf(in, *notice, {}), notice->id)) examination.Good();
  }
  if (!examination.findings().empty()) {
    examination.Headline("customers had less than the Code's one year of notice");
    examination.Remedy("support it until a year after it was told", 30);
    return;
  }
  for (const auto* promise : RecordsOf(in, RecordKind::kPromise)) {
    if (promise->in.empty()) {
      examination.Missing("in " + promise->path.bytes + ": where customers are promised it",
                          Where::kPerson);
      continue;
    }
    if (!Take(examination, WordOf(in, *promise, model::kSro), promise->id)) return;
    examination.Good();
    return examination.Witness(
        "a year's notice is promised: " + promise->in + ", says " + promise->by,
        {promise->path, 0});
  }
  const auto& policy = organisation.policy;
  if (policy.notice_at_least >= 365LL * 86400 && !policy.notice_in.empty()) {
    if (!Take(examination, WordOf(in, "policy.end-of-support-notice", model::kSro),
              organisation.id))
      return;
    examination.Good();
    return examination.Witness("a year's notice is promised: " + policy.notice_in,
                               {organisation.path, 0});
  }
  if (examination.good() == 0)
    examination.Missing("the promise of a year, or when each end date was first published",
                        Where::kPerson);
}

void ExamineIncidentPlanAccepted(const Inputs& in, Examination& examination) {
  if (PaperFor(in, "incident-plan") == nullptr)
    return examination.Missing("the published plan, its owner's word, and an exercise",
                               Where::kPerson);
  IsPublished(in, examination, "incident-plan");
  ExaminePaper(in, examination, "incident-plan",
               {{"roles", "roles and named contacts"},
                {"response", "response"},
                {"communication", "communication"}},
               {});
  ExercisedFor(in, examination, "incident-plan");
  if (!examination.findings().empty()) {
    examination.Headline(
        "the incident plan is unfinished, past its review, or not where it is said to be");
    examination.Remedy("finish it, review it, and publish it", 30);
  }
}

void ExamineIncidents(const Inputs& in, Examination& examination) {
  auto incidents = RecordsOf(in, RecordKind::kIncident);
  for (const auto* incident : incidents) {
    auto known = When(incident->known_at);
    const model::Telling* told = TellingOf(*incident, "customers");
    auto at = told != nullptr ? When(told->at) : std::nullopt;
    if (!known) {
      examination.Missing("in " + incident->path.bytes + ": when it was known", Where::kPerson);
      continue;
    }
    if (!at && told != nullptr && !told->because.empty()) {  // Decided not to tell, with a reason.
      if (Take(examination, WordOf(in, *incident, {}), incident->id)) examination.Good();
      continue;
    }
    long long hours = ((at ? at->seconds : in.time.seconds) - known->seconds) / 3600;
    if (hours > in.policy.incident_first_notice_hours) {
      examination.Bad({incident->path, 0},
                      incident->about + ": " +
                          (at ? "customers heard after " + Count("hour", hours)
                              : "customers have heard nothing in " + Count("hour", hours)),
                      Reach::kRelease,
                      "tell them; the vendor's own limit is " +
                          Count("hour", in.policy.incident_first_notice_hours),
                      30);
      continue;
    }
    if (!at) {
      examination.Missing("customers told of " + incident->about, Where::kPerson);
      continue;
    }
    if (Take(examination, WordOf(in, *incident, {}), incident->id)) examination.Good();
  }
  if (!examination.findings().empty()) {
    examination.Headline("customers were told late of an incident, or not at all");
    examination.Remedy("tell them, and record when", 30);
    return;
  }
  bool none = NoneInPeriod(in, examination, RecordKind::kIncidentPeriod, "incident");
  if (incidents.empty() && !none)
    examination.Missing(
        "for each incident, when customers were told; or that there was none, and where one looked",
        Where::kPerson);
}

void ExamineVulnerabilityPlan(const Inputs& in, Examination& examination) {
  if (PaperFor(in, "vulnerability-plan") == nullptr)
    return examination.Missing("the plan, its deadlines and its owner", Where::kPerson);
  ExaminePaper(in, examination, "vulnerability-plan",
               {{"sources", "where findings come from"},
                {"judging", "how they are judged"},
                {"limits", "how long each may take"},
                {"deciding", "who decides"}},
               {});
  ExercisedFor(in, examination, "vulnerability-plan");
  // Each match of the newest scan is decided inside the plan's limit.
  std::map<std::string, const Record*> decided;
  for (const auto* fix : RecordsOf(in, RecordKind::kFix)) decided[fix->about] = fix;
  for (const auto* waiver : RecordsOf(in, RecordKind::kWaiver))
    if (!IsOver(waiver->until, in.time) && !waiver->until.empty())
      decided.emplace(waiver->about, waiver);
  for (const auto& run : in.facts.results.scans) {
    if (run.kind != model::ScanKind::kVulnerabilities || !When(run.at) || *When(run.at) > in.time)
      continue;
    for (const auto& finding : run.findings) {
      const Record* record = decided.contains(finding.rule) ? decided[finding.rule] : nullptr;
      if (record != nullptr && WordOf(in, *record, {}).grade != model::Grade::kClaimed) {
        bool open = record->kind == RecordKind::kFix && record->released_at.empty() &&
                    record->decision.empty();
        if (!open) continue;
      }
      long long limit = LimitDays(in, model::Name(finding.severity));
      if (limit == 0) continue;
      auto since =
          record != nullptr && When(record->known_at) ? When(record->known_at) : When(run.at);
      long long days = DaysBetween(*since, in.time);
      if (days <= limit) continue;
      examination.Bad({run.path, 0},
                      finding.rule + " in " + finding.component + ": " +
                          std::string(model::Name(finding.severity)) + ", day " +
                          std::to_string(days) + ", the limit is " + Count("day", limit) +
                          (finding.fixed_in.empty() ? "" : "; fixed in " + finding.fixed_in),
                      Reach::kRelease, "update it, or decide and record why not", 30);
    }
  }
  if (!examination.findings().empty()) {
    examination.Headline(
        "a vulnerability waits longer than the vendor's own limit, or the plan is unfinished");
    examination.Remedy("update, or decide and record why not", 30);
  }
}

void ExamineUpdatesInTime(const Inputs& in, Examination& examination) {
  auto fixes = RecordsOf(in, RecordKind::kFix);
  for (const auto* fix : fixes) {
    auto known = When(fix->known_at), released = When(fix->released_at);
    long long limit = LimitDays(in, fix->severity);
    if (!known) {
      examination.Missing("in " + fix->path.bytes + ": when it was known", Where::kPerson);
      continue;
    }
    long long days = DaysBetween(*known, released && *released <= in.time ? *released : in.time);
    if (limit > 0 && days > limit && fix->because.empty()) {
      examination.Bad({fix->path, 0},
                      fix->about + " (" + fix->severity +
                          "): " + (released ? "released after " : "not released after ") +
                          Count("day", days) + ", the limit is " + Count("day", limit),
                      Reach::kRelease, "release it, or publish the reason", 60);
      continue;
    }
    if (!released) {
      examination.Missing("the release that fixes " + fix->about, Where::kPublished);
      continue;
    }
    if (Take(examination, WordOf(in, *fix, {}), fix->id)) examination.Good();
  }
  if (!examination.findings().empty()) {
    examination.Headline("a security update came later than the vendor's own limit");
    examination.Remedy("release it, or publish the reason", 60);
    return;
  }
  if (fixes.empty() &&
      !NoneInPeriod(in, examination, RecordKind::kVulnerabilityPeriod, "vulnerability was handled"))
    examination.Missing("for each vulnerability, when it was known and when the fix was released",
                        Where::kPublished);
}

void ExamineChannel(const Inputs& in, Examination& examination) {
  const auto& organisation = in.facts.organisation;
  if (organisation.channels.empty())
    return examination.Missing("the distribution addresses and what their connection shows",
                               Where::kPublished);
  for (const auto& address : organisation.channels) {
    if (address.starts_with("http://")) {
      examination.Bad({organisation.path, 0}, address + " is plain HTTP", Reach::kRelease,
                      "distribute over https", 15);
      continue;
    }
    const PublishedPage* seen = nullptr;
    for (const auto& page : in.facts.published.pages)
      if (page.url == address && IsPast(page.at, in.time) && IsFresh(in, page)) seen = &page;
    if (seen == nullptr) {
      examination.Missing("what the connection to " + address + " shows", Where::kPublished);
      continue;
    }
    if (seen->downgrade || seen->tls_version.empty())
      examination.Bad(PlaceOfPage(*seen), "leads to plain HTTP", Reach::kRelease,
                      "take the redirect away", 15);
    else if (!seen->chain_valid ||
             (seen->tls_version != "TLSv1.2" && seen->tls_version != "TLSv1.3"))
      examination.Bad(
          PlaceOfPage(*seen),
          "its connection cannot be trusted: " +
              (seen->chain_valid ? seen->tls_version : "the certificate does not verify"),
          Reach::kRelease, "mend the certificate or the protocol", 30);
    else
      examination.Good();
  }
  if (!examination.findings().empty()) {
    examination.Headline("software reaches customers over a connection that others can change");
    examination.Remedy("distribute over https with a valid certificate", 30);
  }
  if (examination.good() > 0)
    examination.Witness(Count("address", examination.good(), "addresses") +
                        " over TLS with a valid certificate");
  Take(examination, WordOf(in, "channels", {}), organisation.id);
}

void ExamineServiceDigest(const Inputs& in, Examination& examination) {
  auto pages = PagesFor(in, "version");
  auto releases = RecordsOf(in, RecordKind::kRelease);
  if (pages.empty() || releases.empty())
    return examination.Missing(pages.empty() ? "the digest that the running service reports"
                                             : "a release record with the digest that was deployed",
                               Where::kPublished);
  for (const auto* page : pages) {
    if (!IsFresh(in, *page) || page->digest_reported.empty()) {
      examination.Missing("a digest that " + page->url + " reports, newer", Where::kPublished);
      continue;
    }
    const Record* match = nullptr;
    for (const auto* release : releases)
      if (release->of.sha256 == page->digest_reported) match = release;
    if (match == nullptr) {
      examination.Bad(
          PlaceOfPage(*page),
          "reports " + page->digest_reported.substr(0, 12) + "..., which no release record names",
          Reach::kRelease, "deploy a recorded release, or record this one", 15);
      continue;
    }
    if (!Take(examination, WordOf(in, *match, {}), match->id)) continue;
    examination.Good();
    examination.Witness(
        page->url + " reports the digest of " + match->about + ", " + ToHumanDate(*When(page->at)),
        {match->path, 0});
  }
  if (!examination.findings().empty()) {
    examination.Headline("the service runs something that no release record names");
    examination.Remedy("deploy a recorded release, or record this one", 15);
  }
}

}  // namespace avouch::claims
