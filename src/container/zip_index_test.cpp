#include "container/zip_index.h"

#include <gtest/gtest.h>

#include "testing/zip_archive.h"

namespace avouch::container {
namespace {

using testing::ZipOf;
using testing::ZipPart;
using Texts = std::vector<std::string>;

constexpr std::uint64_t kLimit = 1u << 20;
constexpr std::size_t kMost = 1000;

// The first member, or what it is refused for.
std::string First(const Bytes& archive, std::uint64_t limit = kLimit) {
  const auto index = ZipIndex::Open(archive, kMost);
  if (!index) return index.error().what;
  if (index->entries().empty()) return "no member";
  Bytes room;
  const auto read = index->Read(index->entries()[0], limit, room);
  return read ? "read: " + std::string(read->substr(0, 20)) : read.error().what;
}

TEST(ZipIndex, ReadsStoredAndDeflatedMembersBehindALauncherToo) {
  const Bytes archive = ZipOf({{"a", "text"}, {"b", Bytes(50'000, 'x'), true}});
  for (const Bytes& in : {archive, "#!/bin/sh\nexec java -jar $0\n" + archive}) {
    const auto index = ZipIndex::Open(in, kMost);
    ASSERT_TRUE(index.has_value()) << ToString(index.error());
    EXPECT_EQ(index->notes(), Texts{});
    ASSERT_EQ(index->entries().size(), 2u);
    Bytes room;
    EXPECT_EQ(index->Read(index->entries()[0], kLimit, room).value(), "text");
    EXPECT_TRUE(room.empty());  // A view of the archive
    EXPECT_EQ(index->Read(index->entries()[1], kLimit, room).value(), Bytes(50'000, 'x'));
  }
}

struct Lie {
  const char* name;
  ZipPart part;
  const char* told;
};

class ZipIndexLie : public ::testing::TestWithParam<Lie> {};

TEST_P(ZipIndexLie, IsTold) { EXPECT_EQ(First(ZipOf({GetParam().part})), GetParam().told); }

INSTANTIATE_TEST_SUITE_P(
    All, ZipIndexLie,
    ::testing::Values(
        Lie{"bomb", {"a", Bytes(kLimit + 1, 'x'), true}, "a member of 1048577 bytes"},
        Lie{"says_more",
            {"a", Bytes(900, 'x'), true, 1000},
            "a member that is not what its size says"},
        Lie{"says_less",
            {"a", Bytes(900, 'x'), true, 800},
            "a member that is not what its size says"},
        Lie{"says_a_million",
            {"a", "x", true, 1'000'000},
            "a member that says more than it can hold"},
        Lie{"says_terabytes", {"a", "x", true, 0xFFFFFFF0}, "a member of 4294967280 bytes"},
        Lie{"other_checksum",
            {"a", "xyz", false, -1, 7},
            "a member that is not what its size and checksum say"},
        Lie{"encrypted",
            {"a", "xyz", false, -1, -1, 1},
            "encrypted, or packed in a way that is not read"},
        Lie{"method_unknown",
            {"a", "xyz", false, -1, -1, 0, 97},
            "encrypted, or packed in a way that is not read"}),
    [](const auto& lie) { return lie.param.name; });

TEST(ZipIndex, HeadersThatDisagreeOnAName) {
  Bytes archive = ZipOf({{"safe.txt", "x"}});
  archive.replace(archive.find("safe"), 4, "evil");
  EXPECT_EQ(First(archive), "a member whose own header has another name");
}

TEST(ZipIndex, MembersUponOneAnotherAreTold) {
  // Two directory entries of one member's bytes, as overlap bombs have them by the thousand.
  const Bytes one = ZipOf({{"a", Bytes(1000, 'x')}});
  const auto start = one.find("PK\1\2");
  const Bytes entry = one.substr(start, one.rfind("PK\5\6") - start);
  Bytes archive = one.substr(0, start) + entry + entry;
  archive += "PK\5\6" + testing::Little(0, 4) + testing::Little(2, 2) + testing::Little(2, 2) +
             testing::Little(2 * entry.size(), 4) + testing::Little(start, 4) +
             testing::Little(0, 2);
  const auto index = ZipIndex::Open(archive, kMost);
  ASSERT_TRUE(index.has_value());
  EXPECT_TRUE(index->overlaps());
}

TEST(ZipIndex, MoreMembersThanAreListed) {
  std::vector<ZipPart> parts;
  for (int i = 0; i < 9; ++i) parts.push_back({std::to_string(i), ""});
  const Bytes archive = ZipOf(parts);
  const auto index = ZipIndex::Open(archive, 5);
  ASSERT_TRUE(index.has_value());
  EXPECT_EQ(index->entries().size(), 5u);
  EXPECT_EQ(index->notes(), Texts{"more than 5 members"});
}

TEST(ZipIndex, WhatIsCutAnywhereIsRefusedOrReadAsFarAsItGoes) {
  const Bytes archive = ZipOf({{"a", "<a>text</a>", true}, {"b", "2"}});
  for (std::size_t size = 0; size < archive.size(); ++size) (void)First(archive.substr(0, size));
  for (std::size_t i = 0; i < archive.size(); ++i) {
    Bytes bad = archive;
    bad[i] = '\xFF';
    (void)First(bad);
  }
}

TEST(ZipIndex, NamesThatLeadElsewhere) {
  for (const char* name : {"", "/a", "../a", "a/../b", "a/..", "..", "a\\b", "C:a"})
    EXPECT_FALSE(StaysInside(name)) << name;
  EXPECT_FALSE(StaysInside(std::string_view("a\0b", 3)));
  for (const char* name : {"a", "a/b/", "a..b/c", "...", "a/b.."})
    EXPECT_TRUE(StaysInside(name)) << name;
}

}  // namespace
}  // namespace avouch::container
