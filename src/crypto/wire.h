// The strings and numbers of SSH's binary forms, read strictly and written.
//
// Spec: RFC 4251 section 5. A reader belongs to one thread and refers to the
// bytes it was given.

#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::crypto {

// Each call takes what it names off the front, or fails with kMalformed.
class WireReader {
 public:
  explicit WireReader(BytesView bytes) : left_(bytes) {}

  [[nodiscard]] Result<std::uint8_t> Byte();
  [[nodiscard]] Result<std::uint32_t> Uint32();
  [[nodiscard]] Result<BytesView> Raw(std::size_t size);
  [[nodiscard]] Result<BytesView> String();
  // A positive number, big-endian, without its sign byte. Negative numbers, zero
  // and needless leading zeros are refused.
  [[nodiscard]] Result<BytesView> PositiveNumber();
  // Fails with kMalformed when bytes are left.
  [[nodiscard]] Status End() const;

 private:
  BytesView left_;
};

[[nodiscard]] Bytes WireUint32(std::uint32_t value);
// REQUIRES: fewer than 2^32 bytes.
[[nodiscard]] Bytes WireString(BytesView bytes);
// `magnitude` is big-endian and may have leading zeros.
[[nodiscard]] Bytes WireNumber(BytesView magnitude);

// `magnitude` without leading zeros.
[[nodiscard]] BytesView WithoutLeadingZeros(BytesView magnitude);

}  // namespace avouch::crypto
