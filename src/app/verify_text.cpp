// What a customer reads: whose word it is, until when, what is met and on what it
// rests; first of all what was loosened, waived or left out.

#include <algorithm>

#include "app/verify.h"
#include "base/text.h"

namespace avouch::app {
namespace {

using model::Grade;
using model::Verdict;
using statement::ClaimVerdict;
using statement::Standing;

class Writer {
 public:
  Writer(const verify::Proof& proof, const VerifyOptions& options, Time now)
      : proof_(proof), options_(options), now_(now) {
    if (auto catalogue = LoadCatalogue();
        catalogue && catalogue->digest == proof.verdicts().catalogue)
      catalogue_ = std::move(*catalogue);
  }

  void Who(const std::string& seen);
  void Loosened();
  void Affirmations();
  void Claims(Verdict verdict, std::string_view heading);
  void Gaps();
  void Own(const Again& again);
  void Foot();
  [[nodiscard]] std::string Text() && { return std::move(out_); }

 private:
  void Line(std::string_view text = {}) { out_ += Printable(text) + "\n"; }
  [[nodiscard]] std::string Claim(const ClaimVerdict& claim) const;
  [[nodiscard]] std::string Standing(const ClaimVerdict& claim) const;
  [[nodiscard]] long long Number(Verdict verdict) const {
    const auto& claims = proof_.verdicts().claims;
    return std::count_if(claims.begin(), claims.end(),
                         [&](const auto& claim) { return claim.verdict == verdict; });
  }

