#include "formats/gitmodules.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(Gitmodules, SectionsKeysQuotesAndComments) {
  const auto m =
      ReadGitmodules(".gitmodules",
                     "# ours\r\n"
                     "[submodule \"third_party/a\"]\r\n"
                     "\tpath = third_party/a/ ; here\r\n"
                     "\turl = \"https://example.org/a b.git#x\"\r\n"
                     "[other]\n path = x\n"
                     "[submodule \"no path\"]\n\turl = y\n"
                     "[SubModule \"b\"]\n\tPath=b\n\tURL = ../b.git # beside\n\tbranch=main\n"
                     "\tshallow\n");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->size(), 2u);
  EXPECT_EQ((*m)[0].path.bytes, "third_party/a");
  EXPECT_EQ((*m)[0].url, "https://example.org/a b.git#x");
  EXPECT_EQ((*m)[0].place.line, 2);
  EXPECT_EQ((*m)[1].url, "../b.git");
  EXPECT_EQ((*m)[1].branch, "main");
  EXPECT_EQ((*m)[1].place.line, 9);
  EXPECT_EQ((*m)[1].commit, "");
}

TEST(Gitmodules, RefusesWithTheLine) {
  for (const auto& [text, where] : {std::pair{"[submodule \"a\"\n", ".gitmodules, line 1"},
                                    {"[submodule \"a\"]\npath = \"x\n", ".gitmodules, line 2"},
                                    {"[submodule \"a\"]\n= x\n", ".gitmodules, line 2"}}) {
    const auto m = ReadGitmodules(".gitmodules", text);
    ASSERT_FALSE(m.has_value()) << text;
    EXPECT_EQ(m.error().where, where);
  }
}

TEST(Gitmodules, OnlyTheRootsFileIsRead) {
  EXPECT_TRUE(IsGitmodules(".gitmodules"));
  EXPECT_FALSE(IsGitmodules("vendor/x/.gitmodules"));
}

}  // namespace
}  // namespace avouch::formats
