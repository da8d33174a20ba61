#include "report/oscal.h"

#include "base/text.h"
#include "crypto/uuid.h"
#include "report/machine_words.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using model::Verdict;
using syntax::Node;

constexpr std::string_view kOscalVersion = "1.2.1";

// Where a code has no clock time of its own.
std::string StartOf(std::string_view month) { return std::string(month) + "-01T00:00:00Z"; }

Node Metadata(std::string_view title, const std::string& modified, std::string_view version) {
  Node out = Node::Map();
  out.Set("title", Prose(title));
  out.Set("last-modified", modified);
  out.Set("version", Prose(version));
  out.Set("oscal-version", kOscalVersion);
  return out;
}

Node Property(std::string_view name, std::string_view value) {
  Node out = Node::Map();
  out.Set("name", name);
  out.Set("ns", kMachineUrn);
  out.Set("value", Prose(value));
  return out;
}

// ---- The catalogue ----

std::string ControlId(std::string_view number) { return "claim-" + std::string(number); }

Node Part(const std::string& id, std::string_view name, std::string_view prose) {
  Node out = Node::Map();
  out.Set("id", id);
  out.Set("name", name);
  out.Set("prose", Prose(prose));
  return out;
}

Node Control(const model::CatalogueClaim& claim) {
  const std::string id = ControlId(claim.number);
  Node parts = Node::List().Add(Part(id + "_smt", "statement", claim.claim));
  if (!claim.objective.empty())
    parts.Add(Part(id + "_obj", "assessment-objective", claim.objective));
  if (!claim.description.empty()) parts.Add(Part(id + "_gdn", "guidance", claim.description));
  Node out = Node::Map();
  out.Set("id", id);
  out.Set("title", Prose("Claim " + claim.number));
  Node label = Node::Map();
  label.Set("name", "label");
  label.Set("value", claim.number);
  out.Set("props", Node::List().Add(std::move(label)));
  out.Set("parts", std::move(parts));
  return out;
}

Node PrincipleGroup(const model::CataloguePrinciple& principle) {
  Node controls = Node::List();
  for (const auto& claim : principle.claims) controls.Add(Control(claim));
  const std::string id = "principle-" + principle.number;
  Node out = Node::Map();
  out.Set("id", id);
  out.Set("class", "principle");
  out.Set("title", Prose(principle.number + " " + principle.name));
  out.Set("parts", Node::List().Add(Part(id + "_smt", "overview", principle.text)));
  out.Set("controls", std::move(controls));
  return out;
}

Node ThemeGroup(const model::CatalogueTheme& theme) {
  Node groups = Node::List();
  for (const auto& principle : theme.principles) groups.Add(PrincipleGroup(principle));
  const std::string id = "theme-" + theme.number;
  Node out = Node::Map();
  out.Set("id", id);
  out.Set("class", "theme");
  out.Set("title", Prose(theme.number + " " + theme.name));
  out.Set("parts", Node::List().Add(Part(id + "_smt", "overview", theme.text)));
  out.Set("groups", std::move(groups));
  return out;
}

// ---- The results ----

// How the evidence came about, in the three words that the format knows.
Node Methods(const HandInClaim& claim) {
  Node out = Node::List();
  bool test = false, examine = false, interview = false;
  for (const auto& one : claim.evidence) {
    test |= one.grade == model::Grade::kComputed || one.grade == model::Grade::kAttested;
    examine |= one.grade == model::Grade::kExported;
    interview |= one.grade == model::Grade::kSigned || one.grade == model::Grade::kClaimed;
  }
  if (examine) out.Add("EXAMINE");
  if (interview) out.Add("INTERVIEW");
  if (test) out.Add("TEST");
  if (out.empty()) out.Add("UNKNOWN");
  return out;
}

class Results {
 public:
  explicit Results(const HandIn& what) : what_(what), name_(AnswerName(what)) {}

  Node Document() const {
    Node out = Node::Map();
    out.Set("uuid", Uuid("document"));
    out.Set("metadata", Metadata(what_.product + " " + VersionOf(what_) + " against the Software " +
                                     "Security Code of Practice",
                                 ToString(what_.assessed), VersionOf(what_)));
    Node plan = Node::Map();
    plan.Set("href", "#" + Uuid("plan"));
    plan.Set("remarks",
             "There is no separate plan: every claim is decided by the argument that it "
             "names, of the catalogue in the back matter.");
    out.Set("import-ap", std::move(plan));
    out.Set("results", Node::List().Add(Result()));
    out.Set("back-matter", BackMatter());
    return Node::Map().Set("assessment-results", std::move(out));
  }

 private:
  std::string Uuid(std::string_view of) const {
    return crypto::NameUuid("oscal\n" + name_ + '\n' + std::string(of));
  }

