// Bytes that are cleansed when they go, random bytes, and a comparison that
// takes the same time whatever the bytes are.
//
// Randomness is OpenSSL's generator, seeded by the kernel. Any thread.

#pragma once

#include <cstddef>
#include <memory>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::crypto {

// A private key, a passphrase, a file that holds either. Moved, never copied;
// its memory is overwritten before it is given back.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::size_t size);  // Zeros
  explicit Secret(BytesView bytes);   // A copy; cleansing the original is the caller's.
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  [[nodiscard]] BytesView view() const { return {bytes_.get(), size_}; }
  [[nodiscard]] char* data() { return bytes_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

// Overwrites what `bytes` holds, in a way that no optimiser removes, and empties it.
void Cleanse(Bytes& bytes);

// Fails with kIo when the kernel has no randomness to give.
[[nodiscard]] Result<Secret> RandomSecret(std::size_t size);
[[nodiscard]] Result<Bytes> RandomBytes(std::size_t size);

// False at once for different sizes; else the time depends on the size alone.
[[nodiscard]] bool ConstantTimeEqual(BytesView a, BytesView b);

}  // namespace avouch::crypto
