#include "formats/package_lock.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

model::Manifest Read(std::string_view text) {
  auto manifest = ReadPackageLock("package-lock.json", text);
  EXPECT_TRUE(manifest.has_value()) << ToString(manifest.error());
  return manifest ? std::move(*manifest) : model::Manifest();
}

TEST(PackageLock, VersionThreeByFolder) {
  const auto m = Read(R"({
  "name": "x", "version": "1.0.0", "lockfileVersion": 3,
  "packages": {
    "": {"name": "x", "workspaces": ["packages/*"]},
    "node_modules/a": {"version": "1.0.0", "resolved": "https://r/a.tgz", "integrity": "sha512-A sha1-B"},
    "node_modules/a/node_modules/@s/b": {"version": "2.0.0", "resolved": "http://r/b.tgz", "integrity": "sha512-B", "dev": true},
    "node_modules/alias": {"name": "real", "version": "3.0.0", "integrity": "sha512-C", "devOptional": true},
    "node_modules/g": {"version": "4.0.0", "resolved": "git+ssh://git@h/g.git#0123"},
    "node_modules/w": {"resolved": "packages/w", "link": true},
    "packages/w": {"name": "@x/w", "version": "0.1.0"},
    "node_modules/out": {"resolved": "../out", "link": true},
    "node_modules/bare": {"version": "5.0.0", "resolved": "https://r/bare.tgz"}
  }
})");
  EXPECT_TRUE(m.lock);
  EXPECT_EQ(m.workspaces, (std::vector<std::string>{"packages/*"}));
  ASSERT_EQ(m.components.size(), 7u);
  const auto& c = m.components;
  EXPECT_EQ(c[0].digests, (std::vector<std::string>{"sha512-A", "sha1-B"}));
  EXPECT_EQ(c[1].name, "@s/b");
  EXPECT_TRUE(c[1].development);
  EXPECT_EQ(c[1].place.line, 6);
  EXPECT_EQ(c[2].name, "real");
  EXPECT_FALSE(c[2].development) << "an optional dependency of what is shipped";
  EXPECT_EQ(c[3].source, model::SourceKind::kGit);
  EXPECT_EQ(c[4].source, model::SourceKind::kWorkspace);
  EXPECT_EQ(c[4].name, "@x/w");
  EXPECT_EQ(c[5].source, model::SourceKind::kPath);
  EXPECT_EQ(m.notes, (std::vector<std::string>{"line 6: @s/b 2.0.0 is fetched over plain HTTP",
                                               "line 12: bare 5.0.0 has no integrity"}));
}

TEST(PackageLock, TheSamePackageInTwoFoldersIsOneForDevelopmentOnlyIfBothAre) {
  const auto m = Read(R"({"lockfileVersion": 2, "packages": {
    "node_modules/a": {"version": "1.0.0", "integrity": "sha512-A", "dev": true},
    "node_modules/b/node_modules/a": {"version": "1.0.0", "integrity": "sha512-A"},
    "node_modules/c/node_modules/a": {"version": "1.0.0", "integrity": "sha512-OTHER"}
  }, "dependencies": {"never": {"version": "1.0.0"}}})");
  ASSERT_EQ(m.components.size(), 2u) << "two digests are two things";
  EXPECT_FALSE(m.components[0].development);
}

TEST(PackageLock, WhatLiesInAnotherArchiveHasItsDigest) {
  const auto m = Read(R"({"lockfileVersion": 3, "packages": {
    "node_modules/npm": {"version": "1.0.0", "integrity": "sha512-N"},
    "node_modules/npm/node_modules/a": {"version": "1.0.0", "inBundle": true},
    "node_modules/npm/node_modules/a/node_modules/b": {"version": "1.0.0", "inBundle": true}
  }})");
  ASSERT_EQ(m.components.size(), 3u);
  EXPECT_EQ(m.components[2].digests, (std::vector<std::string>{"sha512-N"}));
  EXPECT_EQ(
      m.notes,
      (std::vector<std::string>{"2 packages come inside another's archive and share its digest"}));
}

TEST(PackageLock, VersionOneNested) {
  const auto m = Read(R"({
  "name": "x", "lockfileVersion": 1,
  "dependencies": {
    "a": {"version": "1.0.0", "integrity": "sha512-A", "dependencies": {
      "b": {"version": "1.0.0", "bundled": true},
      "c": {"version": "1.0.0", "integrity": "sha512-C", "dev": true}
    }},
    "d": {"version": "npm:@s/real@2.0.0", "integrity": "sha512-D"},
    "e": {"version": "git+https://h/e.git#0123"},
    "f": {"version": "file:../f"}
  }
})");
  ASSERT_EQ(m.components.size(), 6u);
  const auto& c = m.components;
  EXPECT_EQ(c[1].name, "b") << "in file order";
  EXPECT_EQ(c[1].digests, (std::vector<std::string>{"sha512-A"}));
  EXPECT_EQ(c[2].place.line, 6);
  EXPECT_EQ(c[3].name, "@s/real");
  EXPECT_EQ(c[3].version, "2.0.0");
  EXPECT_EQ(c[4].source, model::SourceKind::kGit);
  EXPECT_EQ(c[4].origin, "git+https://h/e.git#0123");
  EXPECT_EQ(c[5].source, model::SourceKind::kPath);
}

TEST(PackageLock, Refused) {
  for (const char* text :
       {"", "[]", "{}", R"({"lockfileVersion": 4, "packages": {}})", "{\"packages\": {}"})
    EXPECT_FALSE(ReadPackageLock("package-lock.json", text).has_value()) << text;
}

TEST(PackageLock, OddShapesDoNotBreakIt) {
  const auto m = Read(R"({"lockfileVersion": 3, "packages": {
    "node_modules/": {}, "packages/nameless": {"version": "1.0.0"}, "node_modules/a": 1, "node_modules/b": {"version": 1, "dev": "yes", "inBundle": true}}})");
  ASSERT_EQ(m.components.size(), 4u);
  EXPECT_EQ(m.components[1].name, "nameless");
}

}  // namespace
}  // namespace avouch::formats
