// The pages and their data over made-up answers: what is hostile stays text, and what
// the two say is the same.

#include "report/trust_centre.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "report/html_node.h"
#include "syntax/json.h"

namespace avouch::report {
namespace {

std::string Written(const Html& html) {
  std::string out;
  html.Write(out);
  return out;
}

TEST(HtmlLinks, LeadToFilesOfTheSiteAndNowhereElse) {
  const struct {
    const char *what, *file, *id, *href;
  } kRows[] = {
      {"a page beside", "claims.html", "", "claims.html"},
      {"a place in it", "claims.html", "claim-1.2.2", "claims.html#claim-1.2.2"},
      {"a page above", "../verify.html", "", "../verify.html"},
      {"a scheme is escaped", "javascript:alert(1)", "", "javascript%3aalert%281%29"},
      {"another host is escaped", "//evil.example/x", "", "evil.example/x"},
      {"a quote is escaped", "a\" onclick=\"x", "", "a%22%20onclick%3d%22x"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(Written(Html::LinkToFile(row.file, row.id, {"x"})),
              "<a href=\"" + std::string(row.href) + "\">x</a>")
        << row.what;
}

TEST(HtmlLinks, LeadOutsideOnlyByHttpsAndMail) {
  for (const char* good : {"https://a.example/security?x=1", "mailto:security@a.example"})
    EXPECT_TRUE(Written(Html::LinkOutside(good, {"x"})).starts_with("<a href=")) << good;
  for (const char* bad :
       {"http://a.example", "javascript:alert(1)", "data:text/html,x", "https://", "https:///x",
        "https://a.example/\"x", "mailto:", "mailto:a@b?subject=x", "HTTPS://a.example", ""})
    EXPECT_EQ(Written(Html::LinkOutside(bad, {"x"})), "<span>x</span>") << bad;
}

TEST(HtmlDocument, KnowsItsStyleByDigest) {
  constexpr StyleSheet kPlain = std::string_view("p { margin: 0; }\n");
  const std::string page = SealedDocument("t", kPlain, {});
  EXPECT_NE(page.find("style-src 'sha256-Si/3hSA5wghqWZ8YCOFdiKM9xEROUXpisR2AskY86u8='"),
            std::string::npos)
      << page;
  EXPECT_EQ(page.find("unsafe"), std::string::npos);
}

// ---- Pages ----

model::Catalogue SmallCatalogue() {
  model::Catalogue out;
  out.code.title = "Code", out.code.attribution = "Whose it is";
  model::CatalogueClaim claim;
  claim.number = "1.1.1", claim.claim = "It is written down.";
  claim.customer = {"It is.", "It is not.", "Ask whether it is."};
  model::CataloguePrinciple principle;
  principle.number = "1.1", principle.name = "framework", principle.text = "Follow one.";
  principle.claims.push_back(claim);
  out.themes.push_back({"1", "Design", "", {}, {principle}});
  return out;
}

TrustCentre SmallCentre() {
  TrustCentre out;
  out.published = *ParseTime("2026-11-26"), out.program = "avouch";
  out.audience = "public", out.organisation = "A & <b>B</b> Ltd";
  CentreProduct product;
  product.folder = "rota";
  product.what.product = "Rota \"<script>", product.what.version = "1.0";
  product.what.commit = std::string(40, 'a'), product.what.assessed = *ParseTime("2026-11-20");
  product.what.catalogue = SmallCatalogue();
  HandInClaim claim;
  claim.claim = "1.1.1", claim.gap = "later", claim.gap_until = "2026-11-25";
  product.what.claims.push_back(claim);
  product.what.principles.push_back({"1.1", model::Verdict::kNotEvidenced});
  product.claims.push_back({"1.1.1", {{"a rule", model::Outcome::kNoEvidence}}, {}, {}});
  product.withheld.push_back({"detail", "assessor", std::string(64, 'c'), 7});
  product.reporting.push_back(
      {"policy.md", std::string(64, 'd'), {"javascript:alert(1)"}, {}, "", false, "one\ntwo"});
  product.releases.push_back({"0.9 <b>", "", "2026-10-01", "a\"<script>.tar", std::string(64, 'f'),
                              "records/2026-10-01-release.yaml"});
  CentreEdition edition;
  edition.version = "1.0", edition.file = "bundles/rota-1.0.avouch";
  edition.digest = std::string(64, 'e'), edition.sentence = "On a day.";
  product.editions.push_back(edition);
  out.products.push_back(std::move(product));
  return out;
}

const CentreFile& FileOf(const std::vector<CentreFile>& files, std::string_view name) {
  return *std::ranges::find(files, name, &CentreFile::name);
}

TEST(TrustCentre, EachPageHasItsDataAndNothingRuns) {
  const auto files = TrustCentreFiles(SmallCentre());
  ASSERT_TRUE(files);
  EXPECT_EQ(files->size(), 16u);
  for (const auto& file : *files) {
    if (file.name.ends_with(".json")) {
      const auto data = syntax::ParseJson(file.bytes);
      ASSERT_TRUE(data) << file.name;
      EXPECT_TRUE((*data)["schema"].text().starts_with("urn:x-avouch:trust-centre:")) << file.name;
      continue;
    }
    for (const char* bad : {"<script", "<b>", "href=\"javascript", "style=\""})
      EXPECT_EQ(file.bytes.find(bad), std::string::npos) << file.name << ": " << bad;
    const std::string json = file.name.substr(0, file.name.size() - 5) + ".json";
    EXPECT_NE(std::ranges::find(*files, json, &CentreFile::name), files->end()) << json;
  }
}

TEST(TrustCentre, ADatePassedIsSaidOnThePageAndInTheData) {
  const auto files = TrustCentreFiles(SmallCentre());
  ASSERT_TRUE(files);
  EXPECT_NE(FileOf(*files, "rota/open.html").bytes.find("25 Nov 2026: this day has passed"),
            std::string::npos);
  EXPECT_NE(FileOf(*files, "rota/open.json").bytes.find("\"past\": true"), std::string::npos);
}

TEST(TrustCentre, AnOwnerIsToldMissingOrNotThere) {
  struct Row {
    const char* gap;
    const char* by;
    const char* words;
  };
  for (const auto& row :
       {Row{"later", "security-lead", ">security-lead<"},
        Row{"later", "", ">not told in this copy<"}, Row{"", "", ">no owner told here<"}}) {
    auto centre = SmallCentre();
    auto& claim = centre.products[0].what.claims[0];
    claim.gap = row.gap, claim.gap_by = row.by;
    if (claim.gap.empty()) claim.gap_until.clear();
    const auto files = *TrustCentreFiles(centre);
    EXPECT_NE(FileOf(files, "rota/open.html").bytes.find(row.words), std::string::npos)
        << row.words;
  }
}

TEST(TrustCentre, EvidenceOfALaterDayHasNoAge) {
  auto centre = SmallCentre();
  auto& claim = centre.products[0].what.claims[0];
  claim.evidence = {
      {"history", "observation", "", "2026-11-18", model::Grade::kComputed, "assessor"},
      {"tree", "observation", "", "2026-11-27", model::Grade::kComputed, "assessor"}};
  const auto files = *TrustCentreFiles(centre);
  const auto& page = FileOf(files, "rota/claims.html").bytes;
  EXPECT_NE(page.find("2 days old when decided"), std::string::npos);
  EXPECT_EQ(page.find("-7 days"), std::string::npos);
}

TEST(TrustCentre, WhatIsWithheldIsACountAndACommitment) {
  const auto files = TrustCentreFiles(SmallCentre());
  ASSERT_TRUE(files);
  const Bytes& page = FileOf(*files, "rota/evidence.html").bytes;
  EXPECT_NE(page.find("1 claim in detail"), std::string::npos);
  EXPECT_NE(page.find("Entry 7 of the log"), std::string::npos);
}

TEST(TrustCentre, AReleaseThatOnlyARecordTellsOfHasADigestAndNoCommit) {
  const auto files = TrustCentreFiles(SmallCentre());
  ASSERT_TRUE(files);
  const Bytes& page = FileOf(*files, "rota/support.html").bytes;
  EXPECT_NE(page.find("not told"), std::string::npos);
  EXPECT_NE(page.find("a&quot;&lt;script&gt;.tar"), std::string::npos) << page;
  const Bytes& data = FileOf(*files, "rota/support.json").bytes;
  EXPECT_NE(data.find("\"record\": \"records/2026-10-01-release.yaml\""), std::string::npos)
      << data;
}

TEST(TrustCentre, LinesOfAPolicyStayLines) {
  const auto files = TrustCentreFiles(SmallCentre());
  ASSERT_TRUE(files);
  EXPECT_NE(FileOf(*files, "rota/support.html").bytes.find("one<br>two"), std::string::npos);
}

}  // namespace
}  // namespace avouch::report
