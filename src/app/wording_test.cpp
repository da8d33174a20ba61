#include "app/wording.h"

#include <gtest/gtest.h>

#include "testing/form_sample.h"

namespace avouch::app {
namespace {

using testing::FormCatalogue;

TEST(Wording, LinesAreNumbersAndSentences) {
  const auto wording = ReadWording(
      "\xEF\xBB\xBF# mine\n\n1.1.1 \"Of frameworks.\"\r\n4.3.2\t\xE2\x80\x9CTold.\xE2\x80\x9D\n",
      FormCatalogue());
  ASSERT_TRUE(wording.has_value()) << ToString(wording.error());
  EXPECT_EQ(wording->claims,
            (std::map<std::string, std::string>{{"1.1.1", "Of frameworks."}, {"4.3.2", "Told."}}));
  EXPECT_EQ(wording->digest.size(), 64u);
}

TEST(Wording, IsShownAndChangesNoDigest) {
  auto catalogue = FormCatalogue();
  const auto wording = ReadWording("1.1.1 Of frameworks.", catalogue);
  Overlay(*wording, catalogue);
  EXPECT_EQ(model::FindClaim(catalogue, "1.1.1")->claim, "Of frameworks.");
  EXPECT_EQ(model::FindClaim(catalogue, "1.1.2")->claim,
            model::FindClaim(FormCatalogue(), "1.1.2")->claim);
  EXPECT_EQ(catalogue.digest, FormCatalogue().digest);
}

struct Bad {
  const char* name;
  const char* text;
  const char* says;
};

class BadWordingCase : public ::testing::TestWithParam<Bad> {};

TEST_P(BadWordingCase, IsRefusedWithItsLine) {
  const auto wording = ReadWording(GetParam().text, FormCatalogue());
  ASSERT_FALSE(wording.has_value());
  EXPECT_EQ(wording.error().kind, ErrorKind::kConfiguration);
  EXPECT_NE(ToString(wording.error()).find(GetParam().says), std::string::npos)
      << ToString(wording.error());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadWordingCase,
    ::testing::Values(Bad{"nothing", "", "it words no claim"},
                      Bad{"no_such_claim", "1.1.1 a\n9.9.9 b\n", "line 2: no claim has the number"},
                      Bad{"no_number", "The framework is documented.", "line 1: no claim"},
                      Bad{"no_wording", "1.1.1\n", "line 1: claim 1.1.1 has no wording"},
                      Bad{"twice", "1.1.1 a\n\n1.1.1 b\n", "line 3: claim 1.1.1 is there twice"},
                      Bad{"no_utf8", "1.1.1 caf\xE9\n", "no UTF-8"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace avouch::app
