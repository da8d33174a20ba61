// How single values of SPDX 2 are spelled: identifiers, addresses, digests, and the references to
// what lies outside a document.
//
// Spec: SPDX 2.3, clauses 6, 7 and 8 and annex F. Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/node.h"

namespace avouch::formats {

// In quotes, without control characters, and not longer than a line.
[[nodiscard]] std::string SpdxShown(std::string_view text);
// Letters, digits and `others`; not empty.
[[nodiscard]] bool IsIdString(std::string_view text, std::string_view others);
// Digits in lower case, at least and at most so many.
[[nodiscard]] bool IsLowerHexOf(std::string_view text, std::size_t least, std::size_t most);
// A scheme, something behind it, and no blanks.
[[nodiscard]] bool IsSpdxAddress(std::string_view text);

// What is wrong with a checksum, and with an external reference; "" where nothing is. What their
// shape tells already is nothing.
[[nodiscard]] std::string WrongChecksum(const syntax::Node& value);
[[nodiscard]] std::string WrongExternalRef(const syntax::Node& value);

}  // namespace avouch::formats
