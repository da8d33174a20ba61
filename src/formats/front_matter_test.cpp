#include "formats/front_matter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "formats/front_matter_parts.h"

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

model::Paper Read(std::string_view purpose, std::string_view text, const Path& path = "p.md") {
  auto paper = ReadPaper(purpose, path, text, "");
  EXPECT_TRUE(paper.has_value()) << ToString(paper.error());
  return paper ? std::move(*paper) : model::Paper();
}

TEST(FrontMatter, SaysWhoAnswersUntilWhen) {
  const std::string_view text =
      "---\nowner: priya\napproved-by: helen          # counts only with her own signature\n"
      "review-by: 2027-03-01\nframework: NIST SSDF 1.1\naudience: internal # not customers\n---\n"
      "# Secure development\n";
  const auto paper = Read("framework", text);
  EXPECT_EQ(paper.purpose, "framework");
  EXPECT_EQ(paper.owner, "priya");
  EXPECT_EQ(paper.approved_by, "helen");
  EXPECT_EQ(paper.review_by, "2027-03-01");
  EXPECT_EQ(paper.framework, "NIST SSDF 1.1");
  EXPECT_EQ(paper.audience, "internal");
  EXPECT_EQ(paper.place, (model::Place{"p.md", 4}));
  EXPECT_EQ(paper.id, crypto::Sha256Of(text));
  EXPECT_TRUE(paper.approved.empty());  // Said by trust alone
}

TEST(FrontMatter, HeadsByOddity) {
  struct Row {
    std::string_view odd, text, owner;
  };
  const Row rows[] = {
      {"quoted, with a remark", "---\nowner: \"priya\" # x\n---\n", "priya"},
      {"a number sign inside", "---\nowner: team#1\n---\n", "team#1"},
      {"only a remark", "---\nowner: # nobody yet\n---\n", ""},
      {"capitals", "---\nOwner: priya\n---\n", "priya"},
      {"twice the same", "---\nowner: priya\nowner: priya\n---\n", "priya"},
      {"twice, and different", "---\nowner: priya\nowner: tom\n---\n", ""},
      {"never closed", "---\nowner: priya\n", ""},
      {"not on the first line", "\n---\nowner: priya\n---\n", ""},
      {"in the text", "owner: priya\n", ""},
      {"TOML", "+++\nowner = \"priya\"\n+++\n", "priya"},
      {"a byte order mark before it", "\xEF\xBB\xBF---\nowner: priya\n---\n", "priya"},
      {"lines of a Windows machine", "---\r\nowner: priya\r\n---\r\n", "priya"},
  };
  for (const Row& row : rows) EXPECT_EQ(Read("framework", row.text).owner, row.owner) << row.odd;
}

TEST(FrontMatter, EachPurposeHasItsParts) {
  struct Row {
    std::string_view purpose, text;
    Texts parts;
  };
  const Row rows[] = {
      {"framework",
       "## Threat modelling\na\n## Requirements\na\n## Governance and roles\na\n## Secure "
       "coding\na\n"
       "## Test strategy\na\n## Data management\na\n## Configuration management\na\n",
       {"threat-modelling", "requirements", "governance", "secure-coding", "test-strategy",
        "data-management", "configuration-management"}},
      {"incident-plan",
       "# Plan\n## Roles and contacts\n| who | phone |\n|-|-|\n| Helen | 1 |\n## First "
       "response\na\n"
       "## Containment\na\n## Telling customers\na\n## Eradication\na\n## Recovery\na\n## "
       "Lessons\na\n",
       {"roles", "response", "containment", "communication", "eradication", "recovery", "review"}},
      {"vulnerability-plan",
       "# Plan\n## Where findings come from\na\n## How each is judged\na\n## Time limits by "
       "severity\n"
       "| severity | days |\n|-|-|\n| critical | 7 |\n## Who decides\na\n## Who is told\na\n",
       {"sources", "judging", "limits", "deciding", "told"}},
      {"user-guide",
       "# Guide\n## Updating\na\n## Using it securely\na\n## Two-factor sign-in\na\n## Backups\na\n"
       "## Roles and permissions\na\n## Ports\na\n",
       {"apply-updates", "secure-use", "strong-authentication", "backup", "access-control",
        "ports"}},
      {"user-need",
       "# Research\nWhen: 3 May 2026.\n\nWho: six managers.\n\nDecisions: larger text.\n",
       {"who", "when", "decided"}},
      {"user-need",
       "# Research\n| Participants | Date | What was decided |\n|-|-|-|\n| six | May | larger |\n",
       {"who", "when", "decided"}},
      {"test-plan",
       "# Plan\n## Scope\na\n- Unit tests\n\nPasses when: all do.\n",
       {"scope", "kinds", "pass-rule"}},
      {"verification",
       "# Verify\n## Key\nRWQ...\n## Command\nminisign -V\n## Where the key is\non our page\n",
       {"key", "command", "where-the-key-is"}},
      {"verification", "# Verify\n## Where the key is\non our page\n", {"where-the-key-is"}},
      {"threat-model",
       "| component | threat | decision |\n|-|-|-|\n| a -> b | c | prevent |\n",
       {"components", "flows", "threats", "decided"}},
      {"threat-model",
       "| component | threat | decision |\n|-|-|-|\n| a | c | open |\n",
       {"components", "threats"}},
      {"requirements", "- ROTA-1: shows\n- ROTA-2: second factor\n", {"ids", "security"}},
      {"something-else", "## Scope\na\n", {}},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Read(row.purpose, row.text).parts, row.parts) << row.purpose;
}

