#include "base/digest.h"

#include <gtest/gtest.h>

#include <string>
#include <unordered_set>

namespace avouch {
namespace {

TEST(Digest, ReadsBackWhatItWrites) {
  const std::string hex = "00ff" + std::string(60, 'a');
  const auto digest = ParseDigest(hex);
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->hex(), hex);
  EXPECT_EQ(digest->bytes[1], 0xff);
}

TEST(Digest, RefusesAnotherLengthOrLetter) {
  for (const std::string& text : {std::string(), std::string(63, 'a'), std::string(65, 'a'),
                                  std::string(64, 'g'), "0x" + std::string(62, 'a')})
    EXPECT_FALSE(ParseDigest(text)) << text;
}

TEST(ObjectId, HasTwentyOrThirtyTwoBytes) {
  for (const std::size_t digits : {40u, 64u}) {
    const std::string hex(digits, 'b');
    const auto id = ParseObjectId(hex);
    ASSERT_TRUE(id);
    EXPECT_EQ(id->size, digits / 2);
    EXPECT_EQ(id->hex(), hex);
    EXPECT_EQ(ObjectIdFromRaw(id->view()), *id);
    EXPECT_TRUE(*id);
  }
  EXPECT_FALSE(ObjectId());
  EXPECT_EQ(ObjectId().hex(), "");
}

TEST(ObjectId, RefusesAnotherLengthOrLetter) {
  for (const std::string& text :
       {std::string(), std::string("abc"), std::string(39, 'a'), std::string(41, 'a'),
        std::string(63, 'a'), std::string(40, 'x'), std::string(39, 'a') + "\n"})
    EXPECT_FALSE(ParseObjectId(text)) << text;
}

TEST(ObjectId, AnIdOfOneHashIsNoneOfTheOther) {
  // Though its first twenty bytes are the same and the rest is zero.
  const auto sha1 = ParseObjectId(std::string(40, 'a'));
  const auto sha256 = ParseObjectId(std::string(40, 'a') + std::string(24, '0'));
  EXPECT_NE(*sha1, *sha256);
  EXPECT_EQ((std::unordered_set<ObjectId>{*sha1, *sha256, *sha1}).size(), 2u);
}

TEST(ObjectId, ItsPrefixIsInTheOrderOfIds) {
  const auto low = ParseObjectId("00000000000000ff" + std::string(24, 'f'));
  const auto high = ParseObjectId("0100000000000000" + std::string(24, '0'));
  EXPECT_EQ(low->prefix(), 0xffu);
  EXPECT_EQ(high->prefix(), 1ull << 56);
  EXPECT_LT(*low, *high);
}

}  // namespace
}  // namespace avouch
