// What is written into forms, ours and others', read back by the reader of forms.

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "container/zip.h"
#include "formats/form.h"
#include "formats/form_lint.h"
#include "formats/word_document.h"
#include "formats/word_fill.h"
#include "report/form_docx.h"
#include "report/form_fill.h"
#include "testing/form_templates.h"
#include "testing/hand_in_sample.h"

namespace avouch::app {
namespace {

using testing::FormCatalogue;
using testing::SampleHandIn;
using testing::TemplateShape;
using testing::WordTemplate;

formats::FormWording Words() { return {testing::SampleFormWords(), FormCatalogue()}; }

Result<model::Form> ReadBack(const Bytes& bytes) {
  return formats::ReadForm(Path("form.docx"), bytes, FormCatalogue(), Words());
}

Result<formats::WordFilled> Fill(const Bytes& form) {
  return formats::FillWordForm(form, report::FillOf(SampleHandIn()), FormCatalogue(), Words());
}

std::string PartOf(const Bytes& archive, std::string_view name) {
  auto reader = container::ZipReader::Open(archive);
  return reader ? reader->Read(name, 64u << 20).value_or("?") : "?";
}

// As the reader of forms tells lines: no empty ones, single spaces.
std::string Read(const std::vector<std::string>& lines) { return Join(lines, "\n"); }

// Every line of every claim is in the row that was read for it.
void ExpectAll(const model::Form& form) {
  const auto fill = report::FillOf(SampleHandIn());
  EXPECT_TRUE(formats::MissingClaims(form, FormCatalogue()).empty())
      << Join(formats::MissingClaims(form, FormCatalogue()), " ");
  for (const auto& claim : fill.claims) {
    const auto row = std::ranges::find(form.rows, claim.claim, &model::FormRow::claim);
    ASSERT_NE(row, form.rows.end()) << claim.claim;
    const std::string all = row->status + "\n" + row->evidence + "\n" + row->argument;
    EXPECT_NE(all.find(claim.status), all.npos) << claim.claim;
    for (const auto* lines : {&claim.evidence, &claim.argument})
      for (const auto& line : *lines) EXPECT_NE(all.find(line), all.npos) << line << "\n" << all;
  }
}

TEST(FormOfOurs, WhatWasWrittenIsWhatIsRead) {
  const auto bytes = report::WriteFormDocx(SampleHandIn());
  ASSERT_TRUE(bytes.has_value());
  const auto form = ReadBack(*bytes);
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  const auto fill = report::FillOf(SampleHandIn());
  EXPECT_EQ(form->list, "apc-1.0");
  EXPECT_EQ(form->organisation, fill.organisation);
  EXPECT_EQ(form->product, fill.product);
  EXPECT_EQ(form->version, fill.version);
  EXPECT_EQ(fill.by, "nobody has signed this");
  EXPECT_EQ(form->by, "");
  EXPECT_EQ(form->role, fill.role);
  EXPECT_EQ(form->on, fill.on);
  EXPECT_TRUE(form->notes.empty());
  ASSERT_EQ(form->rows.size(), fill.claims.size());
  for (std::size_t i = 0; i < fill.claims.size(); ++i) {
    const auto& claim = fill.claims[i];
    EXPECT_EQ(form->rows[i].claim, claim.claim);
    EXPECT_EQ(form->rows[i].number, claim.claim);
    EXPECT_EQ(form->rows[i].wording, claim.words);
    EXPECT_EQ(form->rows[i].status, claim.status);
    EXPECT_EQ(form->rows[i].evidence, Read(claim.evidence));
    EXPECT_EQ(form->rows[i].argument, Read(claim.argument));
  }
}

TEST(FormOfOurs, WhoSignedReadsBackAndNobodyIsNobody) {
  auto what = SampleHandIn();
  what.signed_by = report::HandInSigned{"Helen Marsh", "2026-11-20", "2027-06-30", "by her key"};
  const auto form = ReadBack(*report::WriteFormDocx(what));
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  EXPECT_EQ(form->by, "Helen Marsh");
  EXPECT_EQ(form->role, "Senior Responsible Owner");
}

TEST(FormOfOurs, TheSameAnswerMakesTheSameBytes) {
  EXPECT_EQ(*report::WriteFormDocx(SampleHandIn()), *report::WriteFormDocx(SampleHandIn()));
}

TEST(FormOfOurs, SaysWhatIsNeverSaid) {
  const auto document = formats::ReadWordDocument(*report::WriteFormDocx(SampleHandIn()));
  ASSERT_TRUE(document.has_value());
  std::string all;
  for (const auto& block : document->blocks) {
    all += block.text + "\n";
    for (const auto& row : block.rows)
      for (const auto& cell : row) all += cell.text + "\n";
  }
  for (const char* word : {"certified", "compliant", "score", "per cent", "%", "badge"})
    EXPECT_EQ(Lower(all).find(word), all.npos) << word;
  for (const char* part : {"12 of 45 claims evidenced", "Changes since last time", "2026-08-01",
                           "1.2.2: open, now met", "training holds for 500 days", "How to verify",
                           "nobody has signed this", "developer and distributor"})
    EXPECT_NE(all.find(part), all.npos) << part;
}

TEST(FormOfOurs, OpenClaimsWithoutADayAreToldApart) {
  auto what = SampleHandIn();
  EXPECT_NE(report::QuotableSentence(what).find("22 open with dates."), std::string::npos)
      << report::QuotableSentence(what);
  what.claims[1].gap_until.clear();
  EXPECT_NE(report::QuotableSentence(what).find("21 open with dates, 1 open with no date told."),
            std::string::npos)
      << report::QuotableSentence(what);
}

Result<formats::WordFilled> FillFor(const std::string& organisation) {
  auto what = SampleHandIn();
  what.organisation = organisation;
  return formats::FillWordForm(
      testing::WordForm(testing::OfficialRows("A report"), "12 October 2026"), report::FillOf(what),
      FormCatalogue(), Words());
}

TEST(Filled, NobodysNameStandsAloneAboveAnswersThatAreNotTheirs) {
  const auto filled = FillFor("Larkhill Health Ltd");
  ASSERT_TRUE(filled.has_value()) << ToString(filled.error());
  const auto back = ReadBack(filled->bytes);
  ASSERT_TRUE(back.has_value()) << ToString(back.error());
  EXPECT_EQ(back->by, "Helen\nAssessed anew: nobody has signed this");
  EXPECT_EQ(back->on, "12 October 2026\nAssessed anew: 20 Nov 2026");
  EXPECT_EQ(back->organisation, "Larkhill Health Ltd");  // The same, and not told twice
}

TEST(Filled, AFormOfAnotherOrganisationIsNoted) {
  const auto filled = FillFor("Fen Instruments");
  ASSERT_TRUE(filled.has_value()) << ToString(filled.error());
  EXPECT_NE(Join(filled->notes, "|").find("another, Larkhill Health Ltd: Fen Instruments stands"),
            std::string::npos)
      << Join(filled->notes, "|");
}

struct Shape {
  const char* name;
  TemplateShape shape;
  std::size_t rows;  // That are filled or made
};

class TemplateCase : public ::testing::TestWithParam<Shape> {};

TEST_P(TemplateCase, IsFilledAndNothingIsLost) {
  const Bytes form = WordTemplate(GetParam().shape);
  const auto filled = Fill(form);
  ASSERT_TRUE(filled.has_value()) << ToString(filled.error());
  EXPECT_EQ(static_cast<std::size_t>(filled->rows), GetParam().rows);
  const auto back = ReadBack(filled->bytes);
  ASSERT_TRUE(back.has_value()) << ToString(back.error());
  ExpectAll(*back);
  EXPECT_EQ(back->organisation, SampleHandIn().organisation);
  EXPECT_EQ(back->by, "");  // "nobody has signed this"
  EXPECT_EQ(back->on, "20 Nov 2026");
}

TEST_P(TemplateCase, KeepsItsStylesAndEveryOtherPart) {
  const Bytes form = WordTemplate(GetParam().shape);
  const auto filled = Fill(form);
  ASSERT_TRUE(filled.has_value());
  for (const char* part : {"[Content_Types].xml", "word/styles.xml", "word/footer1.xml"})
    EXPECT_EQ(PartOf(filled->bytes, part), PartOf(form, part)) << part;
  const std::string before = PartOf(form, "word/document.xml");
  const std::string after = PartOf(filled->bytes, "word/document.xml");
  // What is filled looks as the cell did.
  const auto styled = [](const std::string& xml) {
    std::size_t count = 0;
    for (auto at = xml.find("TableBody"); at != xml.npos; at = xml.find("TableBody", at + 1))
      ++count;
    return count;
  };
  EXPECT_GT(styled(after), styled(before));
  EXPECT_EQ(before.substr(0, before.find("Synopsis")), after.substr(0, after.find("Synopsis")));
  EXPECT_TRUE(after.ends_with(before.substr(before.rfind("sectPr"))));
}

const std::string kSdt =
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle "
    "w:val=\"TableBody\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr>"
    "<w:t>Click or tap here to enter text.</w:t></w:r></w:p></w:sdtContent></w:sdt>";

TemplateShape With(void (*change)(TemplateShape&)) {
  TemplateShape out;
  change(out);
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    All, TemplateCase,
    ::testing::Values(
        Shape{"as_it_is_handed_out", {}, 43},
        Shape{"one_table", With([](auto& s) { s.one_table = true; }), 43},
        Shape{"a_column_of_status", With([](auto& s) { s.status = true; }), 43},
        Shape{"no_column_of_arguments", With([](auto& s) { s.arguments = false; }), 43},
        Shape{"columns_in_another_order", With([](auto& s) { s.evidence_first = true; }), 43},
        Shape{"placeholders", With([](auto& s) { s.evidence = "[Insert evidence here]"; }), 43},
        Shape{"content_controls", With([](auto& s) { s.cell = kSdt; }), 43},
        Shape{"evidence_there_already", With([](auto& s) { s.evidence = "See our wiki"; }), 43},
        Shape{"another_prefix", With([](auto& s) { s.prefix = "word"; }), 43},
        Shape{"the_strict_kind", With([](auto& s) { s.strict = true; }), 43},
        Shape{"rows_between_with_merged_cells", With([](auto& s) {
                s.between = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4\"/></w:tcPr>" +
                            testing::WordParagraph("Guidance") + "</w:tc></w:tr>";
              }),
              43},
        Shape{"a_table_inside_a_cell", With([](auto& s) {
                s.before = "<w:tbl>" +
                           testing::TemplateRow({testing::TemplateParagraph("Note"),
                                                 testing::WordTable({{"a", "b"}}) +
                                                     testing::TemplateParagraph("")}) +
                           "</w:tbl>" + testing::WordParagraph("");
              }),
              43},
        Shape{"a_tracked_insertion_and_deletion", With([](auto& s) {
                s.before =
                    "<w:p><w:ins w:id=\"1\"><w:r><w:t>new</w:t></w:r></w:ins><w:del "
                    "w:id=\"2\"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>";
              }),
              43},
        Shape{"a_comment_that_looks_like_a_table",
              With([](auto& s) { s.before = "<!-- <w:tbl><w:tr><w:tc> -->"; }), 43},
        Shape{"headings_and_no_claims", With([](auto& s) { s.claims = false; }), 45},
        Shape{"one_table_of_headings", With([](auto& s) {
                s.claims = false;
                s.one_table = true;
              }),
              45},
        Shape{"headings_with_status_in_another_order", With([](auto& s) {
                s.claims = false;
                s.status = s.evidence_first = true;
              }),
              45}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Template, TheTwoClaimsThatTheOfficialFormLacksStandOnTheLastPage) {
  const auto filled = Fill(WordTemplate({}));
  ASSERT_TRUE(filled.has_value());
  EXPECT_EQ(filled->without_row, (std::vector<std::string>{"2.1.6", "4.3.1"}));
}

TEST(Template, TheRowThatIsNumberedAsAnotherClaimGetsItsOwnAnswer) {
  const auto filled = Fill(WordTemplate({}));
  const auto back = ReadBack(filled->bytes);
  const auto row = std::ranges::find(back->rows, "4.3.1", &model::FormRow::number);
  ASSERT_NE(row, back->rows.end());
  EXPECT_EQ(row->claim, "4.3.2");
  EXPECT_NE(row->evidence.find("records/4.3.2-0.yaml"), std::string::npos);
}

TEST(Template, WhatPeopleWroteStaysAboveOurs) {
  TemplateShape shape;
  shape.evidence = "See our wiki";
  const auto filled = Fill(WordTemplate(shape));
  const auto back = ReadBack(filled->bytes);
  EXPECT_TRUE(
      back->rows.front().evidence.starts_with("See our wiki\nAssessed anew:\nrecords/1.1.1-0.yaml"))
      << back->rows.front().evidence;
  ASSERT_FALSE(filled->notes.empty());
  EXPECT_NE(filled->notes.back().find("43 cells had text already"), std::string::npos);
}

TEST(Template, PlaceholdersGo) {
  TemplateShape shape;
  shape.cell = kSdt;
  const auto filled = Fill(WordTemplate(shape));
  const std::string xml = PartOf(filled->bytes, "word/document.xml");
  EXPECT_EQ(xml.find("Click or tap"), xml.npos);
  EXPECT_EQ(xml.find("PlaceholderText"), xml.npos);
}

TEST(Template, ARowWhoseCellsAreMergedAwayIsToldOnTheLastPage) {
  TemplateShape shape;
  shape.cell = testing::TemplateParagraph("");
  Bytes form = WordTemplate(shape);
  std::string xml = PartOf(form, "word/document.xml");
  // The evidence of 1.1.2 goes on from the row above.
  auto cell = xml.find(
      "Claim\xC2\xA0"
      "1.1.2");
  for (int i = 0; i < 2; ++i) cell = xml.find("<w:tcPr>", cell + 1);
  xml.insert(cell + std::string_view("<w:tcPr>").size(), "<w:vMerge/>");
  form = testing::ZipOf({{"word/document.xml", xml, true}});
  const auto filled = Fill(form);
  ASSERT_TRUE(filled.has_value()) << ToString(filled.error());
  EXPECT_EQ(filled->without_row, (std::vector<std::string>{"1.1.2", "2.1.6", "4.3.1"}));
  const auto back = ReadBack(filled->bytes);
  std::vector<std::string> evidence;
  for (const auto& row : back->rows)
    if (row.claim == "1.1.2") evidence.push_back(row.evidence);
  ASSERT_EQ(evidence.size(), 2u);
  EXPECT_NE(evidence[1].find("records/1.1.2-1.yaml"), std::string::npos) << evidence[1];
}

TEST(Template, AnAnsweredFormOfSomethingElseIsNotFilled) {
  std::vector<std::vector<std::string>> rows = {{"Principle", "Requirement", "Evidence", "Met?"}};
  for (int i = 1; i < 8; ++i)
    rows.push_back({"Principle " + std::to_string(i), "The board owns risk", "Minutes", "Yes"});
  const auto refused = Fill(testing::WordFile(testing::WordTable(rows)));
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().what.find("it answers something else"), std::string::npos);
  for (auto& row : rows)
    if (row[2] == "Minutes") row[2] = row[3] = "";
  EXPECT_TRUE(Fill(testing::WordFile(testing::WordTable(rows))).has_value());
}

struct Bad {
  const char* name;
  Bytes form;
  const char* says;
};

class BadTemplateCase : public ::testing::TestWithParam<Bad> {};

TEST_P(BadTemplateCase, IsRefusedInOneLine) {
  const auto filled = Fill(GetParam().form);
  ASSERT_FALSE(filled.has_value());
  EXPECT_NE(ToString(filled.error()).find(GetParam().says), std::string::npos)
      << ToString(filled.error());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadTemplateCase,
    ::testing::Values(
        Bad{"macros", WordTemplate({}, {{"word/vbaProject.bin", "x"}}), "macros"},
        Bad{"a_signature", WordTemplate({}, {{"_xmlsignatures/sig1.xml", "<a/>"}}), "signed"},
        Bad{"no_table", testing::WordFile(testing::WordParagraph("Dear customer")), "no table"},
        Bad{"another_form",
            testing::WordFile(testing::WordTable({{"Question", "Answer"}, {"Lunch?", "Yes"}})),
            "no table"},
        Bad{"a_picture", testing::WordFile("<w:p><w:r><w:drawing/></w:r></w:p>"), "picture"},
        Bad{"no_archive", "not a Word file", ""},
        Bad{"a_document_that_is_cut", testing::ZipOf({{"word/document.xml", "<w:document>"}}),
            "ends before"},
        Bad{"a_bomb", testing::ZipOf({{"word/document.xml", Bytes(80u << 20, ' '), true}}), ""}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Template, FilesElsewhereAreToldAndNotFetched) {
  const auto filled = Fill(
      WordTemplate({}, {{"word/_rels/document.xml.rels",
                         "<Relationships><Relationship Id=\"r1\" Type=\"x/attachedTemplate\" "
                         "Target=\"https://elsewhere.example/t.dotm\" TargetMode=\"External\"/>"
                         "</Relationships>"}}));
  ASSERT_TRUE(filled.has_value());
  ASSERT_FALSE(filled->notes.empty());
  EXPECT_NE(filled->notes.front().find("1 file elsewhere"), std::string::npos);
}

}  // namespace
}  // namespace avouch::app
