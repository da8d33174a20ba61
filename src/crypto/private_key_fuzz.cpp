// Any bytes: a private key, plain or protected, is read or refused.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/armour.h"
#include "crypto/private_key.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  namespace crypto = avouch::crypto;
  (void)crypto::ReadKey(bytes);
  (void)crypto::ProtectedKeyName(bytes);
  std::string_view inside = bytes.substr(0, 16384);
  (void)crypto::ReadKey(crypto::MakeArmour(inside, "PRIVATE KEY", 64));
  // Opening costs 8 MiB and more of work for each: only what is no key is tried.
  std::string armoured = crypto::MakeArmour(inside, "AVOUCH PROTECTED KEY", 64);
  if (!crypto::ProtectedKeyName(armoured)) (void)crypto::OpenProtectedKey(armoured, "");
  return 0;
}
