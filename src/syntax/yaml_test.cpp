#include "syntax/yaml.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "syntax/canonical.h"
#include "syntax/limits.h"

namespace avouch::syntax {
namespace {

using namespace std::string_view_literals;

std::string Json(std::string_view yaml) {
  const auto node = ParseYaml(yaml);
  return node ? *WriteJson(*node, 0) : "failed: " + ToString(node.error());
}

TEST(Yaml, ReadsAsPeopleMeanIt) {
  const struct {
    std::string_view yaml, json;
  } cases[] = {
      {"", "null"},
      {"# only a comment", "null"},
      {"---", "null"},
      {"on: [push]\noff: no\ny: yes", R"({"on":["push"],"off":"no","y":"yes"})"},
      {"true: 1\nnull: 2\n1: 3", R"({"true":1,"null":2,"1":3})"},
      {"[true, True, TRUE, tRUE, false, False, FALSE]",
       R"([true,true,true,"tRUE",false,false,false])"},
      {"[null, Null, NULL, ~, '', '~', \"null\"]", R"([null,null,null,null,"","~","null"])"},
      {"a:\nb: ", R"({"a":null,"b":null})"},
      {"[0, 42, -7, 007, 0x1F, 0o17, 1_000, +1, -0]",
       R"([0,42,-7,"007",31,"0o17","1_000","+1","-0"])"},
      {"[3.10, 1e5, .inf, 2026-11-24, 12:30:45]",
       R"(["3.10","1e5",".inf","2026-11-24","12:30:45"])"},
      {"[9223372036854775807, 9223372036854775808, 0x, 0x-1]",
       R"([9223372036854775807,"9223372036854775808","0x","0x-1"])"},
      {"['42', \"true\"]", R"(["42","true"])"},
      {"run: |\n  a\n   b\n\n  c\nkeep: |+\n  x\n\nstrip: |-\n  y\n",
       R"({"run":"a\n b\n\nc\n","keep":"x\n\n","strip":"y"})"},
      {"fold: >\n  a\n  b\n\n  c\n", R"({"fold":"a b\nc\n"})"},
      {"a: {b: [1, {c: d}]}", R"({"a":{"b":[1,{"c":"d"}]}})"},
      {"- a: 1\n  b: 2\n- c", R"([{"a":1,"b":2},"c"])"},
      {"a: 1\r\nb:\r\n  - 2\r\n", R"({"a":1,"b":[2]})"},
      {"\xEF\xBB\xBF"
       "a: é",
       R"({"a":"é"})"},
      {"\"a\\u00e9\\n\": 'it''s'", R"({"aé\n":"it's"})"},
      {"if: ${{ github.ref == 'x' }}", R"({"if":"${{ github.ref == 'x' }}"})"},
      {"? a\n: b", R"({"a":"b"})"},
      {"? \n: b", R"({"":"b"})"},
      {"!!str 42", R"("42")"},
      {"!!int '42'", "42"},
      {"!!bool 'true'", "true"},
      {"!!null ''", "null"},
      {"! 42", R"("42")"},
      {"%YAML 1.1\n---\na: b\n...\n", R"({"a":"b"})"},
  };
  for (const auto& [yaml, json] : cases) EXPECT_EQ(Json(yaml), json) << yaml;
}

TEST(Yaml, RefusesWhatIsNotYaml) {
  const std::string_view refused[] = {"a: b: c",
                                      "[1, 2",
                                      "{a: 1",
                                      "a: [",
                                      "\ta: b",
                                      "a: 'x",
                                      "a: \"x",
                                      "*nothing",
                                      "a: *nothing",
                                      "&a [*a]",
                                      "a: &a\n  b: *a",
                                      "--- a\n--- b",
                                      "a: b\n c: d\n  e",
                                      "\"\\z\"",
                                      "a: \xFF",
                                      "a: \xED\xA0\x80",
                                      "\xFF\xFE"
                                      "a\0"sv,
                                      "a: \x01",
                                      "@a",
                                      "`a",
                                      "!!int x",
                                      "!!bool yes",
                                      "!!null x",
                                      "%TAG ! tag:x\n%TAG ! tag:y\n--- a",
                                      "!x!y z",
                                      "<<: 1\na: b",
                                      "<<: [1]"};
  for (const std::string_view yaml : refused) {
    const auto parsed = ParseYaml(yaml);
    ASSERT_FALSE(parsed) << yaml;
    EXPECT_EQ(parsed.error().kind, ErrorKind::kMalformed) << yaml;
  }
}

TEST(Yaml, KeysAreScalars) {
  for (const std::string_view yaml :
       {"[a]: b", "{a: b}: c", "? - a\n: b", "x: &x [a]\n*x : b", "image: {{ .Values.image }}"}) {
    const auto parsed = ParseYaml(yaml);
    ASSERT_FALSE(parsed) << yaml;
    EXPECT_EQ(parsed.error().kind, ErrorKind::kUnsupported) << yaml;
    EXPECT_FALSE(parsed.error().where.empty()) << yaml;
  }
  EXPECT_EQ(Json("x: &x a\n*x : b"), R"({"x":"a","a":"b"})");
  EXPECT_EQ(Json("&x a: *x"), R"({"a":"a"})");
}

TEST(Yaml, RefusesAKeyGivenTwice) {
  EXPECT_EQ(Json("on: push\njobs:\n  a: 1\n  b: 2\n  a: 3\n"),
            "failed: line 5, column 3: key given twice: 'a'");
  std::vector<Problem> problems;
  const auto node = ParseYaml("a: 1\nb: 2\na: 3\n",
                              {.duplicates = Duplicates::kTolerated, .problems = &problems});
  ASSERT_TRUE(node);
  EXPECT_EQ(*WriteJson(*node, 0), R"({"a":3,"b":2})");
  EXPECT_EQ(problems, (std::vector<Problem>{{"key given twice: 'a'", {3, 1}}}));
}

TEST(Yaml, KnowsWhereEverythingStands) {
  const std::string_view yaml =
      "# comment\n"
      "on:\n"
      "  push:\n"
      "jobs:\n"
      "  é: {steps: [uses]}\n"
      "  b:\n"
      "    steps:\n"
      "      - name: x\n"
      "        run: |  # comment\n"
      "          one\n"
      "\n"
      "          three\n";
  const auto parsed = ParseYaml(yaml);
  ASSERT_TRUE(parsed);
  const Node& root = *parsed;
  EXPECT_EQ(root.place(), (Place{2, 1}));
  EXPECT_EQ(root.FindEntry("on")->place, (Place{2, 1}));
  EXPECT_EQ(root.At({"jobs", "é"}).place(), (Place{5, 6}));
  EXPECT_EQ(root.At({"jobs", "é"}).style(), Style::kFlow);
  EXPECT_EQ(root.At({"jobs", "é", "steps"}).At(0).place(), (Place{5, 15}));
  const Node& step = root.At({"jobs", "b", "steps"}).At(0);
  EXPECT_EQ(step.style(), Style::kBlock);
  EXPECT_EQ(step.place(), (Place{8, 9}));
  EXPECT_EQ(step["name"].place(), (Place{8, 15}));
  EXPECT_EQ(step.FindEntry("run")->place, (Place{9, 9}));
  const Node& run = step["run"];
  EXPECT_EQ(run.style(), Style::kLiteral);
  EXPECT_EQ(run.line(), 9u);
  EXPECT_EQ(run.LineAt(0), 10u);
  EXPECT_EQ(run.LineAt(run.text().find("three")), 12u);
}

TEST(Yaml, TellsStyles) {
  const auto node = ParseYaml("[a, 'a', \"a\"]");
  ASSERT_TRUE(node);
  EXPECT_EQ(node->At(0).style(), Style::kPlain);
  EXPECT_EQ(node->At(1).style(), Style::kSingleQuoted);
  EXPECT_EQ(node->At(2).style(), Style::kDoubleQuoted);
  const auto folded = ParseYaml("a: >-\n  b\n");
  EXPECT_EQ((*folded)["a"].style(), Style::kFolded);
}

TEST(Yaml, CharactersThatOnlyYamlTakesForLineBreaksDoNotShiftLines) {
  for (const std::string_view odd : {"\xE2\x80\xA8", "\xE2\x80\xA9", "\xC2\x85", "\r"}) {
    const std::string yaml = "# one" + std::string(odd) + "# still one\n\nkey: value\n";
    const auto node = ParseYaml(yaml);
    ASSERT_TRUE(node) << ToString(node.error());
    EXPECT_EQ((*node)["key"].place(), (Place{3, 6}));
    const std::string block = "# one" + std::string(odd) + "\nrun: |\n  a\n  b\n";
    const auto run = ParseYaml(block);
    ASSERT_TRUE(run);
    EXPECT_EQ((*run)["run"].LineAt(2), 4u);
  }
}

TEST(Yaml, LocalTagsAreKeptAndConstructNothing) {
  const auto node = ParseYaml(
      "a: !reference [.setup, script]\nb: !include file.yml\nc: !!python/object:os.system {x: 1}\n"
      "d: !Ref 42\ne: !!binary aGk=\nf: !<tag:example.org,2026:x> y\n");
  ASSERT_TRUE(node) << ToString(node.error());
  EXPECT_EQ((*node)["a"].tag(), "!reference");
  EXPECT_EQ((*node)["a"].At(1).text(), "script");
  EXPECT_EQ((*node)["b"].tag(), "!include");
  EXPECT_EQ((*node)["b"].text(), "file.yml");
  EXPECT_EQ((*node)["c"].tag(), "tag:yaml.org,2002:python/object:os.system");
  EXPECT_EQ((*node)["c"]["x"].integer(), 1);
  EXPECT_EQ((*node)["d"].text(), "42");
  EXPECT_EQ((*node)["e"].text(), "aGk=");
  EXPECT_EQ((*node)["f"].tag(), "tag:example.org,2026:x");
  const auto standard = ParseYaml("!!str x");
  EXPECT_EQ(standard->tag(), "");
}

TEST(Yaml, FollowsAliases) {
  EXPECT_EQ(Json("a: &x [1, {b: c}]\nd: *x\ne: [*x, *x]"),
            R"({"a":[1,{"b":"c"}],"d":[1,{"b":"c"}],"e":[[1,{"b":"c"}],[1,{"b":"c"}]]})");
  EXPECT_EQ(Json("a: &x 1\nb: &x 2\nc: *x"), R"({"a":1,"b":2,"c":2})");
  const auto node = ParseYaml("a: &x\n  b: c\nd: *x\n");
  EXPECT_EQ((*node)["d"]["b"].line(), 2u) << "a value stands where it is written";
  EXPECT_EQ(node->FindEntry("d")->place.line, 3u);
}

TEST(Yaml, FollowsMergeKeys) {
  EXPECT_EQ(Json("b: &b {x: 1, y: 2}\na:\n  x: 0\n  <<: *b\n  z: 3"),
            R"({"b":{"x":1,"y":2},"a":{"x":0,"z":3,"y":2}})");
  EXPECT_EQ(Json("- &a {x: 1}\n- &b {x: 2, y: 3}\n- <<: [*a, *b]\n- {<<: *a, <<: *b}"),
            R"([{"x":1},{"x":2,"y":3},{"x":1,"y":3},{"x":1,"y":3}])");
  EXPECT_EQ(Json("<<: {a: 1}\nb: 2"), R"({"b":2,"a":1})");
  EXPECT_EQ(Json("'<<': 1"), R"({"<<":1})");
  EXPECT_EQ(*WriteJson(*ParseYaml("<<: 1", {.merge_keys = false}), 0), R"({"<<":1})");
}

TEST(Yaml, AliasBombsEnd) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string n = std::to_string(i), p = std::to_string(i - 1);
    bomb += "a" + n + ": &a" + n + " [";
    for (int j = 0; j < 10; ++j) bomb += (j ? ", *a" : "*a") + p;
    bomb += "]\n";
  }
  EXPECT_EQ(ParseYaml(bomb).error().kind, ErrorKind::kTooLarge);

