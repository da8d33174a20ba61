// Names of bytes: SHA-256 digests, and git object ids.
//
// Values only; crypto/hash.h computes them. Any thread.

#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  [[nodiscard]] std::string hex() const;
  auto operator<=>(const Digest&) const = default;
};

// Accepts 64 hexadecimal digits. Fails with kMalformed otherwise.
[[nodiscard]] Result<Digest> ParseDigest(std::string_view hex);

// A git object id: 20 bytes (SHA-1) or 32 (SHA-256); unused bytes are zero.
struct ObjectId {
  std::array<std::uint8_t, 32> bytes{};
  std::uint8_t size = 0;  // 20, 32, or 0 for "none".

  [[nodiscard]] std::string hex() const;
  [[nodiscard]] explicit operator bool() const { return size != 0; }
  [[nodiscard]] BytesView view() const {
    return {reinterpret_cast<const char*>(bytes.data()), size};
  }
  // The first eight bytes as a number, in the order of ids.
  [[nodiscard]] std::uint64_t prefix() const {
    std::uint64_t out = 0;
    for (int i = 0; i < 8; ++i) out = out << 8 | bytes[i];
    return out;
  }
  auto operator<=>(const ObjectId&) const = default;
};

// Accepts 40 or 64 hexadecimal digits. Fails with kMalformed otherwise.
[[nodiscard]] Result<ObjectId> ParseObjectId(std::string_view hex);
// REQUIRES: raw.size() is 20 or 32.
[[nodiscard]] ObjectId ObjectIdFromRaw(BytesView raw);

}  // namespace avouch

template <>
struct std::hash<avouch::ObjectId> {
  std::size_t operator()(const avouch::ObjectId& id) const noexcept {
    std::size_t value;
    std::memcpy(&value, id.bytes.data(), sizeof value);
    return value;
  }
};
