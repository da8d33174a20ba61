#include "claims/sources.h"

#include <algorithm>
#include <cassert>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::CheckResult;
using model::Outcome;

// Said once, in avouch.yaml, in the papers it names, or by the organisation: no other
// source has to repeat it. What is not listed, each source must show.
constexpr std::string_view kSaidOnce[] = {
    "access.authentication",
    "access.credentials-bound",
    "access.multi-factor",
    "access.review",
    "access.roles",
    "build.audit-log",
    "build.authorised",
    "build.log-protection",
    "build.log-retention",
    "credentials.multi-factor",
    "design.threat-model",
    "design.user-need",
    "disclosure.accepted",
    "disclosure.parts",
    "disclosure.private-channel",
    "disclosure.security-txt",
    "documents.named",
    "framework.documented",
    "incident.customers-told",
    "incident.plan-accepted",
    "incident.plan-parts",
    "input.validated",
    "integrity.delivered",
    "release.channel",
    "release.service-digest",
    "requirements.recorded",
    "support.accepted",
    "support.dates",
    "support.guide",
    "support.notice",
    "support.update-policy",
    "testing.plan",
    "testing.plan-approved",
    "versioned.identified",
    "vulnerabilities.plan",
};

// About things that a source may well have none of: one without components has none
// to lock. Of all other checks, nothing to look at in a source leaves it open there.
constexpr std::string_view kMayHaveNone[] = {
    "components.declared", "components.history",   "integrity.actions",        "integrity.consumed",
    "integrity.downloads", "integrity.images",     "integrity.locks",          "integrity.packages",
    "integrity.scripts",   "integrity.submodules", "integrity.transport",      "integrity.vendored",
    "tools.supported",     "updates.automated",    "updates.first-use-tested", "updates.moved",
    "updates.tested",
};

// A source that takes nothing in from others, seen whole, has nothing to lock, list or
// update: then these do not apply to it, though each asks for something to be shown.
bool TakesNothingIn(std::string_view check, const Facts& facts) {
  const bool of_updates = check == "updates.automated" || check == "updates.moved";
  const bool of_components = check.starts_with("components.") || check.starts_with("updates.") ||
                             check == "integrity.consumed" || check == "integrity.locks";
  const auto& history = facts.history.value;
  if (!of_components || history.shallow || history.missing_objects > 0) return false;
  if (!facts.components.coverage.left.empty()) return false;
  // Actions and images are things to update, too.
  const bool no_builds = facts.pipelines.value == model::PipelineFacts() &&
                         facts.containers.value == model::ContainerFacts();
  return facts.components.value == model::ComponentFacts() && (no_builds || !of_updates);
}

template <class Lists>
void AddHeads(const Lists& lists, std::set<std::string, std::less<>>& into) {
  for (const auto& list : lists) into.insert(list.head.path.bytes);
}

// Whatever was handed in beside the repositories.
std::set<std::string, std::less<>> HandedPaths(const Facts& facts) {
  std::set<std::string, std::less<>> out = {facts.organisation.path.bytes};
  for (const auto& record : facts.records.records)
    if (!record.in_product) out.insert(record.path.bytes);
  for (const auto& paper : facts.papers.papers)
    if (!paper.in_product) out.insert(paper.path.bytes);
  auto visit = [&](std::string_view, const auto& lists) { AddHeads(lists, out); };
  model::ExportFacts::Fields(facts.exports, visit);
  for (const auto& run : facts.results.tests) out.insert(run.path.bytes);
  for (const auto& run : facts.results.scans) out.insert(run.path.bytes);
  for (const auto& list : facts.results.lists) out.insert(list.path.bytes);
  for (const auto& page : facts.published.pages) out.insert(page.url);
  return out;
}

std::set<std::string, std::less<>> ProductPaths(const model::Product& product) {
  std::set<std::string, std::less<>> out = {product.gate_place.path.bytes};
  auto add = [&](const auto& items) {
    for (const auto& item : items) out.insert(item.place.path.bytes);
  };
  add(product.documents);
  add(product.own_life);
  add(product.privileged);
  add(product.entry_points);
  add(product.sensitive);
  add(product.gaps);
  return out;
}

}  // namespace

