// Elm, Crystal and Nim: small files of one shape each.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "formats/crystal.h"
#include "formats/elm.h"
#include "formats/nim.h"

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Asked(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") + " " +
           std::string(model::Name(one.source)) +
           (one.condition.empty() ? "" : " if " + one.condition) + "\n";
  return out;
}

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           one.detail.group + (one.development ? " dev" : "") +
           (one.detail.direct ? " direct " : " ") + std::string(model::Name(one.source)) + " " +
           one.origin;
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " ->" + std::to_string(need);
    out += "\n";
  }
  return out;
}

TEST(Elm, AnApplicationHasExactVersionsAndAPackageRanges) {
  const auto app = ReadElm("elm.json", R"({"type": "application", "elm-version": "0.19.1",
 "dependencies": {"direct": {"elm/core": "1.0.5"}, "indirect": {"elm/json": "1.1.3"}},
 "test-dependencies": {"direct": {"o/test": "2.0.0"}, "indirect": {}}})");
  ASSERT_TRUE(app.has_value()) << ToString(app.error());
  EXPECT_EQ(Listed(*app), R"(2 elm/core 1.0.5  direct registry 
2 elm/json 1.1.3  registry 
3 o/test 2.0.0 test dev direct registry 
)");
  EXPECT_TRUE(app->lock);
  EXPECT_EQ(app->tools, Texts{"elm 0.19.1"});
  const auto package = ReadElm("elm.json", R"({"type": "package", "name": "o/cart",
 "version": "1.0.0", "license": "BSD-3-Clause", "elm-version": "0.19.0 <= v < 0.20.0",
 "dependencies": {"elm/core": "1.0.0 <= v < 2.0.0"},
 "test-dependencies": {"o/test": "2.0.0 <= v < 3.0.0"}})");
  ASSERT_TRUE(package.has_value()) << ToString(package.error());
  EXPECT_EQ(Asked(*package), R"(3 elm/core [1.0.0 <= v < 2.0.0]  registry
4 o/test [2.0.0 <= v < 3.0.0] test dev registry
)");
  EXPECT_FALSE(package->lock);
  for (const char* text : {"{}", "[]", "{\"type\": 7}", "{\"type\": \"game\"}", "{"})
    EXPECT_FALSE(ReadElm("elm.json", text).has_value()) << text;
}

TEST(Crystal, TagsCommitsAndFolders) {
  const auto lock = ReadCrystal("shard.lock", R"(version: 2.0
shards:
  axle:
    git: https://u:p@github.com/o/axle.git
    version: 1.2.0
  bolt:
    github: o/bolt
    version: 0.1.0+git.commit.0123456789012345678901234567890123456789
  old:
    github: o/old
    commit: 1123456789012345678901234567890123456789
  own:
    path: ../own
    version: 0.1.0
  bare:
    version: 1.0.0
)");
  ASSERT_TRUE(lock.has_value()) << ToString(lock.error());
  EXPECT_EQ(Listed(*lock), R"(3 axle 1.2.0  url https://github.com/o/axle.git
6 bolt 0.1.0+git.commit.0123456789012345678901234567890123456789  git https://github.com/o/bolt.git#0123456789012345678901234567890123456789
9 old 1123456789012345678901234567890123456789  git https://github.com/o/old.git#1123456789012345678901234567890123456789
12 own 0.1.0  path ../own
)");
  EXPECT_EQ(lock->notes, Texts{"line 15: bare has no version or no address"});
  const auto shard = ReadCrystal("shard.yml", R"(name: cart
version: 0.3.0
license: MIT
crystal: ">= 1.0, < 2.0"
dependencies:
  axle:
    github: o/axle
    version: ~> 1.2
  exact: {github: o/exact, version: 1.2.3}
  head: {git: "https://h/head", branch: main}
  own: {path: ../own}
  any: {gitlab: o/any, version: "*"}
development_dependencies:
  ameba:
    github: o/ameba
)");
  ASSERT_TRUE(shard.has_value()) << ToString(shard.error());
  EXPECT_EQ(Asked(*shard), R"(6 axle [~> 1.2]  registry
9 exact [1.2.3]  exact registry
10 head [branch main]  git
11 own []  path
12 any []  registry
14 ameba [] dev dev registry
)");
  EXPECT_EQ(shard->tools, Texts{"crystal >= 1.0, < 2.0"});
  for (const char* text :
       {"", "version: 3.0\n", "shards: {}\n", "a: [", "version: 2.0\nversion: 2"})
    EXPECT_FALSE(ReadCrystal("shard.lock", text).has_value()) << text;
  EXPECT_TRUE(ReadCrystal("shard.lock", "version: 2.0\nshards: [a]\n").has_value());
}

TEST(NimbleLock, CommitsDigestsEdgesAndTasks) {
  const auto m = ReadNim("nimble.lock", R"({"version": 2, "packages": {
 "nim": {"version": "2.0.0", "vcsRevision": "0123456789012345678901234567890123456789",
         "url": "https://h/Nim.git", "dependencies": [], "checksums": {"sha1": "AA"}},
 "axle": {"version": "1.2.0", "vcsRevision": "1123456789012345678901234567890123456789",
          "url": "https://u:p@h/axle", "dependencies": ["nim", "ghost"], "checksums": {"sha1": "bb"}},
 "bare": {"url": "https://h/x"}},
 "tasks": {"test": {"check": {"version": "3", "vcsRevision": "", "url": "https://h/check",
          "dependencies": ["axle"], "checksums": {}}}, "doc": {"axle": {"version": "1.3.0",
          "url": "https://h/axle", "dependencies": ["axle"]}}}})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(
      Listed(*m),
      R"(2 nim 2.0.0 sdk git https://h/Nim.git#0123456789012345678901234567890123456789 nimble-sha1:aa
4 axle 1.2.0  git https://h/axle#1123456789012345678901234567890123456789 nimble-sha1:bb ->0
7 check 3 test dev url https://h/check ->1
8 axle 1.3.0 dev dev url https://h/axle ->1
)");
  EXPECT_EQ(m->notes, Texts{"line 6: bare has no version"});
}

