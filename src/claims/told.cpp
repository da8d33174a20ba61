// Claims 3.4.1, 3.4.2, 3.5.1 and 4.3.2: who was told of what, and how soon.
//
// Each is over a set: vulnerabilities handled, incidents. An empty set proves
// nothing, and neither does one whose newest member is old: then somebody signs
// that there was none in a period that reaches close to the assessment, and where
// they looked. What history shows of vulnerabilities needs an answer.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/period.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::Record;
using model::RecordKind;
using model::Where;

using Records = std::vector<const Record*>;

const model::Telling* TellingOf(const Record& record, std::string_view whom) {
  for (const auto& telling : record.tellings)
    if (telling.whom == whom) return &telling;
  return nullptr;
}

bool ReachedNobody(const model::Telling& telling) {
  return telling.of > 0 && telling.bounced >= telling.of;
}

// The newest member is of late, or there was none since.
void ReachesNow(const Inputs& in, Examination& examination, RecordKind kind, const Records& members,
                std::string_view what) {
  std::string newest;
  for (const auto* member : members) {
    const std::string known = KnownAt(*member);
    auto at = When(known);
    if (!at) continue;
    if (DaysBetween(*at, in.time) <= in.policy.period_days) return;
    if (newest < known) newest = known;
  }
  if (!NoneInPeriod(in, examination, kind, members, what))
    examination.Missing("a word about the time after " + newest.substr(0, 10), Where::kPerson);
}

// Ids of vulnerabilities in commit subjects that are as young as the window: each
// needs an answer. Older ones and those without a year are only shown.
std::vector<std::string> Candidates(const Inputs& in, Examination& examination) {
  const auto& seen = in.facts.history.value.advisory_ids;
  if (seen.empty()) return {};
  examination.Uses("history");
  examination.Witness(Count("advisory id", static_cast<long long>(seen.size())) +
                      " in commit subjects, " + seen.back() +
                      " among them: candidates, each needs an answer");
  const int since = DateOf(AddDays(in.time, -in.policy.window_days)).year;
  std::vector<std::string> out;
  for (const auto& id : seen) {
    auto year = id.starts_with("CVE-") ? ParseDate(id.substr(4, 4) + "-01-01") : ParseDate("");
    if (year && year->year >= since) out.push_back(id);
  }
  return out;
}

bool IsUnaffected(const Record& fix) { return Lower(fix.decision).starts_with("not affected"); }

// ---- Told of vulnerabilities ----

struct Handled {
  std::string about;
  Records told, fixes;  // Newest first
};

std::map<std::string, Handled> HandledOf(const Inputs& in) {
  std::map<std::string, Handled> out;
  auto of = [&](const Record& record) -> Handled& {
    Handled& one = out[Lower(record.about)];
    if (one.about.empty()) one.about = record.about;
    return one;
  };
  for (const auto* record : RecordsOf(in, RecordKind::kTold)) of(*record).told.push_back(record);
  for (const auto* record : RecordsOf(in, RecordKind::kFix)) of(*record).fixes.push_back(record);
  return out;
}

// The newest record that tells of `whom`; one that counts before others.
const Record* TellerOf(const Inputs& in, const Records& told, std::string_view whom) {
  const Record* first = nullptr;
  for (const auto* record : told) {
    if (TellingOf(*record, whom) == nullptr) continue;
    if (Counts(in, *record, {})) return record;
    if (first == nullptr) first = record;
  }
  return first;
}

const Record* FirstThatCounts(const Inputs& in, const Records& records) {
  for (const auto* record : records)
    if (Counts(in, *record, {})) return record;
  return nullptr;
}

// Nobody of `whom` was told, as far as records say.
void NotTold(const Inputs& in, Examination& examination, const Handled& one,
             std::string_view whom) {
  bool inside = whom == "internal";
  if (one.fixes.empty())
    return examination.Missing(one.about + ": when " +
                                   (inside ? "the security team inside was" : "customers were") +
                                   " told",
                               Where::kPerson);
  const Record& fix = *one.fixes.front();
  if (!inside) {
    const Record* decided = FirstThatCounts(in, one.fixes);
    if (decided != nullptr && IsUnaffected(*decided)) {
      examination.RestsOn(model::Grade::kSigned, decided->id);
      examination.Good();
      return examination.Witness(one.about + ": " + decided->decision, {decided->path, 0});
    }
    if (!IsPast(fix.released_at, in.time))
      return examination.Missing(one.about + ": a release that fixes it, and customers told of it",
                                 Where::kPerson);
  }
  examination.Bad(
      {fix.path, 0},
      one.about + ": " +
          (inside ? "nobody inside was told" : "customers were not told, and no reason stands"),
      Reach::kRelease, "tell them, and record it", 15);
}

