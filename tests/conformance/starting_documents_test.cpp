// The documents that an organisation may start from: every part has a blank that
// is found while it is not filled in, so that none of them is evidence as it is.

#include "statement/starting_documents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "base/text.h"
#include "formats/document.h"
#include "formats/leftovers.h"
#include "formats/markdown.h"
#include "statement/organisation_file.h"

namespace avouch {
namespace {

using statement::StartingDocument;
using statement::StartingDocuments;
using statement::TextOf;

TEST(StartingDocuments, EachFileIsEmbeddedAndNoneIsForgotten) {
  std::set<std::string> files, listed;
  for (const auto& file :
       std::filesystem::directory_iterator(AVOUCH_SOURCE_DIR "/catalogues/documents"))
    files.insert("documents/" + file.path().filename().string());
  for (const StartingDocument& document : StartingDocuments()) {
    listed.insert(std::string(document.path));
    EXPECT_GT(TextOf(document).size(), 500u) << document.path;
  }
  EXPECT_EQ(files, listed);
}

TEST(StartingDocuments, EachPurposeIsAKeyOfTheOrganisationsFile) {
  std::string yaml =
      "avouch: 1\norganisation: { name: x }\npeople: { a: { name: A } }\ndocuments:\n";
  for (const StartingDocument& document : StartingDocuments())
    yaml += "  " + std::string(document.purpose) + ": " + std::string(document.path) + "\n";
  const auto file = statement::ReadOrganisationFile(yaml);
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->documents.size(), StartingDocuments().size());
}

TEST(StartingDocuments, EveryPartHasABlankThatIsFound) {
  for (const StartingDocument& document : StartingDocuments()) {
    const auto prose = formats::ReadProse(TextOf(document), formats::Markup::kMarkdown);
    const auto blanks = formats::FindLeftovers(prose, Path(document.path), true);
    int parts = 0;
    for (std::size_t i = 0; i < prose.headings.size(); ++i) {
      if (prose.headings[i].level < 2) continue;
      ++parts;
      const int from = prose.headings[i].line;
      const int to = i + 1 < prose.headings.size() ? prose.headings[i + 1].line : 1'000'000;
      const bool blank = std::ranges::any_of(blanks, [&](const model::Leftover& leftover) {
        return leftover.place.line > from && leftover.place.line < to;
      });
      EXPECT_TRUE(blank) << document.path << ": " << prose.headings[i].text;
    }
    EXPECT_GE(parts, 4) << document.path;
  }
}

TEST(StartingDocuments, AFilledOneHasNoBlankLeft) {
  for (const StartingDocument& document : StartingDocuments()) {
    std::string text(TextOf(document));
    for (std::size_t at = text.find('['); at != text.npos; at = text.find('[', at))
      text.replace(at, text.find(']', at) - at + 1, "what Larkhill does");
    const auto prose = formats::ReadProse(text, formats::Markup::kMarkdown);
    EXPECT_TRUE(formats::FindLeftovers(prose, Path(document.path), true).empty()) << document.path;
  }
}

TEST(StartingDocuments, TheFrontMatterNamesOwnerApproverAndReview) {
  for (const StartingDocument& document : StartingDocuments()) {
    const auto read = formats::ReadDocument(Path(document.path), TextOf(document),
                                            formats::KindOfPurpose(document.purpose));
    ASSERT_TRUE(read) << document.path;
    EXPECT_FALSE(read->owner.empty()) << document.path;
    EXPECT_FALSE(read->approved_by.empty()) << document.path;
    EXPECT_FALSE(read->review_by.empty()) << document.path;
    EXPECT_FALSE(read->leftovers.empty()) << document.path;
  }
}

TEST(StartingDocuments, TheFrameworkHasTheSevenTopicsOfTheCode) {
  const auto prose = formats::ReadProse(TextOf(StartingDocuments()[0]), formats::Markup::kMarkdown);
  std::vector<std::string> topics;
  for (const auto& heading : prose.headings)
    if (heading.level == 2) topics.push_back(heading.text);
  EXPECT_EQ(topics, (std::vector<std::string>{
                        "Threat modelling", "Requirements", "Governance and roles", "Secure coding",
                        "Test strategy", "Data management", "Configuration management"}));
}

}  // namespace
}  // namespace avouch
