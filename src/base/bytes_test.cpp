#include "base/bytes.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "base/budget.h"

namespace avouch {
namespace {

TEST(Hex, WritesLowerCaseAndReadsBoth) {
  EXPECT_EQ(ToHex(""), "");
  EXPECT_EQ(ToHex(Bytes("\0\x0f\xf0\xff", 4)), "000ff0ff");
  EXPECT_EQ(FromHex("000FF0ff"), Bytes("\0\x0f\xf0\xff", 4));
  EXPECT_EQ(FromHex(""), "");
}

TEST(Hex, RefusesOtherText) {
  for (const char* text : {"0", "abc", "0g", "g0", " 0", "0x", "--", "\xff\xff", "0:", "@A", "`a"})
    EXPECT_FALSE(FromHex(text)) << text;
}

// RFC 4648, section 10.
TEST(Base64, TheVectorsOfItsSpecification) {
  for (const auto& [plain, coded] : {std::pair{"", ""},
                                     {"f", "Zg=="},
                                     {"fo", "Zm8="},
                                     {"foo", "Zm9v"},
                                     {"foob", "Zm9vYg=="},
                                     {"fooba", "Zm9vYmE="},
                                     {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(ToBase64(plain), coded);
    EXPECT_EQ(FromBase64(coded), plain);
  }
}

TEST(Base64, EveryByteComesBack) {
  for (int length = 0; length < 5; ++length)
    for (int value = 0; value < 256; ++value) {
      const Bytes bytes(static_cast<std::size_t>(length), static_cast<char>(value));
      EXPECT_EQ(FromBase64(ToBase64(bytes)), bytes);
    }
}

TEST(Base64, OneSpellingForEachValue) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zh==", "Zm9=", "Zm9v\n",
                           "Zm 9", "Zm9_", "Zm-v", "Zg==Zg==", "Z=g=", "\xff\xff\xff\xff"})
    EXPECT_FALSE(FromBase64(text)) << text;
}

TEST(Base64, AcceptsExactlyWhatItWrites) {
  // All texts of four characters over an alphabet with both ends of each range.
  const std::string letters = "AZaz09+/=-";
  for (char a : letters)
    for (char b : letters)
      for (char c : letters)
        for (char d : letters) {
          const std::string text = {a, b, c, d};
          const auto bytes = FromBase64(text);
          EXPECT_TRUE(!bytes || ToBase64(*bytes) == text) << text;
        }
}

TEST(Budget, IsSpentAndNeverOverdrawn) {
  Budget budget(10);
  EXPECT_TRUE(budget.Spend(4));
  EXPECT_TRUE(budget.Spend(6));
  EXPECT_TRUE(budget.Spend(0));
  EXPECT_FALSE(budget.Spend(1));
  Budget other(10);
  EXPECT_FALSE(other.Spend(~std::uint64_t{0}));
  EXPECT_EQ(other.left(), 0u) << "who asked for too much gets no more";
}

}  // namespace
}  // namespace avouch
