#include "os/ip_address.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::os {
namespace {

struct Row {
  const char* address;
  const char* why;  // "" = may be asked
};

const Row kRows[] = {
    {"0.0.0.0", "no address of a machine"},
    {"0.255.255.255", "no address of a machine"},
    {"1.0.0.0", ""},
    {"9.255.255.255", ""},
    {"10.0.0.1", "a private network"},
    {"10.255.255.255", "a private network"},
    {"11.0.0.0", ""},
    {"100.63.255.255", ""},
    {"100.64.0.0", "a provider's own network"},
    {"100.100.100.200", "a provider's own network"},  // Alibaba's metadata
    {"100.127.255.255", "a provider's own network"},
    {"100.128.0.0", ""},
    {"127.0.0.1", "this machine"},
    {"127.255.255.254", "this machine"},
    {"128.0.0.1", ""},
    {"168.63.129.16", "a cloud's own services"},
    {"168.63.129.17", ""},
    {"169.253.255.255", ""},
    {"169.254.169.254", "this link, where clouds keep metadata"},
    {"172.15.255.255", ""},
    {"172.16.0.1", "a private network"},
    {"172.31.255.255", "a private network"},
    {"172.32.0.0", ""},
    {"192.0.0.192", "kept for protocols"},  // Oracle's metadata
    {"192.0.1.1", ""},
    {"192.0.2.1", "kept for documentation"},
    {"192.88.99.1", "a relay to IPv6"},
    {"192.167.255.255", ""},
    {"192.168.1.1", "a private network"},
    {"192.169.0.0", ""},
    {"198.17.255.255", ""},
    {"198.18.0.1", "kept for measuring"},
    {"198.19.255.255", "kept for measuring"},
    {"198.51.100.7", "kept for documentation"},
    {"203.0.113.7", "kept for documentation"},
    {"223.255.255.255", ""},
    {"224.0.0.1", "many machines at once"},
    {"239.255.255.255", "many machines at once"},
    {"240.0.0.1", "kept for later, or everybody"},
    {"255.255.255.255", "kept for later, or everybody"},
    {"::", "no address of a machine"},
    {"::1", "this machine"},
    {"::2", "an IPv4 address inside IPv6"},
    {"::127.0.0.1", "an IPv4 address inside IPv6"},
    {"::ffff:127.0.0.1", "an IPv4 address inside IPv6"},
    {"::ffff:8.8.8.8", "an IPv4 address inside IPv6"},
    {"::ffff:0:127.0.0.1", "no address of the public internet"},
    {"64:ff9b::7f00:1", "an IPv4 address behind NAT64"},
    {"64:ff9b::808:808", "an IPv4 address behind NAT64"},
    {"64:ff9b:1::a00:1", "an IPv4 address behind NAT64"},
    {"100::1", "no address of the public internet"},
    {"1fff::1", "no address of the public internet"},
    {"2001::1", "kept for protocols"},
    {"2001:20::1", "kept for protocols"},
    {"2001:1ff::1", "kept for protocols"},
    {"2001:200::1", ""},
    {"2001:db8::1", "kept for documentation"},
    {"2001:db9::1", ""},
    {"2002:7f00:1::", "an IPv4 address inside IPv6"},
    {"2003::1", ""},
    {"2606:4700::1111", ""},
    {"3ffe::1", ""},
    {"3fff:fff::1", "kept for documentation"},
    {"4000::1", "no address of the public internet"},
    {"5f00::1", "no address of the public internet"},
    {"fc00::1", "a private network"},
    {"fd00:ec2::254", "a private network"},
    {"fe80::1", "this link"},
    {"febf::1", "this link"},
    {"fec0::1", "a private network"},
    {"ff02::1", "many machines at once"},
};

TEST(IpAddress, OnlyThePublicInternetMayBeAsked) {
  for (const Row& row : kRows) {
    const auto address = ParseIpAddress(row.address);
    ASSERT_TRUE(address) << row.address;
    EXPECT_EQ(WhyNotPublic(*address), row.why) << row.address;
  }
}

TEST(IpAddress, OneSpellingIsReadAndOthersAreNot) {
  for (const char* text : {"8.8.8.8", "2606:4700::1111", "::1"})
    EXPECT_EQ(ToString(*ParseIpAddress(text)), text);
  for (const char* text : {"", "8.8.8", "0x7f.0.0.1", "2130706433", "127.1", "010.0.0.1 ", "[::1]",
                           "fe80::1%eth0", "1.2.3.4.5", "256.0.0.1"})
    EXPECT_FALSE(ParseIpAddress(text)) << text;
  EXPECT_FALSE(ParseIpAddress(std::string("8.8.8.8\0", 8)));
}

}  // namespace
}  // namespace avouch::os
