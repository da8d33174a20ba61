#include "formats/gitlab_rules.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

using enum GitlabEvent;

char Letter(Truth truth) { return truth == Truth::kYes ? 'y' : truth == Truth::kNo ? 'n' : '?'; }

// One letter for each of kGitlabEvents: default branch, other branch, merge
// request, tag, schedule, by hand, by program.
std::string Holds(std::string_view expression, const GitlabVariables& variables = {}) {
  std::string out;
  for (GitlabEvent event : kGitlabEvents) out += Letter(GitlabHolds(expression, event, variables));
  return out;
}

struct Row {
  std::string_view expression, holds;
};

TEST(GitlabRules, ExpressionsHoldWhereTheirVariablesAre) {
  const Row kRows[] = {
      {"$CI_COMMIT_TAG", "nnnynnn"},
      {"${CI_COMMIT_TAG}", "nnnynnn"},
      {"$CI_COMMIT_TAG == null", "yyynyyy"},
      {"$CI_COMMIT_TAG != null", "nnnynnn"},
      {"$CI_COMMIT_BRANCH", "yynnyyy"},
      {"$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", "ynnnyyy"},
      {"$CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH", "nyyynnn"},
      {"$CI_COMMIT_BRANCH == 'main'", "ynnnyyy"},
      {"\"master\" == $CI_COMMIT_BRANCH", "ynnnyyy"},
      {"$CI_COMMIT_BRANCH == 'develop'", "??nn???"},
      {"$CI_COMMIT_REF_NAME == 'main'", "yn??yyy"},
      {"$CI_COMMIT_BRANCH =~ /^release/", "??nn???"},
      {"$CI_COMMIT_TAG =~ /^v[0-9]+\\/x$/i", "nnn?nnn"},
      {"$CI_COMMIT_TAG !~ /-rc/", "yyy?yyy"},
      {"$CI_PIPELINE_SOURCE == 'merge_request_event'", "nnynnnn"},
      {"$CI_PIPELINE_SOURCE == \"push\"", "yynynnn"},
      {"$CI_PIPELINE_SOURCE != \"schedule\"", "yyyynyy"},
      {"$CI_PIPELINE_SOURCE == 'web'", "nnnnnyn"},
      {"$CI_PIPELINE_SOURCE == 'trigger'", "nnnnnn?"},
      {"$CI_MERGE_REQUEST_IID", "nnynnnn"},
      {"$CI_MERGE_REQUEST_LABELS =~ /x/", "nn?nnnn"},
      {"$CI_OPEN_MERGE_REQUESTS", "???????"},
      {"$CI_PROJECT_PATH == 'a/b'", "???????"},
      {"$CI_PROJECT_PATH", "yyyyyyy"},
      {"$ANYTHING == 'x'", "???????"},
      {"'a' == 'a'", "yyyyyyy"},
      {"null", "nnnnnnn"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Holds(row.expression), row.holds) << row.expression;
}

TEST(GitlabRules, AndBindsStrongerThanOrAndBracketsStronger) {
  const Row kRows[] = {
      {"$CI_COMMIT_TAG || $CI_COMMIT_BRANCH && $CI_PIPELINE_SOURCE == 'push'", "yynynnn"},
      {"($CI_COMMIT_TAG || $CI_COMMIT_BRANCH) && $CI_PIPELINE_SOURCE == 'web'", "nnnnnyn"},
      {"$CI_COMMIT_TAG && $UNKNOWN", "nnn?nnn"},
      {"$CI_COMMIT_TAG || $UNKNOWN", "???y???"},
      {"\n $CI_COMMIT_TAG\n && null == null ", "nnnynnn"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Holds(row.expression), row.holds) << row.expression;
}

TEST(GitlabRules, WhatCannotBeParsedIsNeverCertain) {
  for (std::string_view bad :
       {"", "$", "$CI_COMMIT_TAG =~", "($CI_COMMIT_TAG", "$CI_COMMIT_TAG)", "'a",
        "$CI_COMMIT_TAG =~ /a", "!$CI_COMMIT_TAG", "$A == $B ==", "true", "${A"})
    EXPECT_EQ(Holds(bad), "???????") << bad;
  EXPECT_EQ(Holds(std::string(10'000, '(') + "$A"), "???????");
}

TEST(GitlabRules, VariablesOfTheFileCountUnlessAPersonMaySetThem) {
  const GitlabVariables variables = {{"ON", "true"}, {"EMPTY", ""}, {"MADE", "$OTHER"}};
  EXPECT_EQ(Holds("$ON == 'true'", variables), "yyyy???");
  EXPECT_EQ(Holds("$ON != 'true'", variables), "nnnn???");
  EXPECT_EQ(Holds("$EMPTY", variables), "nnnn???");
  EXPECT_EQ(Holds("$MADE", variables), "???????");
  EXPECT_EQ(Holds("$CI_PIPELINE_SOURCE == 'parent_pipeline'",
                  {{"CI_PIPELINE_SOURCE", "parent_pipeline"}}),
            "yyyyyyy");
}

// "r" runs, "h" by hand, "a" always, "-" not part of the pipeline; "?" follows
// where the file alone does not decide.
std::string Runs(const std::vector<GitlabRule>& rules, std::string_view when = "on_success") {
  std::string out;
  for (GitlabEvent event : kGitlabEvents) {
    GitlabRun run = GitlabRunOf(rules, event, {}, when);
    out += !run.runs ? "-" : run.always ? "a" : run.by_hand ? "h" : "r";
    if (!run.depends.empty()) out += "?";
  }
  return out;
}

TEST(GitlabRules, TheFirstRuleThatHoldsDecides) {
  const std::string tag = "$CI_COMMIT_TAG",
                    proposal = "$CI_PIPELINE_SOURCE == 'merge_request_event'";
  EXPECT_EQ(Runs({}), "-------");
  EXPECT_EQ(Runs({{"", false, ""}}), "rrrrrrr");
  EXPECT_EQ(Runs({{tag, false, ""}}), "---r---");
  EXPECT_EQ(Runs({{tag, false, "never"}, {"", false, ""}}), "rrr-rrr");
  EXPECT_EQ(Runs({{proposal, false, "never"}, {tag, false, "manual"}, {"", false, "always"}}),
            "aa-haaa");
  EXPECT_EQ(Runs({{"$X", false, "never"}, {tag, false, ""}}), "-?-?-?r?-?-?-?");
  EXPECT_EQ(Runs({{tag, false, ""}}, "manual"), "---h---");
  EXPECT_EQ(Runs({{tag, false, "delayed"}}, "manual"), "---r---");
}

TEST(GitlabRules, ChangesMayKeepAJobOutOfABranchButOfNoTag) {
  EXPECT_EQ(Runs({{"", true, ""}, {"", false, "never"}}), "rrrrrrr");
  EXPECT_EQ(Runs({{"", true, "never"}, {"", false, ""}}), "rrr--rr");
}

TEST(GitlabRules, WordsOfOnlyAndExcept) {
  const Row kRows[] = {
      {"branches", "yynnyyy"},       {"tags", "nnnynnn"},
      {"merge_requests", "nnynnnn"}, {"pushes", "yynynnn"},
      {"schedules", "nnnnynn"},      {"web", "nnnnnyn"},
      {"triggers", "nnnnnn?"},       {"external_pull_requests", "nnnnnnn"},
      {"main", "ynnnyyy"},           {"master@group/x", "ynnnyyy"},
      {"develop", "??nn???"},        {"/^v\\d+/", "??n????"},
      {"/^release@x$/", "??n????"},
  };
  for (const auto& row : kRows) {
    std::string holds;
    for (GitlabEvent event : kGitlabEvents) holds += Letter(GitlabRefHolds(row.expression, event));
    EXPECT_EQ(holds, row.holds) << row.expression;
  }
}

}  // namespace
}  // namespace avouch::formats
