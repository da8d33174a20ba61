#include "syntax/toml.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "syntax/canonical.h"
#include "syntax/limits.h"

namespace avouch::syntax {
namespace {

std::string Json(std::string_view toml) {
  const auto node = ParseToml(toml);
  return node ? *WriteJson(*node, 0) : "failed: " + ToString(node.error());
}

TEST(Toml, ReadsValues) {
  const struct {
    std::string_view toml, json;
  } cases[] = {
      {"", "{}"},
      {"# comment", "{}"},
      {"z = 1\na = 'x'", R"({"z":1,"a":"x"})"},
      {"b = true\ni = 0x1F\nf = 1.0\ng = 1.5e300\nn = nan\nm = -inf",
       R"({"b":true,"i":31,"f":1.0,"g":1.5e300,"n":"nan","m":"-inf"})"},
      {"a = 1979-05-27\nb = 07:32:00\nc = 07:32:00.500\nd = 1979-05-27T07:32:00Z\n"
       "e = 1979-05-27 07:32:00-08:30\nf = 1979-05-27T07:32:00",
       R"({"a":"1979-05-27","b":"07:32:00","c":"07:32:00.500","d":"1979-05-27T07:32:00Z",)"
       R"("e":"1979-05-27T07:32:00-08:30","f":"1979-05-27T07:32:00"})"},
      {"[b]\nx = 1\n[a.c]\ny = [1, [2, '3']]\n[b.d]\nz = {p = 1, q.r = 2}",
       R"({"b":{"x":1,"d":{"z":{"p":1,"q":{"r":2}}}},"a":{"c":{"y":[1,[2,"3"]]}}})"},
      {"[[package]]\nname = \"a\"\n[[package.dep]]\nn = 1\n[[package]]\nname = \"b\"",
       R"({"package":[{"name":"a","dep":[{"n":1}]},{"name":"b"}]})"},
      {"a = \"\"\"\nx\ny\"\"\"\nb = '''\\'''\n\"quoted key\".'k' = 1",
       R"({"a":"x\ny","b":"\\","quoted key":{"k":1}})"},
      {"t = {\n  a = 1, # a word\n  b = {},\n}\nu = {c = 2,}",
       R"({"t":{"a":1,"b":{}},"u":{"c":2}})"},
      {"s = \"# no comment . . \\\" \"\r\nt = 1\r\n", "{\"s\":\"# no comment . . \\\" \",\"t\":1}"},
  };
  for (const auto& [toml, json] : cases) EXPECT_EQ(Json(toml), json) << toml;
}

TEST(Toml, RefusesWhatIsNotToml) {
  for (const std::string_view toml : {"a",
                                      "a =",
                                      "= 1",
                                      "a = 1 b = 2",
                                      "[a",
                                      "[[a]",
                                      "[ = true\n",
                                      "[[ = 1",
                                      "[.a]",
                                      "[a.]",
                                      "[]",
                                      "a. = 1",
                                      "a = [1, ",
                                      "a = {",
                                      "a = {,}",
                                      "a = {b = 1,, c = 2}",
                                      "a = {b\n= 1}",
                                      "a = \"x",
                                      "a = 01",
                                      "a = tru",
                                      "a = \xFF",
                                      "a = '\x01'",
                                      "a = 1\na = 2",
                                      "[a]\n[a]",
                                      "[a]\nb=1\n[a.b]",
                                      "a.b = 1\na = 2",
                                      "a = 2026-13-01",
                                      "a = \"\\q\"",
                                      "{}"}) {
    const auto parsed = ParseToml(toml);
    ASSERT_FALSE(parsed) << toml;
    EXPECT_EQ(parsed.error().kind, ErrorKind::kMalformed) << toml;
  }
}

TEST(Toml, KnowsWhereEverythingStands) {
  const auto node =
      ParseToml("# c\nname = 'x'\n\n[project]\n  deps = [\n    'é', 'b',\n  ]\n[a.b]\nc.d = 1\n");
  ASSERT_TRUE(node);
  EXPECT_EQ((*node)["name"].place(), (Place{2, 8}));
  EXPECT_EQ(node->FindEntry("name")->place, (Place{2, 1}));
  EXPECT_EQ((*node)["project"].line(), 4u);
  EXPECT_EQ(node->At({"project", "deps"}).At(1).place(), (Place{6, 10}));
  EXPECT_EQ(node->At({"a", "b", "c", "d"}).place(), (Place{9, 7}));
  EXPECT_EQ(ParseToml("a = 1\nb = = 2").error().where, "line 2, column 5");
}

TEST(Toml, NestingIsBounded) {
  const auto repeated = [](std::string_view part, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += part;
    return out;
  };
  EXPECT_TRUE(ParseToml("a = " + repeated("[", 50) + repeated("]", 50)));
  const std::string hostile[] = {
      "a = " + repeated("[", 100'000),
      "a = " + repeated("{a=", 100'000),
      "[a" + repeated(".a", 100'000) + "]",
      "a" + repeated(".a", 100'000) + " = 1",
      "a" + repeated(".'a'", 100'000) + " = 1",
      "a = {a" + repeated(".\"a\"", 100'000) + " = 1}",
      "a = \"\"\"x\"\"\"\"\"\nb" + repeated(".a", 100'000) + " = 1",
      "a = \"\\\"\"\nb" + repeated(" . a", 100'000) + " = 1",
      "a = " + repeated("[{a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=", 100'000),
  };
  for (const std::string& toml : hostile) {
    const auto parsed = ParseToml(toml);
    ASSERT_FALSE(parsed) << toml.substr(0, 40);
    EXPECT_EQ(parsed.error().kind, ErrorKind::kTooLarge) << toml.substr(0, 40);
  }
  EXPECT_EQ(ParseToml("a = " + repeated("{a.b.c.d.e.f.g.h.i.j = ", 30) + "1" + repeated("}", 30))
                .error()
                .kind,
            ErrorKind::kTooLarge);
}

TEST(Toml, DotsInTextsAreNoKeys) {
  const std::string dots(1000, '.');
  EXPECT_TRUE(ParseToml("a = \"" + dots + "\" # " + dots + "\nb = '''\n" + dots + "\n" + dots +
                        "'''\nc = \"\"\"\n" + dots + " \\\"\"\" " + dots + "\"\"\"\n"));
}

// Texts are looked at eight bytes at once: their end, and that of the document, may stand anywhere.
TEST(Toml, TextsOfEveryLengthEndOrDoNot) {
  for (const std::string quote : {"\"", "'", "\"\"\"", "'''"})
    for (std::size_t size = 0; size < 20; ++size) {
      const std::string text(size, 'x');
      const auto ended = ParseToml("a = " + quote + text + quote);
      ASSERT_TRUE(ended) << quote << size;
      EXPECT_EQ((*ended)["a"].text(), text);
      const auto open = ParseToml("a = " + quote + text);
      ASSERT_FALSE(open) << quote << size;
      EXPECT_EQ(open.error().kind, ErrorKind::kMalformed);
      EXPECT_FALSE(ParseToml("a = " + quote + text + '\x7F' + quote)) << quote << size;
    }
}

}  // namespace
}  // namespace avouch::syntax
