#include "report/json.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "report/explain.h"
#include "report/only_said.h"
#include "report/summary.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using syntax::Node;

constexpr std::string_view kSchema = "urn:x-avouch:schema:check:v1";

// Prose is always text; a path keeps its bytes.
Node Prose(std::string_view text) { return Node::Text(ToUtf8(text)); }
Node PathNode(const Path& path) {
  if (IsUtf8(path.bytes)) return Node::Text(path.bytes);
  Node out = Node::Map();
  out.Set("b64", ToBase64(path.bytes));
  return out;
}
Node Words(const std::vector<std::string>& words) {
  Node out = Node::List();
  for (const auto& word : words) out.Add(Prose(word));
  return out;
}

Node PlaceNode(const model::Place& place) {
  Node out = Node::Map();
  out.Set("path", PathNode(place.path));
  out.Set("line", Node::Integer(place.line));
  return out;
}

Node FindingNode(const model::Finding& finding) {
  Node out = PlaceNode(finding.place);
  out.Set("id", Prose(finding.id));
  out.Set("check", Prose(finding.check));
  out.Set("text", Prose(finding.text));
  out.Set("reach", Name(finding.reach));
  out.Set("decides", Node::Boolean(finding.decides));
  out.Set("fix", Prose(finding.fix));
  out.Set("minutes", Node::Integer(finding.minutes));
  return out;
}

Node OutcomesNode(const model::CheckResult& check) {
  Node out = Node::List();
  for (const auto& source : check.sources) {
    Node one = Node::Map();
    one.Set("source", Prose(source.source));
    one.Set("outcome", Name(source.outcome));
    one.Set("nothing", Node::Boolean(source.nothing));
    one.Set("good", Node::Integer(source.good));
    one.Set("of", Node::Integer(source.of));
    out.Add(std::move(one));
  }
  return out;
}

Node CheckNode(const model::CheckResult& check, bool beside) {
  Node out = Node::Map();
  out.Set("check", Prose(check.check));
  out.Set("rule", Prose(check.rule));
  out.Set("outcome", Name(check.outcome));
  out.Set("beside", Node::Boolean(beside));
  out.Set("headline", Prose(check.headline));
  out.Set("remedy", Prose(check.remedy));
  out.Set("minutes", Node::Integer(check.minutes));
  out.Set("good", Node::Integer(check.good));
  out.Set("of", Node::Integer(check.of));
  out.Set("missing", Prose(check.missing));
  out.Set("where", Name(check.where));
  out.Set("partial", Node::Boolean(check.partial));
  out.Set("nothing", Node::Boolean(check.nothing));
  out.Set("grade", Name(check.grade));
  Node witnesses = Node::List();
  for (const auto& witness : check.witnesses) {
    Node one = Node::Map();
    if (!witness.place.path.empty()) one = PlaceNode(witness.place);
    one.Set("text", Prose(witness.text));
    witnesses.Add(std::move(one));
  }
  out.Set("witnesses", std::move(witnesses));
  if (!check.sources.empty()) out.Set("sources", OutcomesNode(check));
  return out;
}

Node NextNode(const model::NextStep& step) {
  Node out = Node::Map();
  out.Set("text", Prose(step.text));
  out.Set("minutes", Node::Integer(step.minutes));
  out.Set("where", Name(step.where));
  out.Set("command", Prose(step.command));
  return out;
}

// Digests of the statements and exports that the checks rest on, sorted.
std::set<std::string> StatementsOf(const model::ClaimAnswer& answer) {
  constexpr std::string_view kDigest = "sha256:";
  std::set<std::string> out;
  for (const auto& check : answer.checks)
    for (const auto& id : check.evidence)
      if (id.starts_with(kDigest)) out.insert(id.substr(kDigest.size()));
  return out;
}

Node VerdictNode(const model::Assessment& assessment, const model::ClaimAnswer& answer) {
  Node out = Node::Map();
  out.Set("claim", Prose(answer.claim));
  out.Set("verdict", Name(answer.verdict));
  out.Set("grade", answer.grade ? Node::Text(Name(*answer.grade)) : Node::Null());
  out.Set("argument", Prose(answer.argument));
  out.Set("reasons", Words(answer.reasons));
  Node evidence = Node::List(), checks = Node::List(), findings = Node::List();
  Node next = Node::List(), where = Node::List();
  for (const auto* observation : EvidenceOf(assessment, answer)) {
    Node one = Node::Map();
    one.Set("family", Prose(observation->family));
    one.Set("id", observation->id.hex());
    evidence.Add(std::move(one));
  }
  for (const auto& id : StatementsOf(answer)) {
    Node one = Node::Map();
    one.Set("family", Prose("statement"));
    one.Set("id", id);
    evidence.Add(std::move(one));
  }
  for (const auto& check : answer.checks) {
    checks.Add(CheckNode(check, std::find(answer.beside.begin(), answer.beside.end(),
                                          check.check) != answer.beside.end()));
    for (const auto& finding : check.findings) findings.Add(FindingNode(finding));
  }
  for (const auto& step : answer.next) next.Add(NextNode(step));
  for (auto one : answer.where) where.Add(Name(one));
  out.Set("evidence", std::move(evidence));
  out.Set("checks", std::move(checks));
  out.Set("findings", std::move(findings));
  out.Set("next", std::move(next));
  out.Set("where", std::move(where));
  return out;
}

