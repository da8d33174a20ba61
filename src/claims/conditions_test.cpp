#include "claims/conditions.h"

#include <gtest/gtest.h>

namespace avouch::claims {
namespace {

using model::Event;

model::Trigger On(Event event, std::string text, std::vector<std::string> branches = {}) {
  model::Trigger out;
  out.event = event;
  out.text = std::move(text);
  out.branches = std::move(branches);
  return out;
}

struct Row {
  std::string_view condition;
  RunsWhen runs;
};

TEST(Conditions, OfAJobOnTags) {
  model::Job job;
  job.runs_on = {"ubuntu-24.04"};
  job.matrix = {{"rust", "stable, nightly", {}}};
  const Occasion occasion{&job, {On(Event::kTag, "push")}, {"a.b == 'c' && d"}, false};
  constexpr Row kRows[] = {
      {"", RunsWhen::kAlways},
      {"false", RunsWhen::kNever},
      {"${{ false }}", RunsWhen::kNever},
      {"false && success()", RunsWhen::kNever},
      {"(false) || (false)", RunsWhen::kNever},
      {"false || true", RunsWhen::kAlways},
      {"success()", RunsWhen::kAlways},
      {"failure()", RunsWhen::kUnknown},
      {"and(succeeded(), false)", RunsWhen::kNever},
      {"runner.os == 'Linux'", RunsWhen::kAlways},
      {"runner.os == 'Windows'", RunsWhen::kUnknown},
      {"runner.os != \"Windows\"", RunsWhen::kAlways},
      {"matrix.rust == 'nightly'", RunsWhen::kAlways},
      {"matrix.rust == 'beta'", RunsWhen::kUnknown},
      {"matrix.nosuch", RunsWhen::kUnknown},
      {"startsWith(matrix.rust, 'night')", RunsWhen::kAlways},
      {"startsWith(matrix.rust, 'ably')", RunsWhen::kUnknown},
      {"contains(matrix.rust, 'ably')", RunsWhen::kUnknown},
      {"contains(matrix.rust, 'ABL')", RunsWhen::kAlways},
      {"matrix.rust != matrix.other", RunsWhen::kUnknown},  // No literal
      {"github.event_name == 'push'", RunsWhen::kAlways},
      {"github.event_name == 'pull_request'", RunsWhen::kUnknown},
      {"github.event_name != 'schedule'", RunsWhen::kAlways},
      {"startsWith(github.ref, 'refs/tags/')", RunsWhen::kAlways},
      {"!startsWith(github.ref, 'refs/tags/')", RunsWhen::kUnknown},
      {"startsWith(github.ref, 'refs/tags/v')", RunsWhen::kUnknown},  // Of any tag
      {"contains(github.ref, 'refs/tags')", RunsWhen::kAlways},
      {"!contains(github.ref, 'refs/tags')", RunsWhen::kUnknown},
      {"github.ref_type == 'tag'", RunsWhen::kAlways},
      {"a.b == 'c'", RunsWhen::kAlways},  // Holds where it publishes
      {"d && a.b == 'c'", RunsWhen::kAlways},
      {"a.b == 'x'", RunsWhen::kUnknown},
      {"github.repository == 'o/r'", RunsWhen::kUnknown},
      {"((((((((((((((((((((x))))))))))))))))))))", RunsWhen::kUnknown},
      {"'a || b'", RunsWhen::kUnknown},
  };
  for (const auto& [condition, runs] : kRows)
    EXPECT_EQ(WhenRuns(condition, occasion), runs) << condition;
}

TEST(Conditions, ATextThatBeginsIsNotOneThatContains) {
  model::Job job;
  job.matrix = {{"python", "2.13", {}}};
  const Occasion occasion{&job, {}, {}, false};
  EXPECT_EQ(WhenRuns("startsWith(matrix.python, '2.1')", occasion), RunsWhen::kAlways);
  EXPECT_EQ(WhenRuns("startsWith(matrix.python, '3')", occasion), RunsWhen::kUnknown);
  EXPECT_EQ(WhenRuns("!startsWith(matrix.python, '3')", occasion), RunsWhen::kAlways);
  EXPECT_EQ(WhenRuns("contains(matrix.python, '3')", occasion), RunsWhen::kAlways);
}

TEST(Conditions, TagsAreAskedForAsFarAsTheTriggerNamesThem) {
  model::Job job;
  model::Trigger tags = On(Event::kTag, "push");
  tags.tags = {"v*", "!v0*"};
  model::Trigger branches = On(Event::kPush, "push", {"main", "release/**"});
  EXPECT_EQ(WhenRuns("startsWith(github.ref, 'refs/tags/v')", {&job, {tags}, {}, false}),
            RunsWhen::kAlways);
  EXPECT_EQ(WhenRuns("startsWith(github.ref, 'refs/tags/w')", {&job, {tags}, {}, false}),
            RunsWhen::kUnknown);
  EXPECT_EQ(WhenRuns("!startsWith(github.ref, 'refs/tags/v')", {&job, {branches}, {}, false}),
            RunsWhen::kAlways);
  EXPECT_EQ(WhenRuns("!contains(github.ref, 'refs/tags/v')", {&job, {branches}, {}, false}),
            RunsWhen::kUnknown);
}

TEST(Conditions, EachRunOfAMatrixIsAskedWhereEachPublishes) {
  model::Job job;
  job.matrix = {{"rust", "stable,nightly", {}}};
  job.runs_on = {"ubuntu-24.04", "windows-2025"};
  EXPECT_EQ(WhenRuns("matrix.rust == 'stable'", {&job, {}, {}, true}), RunsWhen::kUnknown);
  EXPECT_EQ(WhenRuns("matrix.rust", {&job, {}, {}, true}), RunsWhen::kAlways);
  EXPECT_EQ(WhenRuns("runner.os == 'Linux'", {&job, {}, {}, true}), RunsWhen::kUnknown);
}

TEST(Conditions, LongAndBrokenOnesAreNotDecided) {
  model::Job job;
  const Occasion occasion{&job, {}, {}, false};
  EXPECT_EQ(WhenRuns(std::string(5'000, '('), occasion), RunsWhen::kUnknown);
  EXPECT_EQ(WhenRuns(std::string(1'900, '(') + "false" + std::string(1'900, ')'), occasion),
            RunsWhen::kUnknown);
  for (std::string_view text : {"(", ")", "((", "!", "!!", "=", "==", "&&", "||", "startsWith(",
                                "contains()", "matrix.", "and()"})
    EXPECT_NE(WhenRuns(text, {&job, {}, {"x"}, true}), RunsWhen::kNever) << text;
}

TEST(Conditions, WhatGoesOnWhateverBecame) {
  EXPECT_TRUE(RunsAnyway("${{ always() }}"));
  EXPECT_TRUE(RunsAnyway("!cancelled() && x"));
  EXPECT_FALSE(RunsAnyway("success()"));
}

}  // namespace
}  // namespace avouch::claims