  const verify::Proof& proof_;
  const VerifyOptions& options_;
  Time now_;
  model::Catalogue catalogue_;  // Empty when the bundle was decided by another edition
  std::string out_;
};

std::string_view RestsOn(const std::optional<Grade>& grade) {
  if (!grade) return "";
  switch (*grade) {
    case Grade::kComputed:
      return "computed from the source";
    case Grade::kAttested:
      return "another system signed it";
    case Grade::kExported:
      return "another system's answer";
    case Grade::kSigned:
      return "the word of a named person";
    case Grade::kClaimed:
      return "only said";
  }
  return "";
}

void Writer::Who(const std::string& seen) {
  const auto& index = proof_.index();
  Line(index.product.name + " " + index.product.version + ", commit " +
       index.product.commit.substr(0, 12) + ", assessed " + ToHumanDate(proof_.verdicts().time));
  Line();
  Line("Every byte of this file is accounted for: signatures, log, digests.");
  if (index.organisation.fingerprint.empty()) {
    Line("Nobody's keys are listed: what follows is the word of whoever holds the log's key.");
  } else if (!options_.organisation.empty()) {
    Line("It is from " + index.organisation.name + ", by the fingerprint that you gave.");
  } else {
    Line("It says that it is from " + index.organisation.name + ". That is so if they told you,");
    Line("by another road than this file, the fingerprint " + index.organisation.fingerprint);
  }
  if (!index.organisation.fingerprint.empty() && !proof_.keys_are_first())
    Line(
        "Their list of keys has changed since that fingerprint; that each change was signed by a "
        "key listed before is the log keeper's word.");
  Line("Log: " + index.log.key.substr(0, index.log.key.find('+')) + ", " +
       Count("entry", index.log.size, "entries") + "; " + seen + ".");
  for (const auto& witness : proof_.cosigned())
    Line("Witnessed by " + witness.witness + " on " + ToHumanDate(witness.time) + ".");
  Line();
}

void Writer::Loosened() {
  const auto& verdicts = proof_.verdicts();
  std::vector<std::string> lines;
  for (const auto& changed : verdicts.policy.changed) lines.push_back("rule: " + changed);
  for (const auto& claim : verdicts.claims)
    if (claim.verdict == Verdict::kNotApplicable)
      lines.push_back(claim.claim + " not applicable: " +
                      (claim.reasons.empty() ? "no reason given" : claim.reasons.front()));
  if (verdicts.excluded > 0)
    lines.push_back(Count("path", verdicts.excluded) + " of the source left out by the vendor");
  if (verdicts.scope.empty()) lines.emplace_back("scope was assumed: all four themes");
  if (verdicts.delivery_assumed) lines.emplace_back("how customers get it was assumed");
  if (lines.empty()) return;
  Line("Read this first: changed, left out or not applicable");
  for (const auto& line : lines) Line("  " + line);
  Line();
}

void Writer::Affirmations() {
  const verify::Affirmed* force = proof_.in_force();
  if (force == nullptr) {
    Line("No Senior Responsible Owner has signed this.");
  } else {
    Line(force->what.by + ", Senior Responsible Owner, signed these verdicts on " +
         ToHumanDate(force->what.on) + ", until " + ToHumanDate(force->what.until) + ".");
    Line("  key: " + force->how);
    for (const auto& one : force->what.reservations) Line("  except " + one.claim + ": " + one.why);
    if (AddDays(force->what.until, 1) <= now_) Line("  EXPIRED: that day is over.");
  }
  for (const auto& one : proof_.affirmations())
    if (!one.counts)
      Line("Does not count: a signature in the name of " + one.what.by + ": " + one.how);
  Line();
}

std::string Writer::Standing(const ClaimVerdict& claim) const {
  const verify::Affirmed* force = proof_.in_force();
  if (force == nullptr) return "";
  const auto standing = statement::StandingOf(force->what, proof_.verdicts(), claim.claim, now_);
  if (standing != Standing::kStands) return " [signature: " + std::string(Name(standing)) + "]";
  for (const auto& then : force->what.verdicts)
    if (then.claim == claim.claim && then.verdict != claim.verdict)
      return " [signed as " + std::string(Name(then.verdict)) + "]";
  return "";
}

std::string Writer::Claim(const ClaimVerdict& claim) const {
  std::string out = "  " + claim.claim + "  ";
  if (const auto* known = model::FindClaim(catalogue_, claim.claim)) out += known->claim;
  if (claim.grade) out += " (" + std::string(RestsOn(claim.grade)) + ")";
  return out + Standing(claim);
}

void Writer::Claims(Verdict verdict, std::string_view heading) {
  const long long number = Number(verdict);
  if (number == 0) return;
  Line(std::string(heading) + ": " + Count("claim", number));
  for (const auto& claim : proof_.verdicts().claims)
    if (claim.verdict == verdict) Line(Claim(claim));
  Line();
}

void Writer::Gaps() {
  if (proof_.verdicts().gaps.empty()) return;
  Line("Open, and known to the vendor");
  for (const auto& gap : proof_.verdicts().gaps)
    Line("  " + gap.claim + "  " + gap.why + " (by " + gap.by + ")");
  Line();
}

void Writer::Own(const Again& again) {
  if (again.heading.empty()) {
    Line("You have recomputed nothing yet: --redo decides again from the evidence in here.");
    return;
  }
  Line(again.heading);
  for (const auto& line : again.lines) Line("  " + line);
}

void Writer::Foot() {
  const auto& items = proof_.index().items;
  const auto withheld =
      std::count_if(items.begin(), items.end(), [](const auto& item) { return item.withheld(); });
  Line("This copy is for: " + std::string(Name(proof_.index().audience)) + ". " +
       Count("payload", withheld) + " of " + std::to_string(items.size()) +
       " withheld, with commitments in the log.");
}

}  // namespace

std::string ProofText(const verify::Proof& proof, const VerifyOptions& options,
                      const std::string& seen, const Again& again, Time now) {
  Writer writer(proof, options, now);
  writer.Who(seen);
  writer.Loosened();
  writer.Affirmations();
  writer.Claims(Verdict::kNotMet, "Not met");
  writer.Claims(Verdict::kMet, "Met");
  writer.Claims(Verdict::kNotEvidenced, "Open: nothing shown either way");
  writer.Gaps();
  writer.Own(again);
  writer.Foot();
  return std::move(writer).Text();
}

}  // namespace avouch::app
