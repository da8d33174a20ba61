#include "app/verify_page.h"

#include <gtest/gtest.h>

#include "base/bytes.h"
#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::app {
namespace {

constexpr std::string_view kFrame =
    "<meta content=\"@POLICY@\"><style>@STYLE@</style>@PROGRAM@<script "
    "type=\"application/json\">@CATALOGUE@</script><script>@SCRIPT@</script>";

model::Catalogue CatalogueSaying(std::string text) {
  model::Catalogue out;
  out.digest = "d1";
  model::CatalogueClaim claim;
  claim.number = "1.1.1";
  claim.customer.met = std::move(text);
  out.themes.emplace_back().principles.emplace_back().claims.push_back(std::move(claim));
  return out;
}

std::string Named(std::string_view text) {
  return "'sha256-" + ToBase64(*FromHex(crypto::Sha256Of(text).hex())) + "'";
}

TEST(VerifierPage, ThePolicyNamesTheOneScriptAndTheOneStyle) {
  const auto page = VerifierPage({kFrame, "b{}", "go()"}, CatalogueSaying("Good."), "avouch 9");
  ASSERT_TRUE(page);
  EXPECT_NE(page->find("default-src 'none'; script-src " + Named("go()") + "; style-src " +
                       Named("b{}") + "; base-uri 'none'; form-action 'none'"),
            std::string::npos);
  EXPECT_NE(page->find("<style>b{}</style>avouch 9"), std::string::npos);
  EXPECT_NE(page->find("<script>go()</script>"), std::string::npos);
}

TEST(VerifierPage, NothingThatTheCatalogueSaysEndsItsScript) {
  const auto page =
      VerifierPage({kFrame, "", "go()"}, CatalogueSaying("</script><script>stop()"), "avouch 9");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->find("stop()</script>"), std::string::npos);
  EXPECT_EQ(page->find("</script><script>stop()"), std::string::npos);
  EXPECT_NE(page->find("\\u003c/script>\\u003cscript>stop()"), std::string::npos);
}

TEST(VerifierPage, WhatIsEmbeddedIsOneScriptWithoutModules) {
  const PageParts parts = VerifierParts();
  for (const char* mark : {"@POLICY@", "@STYLE@", "@PROGRAM@", "@CATALOGUE@", "@SCRIPT@"})
    EXPECT_NE(parts.page.find(mark), std::string_view::npos) << mark;
  for (const char* none : {"\nimport ", "\nexport ", "</script", "<!--"})
    EXPECT_EQ(parts.script.find(none), std::string_view::npos) << none;
  EXPECT_NE(parts.script.find("verifyBundle"), std::string_view::npos);
}

}  // namespace
}  // namespace avouch::app
