#include "statement/envelope.h"

#include "crypto/dsse.h"
#include "crypto/keys_ssh.h"
#include "crypto/signature.h"
#include "statement/passkey.h"
#include "syntax/canonical.h"
#include "syntax/json.h"

namespace avouch::statement {
namespace {

std::unexpected<Error> Bad(std::string what) {
  return Fail(ErrorKind::kMalformed, std::move(what), "envelope");
}

Result<syntax::Node> SignatureNode(const Envelope& envelope) {
  switch (envelope.signing) {
    case Signing::kDsse: {
      auto one = syntax::Node::Map();
      one.Set("keyid", envelope.key_id);
      one.Set("sig", ToBase64(envelope.signature));
      return syntax::Node::List().Add(std::move(one));
    }
    case Signing::kSshSig:
      return syntax::Node::Text(envelope.signature);
    case Signing::kPasskey:
      return syntax::ParseJson(envelope.signature);
  }
  return Bad("a way of signing that there is not");
}

std::string_view NameOf(Signing signing) {
  return signing == Signing::kDsse     ? "signatures"
         : signing == Signing::kSshSig ? "sshsig"
                                       : "passkey";
}

Status ReadDsse(const syntax::Node& list, Envelope& out) {
  const syntax::Node& one = list.At(0);
  if (!list.is_list() || list.size() != 1 || one.size() != 2 || !one["keyid"].is_text() ||
      !one["sig"].is_text())
    return Bad("needs exactly one signature, with 'keyid' and 'sig'");
  out.key_id = one["keyid"].text();
  AVOUCH_TRY(out.signature, FromBase64(one["sig"].text()));
  return {};
}

Status ReadSignature(const syntax::Node& root, Envelope& out) {
  if (const auto* dsse = root.Find(NameOf(Signing::kDsse))) {
    out.signing = Signing::kDsse;
    return ReadDsse(*dsse, out);
  }
  if (const auto* armoured = root.Find(NameOf(Signing::kSshSig))) {
    if (!armoured->is_text()) return Bad("'sshsig' is text");
    out.signing = Signing::kSshSig;
    out.signature = armoured->text();
    return {};
  }
  if (const auto* passkey = root.Find(NameOf(Signing::kPasskey))) {
    out.signing = Signing::kPasskey;
    AVOUCH_TRY(out.signature, syntax::WriteCanonical(*passkey));
    AVOUCH_CHECK_OK(ReadPasskeyFile(out.signature));
    return {};
  }
  return Bad("no signature");
}

}  // namespace

Result<Bytes> WriteEnvelope(const Envelope& envelope) {
  auto root = syntax::Node::Map();
  root.Set("payload", ToBase64(envelope.payload));
  root.Set("payloadType", envelope.payload_type);
  AVOUCH_TRY(syntax::Node signature, SignatureNode(envelope));
  root.Set(NameOf(envelope.signing), std::move(signature));
  return syntax::WriteCanonical(root);
}

Result<Envelope> ReadEnvelope(BytesView json) {
  if (json.size() > kMaxEnvelopeBytes) return Fail(ErrorKind::kTooLarge, "an envelope too large");
  AVOUCH_TRY(syntax::Node root, syntax::ParseJson(json));
  if (root.size() != 3 || !root["payload"].is_text() || !root["payloadType"].is_text())
    return Bad("not 'payload', 'payloadType' and one signature");
  Envelope out;
  out.payload_type = root["payloadType"].text();
  AVOUCH_TRY(out.payload, FromBase64(root["payload"].text()));
  AVOUCH_CHECK_OK(ReadSignature(root, out));
  AVOUCH_TRY(Bytes again, WriteEnvelope(out));
  if (again != json) return Bad("not in its one spelling");
  return out;
}

Result<Bytes> SignEnvelope(const crypto::PrivateKey& key, std::string_view payload_type,
                           BytesView payload) {
  return WriteEnvelope({std::string(payload_type), Bytes(payload), Signing::kDsse,
                        crypto::Fingerprint(key.public_key()),
                        key.Sign(crypto::DsseCovers(payload_type, payload))});
}

Status VerifyEnvelope(const Envelope& envelope, const crypto::PublicKey& key,
                      std::string_view payload_type) {
  auto wrong = [](std::string what) {
    return Fail(ErrorKind::kIntegrity, std::move(what), "envelope");
  };
  if (envelope.signing != Signing::kDsse) return wrong("not signed as DSSE");
  if (envelope.payload_type != payload_type) return wrong("another type of payload");
  if (envelope.key_id != crypto::Fingerprint(key)) return wrong("names another key");
  return crypto::Verify(key, crypto::DsseCovers(envelope.payload_type, envelope.payload),
                        envelope.signature);
}

}  // namespace avouch::statement
