#include "report/gemara.h"

#include "base/text.h"
#include "crypto/uuid.h"
#include "report/machine_words.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using model::Verdict;
using syntax::Node;

constexpr std::string_view kReference = "UKSSCOP";
constexpr std::string_view kGemaraVersion = "1.4.1";

std::string_view ResultOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "Passed";
    case Verdict::kNotMet:
      return "Failed";
    case Verdict::kNotApplicable:
      return "Not Applicable";
    case Verdict::kNotEvidenced:
      break;
  }
  return "Unknown";
}

// Of all together: what is worst, and where nothing failed and something is open, open.
std::string_view Overall(const HandIn& what) {
  if (CountOf(what, Verdict::kNotMet) > 0) return "Failed";
  if (CountOf(what, Verdict::kNotEvidenced) > 0) return "Unknown";
  return CountOf(what, Verdict::kMet) > 0 ? "Passed" : "Not Applicable";
}

Node Reference(std::string_view id, std::string_view title, std::string_view version) {
  Node out = Node::Map();
  out.Set("id", id);
  out.Set("title", Prose(title));
  out.Set("version", Prose(version));
  return out;
}

Node Metadata(const HandIn& what) {
  Node author = Node::Map();
  author.Set("id", "avouch");
  author.Set("name", "Avouch");
  author.Set("type", "Software");
  Node references = Node::List();
  references.Add(Reference(kReference, what.catalogue.code.title, kStandardVersion));
  references.Add(Reference("answer", "What the answer rests on", VersionOf(what)));
  Node out = Node::Map();
  out.Set("id", crypto::NameUuid("gemara\n" + AnswerName(what)));
  out.Set("type", "EvaluationLog");
  out.Set("gemara-version", kGemaraVersion);
  out.Set("version", Prose(VersionOf(what)));
  out.Set("date", ToString(what.assessed));
  out.Set("description", Prose(QuotableSentence(what)));
  out.Set("author", std::move(author));
  out.Set("mapping-references", std::move(references));
  return out;
}

Node Entry(std::string_view claim) {
  Node out = Node::Map();
  out.Set("reference-id", kReference);
  out.Set("entry-id", Prose(claim));
  return out;
}

// The same piece has the same id wherever it is cited.
Node Evidence(const HandIn& what, const HandInEvidence& one) {
  Node source = Node::Map();
  source.Set("reference-id", "answer");
  source.Set("coordinate", Prose(one.what));
  if (!one.digest.empty()) source.Set("digest", "sha256:" + one.digest);
  source.Set("remarks", std::string(model::Name(one.grade)) +
                            (one.visibility.empty() ? "" : ", for: " + one.visibility));
  Node out = Node::Map();
  out.Set("id", crypto::NameUuid("evidence\n" + one.kind + '\n' + one.what + '\n' + one.digest));
  out.Set("type", Prose(one.kind));
  out.Set("collected-at", one.on.empty() ? ToString(what.assessed) : one.on + "T00:00:00Z");
  out.Set("source", std::move(source));
  return out;
}

Node Log(const HandIn& what, const HandInClaim& claim) {
  Node out = Node::Map();
  out.Set("requirement", Entry(claim.claim));
  out.Set("description", Prose(WordsOf(what, claim.claim)));
  out.Set("result", ResultOf(claim.verdict));
  out.Set("message", Prose(VerdictWords(claim) + ": " + WhyOf(claim)));
  out.Set("applicability", Node::List().Add("Claims document 1.0"));
  out.Set("steps", Node::List().Add(Prose(claim.argument.empty() ? "not told" : claim.argument)));
  out.Set("start", ToString(what.assessed));
  if (!claim.next.empty()) out.Set("recommendation", Prose(claim.next));
  Node evidence = Node::List();
  for (const auto& one : claim.evidence) evidence.Add(Evidence(what, one));
  if (!evidence.empty()) out.Set("evidence", std::move(evidence));
  return out;
}

Node Evaluation(const HandIn& what, const HandInClaim& claim) {
  Node out = Node::Map();
  out.Set("name", Prose("Claim " + claim.claim));
  out.Set("result", ResultOf(claim.verdict));
  out.Set("message", Prose(VerdictWords(claim)));
  out.Set("control", Entry(claim.claim));
  out.Set("assessment-logs", Node::List().Add(Log(what, claim)));
  return out;
}

}  // namespace

Result<Bytes> WriteGemara(const HandIn& what) {
  Node target = Node::Map();
  target.Set("id", Prose(what.product));
  target.Set("name", Prose(what.product + " " + VersionOf(what)));
  target.Set("type", "Software");
  Node evaluations = Node::List();
  for (const auto& claim : what.claims) evaluations.Add(Evaluation(what, claim));
  Node out = Node::Map();
  out.Set("metadata", Metadata(what));
  out.Set("result", Overall(what));
  out.Set("target", std::move(target));
  out.Set("evaluations", std::move(evaluations));
  return syntax::WriteJson(out);
}

}  // namespace avouch::report
