// A P-256 key that signs, for tests of what only others sign with: security keys
// and passkeys. The same seed gives the same key; signatures differ.

#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>
#include <string>
#include <string_view>

namespace avouch::testing {

class EcdsaSigner {
 public:
  explicit EcdsaSigner(unsigned long seed = 12345) : key_(Make(seed), EVP_PKEY_free) {}

  // 4, x, y.
  [[nodiscard]] std::string Point() const {
    unsigned char out[65];
    std::size_t size = 0;
    EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, out, sizeof out, &size);
    return {reinterpret_cast<char*>(out), size};
  }
  // DER, with SHA-256.
  [[nodiscard]] std::string Sign(std::string_view message) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    unsigned char out[80];
    std::size_t size = sizeof out;
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(context, out, &size, reinterpret_cast<const unsigned char*>(message.data()),
                   message.size());
    EVP_MD_CTX_free(context);
    return {reinterpret_cast<char*>(out), size};
  }

 private:
  static EVP_PKEY* Make(unsigned long seed) {
    EC_GROUP* group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM* secret = BN_new();
    BN_set_word(secret, seed);
    EC_POINT* point = EC_POINT_new(group);
    EC_POINT_mul(group, point, secret, nullptr, nullptr, nullptr);
    unsigned char raw[65];
    EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, raw, sizeof raw, nullptr);
    OSSL_PARAM_BLD* values = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_utf8_string(values, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(values, OSSL_PKEY_PARAM_PUB_KEY, raw, sizeof raw);
    OSSL_PARAM_BLD_push_BN(values, OSSL_PKEY_PARAM_PRIV_KEY, secret);
    OSSL_PARAM* parameters = OSSL_PARAM_BLD_to_param(values);
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
    EVP_PKEY* out = nullptr;
    EVP_PKEY_fromdata_init(context);
    EVP_PKEY_fromdata(context, &out, EVP_PKEY_KEYPAIR, parameters);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(values);
    EC_POINT_free(point);
    BN_free(secret);
    EC_GROUP_free(group);
    return out;
  }

  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

}  // namespace avouch::testing
