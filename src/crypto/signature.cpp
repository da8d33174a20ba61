#include "crypto/signature.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include "crypto/der.h"
#include "crypto/hash.h"
#include "crypto/keys_ssh.h"
#include "crypto/wire.h"

namespace avouch::crypto {
namespace {

constexpr std::uint8_t kUserPresent = 0x01, kUserVerified = 0x04;

std::unexpected<Error> NotSigned() {
  return Fail(ErrorKind::kIntegrity, "the signature is not by this key over these bytes");
}

std::unexpected<Error> OtherForm(const char* why) {
  return Fail(ErrorKind::kMalformed, std::string("not an SSH signature of this key: ") + why);
}

const unsigned char* Raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// Fetched once and kept; null for Ed25519, which hashes by itself.
const EVP_MD* HashOf(KeyKind kind) {
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const sha384 = EVP_MD_fetch(nullptr, "SHA384", nullptr);
  static const EVP_MD* const sha512 = EVP_MD_fetch(nullptr, "SHA512", nullptr);
  switch (kind) {
    case KeyKind::kEcdsaP384:
      return sha384;
    case KeyKind::kEcdsaP521:
      return sha512;
    case KeyKind::kEd25519:
    case KeyKind::kSkEd25519:
      return nullptr;
    default:
      return sha256;
  }
}

// OpenSSL's answer; 1 is yes, and everything else is no.
Status Ask(const PublicKey& key, const EVP_MD* hash, BytesView message, BytesView signature) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  int answer =
      context == nullptr ? -1 : EVP_DigestVerifyInit(context, nullptr, hash, nullptr, key.handle());
  if (answer == 1)
    answer =
        EVP_DigestVerify(context, Raw(signature), signature.size(), Raw(message), message.size());
  EVP_MD_CTX_free(context);
  ERR_clear_error();
  if (answer != 1) return NotSigned();
  return {};
}

Status VerifyEd25519(const PublicKey& key, BytesView message, BytesView signature) {
  if (signature.size() != 64) return NotSigned();
  if (IsSmallOrderPoint(signature.substr(0, 32))) return NotSigned();
  return Ask(key, nullptr, message, signature);
}

Status VerifyRsa(const PublicKey& key, const EVP_MD* hash, BytesView message, BytesView signature) {
  if (signature.size() != key.point().size()) return NotSigned();
  return Ask(key, hash, message, signature);
}

// OpenSSL takes the pair as DER.
Status VerifyPair(const PublicKey& key, BytesView message, BytesView r, BytesView s) {
  Bytes der = DerValue(kDerSequence, DerPositiveInteger(r) + DerPositiveInteger(s));
  return Ask(key, HashOf(key.kind()), message, der);
}

// (r, s) as SSH writes them.
Status VerifySshEcdsa(const PublicKey& key, BytesView message, BytesView pair) {
  WireReader reader(pair);
  AVOUCH_TRY(BytesView r, reader.PositiveNumber());
  AVOUCH_TRY(BytesView s, reader.PositiveNumber());
  AVOUCH_CHECK_OK(reader.End());
  if (r.size() > 66 || s.size() > 66) return NotSigned();
  return VerifyPair(key, message, r, s);
}

Status VerifySshRsa(const PublicKey& key, BytesView algorithm, BytesView message, BytesView raw) {
  if (algorithm == "rsa-sha2-256") return VerifyRsa(key, HashOf(KeyKind::kRsa), message, raw);
  if (algorithm == "rsa-sha2-512") return VerifyRsa(key, HashOf(KeyKind::kEcdsaP521), message, raw);
  return Fail(ErrorKind::kUnsupported, "an RSA signature that is neither SHA-256 nor SHA-512");
}

// PROTOCOL.u2f: SHA-256(application), flags, counter, SHA-256(message).
Bytes SignedBySecurityKey(const PublicKey& key, BytesView flags, BytesView counter,
                          BytesView message) {
  auto hashed = [](BytesView bytes) { return FromHex(Sha256Of(bytes).hex()).value(); };
  return hashed(key.application()).append(flags).append(counter) + hashed(message);
}

Result<std::optional<SecurityKeyUse>> VerifyOnSecurityKey(const PublicKey& key, BytesView message,
                                                          BytesView raw, WireReader& reader) {
  AVOUCH_TRY(BytesView flags, reader.Raw(1));
  AVOUCH_TRY(BytesView counter, reader.Raw(4));
  AVOUCH_CHECK_OK(reader.End());
  SecurityKeyUse use;
  use.present = (flags[0] & kUserPresent) != 0;
  use.verified = (flags[0] & kUserVerified) != 0;
  for (unsigned char c : counter) use.counter = use.counter << 8 | c;
  if (!use.present) return Fail(ErrorKind::kIntegrity, "a security key that nobody touched");
  Bytes covered = SignedBySecurityKey(key, flags, counter, message);
  AVOUCH_CHECK_OK(key.kind() == KeyKind::kSkEd25519 ? VerifyEd25519(key, covered, raw)
                                                    : VerifySshEcdsa(key, covered, raw));
  return use;
}

}  // namespace

Status Verify(const PublicKey& key, BytesView message, BytesView signature) {
  switch (key.kind()) {
    case KeyKind::kEd25519:
      return VerifyEd25519(key, message, signature);
    case KeyKind::kRsa:
      return VerifyRsa(key, HashOf(key.kind()), message, signature);
    case KeyKind::kEcdsaP256:
    case KeyKind::kEcdsaP384:
    case KeyKind::kEcdsaP521:
      return Ask(key, HashOf(key.kind()), message, signature);
    case KeyKind::kSkEd25519:
    case KeyKind::kSkEcdsaP256:
      break;
  }
  return Fail(ErrorKind::kUnsupported, "a security key's signature outside SSH's form");
}

Status VerifySideBySide(const PublicKey& key, BytesView message, BytesView signature) {
  bool ecdsa = key.kind() == KeyKind::kEcdsaP256 || key.kind() == KeyKind::kEcdsaP384 ||
               key.kind() == KeyKind::kEcdsaP521;
  if (!ecdsa) return Fail(ErrorKind::kUnsupported, "two numbers from a key that is not ECDSA");
  std::size_t width = key.point().size() / 2;  // One byte, then two coordinates
  if (signature.size() != 2 * width) return NotSigned();
  return VerifyPair(key, message, signature.substr(0, width), signature.substr(width));
}

Result<std::optional<SecurityKeyUse>> VerifySsh(const PublicKey& key, BytesView message,
                                                BytesView blob) {
  WireReader reader(blob);
  AVOUCH_TRY(BytesView algorithm, reader.String());
  AVOUCH_TRY(BytesView raw, reader.String());
  bool rsa = key.kind() == KeyKind::kRsa;
  if (!rsa && algorithm != SshKeyType(key.kind())) return OtherForm("another algorithm");
  if (key.on_security_key()) return VerifyOnSecurityKey(key, message, raw, reader);
  AVOUCH_CHECK_OK(reader.End());
  if (rsa) {
    AVOUCH_CHECK_OK(VerifySshRsa(key, algorithm, message, raw));
  } else if (key.kind() == KeyKind::kEd25519) {
    AVOUCH_CHECK_OK(VerifyEd25519(key, message, raw));
  } else {
    AVOUCH_CHECK_OK(VerifySshEcdsa(key, message, raw));
  }
  return std::nullopt;
}

}  // namespace avouch::crypto
