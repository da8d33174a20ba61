// The little of DER that keys need: definite lengths, each in its one spelling.
//
// Spec: X.690 section 10. A reader belongs to one thread and refers to the
// bytes it was given.

#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::crypto {

inline constexpr std::uint8_t kDerInteger = 0x02, kDerBitString = 0x03, kDerSequence = 0x30;

class DerReader {
 public:
  explicit DerReader(BytesView bytes) : left_(bytes) {}

  // The contents of the next value. Fails with kMalformed when it has another
  // tag, or its length is not in the shortest form or exceeds what is left.
  [[nodiscard]] Result<BytesView> Value(std::uint8_t tag);
  // A positive INTEGER, big-endian, without its sign byte.
  [[nodiscard]] Result<BytesView> PositiveInteger();
  [[nodiscard]] Status End() const;

 private:
  BytesView left_;
};

// REQUIRES: fewer than 2^16 bytes.
[[nodiscard]] Bytes DerValue(std::uint8_t tag, BytesView contents);
// `magnitude` is big-endian and may have leading zeros.
[[nodiscard]] Bytes DerPositiveInteger(BytesView magnitude);

}  // namespace avouch::crypto