void OneTold(const Inputs& in, Examination& examination, const Handled& one,
             std::string_view whom) {
  const Record* record = TellerOf(in, one.told, whom);
  const model::Telling* telling = record != nullptr ? TellingOf(*record, whom) : nullptr;
  bool told = telling != nullptr && IsPast(telling->at, in.time);
  if (told && ReachedNobody(*telling))
    return examination.Bad({record->path, 0}, one.about + ": what was sent reached nobody",
                           Reach::kRelease, "tell them another way, and record it", 15);
  // The Code: customers are told by a decision whom to tell, and why.
  bool reason =
      telling != nullptr && telling->at.empty() && !telling->because.empty() && whom == "customers";
  if (!told && !reason) return NotTold(in, examination, one, whom);
  if (!Take(examination, WordOf(in, *record, {}), record->id)) return;
  examination.Good();
  examination.Witness(one.about + ": " +
                          (told ? (telling->how.empty() ? telling->to : telling->how) + ", " +
                                      ToHumanDate(*When(telling->at))
                                : "not told, since " + telling->because),
                      {record->path, 0});
}

// For each vulnerability handled, somebody of `whom` was told.
void EachTold(const Inputs& in, Examination& examination, std::string_view whom) {
  const auto handled = HandledOf(in);
  Records all;
  for (const auto& [key, one] : handled) {
    all.insert(all.end(), one.told.begin(), one.told.end());
    all.insert(all.end(), one.fixes.begin(), one.fixes.end());
  }
  for (const auto& id : Candidates(in, examination))
    if (!handled.contains(Lower(id)))
      examination.Missing(id + ": what became of it, and who was told", Where::kPerson);
  constexpr std::string_view kWhat = "vulnerability was handled";
  if (handled.empty()) {
    if (!NoneInPeriod(in, examination, RecordKind::kVulnerabilityPeriod, {}, kWhat))
      examination.Missing(
          "for each vulnerability handled, who was told and when; or that there was none",
          Where::kPerson);
    return;
  }
  for (const auto& [key, one] : handled) OneTold(in, examination, one, whom);
  if (!examination.findings().empty()) {
    examination.Headline(Count("vulnerability", examination.bad(), "vulnerabilities") +
                         " handled with nobody told");
    return examination.Remedy("tell them, and record who and when", 15);
  }
  ReachesNow(in, examination, RecordKind::kVulnerabilityPeriod, all, kWhat);
}

// ---- Incidents ----

void OneIncident(const Inputs& in, Examination& examination, const Record& incident) {
  auto known = When(incident.known_at);
  const model::Telling* told = TellingOf(incident, "customers");
  auto at = told != nullptr ? When(told->at) : std::nullopt;
  if (at && in.time < *at) at = std::nullopt;  // Not told yet
  if (!known || in.time < *known)
    return examination.Missing("in " + incident.path.bytes + ": when it was known", Where::kPerson);
  if (at && *at < *known)
    return examination.Missing(
        "in " + incident.path.bytes + ": times that can be: customers are told before it is known",
        Where::kPerson);
  bool reason = told != nullptr && told->at.empty() && !told->because.empty();
  long long hours = ((at ? at->seconds : in.time.seconds) - known->seconds + 3599) / 3600;
  const model::Place place{incident.path, 0};
  if (at && ReachedNobody(*told))
    return examination.Bad(place, incident.about + ": what was sent to customers reached nobody",
                           Reach::kRelease, "tell them another way, and record it", 30);
  if (!reason && hours > in.policy.incident_first_notice_hours)
    return examination.Bad(place,
                           incident.about + ": " +
                               (at ? "customers heard after " + Count("hour", hours)
                                   : "customers have heard nothing in " + Count("hour", hours)),
                           Reach::kRelease,
                           "tell them; the vendor's own limit is " +
                               Count("hour", in.policy.incident_first_notice_hours),
                           30);
  if (!reason && !at)
    return examination.Missing("customers told of " + incident.about, Where::kPerson);
  if (!Take(examination, WordOf(in, incident, {}), incident.id)) return;
  examination.Good();
  examination.Witness(incident.about + ": " +
                          (at ? "customers heard after " + Count("hour", hours)
                              : "not told, since " + told->because),
                      place);
}

