#include "formats/package_lock.h"

#include <gtest/gtest.h>

#include "formats/lock_graph.h"

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

TEST(PackageLock, APackageNeedsWhatNodeFindsForIt) {
  struct Row {
    const char* rule;
    const char* text;
    const char* graph;
  };
  for (const auto& row :
       {Row{"its own folder first, then each above; a member's link is its folder",
            R"({"lockfileVersion": 3, "packages": {
    "": {"dependencies": {"a": "1"}, "devDependencies": {"w": "*"}},
    "node_modules/a": {"version": "1", "integrity": "x", "license": "MIT", "dependencies": {"b": "1", "c": "1"}},
    "node_modules/a/node_modules/b": {"version": "1", "integrity": "y", "dependencies": {"c": "1", "b": "1"}},
    "node_modules/b": {"version": "2", "integrity": "z", "dev": true},
    "node_modules/c": {"version": "1", "integrity": "c", "optional": true, "peerDependencies": {"b": "2", "gone": "1"}},
    "node_modules/w": {"resolved": "packages/w", "link": true},
    "packages/w": {"version": "0", "dependencies": {"b": "1", "c": "1"}, "devDependencies": {"a": "1"}},
    "packages/w/node_modules/b": {"version": "3", "integrity": "v"}}})",
            "a@1!: b@1 c@1\nb@1: b@1 c@1\nb@2d:\nc@1!o: b@2\nw@0!w: a@1 c@1 b@3\nb@3!:\n"},
        Row{"an alias is found by the name it was given",
            R"({"lockfileVersion": 2, "packages": {"": {"dependencies": {"old": "npm:a@1"}},
    "node_modules/old": {"name": "a", "version": "1", "integrity": "x", "dependencies": {"a": "2"}},
    "node_modules/a": {"version": "2", "integrity": "y", "dependencies": {"old": "1"}}}})",
            "a@1!: a@2\na@2: a@1\n"},
        Row{"version 1: nested, by 'requires'", R"({"lockfileVersion": 1, "dependencies": {
    "a": {"version": "1", "integrity": "x", "requires": {"b": "1", "c": "1"}, "dependencies": {
      "b": {"version": "1", "integrity": "y", "requires": {"c": "1"}}}},
    "b": {"version": "2", "integrity": "z", "dev": true, "optional": true},
    "c": {"version": "1", "integrity": "c", "requires": true}}})",
            "a@1: b@1 c@1\nb@1: c@1\nb@2do:\nc@1:\n"},
        Row{"one package in two folders needs what either finds",
            R"({"lockfileVersion": 3, "packages": {
    "node_modules/a": {"version": "1", "integrity": "x", "dependencies": {"b": "1"}},
    "node_modules/b": {"version": "1", "integrity": "y", "devOptional": true},
    "node_modules/c/node_modules/a": {"version": "1", "integrity": "x", "dependencies": {"b": "1"}},
    "node_modules/c/node_modules/b": {"version": "2", "integrity": "z", "dev": true, "devOptional": true}}})",
            "a@1: b@1 b@2\nb@1o:\nb@2o:\n"}}) {
    const auto m = Read(row.text);
    EXPECT_EQ(GraphText(m), row.graph) << row.rule;
  }
  EXPECT_EQ(Read(R"({"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1",
    "integrity": "x", "dependencies": {"b": "1", "c": "1"}, "optionalDependencies": {"c": "1"}}}})")
                .notes,
            (std::vector<std::string>{"1 dependency that nothing here is found for"}));
}

TEST(PackageLock, AFolderThatIsNoMemberAnyMoreNeedsNothing) {
  const auto m = Read(R"({"lockfileVersion": 3, "packages": {"": {"name": "x"},
    "apps/old": {"version": "1", "extraneous": true, "dependencies": {"gone": "1", "b": "1"}},
    "node_modules/b": {"version": "1", "integrity": "y"}}})");
  EXPECT_TRUE(m.notes.empty());
  EXPECT_EQ(GraphText(m), "old@1w:\nb@1:\n");
}

TEST(PackageLock, HostileTreesEnd) {
  std::string deep = R"({"lockfileVersion": 3, "packages": {"": {})", folder, wide;
  for (int i = 0; i < 2000; ++i) {
    folder += (i == 0 ? "node_modules/a" : "/node_modules/a");
    deep += ",\"" + folder +
            "\": {\"version\": \"1\", \"dependencies\": {\"a\": \"1\", \"gone\": \"1\"}}";
  }
  EXPECT_EQ(Read(deep + "}}").components.size(), 1u);
  for (int i = 0; i < 3000; ++i) wide += "/x";
  EXPECT_EQ(
      Read(
          R"({"lockfileVersion": 3, "packages": {"p)" + wide +
          R"(": {"version": "1", "dependencies": {"p": "1"}}, "node_modules/l": {"resolved": "node_modules/l", "link": true}, "node_modules/m": {"dependencies": {"l": "1", "m": "1"}}}})")
          .components.size(),
      2u);
  std::string nested = R"({"lockfileVersion": 1, "dependencies": )";
  for (int i = 0; i < 100'000; ++i) nested += R"({"a": {"version": "1", "dependencies": )";
  EXPECT_FALSE(ReadPackageLock("package-lock.json", nested).has_value());
  const auto twice = Read(R"({"lockfileVersion": 3, "packages": {
    "node_modules/a": {"version": "1", "integrity": "x"}, "node_modules/a": {"version": "2", "integrity": "y"}}})");
  ASSERT_EQ(twice.components.size(), 1u);
  EXPECT_EQ(twice.components[0].version, "2") << "the last counts, as for JSON.parse";
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