TEST(FrontMatter, DisclosureAndSupportHaveThePartsOfTheirReaders) {
  const auto disclosure =
      Read("disclosure",
           "# Policy\n## Reporting\nE-mail security@larkhill.example. We will acknowledge it "
           "within 3 days.\n");
  EXPECT_NE(std::ranges::find(disclosure.parts, "how-to-report"), disclosure.parts.end());
  EXPECT_NE(std::ranges::find(disclosure.parts, "what-to-expect"), disclosure.parts.end());
  const auto support =
      Read("support", "# Support\n| Version | Supported until |\n|-|-|\n| 1.2 | 2028-04-30 |\n");
  EXPECT_NE(std::ranges::find(support.parts, "versions"), support.parts.end());
  EXPECT_NE(std::ranges::find(support.parts, "dates"), support.parts.end());
  ASSERT_EQ(support.support.size(), 1u);
  EXPECT_EQ(support.support[0].until, "2028-04-30");
}

TEST(FrontMatter, DisclosureAndSupportMayNameTheirPartsInHeadings) {
  const std::string_view text =
      "# Us\n## How to report\na\n## Scope\na\n## What to expect\na\n## How often updates come\na\n"
      "## How updates arrive\na\n## How you are told\na\n";
  Texts found = Read("disclosure", text).parts;
  std::ranges::sort(found);
  EXPECT_EQ(found, (Texts{"how-to-report", "scope", "what-to-expect"}));
  EXPECT_EQ(Read("support", text).parts,
            (Texts{"update-frequency", "how-updates-arrive", "how-one-is-told"}));
  const std::string_view bare =
      "# Us\n## How to report\n## Scope\n## What to expect\n## How often updates come\nTBD\n";
  EXPECT_EQ(Read("disclosure", bare).parts, Texts{});
  EXPECT_EQ(Read("support", bare).parts, Texts{});
}

TEST(FrontMatter, AHeadingAloneIsNoPart) {
  for (std::string_view purpose : {"framework", "incident-plan", "vulnerability-plan", "user-guide",
                                   "user-need", "test-plan", "verification"}) {
    ASSERT_FALSE(PartWordsOf(purpose).empty()) << purpose;
    std::string bare = "# Paper\n", full = bare, blank = bare;
    Texts ids;
    for (const auto& part : PartWordsOf(purpose)) {
      const std::string heading = "## " + std::string(part.words[0]) + "\n";
      bare += heading;
      blank += heading + "TBD\n";
      full += heading + "- Unit tests are run.\n";
      ids.emplace_back(part.id);
    }
    EXPECT_EQ(Read(purpose, bare).parts, Texts{}) << purpose;
    EXPECT_EQ(Read(purpose, blank).parts, Texts{}) << purpose;
    EXPECT_EQ(Read(purpose, full).parts, ids) << purpose;
  }
}

TEST(FrontMatter, LeftoversAreToldByLine) {
  const auto paper =
      Read("incident-plan", "# Plan\n## Roles\n[Insert name]\n\nWrite to a@example.com.\n");
  EXPECT_EQ(paper.leftovers, (std::vector<model::Place>{{"p.md", 3}, {"p.md", 5}}));
}

TEST(FrontMatter, AFormWithoutProseHasNoHead) {
  const auto paper = Read("threat-model", R"({"summary":{"title":"x"},"detail":{"diagrams":[]}})",
                          "docs/model.json");
  EXPECT_EQ(paper.parts, Texts{});
  EXPECT_EQ(paper.owner, "");
  EXPECT_NE(paper.id, Digest());
}

TEST(FrontMatter, WhatIsNoPaperIsRefused) {
  EXPECT_EQ(ReadPaper("support", "p.md", std::string_view("\0", 1), "").error().kind,
            ErrorKind::kUnsupported);
  EXPECT_EQ(ReadPaper("support", "p.md", std::string(kMaxProseBytes + 1, 'x'), "").error().kind,
            ErrorKind::kTooLarge);
}

}  // namespace
}  // namespace avouch::formats
