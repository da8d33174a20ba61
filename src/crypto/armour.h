// Text around binary forms: "-----BEGIN X-----", base64 lines, "-----END X-----".
//
// Spec: RFC 7468 section 3, its strict grammar: no text outside, no headers,
// canonical base64, no blank lines inside. Any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::crypto {

// Lines of 1..kMaxArmourLine characters, at LF or CR LF; blank lines may follow the end.
inline constexpr std::size_t kMaxArmourLine = 76;
inline constexpr std::size_t kMaxArmour = 64 * 1024;  // A key or signature has a few KiB.

// Returns the bytes inside. Fails with kMalformed, or kTooLarge above kMaxArmour.
[[nodiscard]] Result<Bytes> ParseArmour(std::string_view text, std::string_view label);

// Lines of `width` characters, LF after each.
[[nodiscard]] std::string MakeArmour(BytesView bytes, std::string_view label, std::size_t width);

}  // namespace avouch::crypto
