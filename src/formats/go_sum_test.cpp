#include "formats/go_sum.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(GoSum, AModuleIsALineThatIsNotOfItsModuleFile) {
  const auto m = ReadGoSum("a/go.sum",
                           "a v1.0.0 h1:AAA=\r\n"
                           "a v1.0.0/go.mod h1:BBB=\r\n"
                           "b v1.0.0/go.mod h1:CCC=\n"
                           "\n"
                           "c v1.0.0 h1:DDD=\n"
                           "d v1.0.0 h1:EEE=\n"
                           "d v1.0.0 h1:FFF=\n"
                           "d v1.0.0/go.mod h1:GGG=\n");
  ASSERT_TRUE(m.has_value());
  EXPECT_TRUE(m->lock);
  ASSERT_EQ(m->components.size(), 3u);
  EXPECT_EQ(m->components[0].digests, (std::vector<std::string>{"h1:AAA="}));
  EXPECT_EQ(m->components[1].name, "c");
  EXPECT_EQ(m->components[1].place, (model::Place{"a/go.sum", 5}));
  EXPECT_EQ(m->components[2].digests.size(), 2u);
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 5: c v1.0.0 has no hash of its go.mod",
                                                "line 6: d v1.0.0 has more than one hash"}));
}

TEST(GoSum, AnEmptyFileIsALockOfNothing) {
  const auto m = ReadGoSum("go.sum", "");
  ASSERT_TRUE(m.has_value());
  EXPECT_TRUE(m->components.empty());
}

TEST(GoSum, ALineOfTwoWordsIsRefused) {
  const auto m = ReadGoSum("go.sum", "a v1 h1:x\na v1\n");
  ASSERT_FALSE(m.has_value());
  EXPECT_EQ(m.error().where, "go.sum, line 2");
}

}  // namespace
}  // namespace avouch::formats
