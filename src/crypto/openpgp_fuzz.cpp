// Any bytes: an OpenPGP key or signature is read or refused.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/openpgp.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  namespace crypto = avouch::crypto;
  constexpr avouch::Time kAt{1780272000};  // 2026-06-01
  (void)crypto::ReadOpenPgpKeys(bytes, kAt);
  (void)crypto::VerifyOpenPgp(bytes, "hello", bytes, kAt);
  return 0;
}
