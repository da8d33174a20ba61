// FILE.passkey.json from anybody: a value that has exactly this spelling, or one
// error. Whatever is read is refused as a signature of nobody, never a crash.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "crypto/private_key.h"
#include "statement/passkey.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView bytes{reinterpret_cast<const char*>(data), size};
  (void)statement::ReadClientData(bytes);
  const auto file = statement::ReadPasskeyFile(bytes);
  if (!file) return 0;
  if (statement::WritePasskeyFile(*file) != bytes) std::abort();
  static const crypto::Passkey key{crypto::PrivateKey::FromSeed(Bytes(32, 'k')).public_key()};
  if (crypto::VerifyAssertion(key, crypto::StatementChallenge("x"), file->View())) std::abort();
  return 0;
}
