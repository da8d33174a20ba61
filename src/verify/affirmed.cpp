#include "verify/affirmed.h"

#include "crypto/dsse.h"
#include "crypto/keys_ssh.h"
#include "crypto/sshsig.h"
#include "statement/envelope.h"
#include "statement/passkey.h"

namespace avouch::verify {
namespace {

using statement::Envelope;
using statement::Signing;

std::unexpected<Error> Wrong(std::string what) {
  return Fail(ErrorKind::kIntegrity, std::move(what), "affirmation");
}

// The listed key that the envelope says it was signed with; empty if there is none.
std::string ListedKey(const model::Organisation* keys, std::string_view key_id) {
  if (keys == nullptr) return {};
  for (const auto& person : keys->people)
    for (const auto& text : person.keys)
      if (auto key = crypto::ParseSshKey(text); key && crypto::Fingerprint(*key) == key_id)
        return text;
  return {};
}

Result<trust::Signer> OfDsse(const Envelope& envelope, const model::Organisation* keys,
                             const trust::Ring* ring, Time when) {
  const std::string key = ListedKey(keys, envelope.key_id);
  if (key.empty() || ring == nullptr)
    return trust::Signer{false, {}, envelope.key_id + " is listed for nobody"};
  trust::Signer signer = ring->OfKey(
      key, crypto::DsseCovers(envelope.payload_type, envelope.payload), envelope.signature, when);
  if (!signer.counts) return Wrong("the signature is not by the key it names: " + signer.how);
  return signer;
}

Result<trust::Signer> OfSshSig(const Envelope& envelope, const trust::Ring* ring, Time when) {
  auto proof =
      crypto::VerifySshSig(trust::kStatementNamespace, envelope.payload, envelope.signature);
  if (!proof) return Wrong("the signature does not fit: " + proof.error().what);
  if (ring != nullptr) return ring->OfSshSig(envelope.payload, envelope.signature, when);
  return trust::Signer{false, {}, crypto::Fingerprint(proof->key) + " is listed for nobody"};
}

Result<trust::Signer> OfPasskey(const Envelope& envelope, const trust::Ring* ring, Time when) {
  AVOUCH_TRY(statement::PasskeyFile file, statement::ReadPasskeyFile(envelope.signature));
  // Which payload was signed shows without the key.
  if (file.client_data.challenge != crypto::StatementChallenge(envelope.payload))
    return Wrong("the passkey signed another payload");
  if (ring != nullptr) return ring->OfAssertion(envelope.payload, file.View(), when);
  return trust::Signer{false, {}, "a passkey that is listed for nobody"};
}

Result<trust::Signer> SignerOf(const Envelope& envelope, const model::Organisation* keys,
                               const trust::Ring* ring, Time when) {
  switch (envelope.signing) {
    case Signing::kDsse:
      return OfDsse(envelope, keys, ring, when);
    case Signing::kSshSig:
      return OfSshSig(envelope, ring, when);
    case Signing::kPasskey:
      return OfPasskey(envelope, ring, when);
  }
  return Wrong("a way of signing that there is not");
}

Status IsAbout(const statement::Affirmation& what, const statement::BundleIndex& index) {
  if (what.product != index.product.name) return Wrong("about another product");
  if (what.organisation != index.organisation.fingerprint)
    return Wrong("about another organisation");
  if (what.log != index.log.key) return Wrong("about another log");
  return {};
}

}  // namespace

Result<Affirmed> VerifyAffirmation(BytesView bytes, const statement::BundleIndex& index,
                                   const model::Organisation* keys, const trust::Ring* ring) {
  AVOUCH_TRY(Envelope envelope, statement::ReadEnvelope(bytes));
  if (envelope.payload_type != statement::kInTotoPayload) return Wrong("another type of payload");
  Affirmed out;
  AVOUCH_TRY(out.what, statement::ReadAffirmation(envelope.payload));
  AVOUCH_CHECK_OK(IsAbout(out.what, index));
  AVOUCH_TRY(trust::Signer signer, SignerOf(envelope, keys, ring, out.what.on));
  out.how = signer.how;
  if (!signer.counts) return out;
  if (signer.person != out.what.by) {
    out.how += "; the statement is in the name of " + out.what.by;
    return out;
  }
  if (keys == nullptr || !keys->Holds(signer.person, model::kSro)) {
    out.how += ", who is not listed as Senior Responsible Owner";
    return out;
  }
  out.counts = true;
  return out;
}

}  // namespace avouch::verify
