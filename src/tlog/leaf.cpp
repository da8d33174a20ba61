#include "tlog/leaf.h"

#include <cassert>
#include <cstring>

#include "crypto/hash.h"

namespace avouch::tlog {
namespace {

constexpr std::string_view kTag = "avl1";

BytesView View(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

}  // namespace

Digest SaltFor(BytesView log_secret, const Digest& payload) {
  assert(log_secret.size() >= kMinLogSecret);
  return crypto::HmacSha256(log_secret, View(payload));
}

Digest CommitmentTo(const Digest& salt, BytesView envelope) {
  Bytes input(View(salt));
  input += envelope;
  return crypto::Sha256Of(input);
}

Bytes WriteLeaf(const Leaf& leaf) {
  assert(leaf.time.seconds >= 0 && leaf.time <= kLastLeafTime);
  Bytes out(kTag);
  for (int shift = 56; shift >= 0; shift -= 8) {
    out += static_cast<char>(leaf.time.seconds >> shift & 0xff);
  }
  out += View(leaf.commitment);
  return out;
}

Result<Leaf> ParseLeaf(BytesView entry) {
  if (!entry.starts_with(kTag)) return Fail(ErrorKind::kUnsupported, "an entry of another format");
  if (entry.size() != kLeafBytes) return Fail(ErrorKind::kMalformed, "an entry of another length");
  std::uint64_t seconds = 0;
  for (char byte : entry.substr(4, 8)) seconds = seconds << 8 | static_cast<std::uint8_t>(byte);
  if (seconds > static_cast<std::uint64_t>(kLastLeafTime.seconds)) {
    return Fail(ErrorKind::kMalformed, "an entry of no year that there is");
  }
  Leaf out{{static_cast<std::int64_t>(seconds)}, {}};
  std::memcpy(out.commitment.bytes.data(), entry.data() + 12, 32);
  return out;
}

}  // namespace avouch::tlog
