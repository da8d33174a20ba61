// All claims of one product: what a customer reads, why, what it rests on, how old it
// is and when it stops counting.

#include <algorithm>

#include "base/text.h"
#include "report/explain.h"
#include "report/html_claim.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "report/trust_centre_page.h"

namespace avouch::report {
namespace {

using model::Outcome;
using model::Verdict;
using syntax::Node;

std::string_view OutcomeWords(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSatisfied:
      return "holds";
    case Outcome::kViolated:
      return "does not hold";
    case Outcome::kNoEvidence:
      return "not shown";
    case Outcome::kNotApplicable:
      return "nothing of the kind";
  }
  return {};
}

std::string_view OutcomeMark(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSatisfied:
      return "✓";
    case Outcome::kViolated:
      return "✗";
    case Outcome::kNoEvidence:
      return "?";
    case Outcome::kNotApplicable:
      return "–";
  }
  return {};
}

std::string_view GradeWords(model::Grade grade) {
  switch (grade) {
    case model::Grade::kComputed:
      return "computed from the product's source; whoever has the source can repeat it";
    case model::Grade::kAttested:
      return "another system signed it";
    case model::Grade::kExported:
      return "another system's answer, kept as it came";
    case model::Grade::kSigned:
      return "the signed word of a named person, whom nobody else has checked";
    case model::Grade::kClaimed:
      return "only said";
  }
  return {};
}

std::string_view VisibilityWords(std::string_view visibility) {
  if (visibility == "public") return "public";
  if (visibility == "customer") return "for customers";
  return visibility == "assessor" ? "on request" : "withheld";
}

Html ChecksOf(const CentreClaim& claim) {
  Html list = Classed("ul", "checks");
  for (const auto& rule : claim.rules) {
    Html item("li", {});
    item.Add(Html("span",
                  {{"class", "mark " + std::string(Name(rule.outcome))}, {"aria-hidden", "true"}},
                  {OutcomeMark(rule.outcome)}));
    item.Add(Capital(rule.rule) + " (" + std::string(OutcomeWords(rule.outcome)) + ")");
    list.Add(std::move(item));
  }
  return list;
}

// What travels is named; the rest is told as its kind and no more.
std::string EvidenceLine(const HandInEvidence& evidence, Time assessed) {
  std::string out;
  if (evidence.kind == "observation")
    out = "what a machine read: " + evidence.what;
  else if (evidence.kind == "said")
    out = evidence.what;
  else
    out = evidence.kind + " " + evidence.what;
  if (const auto day = ParseDate(evidence.on)) {
    const std::int64_t age = DaysBetween(StartOf(*day), assessed);
    out += ", of " + ToHumanDate(StartOf(*day));
    if (age >= 0) out += ", " + Count("day", age) + " old when decided";
  }
  return out + " (" + std::string(VisibilityWords(evidence.visibility)) + ")";
}

std::vector<std::string> EvidenceLines(const HandInClaim& claim, Time assessed) {
  std::vector<std::string> out;
  for (const auto& evidence : claim.evidence) out.push_back(EvidenceLine(evidence, assessed));
  return out;
}

const model::ContractClause* ClauseOf(const HandIn& what, const std::string& claim) {
  const auto found = std::ranges::find(what.clauses.clauses, claim, &model::ContractClause::claim);
  return found == what.clauses.clauses.end() ? nullptr : &*found;
}

std::string StandingWords(const CentreStanding& standing) {
  if (standing.name.empty()) return "nobody accountable has signed this answer, so it has no day";
  if (standing.name == "stands") return "the signature ends on " + DayWords(standing.until);
  if (standing.name == "reserved") return "the signer excepted this claim";
  if (standing.name == "expired") return "the signature has run out: ask for a new one";
  if (standing.name == "lapsed") return "the signature lapsed: this is worse than it was then";
  if (standing.name == "not-covered") return "it was signed before this claim was decided";
  return "it was signed under other rules";
}

std::vector<std::string> StopsCounting(const HandIn& what, const HandInClaim& claim,
                                       const CentreClaim& more) {
  std::vector<std::string> out = {Capital(StandingWords(more.standing)) + "."};
  for (const auto& waived : more.waived)
    out.push_back(Count("finding", waived.findings) + " accepted as they are until " +
                  DayWords(waived.until) + ".");
  if (claim.verdict != Verdict::kMet) return out;
  if (const auto* clause = ClauseOf(what, claim.claim))
    out.push_back("How old the evidence should be at most, as we suggest for contracts: " +
                  clause->fresh);
  return out;
}

std::string AgeOf(const HandIn& what, const HandInClaim& claim) {
  std::string out = "Decided on " + ToHumanDate(what.assessed);
  if (claim.grade) out += "; rests on: " + std::string(GradeWords(*claim.grade));
  return out + ".";
}

std::string GapOf(const HandInClaim& claim) {
  if (claim.gap.empty() && claim.gap_until.empty()) return {};
  std::string out = claim.gap;
  if (!claim.gap_until.empty())
    out += (out.empty() ? "To be closed by " : "; to be closed by ") + DayWords(claim.gap_until);
  if (!claim.gap_by.empty()) out += ", owned by: " + claim.gap_by;
  return out;
}

