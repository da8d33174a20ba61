// Any bytes: an SSH signature, or a signed commit, is read or refused; none is ever good.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crypto/armour.h"
#include "crypto/signed_commit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  namespace crypto = avouch::crypto;
  // In armour, so that what is inside is reached; and as it is.
  std::string armoured = crypto::MakeArmour(bytes.substr(0, 16384), "SSH SIGNATURE", 70);
  if (auto sig = crypto::ParseSshSig(armoured); sig && crypto::SshSigText(*sig) != armoured)
    std::abort();
  if (crypto::VerifySshSig("fuzz", "never signed", armoured)) std::abort();
  (void)crypto::ParseSshSig(bytes);
  (void)crypto::VerifySshCommit(crypto::HashKind::kSha1, bytes);
  (void)crypto::VerifySshCommit(crypto::HashKind::kSha256, bytes);
  return 0;
}
