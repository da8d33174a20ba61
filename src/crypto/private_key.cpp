#include "crypto/private_key.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cassert>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "crypto/armour.h"

namespace avouch::crypto {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSeed = 32;
constexpr std::string_view kLabel = "PRIVATE KEY";
// SEQUENCE { 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING { OCTET STRING { seed }}}
constexpr auto kFrame = "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20"sv;

using Handle = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Handle HandleOf(BytesView seed) {
  return {EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr,
                                          reinterpret_cast<const unsigned char*>(seed.data()),
                                          seed.size()),
          EVP_PKEY_free};
}

// REQUIRES: 32 bytes. Nothing but want of memory can make this fail.
PublicKey PublicOf(BytesView seed) {
  Handle handle = HandleOf(seed);
  Bytes point(32, '\0');
  std::size_t size = point.size();
  if (!handle || EVP_PKEY_get_raw_public_key(
                     handle.get(), reinterpret_cast<unsigned char*>(point.data()), &size) != 1)
    std::abort();
  return PublicKey::Ed25519(point).value();
}

}  // namespace

PrivateKey::PrivateKey(Secret seed, PublicKey public_key)
    : seed_(std::move(seed)), public_key_(std::move(public_key)) {}

Result<PrivateKey> PrivateKey::Generate() {
  AVOUCH_TRY(Secret seed, RandomSecret(kSeed));
  PublicKey key = PublicOf(seed.view());
  return PrivateKey(std::move(seed), std::move(key));
}

PrivateKey PrivateKey::FromSeed(BytesView seed) {
  assert(seed.size() == kSeed);
  return {Secret(seed), PublicOf(seed)};
}

Bytes PrivateKey::Sign(BytesView message) const {
  Handle handle = HandleOf(seed_.view());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  Bytes out(64, '\0');
  std::size_t size = out.size();
  bool done =
      handle && context != nullptr &&
      EVP_DigestSignInit(context, nullptr, nullptr, nullptr, handle.get()) == 1 &&
      EVP_DigestSign(context, reinterpret_cast<unsigned char*>(out.data()), &size,
                     reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1 &&
      size == out.size();
  EVP_MD_CTX_free(context);
  if (!done) std::abort();  // Never a signature that is none.
  return out;
}

Result<PrivateKey> ReadKey(std::string_view pem) {
  if (IsProtectedKey(pem))
    return Fail(ErrorKind::kUnsupported, "this key is protected by a passphrase");
  AVOUCH_TRY(Bytes der, ParseArmour(pem, kLabel));
  bool whole = der.size() == kFrame.size() + kSeed && der.starts_with(kFrame);
  Secret seed(whole ? BytesView(der).substr(kFrame.size()) : BytesView());
  Cleanse(der);
  if (!whole)
    return Fail(ErrorKind::kMalformed, "not an Ed25519 private key in PKCS #8", {},
                "openssl genpkey -algorithm ed25519 makes one");
  return PrivateKey::FromSeed(seed.view());
}

Secret WriteKey(const PrivateKey& key) {
  Secret der(kFrame.size() + kSeed);
  std::memcpy(der.data(), kFrame.data(), kFrame.size());
  std::memcpy(der.data() + kFrame.size(), key.seed().data(), kSeed);
  std::string pem = MakeArmour(der.view(), kLabel, 64);
  Secret out{BytesView(pem)};
  Cleanse(pem);
  return out;
}

}  // namespace avouch::crypto