Html ClaimHtml(const HandIn& what, const model::CatalogueClaim& known, const HandInClaim& claim,
               const CentreClaim& more) {
  Html out("article", {{"class", "claim"}, {"id", ClaimId(claim.claim)}});
  out.Add(Html("h3", {}, {Classed("span", "number", {claim.claim}), WordsOf(what, claim.claim)}));
  out.Add(Paragraph({VerdictTag(claim.verdict), " ", CustomerSentence(known, claim.verdict)}));
  SummaryList list;
  std::vector<Html> why;
  if (!claim.reasons.empty()) why.push_back(Points(claim.reasons));
  if (!more.rules.empty()) why.push_back(ChecksOf(more));
  if (!why.empty()) list.Add("Why", std::move(why));
  const auto rests = EvidenceLines(claim, what.assessed);
  if (!rests.empty()) list.Add("Looked at", std::vector<Html>{Points(rests)});
  list.Add("Age", AgeOf(what, claim));
  if (claim.verdict == Verdict::kMet || claim.verdict == Verdict::kNotApplicable ||
      !more.waived.empty())
    list.Add("Stops counting", std::vector<Html>{Points(StopsCounting(what, claim, more))});
  list.Add("Known and open", GapOf(claim));
  list.Add("Excepted by the signer", claim.reservation);
  out.Add(std::move(list).Take());
  return out;
}

Node EvidenceNode(const HandInEvidence& evidence) {
  Node out = Node::Map();
  out.Set("what", Prose(evidence.what));
  out.Set("kind", evidence.kind);
  out.Set("on", evidence.on);
  out.Set("grade", Name(evidence.grade));
  out.Set("visibility", VisibilityWords(evidence.visibility));
  out.Set("sha256", evidence.digest);
  return out;
}

Node GapNode(const HandInClaim& claim) {
  Node out = Node::Map();
  out.Set("why", Prose(claim.gap));
  out.Set("until", claim.gap_until);
  out.Set("owner-role", Prose(claim.gap_by));
  return out;
}

Node StopsNode(const HandIn& what, const HandInClaim& claim, const CentreClaim& more) {
  Node out = Node::Map();
  out.Set("signature", more.standing.name.empty() ? "unsigned" : more.standing.name);
  out.Set("signed-until", more.standing.until);
  const auto* clause = ClauseOf(what, claim.claim);
  out.Set("suggested", Prose(clause == nullptr ? "" : clause->fresh));
  Node waived = Node::List();
  for (const auto& one : more.waived) {
    Node entry = Node::Map();
    entry.Set("findings", Node::Integer(one.findings));
    entry.Set("until", one.until);
    waived.Add(std::move(entry));
  }
  out.Set("accepted", std::move(waived));
  return out;
}

Node ClaimNode(const HandIn& what, const model::CatalogueClaim& known, const HandInClaim& claim,
               const CentreClaim& more) {
  Node out = Node::Map();
  out.Set("claim", claim.claim);
  out.Set("words", Prose(WordsOf(what, claim.claim)));
  out.Set("verdict", Name(claim.verdict));
  out.Set("grade", claim.grade ? Name(*claim.grade) : std::string_view());
  out.Set("sentence", Prose(CustomerSentence(known, claim.verdict)));
  out.Set("reasons", WordsNode(claim.reasons));
  Node checks = Node::List();
  for (const auto& rule : more.rules) {
    Node one = Node::Map();
    one.Set("rule", Prose(rule.rule));
    one.Set("outcome", Name(rule.outcome));
    checks.Add(std::move(one));
  }
  out.Set("checks", std::move(checks));
  Node evidence = Node::List();
  for (const auto& one : claim.evidence) evidence.Add(EvidenceNode(one));
  out.Set("evidence", std::move(evidence));
  out.Set("decided", ToString(what.assessed));
  out.Set("stops", StopsNode(what, claim, more));
  out.Set("gap", GapNode(claim));
  out.Set("reservation", Prose(claim.reservation));
  return out;
}

}  // namespace

CentrePage ClaimsPage(const TrustCentre&, const CentreProduct& product) {
  const HandIn& what = product.what;
  CentrePage page{.name = "claims", .title = "All claims", .body = {}};
  page.body.push_back(Classed(
      "p", "lead",
      {"Every claim of the Code, in plain words: what you can rely on, why, and for how long."}));
  page.body.push_back(
      Paragraph({"Open means that it is not shown, and neither that it is done nor that it is not. "
                 "Each check "
                 "is a rule of the program that decided; the Code itself does not say how a claim "
                 "is shown."}));
  Node claims = Node::List();
  for (const auto& theme : what.catalogue.themes) {
    page.body.push_back(Heading("theme-" + theme.number, theme.number + " " + theme.name));
    for (const auto& principle : theme.principles) {
      page.body.push_back(Html("p", {{"class", "quote"}, {"id", "principle-" + principle.number}},
                               {principle.number + " " + principle.text}));
      for (const auto& known : principle.claims)
        for (std::size_t i = 0; i < what.claims.size(); ++i) {
          if (what.claims[i].claim != known.number) continue;
          page.body.push_back(ClaimHtml(what, known, what.claims[i], product.claims[i]));
          claims.Add(ClaimNode(what, known, what.claims[i], product.claims[i]));
        }
    }
  }
  page.data.Set("claims", std::move(claims));
  return page;
}

}  // namespace avouch::report
