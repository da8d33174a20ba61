// What a customer reads: whose word it is, until when, and how far this reader came;
// then what was loosened, waived or left out; then what is not met or open; then what
// is met, and on whose word each of it rests.

#include <algorithm>

#include "app/verify_again.h"
#include "base/text.h"
#include "statement/said_facts.h"

namespace avouch::app {
namespace {

using model::Grade;
using model::Verdict;
using statement::ClaimVerdict;
using statement::Standing;

class Writer {
 public:
  Writer(const verify::Proof& proof, const VerifyOptions& options, const Depths& depths, Time now)
      : proof_(proof), options_(options), depths_(depths), now_(now) {
    if (auto catalogue = LoadCatalogue();
        catalogue && catalogue->digest == proof.verdicts().catalogue)
      catalogue_ = std::move(*catalogue);
  }

  void Who(const std::string& seen);
  void HowFar();
  void Loosened();
  void Affirmations();
  void Claims(Verdict verdict, std::string_view heading);
  void Gaps();
  void Differences(const Again& again, std::string_view heading);
  void Foot();
  [[nodiscard]] std::string Text() && { return std::move(out_); }

 private:
  void Line(std::string_view text = {}) { out_ += Printable(text) + "\n"; }
  [[nodiscard]] std::string Claim(const ClaimVerdict& claim) const;
  [[nodiscard]] std::string Standing(const ClaimVerdict& claim) const;
  [[nodiscard]] std::string Rests(const ClaimVerdict& claim) const;
  [[nodiscard]] std::string SignaturesChecked() const;
  [[nodiscard]] std::vector<std::string> Waived() const;
  [[nodiscard]] long long Number(Verdict verdict) const {
    const auto& claims = proof_.verdicts().claims;
    return std::count_if(claims.begin(), claims.end(),
                         [&](const auto& claim) { return claim.verdict == verdict; });
  }

