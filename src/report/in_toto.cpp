#include "report/in_toto.h"

#include "base/text.h"
#include "report/machine_words.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using model::Verdict;
using syntax::Node;

constexpr std::string_view kVerifier = "urn:x-avouch:verifier:avouch";

// In a URN everything but letters, digits, "-", "." and "_" is escaped.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_';
    out += plain ? std::string(1, c) : "%" + ToHex({&c, 1});
  }
  return out;
}

std::string ResourceOf(const HandIn& what) {
  return "urn:x-avouch:product:" + Escaped(what.product) + ":" + Escaped(VersionOf(what));
}

// The rules by which it was decided: the policy's digest names them exactly.
Node Policy(const HandIn& what) {
  Node out = Node::Map();
  out.Set("uri", "urn:x-avouch:policy:" + what.policy);
  out.Set("digest", Node::Map().Set("sha256", what.policy));
  return out;
}

Node Verifier() { return Node::Map().Set("id", kVerifier); }

Node Evidenced(const HandIn& what) {
  Node out = Node::List();
  for (const auto& claim : what.claims)
    if (claim.verdict == Verdict::kMet) out.Add(EvidencedProperty(claim.claim));
  return out;
}

Result<Bytes> Statement(const HandIn& what, std::string_view type, Node predicate) {
  if (what.commit.empty())
    return Fail(ErrorKind::kUnsupported, "this answer names no commit, so it has no subject");
  Node subject = Node::Map();
  subject.Set("name", Prose(what.product + " " + VersionOf(what)));
  subject.Set("digest", Node::Map().Set("gitCommit", what.commit));
  Node out = Node::Map();
  out.Set("_type", "https://in-toto.io/Statement/v1");
  out.Set("subject", Node::List().Add(std::move(subject)));
  out.Set("predicateType", type);
  out.Set("predicate", std::move(predicate));
  return syntax::WriteJson(out);
}

}  // namespace

Result<Bytes> WriteSvr(const HandIn& what) {
  Node verifier = Verifier();
  verifier.Set("policies", Node::List().Add(Policy(what)));
  Node out = Node::Map();
  out.Set("verifier", std::move(verifier));
  out.Set("timeCreated", ToString(what.assessed));
  out.Set("properties", Evidenced(what));
  return Statement(what, "https://in-toto.io/attestation/svr/v0.2", std::move(out));
}

Result<Bytes> WriteVsa(const HandIn& what) {
  const bool whole = !what.claims.empty() && CountOf(what, Verdict::kMet) > 0 &&
                     CountOf(what, Verdict::kMet) + CountOf(what, Verdict::kNotApplicable) ==
                         static_cast<long long>(what.claims.size());
  Node out = Node::Map();
  out.Set("verifier", Verifier());
  out.Set("timeVerified", ToString(what.assessed));
  out.Set("resourceUri", ResourceOf(what));
  out.Set("policy", Policy(what));
  out.Set("verificationResult", whole ? "PASSED" : "FAILED");
  out.Set("verifiedLevels", Evidenced(what));
  return Statement(what, "https://slsa.dev/verification_summary/v1", std::move(out));
}

}  // namespace avouch::report