// ---- Fixes ----

long long LimitDays(const Inputs& in, std::string_view severity) {
  if (severity == "critical") return in.policy.fix_critical_days;
  if (severity == "high") return in.policy.fix_high_days;
  if (severity == "medium") return in.policy.fix_medium_days;
  return 0;  // Low: no limit of ours
}

// A reason that customers can read, signed.
bool HasPublishedReason(const Inputs& in, const Record& fix) {
  return !fix.because.empty() && (fix.visibility == "customer" || fix.visibility == "public") &&
         Counts(in, fix, {});
}

void OneFix(const Inputs& in, Examination& examination, const Record& fix) {
  auto known = When(fix.known_at);
  bool unaffected = IsUnaffected(fix);
  auto ended = When(unaffected ? fix.decided_at : fix.released_at);
  if (ended && in.time < *ended) ended = std::nullopt;
  if (!known || in.time < *known)
    return examination.Missing("in " + fix.path.bytes + ": when it was known", Where::kPerson);
  const long long limit = LimitDays(in, fix.severity);
  const long long days = DaysBetween(*known, ended ? *ended : in.time);
  if (limit > 0 && days > limit && !HasPublishedReason(in, fix))
    return examination.Bad({fix.path, 0},
                           fix.about + " (" + fix.severity + "): " +
                               (unaffected ? (ended ? "decided after " : "not decided after ")
                                           : (ended ? "released after " : "not released after ")) +
                               Count("day", days) + ", the limit is " + Count("day", limit),
                           Reach::kRelease,
                           "release it, or publish the reason: because:, visibility: customer", 60);
  if (!ended)
    return examination.Missing(unaffected ? "in " + fix.path.bytes + ": when it was decided"
                                          : "the release that fixes " + fix.about,
                               Where::kPublished);
  if (!Take(examination, WordOf(in, fix, {}), fix.id)) return;
  examination.Good();
  examination.Witness(fix.about + " (" + fix.severity + "): " +
                          (unaffected ? fix.decision : "released after " + Count("day", days)) +
                          (limit > 0 && days > limit ? ", since " + fix.because : ""),
                      {fix.path, 0});
}

}  // namespace

void ExamineInternalTold(const Inputs& in, Examination& examination) {
  EachTold(in, examination, "internal");
}
void ExamineCustomersTold(const Inputs& in, Examination& examination) {
  EachTold(in, examination, "customers");
}

void ExamineIncidents(const Inputs& in, Examination& examination) {
  const auto incidents = RecordsOf(in, RecordKind::kIncident);
  for (const auto* incident : incidents) OneIncident(in, examination, *incident);
  if (!examination.findings().empty()) {
    examination.Headline("customers were told late of an incident, or not at all");
    return examination.Remedy("tell them, and record when", 30);
  }
  if (!incidents.empty())
    return ReachesNow(in, examination, RecordKind::kIncidentPeriod, incidents, "incident");
  if (!NoneInPeriod(in, examination, RecordKind::kIncidentPeriod, {}, "incident"))
    examination.Missing(
        "for each incident, when customers were told; or that there was none, and where one looked",
        Where::kPerson);
}

void ExamineUpdatesInTime(const Inputs& in, Examination& examination) {
  const auto fixes = RecordsOf(in, RecordKind::kFix);
  std::set<std::string> known;
  // One vulnerability may be handled in several releases: each is held to its time.
  for (const auto* fix : fixes) {
    known.insert(Lower(fix->about));
    OneFix(in, examination, *fix);
  }
  for (const auto& id : Candidates(in, examination))
    if (!known.contains(Lower(id)))
      examination.Missing(id + ": when it was known, and when its fix was released",
                          Where::kPublished);
  if (!examination.findings().empty()) {
    examination.Headline("a security update came later than the vendor's own limit");
    return examination.Remedy("release it, or publish the reason", 60);
  }
  constexpr std::string_view kWhat = "vulnerability was handled";
  if (!fixes.empty())
    return ReachesNow(in, examination, RecordKind::kVulnerabilityPeriod, fixes, kWhat);
  if (!NoneInPeriod(in, examination, RecordKind::kVulnerabilityPeriod,
                    RecordsOf(in, RecordKind::kTold), kWhat))
    examination.Missing("for each vulnerability, when it was known and when the fix was released",
                        Where::kPublished);
}

}  // namespace avouch::claims
