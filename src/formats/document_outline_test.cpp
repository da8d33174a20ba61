#include "formats/document_outline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

TEST(Outline, ALabelIsAFewWordsBeforeAColon) {
  struct Row {
    std::string_view text, name, value;
  };
  const Row rows[] = {
      {"Decision: accept until May", "decision", "accept until May"},
      {"Shown by: a test: the second", "shown by", "a test: the second"},
      {"Decision:", "decision", ""},
      {"https://larkhill.example", "", ""},
      {"std::string", "", ""},
      {": nothing before", "", ""},
      {"One two three four five six: too long to be a name", "", ""},
      {"`code`: what it does", "", ""},
      {"no colon", "", ""},
  };
  for (const Row& row : rows) {
    const auto label = LabelOf(row.text);
    EXPECT_EQ(label.has_value(), !row.name.empty()) << row.text;
    if (!label) continue;
    EXPECT_EQ(label->name, row.name);
    EXPECT_EQ(label->value, row.value);
  }
}

TEST(Outline, WordsThatSayNothing) {
  for (std::string_view text :
       {"", " ", "-", "--", "\xE2\x80\x94", "...", "TBD", "tbd.", "(TBD)", "n/a", "N/A", "None.",
        "to be written", "[Insert name]", "**TODO**", "?"})
    EXPECT_FALSE(SaysSomething(text)) << text;
  for (std::string_view text : {"x", "none of them", "TBD by Priya", "[Insert name] decides", "3"})
    EXPECT_TRUE(SaysSomething(text)) << text;
}

std::string Matters(std::string_view text) {
  const Prose prose = ReadProse(text, Markup::kMarkdown);
  const Outline outline(prose, text);
  std::string out;
  for (std::size_t i = 0; i < prose.headings.size(); ++i) out += outline.HasMatter(i) ? '+' : '-';
  return out;
}

TEST(Outline, AHeadingHasMatterWhenSomethingIsSaidBelowIt) {
  struct Row {
    std::string_view odd, text, matters;
  };
  const Row rows[] = {
      {"a sentence", "# a\nx\n", "+"},
      {"nothing", "# a\n# b\nx\n", "-+"},
      {"below a heading below it", "# a\n## b\nx\n# c\n", "++-"},
      {"a heading below it with nothing", "# a\n## b\n# c\nx\n", "--+"},
      {"words that say nothing", "# a\nTBD\n# b\n- [Insert name]\n", "--"},
      {"a table with a row", "# a\n| h |\n|-|\n| x |\n", "+"},
      {"a table with its head alone", "# a\n| h |\n|-|\n", "-"},
      {"a table of blanks", "# a\n| h |\n|-|\n| TBD |\n| |\n", "-"},
      {"a comment", "# a\n<!-- x -->\n", "-"},
      {"code that says it", "# a\n```\ngpg --verify x.sig\n```\n# b\n", "+-"},
      {"indented code", "# a\n\n    gpg --verify x.sig\n\n# b\n", "+-"},
      {"code of the section before", "# a\n~~~\n# no heading\nx\n~~~\n# b\n", "+-"},
      {"code with nothing in it", "# a\n```sh\n```\n# b\n```\nTODO\n[Insert command]\n```\n", "--"},
      {"code in a comment", "# a\n<!--\n```\nx\n```\n-->\n", "-"},
  };
  for (const Row& row : rows) EXPECT_EQ(Matters(row.text), row.matters) << row.odd;
}

TEST(Outline, AnItemOpensWhereItsMarkerStands) {
  const std::string_view text =
      "Lead.\n\n- one. Still one.\n  goes on.\n- two\n  - three\n\n4. four\n";
  const Prose prose = ReadProse(text, Markup::kMarkdown);
  const Outline outline(prose, text);
  std::string opens;
  for (std::size_t i = 0; i < prose.sentences.size(); ++i)
    if (outline.OpensItem(i)) opens += std::to_string(prose.sentences[i].line) + " ";
  EXPECT_EQ(opens, "3 5 6 8 ");
}

TEST(Outline, SectionsLieInEachOther) {
  const std::string_view text = "# t\n## a\n### b\n## c\n";
  const Prose prose = ReadProse(text, Markup::kMarkdown);
  const Outline outline(prose, text);
  EXPECT_TRUE(outline.IsTitle(0));
  EXPECT_FALSE(outline.IsTitle(1));
  EXPECT_EQ(outline.EndOf(1), 3u);
  EXPECT_EQ(outline.EndOf(3), 4u);
  EXPECT_EQ(outline.ParentOf(2), 1);
  EXPECT_EQ(outline.ParentOf(0), -1);
  EXPECT_TRUE(outline.IsUnder(2, {"a"}));
  EXPECT_FALSE(outline.IsUnder(3, {"a"}));
  EXPECT_FALSE(outline.IsUnder(2, {"t"}));  // The title is over everything
}

TEST(Outline, TablesAreKeptApart) {
  const std::string_view text =
      "| a |\n|-|\n| 1 |\n\n| b |\n|-|\n| 2 |\n| 3 |\n\n## h\n| c |\n|-|\n";
  const Prose prose = ReadProse(text, Markup::kMarkdown);
  const auto tables = TablesOf(prose, Outline(prose, text));
  ASSERT_EQ(tables.size(), 3u);
  EXPECT_EQ(tables[0].rows.size(), 1u);
  EXPECT_EQ(tables[1].head->cells[0], "b");
  EXPECT_EQ(tables[1].rows.size(), 2u);
  EXPECT_EQ(tables[2].heading, 0);
  EXPECT_EQ(CellOf(*tables[0].head, 0), "a");
  EXPECT_EQ(CellOf(*tables[0].head, 1), "");
  EXPECT_EQ(CellOf(*tables[0].head, -1), "");
}

}  // namespace
}  // namespace avouch::formats
