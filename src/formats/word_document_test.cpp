#include "formats/word_document.h"

#include <gtest/gtest.h>

#include "testing/word_file.h"

namespace avouch::formats {
namespace {

using testing::WordCell;
using testing::WordFile;
using testing::WordParagraph;
using testing::WordTable;

WordDocument Read(const std::string& body, std::vector<testing::ZipPart> more = {}) {
  auto document = ReadWordDocument(WordFile(body, std::move(more)));
  EXPECT_TRUE(document.has_value()) << ToString(document.error());
  return document.value_or(WordDocument());
}

// The text of the first block.
std::string TextOf(const std::string& paragraph) {
  const auto document = Read(paragraph);
  return document.blocks.empty() ? "" : document.blocks[0].text;
}

TEST(WordDocument, ParagraphsAndTablesComeInTheirOrder) {
  const auto document =
      Read(WordParagraph("Title") + WordTable({{"a", "b"}, {"c", "d"}}) + WordParagraph("after"));
  ASSERT_EQ(document.blocks.size(), 3u);
  EXPECT_EQ(document.blocks[0].text, "Title");
  ASSERT_EQ(document.blocks[1].rows.size(), 2u);
  EXPECT_EQ(document.blocks[1].rows[1][0].text, "c");
  EXPECT_EQ(document.blocks[2].text, "after");
}

struct Said {
  const char* name;
  std::string body;
  std::string text;
};

class WordTextCase : public ::testing::TestWithParam<Said> {};

TEST_P(WordTextCase, IsWhatAPersonReads) { EXPECT_EQ(TextOf(GetParam().body), GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    All, WordTextCase,
    ::testing::Values(
        Said{"runs_join", "<w:p><w:r><w:t>Cl</w:t></w:r><w:r><w:t>aim</w:t></w:r></w:p>", "Claim"},
        Said{"no_break_space",
             WordParagraph("Claim\xC2\xA0"
                           "1.1.1"),
             "Claim 1.1.1"},
        Said{"soft_hyphen",
             WordParagraph("vulner\xC2\xAD"
                           "ability"),
             "vulnerability"},
        Said{"inserted", "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>", "new"},
        Said{"deleted",
             "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
             "</w:p>",
             "kept"},
        Said{"moved_away",
             "<w:p><w:moveFrom><w:r><w:t>old </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>new"
             "</w:t></w:r></w:moveTo></w:p>",
             "new"},
        Said{"field_shows_its_result",
             "<w:p><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>2 May</w:t></w:r></w:p>",
             "2 May"},
        Said{"box_is_read_once",
             "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t>"
             "</w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>boxed</w:t>"
             "</w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
             "boxed"}),
    [](const auto& said) { return said.param.name; });

TEST(WordDocument, MergedCellsAndTablesInsideCellsAreTold) {
  const auto document = Read("<w:tbl><w:tr>" + WordCell("wide", "<w:gridSpan w:val=\"2\"/>") +
                             WordCell("down", "<w:vMerge w:val=\"restart\"/>") + "</w:tr><w:tr>" +
                             WordCell("x") + "<w:tc>" + WordTable({{"in", "side"}}) +
                             "<w:p/></w:tc>" + WordCell("", "<w:vMerge/>") + "</w:tr></w:tbl>");
  ASSERT_EQ(document.blocks.size(), 1u);
  const auto& rows = document.blocks[0].rows;
  EXPECT_EQ(rows[0][0].span, 2);
  EXPECT_FALSE(rows[0][1].continues);
  EXPECT_EQ(rows[1][1].text, "in | side");
  EXPECT_TRUE(rows[1][2].continues);
}

TEST(WordDocument, ATableThatOnlyPlacesOthersIsNone) {
  const std::string inner = WordTable({{"a", "b"}, {"c", "d"}, {"e", "f"}});
  const auto placed = Read("<w:tbl><w:tr><w:tc>" + inner + "<w:p/></w:tc></w:tr></w:tbl>");
  ASSERT_EQ(placed.blocks.size(), 1u);
  ASSERT_EQ(placed.blocks[0].rows.size(), 3u);
  EXPECT_EQ(placed.blocks[0].rows[2][1].text, "f");
  const auto evidence =
      Read("<w:tbl><w:tr>" + WordCell("1.1.1") + "<w:tc>" + inner + "<w:p/></w:tc></w:tr></w:tbl>");
  ASSERT_EQ(evidence.blocks.size(), 1u);
  EXPECT_EQ(evidence.blocks[0].rows[0][1].text, "a | b\nc | d\ne | f");
}

TEST(WordDocument, ALinkKeepsItsAddress) {
  const auto document =
      Read("<w:p><w:hyperlink r:id=\"r7\"><w:r><w:t>policy</w:t></w:r></w:hyperlink></w:p>",
           {{"word/_rels/document.xml.rels",
             "<Relationships><Relationship Id=\"r7\" TargetMode=\"External\" "
             "Target=\"https://a.example/p\" Type=\"http://x/hyperlink\"/><Relationship Id=\"r8\" "
             "TargetMode=\"External\" Target=\"file:///etc/passwd\" "
             "Type=\"http://x/attachedTemplate\"/></Relationships>"}});
  ASSERT_EQ(document.blocks.size(), 1u);
  EXPECT_EQ(document.blocks[0].text, "policy <https://a.example/p>");
  EXPECT_EQ(document.outside, 1);
}

TEST(WordDocument, MacrosChangesCommentsAndPicturesAreCounted) {
  const auto document = Read(
      "<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins><w:r><w:drawing/>"
      "<w:commentReference w:id=\"1\"/></w:r></w:p>",
      {{"word/vbaProject.bin", "x"}});
  EXPECT_TRUE(document.macros);
  EXPECT_EQ(document.changes, 1);
  EXPECT_EQ(document.pictures, 1);
  EXPECT_EQ(document.comments, 1);
}

struct Bad {
  const char* name;
  Bytes bytes;
  ErrorKind kind;
};

class NoWordFile : public ::testing::TestWithParam<Bad> {};

TEST_P(NoWordFile, IsRefusedInOneLine) {
  auto document = ReadWordDocument(GetParam().bytes);
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().kind, GetParam().kind) << ToString(document.error());
}

INSTANTIATE_TEST_SUITE_P(
    All, NoWordFile,
    ::testing::Values(
        Bad{"empty", "", ErrorKind::kMalformed},
        Bad{"other_archive", testing::ZipOf({{"a", "b"}}), ErrorKind::kMalformed},
        Bad{"old_or_encrypted", "\xD0\xCF\x11\xE0 rest", ErrorKind::kUnsupported},
        Bad{"scan", WordFile("<w:p><w:r><w:drawing/></w:r></w:p>"), ErrorKind::kUnsupported},
        Bad{"blank", WordFile("<w:p/>"), ErrorKind::kUnsupported},
        Bad{"cut", testing::ZipOf({{"word/document.xml", "<w:document><w:body><w:p>"}}),
            ErrorKind::kMalformed},
        Bad{"entities",
            testing::ZipOf({{"word/document.xml",
                             "<!DOCTYPE a [<!ENTITY b \"c\">]><document><p>&b;</p></document>"}}),
            ErrorKind::kMalformed},
        Bad{"bomb", testing::ZipOf({{"word/document.xml", Bytes(kMaxWordBytes + 1, ' '), true}}),
            ErrorKind::kTooLarge},
        Bad{"deep", WordFile([] {
              std::string body;
              for (int i = 0; i < 300; ++i) body += "<w:tbl><w:tr><w:tc>";
              for (int i = 0; i < 300; ++i) body += "</w:tc></w:tr></w:tbl>";
              return body;
            }()),
            ErrorKind::kTooLarge}),
    [](const auto& bad) { return bad.param.name; });

}  // namespace
}  // namespace avouch::formats
