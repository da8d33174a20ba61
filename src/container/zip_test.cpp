#include "container/zip.h"

#include <gtest/gtest.h>

#include "testing/zip_archive.h"

namespace avouch::container {
namespace {

using testing::ZipOf;
using testing::ZipPart;

constexpr std::uint64_t kLimit = 1u << 20;

ErrorKind Refusal(const Bytes& archive, std::string_view name, std::uint64_t limit = kLimit) {
  auto reader = ZipReader::Open(archive);
  if (!reader) return reader.error().kind;
  auto bytes = reader->Read(name, limit);
  return bytes ? ErrorKind::kInternal : bytes.error().kind;  // kInternal: it was read
}

TEST(Zip, ReadsStoredAndDeflatedMembersInOrder) {
  const Bytes archive = ZipOf({{"word/document.xml", "<a/>"}, {"b", Bytes(50'000, 'x'), true}});
  auto reader = ZipReader::Open(archive);
  ASSERT_TRUE(reader.has_value()) << ToString(reader.error());
  EXPECT_EQ(reader->members(), (std::vector<ZipMember>{{"word/document.xml", 4}, {"b", 50'000}}));
  EXPECT_EQ(reader->Read("word/document.xml", kLimit).value(), "<a/>");
  EXPECT_EQ(reader->Read("b", kLimit).value(), Bytes(50'000, 'x'));
  EXPECT_TRUE(reader->Has("b"));
  EXPECT_FALSE(reader->Has("c"));
}

struct Attack {
  const char* name;
  ZipPart part;
  ErrorKind refusal;
};

class ZipAttack : public ::testing::TestWithParam<Attack> {};

TEST_P(ZipAttack, IsRefused) {
  EXPECT_EQ(Refusal(ZipOf({GetParam().part}), GetParam().part.name), GetParam().refusal);
}

INSTANTIATE_TEST_SUITE_P(
    All, ZipAttack,
    ::testing::Values(
        Attack{"leads_up", {"../evil", "x"}, ErrorKind::kMalformed},
        Attack{"leads_up_inside", {"a/../../evil", "x"}, ErrorKind::kMalformed},
        Attack{"absolute", {"/etc/x", "x"}, ErrorKind::kMalformed},
        Attack{"backslash", {"..\\evil", "x"}, ErrorKind::kMalformed},
        Attack{"no_name", {"", "x"}, ErrorKind::kMalformed},
        Attack{"bomb", {"a", Bytes(kLimit + 1, 'x'), true}, ErrorKind::kTooLarge},
        Attack{"says_more", {"a", Bytes(900, 'x'), true, 1000}, ErrorKind::kMalformed},
        Attack{"says_less", {"a", Bytes(900, 'x'), true, 800}, ErrorKind::kMalformed},
        Attack{"says_terabytes", {"a", "x", true, 0xFFFFFFF0}, ErrorKind::kTooLarge},
        Attack{"other_checksum", {"a", "xyz", false, -1, 7}, ErrorKind::kMalformed},
        Attack{"encrypted", {"a", "xyz", false, -1, -1, 1}, ErrorKind::kUnsupported},
        Attack{"method_unknown", {"a", "xyz", false, -1, -1, 0, 97}, ErrorKind::kUnsupported}),
    [](const auto& attack) { return attack.param.name; });

TEST(Zip, TheSameNameTwiceIsRefused) {
  EXPECT_EQ(ZipReader::Open(ZipOf({{"a", "1"}, {"a", "2"}})).error().kind, ErrorKind::kMalformed);
}

TEST(Zip, WhatIsCutAnywhereIsRefused) {
  const Bytes archive = ZipOf({{"word/document.xml", "<a>text</a>", true}, {"b", "2"}});
  for (std::size_t size = 0; size < archive.size(); ++size)
    EXPECT_FALSE(ZipReader::Open(BytesView(archive).substr(0, size)).has_value()) << size;
}

TEST(Zip, AllThatIsReadIsBoundedHoweverOftenItIsRead) {
  const Bytes archive = ZipOf({{"a", Bytes(1000, 'x'), true}});
  auto reader = ZipReader::Open(archive, 3500);
  ASSERT_TRUE(reader.has_value());
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(reader->Read("a", kLimit).has_value());
  auto fourth = reader->Read("a", kLimit);
  ASSERT_FALSE(fourth.has_value());
  EXPECT_EQ(fourth.error().kind, ErrorKind::kTooLarge);
}

}  // namespace
}  // namespace avouch::container
