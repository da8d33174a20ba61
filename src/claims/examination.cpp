#include "claims/examination.h"

#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::claims {
namespace {

// Runs of white space as one blank, ASCII lower case.
std::string Normalise(std::string_view text) {
  std::string out;
  const std::string one_line = ReplaceAll(text, "\n", " ");
  for (auto word : Words(one_line)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return Lower(out);
}

}  // namespace

std::string Fingerprint(std::string_view check, std::string_view path, std::string_view text) {
  std::string all(check);
  all += '\0';
  all += path;  // Git allows no zero byte in one, so that the parts stay apart.
  all += '\0';
  all += Normalise(text);
  return crypto::Sha256Of(all).hex().substr(0, 32);
}

void Examination::Bad(const model::Place& place, std::string text, model::Reach reach,
                      std::string fix, int minutes, Weight weight, std::string_view normalised) {
  assert(!place.path.empty());
  model::Finding finding;
  finding.check = result_.check;
  finding.place = place;
  finding.reach = reach;
  finding.decides = weight == Weight::kByReach && reach == model::Reach::kRelease;
  finding.fix = std::move(fix);
  finding.minutes = minutes;
  finding.id = Fingerprint(result_.check, place.path.bytes,
                           normalised.empty() ? std::string_view(text) : normalised);
  finding.text = std::move(text);
  result_.of += 1;
  if (weight == Weight::kByReach && reach == model::Reach::kUnknown)
    Missing(finding.place.path.bytes + " mended, or that no release depends on it");
  result_.findings.push_back(std::move(finding));
}

void Examination::Witness(std::string text, const model::Place& place) {
  result_.witnesses.push_back({std::move(text), place});
}

void Examination::Missing(std::string text, model::Where where) {
  if (missing_.empty()) result_.where = where;
  if (std::find(missing_.begin(), missing_.end(), text) == missing_.end())
    missing_.push_back(std::move(text));
}

void Examination::Uses(std::string_view family) { result_.evidence.emplace_back(family); }

void Examination::RestsOn(model::Grade grade, const Digest& id) {
  result_.grade = std::max(result_.grade, grade);
  result_.evidence.push_back("sha256:" + id.hex());
}

void Examination::Waive(std::string finding, const model::Record& waiver) {
  RestsOn(model::Grade::kSigned, waiver.id);
  result_.waived.push_back({std::move(finding), waiver.until});
}

model::CheckResult Examination::Conclude() && {
  model::CheckResult& r = result_;
  std::stable_sort(r.findings.begin(), r.findings.end(), [](const auto& a, const auto& b) {
    if (a.decides != b.decides) return a.decides;
    return std::tie(a.place, a.text) < std::tie(b.place, b.text);
  });
  std::sort(r.evidence.begin(), r.evidence.end());
  r.evidence.erase(std::unique(r.evidence.begin(), r.evidence.end()), r.evidence.end());
  std::sort(r.waived.begin(), r.waived.end());
  r.waived.erase(std::unique(r.waived.begin(), r.waived.end()), r.waived.end());
  bool something = r.good > 0 || !r.witnesses.empty() || !r.findings.empty();
  r.nothing = !something && missing_.empty();
  if (missing_.size() > 4) {
    std::string more = "and " + std::to_string(missing_.size() - 4) + " more";
    missing_.resize(4);
    missing_.push_back(more);
  }
  r.missing = Join(missing_, "; ");
  r.partial = false;
  if (!r.findings.empty() && r.findings.front().decides) {
    r.outcome = model::Outcome::kViolated;
    return std::move(r);
  }
  // The one line that says yes: something good, more than claimed, nothing missing.
  bool yes = r.good > 0 && missing_.empty() && r.grade != model::Grade::kClaimed;
  r.outcome = yes ? model::Outcome::kSatisfied : model::Outcome::kNoEvidence;
  r.partial = !yes && something;
  return std::move(r);
}

}  // namespace avouch::claims
