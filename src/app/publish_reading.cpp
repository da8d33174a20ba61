#include "app/publish_reading.h"

#include <algorithm>
#include <optional>

#include "app/hand_in.h"
#include "app/publish_documents.h"
#include "app/publish_records.h"
#include "app/seal.h"
#include "base/text.h"
#include "claims/check.h"
#include "model/history.h"
#include "report/machine_words.h"
#include "statement/observation.h"
#include "verify/remembered.h"

namespace avouch::app {
namespace {

using report::CentreEdition;
using report::CentreProduct;
using report::HandIn;
using report::HandInClaim;
using statement::ItemKind;

constexpr std::string_view kEnding = ".avouch";

std::string Plain(std::string_view product, std::string_view version) {
  std::string out = BundleFileName(product, version);
  out.resize(out.size() - kEnding.size());
  while (out.ends_with('-') || out.ends_with('.')) out.pop_back();
  return out.empty() ? "product" : out;
}

std::string DayOf(Time time) { return ToString(DateOf(time)); }

// ---- One edition ----

Time SealedAt(const verify::Proof& proof) {
  for (const auto& item : proof.index().items)
    if (item.kind == ItemKind::kVerdicts) return item.time;
  return proof.verdicts().time;
}

std::string LogWords(const statement::BundleLog& log) {
  return log.key.substr(0, log.key.find('+')) + ", " + Count("entry", log.size, "entries");
}

CentreEdition EditionOf(const BundleFile& bundle, const HandIn& what) {
  CentreEdition out;
  out.version = what.version, out.commit = what.commit;
  out.file = EditionFile(bundle), out.digest = bundle.digest.hex();
  out.bytes = static_cast<long long>(bundle.bytes.size());
  out.assessed = what.assessed, out.sealed = SealedAt(*bundle.proof);
  out.sentence = report::QuotableSentence(what);
  if (what.signed_by) out.signed_by = what.signed_by->by, out.signed_until = what.signed_by->until;
  out.log = LogWords(bundle.proof->index().log);
  for (const auto& claim : what.claims)
    out.claims.push_back({claim.claim, std::string(Name(claim.verdict)),
                          claim.grade ? std::string(Name(*claim.grade)) : "", claim.gap_until});
  return out;
}

std::string StateWords(const HandInClaim* claim) {
  if (claim == nullptr) return "not there";
  std::string out = report::VerdictWords(*claim);
  if (const auto until = ParseDate(claim->gap_until); until)
    out += ", to be closed by " + ToHumanDate(StartOf(*until));
  return out;
}

const HandInClaim* Find(const HandIn& what, const std::string& claim) {
  const auto found = std::ranges::find(what.claims, claim, &HandInClaim::claim);
  return found == what.claims.end() ? nullptr : &*found;
}

std::string RulesWords(const HandIn& what) {
  return (what.loosened.empty() ? "none weaker than the program's own"
                                : Join(what.loosened, "; ")) +
         " (SHA-256 " + what.policy.substr(0, 12) + "…)";
}

std::vector<report::CentreChange> ChangesOf(const HandIn& before, const HandIn& after) {
  std::vector<report::CentreChange> out;
  if (before.policy != after.policy || before.loosened != after.loosened)
    out.push_back({"", RulesWords(before), RulesWords(after)});
  for (const auto& claim : after.claims) {
    const std::string then = StateWords(Find(before, claim.claim)), now = StateWords(&claim);
    if (then != now) out.push_back({claim.claim, then, now});
  }
  for (const auto& claim : before.claims)
    if (Find(after, claim.claim) == nullptr)
      out.push_back({claim.claim, StateWords(&claim), StateWords(nullptr)});
  return out;
}

// ---- The log between two editions ----

std::string GrewWords(verify::Seen seen) {
  switch (seen) {
    case verify::Seen::kSame:
      return "in the same state as for the answer before";
    case verify::Seen::kGrown:
      return "grown since the answer before, and it kept all of that: proved by this bundle";
    case verify::Seen::kUnconnected:
      return "grown since the answer before; nothing in this bundle shows that it kept that";
    case verify::Seen::kFirst:
    case verify::Seen::kSuperseded:
      break;
  }
  return {};
}

// What the log of each edition shows of the one before.
class LogMemory {
 public:
  Result<std::string> Next(const BundleFile& bundle) {
    const auto& log = bundle.proof->index().log;
    const bool first = !remembered_, same = key_ == log.key;
    if (!same) remembered_.reset();
    AVOUCH_TRY(verify::Memory memory, verify::Recall(log, remembered_));
    if (memory.seen == verify::Seen::kSuperseded)
      return Fail(ErrorKind::kIntegrity,
                  "it says that it is newer than an answer which its log took in later",
                  EditionFile(bundle));
    key_ = log.key, remembered_ = std::move(memory.keep);
    if (first) return std::string();
    return same ? GrewWords(memory.seen) : std::string("another log than for the answer before");
  }

