#include "app/coverage.h"

#include <gtest/gtest.h>

namespace avouch::app {
namespace {

using model::Verdict;

CoveredProduct Of(const char* product, const char* day, Verdict verdict, const char* built_in) {
  CoveredProduct out;
  out.verdicts.product = product;
  out.verdicts.time = *ParseTime(day);
  out.verdicts.claims = {{"2.1.6", verdict, {}, {}, {}, {}, {}}};
  out.built_in = built_in;
  return out;
}

TEST(Coverage, IsCountedAndNeverAveraged) {
  struct Row {
    const char* rule;
    std::vector<CoveredProduct> bundles;
    std::vector<ListedName> listed;
    const char* line;
  };
  const Row rows[] = {
      {"met for all is one line",
       {Of("a", "2026-11-01", Verdict::kMet, ""), Of("b", "2026-11-01", Verdict::kMet, "")},
       {},
       "met for all 2: 2.1.6"},
      {"those that are not are named, by where they are built and since when",
       {Of("a", "2026-11-01", Verdict::kMet, "ghe"), Of("b", "2026-11-03", Verdict::kNotMet, "old"),
        Of("c", "2026-11-03", Verdict::kNotMet, "old")},
       {},
       "2.1.6  met for 1 of 3; 2 on old: not met since 3 Nov 2026 (b, c)\n"},
      {"the newest bundle of a product counts, and an older one says since when",
       {Of("a", "2026-11-20", Verdict::kNotMet, ""), Of("a", "2026-11-03", Verdict::kNotMet, ""),
        Of("a", "2026-10-01", Verdict::kMet, "")},
       {},
       "2.1.6  met for 0 of 1; 1: not met since 3 Nov 2026 (a)\n"},
      {"a listed product that no bundle is of is none for which it is met",
       {Of("a", "2026-11-01", Verdict::kMet, "")},
       {{"A", ""}, {"till", "old"}},
       "2.1.6  met for 1 of 2\n"},
      {"what does not apply is not met",
       {Of("a", "2026-11-01", Verdict::kNotApplicable, "")},
       {},
       "2.1.6  met for 0 of 1; 1: not applicable since 1 Nov 2026 (a)\n"},
      {"the list says where a product is built when its bundle does not",
       {Of("a", "2026-11-01", Verdict::kNotEvidenced, "")},
       {{"a", "ghe"}},
       "2.1.6  met for 0 of 1; 1 on ghe: open since 1 Nov 2026 (a)\n"},
  };
  for (const auto& row : rows) {
    const std::string text = CoverageText(row.bundles, row.listed, false);
    EXPECT_NE(text.find(row.line), text.npos) << row.rule << "\n" << text;
  }
}

TEST(Coverage, SaysWhichListedProductsNoBundleIsOf) {
  const std::string text =
      CoverageText({Of("a", "2026-11-01", Verdict::kMet, "")}, {{"till", ""}, {"kiosk", ""}}, true);
  EXPECT_TRUE(text.starts_with(
      "3 products, from 1 bundle; listed, and no bundle of it: kiosk, till, counted as not met"))
      << text;
}

}  // namespace
}  // namespace avouch::app
