// The starting documents that `avouch init --new-organisation --documents` writes: as
// they come they count for nothing; with their blanks filled in, their own readers
// find every part that a claim asks for.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/document.h"
#include "formats/front_matter.h"
#include "statement/embedded.h"

namespace avouch::app {
namespace {

// What somebody would write there, as far as the words of the blank say.
std::string Answer(std::string_view blank) {
  struct Row {
    std::string_view says, answer;
  };
  constexpr Row kRows[] = {{"id of the owner", "priya"},
                           {"id of the approver", "helen"},
                           {"a date", "2027-12-31"},
                           {"e-mail address", "security@larkhill.example"},
                           {"the address", "security@larkhill.example"},
                           {"private form", "https://larkhill.example/report"},
                           {"public key", "https://larkhill.example/key"},
                           {"a version", "3.1"},
                           {"how many working days", "two working days"},
                           {"how many days", "14 days"},
                           {"how many hours", "24 hours"},
                           {"how many minutes", "30 minutes"},
                           {"how often", "year"}};
  for (const Row& row : kRows)
    if (blank.find(row.says) != blank.npos) return std::string(row.answer);
  return "what we do here";
}

// The text with every "[insert ...]" answered; `blanks` counts them.
std::string Fill(std::string_view text, int& blanks) {
  std::string out;
  while (true) {
    const std::size_t from = std::min(text.find("[insert"), text.find("[Insert"));
    if (from == text.npos) return out + std::string(text);
    const std::size_t to = text.find(']', from);
    if (to == text.npos) return out + std::string(text);
    out += text.substr(0, from);
    out += Answer(text.substr(from, to - from));
    text.remove_prefix(to + 1);
    ++blanks;
  }
}

struct Starting {
  std::string_view purpose, file;
  std::vector<std::string_view> paper, document;  // Parts that checks ask for
};
const Starting kStarting[] = {
    {"framework",
     "secure-development",
     {"threat-modelling", "requirements", "governance", "secure-coding", "test-strategy",
      "data-management", "configuration-management"},
     {}},
    {"disclosure",
     "disclosure",
     {"how-to-report", "what-to-expect", "private-channel"},
     {"how-to-report", "what-to-expect", "time-frame", "private-channel"}},
    {"support",
     "support-and-updates",
     {"versions", "update-frequency", "how-updates-arrive", "how-one-is-told"},
     {}},
    {"incident-plan",
     "incident-plan",
     {"roles", "response", "containment", "communication", "eradication", "recovery", "review"},
     {"roles", "response", "containment", "communication", "eradication", "recovery", "review"}},
    {"vulnerability-plan",
     "vulnerability-plan",
     {"sources", "judging", "limits", "deciding", "told"},
     {}}};

class StartingDocument : public ::testing::TestWithParam<Starting> {};

TEST_P(StartingDocument, FilledInHasEveryPart) {
  const Starting& one = GetParam();
  const std::string name = "documents/" + std::string(one.file) + ".md";
  const auto text = statement::EmbeddedFile(name);
  ASSERT_TRUE(text) << name;
  int blanks = 0;
  const std::string filled = Fill(*text, blanks);
  EXPECT_GT(blanks, 5) << name;

  const auto before = formats::ReadPaper(one.purpose, Path(name), *text, "");
  ASSERT_TRUE(before) << ToString(before.error());
  EXPECT_FALSE(before->leftovers.empty()) << "as it comes it is unfinished, and is seen to be";

  const auto paper = formats::ReadPaper(one.purpose, Path(name), filled, "");
  ASSERT_TRUE(paper) << ToString(paper.error());
  EXPECT_TRUE(paper->leftovers.empty()) << filled;
  EXPECT_EQ(paper->owner, "priya");
  EXPECT_EQ(paper->approved_by, "helen");
  EXPECT_EQ(paper->review_by, "2027-12-31");
  for (auto part : one.paper)
    EXPECT_NE(std::ranges::find(paper->parts, part), paper->parts.end()) << part;

  const auto document =
      formats::ReadDocument(Path(name), filled, formats::KindOfPurpose(one.purpose));
  ASSERT_TRUE(document) << ToString(document.error());
  std::set<std::string_view> found;
  for (const auto& part : document->parts) found.insert(part.id);
  for (auto part : one.document) EXPECT_TRUE(found.contains(part)) << part;
}
INSTANTIATE_TEST_SUITE_P(Of, StartingDocument, ::testing::ValuesIn(kStarting), [](const auto& one) {
  std::string name(one.param.purpose);
  std::erase(name, '-');
  return name;
});

TEST(StartingDocuments, TheTableOfSupportHasItsDates) {
  int blanks = 0;
  const std::string filled =
      Fill(statement::EmbeddedFile("documents/support-and-updates.md").value_or(""), blanks);
  const auto paper = formats::ReadPaper("support", Path("support.md"), filled, "");
  ASSERT_TRUE(paper);
  ASSERT_EQ(paper->support.size(), 1U);
  EXPECT_EQ(paper->support[0].version, "3.1");
  EXPECT_EQ(paper->support[0].until, "2027-12-31");
}

}  // namespace
}  // namespace avouch::app
