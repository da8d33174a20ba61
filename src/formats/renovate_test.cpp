#include "formats/renovate.h"

#include <gtest/gtest.h>

#include "formats/renovate_json5.h"

namespace avouch::formats {
namespace {

model::UpdateTool Read(std::string_view text) {
  auto tool = ReadRenovate("renovate.json", text);
  EXPECT_TRUE(tool.has_value()) << ToString(tool.error());
  return tool ? std::move(*tool) : model::UpdateTool();
}

TEST(Renovate, FindsEverythingUnlessToldOtherwise) {
  const auto t = Read(R"({"extends": ["config:recommended", "schedule:weekly", ":semanticCommits",
    "github>o/r", "local>o/r:sub#1.2.3", "o/r", "@o/renovate-config"], "ignorePaths": ["docs/**"]})");
  ASSERT_EQ(t.rules.size(), 1u);
  EXPECT_TRUE(t.rules[0].everywhere);
  EXPECT_EQ(t.rules[0].ecosystem, model::Ecosystem::kOther);
  EXPECT_EQ(t.rules[0].left_out, (std::vector<std::string>{"docs/**"}));
  ASSERT_EQ(t.presets.size(), 4u);
  EXPECT_EQ(t.presets[0].name, "github>o/r");
  EXPECT_EQ(t.presets[0].pin, model::Pin::kFloating);
  EXPECT_EQ(t.presets[1].pin, model::Pin::kVersion);
  EXPECT_EQ(t.presets[1].place.line, 2);
}

TEST(Renovate, ManagersOneByOneAndSwitchedOff) {
  const auto t = Read(R"({
  "enabledManagers": ["npm", "gomod", "custom.regex"],
  "prConcurrentLimit": 0,
  "packageRules": [
    {"matchManagers": ["dockerfile"], "enabled": false},
    {"matchPackageNames": ["a", "b"], "enabled": false, "description": "pinned by x"},
    {"matchPackageNames": ["c"], "matchUpdateTypes": ["major"], "enabled": false},
    {"matchManagers": ["npm"], "automerge": true}
  ],
  "cargo": {"enabled": false}
})");
  ASSERT_EQ(t.rules.size(), 4u);
  EXPECT_EQ(t.rules[0].word, "npm");
  EXPECT_EQ(t.rules[0].ignored, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(t.rules[0].ignored_with_reason);
  EXPECT_EQ(t.rules[0].pull_request_limit, -1) << "0 is no limit here";
  EXPECT_EQ(t.rules[2].ecosystem, model::Ecosystem::kDocker);
  EXPECT_TRUE(t.rules[2].disabled);
  EXPECT_EQ(t.rules[3].ecosystem, model::Ecosystem::kCargo);
  EXPECT_EQ(t.notes.size(), 2u);
}

TEST(Renovate, AReasonStandsBesideTheListOrAboveItsFirstName) {
  const struct {
    const char* list;
    bool reasoned;
  } rows[] = {
      {"ignoreDeps: [\n'a', // breaks\n'b']", true},
      {"// breaks\nignoreDeps: ['a']", true},
      {"ignoreDeps: [\n// by hand\n'a',\n'b']", true},
      {"ignoreDeps: [\n'a',\n// by hand\n'b']", false},
      {"ignoreDeps: ['a']", false},
      {"packageRules: [\n// breaks\n{matchPackageNames: ['a'], enabled: false}]", true},
      {"packageRules: [\n{matchPackageNames: ['a'], enabled: false}]", false},
  };
  for (const auto& row : rows) {
    const auto t = Read("{\n" + std::string(row.list) + "\n}\n");
    ASSERT_FALSE(t.rules.empty()) << row.list;
    EXPECT_FALSE(t.rules[0].ignored.empty()) << row.list;
    EXPECT_EQ(t.rules[0].ignored_with_reason, row.reasoned) << row.list;
  }
}

using Texts = std::vector<std::string>;

