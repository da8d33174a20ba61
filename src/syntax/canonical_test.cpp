#include "syntax/canonical.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "syntax/json.h"
#include "syntax/limits.h"

namespace avouch::syntax {
namespace {

using namespace std::string_view_literals;

std::string Canonical(std::string_view json) {
  const auto node = ParseJson(json);
  if (!node) return "not parsed: " + ToString(node.error());
  const auto written = WriteCanonical(*node);
  return written ? *written : "not written: " + ToString(written.error());
}

TEST(Canonical, WritesOneSpelling) {
  const struct {
    std::string_view json, canonical;
  } cases[] = {
      {" { \"b\" : 1 , \"a\" : [ true , null ] } ", R"({"a":[true,null],"b":1})"},
      {"-0", "0"},
      {R"("\/\u0041\u00e9")", "\"/Aé\""},
      {R"("\u0000\u0001\b\t\n\u000b\f\r\u001F\u007f\"\\")",
       "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\x7f\\\"\\\\\""},
      {"9007199254740991", "9007199254740991"},
      {"-9007199254740991", "-9007199254740991"},
      {"{}", "{}"},
      {"[]", "[]"},
      // RFC 8785 section 3.2.3, its own example.
      {R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
       R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"O"})",
       "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"ö\":\"O\","
       "\"€\":\"Euro Sign\",\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\","
       "\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}"},
      {R"({"aa":1,"a":2,"":3,"B":4})", R"({"":3,"B":4,"a":2,"aa":1})"},
  };
  for (const auto& [json, canonical] : cases) {
    EXPECT_EQ(Canonical(json), canonical);
    EXPECT_EQ(Canonical(canonical), canonical) << "canonical is a fixed point";
  }
}

TEST(Canonical, RefusesNumbersThatReadersMayDisagreeOn) {
  for (const std::string_view json :
       {"9007199254740992", "-9007199254740992", "1.0", "1e3", "123456789012345678901234567890"}) {
    const auto written = WriteCanonical(*ParseJson(json));
    ASSERT_FALSE(written) << json;
    EXPECT_EQ(written.error().kind, ErrorKind::kMalformed) << json;
  }
}

TEST(Canonical, RefusesWhatIsNotUtf8AndKeysGivenTwice) {
  EXPECT_FALSE(WriteCanonical(Node::Text("\xFF")));
  EXPECT_FALSE(WriteCanonical(Node::Map().Set("\xED\xA0\x80", "x")));
  Node twice = Node::Map().Set("a", "1");
  twice.Append("a", Node::Text("2"));
  EXPECT_FALSE(WriteCanonical(twice));
}

TEST(Canonical, DepthIsBounded) {
  Node node;
  for (int i = 0; i < kMaxDepth; ++i) node = Node::List().Add(std::move(node));
  EXPECT_TRUE(WriteCanonical(node));
  EXPECT_TRUE(WriteJson(node));
  node = Node::List().Add(std::move(node));
  EXPECT_EQ(WriteCanonical(node).error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ(WriteJson(node).error().kind, ErrorKind::kTooLarge);
}

TEST(Pretty, KeepsOrderAndIndents) {
  const auto node = ParseJson(R"({"b":[1,{}],"a":{"c":1.50},"e":[]})");
  EXPECT_EQ(*WriteJson(*node),
            "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": {\n    \"c\": 1.50\n  },\n"
            "  \"e\": []\n}\n");
  EXPECT_EQ(*WriteJson(*node, 0), R"({"b":[1,{}],"a":{"c":1.50},"e":[]})");
}

TEST(Pretty, BytesThatAreNotUtf8BecomeReplacements) {
  EXPECT_EQ(*WriteJson(Node::Text("a\xFF"), 0), "\"a\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace avouch::syntax
