#include "formats/dub.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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

TEST(DubJson, DependenciesOfPartsAndConfigurations) {
  const auto m = ReadDub("dub.json", R"({"name": "cart", "version": "1.0.0", "license": "MIT",
 "toolchainRequirements": {"frontend": ">=2.090"},
 "dependencies": {"axle": "~>1.0", "bolt:head": "==1.2.3",
  "nut": {"version": "*", "optional": true}, "own": {"path": "../own"},
  "far": {"version": "0123456789012345678901234567890123456789", "repository": "git+https://h/far"},
  ":part": "*"},
 "configurations": [{"name": "unittest", "dependencies": {"check": "1.0.0"}},
                    {"name": "gui", "dependencies": {"win": ">=1"}}],
 "subPackages": ["lib", {"name": "part", "dependencies": {"cog": "~>2.0"}}]})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(3 axle [~>1.0]  registry
3 bolt [==1.2.3]  exact registry
4 nut [] optional registry
4 own []  path
5 far [0123456789012345678901234567890123456789]  git
7 check [1.0.0] test dev exact registry
8 win [>=1]  registry if configuration gui
9 cog [~>2.0]  registry
)");
  EXPECT_EQ(m->workspaces, Texts{"lib"});
  EXPECT_EQ(m->tools, Texts{"frontend >=2.090"});
  EXPECT_EQ(m->name + " " + m->version + " " + m->licences.at(0), "cart 1.0.0 MIT");
}

TEST(DubSdl, TheSameInTheOtherNotation) {
  const auto m = ReadDub("dub.sdl", R"(name "cart" # dependency "ghost"
version `1.0.0`; license "MIT"
/* dependency "ghost" */
-- dependency "ghost"
authors "A" \
  "B"
x:flag "dependency"
toolchainRequirements dub=">=1.14.0" frontend=">=2.090"
dependency "axle" version="~>1.0" // a word
dependency "bolt:head" version="==1.2.3" optional=true
dependency ":part" version="*"
dependency "own" path="../own"
configuration "unittest" {
  dependency "check" version="1.0.0"
}
configuration "app" { dependency "win" version=">=1"; targetType "executable" }
subPackage {
  name "part"
  dependency "cog" version="~>2.0"
}
subPackage "lib"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(9 axle [~>1.0]  registry
10 bolt [==1.2.3] optional exact registry
12 own []  path
14 check [1.0.0] test dev exact registry
16 win [>=1]  registry if configuration app
19 cog [~>2.0]  registry
)");
  EXPECT_EQ(m->workspaces, Texts{"lib"});
  EXPECT_EQ(m->tools, (Texts{"dub >=1.14.0", "frontend >=2.090"}));
  EXPECT_EQ(m->name + " " + m->version + " " + m->licences.at(0), "cart 1.0.0 MIT");
}

TEST(DubSelections, VersionsPathsAndRepositories) {
  const auto m = ReadDub("dub.selections.json", R"({"fileVersion": 1, "versions": {
 "axle": "1.0.4",
 "own": {"path": "../own"},
 "far": {"version": "0123456789012345678901234567890123456789",
         "repository": "git+https://u:p@github.com/o/far.git"},
 "head": "~master",
 "bad": 7}})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components)
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin + "\n";
  EXPECT_EQ(got, R"(2 axle 1.0.4 registry 
3 own  path ../own
4 far 0123456789012345678901234567890123456789 git https://github.com/o/far.git#0123456789012345678901234567890123456789
6 head ~master registry 
)");
  EXPECT_EQ(m->notes, (Texts{"line 6: head is held to a branch", "line 7: bad has no version"}));
}

TEST(Dub, HostileFilesAreRefusedOrEnd) {
  struct Row {
    const char* path;
    std::string text;
    bool refused;
  };
  for (const auto& [path, text, refused] :
       {Row{"dub.sdl", "a {", true},
        {"dub.sdl", "}", true},
        {"dub.sdl", "a \"", true},
        {"dub.sdl", "a `", true},
        {"dub.sdl", "/*", false},
        {"dub.sdl", "\\", false},
        {"dub.sdl", "=", false},
        {"dub.sdl", "dependency", false},
        {"dub.sdl", std::string(50'000, '{'), true},
        {"dub.json", R"({"subPackages": [[[]]]})", false},
        {"dub.json", "[", true},
        {"dub.selections.json", "{}", true},
        {"dub.selections.json", R"({"fileVersion": 2, "versions": {}})", true}})
    EXPECT_EQ(!ReadDub(path, text).has_value(), refused) << text.substr(0, 40);
}

TEST(Dub, CommentsCommasAndIntegrityAreTakenAsItTakesThem) {
  const auto recipe = ReadDub("dub.json", R"({"name": "cart", // ours
 "dependencies": {"axle": "~>1.0",},})");
  ASSERT_TRUE(recipe.has_value()) << ToString(recipe.error());
  EXPECT_EQ(Asked(*recipe), "2 axle [~>1.0]  registry\n");
  const auto lock = ReadDub("dub.selections.json", R"({"fileVersion": 1, "versions": {
 "axle": {"version": "1.2.0", "integrity": "sha512-AAAA"}}})");
  ASSERT_TRUE(lock.has_value()) << ToString(lock.error());
  ASSERT_EQ(lock->components.size(), 1u);
  EXPECT_EQ(lock->components[0].digests, Texts{"sha512-AAAA"});
}

}  // namespace
}  // namespace avouch::formats