Node SourcesNode(const model::Subject& subject) {
  Node out = Node::List();
  for (const auto& source : subject.sources) {
    Node one = Node::Map();
    one.Set("name", Prose(source.name));
    one.Set("commit", Prose(source.commit));
    one.Set("commit-date",
            source.left.empty() ? Node::Text(ToString(source.commit_date)) : Node::Null());
    one.Set("prefix", PathNode(source.prefix));
    one.Set("refs", Prose(source.refs));
    one.Set("files", Node::Integer(source.files));
    one.Set("commits", Node::Integer(source.commits));
    one.Set("tags", Node::Integer(source.tags));
    one.Set("left", Prose(source.left));
    out.Add(std::move(one));
  }
  return out;
}

Node SubjectNode(const model::Subject& subject) {
  const auto& product = subject.product;
  Node out = Node::Map();
  out.Set("name", Prose(subject.name));
  out.Set("commit", Prose(subject.commit));
  out.Set("commit-date", ToString(subject.commit_date));
  out.Set("prefix", PathNode(subject.prefix));
  out.Set("configured", Node::Boolean(product.configured));
  out.Set("organisation-name", Prose(product.organisation_name));
  out.Set("scope", product.scope ? Node::Text(Name(*product.scope)) : Node::Null());
  Node delivery = Node::List();
  for (auto one : product.delivery) delivery.Add(Name(one));
  out.Set("delivery", std::move(delivery));
  out.Set("delivery-assumed", Node::Boolean(product.delivery_assumed));
  if (!subject.sources.empty()) out.Set("sources", SourcesNode(subject));
  return out;
}

Node CatalogueNode(const Material& material) {
  Node out = Node::Map();
  out.Set("id", Prose(material.catalogue.id));
  out.Set("version", Prose(material.catalogue.version));
  out.Set("digest", Prose(material.assessment.catalogue));
  out.Set("title", Prose(material.catalogue.code.title));
  return out;
}

Node PolicyNode(const model::Assessment& assessment) {
  const model::Policy& policy = assessment.policy;
  Node out = Node::Map();
  out.Set("arguments", Prose(assessment.arguments));
  out.Set("tables", Prose(assessment.tables));
  out.Set("window-days", Node::Integer(policy.window_days));
  out.Set("review-of-documents-days", Node::Integer(policy.review_of_documents_days));
  out.Set("commits-for-automation", Node::Integer(policy.commits_for_automation));
  out.Set("fix-critical-days", Node::Integer(policy.fix_critical_days));
  out.Set("fix-high-days", Node::Integer(policy.fix_high_days));
  out.Set("fix-medium-days", Node::Integer(policy.fix_medium_days));
  out.Set("changed", Words(policy.changed));
  out.Set("told", Words(ChangedRules(assessment)));
  return out;
}

Node ScopeNode(const model::Assessment& assessment) {
  Node out = Node::Map();
  out.Set("refs", Prose(assessment.subject.refs));
  out.Set("files", Node::Integer(assessment.files));
  out.Set("commits", Node::Integer(assessment.commits));
  out.Set("tags", Node::Integer(assessment.tags));
  out.Set("assumptions", Words(assessment.assumptions));
  Node observations = Node::List();
  for (const auto& observation : assessment.observations) {
    Node one = Node::Map();
    one.Set("family", Prose(observation.family));
    one.Set("id", observation.id.hex());
    one.Set("seen", Node::Integer(observation.seen));
    one.Set("read", Node::Integer(observation.read));
    one.Set("left", Node::Integer(observation.left));
    observations.Add(std::move(one));
  }
  out.Set("observations", std::move(observations));
  return out;
}

Node SinceNode(const Comparison& since) {
  Node out = Node::Map();
  out.Set("base", Prose(since.base));
  Node fresh = Node::List(), gone = Node::List();
  for (const auto& finding : since.fresh) fresh.Add(FindingNode(finding));
  for (const auto& finding : since.gone) gone.Add(FindingNode(finding));
  out.Set("new", std::move(fresh));
  out.Set("gone", std::move(gone));
  out.Set("loosened", Words(since.loosened));
  return out;
}

}  // namespace

Result<std::string> CheckJson(const Material& material, const Options&) {
  const auto& a = material.assessment;
  Node out = Node::Map();
  out.Set("schema", kSchema);
  out.Set("program", Prose(a.program));
  out.Set("subject", SubjectNode(a.subject));
  out.Set("catalogue", CatalogueNode(material));
  out.Set("policy", PolicyNode(a));
  out.Set("time", ToString(a.time));
  out.Set("scope", ScopeNode(a));
  Node verdicts = Node::List(), principles = Node::List(), skipped = Node::List();
  for (const auto& answer : a.claims) verdicts.Add(VerdictNode(a, answer));
  for (const auto& principle : a.principles) {
    Node one = Node::Map();
    one.Set("principle", Prose(principle.principle));
    one.Set("verdict", Name(principle.verdict));
    principles.Add(std::move(one));
  }
  for (const auto& left : a.skipped) {
    Node one = Node::Map();
    one.Set("path", PathNode(left.path));
    one.Set("reason", Prose(left.reason));
    skipped.Add(std::move(one));
  }
  out.Set("verdicts", std::move(verdicts));
  out.Set("principles", std::move(principles));
  out.Set("skipped", std::move(skipped));
  if (material.since != nullptr) out.Set("since", SinceNode(*material.since));
  if (material.only_said != nullptr && !material.only_said->empty())
    out.Set("only-said", OnlySaidNode(*material.only_said));
  return syntax::WriteCanonical(out);
}

}  // namespace avouch::report