// Puts the answers of the sources together. Like an Examination, it names no outcome
// before its last line.
class SourceJoin {
 public:
  SourceJoin(const SourceChecks& checks, const Check& check)
      : checks_(checks), once_(IsSaidOnce(check.id)), may_have_none_(MayHaveNone(check.id)) {
    out_.check = check.id;
    out_.rule = check.rule;
    out_.where = where_ = check.where;
    out_.nothing = true;
  }

  // A source that was not read: whatever it holds is not known.
  void AddUnread(const SourceView& view) {
    unread_ = true;
    out_.nothing = false;
    Miss(view.name, "not read, " + view.left, model::Where::kHere);
    out_.sources.push_back({view.name, Outcome::kNoEvidence, false, 0, 0});
  }

  void Add(const SourceView& view, CheckResult part) {
    part.nothing |= part.outcome == Outcome::kNoEvidence && part.of == 0 && part.findings.empty() &&
                    TakesNothingIn(out_.check, view.in->facts);
    for (auto& one : part.evidence)
      out_.evidence.push_back(one.starts_with("sha256:") ? one : one + "@" + view.name);
    const bool counts = !once_ || !view.in->beside;
    const bool undoes = part.outcome == Outcome::kViolated;
    violated_ |= undoes;
    AddFindings(view, part);
    if (!counts && !undoes) return;
    out_.sources.push_back({view.name, part.outcome, part.nothing, part.good, part.of});
    out_.minutes += part.minutes;
    if (undoes || out_.remedy.empty()) out_.remedy = part.remedy;
    if (!view.in->beside) out_.fix_command = part.fix_command;
    if (counts) Count(view, part);
  }

  CheckResult Conclude() && {
    if (!out_.nothing)
      for (const auto& source : nothing_in_) Miss(source, out_.rule, where_);
    std::stable_sort(out_.findings.begin(), out_.findings.end(), [](const auto& a, const auto& b) {
      if (a.decides != b.decides) return a.decides;
      return std::tie(a.place, a.text) < std::tie(b.place, b.text);
    });
    std::sort(out_.evidence.begin(), out_.evidence.end());
    out_.evidence.erase(std::unique(out_.evidence.begin(), out_.evidence.end()),
                        out_.evidence.end());
    std::sort(out_.waived.begin(), out_.waived.end());
    out_.waived.erase(std::unique(out_.waived.begin(), out_.waived.end()), out_.waived.end());
    for (const auto& lack : missing_)
      out_.missing += (out_.missing.empty() ? "" : "; ") + lack.sources +
                      (lack.sources.empty() ? "" : ": ") + lack.wanted;
    out_.headline = Join(headlines_, "; ");
    if (violated_) {
      out_.outcome = Outcome::kViolated;
      out_.nothing = false;
      return std::move(out_);
    }
    // The one line that says yes: some source shows it, none is open, none is unread.
    const bool yes = satisfied_ > 0 && open_ == 0 && !unread_;
    out_.outcome = yes ? Outcome::kSatisfied : Outcome::kNoEvidence;
    out_.partial = !yes && something_;
    return std::move(out_);
  }

 private:
  void Count(const SourceView& view, const CheckResult& part) {
    out_.good += part.good;
    out_.of += part.of;
    if (part.nothing) {
      if (may_have_none_) return;  // The others show it
      ++open_;
      nothing_in_.push_back(view.name);
      return;
    }
    out_.nothing = false;
    satisfied_ += part.outcome == Outcome::kSatisfied;
    something_ |= part.outcome == Outcome::kSatisfied || part.partial || !part.findings.empty();
    out_.grade = std::max(out_.grade, part.grade);
    for (const auto& one : part.waived)
      out_.waived.push_back({once_ ? one.finding : view.name + ":" + one.finding, one.until});
    for (const auto& witness : part.witnesses) AddWitness(view, witness);
    if (part.outcome != Outcome::kNoEvidence) return;
    ++open_;
    const std::string& wanted = part.missing.empty() ? part.rule : part.missing;
    Miss(once_ ? "" : view.name, wanted, part.where);
  }

