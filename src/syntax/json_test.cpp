#include "syntax/json.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "syntax/canonical.h"
#include "syntax/limits.h"

namespace avouch::syntax {
namespace {

using namespace std::string_view_literals;

TEST(Json, AcceptsWhatRfc8259Does) {
  const std::string_view accepted[] = {"null",
                                       "true",
                                       "false",
                                       "0",
                                       "-0",
                                       "42",
                                       "-1",
                                       "1.5",
                                       "1e5",
                                       "1E+5",
                                       "1e-5",
                                       "-0.0",
                                       "0e1",
                                       "\"\"",
                                       "\"a\"",
                                       "[]",
                                       "{}",
                                       "[ ]",
                                       "{ }",
                                       " [1 , 2] ",
                                       "\t\r\n1\n",
                                       "[[],{}]",
                                       R"({"a":1,"b":[true,null]})",
                                       R"({"":0})",
                                       R"("\"\\\/\b\f\n\r\t\u0041")",
                                       R"("\uD834\uDD1E")",
                                       R"("\u0000")",
                                       "\"\x7f\"",
                                       "\"\xC3\xA9\"",
                                       "\"\xF4\x8F\xBF\xBF\"",
                                       "\"\xEE\x80\x80\"",
                                       R"("\uFFFF")",
                                       "\xEF\xBB\xBF[1]",
                                       "123456789012345678901234567890",
                                       "[1e400]"};
  for (const std::string_view json : accepted) {
    const auto parsed = ParseJson(json);
    EXPECT_TRUE(parsed) << json << ": " << (parsed ? "" : ToString(parsed.error()));
  }
}

TEST(Json, RefusesWhatIsNotJson) {
  const std::string_view refused[] = {"",
                                      " ",
                                      "nul",
                                      "nulll",
                                      "True",
                                      "NaN",
                                      "Infinity",
                                      "-Infinity",
                                      "-",
                                      "+1",
                                      "01",
                                      "-01",
                                      "1.",
                                      ".5",
                                      "1.e5",
                                      "1e",
                                      "1e+",
                                      "0x10",
                                      "1_000",
                                      "1 2",
                                      "[1 2]",
                                      "[1,]",
                                      "[,1]",
                                      "[,]",
                                      "[1,,2]",
                                      "[",
                                      "]",
                                      "{",
                                      "}",
                                      "[}",
                                      "{]",
                                      "[1}",
                                      "{\"a\":1]",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{\"a\" 1}",
                                      "{a:1}",
                                      "{'a':1}",
                                      "{\"a\":1,}",
                                      "{,}",
                                      "{1:2}",
                                      "{\"a\":1 \"b\":2}",
                                      "'a'",
                                      "\"",
                                      "\"a",
                                      "\"\\\"",
                                      "\"\\x41\"",
                                      "\"\\u12\"",
                                      "\"\\u12G4\"",
                                      "\"\\u+123\"",
                                      "\"\\u-123\"",
                                      "\"\\uD800\"",
                                      "\"\\uDC00\"",
                                      "\"\\uD800\\u0041\"",
                                      "\"\\uD800\\uD800\"",
                                      "\"\\uD834x\"",
                                      "\"a\nb\"",
                                      "\"a\tb\"",
                                      "\"\x1f\"",
                                      "\"\0\""sv,
                                      "\xEF\xBB\xBF\xEF\xBB\xBF"
                                      "1",
                                      "1\0"sv,
                                      "// c\n1",
                                      "/* c */1",
                                      "[1]x",
                                      "[1]]",
                                      "#",
                                      "\"\x80\"",
                                      "\"\xC0\x80\"",
                                      "\"\xC1\xBF\"",
                                      "\"\xE0\x80\x80\"",
                                      "\"\xED\xA0\x80\"",
                                      "\"\xF0\x80\x80\x80\"",
                                      "\"\xF4\x90\x80\x80\"",
                                      "\"\xF5\x80\x80\x80\"",
                                      "\"\xC3\"",
                                      "\"\xE2\x82\"",
                                      "\"\xE2\x82",
                                      "\xFF",
                                      "\xC2\xA0"
                                      "1",
                                      "\f1",
                                      "\v1",
                                      "[1\xE2\x80\xA8]",
                                      "\xFE\xFF\0[\0]"sv,
                                      "tru",
                                      "[tru]",
                                      "\"\\",
                                      "\"\\u",
                                      "[-]"};
  for (const std::string_view json : refused) {
    const auto parsed = ParseJson(json);
    ASSERT_FALSE(parsed) << json;
    EXPECT_EQ(parsed.error().kind, ErrorKind::kMalformed) << json;
    EXPECT_FALSE(parsed.error().where.empty()) << json;
  }
}

TEST(Json, EveryPrefixOfADocumentIsRefused) {
  const std::string json = R"({"a":[1,{"b":"c\u00e9\uD834\uDD1Eé"},null],"d":true})";
  ASSERT_TRUE(ParseJson(json));
  for (std::size_t size = 0; size < json.size(); ++size) {
    EXPECT_FALSE(ParseJson(json.substr(0, size))) << size;
  }
}

TEST(Json, ReadsValues) {
  const auto node = ParseJson(R"({"t":true,"n":null,"i":-12,"f":1.50,"s":"x\ty","l":[1,"2"]})");
  ASSERT_TRUE(node);
  EXPECT_EQ((*node)["t"].boolean(), true);
  EXPECT_TRUE((*node)["n"].is_null());
  EXPECT_TRUE((*node)["n"].present());
  EXPECT_EQ((*node)["i"].integer(), -12);
  EXPECT_EQ((*node)["f"].number(), "1.50");
  EXPECT_EQ((*node)["s"].text(), "x\ty");
  EXPECT_EQ((*node)["l"].At(1).text(), "2");
  EXPECT_FALSE((*node)["absent"]["deeper"].At(3).present());
}

TEST(Json, ResolvesEscapesInPlace) {
  const auto node = ParseJson(R"(["\u00e9a\u20acb\uD834\uDD1Ec\/","é\né","plain","\\"])");
  ASSERT_TRUE(node);
  EXPECT_EQ(node->At(0).text(),
            "éa€b\xF0\x9D\x84\x9E"
            "c/");
  EXPECT_EQ(node->At(1).text(), "é\né");
  EXPECT_EQ(node->At(2).text(), "plain");
  EXPECT_EQ(node->At(3).text(), "\\");
}

TEST(Json, IntegersBeyond64BitsKeepTheirSpelling) {
  const auto node = ParseJson("[9223372036854775807,9223372036854775808,-9223372036854775808]");
  ASSERT_TRUE(node);
  EXPECT_EQ(node->At(0).integer(), INT64_MAX);
  EXPECT_EQ(node->At(1).number(), "9223372036854775808");
  EXPECT_EQ(node->At(2).integer(), INT64_MIN);
}

TEST(Json, KnowsWhereEverythingStands) {
  const auto node = ParseJson("{\n  \"a\": 1,\r\n  \"é\": [true,\n\t{\"b\": \"x\"}]\n}");
  ASSERT_TRUE(node);
  EXPECT_EQ(node->place(), (Place{1, 1}));
  EXPECT_EQ((*node)["a"].place(), (Place{2, 8}));
  EXPECT_EQ(node->entries()[1].place, (Place{3, 3}));
  EXPECT_EQ((*node)["é"].place(), (Place{3, 8}));  // A column is a character.
  EXPECT_EQ((*node)["é"].At(0).place(), (Place{3, 9}));
  EXPECT_EQ((*node)["é"].At(1).place(), (Place{4, 2}));
  EXPECT_EQ((*node)["é"].At(1)["b"].place(), (Place{4, 8}));
}

TEST(Json, ErrorsSayWhere) {
  const struct {
    std::string_view json, where;
  } cases[] = {{"[1,\n  x]", "line 2, column 3"},
               {"{\"é\":1,\"b\" 2}", "line 1, column 12"},
               {"[\n\n1 2]", "line 3, column 3"},
               {"\n\"abc", "line 2, column 1"}};
  for (const auto& [json, where] : cases) {
    const auto parsed = ParseJson(json);
    ASSERT_FALSE(parsed) << json;
    EXPECT_EQ(parsed.error().where, where) << json;
  }
}

TEST(Json, RefusesAKeyGivenTwice) {
  const auto parsed = ParseJson("{\"a\":1,\n \"b\":2,\n \"\\u0061\":3}");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(ToString(parsed.error()), "line 3, column 2: key given twice: 'a'");
}

TEST(Json, RefusesAKeyGivenTwiceInALargeMap) {
  std::string json = "{";
  for (int i = 0; i < 1000; ++i) json += "\"k" + std::to_string(i) + "\":0,\n";
  EXPECT_TRUE(ParseJson(json + "\"last\":1}"));
  const auto parsed = ParseJson(json + "\"k500\":1}");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(ToString(parsed.error()), "line 1001, column 1: key given twice: 'k500'");
}

TEST(Json, ToleratedDuplicatesKeepTheLastValueAndAreTold) {
  std::vector<Problem> problems;
  const JsonOptions options{.duplicates = Duplicates::kTolerated, .problems = &problems};
  const auto node = ParseJson(R"({"a":1,"b":2,"a":3,"c":4,"a":5,"b":6})", options);
  ASSERT_TRUE(node);
  EXPECT_EQ(*WriteJson(*node, 0), R"({"a":5,"b":6,"c":4})");
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0], (Problem{"key given twice: 'a'", {1, 14}}));
  EXPECT_EQ(problems[2].what, "key given twice: 'b'");
}