TEST(Renovate, AllIsOffAndSomeIsOnAgain) {
  const auto tool = ReadRenovate("renovate.json", R"({"packageRules": [
    {"enabled": true, "matchFileNames": ["before/**"]},
    {"enabled": false, "matchPackageNames": ["*"]},
    {"enabled": true, "matchFileNames": ["charts/**"], "matchPackageNames": ["*"]},
    {"enabled": true, "matchManagers": ["gomod"]},
    {"enabled": true, "matchFileNames": ["one/**"], "matchPackageNames": ["one"]},
    {"enabled": true, "matchFileNames": ["minor/**"], "matchUpdateTypes": ["minor"]},
    {"enabled": true, "matchFileNames": ["!not/**"]}
  ]})");
  ASSERT_TRUE(tool.has_value());
  ASSERT_EQ(tool->rules.size(), 3u);
  EXPECT_EQ(tool->rules[0].ignored, Texts{"*"});
  EXPECT_EQ(tool->rules[1].directories, Texts{"charts/**"});
  EXPECT_TRUE(tool->rules[1].ignored.empty() && tool->rules[1].everywhere);
  EXPECT_EQ(tool->rules[2].word, "gomod");
  EXPECT_EQ(tool->notes, Texts{"line 8: a package rule switches some updates on again"});
}

TEST(Renovate, FilesWhoseUpdatesAreAllOffAreLeftOut) {
  const auto tool = ReadRenovate("renovate.json", R"({"packageRules": [
    {"enabled": false, "matchFileNames": ["old/**"]},
    {"enabled": false, "matchPaths": ["older/"], "matchPackageNames": ["*"]},
    {"enabled": false, "matchFileNames": ["some/**"], "matchPackageNames": ["one"]},
    {"enabled": false, "matchFileNames": ["!kept/**"]}
  ]})");
  ASSERT_TRUE(tool.has_value());
  ASSERT_EQ(tool->rules.size(), 1u);
  EXPECT_EQ(tool->rules[0].left_out, (Texts{"old/**", "older/"}));
  EXPECT_EQ(tool->notes,
            (Texts{"line 4: a package rule switches some updates off",
                   "line 5: a package rule leaves out files that are not told apart here"}));
}

TEST(Renovate, SwitchedOffAltogether) {
  EXPECT_TRUE(Read(R"({"enabled": false})").rules.at(0).disabled);
}

TEST(Renovate, Json5IsRead) {
  const auto t = Read(
      "// why\n{\n  extends: ['config:base', \"o/r\"], /* x */\n  $schema: 'it\\'s \"q\"',\n"
      "  ignoreDeps: ['a',],\n  prConcurrentLimit: +0x0A,\n  x: .5,\n}\n");
  EXPECT_EQ(t.presets.at(0).place.line, 3);
  EXPECT_EQ(t.rules.at(0).ignored, (std::vector<std::string>{"a"}));
  EXPECT_EQ(t.rules.at(0).pull_request_limit, 10);
}

TEST(Renovate, Json5KeepsLinesAndLeavesJsonAlone) {
  EXPECT_EQ(Json5ToJson("{a: 'b',\n\"c\": true, null: null}"),
            "{\"a\": \"b\",\n\"c\": true, \"null\": null}");
  EXPECT_EQ(Json5ToJson(R"({"u": "http://x/'a'", "n": -1.5e+3})"),
            R"({"u": "http://x/'a'", "n": -1.5e+3})");
  EXPECT_EQ(Json5ToJson("'a"), "\"a");
}

TEST(Renovate, Refused) {
  for (const char* text : {"", "[]", "{", "{a}"})
    EXPECT_FALSE(ReadRenovate("renovate.json", text).has_value()) << text;
}

TEST(Renovate, FilesAreFoundByName) {
  for (const char* yes :
       {"renovate.json", "renovate.json5", ".renovaterc", ".github/renovate.json5"})
    EXPECT_TRUE(IsRenovate(yes)) << yes;
  for (const char* no : {"docs/renovate.json", ".github/.renovaterc", "package.json"})
    EXPECT_FALSE(IsRenovate(no)) << no;
}

}  // namespace
}  // namespace avouch::formats
