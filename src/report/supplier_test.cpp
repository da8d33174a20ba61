// What a buyer reads: nothing is said to be shown that is not, two pages hold it, and
// evidence cannot break out of the page.

#include <gtest/gtest.h>

#include <tuple>

#include "report/supplier_compare.h"
#include "report/supplier_page.h"
#include "report/supplier_questions.h"
#include "testing/sample_assessment.h"

namespace avouch::report {
namespace {

using model::Grade;
using model::Verdict;

HandIn Answer() {
  HandIn out;
  out.catalogue = testing::SampleCatalogue();
  out.organisation = "Larkhill Software Ltd";
  out.product = "rota";
  out.version = "1.4";
  out.assessed = *ParseTime("2026-11-20");
  for (const auto& theme : out.catalogue.themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims) {
        HandInClaim one;
        one.claim = claim.number;
        out.claims.push_back(one);
        out.clauses.clauses.push_back(
            {claim.number, "The Supplier shall.", "A file.", "New.", "Soon."});
      }
  return out;
}

HandInClaim& At(HandIn& what, std::string_view claim) {
  for (auto& one : what.claims)
    if (one.claim == claim) return one;
  ADD_FAILURE() << claim;
  return what.claims.front();
}

void Meet(HandIn& what, std::string_view claim, Grade grade) {
  At(what, claim).verdict = Verdict::kMet;
  At(what, claim).grade = grade;
}

TEST(SupplierQuestions, AskFirstWhatIsNotMetThenWhatIsOpenThenWhatOneSignatureCarries) {
  HandIn what = Answer();
  for (auto& claim : what.claims) Meet(what, claim.claim, Grade::kComputed);
  Meet(what, "1.1.1", Grade::kSigned);
  At(what, "3.1.1").verdict = Verdict::kNotEvidenced;
  At(what, "1.4.1").verdict = Verdict::kNotMet;
  At(what, "3.2.1").verdict = Verdict::kNotApplicable;
  const auto asked = QuestionsFor(what, 8);
  ASSERT_EQ(asked.size(), 8u);
  EXPECT_EQ(asked[0].claim, "1.4.1");
  EXPECT_EQ(asked[1].claim, "3.1.1");
  EXPECT_EQ(asked[2].claim, "1.1.1");
  for (const auto& one : asked) EXPECT_NE(one.claim, "3.2.1") << "it does not apply";
}

TEST(SupplierQuestions, EachIsAboutAClaimThatThereIs) {
  const HandIn what = Answer();
  for (const auto& one : QuestionsFor(what, 100))
    EXPECT_NE(model::FindClaim(what.catalogue, std::string(one.claim)), nullptr) << one.claim;
}

TEST(SupplierPage, SaysThatNobodySignedAndThatItCannotBeChecked) {
  const std::string text = SheetText(SupplierPage(Answer()), 100);
  EXPECT_NE(text.find("Nobody has signed these answers"), std::string::npos);
  EXPECT_NE(text.find("was not sealed"), std::string::npos);
  EXPECT_NE(text.find("0 of 45 claims evidenced"), std::string::npos);
}

TEST(SupplierPage, CountsEachGradeInItsColumnAndAClaimedOneInNone) {
  HandIn what = Answer();
  Meet(what, "1.1.1", Grade::kComputed);
  Meet(what, "1.1.2", Grade::kExported);
  Meet(what, "1.1.3", Grade::kSigned);
  Meet(what, "1.1.4", Grade::kClaimed);  // Never comes out of an argument
  At(what, "1.1.5").verdict = Verdict::kNotMet;
  const Sheet page = SupplierPage(what);
  for (const auto& part : page.parts)
    if (part.heading == "What is shown, and by whom") {
      EXPECT_EQ(part.table.rows.back(),
                (std::vector<std::string>{"all 45", "1", "1", "1", "41", "1", "0"}));
      return;
    }
  FAIL() << "no such part";
}

TEST(SupplierPage, AGapHasItsDayAndItsOwner) {
  HandIn what = Answer();
  At(what, "1.1.1").gap_until = "2027-03-01", At(what, "1.1.1").gap_by = "developer";
  EXPECT_NE(WriteSupplierPage(what)->find("1 Mar 2027, developer"), Bytes::npos);
}

TEST(SupplierPage, EvidenceCannotBreakOutOfIt) {
  HandIn what = Answer();
  what.organisation = what.product = what.version = "</title><script>alert(1)</script>";
  what.signed_by = HandInSigned{"<b>x", "<i>", "<i>", "<i>"};
  At(what, "1.1.1").gap_until = At(what, "1.1.1").gap_by = "<script>";
  const auto page = WriteSupplierPage(what);
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(page->find("<script"), Bytes::npos);
  EXPECT_EQ(page->find("<b>"), Bytes::npos);
}

TEST(SupplierPage, WhatHasNoRoomIsNamed) {
  const std::string text = SheetText(SupplierPage(Answer()), 100);
  EXPECT_NE(text.find("33 more are open"), std::string::npos);
  EXPECT_NE(text.find("4.3.1-2"), std::string::npos);
}

TEST(SupplierCompare, AFormOnlySays) {
  HandIn shown = Answer(), said = Answer();
  Meet(shown, "1.1.1", Grade::kComputed);
  said.told_by = ToldBy::kForm;
  said.organisation = "Other Ltd";
  At(said, "1.1.1").said.push_back({});
  EXPECT_EQ(ShownWords(At(shown, "1.1.1")), "by machine");
  EXPECT_EQ(ShownWords(At(said, "1.1.1")), "only said");
  EXPECT_EQ(ShownWords(At(said, "1.1.2")), "not shown");
  for (const auto& [status, evidence, words] :
       {std::tuple("Not met", "a plan", "said: not met"), std::tuple("No", "", "said: not met"),
        std::tuple("Partially met", "x", "said: in part"),
        std::tuple("N/A", "", "said: not applicable"),
        std::tuple("Open: not evidenced", "x", "not shown"),
        std::tuple("", "Not met yet", "said: not met"),
        std::tuple("Met", "not met in one case", "only said"),
        std::tuple("", "Nobody knows", "only said")}) {
    HandInClaim one;
    one.said.push_back({"1.1.1", "f", "", "", "", status, evidence, ""});
    EXPECT_EQ(ShownWords(one), words) << status << evidence;
  }
  HandInClaim argued;  // As the official form has it: no column for a status
  argued.said.push_back({"1.1.1", "f", "", "", "", "", "a plan", "Not met, planned"});
  EXPECT_EQ(ShownWords(argued), "said: not met");
  shown.signed_by = HandInSigned{"helen", "2026-11-20", "2027-05-20", ""};
  const auto signer = [&](std::string_view at) {
    return CompareSheet({shown, said}, *ParseTime(at)).parts[0].points[0];
  };
  EXPECT_NE(signer("2027-05-20").find("20 Nov 2026, until 20 May 2027."), std::string::npos);
  EXPECT_NE(signer("2027-05-21").find("20 May 2027, which has passed."), std::string::npos);
  const Sheet sheet = CompareSheet({shown, said}, *ParseTime("2026-11-26"));
  EXPECT_EQ(
      sheet.parts[0].points[1],
      "Other Ltd, rota 1.4: a filled form; all in it is only said. Completed on 20 Nov 2026.");
  EXPECT_EQ(sheet.parts[1].points,
            std::vector<std::string>{
                "Larkhill Software Ltd, rota 1.4 shows, and not all others do: 1.1.1."});
}

TEST(SupplierAsk, AsksForWhatIsNotShownAndForNothingElse) {
  HandIn what = Answer();
  for (auto& claim : what.claims) Meet(what, claim.claim, Grade::kComputed);
  At(what, "2.1.6").verdict = Verdict::kNotEvidenced;
  const Sheet letter = AskSheet(what, "");
  ASSERT_EQ(letter.parts[1].table.rows.size(), 1u);
  EXPECT_EQ(letter.parts[1].table.rows[0][0], "2.1.6");
  EXPECT_NE(SheetText(letter, 100).find("your answers of 20 Nov 2026"), std::string::npos);
  HandIn undated = what;
  undated.assessed = {};
  EXPECT_EQ(SheetText(AskSheet(undated, ""), 100).find("1970"), std::string::npos);
  Meet(what, "2.1.6", Grade::kSigned);
  EXPECT_NE(SheetText(AskSheet(what, ""), 100).find("Nothing: every claim"), std::string::npos);
}

TEST(SupplierClauses, HasOneForEachClaim) {
  const HandIn what = Answer();
  std::size_t rows = 0;
  for (const auto& part : ClausesSheet(what.catalogue, what.clauses).parts)
    rows += part.table.rows.size();
  EXPECT_EQ(rows, 45u);
}

}  // namespace
}  // namespace avouch::report