TEST(Nimble, RequirementsWrittenOut) {
  const auto m = ReadNim("cart.nimble", R"x(# Package
version = "0.3.0" # requires "ghost"
license: "MIT"
description = """
requires "ghost"
"""
#[ requires "ghost" ]#
requires "nim >= 1.6", "axle >= 1.0 & < 2.0"
requires("bolt == 1.2.3",
  "nut",  # a word
  "https://github.com/o/nim-cog.git#v1")
requires @["tie#0123456789012345678901234567890123456789"]
requires:
  "wire ^= 1.2"
taskRequires "test", "check >= 3", "mock"
taskRequires "docs", "render"
when defined(windows):
  requires "winim"
feature "tls":
  requires "ssl"
foreignDep "openssl"
requires "a" & suffix
task test, "requires \"ghost\"":
  exec "requires"
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(8 axle [>= 1.0 & < 2.0]  registry
9 bolt [== 1.2.3]  exact registry
10 nut []  registry
11 nim-cog [#v1]  git
12 tie [#0123456789012345678901234567890123456789]  exact registry
14 wire [^= 1.2]  registry
15 check [>= 3] test dev registry
15 mock [] test dev registry
16 render [] dev dev registry
18 winim []  registry if in a block 'when'
20 ssl [] optional registry
22 a []  registry
)");
  EXPECT_EQ(m->name + " " + m->version + " " + m->licences.at(0), "cart 0.3.0 MIT");
  EXPECT_EQ(m->tools, Texts{"nim >= 1.6"});
  EXPECT_EQ(m->notes.size(), 2u);
}

TEST(Nimble, TheOldFormAndWhatIsComputed) {
  const auto old = ReadNim("cart.nimble",
                           "[Package]\nname: \"wagon\"\nversion: \"0.1\"\n[Deps]\nRequires: "
                           "\"nim >= 0.9, axle >= 1.0, bolt\"\n");
  ASSERT_TRUE(old.has_value()) << ToString(old.error());
  EXPECT_EQ(Asked(*old), "5 axle [>= 1.0]  registry\n5 bolt []  registry\n");
  EXPECT_EQ(old->name, "wagon");
  const auto computed = ReadNim("cart.nimble", "requires deps\n");
  ASSERT_FALSE(computed.has_value());
  EXPECT_EQ(computed.error().kind, ErrorKind::kUnsupported);
}

TEST(Nim, HostileFilesAreRefusedOrEnd) {
  struct Row {
    const char* path;
    std::string text;
    bool refused;
  };
  for (const auto& [path, text, refused] :
       {Row{"x.nimble", "requires \"a", true},
        {"x.nimble", "requires", true},
        {"x.nimble", "requires " + std::string(50'000, '('), true},
        {"x.nimble", "requires \"a\"" + std::string(50'000, ','), false},
        {"x.nimble", "#[" + std::string(50'000, 'a'), false},
        {"x.nimble", "a = \"", true},
        {"x.nimble", std::string(50'000, ' '), false},
        {"nimble.lock", "{}", true},
        {"nimble.lock", "{\"packages\": {\"a\": 7}}", false}})
    EXPECT_EQ(!ReadNim(path, text).has_value(), refused) << text.substr(0, 40);
}

TEST(Nimble, AFolderIsNoRepositoryAndAnIncludedScriptIsUnread) {
  const auto m = ReadNim("cart.nimble", "requires \"file://../..\", \"axle >= 1.0\"\n");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), "1 ../.. []  path\n1 axle [>= 1.0]  registry\n");
  EXPECT_FALSE(ReadNim("cart.nimble", "version = \"1\"\ninclude \"build.nims\"\n").has_value());
  const auto also = ReadNim("cart.nimble", "include \"build.nims\"\nrequires \"axle\"\n");
  ASSERT_TRUE(also.has_value());
  EXPECT_EQ(also->notes.size(), 1u);
}

TEST(Nimble, AStatementMayStandBehindItsCondition) {
  const auto m = ReadNim("cart.nimble",
                         "when (NimMajor, NimMinor) >= (2, 0): requires \"axle >= 1.0\" # x\n"
                         "else: requires \"bolt\"\n"
                         "if a[\":\"]:  # below\n  requires \"nut\"\n"
                         "when defined(x): discard\nrequires \"cog\"\n");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m),
            "1 axle [>= 1.0]  registry if in a block 'when'\n"
            "2 bolt []  registry if in a block\n"
            "4 nut []  registry if in a block 'if'\n6 cog []  registry\n");
  EXPECT_FALSE(ReadNim("cart.nimble", "when a: include \"build.nims\"\n").has_value());
  std::string deep = "when ";
  for (int i = 0; i < 100'000; ++i) deep += "a: when ";
  (void)ReadNim("cart.nimble", deep);
}

}  // namespace
}  // namespace avouch::formats