  // What lacks in which source; in no source by name, when it is said once.
  void Miss(const std::string& source, const std::string& wanted, model::Where where) {
    if (missing_.empty()) out_.where = where;
    const auto same = std::ranges::find(missing_, wanted, &Lack::wanted);
    if (same == missing_.end())
      missing_.push_back({source, wanted});
    else
      same->sources += ", " + source;
  }

  // As others must find it: in which source, unless it was handed in beside them.
  [[nodiscard]] model::Place Placed(const SourceView& view, model::Place place) const {
    if (place.path.empty() || checks_.handed_.contains(place.path.bytes)) return place;
    const bool product = checks_.product_.contains(place.path.bytes);
    place.path = (product ? checks_.own_name_ : view.name) + ":" + place.path.bytes;
    return place;
  }

  void AddWitness(const SourceView& view, model::Witness witness) {
    const bool bare = witness.place.path.empty();
    witness.place = Placed(view, witness.place);
    if (bare && !once_) witness.text = view.name + ": " + witness.text;
    if (std::ranges::find(out_.witnesses, witness) == out_.witnesses.end())
      out_.witnesses.push_back(std::move(witness));
  }

  void AddFindings(const SourceView& view, const CheckResult& part) {
    bool fresh = false;
    for (model::Finding finding : part.findings) {
      const model::Place placed = Placed(view, finding.place);
      if (placed.path != finding.place.path)
        finding.id = Fingerprint(finding.check, placed.path.bytes, finding.id);
      finding.place = placed;
      if (std::ranges::find(out_.findings, finding) != out_.findings.end()) continue;
      out_.findings.push_back(std::move(finding));
      fresh = true;
    }
    if (fresh && !part.headline.empty())
      headlines_.push_back(part.headline + " (" + view.name + ")");
  }

  const SourceChecks& checks_;
  const bool once_, may_have_none_;
  model::Where where_ = model::Where::kHere;
  CheckResult out_;
  struct Lack {
    std::string sources, wanted;
  };
  std::vector<Lack> missing_;
  std::vector<std::string> headlines_, nothing_in_;
  bool violated_ = false, unread_ = false, something_ = false;
  long long satisfied_ = 0, open_ = 0;
};

SourceChecks::SourceChecks(const Inputs& own, std::vector<SourceView> views)
    : own_(own),
      views_(std::move(views)),
      handed_(HandedPaths(own.facts)),
      product_(ProductPaths(own.product)) {
  for (const auto& view : views_)
    if (view.in == &own_) own_name_ = view.name;
  assert(!own_name_.empty());
}

model::CheckResult SourceChecks::Run(const Check& check) const {
  if (views_.empty()) return claims::Run(check, own_);
  SourceJoin join(*this, check);
  for (const auto& view : views_) {
    if (view.in == nullptr)
      join.AddUnread(view);
    else
      join.Add(view, claims::Run(check, *view.in));
  }
  return std::move(join).Conclude();
}

bool IsSaidOnce(std::string_view check) { return std::ranges::binary_search(kSaidOnce, check); }

bool MayHaveNone(std::string_view check) { return std::ranges::binary_search(kMayHaveNone, check); }

void ShareSaid(const Facts& from, std::size_t own_documents, Facts& to) {
  to.organisation = from.organisation;
  to.records = from.records;
  to.exports = from.exports;
  to.results = from.results;
  to.papers = from.papers;
  to.published = from.published;
  to.product_keys = from.product_keys;
  const auto& documents = from.documents.value.documents;
  const auto first = static_cast<std::ptrdiff_t>(std::min(own_documents, documents.size()));
  to.documents.value.documents.insert(to.documents.value.documents.end(), documents.begin() + first,
                                      documents.end());
}

}  // namespace avouch::claims
