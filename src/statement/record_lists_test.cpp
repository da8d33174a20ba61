#include "statement/record_lists.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::statement {
namespace {

const std::string kA(64, 'a'), kB(64, 'b');

TEST(Sums, WhatSha256sumWritesIsReadSortedByPath) {
  const auto sums =
      ReadSums(kB + "  inbox/z.csv\n" + kA + " *inbox/a b.json\n\n" + kA + "  ./inbox/c.csv\r\n\\" +
               kB + "  inbox/new\\nline\\\\x\n" + kB + "  inbox/z.csv\n");
  ASSERT_TRUE(sums) << ToString(sums.error());
  const std::vector<FileSum> wanted = {{"inbox/a b.json", *ParseDigest(kA)},
                                       {"inbox/c.csv", *ParseDigest(kA)},
                                       {"inbox/new\nline\\x", *ParseDigest(kB)},
                                       {"inbox/z.csv", *ParseDigest(kB)}};
  EXPECT_EQ(*sums, wanted) << "the same line twice is one";
  const auto again = ReadSums(WriteSums(*sums));
  ASSERT_TRUE(again) << ToString(again.error());
  EXPECT_EQ(*again, wanted);
  EXPECT_TRUE(ReadSums("")->empty());
}

TEST(Sums, WhatIsNoLineOfSha256sumIsRefusedWithItsLine) {
  const struct {
    std::string text;
    const char* error;
  } rows[] = {
      {"\n# inbox\n",
       "records/inbox.sums:2: not a line of sha256sum (64 digits, two spaces, file)"},
      {kA + "\n", "records/inbox.sums:1: not a line of sha256sum (64 digits, two spaces, file)"},
      {kA + "  \n", "records/inbox.sums:1: not a line of sha256sum (64 digits, two spaces, file)"},
      {kA + " a.csv\n",
       "records/inbox.sums:1: not a line of sha256sum (64 digits, two spaces, file)"},
      {kA + "  ../a.csv\n", "records/inbox.sums:1: a file outside: '../a.csv'"},
      {kA + "  /etc/passwd\n", "records/inbox.sums:1: a file outside: '/etc/passwd'"},
      {kA + "  .\n", "records/inbox.sums:1: a file outside: '.'"},
      {"\\" + kA + "  a\\tb\n",
       "records/inbox.sums:1: the file's name is not escaped as sha256sum does"},
      {"\\" + kA + "  a\\\n",
       "records/inbox.sums:1: the file's name is not escaped as sha256sum does"},
      {kA + "  a.csv\n" + kB + "  ./a.csv\n",
       "records/inbox.sums: two digests for 'a.csv' (an export is kept as it came; another one has "
       "another name)"},
  };
  for (const auto& row : rows) {
    const auto sums = ReadSums(row.text);
    ASSERT_FALSE(sums) << row.text;
    EXPECT_EQ(sums.error().kind, ErrorKind::kConfiguration);
    EXPECT_EQ(ToString(sums.error()), row.error);
  }
  EXPECT_FALSE(ReadSums(std::string(63, 'a') + "g  a.csv\n")) << "no hexadecimal digit";
}

}  // namespace
}  // namespace avouch::statement
