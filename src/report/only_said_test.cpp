// What is only said is told in every report, is never markup, and moves no verdict.

#include "report/only_said.h"

#include <gtest/gtest.h>

#include "report/html.h"
#include "report/markdown.h"
#include "testing/sample_assessment.h"

namespace avouch::report {
namespace {

using model::SaidInForm;

const std::string kDigest(64, 'a');

std::vector<SaidInForm> Said(const std::string& evidence) {
  return {{"1.2.2", "inbox/f.docx", kDigest, "table 3, row 5", "1.2.2", "Met", evidence, ""},
          {"4.3.2", "inbox/f.docx", kDigest, "table 3, row 9", "4.3.1", "", "A log", "of May"}};
}

struct Reports {
  std::string page, comment;
};

Reports Of(const std::vector<SaidInForm>* said, const Comparison* since = nullptr) {
  const auto sample = testing::VendorSample();
  const Material material{
      sample.assessment, sample.catalogue, sample.arguments, sample.talk, since, said};
  return {CheckHtml(material, {}), CheckMarkdown(material, {})};
}

TEST(OnlySaid, StandsInThePageAndInTheCommentAsSuch) {
  const auto said = Said("Pinned by digest");
  const auto with = Of(&said);
  for (const char* words :
       {"href=\"#said\"", "<section id=\"said\">", "It makes no claim met", "href=\"#claim-4.3.2\"",
        "Only said, in a form: makes no claim met", "&quot;Met; Pinned by digest&quot;",
        "&quot;A log; of May&quot;", "numbered 4.3.1 there", "table 3, row 5"})
    EXPECT_NE(with.page.find(words), std::string::npos) << words;
  for (const char* words : {"<details><summary>Only said, in a form: makes no claim met</summary>",
                            "- **1.2.2** inbox/f.docx, table 3, row 5", "Met; Pinned by digest",
                            "numbered 4.3.1 there: A log; of May"})
    EXPECT_NE(with.comment.find(words), std::string::npos) << words << with.comment;
}

TEST(OnlySaid, WhereNothingWasSaidThereIsNothing) {
  const std::vector<SaidInForm> none;
  const auto without = Of(nullptr), empty = Of(&none);
  EXPECT_EQ(without.page, empty.page);
  EXPECT_EQ(without.comment, empty.comment);
  EXPECT_EQ(without.page.find("Only said"), std::string::npos);
  EXPECT_EQ(without.comment.find("Only said"), std::string::npos);
  // A change brings none.
  const auto said = Said("x");
  const auto sample = testing::VendorSample();
  const Comparison same = Compare(sample.assessment, sample.assessment);
  EXPECT_EQ(Of(&said, &same).comment.find("Only said"), std::string::npos);
}

TEST(OnlySaid, IsNoMarkupWhateverSomebodyWrote) {
  const auto said = Said("</li><script>x</script> [a](http://evil) @octocat\n# h\x1b[2J");
  const auto hostile = Of(&said);
  for (const auto& text : {hostile.page, hostile.comment}) {
    EXPECT_EQ(text.find("<script"), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\n# h"), std::string::npos);
  }
  EXPECT_NE(hostile.comment.find("`[a](http://evil)`"), std::string::npos);  // Code, no link
  EXPECT_NE(hostile.comment.find("`@octocat`"), std::string::npos);
}

TEST(OnlySaid, ManyAndLongAnswersStayWithinAPageAndAComment) {
  std::vector<SaidInForm> many;
  for (int i = 0; i < 200; ++i) many.push_back(Said(std::string(100'000, 'y'))[0]);
  const auto reports = Of(&many);
  EXPECT_LT(reports.comment.size(), kMaxComment + 4096);
  EXPECT_NE(reports.comment.find("and 150 more"), std::string::npos);
  EXPECT_LT(reports.page.size(), 2u << 20);
  EXPECT_NE(reports.page.find("yyy..."), std::string::npos);
}

}  // namespace
}  // namespace avouch::report
