#include "app/lint_online.h"

#include <gtest/gtest.h>

#include <map>

#include "app/filled_form.h"
#include "testing/form_sample.h"

namespace avouch::app {
namespace {

using model::FormFault;

struct OneAddress : os::Resolver {
  std::vector<std::string> asked;
  Result<std::vector<os::IpAddress>> Resolve(const std::string& host) override {
    asked.push_back(host);
    return std::vector{*os::ParseIpAddress(host == "inside.example" ? "10.0.0.1" : "8.8.8.8")};
  }
};

struct Statuses : os::WebTransport {
  std::map<std::string, int> known;
  std::vector<std::string> asked;
  os::WebAnswer Get(const os::WebAddress& at, std::span<const os::IpAddress>,
                    const os::WebLimits&) override {
    asked.push_back(at.Text());
    os::WebAnswer out;
    out.status = known.contains(at.Text()) ? known[at.Text()] : 404;
    if (out.status == 301) out.headers = {{"location", "http://a.example/plain"}};
    if (out.status == 0) out.error = "nobody listens";
    return out;
  }
};

model::Form FormWith(const std::vector<std::string>& evidence) {
  model::Form out;
  for (const auto& text : evidence) {
    model::FormRow row;
    row.claim = "1.1.1";
    row.where = "table 1, row " + std::to_string(out.rows.size() + 1);
    row.evidence = text;
    out.rows.push_back(row);
  }
  return out;
}

struct Case {
  const char* name;
  const char* address;
  int status;
  const char* says;  // Empty: no finding
};

class OnlineCase : public ::testing::TestWithParam<Case> {};

TEST_P(OnlineCase, IsToldByItsRow) {
  OneAddress names;
  Statuses pages;
  pages.known[GetParam().address] = GetParam().status;
  const auto found =
      DeadAddresses(FormWith({"see " + std::string(GetParam().address)}), names, pages);
  if (std::string_view(GetParam().says).empty()) {
    EXPECT_TRUE(found.empty()) << found.front().text;
    return;
  }
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, FormFault::kDeadAddress);
  EXPECT_EQ(found[0].where, "table 1, row 1");
  EXPECT_NE(found[0].text.find(GetParam().says), std::string::npos) << found[0].text;
}

INSTANTIATE_TEST_SUITE_P(
    All, OnlineCase,
    ::testing::Values(Case{"answers", "https://a.example/policy", 200, ""},
                      Case{"gone", "https://a.example/policy", 410, "answers 410"},
                      Case{"behind_a_door", "https://a.example/policy", 403, "outside may not"},
                      Case{"nobody_there", "https://a.example/policy", 0, "nobody listens"},
                      Case{"leads_to_plain_http", "https://a.example/policy", 301, "plain http"},
                      Case{"plain_http", "http://a.example/policy", 200, "was not looked at"},
                      Case{"another_port", "https://a.example:8443/x", 200, "was not looked at"},
                      Case{"inside_a_house", "https://inside.example/x", 200, "does not answer"},
                      Case{"this_machine", "https://localhost/x", 200, "was not looked at"},
                      Case{"an_address_of_numbers", "https://127.0.0.1/x", 200,
                           "was not looked at"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(LintOnline, WhatIsRefusedIsNeverAskedFor) {
  OneAddress names;
  Statuses pages;
  (void)DeadAddresses(FormWith({"http://a.example/x https://127.0.0.1/ https://inside.example/"}),
                      names, pages);
  EXPECT_TRUE(pages.asked.empty());
}

TEST(LintOnline, AnAddressIsAskedOnceAndToldForEachRow) {
  OneAddress names;
  Statuses pages;
  EXPECT_EQ(DeadAddresses(FormWith({"https://a.example/x.", "(https://a.example/x)"}), names, pages)
                .size(),
            2u);
  EXPECT_EQ(pages.asked, std::vector<std::string>{"https://a.example/x"});
}

TEST(LintOnline, NoMoreThanSomeHundredAreAsked) {
  OneAddress names;
  Statuses pages;
  std::string text;
  for (std::size_t i = 0; i < kMostAddresses + 5; ++i)
    text += " https://a.example/" + std::to_string(i);
  const auto found = DeadAddresses(FormWith({text}), names, pages);
  EXPECT_EQ(pages.asked.size(), kMostAddresses);
  EXPECT_NE(found.back().text.find("5 addresses more"), std::string::npos) << found.back().text;
}

// ---- Forms as what is only said ----

TEST(FilledForm, IsKnownByTheNameThatImportGivesIt) {
  for (const char* name : {"2026-11-02-self-assessment.docx", "2026-11-02-self-assessment-2.md"})
    EXPECT_TRUE(IsFormName(name)) << name;
  for (const char* name : {"2026-11-02-github-members.json", "self-assessment.pdf", "form.csv"})
    EXPECT_FALSE(IsFormName(name)) << name;
}

TEST(FilledForm, ItsAnswersCarryRowAndDigestAndEmptyRowsAreNone) {
  auto rows = testing::OfficialRows("A log of 2 May 2026");
  rows[3].evidence.clear(), rows[3].argument.clear();
  const auto form = ReadFilledForm("a.docx", testing::WordForm(rows), testing::FormCatalogue());
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  EXPECT_EQ(DayOfForm(*form), "2026-11-02");
  const auto answers = AnswersOf(*form, "inbox/a.docx", std::string(64, 'd'));
  ASSERT_EQ(answers.size(), 42u);
  EXPECT_EQ(answers.front().row, "table 3, row 3");
  EXPECT_EQ(answers.front().digest, std::string(64, 'd'));
  EXPECT_EQ(answers.back().number, "4.3.1");
  EXPECT_EQ(answers.back().claim, "4.3.2");
}

TEST(FilledForm, TheSentenceOfAPrincipleIsNoAnswer) {
  const auto form = ReadFilledForm(
      "a.md",
      "| Reference | Claim | Evidence |\n|---|---|---|\n"
      "| Principle 3.2 | Implement and publish an effective vulnerability disclosure process. | |\n"
      "| Claim 3.2.1 | A vulnerability disclosure policy and process is published. | a |\n"
      "| Claim 3.2.2 | The process describes how to confidentially report vulnerabilities. | b |\n"
      "| Claim 3.3.1 | Knowledge of public vulnerabilities is kept up to date. | c |\n",
      testing::FormCatalogue());
  ASSERT_TRUE(form.has_value()) << ToString(form.error());
  ASSERT_EQ(form->rows.size(), 3u);
  EXPECT_EQ(form->rows[0].number, "3.2.1");
}

}  // namespace
}  // namespace avouch::app
