#include "formats/bun_lock.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

model::Manifest Read(std::string_view text) {
  auto manifest = ReadBunLock("bun.lock", text);
  EXPECT_TRUE(manifest.has_value()) << ToString(manifest.error());
  return manifest ? std::move(*manifest) : model::Manifest();
}

TEST(BunLock, FoldersAliasesAndMembers) {
  const auto m = Read(R"({
  "lockfileVersion": 1,
  "workspaces": {
    "": {"name": "x", "dependencies": {"@s/a": "1", "gone": "1"}, "devDependencies": {"t": "1"}},
    "packages/w": {"name": "w", "version": "0.1.0", "dependencies": {"c": "2"},
      "devDependencies": {"t": "1"}, "optionalDependencies": {"o": "1"},},
  },
  "packages": {
    "@s/a": ["@s/a@1.0.0", "", {"dependencies": {"@s/b": "1", "c": "1"}, "peerDependencies": {"none": "*"}}, "sha512-A"],
    "@s/a/@s/b": ["@s/b@1.0.0", "", {"dependencies": {"c": "1", "old": "1"}}, "sha512-B"],
    "@s/a/@s/b/c": ["c@1.0.0", "", {}, "sha512-C"],
    "c": ["c@2.0.0", "", {}, "sha512-D"],
    "old": ["real@3.0.0", "http://r/", {}, "sha512-R"],
    "o": ["o@git+https://h/o.git#0123", {"dependencies": {"c": "2"}}, "0123-tag"],
    "t": ["t@https://h/t.tgz", {"dependencies": {"f": "*"}}, "sha512-T"],
    "t/c": ["c@2.0.0", "", {}, "sha512-D"],
    "f": ["f@file:../f", {"dependencies": {"c": "*"}}],
    "w": ["w@workspace:packages/w"],
    "w/c": ["c@1.0.0", "", {}, "sha512-C"],
  },
})");
  EXPECT_EQ(m.name, "x");
  EXPECT_EQ(m.workspaces, (std::vector<std::string>{"packages/w"}));
  EXPECT_EQ(GraphText(m),
            "@s/a@1.0.0!: @s/b@1.0.0 c@2.0.0\n@s/b@1.0.0: c@1.0.0 real@3.0.0\nc@1.0.0!:\n"
            "c@2.0.0:\nreal@3.0.0:\no@!o: c@2.0.0\nt@!d: f@\nf@d: c@2.0.0\n"
            "w@0.1.0w: c@1.0.0 o@ t@\n");
  const auto& c = m.components;
  ASSERT_EQ(c.size(), 9u);
  EXPECT_EQ(c[0].digests, (std::vector<std::string>{"sha512-A"}));
  EXPECT_EQ(c[0].place.line, 9);
  EXPECT_EQ(c[5].source, SourceKind::kGit);
  EXPECT_EQ(c[6].source, SourceKind::kUrl);
  EXPECT_EQ(c[6].digests, (std::vector<std::string>{"sha512-T"}));
  EXPECT_EQ(c[7].source, SourceKind::kPath);
  EXPECT_EQ(m.notes, (std::vector<std::string>{"line 13: real 3.0.0 is fetched over plain HTTP",
                                               "1 dependency that nothing here is found for"}));
}

TEST(BunLock, Refused) {
  for (const char* text : {"", "[]", "{}", R"({"lockfileVersion": 3})",
                           R"({"lockfileVersion": 1, "packages": {"a": [1, "", {}, "x"]}})",
                           R"({"lockfileVersion": 1, "packages": {"a": ["a", "", {}, "x"]}})",
                           R"({"lockfileVersion": 1, "packages": {"a": {}}})"})
    EXPECT_FALSE(ReadBunLock("bun.lock", text).has_value()) << text;
}

TEST(BunLock, HostileTextEnds) {
  std::string key = "a", deep = R"({"lockfileVersion": 1, "packages": {)";
  for (int i = 0; i < 1000; ++i) {
    deep += (i == 0 ? "\"" : ",\"") + key +
            R"(": ["a@1", "", {"dependencies": {"a": "1", "b": "1"}}, "x-y"])";
    key += "/a";
  }
  EXPECT_EQ(Read(deep + "}}").components.size(), 1u);
  EXPECT_EQ(Read(R"({"lockfileVersion": 1, "workspaces": {"w": 1, "": {"dependencies": [1]}},
    "packages": {"": ["@@1"], "/": ["b@1", 1, 2], "//@": ["c@"], "@/": ["d@workspace:w"], "a/": ["e@root:"]}})")
                .components.size(),
            4u);
  EXPECT_FALSE(ReadBunLock("bun.lock", std::string(100'000, '[')).has_value());
}

}  // namespace
}  // namespace avouch::formats
