// Addresses of machines, and which of them a program may be sent to.
//
// Spec: RFC 6890 and the two IANA registries of special-purpose addresses; RFC 6052
// (NAT64), RFC 4291 2.5.5 (IPv4 inside IPv6). Everything that is not global unicast
// is refused by its row, and so is what carries another address inside. Pure; any
// thread.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace avouch::os {

struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};  // The first four of IPv4
  std::size_t size = 4;                  // 4 or 16

  bool operator==(const IpAddress&) const = default;
};

// "192.0.2.1" and "2001:db8::1" as inet_pton has them; nothing for any other spelling.
[[nodiscard]] std::optional<IpAddress> ParseIpAddress(const std::string& text);
[[nodiscard]] std::string ToString(const IpAddress& address);

// Why nobody may be sent there: "this machine", "a private network", ...; empty when
// it is an address of the public internet.
[[nodiscard]] std::string_view WhyNotPublic(const IpAddress& address);

}  // namespace avouch::os
