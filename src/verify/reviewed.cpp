#include "verify/reviewed.h"

#include "crypto/keys_ssh.h"
#include "statement/envelope.h"
#include "statement/passkey.h"
#include "trust/ring.h"

namespace avouch::verify {
namespace {

using statement::Envelope;
using statement::Signing;

std::unexpected<Error> Wrong(std::string what) {
  return Fail(ErrorKind::kIntegrity, std::move(what), "review");
}

// The one key that may have signed, as a list of people of one.
trust::Ring RingOf(const std::string& key) {
  model::Organisation alone;
  model::PersonEntry assessor;
  assessor.id = "assessor";
  assessor.keys = {key};
  alone.people.push_back(std::move(assessor));
  return trust::Ring(alone);
}

Status CheckSignature(const Envelope& envelope, const statement::Review& what) {
  if (envelope.signing == Signing::kDsse) {
    auto key = crypto::ParseSshKey(what.key);
    if (!key) return Wrong("signed in a way that its key cannot");
    return statement::VerifyEnvelope(envelope, *key, statement::kInTotoPayload);
  }
  const trust::Ring ring = RingOf(what.key);
  trust::Signer signer;
  if (envelope.signing == Signing::kSshSig) {
    signer = ring.OfSshSig(envelope.payload, envelope.signature, what.on);
  } else {
    AVOUCH_TRY(const statement::PasskeyFile file, statement::ReadPasskeyFile(envelope.signature));
    signer = ring.OfAssertion(envelope.payload, file.View(), what.on);
  }
  if (!signer.counts) return Wrong("the signature is not by the key that it names: " + signer.how);
  return {};
}

bool IsKeyOf(std::string_view told, const statement::Review& what) {
  if (told == what.key) return true;
  const auto key = crypto::ParseSshKey(what.key);
  if (!key) return false;
  if (told == crypto::Fingerprint(*key)) return true;
  const auto other = crypto::ParseSshKey(told);  // With a comment behind it
  return other && crypto::SshKeyText(*other) == what.key;
}

}  // namespace

std::string KeyForPeople(std::string_view key) {
  const auto parsed = crypto::ParseSshKey(key);
  if (!parsed) return std::string(key);
  return std::string(key.substr(0, key.find(' '))) + " " + crypto::Fingerprint(*parsed);
}

Status IsReviewOf(const statement::Review& review, const Proof& proof) {
  const auto& index = proof.index();
  if (review.product != index.product.name) return Wrong("of another product: " + review.product);
  if (review.organisation != index.organisation.fingerprint)
    return Wrong("of another organisation");
  if (review.log != index.log.key) return Wrong("of another log");
  if (review.commit != index.product.commit)
    return Wrong("of another commit: " + review.commit.substr(0, 12));
  if (review.assessment != index.assessment)
    return Wrong("of another assessment of the same commit");
  const auto& claims = proof.verdicts().claims;
  if (review.claims.size() != claims.size()) return Wrong("of other claims than the bundle's");
  for (std::size_t i = 0; i < claims.size(); ++i)
    if (review.claims[i].claim != claims[i].claim || review.claims[i].vendor != claims[i].verdict)
      return Wrong("the vendor's verdict on " + claims[i].claim + " is not the bundle's");
  return {};
}

Result<Reviewed> VerifyReview(BytesView bytes, const Proof& proof, const Digest& bundle,
                              std::string_view key) {
  AVOUCH_TRY(const Envelope envelope, statement::ReadEnvelope(bytes));
  if (envelope.payload_type != statement::kInTotoPayload) return Wrong("another type of payload");
  Reviewed out;
  AVOUCH_TRY(out.what, statement::ReadReview(envelope.payload));
  AVOUCH_CHECK_OK(CheckSignature(envelope, out.what));
  AVOUCH_CHECK_OK(IsReviewOf(out.what, proof));
  if (!key.empty() && !IsKeyOf(key, out.what))
    return Wrong("signed with another key than you named: " + KeyForPeople(out.what.key));
  out.key = KeyForPeople(out.what.key);
  out.same_copy = out.what.bundle == bundle;
  out.expected = !key.empty();
  return out;
}

}  // namespace avouch::verify
