#include "claims/elsewhere.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/word.h"
#include "notation/purl.h"

namespace avouch::claims {
namespace {

using model::Record;
using model::RecordKind;

constexpr std::string_view kFailed = "failed", kRefused = "refused";

bool IsOutside(const model::Component& component) {
  return component.source != model::SourceKind::kPath &&
         component.source != model::SourceKind::kWorkspace;
}

NamedVersion Of(const model::Component& component) {
  return {Lower(component.name), Lower(component.version)};
}

// What a release brings from outside; what is for development only is not deployed.
std::set<NamedVersion> Brought(const Inputs& in) {
  std::set<NamedVersion> out;
  for (const auto& manifest : in.facts.components.value.manifests)
    for (const auto& component : manifest.components)
      if (IsOutside(component) && !component.development) out.insert(Of(component));
  return out;
}

// "16.4" is of the line "16".
bool IsOfLine(std::string_view version, std::string_view line) {
  return version == line ||
         (!line.empty() && version.starts_with(line) && version[line.size()] == '.');
}

// By component: the newest record that somebody signed, of one day the one that says
// `worse`; else the newest that nobody did.
struct Newest {
  const Record* counts = nullptr;
  const Record* claimed = nullptr;
};
std::map<NamedVersion, Newest> NewestOf(const Inputs& in, RecordKind kind, std::string_view worse) {
  std::map<NamedVersion, Newest> out;
  for (const Record* record : RecordsOf(in, kind)) {
    Newest& newest = out[ComponentNamed(record->about)];
    const Record*& slot = Counts(in, *record, {}) ? newest.counts : newest.claimed;
    const bool same_day = slot != nullptr && When(slot->on)->seconds == When(record->on)->seconds;
    if (slot == nullptr || (same_day && record->decision == worse)) slot = record;
  }
  return out;
}

// Something bad that nobody signed, at least as new as what somebody did: it is looked
// into. What is good and unsigned only lacks a signature.
bool IsDoubtful(const Newest& newest, std::string_view worse) {
  return newest.claimed != nullptr && newest.claimed->decision == worse &&
         (newest.counts == nullptr ||
          When(newest.counts->on)->seconds <= When(newest.claimed->on)->seconds);
}

std::string Told(const Record& record, std::string_view what) {
  return record.about + ": " + std::string(what) + " on " + ToHumanDate(*When(record.on)) +
         ", says " + record.by;
}

}  // namespace

NamedVersion ComponentNamed(std::string_view about) {
  if (const auto purl = notation::ParsePurl(about); purl && about.starts_with("pkg:")) {
    const std::string name =
        purl->name_space.empty() ? purl->name : purl->name_space + "/" + purl->name;
    return {Lower(name), Lower(purl->version)};
  }
  about = Trim(about);
  std::size_t at = about.rfind('@');
  if (at == about.npos || at == 0) at = about.rfind(' ');
  if (at == about.npos) return {Lower(about), {}};
  return {Lower(Trim(about.substr(0, at))), Lower(Trim(about.substr(at + 1)))};
}

bool IsUsed(const Inputs& in, const NamedVersion& component) {
  for (const auto& manifest : in.facts.components.value.manifests)
    for (const auto& one : manifest.components)
      if (IsOutside(one) && Of(one) == component) return true;
  for (const auto& one : in.product.own_life)
    if (EqualsIgnoreCase(one.name, component.name) &&
        IsOfLine(component.version, Lower(one.version)))
      return true;
  for (const Record* release : RecordsOf(in, RecordKind::kRelease))
    if (ComponentNamed(release->about) == component) return true;
  // What a reseller passed on to customers.
  for (const Record* fix : RecordsOf(in, RecordKind::kFix))
    if (IsPast(fix->released_at, in.time) && ComponentNamed(fix->fixed_in) == component)
      return true;
  return false;
}

void SeeComponentTests(const Inputs& in, Examination& examination) {
  long long failed = 0;
  for (const auto& [component, newest] : NewestOf(in, RecordKind::kComponentTest, kFailed)) {
    if (!IsUsed(in, component)) continue;
    if (IsDoubtful(newest, kFailed)) Take(examination, WordOf(in, *newest.claimed, {}), {});
    if (newest.counts == nullptr) continue;
    if (newest.counts->decision != kFailed) {
      examination.Witness(Told(*newest.counts, "tested elsewhere"), {newest.counts->path, 0});
      continue;
    }
    ++failed;
    examination.Bad({newest.counts->path, 0}, Told(*newest.counts, "failed its test"),
                    model::Reach::kRelease, "use one that passes, or test it again", 60);
  }
  if (failed == 0) return;
  examination.Headline(Count("component", failed) + " failed a test and " +
                       (failed == 1 ? "is" : "are") + " used all the same");
  examination.Remedy("use one that passes, or test it again", 60);
}

bool TestedElsewhere(const Inputs& in, Examination& examination, const model::Release& release,
                     std::string& lacking) {
  if (release.commit != in.commit) return false;
  const Time end = AddDays(StartOf(DateOf(release.date)), 1);
  const auto newest = NewestOf(in, RecordKind::kComponentTest, kFailed);
  std::vector<const Record*> passed;
  const auto brought = Brought(in);
  for (const auto& component : brought) {
    const auto at = newest.find(component);
    const Record* record = at == newest.end() ? nullptr : at->second.counts;
    if (record != nullptr && record->decision != kFailed && *When(record->on) < end &&
        !component.version.empty())
      passed.push_back(record);
    else if (lacking.empty())
      lacking = component.name + "@" + component.version;
  }
  if (passed.empty()) lacking.clear();
  if (passed.empty() || passed.size() != brought.size()) return false;
  for (const Record* record : passed) examination.RestsOn(model::Grade::kSigned, record->id);
  return true;
}

void ExamineDelivered(const Inputs& in, Examination& examination) {
  for (const auto& [component, newest] : NewestOf(in, RecordKind::kDeliveryCheck, kRefused)) {
    const Record* record = newest.counts;
    if (record == nullptr || IsDoubtful(newest, kRefused))
      Take(examination, WordOf(in, *newest.claimed, {}), {});
    if (record == nullptr) continue;
    const bool refused = record->decision == kRefused;
    if (refused && IsUsed(in, component)) {
      examination.Bad({record->path, 0}, Told(*record, "refused at delivery") + ", and used",
                      model::Reach::kRelease, "use one that was accepted", 60);
      continue;
    }
    examination.RestsOn(model::Grade::kSigned, record->id);
    examination.Good();
    examination.Witness(
        refused ? Told(*record, "refused at delivery") + "; not used"
                : Told(*record, "checked at delivery") + ", held against " + record->because,
        {record->path, 0});
  }
  if (!examination.findings().empty()) {
    examination.Headline("what was refused at delivery is used all the same");
    examination.Remedy("use one that was accepted", 60);
  }
}

}  // namespace avouch::claims
