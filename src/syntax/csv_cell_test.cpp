#include "syntax/csv_cell.h"

#include <gtest/gtest.h>

#include "syntax/csv.h"

namespace avouch::syntax {
namespace {

struct Row {
  const char* text;
  const char* cell;
};

TEST(CsvCell, NoCellIsAFormula) {
  const Row rows[] = {
      {"=1+1", "'=1+1"},
      {"+44 20", "'+44 20"},
      {"-5 days", "'-5 days"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\tx", "\"'\tx\""},
      {"\rx", "\"'\rx\""},
      {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
      {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
      {"'=1", "''=1"},
      {"''-", "'''-"},
      {"'quoted'", "'quoted'"},
      {"", ""},
      {"'", "'"},
      {"a=b", "a=b"},
      {"1;=2", "\"1;=2\""},
      {"a,\"b\"", "\"a,\"\"b\"\"\""},
      {"first\n=second", "\"first\n=second\""},
  };
  for (const auto& [text, cell] : rows) EXPECT_EQ(CsvCell(text), cell) << text;
}

// Every text of up to four of the bytes that mean something, in every place of a row.
TEST(CsvCell, EachTextComesBackAsItWas) {
  constexpr std::string_view kBytes = "'=-+@\t\r\n\";,a ";
  for (std::size_t number = 0; number < 13 * 13 * 13 * 13; ++number) {
    std::string text;
    for (std::size_t rest = number; rest > 0; rest /= kBytes.size())
      text += kBytes[rest % kBytes.size()];
    const std::string cell = CsvCell(text);
    const std::string line = "x," + cell + "," + cell + "\r\n";
    auto reader = CsvReader::Open(line);
    ASSERT_TRUE(reader);
    CsvRow row;
    ASSERT_EQ(reader->Next(row), true) << line;
    ASSERT_EQ(row.cells.size(), 3U) << line;
    for (const std::size_t at : {1U, 2U}) {
      ASSERT_EQ(CsvText(row.cells[at]), text);
      if (!row.cells[at].empty()) {
        ASSERT_EQ(std::string_view("=+-@\t\r").find(row.cells[at].front()), std::string_view::npos)
            << line;
      }
    }
  }
}

}  // namespace
}  // namespace avouch::syntax
