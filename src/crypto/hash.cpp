#include "crypto/hash.h"

#include <openssl/evp.h>

#include <cstring>
#include <string>

namespace avouch::crypto {

// Fetched once: asking OpenSSL for the algorithm by name costs more than
// hashing a small object.
struct GitHasher::State {
  EVP_MD* algorithm;
  EVP_MD_CTX* context;

  explicit State(HashKind kind)
      : algorithm(EVP_MD_fetch(nullptr, kind == HashKind::kSha1 ? "SHA1" : "SHA256", nullptr)),
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
  EVP_DigestInit_ex2(state_->context, state_->algorithm, nullptr);
  EVP_DigestUpdate(state_->context, header.data(), header.size());
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
  EVP_DigestFinal_ex(state_->context, out, &size);
  return ObjectIdFromRaw({reinterpret_cast<char*>(out), size});
}

Digest Sha256Of(BytesView bytes) {
  Digest out;
  EVP_Digest(bytes.data(), bytes.size(), out.bytes.data(), nullptr, EVP_sha256(), nullptr);
  return out;
}

ObjectId GitObjectId(HashKind kind, std::string_view type, BytesView bytes) {
  return GitHasher(kind).Name(type, bytes);
}

}  // namespace avouch::crypto
