#include "report/cyclonedx.h"

#include <map>

#include "crypto/uuid.h"
#include "report/machine_words.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using model::Verdict;
using syntax::Node;

// The format's own key; see Mapped.
constexpr std::string_view kNumber = "score";  // words: allowed

std::string RequirementRef(std::string_view number) { return "requirement-" + std::string(number); }
std::string ClaimRef(std::string_view number) { return "claim-" + std::string(number); }

Node Requirement(std::string_view number, std::string_view title, std::string_view text,
                 std::string_view parent) {
  Node out = Node::Map();
  out.Set("bom-ref", RequirementRef(number));
  out.Set("identifier", number);
  if (!title.empty()) out.Set("title", Prose(title));
  out.Set("text", Prose(text));
  if (!parent.empty()) out.Set("parent", RequirementRef(parent));
  return out;
}

Node Requirements(const model::Catalogue& catalogue) {
  Node out = Node::List();
  for (const auto& theme : catalogue.themes) {
    out.Add(Requirement(theme.number, theme.name, theme.text, ""));
    for (const auto& principle : theme.principles) {
      out.Add(Requirement(principle.number, principle.name, principle.text, theme.number));
      for (const auto& claim : principle.claims) {
        Node one = Requirement(claim.number, "", claim.claim, principle.number);
        if (!claim.objective.empty())
          one.Set("descriptions", Node::List().Add(Prose(claim.objective)));
        out.Add(std::move(one));
      }
    }
  }
  return out;
}

// The wording of principles is the Code's; that of claims is ours.
Node Standard(const model::Catalogue& catalogue) {
  Node out = Node::Map();
  out.Set("bom-ref", "uk-sscop");
  out.Set("name", Prose(catalogue.code.title));
  out.Set("version", kStandardVersion);
  out.Set("description", Prose(catalogue.code.attribution +
                               " Themes and principles as the Code states them; claims under their "
                               "official numbers in Avouch's own words, catalogue " +
                               catalogue.version + ", sha256:" + catalogue.digest + "."));
  out.Set("owner", Prose(catalogue.code.publisher));
  out.Set("requirements", Requirements(catalogue));
  return out;
}

Node Head(std::string_view version, std::string_view name) {
  Node out = Node::Map();
  out.Set("bomFormat", "CycloneDX");
  out.Set("specVersion", version);
  out.Set("serialNumber", "urn:uuid:" + crypto::NameUuid(name));
  out.Set("version", Node::Integer(1));
  return out;
}

Node Organisation(const std::string& name) {
  return Node::Map().Set("name", Prose(name.empty() ? "nobody named" : name));
}

Node Product(const HandIn& what) {
  Node out = Node::Map();
  out.Set("type", "application");
  out.Set("bom-ref", "product");
  out.Set("name", Prose(what.product));
  out.Set("version", Prose(VersionOf(what)));
  return out;
}

Node Property(std::string_view name, std::string_view value) {
  Node out = Node::Map();
  out.Set("name", name);
  out.Set("value", Prose(value));
  return out;
}

Node Metadata(const HandIn& what) {
  Node tool = Node::Map();
  tool.Set("type", "application");
  tool.Set("name", "avouch");
  Node out = Node::Map();
  out.Set("timestamp", ToString(what.assessed));
  out.Set("tools", Node::Map().Set("components", Node::List().Add(std::move(tool))));
  // One name, one component: the product is described among the targets.
  Node subject = Product(what);
  subject.Set("bom-ref", "subject");
  out.Set("component", std::move(subject));
  Node properties = Node::List();
  properties.Add(Property("avouch:commit", what.commit));
  properties.Add(Property("avouch:policy", "sha256:" + what.policy));
  properties.Add(Property("avouch:catalogue", "sha256:" + what.catalogue.digest));
  properties.Add(
      Property("avouch:made-from", what.told_by == ToldBy::kBundle
                                       ? "a bundle, sha256:" + what.file_digest
                                       : "an assessment that nobody has sealed or signed"));
  out.Set("properties", std::move(properties));
  return out;
}

// Each piece once, however many claims rest on it.
class EvidenceList {
 public:
  std::string RefOf(const HandInEvidence& evidence) {
    const std::string key = evidence.kind + '\n' + evidence.what + '\n' + evidence.digest;
    auto [at, fresh] = refs_.try_emplace(key, "evidence-" + std::to_string(refs_.size() + 1));
    if (fresh) list_.Add(Made(evidence, at->second));
    return at->second;
  }
  Node Take() { return std::move(list_); }

 private:
  static Node Made(const HandInEvidence& evidence, const std::string& ref) {
    Node data = Node::Map();
    data.Set("name", Prose(evidence.what));
    if (!evidence.visibility.empty()) data.Set("classification", evidence.visibility);
    Node out = Node::Map();
    out.Set("bom-ref", ref);
    out.Set("propertyName", "avouch:" + evidence.kind);
    out.Set("description", Prose(EvidenceWords(evidence)));
    out.Set("data", Node::List().Add(std::move(data)));
    if (!evidence.on.empty()) out.Set("created", evidence.on + "T00:00:00Z");
    return out;
  }

  std::map<std::string, std::string> refs_;
  Node list_ = Node::List();
};

