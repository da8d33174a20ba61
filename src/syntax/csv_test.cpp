#include "syntax/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"

namespace avouch::syntax {
namespace {

// Every row as "LINE:a|b|c", one a line; or "error: ...".
std::string Read(std::string_view bytes) {
  auto reader = CsvReader::Open(bytes);
  if (!reader) return "error: " + ToString(reader.error());
  std::string out;
  CsvRow row;
  for (;;) {
    const auto more = reader->Next(row);
    if (!more) return out + "error: " + ToString(more.error());
    if (!*more) return out;
    out += std::to_string(row.line) + ":";
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      out += (i == 0 ? "" : "|") + ReplaceAll(row.cells[i], "\n", "\\n");
    out += "\n";
  }
}

std::string Utf16(std::string_view ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

TEST(Csv, IsReadAsSpreadsheetsWriteIt) {
  const struct {
    std::string_view name;
    std::string bytes, rows;
  } kCases[] = {
      {"nothing", "", ""},
      {"one cell", "a", "1:a\n"},
      {"no line end at the end", "a,b\n1,2", "1:a|b\n2:1|2\n"},
      {"CR LF", "a,b\r\n1,2\r\n", "1:a|b\n2:1|2\n"},
      {"CR alone, as old Macs", "a,b\r1,2\r", "1:a|b\n2:1|2\n"},
      {"byte order mark",
       "\xEF\xBB\xBF"
       "a,b\n",
       "1:a|b\n"},
      {"semicolons of countries with a decimal comma", "a;b\n1,5;2\n", "1:a|b\n2:1,5|2\n"},
      {"tabs", "a\tb\n1\t2\n", "1:a|b\n2:1|2\n"},
      {"a separator that Excel states", "sep=|\r\na|b\r\n", "2:a|b\n"},
      {"bars where nothing else separates", " a | b \n 1 | 2,5 \n", "1:a|b\n2:1|2,5\n"},
      {"bars where something else separates", "a|b, c\n", "1:a|b|c\n"},
      {"a comma inside quotes decides nothing", "\"a,b,c\";d\n1;2\n", "1:a,b,c|d\n2:1|2\n"},
      {"quoted line ends keep the count", "a,\"x\ny\"\nb,c\n", "1:a|x\\ny\n3:b|c\n"},
      {"doubled quotes", "\"say \"\"hi\"\"\",\"\"\"\",b\n", "1:say \"hi\"|\"|b\n"},
      {"empty cells", ",,\n\"\",\n", "1:||\n2:|\n"},
      {"blanks around a cell", " a , b \n", "1:a|b\n"},
      {"blanks inside quotes stay", "\" a \",b\n", "1: a |b\n"},
      {"a quote inside a bare cell is text", "5\" pipe,b\n", "1:5\" pipe|b\n"},
      {"empty lines are no rows", "a\n\n\nb\n", "1:a\n4:b\n"},
      {"a formula is text", "=HYPERLINK(1),+1\n", "1:=HYPERLINK(1)|+1\n"},
      {"rows of another width are told as they are", "a,b\n1\n1,2,3\n", "1:a|b\n2:1\n3:1|2|3\n"},
      {"Excel's Unicode text", Utf16("a\tb\r\n1\t2\r\n", false), "1:a|b\n2:1|2\n"},
      {"the same, big end first", Utf16("a,b\n", true), "1:a|b\n"},
  };
  for (const auto& one : kCases) EXPECT_EQ(Read(one.bytes), one.rows) << one.name;
}

TEST(Csv, RefusesWhatItWouldHaveToGuess) {
  const struct {
    std::string_view name;
    std::string bytes, error;
  } kCases[] = {
      {"a quote that never ends", "a,b\n\"c,d\ne,f\n",
       "1:a|b\nerror: line 2: a quote that never ends"},
      {"text behind a quote", "\"a\"b,c\n", "error: line 1: text behind a closing quote"},
      {"Windows-1252", "name\nJos\xE9\n",
       "error: line 2: text that is not UTF-8 (export it as CSV UTF-8)"},
      {"a NUL", std::string("a\0b", 3),
       "error: a NUL byte: this is no text (export it as CSV UTF-8)"},
      {"half of a UTF-16 unit",
       "\xFF\xFE"
       "a",
       "error: UTF-16 that ends in the middle of a character"},
      {"a lone surrogate", std::string("\xFF\xFE\x00\xD8", 4),
       "error: UTF-16 with half a character"},
      {"too wide", std::string(5000, ','), "error: line 1: more cells than a table has columns"},
  };
  for (const auto& one : kCases) EXPECT_EQ(Read(one.bytes), one.error) << one.name;
}

TEST(Csv, AfterAFailureThereAreNoMoreRows) {
  auto reader = CsvReader::Open("\"a\"b\nc\n");
  ASSERT_TRUE(reader);
  CsvRow row;
  EXPECT_FALSE(reader->Next(row).has_value());
  const auto more = reader->Next(row);
  ASSERT_TRUE(more.has_value());
  EXPECT_FALSE(*more);
}

}  // namespace
}  // namespace avouch::syntax
