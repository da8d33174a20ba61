#include "crypto/keys.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>
#include <memory>

namespace avouch::crypto {
namespace {

struct Curve {
  KeyKind kind;
  const char* group;
  std::size_t width;  // Bytes of a coordinate
};
constexpr Curve kCurves[] = {{KeyKind::kEcdsaP256, "P-256", 32},
                             {KeyKind::kEcdsaP384, "P-384", 48},
                             {KeyKind::kEcdsaP521, "P-521", 66}};

// The y of the points whose order divides eight, little-endian with the sign
// bit cleared; each is refused with either sign.
constexpr std::array<std::string_view, 7> kSmallOrder = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};

Bytes WithoutSign(BytesView point) {
  Bytes y(point);
  y.back() = static_cast<char>(y.back() & 0x7F);
  return y;
}

// y < 2^255 - 19; little-endian.
bool IsCanonicalEd25519(BytesView point) {
  Bytes y = WithoutSign(point);
  bool top = y.back() == 0x7F &&
             std::all_of(y.begin() + 1, y.end() - 1, [](char c) { return c == '\xFF'; });
  return !top || static_cast<unsigned char>(y.front()) < 0xED;
}

std::unexpected<Error> Refused(const char* why) { return Fail(ErrorKind::kMalformed, why); }

const unsigned char* Raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

using Numbers = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;

Number ToNumber(BytesView bytes) {
  return {BN_bin2bn(Raw(bytes), static_cast<int>(bytes.size()), nullptr), BN_free};
}

// Null when OpenSSL refuses: a point that is not on the curve, for instance.
EVP_PKEY* KeyFrom(const char* type, OSSL_PARAM_BLD* values) {
  EVP_PKEY* out = nullptr;
  OSSL_PARAM* parameters = OSSL_PARAM_BLD_to_param(values);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr);
  bool made = parameters != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context) == 1 &&
              EVP_PKEY_fromdata(context, &out, EVP_PKEY_PUBLIC_KEY, parameters) == 1;
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  return made ? out : nullptr;
}

}  // namespace

PublicKey::PublicKey(KeyKind kind, BytesView point, BytesView exponent, evp_pkey_st* handle)
    : kind_(kind), point_(point), exponent_(exponent), handle_(handle, EVP_PKEY_free) {}

Result<PublicKey> PublicKey::Ed25519(BytesView point) {
  if (point.size() != 32) return Refused("an Ed25519 key that is not 32 bytes long");
  if (IsSmallOrderPoint(point)) return Refused("an Ed25519 key of small order");
  if (!IsCanonicalEd25519(point)) return Refused("an Ed25519 key not in canonical form");
  EVP_PKEY* handle =
      EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, Raw(point), point.size());
  if (handle == nullptr) return Refused("an Ed25519 key that OpenSSL refuses");
  return PublicKey(KeyKind::kEd25519, point, {}, handle);
}

Result<PublicKey> PublicKey::Ecdsa(KeyKind curve, BytesView point) {
  const auto* row = std::ranges::find(kCurves, curve, &Curve::kind);
  if (row == std::end(kCurves)) return Refused("not an ECDSA curve");
  if (point.size() != 1 + 2 * row->width || point[0] != 4)
    return Refused("an ECDSA point of another length or form than its curve's");
  Numbers values(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_utf8_string(values.get(), OSSL_PKEY_PARAM_GROUP_NAME, row->group, 0);
  OSSL_PARAM_BLD_push_octet_string(values.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  EVP_PKEY* handle = KeyFrom("EC", values.get());
  if (handle == nullptr) return Refused("an ECDSA point that is not on its curve");
  return PublicKey(curve, point, {}, handle);
}

Result<PublicKey> PublicKey::Rsa(BytesView modulus, BytesView exponent) {
  auto odd = [](BytesView n) { return !n.empty() && n.front() != 0 && (n.back() & 1) != 0; };
  if (!odd(modulus) || !odd(exponent) || exponent.size() > 4 || exponent == BytesView("\x01"))
    return Refused("an RSA key whose numbers are not canonical and odd");
  if (modulus.size() > kMaxRsaBits / 8) return Fail(ErrorKind::kUnsupported, "an RSA key too long");
  Number n = ToNumber(modulus), e = ToNumber(exponent);
  if (BN_num_bits(n.get()) < kMinRsaBits)
    return Fail(ErrorKind::kUnsupported, "an RSA key shorter than 2048 bits");
  Numbers values(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_BN(values.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(values.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  EVP_PKEY* handle = KeyFrom("RSA", values.get());
  if (handle == nullptr) return Refused("an RSA key that OpenSSL refuses");
  return PublicKey(KeyKind::kRsa, modulus, exponent, handle);
}

Result<PublicKey> PublicKey::OnSecurityKey(const PublicKey& key, std::string_view application) {
  auto printable = [](char c) { return c > ' ' && c < '\x7F'; };
  if (application.empty() || application.size() > 255 ||
      !std::ranges::all_of(application, printable))
    return Refused("a security key's application that is empty, long or not printable");
  if (key.kind_ != KeyKind::kEd25519 && key.kind_ != KeyKind::kEcdsaP256)
    return Refused("a kind of key that security keys do not have");
  PublicKey out = key;
  out.kind_ = key.kind_ == KeyKind::kEd25519 ? KeyKind::kSkEd25519 : KeyKind::kSkEcdsaP256;
  out.application_ = application;
  return out;
}

bool IsSmallOrderPoint(BytesView point) {
  return point.size() == 32 &&
         std::ranges::find(kSmallOrder, ToHex(WithoutSign(point))) != kSmallOrder.end();
}

}  // namespace avouch::crypto
