#include "inventory/digests.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/text.h"

namespace avouch::inventory {
namespace {

struct Algorithm {
  std::string_view spelt, name;
  std::size_t bytes;
};

// Longer names first where one begins another.
constexpr auto kAlgorithms = std::to_array<Algorithm>({{"sha512", "sha-512", 64},
                                                       {"sha-512", "sha-512", 64},
                                                       {"sha384", "sha-384", 48},
                                                       {"sha-384", "sha-384", 48},
                                                       {"sha256", "sha-256", 32},
                                                       {"sha-256", "sha-256", 32},
                                                       {"sha1", "sha-1", 20},
                                                       {"sha-1", "sha-1", 20},
                                                       {"md5", "md5", 16},
                                                       {"blake2b-256", "blake2b-256", 32}});
constexpr std::size_t kMostBytes = 64;
static_assert(std::ranges::max(kAlgorithms, {}, &Algorithm::bytes).bytes == kMostBytes);

// "" where `hex` is not that many bytes as digits.
std::string LowerHex(std::string_view hex, std::size_t bytes) {
  std::array<char, kMostBytes> raw{};
  if (hex.size() != 2 * bytes || !FromHexInto(hex, raw.data())) return {};
  return ToHex({raw.data(), bytes});
}

std::optional<model::PartDigest> Bare(std::string_view written) {
  for (const auto& [spelt, name, bytes] : kAlgorithms)
    if (std::string hex = LowerHex(written, bytes); !hex.empty())
      return model::PartDigest{std::string(name), std::move(hex)};
  return std::nullopt;
}

}  // namespace

std::optional<model::PartDigest> ReadDigest(std::string_view written) {
  if (written.starts_with("h1:")) {
    const auto bytes = FromBase64(written.substr(3));
    if (!bytes || bytes->size() != 32) return std::nullopt;
    return model::PartDigest{"h1", std::string(written.substr(3))};
  }
  for (const auto& [spelt, name, bytes] : kAlgorithms) {
    if (!EqualsIgnoreCase(written.substr(0, spelt.size()), spelt)) continue;
    if (written.size() <= spelt.size() + 1) continue;
    const char sign = written[spelt.size()];
    if (sign != ':' && sign != '-') continue;
    const std::string_view value = written.substr(spelt.size() + 1);
    if (std::string hex = LowerHex(value, bytes); !hex.empty())
      return model::PartDigest{std::string(name), std::move(hex)};
    const auto raw = FromBase64(value);
    if (!raw || raw->size() != bytes) return std::nullopt;
    return model::PartDigest{std::string(name), ToHex(*raw)};
  }
  return Bare(written);
}

}  // namespace avouch::inventory