  static bool IsDecided(const HandInClaim& claim) {
    return claim.verdict == Verdict::kMet || claim.verdict == Verdict::kNotMet;
  }

  Node Result() const {
    Node out = Node::Map();
    out.Set("uuid", Uuid("result"));
    out.Set("title", Prose(what_.product + " " + VersionOf(what_)));
    out.Set("description", Prose(QuotableSentence(what_)));
    out.Set("start", ToString(what_.assessed));
    Node properties = Node::List();
    if (!what_.commit.empty()) properties.Add(Property("commit", what_.commit));
    properties.Add(Property("policy", "sha256:" + what_.policy));
    properties.Add(
        Property("made-from", what_.told_by == ToldBy::kBundle ? "bundle" : "assessment"));
    out.Set("props", std::move(properties));
    out.Set("reviewed-controls", Reviewed());
    Node observations = Node::List(), findings = Node::List();
    for (const auto& claim : what_.claims) {
      observations.Add(Observation(claim));
      if (IsDecided(claim)) findings.Add(Finding(claim));
    }
    if (!observations.empty()) out.Set("observations", std::move(observations));
    if (!findings.empty()) out.Set("findings", std::move(findings));
    return out;
  }

  Node Reviewed() const {
    Node controls = Node::List();
    for (const auto& claim : what_.claims)
      controls.Add(Node::Map().Set("control-id", ControlId(claim.claim)));
    Node selection = Node::Map();
    selection.Set("include-controls", std::move(controls));
    return Node::Map().Set("control-selections", Node::List().Add(std::move(selection)));
  }

  Node Observation(const HandInClaim& claim) const {
    Node out = Node::Map();
    out.Set("uuid", Uuid("observation " + claim.claim));
    out.Set("title", Prose("Claim " + claim.claim + ": " + VerdictWords(claim)));
    out.Set("description", Prose(WhyOf(claim)));
    out.Set("props", Node::List().Add(Property("verdict", Name(claim.verdict))));
    out.Set("methods", Methods(claim));
    Node evidence = Node::List();
    for (const auto& one : claim.evidence)
      evidence.Add(Node::Map().Set("description", Prose(EvidenceWords(one))));
    if (!evidence.empty()) out.Set("relevant-evidence", std::move(evidence));
    out.Set("collected", ToString(what_.assessed));
    return out;
  }

  Node Finding(const HandInClaim& claim) const {
    const bool met = claim.verdict == Verdict::kMet;
    Node status = Node::Map();
    status.Set("state", met ? "satisfied" : "not-satisfied");
    status.Set("reason", met ? "pass" : "fail");
    Node target = Node::Map();
    target.Set("type", "statement-id");
    target.Set("target-id", ControlId(claim.claim) + "_smt");
    target.Set("status", std::move(status));
    Node related = Node::Map();
    related.Set("observation-uuid", Uuid("observation " + claim.claim));
    Node out = Node::Map();
    out.Set("uuid", Uuid("finding " + claim.claim));
    out.Set("title", Prose("Claim " + claim.claim));
    out.Set("description", Prose(WordsOf(what_, claim.claim)));
    out.Set("props", Node::List().Add(Property("argument", claim.argument)));
    out.Set("target", std::move(target));
    out.Set("related-observations", Node::List().Add(std::move(related)));
    return out;
  }

  Node BackMatter() const {
    Node plan = Node::Map();
    plan.Set("uuid", Uuid("plan"));
    plan.Set("title", "Avouch's catalogue and arguments");
    plan.Set("description",
             Prose("Catalogue " + what_.catalogue.version + ", sha256:" + what_.catalogue.digest +
                   "; avouch catalogue export --format oscal writes it."));
    return Node::Map().Set("resources", Node::List().Add(std::move(plan)));
  }

  const HandIn& what_;
  std::string name_;
};

}  // namespace

Result<Bytes> WriteOscalResults(const HandIn& what) {
  return syntax::WriteJson(Results(what).Document());
}

Result<Bytes> WriteOscalCatalogue(const model::Catalogue& catalogue) {
  Node metadata = Metadata(catalogue.code.title, StartOf(catalogue.code.date), catalogue.version);
  metadata.Set("remarks", Prose(catalogue.code.attribution +
                                " Principles as the Code states them; claims in Avouch's words."));
  Node groups = Node::List();
  for (const auto& theme : catalogue.themes) groups.Add(ThemeGroup(theme));
  Node out = Node::Map();
  out.Set("uuid", crypto::NameUuid("oscal catalogue\n" + catalogue.digest));
  out.Set("metadata", std::move(metadata));
  out.Set("groups", std::move(groups));
  return syntax::WriteJson(Node::Map().Set("catalog", std::move(out)));
}

}  // namespace avouch::report
