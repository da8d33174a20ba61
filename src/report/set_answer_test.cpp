// Answers to other people's questions: nothing is evidence that is not of a met claim,
// what is missing is always named, and no cell is a formula.

#include "report/set_answer.h"

#include <gtest/gtest.h>

#include "syntax/csv.h"
#include "testing/sample_assessment.h"

namespace avouch::report {
namespace {

using model::Basis;
using model::Grade;
using model::Verdict;

model::CatalogueClaim& ClaimAt(model::Catalogue& catalogue, std::string_view number) {
  for (auto& theme : catalogue.themes)
    for (auto& principle : theme.principles)
      for (auto& claim : principle.claims)
        if (claim.number == number) return claim;
  ADD_FAILURE() << number;
  return catalogue.themes.front().principles.front().claims.front();
}

HandIn Answer() {
  HandIn out;
  out.catalogue = testing::SampleCatalogue();
  for (const char* claim : {"1.2.1", "1.2.2", "1.3.1"}) ClaimAt(out.catalogue, claim).serves = {};
  ClaimAt(out.catalogue, "1.2.1").serves = {{"osps", "QA-02", Basis::kPublished, false}};
  ClaimAt(out.catalogue, "1.2.2").serves = {{"osps", "QA-02", Basis::kPublished, true},
                                            {"ssdf", "QA-02", Basis::kProposed, false}};
  ClaimAt(out.catalogue, "1.3.1").serves = {
      {"osps", "QA-02", Basis::kPublishedForPrinciple, false}};
  out.product = "rota";
  out.assessed = *ParseTime("2026-11-20");
  for (const auto& number : out.catalogue.index) {
    HandInClaim one;
    one.claim = number;
    one.evidence = {{"components of " + number, "observation", "ab" + number, "2026-11-19",
                     Grade::kComputed, "public"}};
    out.claims.push_back(one);
  }
  return out;
}

HandInClaim& At(HandIn& what, std::string_view claim) {
  for (auto& one : what.claims)
    if (one.claim == claim) return one;
  ADD_FAILURE() << claim;
  return what.claims.front();
}

void Decide(HandIn& what, std::string_view claim, Verdict verdict) {
  At(what, claim).verdict = verdict;
  if (verdict == Verdict::kMet) At(what, claim).grade = Grade::kComputed;
}

model::QuestionSet Mapped() {
  return {
      "osps", "OSPS", "osps", "Ids are theirs.", "More is asked.", {{"QA-02", "Lists.", {}, {}}}};
}

model::QuestionSet Own() {
  return {"own",
          "Own",
          "",
          "Ids are ours.",
          "More is asked.",
          {{"a", "All of testing, and one.", {"1.3", "1.2.2"}, {"1.3"}}, {"b", "No.", {}, {}}}};
}

TEST(SetAnswer, WhatBearsIsTheCataloguesMappingOfThatFrameworkAndNoOther) {
  const HandIn what = Answer();
  const model::QuestionSet set = Mapped();
  EXPECT_EQ(BearingsOn(set, set.questions[0], what.catalogue),
            (std::vector<Bearing>{{"1.2.1", Basis::kPublished, false, false},
                                  {"1.2.2", Basis::kPublished, true, false},
                                  {"1.3.1", Basis::kPublishedForPrinciple, false, true}}));
}

TEST(SetAnswer, APrincipleStandsForItsClaimsAndIsToldAsSuch) {
  const HandIn what = Answer();
  const model::QuestionSet set = Own();
  EXPECT_EQ(BearingsOn(set, set.questions[0], what.catalogue),
            (std::vector<Bearing>{{"1.2.2", Basis::kProposed, false, false},
                                  {"1.3.1", Basis::kProposed, true, true},
                                  {"1.3.2", Basis::kProposed, true, true},
                                  {"1.3.3", Basis::kProposed, true, true}}));
  EXPECT_TRUE(BearingsOn(set, set.questions[1], what.catalogue).empty());
}

TEST(SetAnswer, WordsSayWhoseMappingItIsAndHowMuchItBears) {
  EXPECT_EQ(BearingWords({"1", Basis::kPublished, false, false}), "published");
  EXPECT_EQ(BearingWords({"1", Basis::kPublishedForPrinciple, true, true}),
            "published, not claim by claim, bears little");
  EXPECT_EQ(BearingWords({"1", Basis::kProposed, true, false}), "proposed by us, bears little");
}

TEST(SetAnswer, WhatIsNotCoveredIsAlwaysNamed) {
  HandIn what = Answer();
  const auto bearings = BearingsOn(Mapped(), Mapped().questions[0], what.catalogue);
  EXPECT_EQ(NotCovered(what, bearings), "open: 1.2.1-2 1.3.1; what is asked beyond these claims");
  Decide(what, "1.2.1", Verdict::kNotMet);
  Decide(what, "1.2.2", Verdict::kMet);
  Decide(what, "1.3.1", Verdict::kNotApplicable);
  EXPECT_EQ(NotCovered(what, bearings),
            "not met: 1.2.1; does not apply: 1.3.1; met, and bears little: 1.2.2; what is asked "
            "beyond these claims");
  Decide(what, "1.2.1", Verdict::kMet);
  Decide(what, "1.3.1", Verdict::kMet);
  ASSERT_EQ(bearings.size(), 3u);
  EXPECT_EQ(NotCovered(what, {bearings[0], bearings[2]}), "what is asked beyond these claims");
  At(what, "1.2.1").reservation = "not for the old version";
  EXPECT_EQ(NotCovered(what, {bearings[0]}),
            "excepted by the Senior Responsible Owner: 1.2.1; what is asked beyond these claims");
  EXPECT_EQ(NotCovered(what, {}), "no claim of the Code bears on it");
}

TEST(SetAnswer, EvidenceIsCitedForAMetClaimAlone) {
  HandIn what = Answer();
  for (const Verdict verdict :
       {Verdict::kNotMet, Verdict::kNotEvidenced, Verdict::kNotApplicable}) {
    for (auto& claim : what.claims) claim.verdict = verdict;
    EXPECT_EQ(AnswerCsv(what, Mapped()).find("sha256:"), std::string::npos) << Name(verdict);
    const std::string text = SheetText(AnswerSheet(what, Mapped()), 100);
    EXPECT_EQ(text.find("sha256:"), std::string::npos) << text;
    EXPECT_TRUE(ToldOf(what, Mapped()).claims[0].digests.empty());
  }
  Decide(what, "1.2.1", Verdict::kMet);
  const std::string csv = AnswerCsv(what, Mapped());
  EXPECT_NE(csv.find("components of 1.2.1,observation,2026-11-19,computed,sha256:ab1.2.1"),
            std::string::npos)
      << csv;
  EXPECT_EQ(csv.find("components of 1.2.2"), std::string::npos);
  const std::string text = SheetMarkdown(AnswerSheet(what, Mapped()));
  EXPECT_NE(text.find("met, computed"), std::string::npos) << text;
  EXPECT_NE(text.find("sha256:ab1.2.1"), std::string::npos);
}

TEST(SetAnswer, EvidenceThatSeveralClaimsShareIsListedOnce) {
  HandIn what = Answer();
  for (const char* claim : {"1.2.1", "1.2.2", "1.3.1"}) Decide(what, claim, Verdict::kMet);
  At(what, "1.3.1").evidence.push_back(At(what, "1.2.1").evidence[0]);
  const Sheet sheet = AnswerSheet(what, Mapped());
  EXPECT_EQ(sheet.parts[1].table.rows[2][3], "E3, E1");
  EXPECT_EQ(sheet.parts[2].table.rows.size(), 3u);
  EXPECT_EQ(sheet.parts[2].table.rows[0],
            (std::vector<std::string>{
                "E1", "observation components of 1.2.1, 2026-11-19, computed, sha256:ab1.2.1"}));
}

TEST(SetAnswer, AClaimThatTheAnswerLacksIsOpen) {
  HandIn what = Answer();
  what.claims.clear();
  EXPECT_EQ(ToldOf(what, Mapped()).claims[0].verdict, Verdict::kNotEvidenced);
  EXPECT_NE(AnswerCsv(what, Mapped()).find("open: not evidenced"), std::string::npos);
}

TEST(SetAnswer, WeakerRulesAreToldInEachFormat) {
  HandIn what = Answer();
  what.loosened = {"waived: 1 finding of 1.3.3"};
  for (const auto& text : {AnswerCsv(what, Own()), SheetText(AnswerSheet(what, Own()), 200)}) {
    EXPECT_NE(text.find("weaker than the program's own: waived: 1 finding of 1.3.3."),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("Nobody has signed this answer."), std::string::npos);
  }
}

TEST(SetAnswer, WithheldEvidenceIsSaidToBe) {
  HandIn what = Answer();
  Decide(what, "1.2.1", Verdict::kMet);
  At(what, "1.2.1").evidence[0].digest.clear();
  EXPECT_NE(AnswerCsv(what, Mapped()).find("withheld from this reader"), std::string::npos);
  EXPECT_TRUE(ToldOf(what, Mapped()).claims[0].digests.empty());
}

TEST(SetAnswer, NoCellOfTheCsvIsAFormulaAndEachRowHasAllColumns) {
  HandIn what = Answer();
  Decide(what, "1.2.1", Verdict::kMet);
  At(what, "1.2.1").evidence[0].what = "=HYPERLINK(\"x\")\n@a\xff";
  for (const auto& set : {Mapped(), Own()}) {
    const std::string csv = AnswerCsv(what, set);
    EXPECT_EQ(csv.find(",="), std::string::npos);
    EXPECT_EQ(csv.find(",\"="), std::string::npos);
    auto reader = syntax::CsvReader::Open(csv);
    ASSERT_TRUE(reader.has_value());
    std::size_t rows = 0;
    syntax::CsvRow row;
    for (auto more = reader->Next(row); more && *more; more = reader->Next(row), ++rows)
      EXPECT_EQ(row.cells.size(), 13u);
    EXPECT_EQ(rows, set.id == "own" ? 7u : 5u) << csv;
  }
}

TEST(SetAnswer, AnAnswerNoLongerHoldsWhenAClaimThatItLeantOnHasFallen) {
  struct Case {
    Verdict then, now;
    bool falls;
  };
  static constexpr Case kCases[] = {
      {Verdict::kMet, Verdict::kMet, false},
      {Verdict::kMet, Verdict::kNotMet, true},
      {Verdict::kMet, Verdict::kNotEvidenced, true},
      {Verdict::kMet, Verdict::kNotApplicable, true},
      {Verdict::kNotApplicable, Verdict::kNotApplicable, false},
      {Verdict::kNotApplicable, Verdict::kNotEvidenced, true},
      {Verdict::kNotEvidenced, Verdict::kNotMet, false},
      {Verdict::kNotEvidenced, Verdict::kMet, false},
      {Verdict::kNotMet, Verdict::kMet, false},
  };
  for (const auto& one : kCases) {
    HandIn what = Answer();
    Decide(what, "1.2.2", one.then);
    const model::Told told = ToldOf(what, Own());
    Decide(what, "1.2.2", one.now);
    const auto fallen = NoLongerTrue(told, what);
    ASSERT_EQ(fallen.size(), one.falls ? 1u : 0u) << Name(one.then) << " " << Name(one.now);
    if (!one.falls) continue;
    EXPECT_EQ(fallen[0], (NoLonger{"1.2.2", one.then, one.now, {"a"}}));
  }
  HandIn what = Answer();
  Decide(what, "1.2.2", Verdict::kMet);
  const model::Told told = ToldOf(what, Own());
  what.claims.clear();
  EXPECT_EQ(NoLongerTrue(told, what).size(), 1u) << "a claim that is gone is open";
}

TEST(SetAnswer, NoSetSaysMoreThanEvidenceFor) {
  HandIn what = Answer();
  for (auto& claim : what.claims) Decide(what, claim.claim, Verdict::kMet);
  const std::string text = SheetText(AnswerSheet(what, Own()), 100);
  EXPECT_NE(text.find("No.\n  Open: nothing here is evidence for it."), std::string::npos) << text;
  EXPECT_NE(text.find("Not covered: no claim of the Code bears on it."), std::string::npos);
  EXPECT_NE(text.find("Nobody has signed this answer."), std::string::npos);
}

}  // namespace
}  // namespace avouch::report
