#include "base/text.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace avouch {
namespace {

using namespace std::string_view_literals;

using Parts = std::vector<std::string_view>;

TEST(Utf8, TakesExactlyWhatUnicodeAllows) {
  for (const char* text :
       {"", "ascii", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(IsUtf8(text)) << text;
    EXPECT_EQ(ToUtf8(text), text);
  }
  struct {
    const char *what, *text, *replaced;
  } const rows[] = {
      {"a lone continuation", "a\x80z", "a\xEF\xBF\xBDz"},
      {"overlong slash", "\xc0\xaf", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"overlong in three", "\xe0\x80\xaf", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"a surrogate", "\xed\xa0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"beyond the last", "\xf4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"five bytes", "\xf8", "\xEF\xBF\xBD"},
      {"cut off", "a\xe2\x82", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const auto& row : rows) {
    EXPECT_FALSE(IsUtf8(row.text)) << row.what;
    EXPECT_EQ(ToUtf8(row.text), row.replaced) << row.what;
    EXPECT_TRUE(IsUtf8(ToUtf8(row.text))) << row.what;
    // Wherever it stands: long plain runs are looked at eight bytes at a time.
    for (std::size_t before = 0; before < 20; ++before)
      for (const std::size_t behind : {0U, 7U, 8U, 17U}) {
        const std::string a(before, 'a'), z(behind, 'z');
        EXPECT_FALSE(IsUtf8(a + row.text + z)) << row.what << ' ' << before;
        EXPECT_TRUE(IsUtf8(a + "\xe2\x82\xac" + z)) << before;
      }
  }
}

TEST(Printable, NothingCanDriveATerminal) {
  for (const auto& [text, shown] : {std::pair{"plain \xc3\xa9", "plain \xc3\xa9"},
                                    {"\x1b[2J", "?[2J"},
                                    {"a\r\nb\tc", "a??b?c"},
                                    {"\x7f\x08", "??"},
                                    {"\xc2\x9b"
                                     "31m",
                                     "?31m"},  // The one-character escape
                                    {"\xe2\x80\xae"
                                     "evil",
                                     "?evil"},                           // Right-to-left override
                                    {"\xe2\x81\xa6\xe2\x81\xa9", "??"},  // Isolates
                                    {"\xd8\x9c", "?"},                   // Arabic letter mark
                                    {"\xe2\x80\x8b\xef\xbb\xbf", "??"},  // Zero width
                                    {"\xe2\x80\xa8", "?"},               // Line separator
                                    {"\xff\xfe", "??"}})
    EXPECT_EQ(Printable(text), shown) << shown;
  EXPECT_EQ(Printable(std::string_view("a\0b", 3)), "a?b");
}

TEST(Text, SplittingKeepsEmptyPartsAndWordsDoNot) {
  EXPECT_EQ(Split("a,,b"sv, ','), (Parts{"a", "", "b"}));
  EXPECT_EQ(Split(""sv, ','), Parts{""});
  EXPECT_EQ(Split(","sv, ','), (Parts{"", ""}));
  EXPECT_EQ(Words("  a \t b  "sv), (Parts{"a", "b"}));
  EXPECT_EQ(Words(" \t"sv), Parts{});
  EXPECT_EQ(Lines("a\r\nb\n\nc"sv), (Parts{"a", "b", "", "c"}));
  EXPECT_EQ(Lines("a\n"sv), Parts{"a"});
  EXPECT_EQ(Lines(""sv), Parts{});
  EXPECT_EQ(Lines("\n"sv), Parts{""});
  EXPECT_EQ(Lines("a\rb\r"sv), Parts{"a\rb"});
}

TEST(Text, CaseIsThatOfAsciiOnly) {
  EXPECT_EQ(Lower("AbZ[\xc3\x89"), "abz[\xc3\x89");
  EXPECT_TRUE(EqualsIgnoreCase("", ""));
  EXPECT_TRUE(EqualsIgnoreCase("aBc", "AbC"));
  EXPECT_FALSE(EqualsIgnoreCase("abc", "abcd"));
  EXPECT_FALSE(EqualsIgnoreCase("@[", "`{"));
  EXPECT_TRUE(ContainsIgnoreCase("xABCx", "abc"));
  EXPECT_TRUE(ContainsIgnoreCase("", ""));
  EXPECT_FALSE(ContainsIgnoreCase("ab", "abc"));
}

TEST(Text, TrimReplaceAndJoin) {
  EXPECT_EQ(Trim(" \t\r\na b\n "), "a b");
  EXPECT_EQ(Trim(" \n"), "");
  EXPECT_EQ(ReplaceAll("aaa", "aa", "b"), "ba");
  EXPECT_EQ(ReplaceAll("aXa", "X", "XX"), "aXXa");
  EXPECT_EQ(ReplaceAll("abc", "", "x"), "abc") << "nothing is in every place, and ends";
  EXPECT_EQ(Join({}, ","), "");
  EXPECT_EQ(Join({"a", "", "b"}, ", "), "a, , b");
}

TEST(Text, NumbersAreReadAndCounted) {
  for (const auto& [number, text] : {std::pair{0LL, "0"},
                                     {999LL, "999"},
                                     {1000LL, "1,000"},
                                     {-1000LL, "-1,000"},
                                     {-999LL, "-999"},
                                     {1234567LL, "1,234,567"}})
    EXPECT_EQ(Thousands(number), text);
  EXPECT_EQ(Thousands(std::numeric_limits<long long>::min()), "-9,223,372,036,854,775,808");
  EXPECT_EQ(Count("file", 1), "1 file");
  EXPECT_EQ(Count("file", 0), "0 files");
  EXPECT_EQ(Count("entry", 2000, "entries"), "2,000 entries");
}

}  // namespace
}  // namespace avouch
