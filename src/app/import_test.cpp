#include "app/import.h"

#include <gtest/gtest.h>

#include <set>

#include "app/filled_form.h"
#include "app/received.h"

namespace avouch::app {
namespace {

class Importing : public testing::Test {
 protected:
  void SetUp() override {
    auto profiles = LoadProfiles();
    ASSERT_TRUE(profiles) << ToString(profiles.error());
    profiles_ = std::move(*profiles);
  }
  formats::ReceivedRules Rules() const { return {profiles_, own_, {}}; }

  std::vector<formats::Profile> profiles_;
  std::vector<model::ReadRule> own_;
};

constexpr std::string_view kMembers =
    R"([{"login":"priyan","node_id":"U_1","type":"User"},{"login":"tomad","node_id":"U_2","type":"User"}])";
constexpr std::string_view kTraining =
    "person,course,passed,expires\npriya@x.example,secure-coding,2026-02-11,2027-02-11\n,x,,\n";

TEST_F(Importing, SaysWhatItIsHowMuchCountsAndOnWhatItBears) {
  const auto members = Recognise(Rules(), "2026-11-18-github-members.json", kMembers);
  ASSERT_TRUE(members) << ToString(members.error());
  EXPECT_EQ(members->as, "github-members");
  EXPECT_EQ(members->day, "2026-11-18");
  EXPECT_EQ(members->said,
            "GitHub: members of an organisation (github-members); 2 rows, 2 used; made 2026-11-18 "
            "by its name; bears on 2.1.1, 2.1.3, 2.1.6");
  const auto training = Recognise(Rules(), "lms.csv", kTraining);
  ASSERT_TRUE(training) << ToString(training.error());
  EXPECT_TRUE(training->said.contains("1 used, 1 left")) << training->said;
  ASSERT_FALSE(training->left.empty());
  EXPECT_EQ(training->day, "");
}

TEST_F(Importing, UnknownContentSaysWhatWasLookedFor) {
  for (const std::string_view bytes : {"a,b\n1,2\n", "{\"a\":1}", "%PDF-1.7", "<x/>", ""}) {
    const auto unknown = Recognise(Rules(), "x", bytes);
    ASSERT_FALSE(unknown) << bytes;
    EXPECT_FALSE(unknown.error().what.empty());
    EXPECT_EQ(unknown.error().what.find('\n'), std::string::npos);
  }
}

TEST_F(Importing, ResultsOfTestsAreNoExportOfTheOrganisation) {
  const auto junit = Recognise(Rules(), "junit.xml",
                               "<testsuites><testsuite name=\"a\" tests=\"1\">"
                               "<testcase name=\"b\"/></testsuite></testsuites>");
  ASSERT_FALSE(junit);
  EXPECT_EQ(junit.error().kind, ErrorKind::kUnsupported);
  EXPECT_TRUE(junit.error().what.contains("junit")) << junit.error().what;
}

TEST_F(Importing, IsNamedByDayAndProfileWhereThatIsReadTheSame) {
  const auto members = Recognise(Rules(), "members.json", kMembers);
  ASSERT_TRUE(members) << ToString(members.error());
  EXPECT_EQ(InboxNames(Rules(), *members, "members.json", "2026-11-24", kMembers).front(),
            "2026-11-24-github-members.json");
  // The same content under a name that says "without a second factor" is that list.
  const auto without = Recognise(Rules(), "github-2fa-disabled.json", kMembers);
  ASSERT_TRUE(without) << ToString(without.error());
  ASSERT_NE(without->as, members->as);
  for (const auto& name :
       InboxNames(Rules(), *without, "github-2fa-disabled.json", "2026-11-24", kMembers)) {
    const auto again = Recognise(Rules(), name, kMembers);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->as, without->as) << name;
  }
}

TEST_F(Importing, ANameThatAnOwnRuleKnowsIsKept) {
  own_ = {
      {"inbox/lms-*.csv", "training", {{"person", "Who"}, {"course", "What"}, {"passed", "When"}}}};
  const std::string_view csv = "Who,What,When\npriya@x.example,secure-coding,2026-02-11\n";
  const auto read = Recognise(Rules(), "lms-2026.csv", csv);
  ASSERT_TRUE(read) << ToString(read.error());
  const auto names = InboxNames(Rules(), *read, "lms-2026.csv", "2026-11-24", csv);
  EXPECT_EQ(names.front(), "lms-2026.csv");
}

TEST_F(Importing, NoNameLeadsOutOfTheInbox) {
  const Imported unread;
  for (const char* name :
       {"../x", "..", ".git", "a/b", "-rf", "\x1b[2J", "", ".", "a\nb", "日本"}) {
    for (const std::string& kept : InboxNames(Rules(), unread, name, "2026-11-24", "x")) {
      EXPECT_EQ(kept.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789.-_"),
                std::string::npos)
          << kept;
      EXPECT_FALSE(kept.starts_with('.')) << kept;
      EXPECT_FALSE(kept.empty());
    }
    EXPECT_TRUE(
        InboxNames(Rules(), unread, name, "2026-11-24", "x").front().starts_with("2026-11-24-"));
  }
}

TEST_F(Importing, EveryProfileSaysHowItIsMade) {
  const auto all = ImportHow(profiles_, {});
  ASSERT_TRUE(all);
  std::set<std::string> names;
  for (const auto& profile : profiles_) {
    EXPECT_TRUE(names.insert(profile.name).second);
    const auto one = ImportHow(profiles_, {profile.name});
    ASSERT_TRUE(one);
    EXPECT_EQ(*one, profile.how + "\n");
    EXPECT_EQ(profile.how.find('\n'), std::string::npos) << profile.name;  // One line to run
    EXPECT_TRUE(all->contains("\n    " + profile.how + "\n") || all->contains(profile.how));
  }
  EXPECT_FALSE(ImportHow(profiles_, {"no-such"}));
}

TEST(SaidInForms, AFormAboutSomethingElseIsNotAboutThisProduct) {
  struct Row {
    const char* rule;
    const char* product;
    const char* organisation;
    bool about;
  };
  static constexpr Row kRows[] = {
      {"the same", "Rota", "Larkhill Health Ltd", true},
      {"with a version", "Rota 2.4", "", true},
      {"in other letters", "ROTA", "", true},
      {"unnamed", "", "", true},
      {"unnamed, of this organisation", "", "Larkhill", true},
      {"another product of this organisation", "Shifts", "Larkhill Health Ltd", false},
      {"another product", "TideGauge 7", "Fen Instruments", false},
      {"unnamed, of another organisation", "", "Fen Instruments", false},
  };
  for (const auto& row : kRows) {
    model::Form form;
    form.product = row.product, form.organisation = row.organisation;
    EXPECT_EQ(IsAbout(form, {"Rota", "Larkhill Health Ltd"}), row.about) << row.rule;
  }
}

TEST(SaidInForms, WhatAFormOfOursRepeatsIsNotSaidOnceMore) {
  model::Form form;
  model::FormRow row;
  row.claim = "1.1.1";
  row.evidence = "Only said, in inbox/a.docx, table 3, row 5 (sha256:00): yes";
  form.rows.push_back(row);
  EXPECT_TRUE(AnswersOf(form, "inbox/b.docx", "00").empty());
  form.rows[0].evidence += "\nA report of 3 May 2026";
  const auto answers = AnswersOf(form, "inbox/b.docx", "00");
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].evidence, "A report of 3 May 2026");
}

}  // namespace
}  // namespace avouch::app
