#include "notation/version_key.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "notation/version.h"
#include "notation/version_key_parts.h"

namespace avouch::notation {
namespace {

using enum VersionOrder;

// "a < b = c < d": each stands to each after it as the signs say.
struct Chain {
  VersionOrder order;
  std::string_view text;
};
constexpr Chain kChains[] = {
    {kSemver,
     "1.0.0-0 < 1.0.0-2 < 1.0.0-10 < 1.0.0-A < 1.0.0-a < 1.0.0-a.1 < 1.0.0-a-b < 1 = 1.0 = "
     "v1.0.0+x < 1.0.0.1 < 1.0.1-0 < 1.0.1 < 1.2 < 1.10 < 99999999999999999999.0.0"},
    {kGo,
     "v0.0.0-20200101000000-abcdefabcdef < v0.0.0 < v2.0.0-rc.1 < v2.0.0 = v2.0.0+incompatible"},
    {kPub, "1.0.0-a < 1.0.0-a+1 < 1.0.0 < 1.0.0+1 < 1.0.0+2 < 1.0.0+10 < 1.0.0+a < 1.0.1"},
    {kNuget, "1.0.0-ALPHA = 1.0-alpha+x < 1.0.0-beta < 1.0 = 1.0.0.0 = 1.00 < 1.0.0.1-a < 1.0.0.1"},
    {kPypi,
     "x < 0.1-bulbasaur < 1.0.dev1 < 1.0a1.dev1 < 1.0a1 = 1.0-ALPHA.1 < 1.0a1.post1 < 1.0b1 < "
     "1.0c1 = 1.0rc1 = 1.0-preview_1 < 1.0 = 1.0.0 = v1 = 0!1 < 1.0+a < 1.0+a.b < 1.0+a.1 < "
     "1.0+2 < 1.0+10 < 1.0.post1.dev1 < 1.0.post1 = 1.0-1 = 1.0rev1 < 1.0.1 < 1.10 < 1!0.1"},
    {kMaven,
     "1-alpha1 = 1.0.a1 = 1-alpha-1 < 1-beta < 1-m1 = 1-milestone-1 < 1-rc = 1-CR < 1-rc1 < "
     "1-SNAPSHOT < 1 = 1.0.0 = 1.ga = 1-final = 1.0.RELEASE < 1-sp < 1-a < 1-jre < 1-jre8 < 1-xyz "
     "< "
     "1-1 < 1-2 < 1-10 < 1.0.1 < 1.1 < 2 < 10 < 20190126.230843"},
    {kGradle,
     "1.0-dev < 1.0-alpha < 1.0-zeta < 1.0-rc-1 = 1.0.rc.1 = 1.0_rc1 < 1.0-SNAPSHOT = 1.0-snapshot "
     "< "
     "1.0-final < 1.0-ga < 1.0-release < 1.0-sp < 1.0 < 1.0.0 < 1.0.1"},
    {kComposer,
     "dev-main < 1.0-foo < 1.0-dev < 1.0.0-alpha < 1.0a1 = 1.0.0.0-ALPHA1 < 1.0b1 < 1.0-RC1 < 1 = "
     "v1.0 "
     "= 1.0.0+x = 1.0-stable < 1.0-p1 = 1.0pl1 = 1.0-patch1 < 1.0.0.1 < 1.0.1 < 1.0.x-dev < 1.1 < "
     "1.x-dev < 2.0"},
    {kRubygems,
     "1.a = 1.0.a < 1.0.a.1 < 1.0.b < 1-1 = 1.pre.1 < 1.z.b < 1.z.0.b < 1.z = 1.z.0 < 1.z.0.1 < 1 "
     "= "
     "1.0 < 1.0.1 < 1.2 < 1.10"},
    {kDebian, "1~~ < 1~~a < 1~ < 1 = 0:1 = 1-0 = 01 = 1-00 < 1-1 < 1a < 1+ < 1.2 < 1.10 < 2 < 1:0"},
    {kDebian, "2.4-1~bpo < 2.4-1 < 2.4-1+deb12u1 < 2.4-1+deb12u10 < 2.4-2"},
    {kAlpine,
     "1.2_alpha < 1.2_alpha2 < 1.2_beta < 1.2_pre < 1.2_rc1 < 1.2 < 1.2-r0 < 1.2-r1 < 1.2~ab < "
     "1.2_cvs < "
     "1.2_svn < 1.2_git < 1.2_hg < 1.2_p < 1.2_p1 < 1.2a < 1.2.0 < 1.2.00 < 1.2.01 < 1.2.1 < 1.10"},
    {kAlpine, "6.6p1-r0 < 6.6p1-r1 < 6.6p2-r0 < 6.6p10-r0"},
    {kRpm,
     "1~~ < 1~rc1 < 1~rc1^a < 1 = 0:1 < 1-1 < 1^ < 1^a < 1a = 1.a < 1aa < 1.0 = 1.00 < 1.0.1 < 1.2 "
     "< 1.10 < "
     "1:0"},
    {kCran, "0.1 < 0.1.0 = 0.1-0 = 0.01.0 < 0.1.0.0 < 0.2 < 0.10"},
    {kHackage, "0 < 0.0 < 0.1 < 0.1.0 < 0.2 < 0.10"},
    {kGeneric,
     "1.0-rc1 < 1.0.0-rc.1 < 1 = 1.0 = v1.0.0+x = 1.0-final < 1.0-post1 < 1.0.1 < 1.9 < 1.10"},
};

TEST(VersionKey, OrdersAsTheEcosystemDoes) {
  for (const Chain& chain : kChains) {
    const auto words = Words(chain.text);
    int place = 0;
    std::vector<std::pair<std::string_view, int>> all{{words[0], 0}};
    for (std::size_t i = 2; i < words.size(); i += 2) {
      all.emplace_back(words[i], words[i - 1] == "<" ? ++place : place);
    }
    for (const auto& [a, x] : all) {
      for (const auto& [b, y] : all) {
        const auto order = CompareVersionsIn(chain.order, a, b);
        ASSERT_TRUE(order) << NameOf(chain.order) << ' ' << a << ' ' << b;
        EXPECT_EQ(*order, x <=> y) << NameOf(chain.order) << ' ' << a << ' ' << b;
      }
    }
  }
}

TEST(VersionKey, WhatIsNoVersionHasNone) {
  const std::string longest(kMaxVersionText, '1'), longer(kMaxVersionText + 1, '1');
  for (int i = 0; i <= static_cast<int>(kGeneric); ++i) {
    const auto order = static_cast<VersionOrder>(i);
    EXPECT_TRUE(KeyOf(order, longest)) << NameOf(order);
    EXPECT_FALSE(KeyOf(order, longer)) << NameOf(order);
    for (const std::string_view text : {"", "  ", "1 2", "1\x01", "1\x7f"}) {
      EXPECT_FALSE(KeyOf(order, text)) << NameOf(order) << " '" << text << "'";
    }
    EXPECT_FALSE(KeyOf(order, std::string_view("1\0", 2))) << NameOf(order);
  }
  const struct {
    VersionOrder order;
    std::string_view text;
  } none[] = {
      {kSemver, "latest"},   {kSemver, "1..2"},  {kSemver, "1.2-"},     {kSemver, "1.2-a_b"},
      {kSemver, "1.x"},      {kNpm, "^1.2.3"},   {kNuget, "1.2.3.4.5"}, {kNuget, "1.4.0rc3"},
      {kComposer, "latest"}, {kComposer, "1.#"}, {kRubygems, "v1"},     {kRubygems, "1_2"},
      {kDebian, "invalid"},  {kDebian, "a:1"},   {kDebian, "1_2"},      {kDebian, "1:"},
      {kAlpine, "a"},        {kAlpine, ".1"},    {kCran, "1-a"},        {kCran, "1..2"},
      {kHackage, "1-2"},     {kHackage, "1."},   {kGeneric, "latest"},
  };
  for (const auto& [order, text] : none) {
    EXPECT_FALSE(KeyOf(order, text)) << NameOf(order) << ' ' << text;
  }
}

// Versions put together of the pieces that the orders treat in ways of their own.
std::vector<std::string> MadeUp(std::size_t count) {
  constexpr std::string_view kPieces[] = {"0",    "1",     "2",
                                          "10",   "00",    "01",
                                          ".",    ".",     ".",
                                          "-",    "_",     "+",
                                          "~",    "^",     "a",
                                          "b",    "rc",    "dev",
                                          "post", "pre",   "p",
                                          "sp",   "ga",    "x",
                                          "r1",   "alpha", "snapshot",
                                          "A",    "Z",     ":",
                                          "!",    "v",     "-r",
                                          "_p",   "_rc",   "final",
                                          "dev-", "~~",    "999999999999999999999"};
  std::mt19937 random(7);
  std::vector<std::string> out;
  while (out.size() < count) {
    std::string text(random() % 8 == 0 ? "" : "1");
    for (std::size_t pieces = random() % 6; pieces > 0; --pieces) {
      text += kPieces[random() % std::size(kPieces)];
    }
    out.push_back(std::move(text));
  }
  return out;
}

// Comparison of keys is an order by its nature; what could be wrong is that one key ends inside
// another where the ends are not what is compared, or that a key is not what it was before.
TEST(VersionKey, IsAnOrderWhateverTheText) {
  const auto texts = MadeUp(400);
  for (int i = 0; i <= static_cast<int>(kGeneric); ++i) {
    const auto order = static_cast<VersionOrder>(i);
    std::vector<std::pair<Bytes, std::string_view>> keys;
    for (const std::string& text : texts) {
      if (auto key = KeyOf(order, text)) keys.emplace_back(*std::move(key), text);
    }
    EXPECT_GE(keys.size(), 15u) << NameOf(order);
    std::ranges::sort(keys);
    for (std::size_t k = 1; k < keys.size(); ++k) {
      const auto& [a, x] = keys[k - 1];
      const auto& [b, y] = keys[k];
      EXPECT_LE(a.size(), x.size() * 10 + 64) << x;
      EXPECT_EQ(CompareVersionsIn(order, x, y), a <=> b) << NameOf(order) << ' ' << x << ' ' << y;
      EXPECT_TRUE(a == b || !b.starts_with(a))
          << NameOf(order) << ' ' << x << " is cut off in " << y;
    }
  }
}

// The comparing function of old is the slow and obvious second opinion on the generic order, and
// the strict one on SemVer's.
TEST(VersionKey, AgreesWithTheComparingFunctions) {
  const auto texts = MadeUp(300);
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      if (const auto order = CompareVersionsIn(kGeneric, a, b)) {
        EXPECT_EQ(*order, CompareLoose(a, b)) << a << ' ' << b;
      }
      if (const auto strict = CompareSemver(a, b)) {
        EXPECT_EQ(CompareVersionsIn(kSemver, a, b), strict) << a << ' ' << b;
      }
    }
  }
}

