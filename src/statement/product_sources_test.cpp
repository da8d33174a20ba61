// Which lists of sources are taken, and how a place is spelt; which are refused, and
// where in the file.

#include "statement/product_sources.h"

#include <gtest/gtest.h>

#include "statement/product_file.h"

namespace avouch::statement {
namespace {

using model::SourceRule;

Result<std::vector<SourceRule>> Read(const std::string& list) {
  auto file = ReadProductFile("avouch: 1\nsources:" + list + "\n");
  if (!file) return std::unexpected(file.error());
  return file->product.sources;
}

TEST(ProductSources, APlaceHasOneSpelling) {
  const struct {
    const char *at, *kept;
  } rows[] = {
      {"../infra", "../infra"},
      {"./../infra/", "../infra"},
      {"..//infra/./", "../infra"},
      {"services/api", "services/api"},
      {"services/../api", "api"},
      {"../a/../infra", "../infra"},
      {"../../infra", "../../infra"},  // Whether that is beside it the disk says
      {"..", ".."},
  };
  for (const auto& row : rows) {
    const auto read =
        Read(" [ { name: rota, at: ./. }, { name: b, at: '" + std::string(row.at) + "' } ]");
    ASSERT_TRUE(read) << row.at << ": " << ToString(read.error());
    EXPECT_EQ(*read, (std::vector<SourceRule>{{"rota", "."}, {"b", row.kept}}));
  }
}

TEST(ProductSources, ThisRepositoryNeedNotComeFirst) {
  const auto read = Read(" [ { name: infra, at: ../infra }, { name: rota, at: . } ]");
  ASSERT_TRUE(read) << ToString(read.error());
  EXPECT_EQ((*read)[1], (SourceRule{"rota", "."}));
}

TEST(ProductSources, TheOnlyOneMayBeCalledAnything) {
  const auto read = Read(" [ { name: The Rota, at: . } ]");
  ASSERT_TRUE(read) << ToString(read.error());
  EXPECT_EQ((*read)[0].name, "The Rota");
}

TEST(ProductSources, WhatIsWrongSaysWhere) {
  const struct {
    const char *list, *error;
  } rows[] = {
      {" [ { name: a, at: . }, { name: a, at: ../b } ]", "2:40: two sources are named 'a'"},
      {" [ { name: a, at: . }, { name: b, at: ./ } ]", "2:47: 'a' and 'b' are the same place"},
      {" [ { name: a, at: . }, { name: b, at: ../x }, { name: c, at: ../y/../x } ]",
       "2:70: 'b' and 'c' are the same place"},
      {" [ { name: a, at: ../a }, { name: b, at: ../b } ]",
       "2:27: none of the sources is this repository: 'at: .'"},
  };
  for (const auto& row : rows) {
    const auto read = Read(row.list);
    ASSERT_FALSE(read) << row.list;
    EXPECT_EQ(read.error().kind, ErrorKind::kConfiguration) << row.list;
    EXPECT_EQ(ToString(read.error()), std::string("avouch.yaml:") + row.error) << row.list;
  }
}

TEST(ProductSources, ANameCanStandBeforeAPlaceAndInTheNameOfEvidence) {
  for (const char* name : {"A", "a b", "a@b", "a:b", "a/b", "-a", ".a", "..", "ä", "a_b",
                           "a0123456789012345678901234567890123456789"}) {
    const auto read =
        Read(" [ { name: '" + std::string(name) + "', at: . }, { name: b, at: ../b } ]");
    ASSERT_FALSE(read) << name;
    EXPECT_TRUE(read.error().what.starts_with("a source is named with")) << name;
  }
  for (const char* name : {"a", "0", "rota-infrastructure", "api.v2"})
    EXPECT_TRUE(Read(" [ { name: '" + std::string(name) + "', at: . }, { name: b, at: ../b } ]"));
}

TEST(ProductSources, AnAddressARootOrAHomeIsNoPlaceBesideIt) {
  for (const char* at : {"/etc", "/", "~/b", "https://evil.example/b", "git@evil.example:b",
                         "host:b", "C:b", "..\\\\b", "file:///b"}) {
    const auto read = Read(" [ { name: a, at: . }, { name: b, at: \"" + std::string(at) + "\" } ]");
    ASSERT_FALSE(read) << at;
    EXPECT_TRUE(read.error().what.starts_with("a source lies in a folder beside")) << at;
  }
}

TEST(ProductSources, ThereAreNotThousands) {
  std::string list = " [ { name: a, at: . }";
  for (std::size_t i = 1; i < kMaxSources; ++i)
    list += ", { name: s" + std::to_string(i) + ", at: ../s" + std::to_string(i) + " }";
  EXPECT_TRUE(Read(list + " ]"));
  const auto many = Read(list + ", { name: last, at: ../last } ]");
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().what, "more than 50 sources");
}

}  // namespace
}  // namespace avouch::statement
