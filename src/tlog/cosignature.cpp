#include "tlog/cosignature.h"

#include <cassert>
#include <cstdint>

#include "crypto/signature.h"

namespace avouch::tlog {

std::string CosignedMessage(Time time, std::string_view checkpoint) {
  assert(time.seconds >= 0);
  return "cosignature/v1\ntime " + std::to_string(time.seconds) + "\n" + std::string(checkpoint);
}

Result<Time> VerifyCosignature(const crypto::PublicKey& key, std::string_view checkpoint,
                               BytesView bytes) {
  if (bytes.size() != 8 + 64) return Fail(ErrorKind::kMalformed, "a cosignature of another length");
  std::uint64_t seconds = 0;
  for (char byte : bytes.substr(0, 8)) seconds = seconds << 8 | static_cast<std::uint8_t>(byte);
  if (seconds >> 63) return Fail(ErrorKind::kMalformed, "a cosignature of no time that there is");
  Time time{static_cast<std::int64_t>(seconds)};
  AVOUCH_CHECK_OK(crypto::Verify(key, CosignedMessage(time, checkpoint), bytes.substr(8)));
  return time;
}

}  // namespace avouch::tlog
