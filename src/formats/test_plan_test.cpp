#include "formats/test_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "formats/markdown.h"

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

model::TestPlan Read(std::string_view text, std::string_view ids = "ROTA-[0-9]+") {
  auto plan = ReadTestPlan("docs/test-plan.md", text, ids);
  EXPECT_TRUE(plan.has_value()) << ToString(plan.error());
  return plan ? std::move(*plan) : model::TestPlan();
}

TEST(TestPlan, KindsByOddity) {
  struct Row {
    std::string_view odd, text;
    Texts kinds;
  };
  const Row rows[] = {
      {"headings with something below",
       "# Test plan\n## Unit tests\nEach function.\n## Fuzzing\n## Penetration test\nOnce a "
       "year.\n",
       {"penetration", "unit"}},
      {"items",
       "- Unit tests on every change\n- SAST with semgrep\n- DAST weekly\n",
       {"dynamic", "static", "unit"}},
      {"a table",
       "| Kind | When |\n|-|-|\n| Integration tests | each change |\n| Code review | each "
       "change |\n",
       {"integration", "review"}},
      {"labelled lines", "Unit tests: each function.\n\nFuzzing: the import.\n", {"fuzz", "unit"}},
      {"a sentence alone names none", "We believe in unit tests and fuzzing.\n", {}},
      {"the title names none", "# Unit test plan\nWords.\n", {}},
      {"what is out of scope",
       "## Out of scope\n- Penetration tests\n## In\n- Unit tests\n",
       {"unit"}},
      {"what is denied",
       "- No fuzzing\n- Penetration tests are not done\n- Load tests are planned later\n",
       {}},
      {"rows that say no",
       "| Kind | Done |\n|-|-|\n| Fuzzing | no |\n| Unit tests | yes |\n",
       {"unit"}},
      {"words that only begin alike", "- United users\n- Preview pages\n- Linting\n", {"static"}},
      {"nothing", "", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(Read(row.text).kinds, row.kinds) << row.odd;
}

TEST(TestPlan, EveryKindHasWordsOfItsOwn) {
  EXPECT_TRUE(std::ranges::is_sorted(TestKinds()));
  EXPECT_EQ(TestKindsIn("Fuzzing and SAST"), (Texts{"fuzz", "static"}));
  EXPECT_EQ(TestKindsIn("nothing of the kind"), Texts{});
}

TEST(TestPlan, PartsAndRequirements) {
  const auto plan = Read(
      "---\nowner: tom\n---\n# Test plan\n## Scope\nAll of ROTA-1 to the last, ROTA-17.\n"
      "## Kinds of test\n| Kind | When | Who | Passes when |\n|-|-|-|-|\n"
      "| Unit tests of ROTA-2 | each change | tom | all pass |\n");
  EXPECT_EQ(plan.parts, (Texts{"scope", "kinds", "when", "who", "pass-rule"}));
  EXPECT_EQ(plan.requirements, (Texts{"ROTA-1", "ROTA-17", "ROTA-2"}));
  EXPECT_EQ(plan.kinds, (Texts{"unit"}));
  EXPECT_EQ(plan.place.line, 10);
}

TEST(TestPlan, PartsByOddity) {
  struct Row {
    std::string_view odd, text;
    Texts parts;
  };
  const Row rows[] = {
      {"headings alone", "# Plan\n## Scope\n## Kinds\n## When\n## Who\n## Pass criteria\n", {}},
      {"what says nothing", "# Plan\n## Scope\nTBD\n## Who\n[Insert name]\n", {}},
      {"kinds without a heading of their own", "# Plan\n- Unit tests\n", {"kinds"}},
      {"a heading of kinds that names none", "# Plan\n## Kinds of test\nMany.\n", {}},
      {"a column that is empty", "| Kind | When |\n|-|-|\n| Unit tests | |\n", {"kinds"}},
      {"labels", "# Plan\nScope: everything.\n\nWho: Tom.\n", {"scope", "who"}},
      {"words that only begin alike", "# Plan\n## Password policy\nx\n## Whole product\nx\n", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(Read(row.text).parts, row.parts) << row.odd;
}

TEST(TestPlan, WhatIsNoPlanIsRefused) {
  EXPECT_EQ(ReadTestPlan("p.md", std::string_view("\0", 1), "").error().kind,
            ErrorKind::kUnsupported);
  EXPECT_EQ(ReadTestPlan("p.md", "x", "(").error().kind, ErrorKind::kConfiguration);
  EXPECT_EQ(ReadTestPlan("p.md", std::string(kMaxProseBytes + 1, 'x'), "").error().kind,
            ErrorKind::kTooLarge);
}

}  // namespace
}  // namespace avouch::formats
