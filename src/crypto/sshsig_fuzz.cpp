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
  using namespace avouch::crypto;
  // In armour, so that what is inside is reached; and as it is.
  std::string armoured = MakeArmour(bytes.substr(0, 16384), "SSH SIGNATURE", 70);
  if (auto sig = ParseSshSig(armoured); sig && SshSigText(*sig) != armoured) std::abort();
  if (VerifySshSig("fuzz", "never signed", armoured)) std::abort();
  (void)ParseSshSig(bytes);
  (void)VerifySshCommit(HashKind::kSha1, bytes);
  (void)VerifySshCommit(HashKind::kSha256, bytes);
  return 0;
}
