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
  namespace crypto = avouch::crypto;
  if (auto key = crypto::ParseSshKeyBlob(bytes); key && crypto::SshKeyBlob(*key) != bytes)
    std::abort();
  if (auto key = crypto::ParseSpkiDer(bytes); key && crypto::SpkiDer(*key) != bytes) std::abort();
  if (auto key = crypto::ParseCoseKey(bytes); key && crypto::CoseKey(*key) != bytes) std::abort();
  if (auto key = crypto::ParseSshKey(bytes);
      key && !(crypto::ParseSshKey(crypto::SshKeyText(*key)) == *key))
    std::abort();
  if (auto key = crypto::ParsePasskey(bytes); key && crypto::PasskeyText(*key) != bytes)
    std::abort();
  (void)crypto::ParseSpkiPem(bytes);
  return 0;
}