 private:
  std::string key_;
  std::optional<std::string> remembered_;
};

// ---- The newest ----

std::vector<report::CentreRule> RulesOf(const statement::ClaimVerdict& verdict) {
  std::vector<report::CentreRule> out;
  for (const auto& one : verdict.outcomes) {
    const claims::Check* check = claims::FindCheck(one.check);
    out.push_back({check == nullptr ? one.check : std::string(check->rule), one.outcome});
  }
  return out;
}

void SetClaims(const verify::Proof& proof, Time now, CentreProduct& out) {
  const verify::Affirmed* force = proof.in_force();
  for (const auto& verdict : proof.verdicts().claims) {
    report::CentreClaim& claim = out.claims.emplace_back();
    claim.claim = verdict.claim;
    claim.rules = RulesOf(verdict);
    for (const auto& one : proof.verdicts().waived)
      if (one.claim == verdict.claim) claim.waived.push_back(one);
    if (force == nullptr) continue;
    const auto standing = statement::StandingOf(force->what, proof.verdicts(), verdict.claim, now);
    claim.standing.name = Name(standing);
    if (standing == statement::Standing::kStands) claim.standing.until = DayOf(force->what.until);
  }
}

void SetItems(const verify::Proof& proof, CentreProduct& out) {
  for (const auto& item : proof.index().items) {
    const std::string kind(Name(item.kind)), visibility(Name(item.visibility));
    if (item.withheld()) {
      out.withheld.push_back({kind, visibility, item.commitment.hex(), item.leaf});
      continue;
    }
    long long bytes = 0;
    for (const auto& member : proof.index().members)
      if (member.name == item.member) bytes = member.size;
    out.items.push_back({kind, item.name, visibility, item.id, bytes});
  }
}

void SetDocuments(const verify::Proof& proof, Time now, CentreProduct& out) {
  ToldDocuments told;
  for (const auto& item : proof.index().items) {
    if (item.kind != ItemKind::kPayload || item.withheld() || item.name.empty()) continue;
    if (const auto bytes = proof.Payload(item.id))
      AddDocument(item.name, item.id, *bytes, now, told);
  }
  out.reporting = std::move(told.reporting), out.support = std::move(told.support);
}

// Those that the history lists, where it travels; those of the editions; and those that
// records tell of.
void SetReleases(const std::vector<const BundleFile*>& bundles, CentreProduct& out) {
  const verify::Proof& newest = *bundles.back()->proof;
  if (const auto bytes = newest.Content(ItemKind::kObservation, "history")) {
    model::HistoryFacts facts;
    model::Coverage coverage;
    if (statement::ReadObservation(*bytes, facts, coverage))
      for (const auto& release : facts.releases)
        out.releases.push_back({release.version.empty() ? release.tag : release.version,
                                release.commit, DayOf(release.date)});
  }
  for (const auto* bundle : bundles) {
    const auto& product = bundle->proof->index().product;
    const bool known = std::ranges::any_of(
        out.releases, [&](const auto& one) { return one.commit == product.commit; });
    if (!known)
      out.releases.push_back({product.version.empty() ? "unversioned" : product.version,
                              product.commit, DayOf(bundle->proof->verdicts().commit_date)});
  }
  AddToldReleases(newest, out);
  std::ranges::stable_sort(out.releases, [](const auto& a, const auto& b) { return a.on > b.on; });
}

}  // namespace

std::string ProductFolder(std::string_view product) { return Plain(product, ""); }

std::string EditionFile(const BundleFile& bundle) {
  constexpr std::size_t kDigits = 8;
  const auto& product = bundle.proof->index().product;
  return "bundles/" + Plain(product.name, product.version) + "-" +
         bundle.digest.hex().substr(0, kDigits) + std::string(kEnding);
}

bool IsOlder(const verify::Proof& a, const verify::Proof& b) {
  return std::pair(a.verdicts().time, a.index().log.size) <
         std::pair(b.verdicts().time, b.index().log.size);
}

Result<CentreProduct> CentreProductOf(const std::vector<const BundleFile*>& bundles, Time now) {
  CentreProduct out;
  LogMemory memory;
  std::optional<HandIn> before;
  for (const auto* bundle : bundles) {
    AVOUCH_TRY(HandIn what, HandInOf(*bundle->proof));
    SetGaps(*bundle->proof, what);
    CentreEdition& edition = out.editions.emplace_back(EditionOf(*bundle, what));
    AVOUCH_TRY(edition.grew, memory.Next(*bundle));
    if (before) edition.changes = ChangesOf(*before, what);
    before = std::move(what);
  }
  const BundleFile& newest = *bundles.back();
  out.what = std::move(*before);
  out.what.file = EditionFile(newest), out.what.file_digest = newest.digest.hex();
  out.folder = ProductFolder(out.what.product);
  SetClaims(*newest.proof, now, out);
  SetItems(*newest.proof, out);
  SetDocuments(*newest.proof, now, out);
  SetReleases(bundles, out);
  return out;
}

}  // namespace avouch::app
