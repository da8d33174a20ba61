#include "formats/yarn_lock.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

model::Manifest Read(std::string_view text) {
  auto manifest = ReadYarnLock("yarn.lock", text);
  EXPECT_TRUE(manifest.has_value()) << ToString(manifest.error());
  return manifest ? std::move(*manifest) : model::Manifest();
}

constexpr std::string_view kClassic = R"(# yarn lockfile v1


"@s/a@^1.0.0", "@s/a@1 || 2":
  version "1.2.0"
  resolved "https://r/a.tgz#0123456789012345678901234567890123456789"
  integrity sha512-A sha1-B
  dependencies:
    b "^2.0.0"
    alias "npm:real@^3.0.0"
  optionalDependencies:
    "gone" "1"

alias@npm:real@^3.0.0:
  version "3.1.0"
  resolved "http://r/real.tgz#0123456789012345678901234567890123456789"

b@^2.0.0:
  version "2.0.0"
  resolved "https://r/b.tgz"
  dependencies:
    "@s/a" "1 || 2"

g@owner/g:
  version "0.0.1"
  resolved "https://codeload.github.com/owner/g/tar.gz/0123456789012345678901234567890123456789"

"h@https://h/h":
  version "0.0.2"
  resolved "https://h/h#0123456789012345678901234567890123456789"

"p@file:../p":
  version "0.0.3"
)";

TEST(YarnLock, Classic) {
  const auto m = Read(kClassic);
  EXPECT_TRUE(m.lock);
  EXPECT_EQ(GraphText(m),
            "@s/a@1.2.0: real@3.1.0 b@2.0.0\nreal@3.1.0:\nb@2.0.0: @s/a@1.2.0\ng@0.0.1:\n"
            "h@0.0.2:\np@0.0.3:\n");
  const auto& c = m.components;
  ASSERT_EQ(c.size(), 6u);
  EXPECT_EQ(c[0].digests, (std::vector<std::string>{"sha512-A", "sha1-B"}));
  EXPECT_EQ(c[0].origin, "https://r/a.tgz");
  EXPECT_EQ(c[0].place.line, 4);
  EXPECT_EQ(c[1].digests,
            (std::vector<std::string>{"sha1:0123456789012345678901234567890123456789"}));
  EXPECT_EQ(c[3].source, SourceKind::kGit);
  EXPECT_EQ(c[4].source, SourceKind::kGit) << "no archive, so what is behind # is a commit";
  EXPECT_EQ(c[5].source, SourceKind::kPath);
  EXPECT_EQ(m.notes, (std::vector<std::string>{"line 14: real 3.1.0 is fetched over plain HTTP",
                                               "line 18: b 2.0.0 has no integrity",
                                               "1 dependency that nothing here is found for"}));
}

constexpr std::string_view kBerry = R"(# generated

__metadata:
  version: 8
  cacheKey: 10c0

"@x/w@workspace:^, @x/w@workspace:packages/w":
  version: 0.0.0-use.local
  resolution: "@x/w@workspace:packages/w"
  dependencies:
    fsevents: "npm:^2.0.0"
  languageName: unknown
  linkType: soft

"a@npm:1, a@npm:^1.0.0":
  version: 1.2.0
  resolution: "a@npm:1.2.0"
  dependencies:
    old: "npm:real@^3"
    x: "workspace:^"
    gone: "npm:1"
  checksum: 10c0/aa
  languageName: node
  linkType: hard

"fsevents@npm:^2.0.0":
  version: 2.1.0
  resolution: "fsevents@npm:2.1.0"
  checksum: 10c0/bb
  conditions: os=darwin

"fsevents@patch:fsevents@npm%3A^2.0.0#optional!builtin<compat/fsevents>":
  version: 2.1.0
  resolution: "fsevents@patch:fsevents@npm%3A2.1.0#optional!builtin<compat/fsevents>::version=2.1.0&hash=df0bf1"
  conditions: os=darwin

"a@patch:a@npm%3A^1.0.0#~/.yarn/patches/a.patch":
  version: 1.2.0
  resolution: "a@patch:a@npm%3A1.2.0#~/.yarn/patches/a.patch::version=1.2.0&hash=00"

"g@owner/g":
  version: 0.0.1
  resolution: "g@https://github.com/owner/g.git#commit=0123456789012345678901234567890123456789"

"old@npm:real@^3":
  version: 3
  resolution: "real@npm:3::__archiveUrl=https%3A%2F%2Fr%2Freal.tgz"
  dependencies:
    a: ^1.0.0