  const verify::Proof& proof_;
  const VerifyOptions& options_;
  const Depths& depths_;
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
  for (const auto& source : proof_.verdicts().sources)
    Line("  source " + source.name +
         (source.left.empty() ? ", commit " + source.commit.substr(0, 12)
                              : ": NOT READ, " + source.left));
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
    Line(depths_.checked.chain
             ? "Their list of keys has changed since that fingerprint; each change was signed by a "
               "key listed before: checked here, " +
                   Count("list", depths_.checked.lists) + "."
             : "Their list of keys has changed since that fingerprint; that each change was signed "
               "by a key listed before is the log keeper's word.");
  Line("Log: " + index.log.key.substr(0, index.log.key.find('+')) + ", " +
       Count("entry", index.log.size, "entries") + "; " + seen + ".");
  for (const auto& witness : proof_.cosigned())
    Line("Witnessed by " + witness.witness + " on " + ToHumanDate(witness.time) + ".");
  Line();
}

// What of people's signatures was checked, and what is left to believe.
std::string Writer::SignaturesChecked() const {
  const verify::SignedAgain& checked = depths_.checked;
  std::string out = "of the seal and the log";
  if (!proof_.affirmations().empty()) out += ", and of who affirmed";
  const auto& items = proof_.index().items;
  const bool withheld = std::any_of(items.begin(), items.end(), [](const auto& item) {
    return item.kind == statement::ItemKind::kSaid && item.withheld();
  });
  if (!checked.told)
    return out + (withheld
                      ? "; that people signed what counts as signed is the sealer's word: their "
                        "files are withheld from this copy"
                      : "");
  out += "; of " + std::to_string(checked.checked) + " of " + Count("file", checked.files) +
         " that people signed";
  if (checked.named > 0)
    out += ", of " + std::to_string(checked.named) + " more whose contents are withheld";
  if (const long long word = checked.files - checked.checked - checked.named; word > 0)
    out += ", " + std::to_string(word) + " are the sealer's word";
  if (checked.read_again > 0)
    out += "; " + Count("record", checked.read_again) + " read again out of the signed bytes";
  return out;
}

void Writer::HowFar() {
  Line("How far you are");
  Line("  1 signatures checked  " + SignaturesChecked() + ".");
  Line("  2 decided again       " +
       (depths_.decided.done()
            ? (depths_.decided.own_policy ? "by your policy: " : "") + depths_.decided.heading + "."
            : "not yet: --redo decides again from the evidence in here."));
  Line("  3 collected again     " +
       (depths_.collected.done()
            ? depths_.collected.heading + "."
            : "not yet: --recollect CHECKOUT collects again from the source."));
  for (const auto& note : depths_.collected.notes) Line("    " + note);
  Line();
}

// How many findings waivers accept, for everybody; which, by whom and why, where the
// records travel.
std::vector<std::string> Writer::Waived() const {
  std::vector<std::string> out;
  for (const auto& one : proof_.verdicts().waived) {
    const auto until = ParseDate(one.until);
    const bool over = until && AddDays(StartOf(*until), 1) <= now_;
    out.push_back(one.claim + " waived: " + Count("finding", one.findings) +
                  " accepted instead of fixed, until " + one.until +
                  (over ? "; that day is over" : ""));
  }
  const auto bytes =
      proof_.Content(statement::ItemKind::kSaid, statement::SaidFamily<model::RecordFacts>());
  if (!bytes) return out;
  const auto records = statement::ReadSaid<model::RecordFacts>(*bytes);
  if (!records) return out;
  for (const auto& record : records->records) {
    const auto until = ParseTime(record.until);
    if (record.kind != model::RecordKind::kWaiver || !until ||
        AddDays(*until, 1) <= proof_.verdicts().time)
      continue;
    out.push_back("waiver of " + record.about + ", by " + record.by + " until " + record.until +
                  ": " + record.because);
  }
  return out;
}

void Writer::Loosened() {
  const auto& verdicts = proof_.verdicts();
  std::vector<std::string> lines;
  for (const auto& changed : verdicts.policy.changed) lines.push_back("rule: " + changed);
  for (const auto& changed : depths_.decided.loosened)
    lines.push_back("your own rule is weaker than ours: " + changed);
  for (const auto& claim : depths_.decided.claims)
    if (depths_.decided.own_policy && claim.found == Verdict::kMet && claim.told != Verdict::kMet)
      lines.push_back(claim.claim + " would be met by your policy only; the vendor's leaves it " +
                      std::string(Name(claim.told)));
  for (auto& waived : Waived()) lines.push_back(std::move(waived));
  for (const auto& claim : verdicts.claims)
    if (claim.verdict == Verdict::kNotApplicable)
      lines.push_back(claim.claim + " not applicable: " +
                      (claim.reasons.empty() ? "no reason given" : claim.reasons.front()));
  if (verdicts.excluded > 0)
    lines.push_back(Count("path", verdicts.excluded) + " of the source left out by the vendor");
  if (verdicts.scope.empty()) lines.emplace_back("scope was assumed: all four themes");
  if (verdicts.delivery_assumed) lines.emplace_back("how customers get it was assumed");
  if (lines.empty()) return;
  Line("Read this first: weaker than our default, changed, waived, left out or not applicable");
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

// Whose word a claim is left resting on, once this reader has checked.
std::string Writer::Rests(const ClaimVerdict& claim) const {
  std::string out(RestsOn(claim.grade));
  const auto& all = depths_.checked.claims;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const auto& one) { return one.claim == claim.claim; });
  if (found == all.end()) return claim.grade == Grade::kSigned ? out + ", as the sealer says" : out;
  const auto pieces = [&](verify::Rests rests) {
    const auto at = found->pieces.find(rests);
    return at == found->pieces.end() ? 0 : at->second;
  };
  if (!found->signed_by.empty())
    out += "; signed by " + Join(found->signed_by, ", ") + ": checked here";
  if (pieces(verify::Rests::kNamed) > 0)
    out += ", contents of " + std::to_string(pieces(verify::Rests::kNamed)) + " withheld";
  if (pieces(verify::Rests::kSealer) > 0)
    out +=
        "; signatures on " + std::to_string(pieces(verify::Rests::kSealer)) + ": the sealer's word";
  if (pieces(verify::Rests::kSystem) > 0 && claim.grade != Grade::kExported)
    out += "; another system's answer";
  if (pieces(verify::Rests::kClaimed) > 0)
    out += "; " + std::to_string(pieces(verify::Rests::kClaimed)) + " only said";
  return out;
}

// "same", "different" or "not possible", for one claim.
std::string In(const Again& again, std::string_view claim, std::string_view how) {
  for (const auto& one : again.claims)
    if (one.claim == claim)
      return " [" + std::string(how) + ": " + std::string(Name(one.again)) + "]";
  return {};
}

std::string Writer::Claim(const ClaimVerdict& claim) const {
  std::string out = "  " + claim.claim + "  ";
  if (const auto* known = model::FindClaim(catalogue_, claim.claim)) out += known->claim;
  if (claim.grade) out += " (" + Rests(claim) + ")";
  return out + Standing(claim) +
         In(depths_.decided, claim.claim, depths_.decided.own_policy ? "your policy" : "again") +
         In(depths_.collected, claim.claim, "collected");
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
    Line("  " + gap.claim + "  " + gap.why + " (by " + gap.by +
         (gap.roles.empty() ? "" : ", owned by: " + Join(gap.roles, ", ")) + ")");
  Line();
}

void Writer::Differences(const Again& again, std::string_view heading) {
  if (!again.done()) return;
  Line(std::string(heading) + again.heading);
  for (const auto& claim : again.claims)
    if (claim.again != verify::Again::kSame)
      Line("  " + claim.claim + "  " + std::string(Name(claim.again)) + ": " + claim.why);
  Line();
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
                      const std::string& seen, const Depths& depths, Time now) {
  Writer writer(proof, options, depths, now);
  writer.Who(seen);
  writer.HowFar();
  writer.Loosened();
  writer.Affirmations();
  writer.Claims(Verdict::kNotMet, "Not met");
  writer.Claims(Verdict::kNotEvidenced, "Open: nothing shown either way");
  writer.Gaps();
  writer.Claims(Verdict::kMet, "Met");
  writer.Differences(depths.decided, depths.decided.own_policy ? "Decided here by your policy: "
                                                               : "Decided again here: ");
  writer.Differences(depths.collected, "Collected again here: ");
  writer.Foot();
  return std::move(writer).Text();
}

}  // namespace avouch::app
