// UUIDs that follow from a name: the same name, the same UUID, on any machine.
//
// Spec: RFC 9562, 5.5 (version 5, SHA-1). They name and prove nothing. Any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::crypto {

// "f3c1e0a2-….", lower case, 36 characters; in a namespace of Avouch's own.
[[nodiscard]] std::string NameUuid(std::string_view name);

}  // namespace avouch::crypto