"x@workspace:^, x@workspace:.":
  version: 0.0.0-use.local
  resolution: "x@workspace:."
  dependencies:
    "@x/w": "workspace:^"
    a: "patch:a@npm%3A^1.0.0#~/.yarn/patches/a.patch"
)";

TEST(YarnLock, Berry) {
  const auto m = Read(kBerry);
  EXPECT_EQ(m.name, "x");
  EXPECT_EQ(m.workspaces, (std::vector<std::string>{"packages/w"}));
  EXPECT_EQ(GraphText(m),
            "@x/w@0.0.0-use.local!w: fsevents@2.1.0\na@1.2.0!: real@3\nfsevents@2.1.0!:\n"
            "g@0.0.1:\nreal@3: a@1.2.0\n");
  const auto& c = m.components;
  ASSERT_EQ(c.size(), 5u);
  EXPECT_EQ(c[1].digests, (std::vector<std::string>{"yarn:10c0/aa"}));
  EXPECT_EQ(c[1].place.line, 15);
  EXPECT_EQ(c[3].source, SourceKind::kGit);
  EXPECT_EQ(c[4].origin, "https://r/real.tgz");
  EXPECT_EQ(m.notes,
            (std::vector<std::string>{"line 45: real 3 has no checksum",
                                      "line 37: a 1.2.0 is changed by a patch of the project's own",
                                      "1 dependency that nothing here is found for"}));
}

TEST(YarnLock, WhatResolutionsPutInPlaceOfARangeIsTheOnlyOneOfItsName) {
  const auto m = Read(R"(__metadata:
  version: 8

"kettle@npm:^1.0.0":
  version: 1.0.0
  resolution: "kettle@npm:1.0.0"
  dependencies:
    several: "npm:^9"
    state: "npm:^6.0.0"
  checksum: 10c0/aa

"several@npm:1.0.0":
  version: 1.0.0
  resolution: "several@npm:1.0.0"
  checksum: 10c0/bb

"several@npm:2.0.0":
  version: 2.0.0
  resolution: "several@npm:2.0.0"
  checksum: 10c0/cc

"state@npm:6.4.1":
  version: 6.4.1
  resolution: "state@npm:6.4.1"
  checksum: 10c0/dd
)");
  EXPECT_EQ(GraphText(m),
            "kettle@1.0.0: state@6.4.1\nseveral@1.0.0:\nseveral@2.0.0:\nstate@6.4.1:\n");
  EXPECT_EQ(m.notes, (std::vector<std::string>{"1 dependency that nothing here is found for"}));
}

TEST(YarnLock, Refused) {
  for (const char* text : {"{}", "a@1:\n  version \"1\n", "  version \"1\"\n", "<<<<<<< HEAD\n",
                           "\"\":\n  version 1\n", "a@1\n", "a@1:\n  version\t\"1\" \"2\n  \"\n",
                           "\"a@1:\n", "__metadata:\n  version: 8\n\"a\n", "\xff@1:\n"})
    EXPECT_FALSE(ReadYarnLock("yarn.lock", text).has_value()) << text;
}

TEST(YarnLock, HostileTextEnds) {
  std::string wide = "a@0";
  for (int i = 1; i < 100'000; ++i) wide += ", a@" + std::to_string(i);
  wide += ":\n  version \"1\"\n  dependencies:\n";
  for (int i = 0; i < 100'000; ++i) wide += "    a " + std::to_string(i) + "\n";
  const auto m = Read(wide);
  EXPECT_EQ(GraphText(m), "a@1: a@1\n") << "each once, itself too";
  std::string deep = "__metadata:\n  version: 8\n";
  for (std::size_t i = 0; i < 1000; ++i) deep += std::string(i, ' ') + "a:\n";
  EXPECT_FALSE(ReadYarnLock("yarn.lock", deep).has_value());
  const auto odd = Read(
      "__metadata: {}\n\"\": 1\n\",,\": {resolution: [], dependencies: 1}\n"
      "\"@\": {resolution: \"@\"}\nb: {resolution: \"b@patch:\", checksum: 1}\n"
      "c: {resolution: \"c@npm:1::__archiveUrl=%zz%4\"}\n");
  EXPECT_EQ(odd.components.size(), 5u);
  EXPECT_EQ(Read("").notes, (std::vector<std::string>{"no package is listed"}));
}

}  // namespace
}  // namespace avouch::formats
