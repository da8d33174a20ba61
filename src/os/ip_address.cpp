#include "os/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <span>

namespace avouch::os {
namespace {

struct Network {
  std::array<std::uint8_t, 16> bytes;
  int bits;
  std::string_view what;
};

constexpr Network kV4[] = {
    {{0}, 8, "no address of a machine"},
    {{10}, 8, "a private network"},
    {{100, 64}, 10, "a provider's own network"},  // Carriers, and some clouds' metadata
    {{127}, 8, "this machine"},
    {{168, 63, 129, 16}, 32, "a cloud's own services"},  // Azure, though the range is public
    {{169, 254}, 16, "this link, where clouds keep metadata"},
    {{172, 16}, 12, "a private network"},
    {{192, 0, 0}, 24, "kept for protocols"},
    {{192, 0, 2}, 24, "kept for documentation"},
    {{192, 88, 99}, 24, "a relay to IPv6"},
    {{192, 168}, 16, "a private network"},
    {{198, 18}, 15, "kept for measuring"},
    {{198, 51, 100}, 24, "kept for documentation"},
    {{203, 0, 113}, 24, "kept for documentation"},
    {{224}, 4, "many machines at once"},
    {{240}, 4, "kept for later, or everybody"},
};

// Global unicast is 2000::/3; what is outside it and has no row of its own is refused too.
constexpr Network kV6[] = {
    {{}, 128, "no address of a machine"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "this machine"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "an IPv4 address inside IPv6"},
    {{}, 96, "an IPv4 address inside IPv6"},
    {{0, 0x64, 0xff, 0x9b}, 32, "an IPv4 address behind NAT64"},  // Both 64:ff9b::/96 and :1::/48
    {{0xfc}, 7, "a private network"},                             // fd00:ec2::254 is metadata
    {{0xfe, 0x80}, 10, "this link"},
    {{0xfe, 0xc0}, 10, "a private network"},
    {{0xff}, 8, "many machines at once"},
    {{0x20, 0x01}, 23, "kept for protocols"},  // Teredo, ORCHID, benchmarking
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "kept for documentation"},
    {{0x20, 0x02}, 16, "an IPv4 address inside IPv6"},  // 6to4
    {{0x3f, 0xff}, 20, "kept for documentation"},
};

bool IsIn(const IpAddress& address, const Network& network) {
  for (int bit = 0; bit < network.bits; bit += 8) {
    const int left = std::min(8, network.bits - bit);
    const auto at = static_cast<std::size_t>(bit / 8);
    const int mask = 0xff & (0xff << (8 - left));
    if ((address.bytes[at] & mask) != (network.bytes[at] & mask)) return false;
  }
  return true;
}

}  // namespace

std::optional<IpAddress> ParseIpAddress(const std::string& text) {
  if (text.find('\0') != text.npos) return std::nullopt;
  IpAddress out;
  if (inet_pton(AF_INET, text.c_str(), out.bytes.data()) == 1) return out;
  out = {.bytes = {}, .size = 16};
  if (inet_pton(AF_INET6, text.c_str(), out.bytes.data()) == 1) return out;
  return std::nullopt;
}

std::string ToString(const IpAddress& address) {
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(address.size == 4 ? AF_INET : AF_INET6, address.bytes.data(), text, sizeof text);
  return text;
}

std::string_view WhyNotPublic(const IpAddress& address) {
  const bool v4 = address.size == 4;
  for (const Network& network : v4 ? std::span<const Network>(kV4) : std::span<const Network>(kV6))
    if (IsIn(address, network)) return network.what;
  if (!v4 && (address.bytes[0] & 0xe0) != 0x20) return "no address of the public internet";
  return {};
}

}  // namespace avouch::os
