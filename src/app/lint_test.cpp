#include "app/lint.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "formats/form.h"
#include "formats/form_lint.h"
#include "testing/form_sample.h"

namespace avouch::app {
namespace {

using formats::FormWording;
using formats::kMostClaimsOfOneDocument;
using formats::LintForm;
using formats::MissingClaims;
using model::FormFault;
using testing::FormAnswer;
using testing::FormCatalogue;
using testing::OfficialRows;
using testing::WordForm;

const std::string kEvidence = "Test report of 3 October 2026";

FormWording Wording() { return {testing::SampleFormWords(), FormCatalogue()}; }

Result<model::Form> Read(const std::string& name, const Bytes& bytes) {
  return formats::ReadForm(Path(name), bytes, FormCatalogue(), Wording());
}

model::Form Form(const std::vector<FormAnswer>& rows, const std::string& on = "2 November 2026") {
  auto form = Read("form.docx", WordForm(rows, on));
  EXPECT_TRUE(form.has_value()) << ToString(form.error());
  return form.value_or(model::Form());
}

std::vector<model::FormFinding> Lint(const model::Form& form) {
  return LintForm(form, FormCatalogue(), testing::SampleFormWords(), *ParseTime("2026-11-26"));
}

// The official rows with one of them changed.
std::vector<FormAnswer> With(const std::string& number,
                             const std::function<void(FormAnswer&)>& change) {
  auto rows = OfficialRows(kEvidence);
  change(*std::ranges::find(rows, number, &FormAnswer::number));
  return rows;
}

std::string Csv(const std::vector<FormAnswer>& rows, const std::string& heading) {
  std::string out = heading + "\n";
  for (const auto& row : rows)
    out += row.number + ";\"" + row.wording + "\";" + row.evidence + ";" + row.argument + "\n";
  return out;
}

TEST(Form, TheOfficialFormIsKnownAndLacksTwoClaims) {
  const auto form = Form(OfficialRows(kEvidence));
  EXPECT_EQ(form.list, "word-form-0.4");
  EXPECT_EQ(form.rows.size(), 43u);
  EXPECT_EQ(MissingClaims(form, FormCatalogue()), (std::vector<std::string>{"2.1.6", "4.3.1"}));
  EXPECT_EQ(form.rows.back().number, "4.3.1");
  EXPECT_EQ(form.rows.back().claim, "4.3.2");
  EXPECT_EQ(form.organisation, "Larkhill Health Ltd");
  EXPECT_EQ(form.by, "Helen");
  EXPECT_EQ(form.on, "2 November 2026");
  EXPECT_TRUE(Lint(form).empty()) << Lint(form).front().text;
}

TEST(Form, AFormOfAll45IsOfTheOtherList) {
  std::vector<FormAnswer> rows;
  for (const auto& theme : FormCatalogue().themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims)
        rows.push_back({claim.number, claim.claim, kEvidence, "x"});
  const auto form = Form(rows);
  EXPECT_EQ(form.list, "apc-1.0");
  EXPECT_TRUE(MissingClaims(form, FormCatalogue()).empty());
  EXPECT_TRUE(Lint(form).empty());
}

TEST(Form, ARowIsKnownByItsWordingAndNeverByItsNumber) {
  const auto moved = Form(With("1.1.1", [](auto& row) { row.number = "1.1.2"; }));
  EXPECT_EQ(moved.rows[0].claim, "1.1.1");
  const auto other = Form(With("1.1.1", [](auto& row) { row.wording = "The office is tidy"; }));
  EXPECT_EQ(other.rows[0].claim, "");
  const auto none = Form(With("1.1.1", [](auto& row) { row.wording = ""; }));
  EXPECT_EQ(none.rows[0].claim, "");
  EXPECT_EQ(MissingClaims(none, FormCatalogue())[0], "1.1.1");
}

TEST(Form, AnotherWordingOfTheSameClaimIsKnown) {
  const auto wording = Wording();
  for (auto [sentence, claim] : std::initializer_list<std::pair<const char*, const char*>>{
           {"We have documented the development framework that we use.", "1.1.1"},
           {"Third party components are tested before they are first deployed", "1.2.3"},
           {"Updates to third-party components get tested", "1.2.4"},
           {"Privileged users of the software must use multi\xE2\x80\x91"
            "factor authentication (enforced)",
            "1.4.2"},
           {"An incident support plan has been published", "4.3.1"},
           {"Relevant incidents: customers are informed in a timely way", "4.3.2"}})
    EXPECT_EQ(wording.ClaimOf(sentence), claim) << sentence;
  for (auto sentence : {"", "1.1.1", "Security", "We keep the office tidy",
                        "Customers are happy with our support and our software"})
    EXPECT_EQ(wording.ClaimOf(sentence), "") << sentence;
}

TEST(Form, MarkdownAndCsvAreReadAlike) {
  const auto rows = OfficialRows(kEvidence);
  std::string markdown = "# Ours\n\n| Ref | Claim | Evidence | Comments |\n|---|---|---|---|\n";
  for (const auto& row : rows)
    markdown += "| " + row.number + " | " + row.wording + " | " + row.evidence + " | x |\n";
  for (const auto& [name, text] : {std::pair<std::string, std::string>{"f.md", markdown},
                                   {"f.csv", Csv(rows, "Number;Claim;Evidence;Comments")},
                                   {"f.csv", Csv(rows, "\xEF\xBB\xBFNumber;Claim;Evidence;x")}}) {
    auto form = Read(name, text);
    ASSERT_TRUE(form.has_value()) << name << ToString(form.error());
    EXPECT_EQ(form->rows.size(), 43u) << name;
    EXPECT_EQ(form->rows[0].evidence, kEvidence) << name;
    EXPECT_EQ(form->list, "word-form-0.4") << name;
  }
}

TEST(Form, NumberAndSentenceInOneCellWithoutAHeadingThatIsKnown) {
  std::string table = "# Ours\n\n| Claim | What we do |\n|---|---|\n";
  for (const auto& row : OfficialRows(kEvidence))
    table += "| " + row.number + " " + row.wording + " | " + row.evidence + " |\n";
  const auto form = Read("f.md", table);
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  EXPECT_EQ(form->rows.size(), 43u);
  EXPECT_EQ(form->list, "word-form-0.4");
  EXPECT_EQ(form->rows[0].claim, "1.1.1");
  EXPECT_EQ(form->rows[0].evidence, kEvidence);
}

TEST(Form, AFewClaimsAreAChoiceOfTheNormativeList) {
  auto rows = OfficialRows(kEvidence);
  rows.resize(12);
  EXPECT_EQ(Form(rows).list, "apc-1.0");
}

TEST(Form, OrderColumnsAndMergedCellsMayVary) {
  auto rows = OfficialRows(kEvidence);
  std::ranges::reverse(rows);
  EXPECT_EQ(Form(rows).list, "word-form-0.4");
  using testing::WordCell;
  std::string table = "<w:tbl><w:tr>" + WordCell("Evidence") + WordCell("Claim") + "</w:tr>";
  for (const auto& row : OfficialRows(kEvidence))
    table += "<w:tr>" +
             WordCell(row.number == "1.1.1" ? kEvidence : "",
                      row.number == "1.1.1" ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>") +
             WordCell(row.number + " " + row.wording) + "</w:tr>";
  auto form = Read("f.docx", testing::WordFile(table + "</w:tbl>"));
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  EXPECT_EQ(form->rows[42].claim, "4.3.2");
  EXPECT_EQ(form->rows[42].evidence, kEvidence);
}

TEST(Form, RowsBetweenBelongToTheClaimAboveAndNotToAPrinciple) {
  std::string csv = "Ref,Claim,Evidence,Comments\n";
  for (const auto& row : OfficialRows(kEvidence))
    csv += row.number + ",\"" + row.wording + "\"," + row.evidence + ",x\n,,more of it,\n" +
           "Principle 9,heading,not this,\n";
  auto form = Read("f.csv", csv);
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  EXPECT_EQ(form->rows[0].evidence, kEvidence + "\nmore of it");
}

TEST(Form, WhatIsNoAssessmentOfTheseClaimsIsRefused) {
  for (const auto& [name, text] :
       {std::pair<std::string, std::string>{"a.md", "# Nothing\n\nJust prose about 1.1.1.\n"},
        {"a.csv", "Ref,Principle\n1.1.1,Office is tidy\n1.1.2,We are kind\n1.1.3,Lunch is good\n"},
        {"a.md", "%PDF-1.7"},
        {"a.md", "\xFF\xFE\x01"}}) {
    auto form = Read(name, text);
    EXPECT_FALSE(form.has_value()) << name;
  }
}

TEST(Form, RowsWithNumbersOfTheirOwnAreKnownByTheirWording) {
  std::string csv = "No.;Requirement;Met?;Evidence\n";
  int number = 0;
  for (const auto& row : OfficialRows(kEvidence))
    csv += std::to_string(++number) + ";\"" + row.wording + "\";Yes;" + kEvidence + "\n";
  const auto form = Read("f.csv", csv + "44;Our office is tidy;Yes;of 2 May 2026\n");
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  ASSERT_EQ(form->rows.size(), 44u);
  EXPECT_EQ(form->rows[0].claim, "1.1.1");
  EXPECT_EQ(form->rows[42].claim, "4.3.2");
  EXPECT_EQ(form->rows[42].number, "43");
  // A row that states no claim is a row of its own, and nothing of the one above.
  EXPECT_EQ(form->rows[43].claim, "");
  EXPECT_EQ(form->rows[42].evidence, kEvidence);
  const auto findings = Lint(*form);
  EXPECT_EQ(std::ranges::count(findings, FormFault::kMisnumbered, &model::FormFinding::kind), 0);
  EXPECT_EQ(std::ranges::count(findings, FormFault::kUnknownRow, &model::FormFinding::kind), 1);
}

TEST(Form, ADayThatIsStillToComeIsAskedAbout) {
  const auto kinds = [](const std::string& on) {
    return std::ranges::count(Lint(Form(OfficialRows(kEvidence), on)), FormFault::kFutureDate,
                              &model::FormFinding::kind);
  };
  EXPECT_EQ(kinds("27 November 2026"), 1);
  EXPECT_EQ(kinds("26 November 2026"), 0);
}

TEST(Form, AVersionIsNoClaimAndAHeadNoAnswer) {
  for (const char* version : {"3.1.1", "v2.4.1", "1.2.3-rc1", "10.2.3", "2.4"}) {
    auto rows = testing::OfficialRows(kEvidence);
    std::string md = "| Product | Sluice |\n|---|---|\n| Version | " + std::string(version) +
                     " |\n\n| Reference | Claim | Evidence | Arguments |\n|---|---|---|---|\n";
    for (const auto& row : rows)
      md += "| " + row.number + " | " + row.wording + " | " + row.evidence + " | |\n";
    const auto form = Read("f.md", md);
    ASSERT_TRUE(form.has_value()) << ToString(form.error());
    EXPECT_EQ(form->rows.size(), 43u) << version;
    EXPECT_EQ(form->version, version);
  }
}

TEST(Form, ASheetSaysAboveItsHeadingWhatItIsAbout) {
  std::string csv =
      "Organisation,Larkhill Ltd,,\nDate completed,2 November 2026,,\n,,,\n"
      "Reference,Claim,Evidence,Arguments\n";
  for (const auto& row : OfficialRows(kEvidence))
    csv += row.number + ",\"" + row.wording + "\"," + row.evidence + ",\n";
  const auto form = Read("f.csv", csv);
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  EXPECT_EQ(form->organisation, "Larkhill Ltd");
  EXPECT_EQ(form->on, "2 November 2026");
}

TEST(Form, WhatAnotherRowSaysIsNoEvidenceOfTheClaimAbove) {
  std::string csv = "Reference,Claim,Evidence,Arguments\n";
  for (const auto& row : OfficialRows(""))
    csv +=
        row.number + ",\"" + row.wording + "\",,\n" +
        (row.number == "1.1.2" ? ",(continued),more of it,\n" : "") +
        (row.number == "1.1.3" ? "Claim 46,Operators of the hosting are vetted,A list,Met\n" : "");
  const auto form = Read("f.csv", csv);
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  ASSERT_EQ(form->rows.size(), 44u);
  EXPECT_EQ(form->rows[1].evidence, "more of it");
  EXPECT_EQ(form->rows[2].evidence, "");
  EXPECT_EQ(form->rows[3].claim, "");
  EXPECT_EQ(form->rows[3].evidence, "A list");
  const auto findings = Lint(*form);
  EXPECT_EQ(std::ranges::count(findings, FormFault::kUnknownRow, &model::FormFinding::kind), 1);
}

TEST(Form, PrinciplesOfAnotherCodeAreRefusedBySayingSo) {
  std::string csv = "Principle,Requirement,Evidence\n";
  for (int i = 1; i < 7; ++i) csv += std::to_string(i) + ",The board owns risk " + "x,yes\n";
  const auto form = Read("f.csv", csv);
  ASSERT_FALSE(form.has_value());
  EXPECT_NE(form.error().what.find("it answers something else"), std::string::npos)
      << ToString(form.error());
}

TEST(Form, TheOfficialWordingThatTheUserSuppliedIsKnown) {
  // Words that share nothing with ours: only whoever has the wording can know them.
  const std::map<std::string, std::string> official = {{"1.1.1", "Alpha bravo charlie delta."},
                                                       {"1.1.2", "Echo foxtrot golf hotel."},
                                                       {"4.3.2", "The same sentence twice"},
                                                       {"4.3.1", "The same sentence, twice."}};
  const FormWording with(testing::SampleFormWords(), FormCatalogue(), official);
  EXPECT_EQ(Wording().ClaimOf("alpha BRAVO charlie, delta"), "");
  EXPECT_EQ(with.ClaimOf("alpha BRAVO charlie, delta"), "1.1.1");
  EXPECT_EQ(with.ClaimOf("The foxtrot golfs at an hotel"), "1.1.2");
  EXPECT_EQ(with.ClaimOf("The same sentence twice"), "");  // Of two claims it is neither's
  EXPECT_EQ(with.ClaimOf("The office is tidy"), "");
}

struct Fault {
  const char* name;
  const char* number;
  std::function<void(FormAnswer&)> change;
  FormFault kind;
};

class FormFaultCase : public ::testing::TestWithParam<Fault> {};

TEST_P(FormFaultCase, IsFoundAtItsRowAndNothingElseIs) {
  const auto findings = Lint(Form(With(GetParam().number, GetParam().change)));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, GetParam().kind) << findings[0].text;
  EXPECT_TRUE(findings[0].where.starts_with("table 3, row ")) << findings[0].where;
}

std::function<void(FormAnswer&)> Says(const std::string& evidence,
                                      const std::string& argument = "Met") {
  return [=](FormAnswer& row) { row.evidence = evidence, row.argument = argument; };
}

INSTANTIATE_TEST_SUITE_P(
    All, FormFaultCase,
    ::testing::Values(
        Fault{"other_wording", "1.2.1", [](auto& row) { row.wording = "Office is tidy"; },
              FormFault::kUnknownRow},
        Fault{"other_number", "1.2.1", [](auto& row) { row.number = "9.9.9"; },
              FormFault::kMisnumbered},
        Fault{"nothing", "1.2.1", Says("", ""), FormFault::kUnanswered},
        Fault{"empty_but_met", "1.2.1", Says("", "Fully met"), FormFault::kMetWithoutEvidence},
        Fault{"yes", "1.2.1", Says("Yes, we do this."), FormFault::kMetWithoutEvidence},
        Fault{"itself", "1.2.1", Says("See above"), FormFault::kSelfCiting},
        Fault{"only_a_policy", "1.2.5", Says("Patch management policy"), FormFault::kOnlyAPolicy},
        Fault{"certificate", "1.2.1", Says("Our ISO 27001 certificate of 2026-01-01"),
              FormFault::kCannotBear},
        Fault{"penetration_test", "2.1.5", Says("Annual pen test (May 2026)"),
              FormFault::kCannotBear},
        Fault{"not_applicable", "1.4.2", Says("N/A", ""), FormFault::kNoReason},
        Fault{"not_applicable_in_words", "1.4.2", Says("Not applicable", "N/A"),
              FormFault::kNoReason},
        Fault{"over", "1.3.1", Says("Test plan, valid until 31 January 2026"),
              FormFault::kPastDate},
        Fault{"template_text", "3.2.1", Says("[Insert link to policy]"), FormFault::kTemplateText}),
    [](const auto& fault) { return fault.param.name; });

TEST(FormLint, WhatIsWellSaidIsNotFound) {
  for (const auto& change : {Says("Not applicable", "The product has no users with special powers"),
                             Says("Patch policy and the tickets of May 2026"),
                             Says("ISO 27001 certificate, and the scan report of 2 May 2026"),
                             Says("Translation platform export of 2026-05-01"),
                             Says("Report, valid until 31 January 2027"), Says("", "Not met yet")})
    EXPECT_TRUE(Lint(Form(With("1.4.2", change))).empty());
}

TEST(FormLint, WhatAFormOfOursRepeatsOfAnotherIsNotCited) {
  auto rows = OfficialRows(kEvidence);
  for (auto& row : rows)
    row.evidence += "\nOnly said, in inbox/2026-10-12-self-assessment.docx, row 4 (sha256:00): TBC";
  EXPECT_TRUE(Lint(Form(rows)).empty());
}

TEST(FormLint, OneDocumentForManyClaimsIsToldOnce) {
  auto rows = OfficialRows(kEvidence);
  for (std::size_t i = 0; i <= kMostClaimsOfOneDocument; ++i)
    rows[i].evidence = "Test report R-1 in handbook.pdf of 2 May 2026";
  const auto findings = Lint(Form(rows));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, FormFault::kOneDocumentForMany);
  rows[0].evidence = kEvidence;
  EXPECT_TRUE(Lint(Form(rows)).empty());
}

TEST(FormLint, ADocumentIsKnownByItsTitleToo) {
  auto rows = OfficialRows(kEvidence);
  for (std::size_t i = 0; i <= kMostClaimsOfOneDocument; ++i)
    rows[i].evidence = "See our Information Security Policy v3.2, section " + std::to_string(i) +
                       ", and the log of 2 May 2026";
  const auto findings = Lint(Form(rows));
  ASSERT_EQ(findings.size(), 1u) << findings[0].text;
  EXPECT_EQ(findings[0].kind, FormFault::kOneDocumentForMany);
  EXPECT_TRUE(findings[0].text.starts_with("\"information security policy\"")) << findings[0].text;
  rows[0].evidence = kEvidence;
  EXPECT_TRUE(Lint(Form(rows)).empty());
}

TEST(FormLint, ARowOfEitherOfficialListIsNumberedRightly) {
  auto rows = OfficialRows(kEvidence);  // Ends with 4.3.2 under the number 4.3.1
  const auto* lacking = model::FindClaim(FormCatalogue(), "4.3.1");
  rows.push_back({"4.3.1", lacking->claim, kEvidence, "x"});
  EXPECT_TRUE(Lint(Form(rows)).empty()) << Lint(Form(rows))[0].text;
}

TEST(FormLint, ASecondRowAndMissingDatesAreTold) {
  auto rows = OfficialRows(kEvidence);
  rows.push_back(rows[0]);
  ASSERT_EQ(Lint(Form(rows)).size(), 1u);
  EXPECT_EQ(Lint(Form(rows))[0].kind, FormFault::kTwice);
  for (const auto& on : {"", "soon"}) {
    const auto findings = Lint(Form(OfficialRows(kEvidence), on));
    ASSERT_EQ(findings.size(), 1u) << on;
    EXPECT_EQ(findings[0].kind, FormFault::kNoDate);
  }
  EXPECT_EQ(Lint(Form(OfficialRows("Test report"))).size(), 1u);
}

}  // namespace
}  // namespace avouch::app
