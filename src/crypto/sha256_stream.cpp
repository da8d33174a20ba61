#include "crypto/sha256_stream.h"

#include <openssl/evp.h>

#include <cstdlib>

namespace avouch::crypto {
namespace {

void Require(bool done) {
  if (!done) std::abort();  // Out of memory, or OpenSSL without its default provider.
}

}  // namespace

struct Sha256Stream::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
  Require(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::Add(BytesView bytes) {
  Require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

Digest Sha256Stream::Finish() {
  Digest out;
  Require(EVP_DigestFinal_ex(state_->context, out.bytes.data(), nullptr) == 1);
  return out;
}

}  // namespace avouch::crypto
