// Any bytes: a public key is read or refused, and what is read has one spelling.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crypto/keys_cose.h"
#include "crypto/keys_spki.h"
#include "crypto/keys_ssh.h"
#include "crypto/webauthn.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using namespace avouch::crypto;
  if (auto key = ParseSshKeyBlob(bytes); key && SshKeyBlob(*key) != bytes) std::abort();
  if (auto key = ParseSpkiDer(bytes); key && SpkiDer(*key) != bytes) std::abort();
  if (auto key = ParseCoseKey(bytes); key && CoseKey(*key) != bytes) std::abort();
  if (auto key = ParseSshKey(bytes); key && !(ParseSshKey(SshKeyText(*key)) == *key)) std::abort();
  if (auto key = ParsePasskey(bytes); key && PasskeyText(*key) != bytes) std::abort();
  (void)ParseSpkiPem(bytes);
  return 0;
}
