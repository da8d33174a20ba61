#include "crypto/secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <cstring>
#include <limits>
#include <utility>

namespace avouch::crypto {
namespace {

Status Fill(char* out, std::size_t size) {
  bool done = size <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
              RAND_bytes(reinterpret_cast<unsigned char*>(out), static_cast<int>(size)) == 1;
  if (!done) return Fail(ErrorKind::kIo, "no random bytes to be had");
  return {};
}

}  // namespace

Secret::Secret(std::size_t size) : bytes_(std::make_unique<char[]>(size)), size_(size) {}

Secret::Secret(BytesView bytes) : Secret(bytes.size()) {
  if (!bytes.empty()) std::memcpy(bytes_.get(), bytes.data(), bytes.size());
}

Secret::Secret(Secret&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(bytes_, other.bytes_);  // What was here is cleansed with `other`.
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() {
  if (bytes_) OPENSSL_cleanse(bytes_.get(), size_);
}

void Cleanse(Bytes& bytes) {
  bytes.resize(bytes.capacity());  // What a shorter value left behind, too.
  OPENSSL_cleanse(bytes.data(), bytes.size());
  bytes.clear();
}

Result<Secret> RandomSecret(std::size_t size) {
  Secret out(size);
  AVOUCH_CHECK_OK(Fill(out.data(), size));
  return out;
}

Result<Bytes> RandomBytes(std::size_t size) {
  Bytes out(size, '\0');
  AVOUCH_CHECK_OK(Fill(out.data(), size));
  return out;
}

bool ConstantTimeEqual(BytesView a, BytesView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace avouch::crypto
