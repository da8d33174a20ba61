// The bank of questions: one mapping and no second, every id asked; and records of
// what was told come back as they were written.

#include "statement/questions_file.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "statement/catalogue_file.h"
#include "statement/embedded.h"

namespace avouch::statement {
namespace {

model::Catalogue TheCatalogue() { return *ReadCatalogue(EmbeddedCatalogue()); }

model::QuestionBank Bank() { return *ReadQuestions(EmbeddedFile(kQuestionsFile).value_or("")); }

TEST(Questions, TheBankThatTheProgramCarriesBreaksNoRule) {
  const auto bank = ReadQuestions(EmbeddedFile(kQuestionsFile).value_or(""));
  ASSERT_TRUE(bank.has_value()) << bank.error().what << " " << bank.error().where;
  for (const auto& fault : QuestionFaults(*bank, TheCatalogue())) ADD_FAILURE() << fault;
  std::vector<std::string> ids;
  for (const auto& set : bank->sets) ids.push_back(set.id);
  EXPECT_EQ(ids,
            (std::vector<std::string>{"ssdf", "cra", "osps", "slsa", "s2c2f", "cisa", "iso-27001",
                                      "cyber-essentials", "dtac", "dspt", "g-cloud"}));
}

TEST(Questions, EachFaultIsNamed) {
  struct Case {
    const char* fault;
    void (*spoil)(model::QuestionBank& bank);
  };
  static constexpr Case kCases[] = {
      {"ssdf PO.1.1: mapped here and in the catalogue",
       [](auto& bank) { bank.sets[0].questions[0].bears.push_back("1.1.1"); }},
      {"ssdf: not asked, and 1.1.2 serves it: PO.2.2",
       [](auto& bank) { bank.sets[0].questions.erase(bank.sets[0].questions.begin() + 4); }},
      {"ssdf: no such framework: other", [](auto& bank) { bank.sets[0].framework = "other"; }},
      {"ssdf: twice: PO.1.1",
       [](auto& bank) { bank.sets[0].questions.push_back(bank.sets[0].questions[0]); }},
      {"ssdf PO.1.1: not a sentence", [](auto& bank) { bank.sets[0].questions[0].ask = "x"; }},
      {"ssdf PO.1.1: not a sentence",
       [](auto& bank) { bank.sets[0].questions[0].ask = "Define security requirements."; }},
      {"ssdf PO.1.1: not a sentence",
       [](auto& bank) { bank.sets[0].questions[0].ask = "Requirements shall be defined."; }},
      {"ssdf PO.1.1: not a sentence",
       [](auto& bank) { bank.sets[0].questions[0].ask = "It is so. So is this."; }},
      {"ssdf PO.1.1: not a sentence",
       [](auto& bank) {
         bank.sets[0].questions[0].ask = "It";
         for (int i = 0; i < 40; ++i) bank.sets[0].questions[0].ask += " is";
         bank.sets[0].questions[0].ask += ".";
       }},
      {"ssdf: asks nothing", [](auto& bank) { bank.sets[0] = {"ssdf", "n", "", "s", "b", {}}; }},
      {"cisa 1: bears twice: 2.2",
       [](auto& bank) { bank.sets[5].questions[0].bears.push_back("2.2"); }},
      {"ssdf: a part is empty", [](auto& bank) { bank.sets[0].beyond.clear(); }},
      {"twice: ssdf", [](auto& bank) { bank.sets.push_back(bank.sets[0]); }},
      {"cisa 1: no such number: 9.9",
       [](auto& bank) { bank.sets[5].questions[0].bears.push_back("9.9"); }},
      {"cisa 1: weak, and does not bear: 4",
       [](auto& bank) { bank.sets[5].questions[0].weak.push_back("4"); }},
  };
  const auto catalogue = TheCatalogue();
  for (const auto& one : kCases) {
    auto bank = Bank();
    one.spoil(bank);
    EXPECT_EQ(QuestionFaults(bank, catalogue), std::vector<std::string>{one.fault});
  }
}

// A question may not be answered with more than is behind it: what each claim is, against
// what is asked, row by row. A row that is made stronger has to be argued here.
TEST(Questions, WhatBearsInFullIsAsWasAgreed) {
  struct Row {
    const char* set;
    const char* question;
    const char* full;  // Numbers that bear, and not only a little
  };
  static constexpr Row kRows[] = {
      {"cisa", "1", "2 1.4.5"},
      {"cisa", "2", "1.2"},
      {"cisa", "3", "1.2.1 1.2.2"},
      {"cisa", "4", "1.3 3.2 3.3"},
      {"iso-27001", "5.15", "2.1.1 2.1.6"},
      {"iso-27001", "5.16", "2.1.3 2.1.6"},
      {"iso-27001", "5.17", "2.1.4 2.1.5"},
      {"iso-27001", "5.18", "2.1.1 2.1.6"},
      {"iso-27001", "5.21", "1.2"},
      {"iso-27001", "5.26", "4.3"},
      {"iso-27001", "6.3", "1.1.2"},
      {"iso-27001", "8.5", "1.4.2 1.4.3"},
      {"iso-27001", "8.8", "3.2 3.3 3.5"},
      {"iso-27001", "8.9", "1.1.4"},
      {"iso-27001", "8.15", "2.2.1 2.2.3 2.2.4"},
      {"iso-27001", "8.25", "1.1.1 1.1.2 1.1.3 1.1.4 1.1.5"},
      {"iso-27001", "8.26", "1.1.5"},
      {"iso-27001", "8.27", "1.4"},
      {"iso-27001", "8.29", "1.3"},
      {"iso-27001", "8.32", "2.2"},
      {"dtac", "code", "1 2 3 4"},
      {"g-cloud", "code", "1 2 3 4"},
  };
  std::vector<std::string> wanted, found;
  for (const auto& row : kRows)
    wanted.push_back(std::string(row.set) + " " + row.question + ": " + row.full);
  for (const auto& set : Bank().sets)
    for (const auto& question : set.questions) {
      std::vector<std::string> full;
      for (const auto& number : question.bears)
        if (std::ranges::find(question.weak, number) == question.weak.end()) full.push_back(number);
      if (!full.empty()) found.push_back(set.id + " " + question.id + ": " + Join(full, " "));
    }
  EXPECT_EQ(found, wanted);
}

TEST(Questions, ANumberHoldsItselfAndWhatIsBelowItAndNothingElse) {
  EXPECT_TRUE(model::HoldsNumber("1", "1.2.2"));
  EXPECT_TRUE(model::HoldsNumber("1.2", "1.2.2"));
  EXPECT_TRUE(model::HoldsNumber("1.2.2", "1.2.2"));
  EXPECT_FALSE(model::HoldsNumber("1.2.2", "1.2"));
  EXPECT_FALSE(model::HoldsNumber("1.2", "1.20.1"));
  EXPECT_FALSE(model::HoldsNumber("", "1.2.2"));
}

TEST(Questions, WhatIsNotOfTheShapeIsRefused) {
  for (const char* yaml :
       {"", "sets: 3\n", "sets:\n- { id: a, score: 3 }\n", "sets: []\nmore: 1\n"})
    EXPECT_FALSE(ReadQuestions(yaml).has_value()) << yaml;
}

model::Told Sample() {
  model::Told out;
  out.told = "ssdf";
  out.to = "Ruth: \"Buyer\" Ltd\n- {";
  out.on = "2026-11-26";
  out.organisation = "yes";
  out.product = "rota";
  out.source = "commit 12";
  out.answer = "sha256:34";
  out.claims = {{"1.1.1", model::Verdict::kMet, {"56"}}, {"1.1.2", model::Verdict::kNotMet, {}}};
  out.questions = {{"PO.1.1", {"1.1.1", "1.1.2"}}, {"PO.2.3", {}}};
  return out;
}

TEST(Told, ComesBackAsItWasWrittenWhateverTheNameHolds) {
  const auto read = ReadTold(WriteTold(Sample()), "x.yaml");
  ASSERT_TRUE(read.has_value()) << read.error().what << " " << read.error().where;
  EXPECT_EQ(*read, Sample());
  model::Told empty = Sample();
  empty.claims.clear(), empty.questions.clear();
  EXPECT_EQ(*ReadTold(WriteTold(empty), "x.yaml"), empty);
}

TEST(Told, WhatCannotBeReliedOnIsRefused) {
  model::Told day = Sample(), twice = Sample(), hanging = Sample();
  day.on = "yesterday";
  twice.claims[1].claim = "1.1.1";
  twice.questions.clear();
  hanging.questions[1].claims = {"4.1.1"};
  for (const auto& told : {day, twice, hanging}) {
    const auto read = ReadTold(WriteTold(told), "x.yaml");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().kind, ErrorKind::kConfiguration);
    EXPECT_EQ(read.error().where, "x.yaml");
  }
  EXPECT_FALSE(ReadTold("asked: rota\n", "x.yaml").has_value()) << "a record of another kind";
}

}  // namespace
}  // namespace avouch::statement
