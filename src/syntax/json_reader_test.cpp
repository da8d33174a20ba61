#include "syntax/json_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "syntax/json.h"
#include "syntax/json_writer.h"

namespace avouch::syntax {
namespace {

void Copy(JsonReader& json, JsonWriter& out) {
  std::string_view key;
  switch (json.kind()) {
    case Kind::kMap:
      out.BeginMap();
      if (json.EnterMap())
        while (json.NextKey(key)) out.AnyKey(key), Copy(json, out);
      return out.EndMap();
    case Kind::kList:
      out.BeginList();
      if (json.EnterList())
        while (json.NextItem()) Copy(json, out);
      return out.EndList();
    default:
      return out.Text(json.Scalar());
  }
}

void Copy(const Node& node, JsonWriter& out) {
  if (node.is_map()) {
    out.BeginMap();
    for (const auto& entry : node.entries()) out.AnyKey(entry.key), Copy(entry.value, out);
    return out.EndMap();
  }
  if (node.is_list()) {
    out.BeginList();
    for (const auto& item : node.items()) Copy(item, out);
    return out.EndList();
  }
  out.Text(node.AsText());
}

template <class From>
std::string Text(From& from) {
  std::string text;
  JsonWriter out([&](BytesView piece) { return text += piece, Status(); }, false);
  Copy(from, out);
  EXPECT_TRUE(out.Finish());
  return text;
}

TEST(JsonReader, ReadsWhatTheTreeReads) {
  for (const std::string_view text :
       {"{}", "[]", "null", "  true ", "-1.5e3", "\"\"", "[1,[2,[3,{}]],\"x\"]",
        "{\"a\": {\"b\": [null, false, 0]}, \"c\": \"\\u00e9\\ud83d\\ude00\\n\\\"\"}",
        "\xEF\xBB\xBF{\"bom\": 1}",
        "{\"\\u006bey\": [\"\xC3\xA9\", \"long enough for a word\\/\"]}", "[ 1 , 2\r\n, 3\t]"}) {
    JsonReader json(text);
    const std::string ours = Text(json);
    EXPECT_TRUE(json.Finish()) << text;
    const auto node = ParseJson(text);
    ASSERT_TRUE(node) << text;
    EXPECT_EQ(ours, Text(*node)) << text;
  }
}

TEST(JsonReader, RefusesWhatTheTreeRefusesWithTheSameWordsAndPlace) {
  for (const std::string& text : std::vector<std::string>{"",
                                                          "{",
                                                          "[",
                                                          "[1",
                                                          "[1,",
                                                          "[1,]",
                                                          "{\"a\"",
                                                          "{\"a\":",
                                                          "{\"a\":1",
                                                          "{\"a\":1,}",
                                                          "{,}",
                                                          "{a:1}",
                                                          "[1 2]",
                                                          "{\"a\" 1}",
                                                          "01",
                                                          "-",
                                                          "1.",
                                                          "1e",
                                                          "tru",
                                                          "nul",
                                                          "\"",
                                                          "\"\\",
                                                          "\"\\x\"",
                                                          "\"\\u12\"",
                                                          "\"\\ud800\"",
                                                          "\"\x01\"",
                                                          "\"\xC0\x80\"",
                                                          "\"\xED\xA0\x80\"",
                                                          "{} {}",
                                                          "[]]",
                                                          "/* no */ 1",
                                                          "\n\n  [1,\n  oops]",
                                                          std::string("[") + '\0' + "]",
                                                          std::string(200, '[')}) {
    const auto node = ParseJson(text);
    ASSERT_FALSE(node) << text;
    JsonReader skipped(text);
    skipped.Skip();
    const Status status = skipped.Finish();
    ASSERT_FALSE(status) << text;
    EXPECT_EQ(status.error().kind, node.error().kind) << text;
    if (text.size() == 200) continue;  // Too deep: each says so in its own words
    EXPECT_EQ(status.error().what, node.error().what) << text;
    EXPECT_EQ(status.error().where, node.error().where) << text;
    JsonReader walked(text);
    (void)Text(walked);
    EXPECT_FALSE(walked.Finish()) << text;
  }
}

TEST(JsonReader, AMillionBracketsAreAnErrorNotACrash) {
  const std::string deep(1'000'000, '[');
  JsonReader json(deep);
  json.Skip();
  const Status status = json.Finish();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kTooLarge);
}

TEST(JsonReader, AValueOfAnotherKindIsSkippedWhole) {
  JsonReader json("{\"a\": {\"x\": [1, 2]}, \"b\": [3], \"c\": \"d\", \"e\": true}");
  std::string_view key;
  std::string seen;
  ASSERT_TRUE(json.EnterMap());
  while (json.NextKey(key)) {
    seen += key;
    if (key == "a") {
      EXPECT_EQ(json.Text(), "");
    }
    if (key == "b") {
      EXPECT_FALSE(json.EnterMap());
    }
    if (key == "c") {
      EXPECT_FALSE(json.EnterList());
    }
    if (key == "e") {
      EXPECT_EQ(json.Boolean(), true);
    }
  }
  EXPECT_EQ(seen, "abce");
  EXPECT_TRUE(json.Finish());
}

TEST(JsonReader, PlacesAreThoseOfTheText) {
  JsonReader json("{\n  \"\xC3\xA9\": 1,\n  \"b\": 2}");
  std::string_view key;
  ASSERT_TRUE(json.EnterMap());
  ASSERT_TRUE(json.NextKey(key));
  EXPECT_EQ(json.place(), (Place{2, 8}));
  json.Skip();
  ASSERT_TRUE(json.NextKey(key));
  EXPECT_EQ(json.place(), (Place{3, 8}));
}

TEST(JsonWriter, WritesEachFormTheOneWay) {
  std::string text;
  const auto sink = [&](BytesView piece) { return text += piece, Status(); };
  JsonWriter out(sink, true);
  out.BeginMap();
  out.AnyKey("a\"b"), out.Text("x\\\n\t\x01\xC3\xA9\xFF");
  out.Key("list"), out.BeginList(), out.Integer(-5), out.Boolean(true), out.EndList();
  out.Key("none"), out.BeginMap(), out.EndMap();
  out.FieldIfAny("left out", "");
  out.EndMap();
  ASSERT_TRUE(out.Finish());
  EXPECT_EQ(text,
            "{\n  \"a\\\"b\": \"x\\\\\\n\\t\\u0001\xC3\xA9\xEF\xBF\xBD\",\n  \"list\": [\n    -5,\n"
            "    true\n  ],\n  \"none\": {}\n}\n");
}

TEST(JsonWriter, ASinkThatFailsIsWhatFinishFailsWith) {
  JsonWriter out([](BytesView) { return Fail(ErrorKind::kIo, "disk full"); }, false);
  out.BeginList();
  for (int i = 0; i < 100'000; ++i) out.Text("some text"), out.BeginList(), out.EndList();
  out.EndList();
  const Status status = out.Finish();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().what, "disk full");
}

}  // namespace
}  // namespace avouch::syntax