// What the product is said to do, or not to do; nothing of an open claim.
Node Declared(const HandIn& what, const HandInClaim& claim, EvidenceList& evidence) {
  const bool met = claim.verdict == Verdict::kMet;
  Node out = Node::Map();
  out.Set("bom-ref", ClaimRef(claim.claim));
  out.Set("target", "product");
  out.Set("predicate", Prose(WordsOf(what, claim.claim)));
  out.Set("reasoning", Prose(VerdictWords(claim) + ", by " + claim.argument + ": " + WhyOf(claim)));
  Node refs = Node::List();
  for (const auto& one : claim.evidence) refs.Add(evidence.RefOf(one));
  if (!refs.empty()) out.Set(met ? "evidence" : "counterEvidence", std::move(refs));
  return out;
}

// The format's number is 1 for met and 0 for not met, and absent for everything else.
Node Mapped(const HandInClaim& claim) {
  Node out = Node::Map();
  out.Set("requirement", RequirementRef(claim.claim));
  Node conformance = Node::Map();
  if (claim.verdict == Verdict::kMet) {
    out.Set("claims", Node::List().Add(ClaimRef(claim.claim)));
    conformance.Set(kNumber, Node::Integer(1));
  } else if (claim.verdict == Verdict::kNotMet) {
    out.Set("counterClaims", Node::List().Add(ClaimRef(claim.claim)));
    conformance.Set(kNumber, Node::Integer(0));
  }
  std::string why = VerdictWords(claim) + ": " + WhyOf(claim);
  if (!claim.gap_until.empty())
    why += " (known; until " + claim.gap_until +
           (claim.gap_by.empty() ? "" : ", owned by " + claim.gap_by) + ")";
  if (!claim.reservation.empty()) why += " (reservation: " + claim.reservation + ")";
  conformance.Set("rationale", Prose(why));
  out.Set("conformance", std::move(conformance));
  return out;
}

Node Attestation(const HandIn& what) {
  Node map = Node::List();
  for (const auto& claim : what.claims) map.Add(Mapped(claim));
  Node out = Node::Map();
  out.Set("summary", Prose(QuotableSentence(what)));
  out.Set("assessor", "assessor");
  out.Set("map", std::move(map));
  return out;
}

// The signature itself is in the bundle: this names it.
Node Affirmation(const HandIn& what) {
  Node reference = Node::Map();
  reference.Set("type", "attestation");
  reference.Set("url", Prose("urn:x-avouch:bundle:sha256:" + what.file_digest));
  if (what.file_digest.size() == 64) {
    Node hash = Node::Map();
    hash.Set("alg", "SHA-256");
    hash.Set("content", what.file_digest);
    reference.Set("hashes", Node::List().Add(std::move(hash)));
  }
  Node person = Node::Map();
  person.Set("name", Prose(what.signed_by->by));
  person.Set("role", "Senior Responsible Owner");
  person.Set("organization", Organisation(what.organisation));
  person.Set("externalReference", std::move(reference));
  Node out = Node::Map();
  out.Set("statement", Prose("Signed " + what.signed_by->on + ", until " + what.signed_by->until +
                             ", with " + what.signed_by->how +
                             ". The signature is checked with the bundle, not with this."));
  out.Set("signatories", Node::List().Add(std::move(person)));
  return out;
}

Node Declarations(const HandIn& what) {
  Node assessor = Node::Map();
  assessor.Set("bom-ref", "assessor");
  assessor.Set("thirdParty", Node::Boolean(false));
  assessor.Set("organization", Organisation(what.organisation));
  EvidenceList evidence;
  Node claims = Node::List();
  for (const auto& claim : what.claims)
    if (claim.verdict == Verdict::kMet || claim.verdict == Verdict::kNotMet)
      claims.Add(Declared(what, claim, evidence));
  Node out = Node::Map();
  out.Set("assessors", Node::List().Add(std::move(assessor)));
  out.Set("attestations", Node::List().Add(Attestation(what)));
  out.Set("claims", std::move(claims));
  out.Set("evidence", evidence.Take());
  out.Set("targets", Node::Map().Set("components", Node::List().Add(Product(what))));
  if (what.signed_by) out.Set("affirmation", Affirmation(what));
  return out;
}

Result<Bytes> Write(const HandIn& what, std::string_view version) {
  Node out = Head(version, AnswerName(what));
  out.Set("metadata", Metadata(what));
  out.Set("declarations", Declarations(what));
  out.Set("definitions", Node::Map().Set("standards", Node::List().Add(Standard(what.catalogue))));
  return syntax::WriteJson(out);
}

}  // namespace

Result<Bytes> WriteCycloneDx16(const HandIn& what) { return Write(what, "1.6"); }
Result<Bytes> WriteCycloneDx17(const HandIn& what) { return Write(what, "1.7"); }

Result<Bytes> WriteCycloneDxStandard(const model::Catalogue& catalogue) {
  Node out = Head("1.6", std::string(kStandardUrn) + '\n' + catalogue.digest);
  out.Set("definitions", Node::Map().Set("standards", Node::List().Add(Standard(catalogue))));
  return syntax::WriteJson(out);
}

}  // namespace avouch::report
