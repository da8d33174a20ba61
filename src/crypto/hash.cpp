#include "crypto/hash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstdlib>
#include <cstring>
#include <string>

namespace avouch::crypto {
namespace {

void Require(bool done) {
  if (!done) std::abort();  // Out of memory, or OpenSSL without its default provider.
}

struct MdContext {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~MdContext() { EVP_MD_CTX_free(context); }
};

// Fetched once: asking OpenSSL for the algorithm by name costs more than
// hashing a small object.
EVP_MD* Fetched(const char* name) {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, name, nullptr);
  Require(algorithm != nullptr);
  return algorithm;
}

void HashInto(const EVP_MD* algorithm, BytesView bytes, void* out) {
  thread_local MdContext state;
  Require(EVP_DigestInit_ex2(state.context, algorithm, nullptr) == 1 &&
          EVP_DigestUpdate(state.context, bytes.data(), bytes.size()) == 1 &&
          EVP_DigestFinal_ex(state.context, static_cast<unsigned char*>(out), nullptr) == 1);
}

}  // namespace

struct GitHasher::State {
  EVP_MD* algorithm;
  EVP_MD_CTX* context;

  explicit State(HashKind kind)
      : algorithm(Fetched(kind == HashKind::kSha1 ? "SHA1" : "SHA256")),
        context(EVP_MD_CTX_new()) {}
  ~State() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
};

GitHasher::GitHasher(HashKind kind) : state_(std::make_unique<State>(kind)) {}
GitHasher::~GitHasher() = default;
GitHasher::GitHasher(GitHasher&&) noexcept = default;
GitHasher& GitHasher::operator=(GitHasher&&) noexcept = default;

ObjectId GitHasher::Name(std::string_view type, BytesView bytes) {
  std::string header(type);
  header += ' ';
  header += std::to_string(bytes.size());
  header += '\0';
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  Require(EVP_DigestInit_ex2(state_->context, state_->algorithm, nullptr) == 1 &&
          EVP_DigestUpdate(state_->context, header.data(), header.size()) == 1 &&
          EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1 &&
          EVP_DigestFinal_ex(state_->context, out, &size) == 1);
  return ObjectIdFromRaw({reinterpret_cast<char*>(out), size});
}

Digest Sha256Of(BytesView bytes) {
  static const EVP_MD* const algorithm = Fetched("SHA256");
  Digest out;
  HashInto(algorithm, bytes, out.bytes.data());
  return out;
}

Bytes Sha1Of(BytesView bytes) {
  static const EVP_MD* const algorithm = Fetched("SHA1");
  Bytes out(20, '\0');
  HashInto(algorithm, bytes, out.data());
  return out;
}

Bytes Sha384Of(BytesView bytes) {
  static const EVP_MD* const algorithm = Fetched("SHA384");
  Bytes out(48, '\0');
  HashInto(algorithm, bytes, out.data());
  return out;
}

Bytes Sha512Of(BytesView bytes) {
  static const EVP_MD* const algorithm = Fetched("SHA512");
  Bytes out(64, '\0');
  HashInto(algorithm, bytes, out.data());
  return out;
}

Digest HmacSha256(BytesView key, BytesView message) {
  static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  Require(algorithm != nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(algorithm);
  char name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  // A null key would mean "the key of before".
  const char* start = key.empty() ? "" : key.data();
  Digest out;
  std::size_t size = 0;
  Require(context != nullptr &&
          EVP_MAC_init(context, reinterpret_cast<const unsigned char*>(start), key.size(),
                       parameters) == 1 &&
          EVP_MAC_update(context, reinterpret_cast<const unsigned char*>(message.data()),
                         message.size()) == 1 &&
          EVP_MAC_final(context, out.bytes.data(), &size, out.bytes.size()) == 1 &&
          size == out.bytes.size());
  EVP_MAC_CTX_free(context);
  return out;
}

ObjectId GitObjectId(HashKind kind, std::string_view type, BytesView bytes) {
  return GitHasher(kind).Name(type, bytes);
}

}  // namespace avouch::crypto