  std::string merges = "m0: &m0 {k: [x, x, x, x]}\n";
  for (int i = 1; i < 30; ++i) {
    const std::string n = std::to_string(i), p = std::to_string(i - 1);
    merges += "m" + n + ": &m" + n + " {l: {<<: *m" + p + "}, r: {<<: *m" + p + "}}\n";
  }
  EXPECT_EQ(ParseYaml(merges).error().kind, ErrorKind::kTooLarge);

  std::string chain = "a0: &a0 x\n";  // Small, but ever deeper.
  for (int i = 1; i < 1000; ++i) {
    chain += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) +
             "]\n";
  }
  EXPECT_EQ(ParseYaml(chain).error().kind, ErrorKind::kTooLarge);
}

TEST(Yaml, ManyMergeKeysInOneMapEnd) {
  std::string yaml = "a: &a {x: 1}\nb:\n";
  for (std::size_t i = 0; i <= kMaxMergeKeys; ++i) yaml += "  <<: *a\n";
  EXPECT_EQ(ParseYaml(yaml).error().kind, ErrorKind::kTooLarge);
}

TEST(Yaml, NestingIsBounded) {
  EXPECT_TRUE(ParseYaml(std::string(kMaxYamlDepth, '[') + std::string(kMaxYamlDepth, ']')));
  for (const std::string_view open : {"[", "{a: ", "[{b: "}) {
    std::string yaml;
    for (int i = 0; i < 100'000; ++i) yaml += open;
    EXPECT_EQ(ParseYaml(yaml).error().kind, ErrorKind::kTooLarge) << open;
  }
  std::string dashes;
  for (int i = 0; i < 5000; ++i) dashes += "- ";
  EXPECT_EQ(ParseYaml(dashes).error().kind, ErrorKind::kTooLarge);
}

TEST(Yaml, ReadsEveryDocumentOfAStream) {
  const auto all = ParseYamlAll("a: 1\n---\n- b\n---\n...\n---\nc");
  ASSERT_TRUE(all) << ToString(all.error());
  ASSERT_EQ(all->size(), 4u);
  EXPECT_EQ((*all)[1].At(0).text(), "b");
  EXPECT_EQ((*all)[1].line(), 3u);
  EXPECT_TRUE((*all)[2].is_null());
  EXPECT_EQ((*all)[3].text(), "c");
  EXPECT_TRUE(ParseYamlAll("")->empty());
  EXPECT_FALSE(ParseYamlAll("a: &x 1\n---\nb: *x")) << "an anchor ends with its document";
}

TEST(Yaml, ErrorsSayWhere) {
  EXPECT_EQ(ParseYaml("a: 1\nb: [1,\n").error().where, "line 3, column 1");
  EXPECT_EQ(ParseYaml("a:\n  b: *c\n").error().where, "line 2, column 6");
}

}  // namespace
}  // namespace avouch::syntax
