#include "crypto/keys_cose.h"

#include <cassert>

namespace avouch::crypto {
namespace {

using namespace std::string_view_literals;

// A canonical COSE_Key of these three kinds is a fixed frame around its
// numbers, so that the frames are the whole grammar.
// {1: 1, 3: -8, -1: 6, -2: x}
constexpr auto kEdDsaFrame = "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20"sv;
// {1: 2, 3: -7, -1: 1, -2: x, -3: y}
constexpr auto kEs256Frame = "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20"sv;
constexpr auto kEs256Between = "\x22\x58\x20"sv;
// {1: 3, 3: -257, -1: n, -2: e}
constexpr auto kRs256Frame = "\xA4\x01\x03\x03\x39\x01\x00\x20"sv;

// The head of a byte string in its shortest form, then the bytes.
Bytes CborBytes(BytesView bytes) {
  std::size_t size = bytes.size();
  Bytes head;
  if (size < 24) {
    head += static_cast<char>(0x40 + size);
  } else if (size < 256) {
    head = {'\x58', static_cast<char>(size)};
  } else {
    head = {'\x59', static_cast<char>(size >> 8), static_cast<char>(size & 255)};
  }
  return head.append(bytes);
}

// n has 256 bytes or more: two bytes of length; e has 4 at most: none.
Result<PublicKey> ReadRsa(BytesView rest) {
  if (rest.size() < 3) return Fail(ErrorKind::kMalformed, "a COSE key that ends early");
  std::size_t size = static_cast<unsigned char>(rest[1]) << 8 | static_cast<unsigned char>(rest[2]);
  if (rest.size() < 3 + size + 2) return Fail(ErrorKind::kMalformed, "a COSE key that ends early");
  return PublicKey::Rsa(rest.substr(3, size), rest.substr(3 + size + 2));
}

Result<PublicKey> Read(BytesView cbor) {
  if (cbor.starts_with(kEdDsaFrame)) return PublicKey::Ed25519(cbor.substr(kEdDsaFrame.size()));
  if (cbor.starts_with(kRs256Frame)) return ReadRsa(cbor.substr(kRs256Frame.size()));
  if (!cbor.starts_with(kEs256Frame))
    return Fail(ErrorKind::kUnsupported, "a COSE key that is not canonical ES256, EdDSA or RS256");
  BytesView rest = cbor.substr(kEs256Frame.size());
  if (rest.size() != 32 + kEs256Between.size() + 32)
    return Fail(ErrorKind::kMalformed, "a COSE key of a wrong length");
  return PublicKey::Ecdsa(
      KeyKind::kEcdsaP256,
      Bytes("\x04").append(rest.substr(0, 32)).append(rest.substr(32 + kEs256Between.size())));
}

}  // namespace

Result<PublicKey> ParseCoseKey(BytesView cbor) {
  AVOUCH_TRY(PublicKey key, Read(cbor));
  if (CoseKey(key) != cbor) return Fail(ErrorKind::kMalformed, "a COSE key not in canonical form");
  return key;
}

Bytes CoseKey(const PublicKey& key) {
  switch (key.kind()) {
    case KeyKind::kEd25519:
      return Bytes(kEdDsaFrame) + key.point();
    case KeyKind::kEcdsaP256:
      return Bytes(kEs256Frame)
          .append(key.point(), 1, 32)
          .append(kEs256Between)
          .append(key.point(), 33, 32);
    case KeyKind::kRsa:
      return Bytes(kRs256Frame) + CborBytes(key.point()) + "\x21" + CborBytes(key.exponent());
    default:
      assert(false && "COSE has no such key among ours");
      return {};
  }
}

}  // namespace avouch::crypto
