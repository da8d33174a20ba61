#include "verify/signer.h"

#include "crypto/dsse.h"
#include "crypto/keys_ssh.h"
#include "crypto/sshsig.h"
#include "statement/passkey.h"

namespace avouch::verify {
namespace {

using statement::Envelope;
using statement::Signing;

std::unexpected<Error> Wrong(std::string_view where, std::string what) {
  return Fail(ErrorKind::kIntegrity, std::move(what), std::string(where));
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
                             const trust::Ring* ring, Time when, std::string_view what) {
  const std::string key = ListedKey(keys, envelope.key_id);
  if (key.empty() || ring == nullptr)
    return trust::Signer{false, {}, envelope.key_id + " is listed for nobody"};
  // OfKey would take any kind of key; DSSE here is Ed25519.
  if (crypto::ParseSshKey(key)->kind() != crypto::KeyKind::kEd25519)
    return Wrong(what, "a DSSE signature by a key that is not Ed25519");
  trust::Signer signer = ring->OfKey(
      key, crypto::DsseCovers(envelope.payload_type, envelope.payload), envelope.signature, when);
  // Outside its days a key still made what it made; it only does not count.
  if (signer.person.empty())
    return Wrong(what, "the signature is not by the key it names: " + signer.how);
  return signer;
}

Result<trust::Signer> OfSshSig(const Envelope& envelope, const trust::Ring* ring, Time when,
                               std::string_view what) {
  auto proof =
      crypto::VerifySshSig(trust::kStatementNamespace, envelope.payload, envelope.signature);
  if (!proof) return Wrong(what, "the signature does not fit: " + proof.error().what);
  if (ring != nullptr) return ring->OfSshSig(envelope.payload, envelope.signature, when);
  return trust::Signer{false, {}, crypto::Fingerprint(proof->key) + " is listed for nobody"};
}

Result<trust::Signer> OfPasskey(const Envelope& envelope, const trust::Ring* ring, Time when,
                                std::string_view what) {
  AVOUCH_TRY(statement::PasskeyFile file, statement::ReadPasskeyFile(envelope.signature));
  // Which payload was signed shows without the key.
  if (file.client_data.challenge != crypto::StatementChallenge(envelope.payload))
    return Wrong(what, "the passkey signed another payload");
  if (ring != nullptr) return ring->OfAssertion(envelope.payload, file.View(), when);
  return trust::Signer{false, {}, "a passkey that is listed for nobody"};
}

}  // namespace

Result<trust::Signer> SignerOf(const Envelope& envelope, const model::Organisation* keys,
                               const trust::Ring* ring, Time when, std::string_view what) {
  switch (envelope.signing) {
    case Signing::kDsse:
      return OfDsse(envelope, keys, ring, when, what);
    case Signing::kSshSig:
      return OfSshSig(envelope, ring, when, what);
    case Signing::kPasskey:
      return OfPasskey(envelope, ring, when, what);
  }
  return Wrong(what, "a way of signing that there is not");
}

}  // namespace avouch::verify
