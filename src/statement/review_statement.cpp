#include "statement/review_statement.h"

#include <algorithm>
#include <set>

#include "crypto/keys_ssh.h"
#include "crypto/webauthn.h"
#include "statement/canonical_value.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";

// The predicate as it is written.
struct Predicate {
  Reviewer assessor;
  std::string key;
  Time on;
  Digest assessment, bundle;
  std::string version, organisation, log;
  long long log_size = 0;
  std::string summary;
  std::vector<ReviewedClaim> claims;

  AVOUCH_FIELDS(assessor, key, on, assessment, bundle, version, organisation, log, log_size,
                summary, claims)
};

Result<Bytes> Write(const Review& r) {
  auto digest = syntax::Node::Map();
  digest.Set("gitCommit", EncodeText(r.commit));
  digest.Set("sha256", r.assessment.hex());
  auto subject = syntax::Node::Map();
  subject.Set("name", EncodeText(r.product));
  subject.Set("digest", std::move(digest));
  auto node = syntax::Node::Map();
  node.Set("_type", kStatementType);
  node.Set("subject", syntax::Node::List().Add(std::move(subject)));
  node.Set("predicateType", kReviewType);
  node.Set("predicate", Encode(Predicate{r.assessor, r.key, r.on, r.assessment, r.bundle, r.version,
                                         r.organisation, r.log, r.log_size, r.summary, r.claims}));
  return syntax::WriteCanonical(node);
}

std::unexpected<Error> Wrong(std::string what, std::string where = {}) {
  return Fail(ErrorKind::kUsage, std::move(what), std::move(where));
}

Status CheckTexts(const std::vector<std::string>& texts, const std::string& where) {
  if (texts.size() > kMaxReviewLines) return Wrong("more than 50 lines", where);
  for (const auto& text : texts) {
    if (text.size() > kMaxReviewText) return Wrong("a text of more than 8,000 bytes", where);
    if (!IsUtf8(text)) return Wrong("not UTF-8", where);
  }
  return {};
}

Status CheckClaim(const ReviewedClaim& claim) {
  if (const std::string lack = LackOf(claim); !lack.empty()) return Wrong(lack, claim.claim);
  for (std::size_t i = 1; i < claim.methods.size(); ++i)
    if (claim.methods[i - 1] >= claim.methods[i])
      return Wrong("methods out of order, or one of them twice", claim.claim);
  AVOUCH_CHECK_OK(CheckTexts({claim.claim, claim.looked_at, claim.comment}, claim.claim));
  AVOUCH_CHECK_OK(CheckTexts(claim.alternatives, claim.claim));
  AVOUCH_CHECK_OK(CheckTexts(claim.requests, claim.claim));
  for (const auto* lines : {&claim.alternatives, &claim.requests})
    if (std::ranges::count(*lines, std::string()) != 0) return Wrong("an empty line", claim.claim);
  return {};
}

// A key that a reader can be told of: of one spelling.
bool IsKey(std::string_view text) {
  if (auto key = crypto::ParseSshKey(text)) return crypto::SshKeyText(*key) == text;
  if (auto passkey = crypto::ParsePasskey(text)) return crypto::PasskeyText(*passkey) == text;
  return false;
}

}  // namespace

ReviewVerdict AsReviewed(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::kMet:
      return ReviewVerdict::kMet;
    case model::Verdict::kNotMet:
      return ReviewVerdict::kNotMet;
    case model::Verdict::kNotEvidenced:
      return ReviewVerdict::kOpen;
    case model::Verdict::kNotApplicable:
      return ReviewVerdict::kNotApplicable;
  }
  return ReviewVerdict::kUndecided;
}

Agreement AgreementOn(const ReviewedClaim& claim) {
  if (claim.verdict == ReviewVerdict::kUndecided) return Agreement::kUndecided;
  return claim.verdict == AsReviewed(claim.vendor) ? Agreement::kAgrees : Agreement::kDiffers;
}

std::string LackOf(const ReviewedClaim& claim) {
  switch (claim.verdict) {
    case ReviewVerdict::kUndecided:
      return "";
    case ReviewVerdict::kMet:
    case ReviewVerdict::kNotMet:
      if (claim.methods.empty()) return "decided, and no method: examine, interview or test";
      return claim.looked_at.empty() ? "decided, and nothing was looked at" : "";
    case ReviewVerdict::kOpen:
      return claim.comment.empty() && claim.requests.empty()
                 ? "open, and neither a comment nor a request says what is missing"
                 : "";
    case ReviewVerdict::kNotApplicable:
      return claim.comment.empty() ? "not applicable, and no comment says why" : "";
  }
  return "no verdict";
}

Status CheckReview(const Review& r) {
  if (r.assessor.name.empty()) return Wrong("nobody is named who reviews");
  if (!IsKey(r.key)) return Wrong("no public key of the assessor's that can be read", r.key);
  AVOUCH_CHECK_OK(CheckTexts({r.assessor.name, r.assessor.organisation, r.assessor.relation,
                              r.summary, r.version, r.organisation, r.log},
                             "review"));
  if (r.claims.empty()) return Wrong("no claim to review");
  std::set<std::string_view> seen;
  for (const auto& claim : r.claims) {
    if (!seen.insert(claim.claim).second) return Wrong("a claim given twice", claim.claim);
    AVOUCH_CHECK_OK(CheckClaim(claim));
  }
  return {};
}

Result<Bytes> WriteReview(const Review& review) {
  AVOUCH_CHECK_OK(CheckReview(review));
  return Write(review);
}

Result<Review> ReadReview(BytesView json) {
  AVOUCH_TRY(syntax::Node root, syntax::ParseJson(json, {.allow_bom = false}));
  if (root["predicateType"].text() != kReviewType)
    return Fail(ErrorKind::kMalformed, "not a review");
  Predicate p;
  AVOUCH_CHECK_OK(Decode(root["predicate"], p));
  const syntax::Node& subject = root["subject"].At(0);
  Review out;
  AVOUCH_CHECK_OK(DecodeText(subject["name"], out.product));
  AVOUCH_CHECK_OK(DecodeText(subject["digest"]["gitCommit"], out.commit));
  out.assessment = p.assessment;
  out.version = std::move(p.version);
  out.bundle = p.bundle;
  out.organisation = std::move(p.organisation);
  out.log = std::move(p.log);
  out.log_size = p.log_size;
  out.assessor = std::move(p.assessor);
  out.key = std::move(p.key);
  out.on = p.on;
  out.summary = std::move(p.summary);
  out.claims = std::move(p.claims);
  auto again = WriteReview(out);
  if (!again) return Fail(ErrorKind::kMalformed, again.error().what, again.error().where);
  if (*again != json) return Fail(ErrorKind::kMalformed, "not in its one spelling");
  return out;
}

}  // namespace avouch::statement
