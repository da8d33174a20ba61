// Bytes as text views, and their hexadecimal and base64 spellings.
//
// Bytes are std::string / std::string_view throughout: blobs are mostly text,
// and one type needs no casts. Any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

using Bytes = std::string;
using BytesView = std::string_view;

// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string ToHex(BytesView bytes);
// Accepts both cases. Fails with kMalformed on an odd length or another character.
[[nodiscard]] Result<Bytes> FromHex(std::string_view hex);
// The same into `out`, which has room for half as many bytes; undefined after a failure.
[[nodiscard]] Result<void> FromHexInto(std::string_view hex, char* out);

// RFC 4648 section 4, padded.
[[nodiscard]] std::string ToBase64(BytesView bytes);
// Accepts exactly what ToBase64 writes. Fails with kMalformed otherwise.
[[nodiscard]] Result<Bytes> FromBase64(std::string_view text);

}  // namespace avouch