TEST(Json, ToleratedDuplicatesInALargeMapStillFindEveryKey) {
  std::string json = "{";
  for (int i = 0; i < 60; ++i)
    json += "\"k" + std::to_string(i % 30) + "\":" + std::to_string(i) + ",";
  json += "\"z\":0}";
  const auto node = ParseJson(json, {.duplicates = Duplicates::kTolerated});
  ASSERT_TRUE(node);
  EXPECT_EQ(node->size(), 31u);
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ((*node)["k" + std::to_string(i)].integer(), i + 30);
  }
}

TEST(Json, FindsEveryKeyOfALargeMap) {
  std::string json = "{";
  for (int i = 0; i < 5000; ++i)
    json += "\"node_modules/p" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  const auto node = ParseJson(json + "\"\":-1}");
  ASSERT_TRUE(node);
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ((*node)["node_modules/p" + std::to_string(i)].integer(), i);
  }
  EXPECT_EQ((*node)[""].integer(), -1);
  EXPECT_FALSE((*node)["node_modules/p5000"].present());
}

TEST(Json, CommentsAndTrailingCommasOnlyWhenAskedFor) {
  const std::string_view jsonc =
      "// é\n{ /* a\n b */ \"a\": [1, 2,], // \"x\"\n \"b\": \"// no /* comment\",\n}\n// end";
  EXPECT_FALSE(ParseJson(jsonc));
  const auto node = ParseJson(jsonc, {.allow_comments = true});
  ASSERT_TRUE(node) << ToString(node.error());
  EXPECT_EQ(*WriteJson(*node, 0), R"({"a":[1,2],"b":"// no /* comment"})");
  EXPECT_EQ((*node)["b"].line(), 4u);
  for (const std::string_view json : {"[,]", "{,}", "[1,,]", "/* x", "/", "1 /", "[1 /]",
                                      "/*\xFF*/1", "// \xFF\n1", "{\"a\":,}", "//"}) {
    EXPECT_FALSE(ParseJson(json, {.allow_comments = true})) << json;
  }
}

TEST(Json, NestingIsBounded) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(ParseJson(nested(kMaxDepth)));
  for (const std::size_t depth : {std::size_t{kMaxDepth} + 1, std::size_t{100'000}}) {
    const auto parsed = ParseJson(nested(depth));
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().kind, ErrorKind::kTooLarge);
  }
  std::string maps;
  for (int i = 0; i < 100'000; ++i) maps += "{\"a\":";
  EXPECT_EQ(ParseJson(maps).error().kind, ErrorKind::kTooLarge);
}

TEST(Json, SizeIsBounded) {
  const std::string large(kMaxDocumentBytes + 1, ' ');
  EXPECT_EQ(ParseJson(large).error().kind, ErrorKind::kTooLarge);
}

TEST(Json, ReadsLinesOfJson) {
  const auto values = ParseJsonLines("{\"a\":1}\n\n[2]\r\n3");
  ASSERT_TRUE(values);
  ASSERT_EQ(values->size(), 3u);
  EXPECT_EQ((*values)[1].line(), 3u);
  EXPECT_EQ((*values)[2].integer(), 3);
  EXPECT_EQ(ParseJsonLines("1\n\n{").error().where, "line 3, column 2");
}

}  // namespace
}  // namespace avouch::syntax
