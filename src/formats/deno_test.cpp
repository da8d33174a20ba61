#include "formats/deno.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

std::string Wanted(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += (out.empty() ? "" : " | ") + one.name + " " + one.range + (one.exact ? "=" : "") + "@" +
           std::to_string(one.place.line);
  return out;
}

TEST(Deno, ImportsAreWhatIsAskedFor) {
  struct Row {
    const char* rule;
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {
      {"npm, JSR and addresses, comments and a comma too many",
       "{\n// why\n\"imports\": {\n\"tea\": \"npm:tea@^1\",\n\"@a/b\": \"jsr:@a/b@2.0.1\",\n"
       "\"x\": \"https://u:p@x.example/m@1/mod.ts\",\n}}",
       "tea ^1@4 | jsr:@a/b 2.0.1=@5 | https://x.example/m@1/mod.ts @6"},
      {"a file of a package", R"({"imports": {"a": "npm:@s/tea@1.2.3/leaf", "b": "npm:/pot"}})",
       "@s/tea 1.2.3=@1 | pot @1"},
      {"the project's own files and what Deno has",
       R"({"imports": {"~/": "./src/", "fs": "node:fs", "@/x": "/x.ts"}})", ""},
      {"scopes", R"({"scopes": {"https://x.example/": {"tea": "npm:tea@2"}}})", "tea 2@1"},
      {"values of other kinds", R"({"imports": {"a": 1, "b": null, "c": {"npm:d": "npm:d"}}})", ""},
  };
  for (const Row& row : rows) {
    const auto manifest = ReadDeno("deno.json", row.text);
    ASSERT_TRUE(manifest) << row.rule << ": " << ToString(manifest.error());
    EXPECT_EQ(Wanted(*manifest), row.wanted) << row.rule;
    EXPECT_FALSE(manifest->lock);
  }
}

TEST(Deno, ALockHasDigestsAndEdgesInEachOfItsVersions) {
  constexpr const char* kPackages = R"("jsr": {
      "@a/b@1.0.0": {"integrity": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "dependencies": ["jsr:@a/c@1", "npm:tea@^1"]},
      "@a/c@1.5.0": {"integrity": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}},
    "npm": {"tea@1.2.0_pot@3.0.0": {"integrity": "sha512-AAAA", )";
  struct Row {
    const char* rule;
    std::string text;
  };
  const Row rows[] = {
      {"version 3", std::string(R"({"version": "3", "packages": {"specifiers": {
        "jsr:@a/b@1": "jsr:@a/b@1.0.0", "jsr:@a/c@1": "jsr:@a/c@1.5.0",
        "npm:tea@^1": "npm:tea@1.2.0_pot@3.0.0"}, )") +
                        kPackages + R"("dependencies": {"pot": "pot@3.0.0"}},
        "pot@3.0.0": {"integrity": "sha512-BBBB", "dependencies": {}}}},
        "remote": {"https://x.example/m@4.5/mod.ts": "ab"},
        "workspace": {"dependencies": ["jsr:@a/b@1"]}})"},
      {"version 5", std::string(R"({"version": "5", "specifiers": {
        "jsr:@a/b@1": "1.0.0", "jsr:@a/c@1": "1.5.0", "npm:tea@^1": "1.2.0_pot@3.0.0"}, )") +
                        kPackages + R"("dependencies": ["kettle@npm:pot@3.0.0"]},
        "pot@3.0.0": {"integrity": "sha512-BBBB"}},
        "remote": {"https://x.example/m@4.5/mod.ts": "ab"},
        "workspace": {"members": {"w": {"dependencies": ["jsr:@a/b@1"]}}}})"},
  };
  for (const Row& row : rows) {
    const auto manifest = ReadDeno("deno.lock", row.text);
    ASSERT_TRUE(manifest) << row.rule << ": " << ToString(manifest.error());
    EXPECT_EQ(GraphText(*manifest),
              "jsr:@a/b@1.0.0!: jsr:@a/c@1.5.0 tea@1.2.0\njsr:@a/c@1.5.0:\ntea@1.2.0: pot@3.0.0\n"
              "pot@3.0.0:\nhttps://x.example/m@4.5/mod.ts@4.5:\n")
        << row.rule;
    EXPECT_TRUE(manifest->lock) << row.rule;
    EXPECT_TRUE(manifest->notes.empty()) << row.rule;
    for (const auto& one : manifest->components) EXPECT_EQ(one.digests.size(), 1u) << one.name;
    EXPECT_EQ(manifest->components[0].origin, "https://jsr.io/@a/b");
    EXPECT_TRUE(manifest->components[0].digests[0].starts_with("sha256:"));
  }
}

TEST(Deno, WhatIsNoLockIsRefusedAndWhatLacksIsTold) {
  EXPECT_FALSE(ReadDeno("deno.lock", "[]"));
  EXPECT_FALSE(ReadDeno("deno.lock", R"({"version": "6"})"));
  EXPECT_FALSE(ReadDeno("deno.lock", R"({"tea": 1})"));
  EXPECT_FALSE(ReadDeno("deno.json", "[]"));
  const auto first = ReadDeno("deno.lock", R"({"https://x.example/a.ts": "AB"})");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->components.at(0).digests, (std::vector<std::string>{"sha256:ab"}));
  const auto odd = ReadDeno("deno.lock", R"({"version": "4", "npm": {"tea": {}, "pot@1.0.0": {}},
    "specifiers": {"npm:x@1": 4}, "workspace": {"dependencies": ["npm:x@1", "jsr:", "npm:"]}})");
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->components.size(), 1u);
  EXPECT_EQ(odd->notes, (std::vector<std::string>{"line 1: tea has no version",
                                                  "line 1: pot@1.0.0 has no integrity"}));
}

}  // namespace
}  // namespace avouch::formats
