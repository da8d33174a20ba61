// Any bytes: a private key, plain or protected, is read or refused.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/armour.h"
#include "crypto/private_key.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using namespace avouch::crypto;
  (void)ReadKey(bytes);
  (void)ProtectedKeyName(bytes);
  std::string_view inside = bytes.substr(0, 16384);
  (void)ReadKey(MakeArmour(inside, "PRIVATE KEY", 64));
  // Opening costs 8 MiB and more of work for each: only what is no key is tried.
  std::string armoured = MakeArmour(inside, "AVOUCH PROTECTED KEY", 64);
  if (!ProtectedKeyName(armoured)) (void)OpenProtectedKey(armoured, "");
  return 0;
}
