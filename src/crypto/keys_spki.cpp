#include "crypto/keys_spki.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "crypto/armour.h"
#include "crypto/der.h"

namespace avouch::crypto {
namespace {

constexpr std::string_view kLabel = "PUBLIC KEY";

// The contents of AlgorithmIdentifier: one spelling for each kind.
struct Algorithm {
  KeyKind kind;
  std::string_view hex;
};
constexpr Algorithm kAlgorithms[] = {
    {KeyKind::kEd25519, "06032b6570"},
    {KeyKind::kEcdsaP256, "06072a8648ce3d020106082a8648ce3d030107"},
    {KeyKind::kEcdsaP384, "06072a8648ce3d020106052b81040022"},
    {KeyKind::kEcdsaP521, "06072a8648ce3d020106052b81040023"},
    {KeyKind::kRsa, "06092a864886f70d0101010500"},
};

Result<PublicKey> ReadRsa(BytesView bits) {
  DerReader outer(bits);
  AVOUCH_TRY(BytesView pair, outer.Value(kDerSequence));
  AVOUCH_CHECK_OK(outer.End());
  DerReader reader(pair);
  AVOUCH_TRY(BytesView modulus, reader.PositiveInteger());
  AVOUCH_TRY(BytesView exponent, reader.PositiveInteger());
  AVOUCH_CHECK_OK(reader.End());
  return PublicKey::Rsa(modulus, exponent);
}

}  // namespace

Result<PublicKey> ParseSpkiDer(BytesView der) {
  DerReader outer(der);
  AVOUCH_TRY(BytesView both, outer.Value(kDerSequence));
  AVOUCH_CHECK_OK(outer.End());
  DerReader reader(both);
  AVOUCH_TRY(BytesView algorithm, reader.Value(kDerSequence));
  AVOUCH_TRY(BytesView bits, reader.Value(kDerBitString));
  AVOUCH_CHECK_OK(reader.End());
  const auto* row = std::ranges::find(kAlgorithms, ToHex(algorithm), &Algorithm::hex);
  if (row == std::end(kAlgorithms))
    return Fail(ErrorKind::kUnsupported, "a public key of an algorithm that is not among ours");
  if (!bits.starts_with('\0')) return Fail(ErrorKind::kMalformed, "a public key with unused bits");
  bits.remove_prefix(1);
  if (row->kind == KeyKind::kRsa) return ReadRsa(bits);
  if (row->kind == KeyKind::kEd25519) return PublicKey::Ed25519(bits);
  return PublicKey::Ecdsa(row->kind, bits);
}

Result<PublicKey> ParseSpkiPem(std::string_view pem) {
  AVOUCH_TRY(Bytes der, ParseArmour(pem, kLabel));
  return ParseSpkiDer(der);
}

Bytes SpkiDer(const PublicKey& key) {
  assert(!key.on_security_key());
  const auto* row = std::ranges::find(kAlgorithms, key.kind(), &Algorithm::kind);
  Bytes bits(1, '\0');
  bits += key.kind() != KeyKind::kRsa
              ? key.point()
              : DerValue(kDerSequence,
                         DerPositiveInteger(key.point()) + DerPositiveInteger(key.exponent()));
  Bytes algorithm = row == std::end(kAlgorithms) ? Bytes() : FromHex(row->hex).value();
  return DerValue(kDerSequence, DerValue(kDerSequence, algorithm) + DerValue(kDerBitString, bits));
}

std::string SpkiPem(const PublicKey& key) { return MakeArmour(SpkiDer(key), kLabel, 64); }

}  // namespace avouch::crypto
