#include "report/sheet.h"

#include <gtest/gtest.h>

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