TEST(VersionKey, NumbersOfAnyLengthAreNumbers) {
  std::vector<std::string> numbers{"0"};
  for (const std::size_t digits : {1, 2, 126, 127, 128, 129, 255, 256, 257, 900}) {
    numbers.push_back("1" + std::string(digits - 1, '0'));
    numbers.push_back(std::string(digits, '9'));
  }
  for (std::size_t i = 2; i < numbers.size(); ++i) {
    KeyWriter less, more;
    less.Number(numbers[i - 1]);
    more.Number("000" + numbers[i]);
    EXPECT_LT(less.Take(), more.Take()) << numbers[i].size();
  }
}

TEST(VersionOrders, AreFoundByPurlTypeAndOsvName) {
  EXPECT_EQ(OrderOfPurlType("pypi"), kPypi);
  EXPECT_EQ(OrderOfPurlType("golang"), kGo);
  EXPECT_EQ(OrderOfPurlType("deb"), kDebian);
  EXPECT_EQ(OrderOfPurlType("docker"), std::nullopt);
  EXPECT_EQ(OrderOfPurlType(""), std::nullopt);
  EXPECT_EQ(OrderOfOsvEcosystem("crates.io"), kCargo);
  EXPECT_EQ(OrderOfOsvEcosystem("Debian:12"), kDebian);
  EXPECT_EQ(OrderOfOsvEcosystem("Ubuntu:22.04:LTS"), kDebian);
  EXPECT_EQ(OrderOfOsvEcosystem("Red Hat:enterprise_linux:9::appstream"), kRpm);
  EXPECT_EQ(OrderOfOsvEcosystem("Alpine:v3.20"), kAlpine);
  EXPECT_EQ(OrderOfOsvEcosystem("OSS-Fuzz"), std::nullopt);
  EXPECT_EQ(OrderOfOsvEcosystem(""), std::nullopt);
}

}  // namespace
}  // namespace avouch::notation
