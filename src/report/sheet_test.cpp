#include "report/sheet.h"

#include <gtest/gtest.h>

#include "container/zip.h"
#include "report/sheet_docx.h"
#include "report/word_xml.h"

namespace avouch::report {
namespace {

Sheet Sample(std::string text) {
  Sheet out{"Title", "Beside", {}};
  out.parts.push_back({"", {"First words."}, {}, {}});
  out.parts.push_back({"Head", {text}, {text}, {{"claim", "says"}, {8, 0}, {{"1.1.1", text}}}});
  return out;
}

TEST(Sheet, TheSameWordsInEveryFormat) {
  for (const char* format : {"text", "markdown", "html"})
    for (const char* words : {"Title", "Beside", "First words.", "Head", "plain", "claim", "1.1.1"})
      EXPECT_NE(WriteSheet(Sample("plain"), format, 80).find(words), std::string::npos)
          << format << ": " << words;
}

TEST(Sheet, AsTextColumnsStandBelowTheirHeadings) {
  EXPECT_EQ(SheetText(Sample("plain"), 40),
            "Title\nBeside\n\nFirst words.\n\nHead\n  plain\n  - plain\n  claim     says\n"
            "  1.1.1     plain\n");
}

std::string DocumentOf(const Sheet& sheet) {
  const auto file = SheetDocx(sheet, "Larkhill & Co", *ParseTime("2026-11-20"));
  EXPECT_TRUE(file.has_value()) << ToString(file.error());
  auto reader = container::ZipReader::Open(*file);
  EXPECT_TRUE(reader.has_value());
  return reader->Read("word/document.xml", 1u << 20).value_or("");
}

TEST(Sheet, AsWordItHasTheSameWordsAndNoMarkupOfTheirs) {
  const std::string plain = DocumentOf(Sample("plain"));
  for (const char* words : {"Title", "Beside", "First words.", "Head", "claim", "1.1.1"})
    EXPECT_NE(plain.find(std::string(">") + words + "<"), std::string::npos) << words;
  EXPECT_NE(plain.find("w:w=\"1010\""), std::string::npos) << plain;  // Eight characters
  const std::string evil = DocumentOf(Sample("</w:t><w:drawing>\x1b\xff&x;\nsecond line"));
  EXPECT_EQ(evil.find("<w:drawing"), std::string::npos);
  EXPECT_EQ(evil.find('\x1b'), std::string::npos);
  EXPECT_EQ(evil.find("&x;"), std::string::npos);
  EXPECT_NE(evil.find(">second line<"), std::string::npos);
}

TEST(Sheet, AsWordATableIsAsWideAsThePageWhateverItsColumnsAsk) {
  for (const auto& widths : std::vector<std::vector<int>>{{8, 0}, {0, 0}, {400, 400}, {90, 0}}) {
    Sheet sheet = Sample("plain");
    sheet.parts[1].table.widths = widths;
    const std::string document = DocumentOf(sheet);
    const auto at = document.find("<w:tblW w:w=\"");
    ASSERT_NE(at, std::string::npos);
    const int width = std::stoi(document.substr(at + 13));
    EXPECT_LE(width, kWordPageWidth);
    EXPECT_GE(width, kWordPageWidth - 2);
  }
}

TEST(Sheet, NothingThatWasWrittenIsMarkup) {
  const std::string evil = "<img src=x>\x1b[2J | `a` [b](c) @d\n# e";
  const Sheet sheet = Sample(evil);
  EXPECT_EQ(SheetText(sheet, 200).find('\x1b'), std::string::npos);
  const std::string markdown = SheetMarkdown(sheet);
  EXPECT_EQ(markdown.find("<img"), std::string::npos);
  EXPECT_EQ(markdown.find("\n# e"), std::string::npos);
  EXPECT_EQ(markdown.find("[b]("), std::string::npos);
  EXPECT_NE(markdown.find("`@d`"), std::string::npos);  // Mentions nobody
  const std::string html = SheetHtml(sheet);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_NE(html.find("&lt;img"), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
}

TEST(Sheet, ATableCellStaysOneRow) {
  const std::string markdown = SheetMarkdown(Sample("a | b\nc"));
  EXPECT_NE(markdown.find("| 1.1.1 | a \\| b c |"), std::string::npos) << markdown;
}

}  // namespace
}  // namespace avouch::report
