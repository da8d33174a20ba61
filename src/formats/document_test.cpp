#include "formats/document.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "formats/document_assertions.h"
#include "formats/document_phrases.h"

namespace avouch::formats {
namespace {

using model::DocumentKind;
using Texts = std::vector<std::string>;

model::Document Read(std::string_view text, DocumentKind kind, const Path& path = "docs/x.md") {
  auto document = ReadDocument(path, text, kind);
  EXPECT_TRUE(document.has_value()) << ToString(document.error());
  return document ? std::move(*document) : model::Document();
}

Texts PartIds(const model::Document& document) {
  Texts out;
  for (const auto& part : document.parts) out.push_back(part.id);
  return out;
}

TEST(Document, KindFollowsNameAndPlace) {
  struct Row {
    std::string_view path, kind;
  };
  const Row rows[] = {
      {"SECURITY.md", "security-policy"},
      {".github/security.md", "security-policy"},
      {"docs/Security_Policy.rst", "security-policy"},
      {"SECURITY", "security-policy"},
      {"SUPPORT.md", "support-policy"},
      {"docs/end of life.adoc", "support-policy"},
      {"docs/incident-response-plan.md", "incident-plan"},
      {"docs/threat_model.md", "threat-model"},
      {"docs/testing.md", "test-plan"},
      {"README", "readme"},
      {"CHANGES.txt", "changelog"},
      {"CONTRIBUTING", "contributing"},
      {"docs/requirements.md", "requirements"},
      {"requirements.txt", ""},  // A list of packages
      {"SUPPORT", ""},           // May be a program
      {"docs/testing.txt", ""},
      {"security.py", ""},
      {"SECURITY.md.bak", ""},
      {"src/SECURITY.md", ""},  // No forge looks there
      {"third_party/x/SECURITY.md", ""},
      {"docs/guide/SECURITY.md", ""},
      {".gitlab/SECURITY.md", ""},
      {"security-scanner.md", ""},
  };
  for (const Row& row : rows) {
    const auto kind = KindOfDocument(row.path);
    EXPECT_EQ(kind ? std::string(model::Name(*kind)) : "", row.kind) << row.path;
    EXPECT_EQ(IsDocument(row.path), kind.has_value());
  }
}

TEST(Document, PurposesOfAvouchYamlHaveKinds) {
  EXPECT_EQ(KindOfPurpose("disclosure"), DocumentKind::kSecurityPolicy);
  EXPECT_EQ(KindOfPurpose("incident-plan"), DocumentKind::kIncidentPlan);
  EXPECT_EQ(KindOfPurpose("something-else"), DocumentKind::kOther);
}

TEST(Document, BasicsAreReadFromEveryKind) {
  const auto document = Read(
      "---\nowner: Ada Example\napproved-by: Bob Example\nreview-by: 2027-01-31\n---\n"
      "# The plan\n\nSee [x](a.md). Write to B@larkhill.example or a@larkhill.example,\n"
      "b@larkhill.example.\n",
      DocumentKind::kOther);
  EXPECT_EQ(document.title, "The plan");
  EXPECT_EQ(document.owner, "Ada Example");
  EXPECT_EQ(document.approved_by, "Bob Example");
  EXPECT_EQ(document.review_by, "2027-01-31");
  EXPECT_EQ(document.addresses, (Texts{"a@larkhill.example", "b@larkhill.example"}));
  ASSERT_EQ(document.links.size(), 1u);
  EXPECT_EQ(document.links[0].target, "a.md");
  EXPECT_EQ(document.links[0].place.line, 8);
  EXPECT_FALSE(document.links[0].broken);  // Said by whoever has the tree
}

TEST(Document, AHeadingIsAPartOnlyWithSomethingBelowIt) {
  const auto kind = DocumentKind::kIncidentPlan;
  struct Row {
    std::string_view odd, text;
    Texts parts;
  };
  const Row rows[] = {
      {"all seven",
       "# Incident plan\n## Roles\na\n## Response\na\n## Containment\na\n## Communication\na\n"
       "## Eradication\na\n## Recovery\na\n## Review\na\n",
       {"roles", "response", "containment", "communication", "eradication", "recovery", "review"}},
      {"empty headings", "# Plan\n## Roles\n## Containment\n## Recovery\n", {}},
      {"only a comment below",
       "# Plan\n## Containment\n<!-- write here -->\n## Recovery\na\n",
       {"recovery"}},
      {"only code below", "# Plan\n## Containment\n```\na\n```\n## Recovery\na\n", {"recovery"}},
      {"a table below",
       "# Plan\n## Contacts\n\n| who | phone |\n|---|---|\n| Ada | 1 |\n",
       {"roles"}},
      {"a heading below", "# Plan\n## Contacts\n### Ada\na\n", {"roles"}},
      {"the title is no part", "# Incident response and recovery\na\n", {}},
      {"words in a sentence are no part",
       "# Plan\nContainment, eradication and recovery follow.\n",
       {}},
      {"nothing", "", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(PartIds(Read(row.text, kind)), row.parts) << row.odd;
}

// Each empty heading once looked through every sentence: 2 * 10^10 steps for this file.
TEST(Document, ManyEmptyHeadingsBesideManySentencesAreReadAtOnce) {
  std::string text = "# Plan\n";
  for (int i = 0; i < 100'000; ++i) text += "## Roles\n";
  text += "## Other\n";
  for (int i = 0; i < 200'000; ++i) text += "Word.\n\n";
  EXPECT_EQ(PartIds(Read(text, DocumentKind::kIncidentPlan)), Texts{});
}

TEST(Document, EveryPlanHasPartsAndOthersNone) {
  for (auto kind : {DocumentKind::kIncidentPlan, DocumentKind::kVulnerabilityPlan,
                    DocumentKind::kFramework, DocumentKind::kTestPlan, DocumentKind::kUserGuide}) {
    ASSERT_FALSE(PartsAskedOf(kind).empty()) << model::Name(kind);
    std::string text = "# Plan\n";
    EXPECT_EQ(PartIds(Read(text, kind)), Texts{});
  }
  EXPECT_TRUE(PartsAskedOf(DocumentKind::kReadme).empty());
  EXPECT_EQ(
      PartIds(Read("# Framework\n## Threat modelling\na\n## Secure coding\na\n## Testing\na\n",
                   DocumentKind::kFramework)),
      (Texts{"threat-modelling", "secure-coding", "test-strategy"}));
}

TEST(Document, AThreatModelsPartsStandInHeadingsOrInTheHeadOfATable) {
  EXPECT_EQ(
      PartIds(Read(
          "# Threat model\n\n| component | threat | decision |\n|---|---|---|\n| a | b | c |\n",
          DocumentKind::kThreatModel)),
      (Texts{"components", "threats", "decisions"}));
  EXPECT_EQ(
      PartIds(Read("# Threat model\n\n| x |\n|---|\n| threat |\n", DocumentKind::kThreatModel)),
      Texts{});
}

TEST(Document, LeftoversCountInWhatGoverns) {
  const std::string_view text = "# X\n\nLead: [Name]. Write to security@example.com.\n";
  auto left = [&](DocumentKind kind) {
    Texts out;
    for (const auto& one : Read(text, kind).leftovers) out.push_back(one.text);
    return out;
  };
  EXPECT_EQ(left(DocumentKind::kIncidentPlan), (Texts{"[Name]", "security@example.com"}));
  EXPECT_EQ(left(DocumentKind::kThreatModel), (Texts{"[Name]"}));  // Names nobody to reach
  EXPECT_EQ(left(DocumentKind::kReadme), Texts{});                 // Shows how to fill in forms
}

TEST(Document, AChangeLogIsCountedAndNotRead) {
  const auto document = Read("# 1.0\n\nTBD. Dependabot runs daily.\n", DocumentKind::kChangelog);
  EXPECT_EQ(document.words, 6);
  EXPECT_TRUE(document.leftovers.empty());
  EXPECT_TRUE(document.assertions.empty());
}

TEST(Document, OfOtherBytesIsRefused) {
  const auto binary =
      ReadDocument("SECURITY.md", std::string_view("a\0b", 3), DocumentKind::kSecurityPolicy);
  ASSERT_FALSE(binary.has_value());
  EXPECT_EQ(binary.error().kind, ErrorKind::kUnsupported);
  const auto big = ReadDocument("SECURITY.md", std::string(kMaxProseBytes + 1, 'a'),
                                DocumentKind::kSecurityPolicy);
  ASSERT_FALSE(big.has_value());
  EXPECT_EQ(big.error().kind, ErrorKind::kTooLarge);
}

TEST(Document, ARootsSecurityTxtInPlainWordsIsAPolicy) {
  const Format* row = FormatOf("security.txt");
  ASSERT_NE(row, nullptr);
  const auto words =
      row->read("security.txt", "Report vulnerabilities to security@larkhill.example.\n");
  ASSERT_TRUE(words.has_value());
  const auto* policy = std::get_if<model::Document>(&*words);
  ASSERT_NE(policy, nullptr);
  EXPECT_EQ(policy->kind, DocumentKind::kSecurityPolicy);
  const auto fields = row->read("security.txt", "Contact: mailto:security@larkhill.example\n");
  ASSERT_TRUE(fields.has_value());
  EXPECT_TRUE(std::holds_alternative<model::SecurityTxt>(*fields));
  // Where a server would serve it, it is meant as one, fields or not.
  const auto served = row->read(".well-known/security.txt", "Write to us.\n");
  ASSERT_TRUE(served.has_value());
  EXPECT_TRUE(std::holds_alternative<model::SecurityTxt>(*served));
}

TEST(Document, APolicyThatNamesNoChannelPointsToTheOneThatDoes) {
  struct Row {
    std::string_view odd, path, text, at;
  };
  const Row rows[] = {
      {"relative", "SECURITY.md", "Please see our [security policy](docs/security-policy.md).\n",
       "docs/security-policy.md"},
      {"up and down", ".github/SECURITY.md",
       "Please see our [security policy](../docs/security.md#how).\n", "docs/security.md"},
      {"by reference", "SECURITY.md", "See our [security policy][p].\n\n[p]: docs/disclosure.md\n",
       "docs/disclosure.md"},
      {"it has a channel itself", "SECURITY.md",
       "Report vulnerabilities to a@larkhill.example. See our [security "
       "policy](docs/security.md).\n",
       ""},
      {"out of the tree", "SECURITY.md", "See our [security policy](../../security.md).\n", ""},
      {"to itself", "SECURITY.md", "See our [security policy](SECURITY.md#policy).\n", ""},
      {"to a site", "SECURITY.md",
       "See our [security policy](https://larkhill.example/security).\n", ""},
      {"to no prose", "SECURITY.md", "See our [security policy](docs/security.pdf).\n", ""},
      {"to another matter", "SECURITY.md", "See our [code of conduct](CODE_OF_CONDUCT.md).\n", ""},
  };
  for (const Row& row : rows)
    EXPECT_EQ(PolicyPointedTo(Read(row.text, DocumentKind::kSecurityPolicy, Path(row.path))),
              row.at)
        << row.odd;
  EXPECT_EQ(PolicyPointedTo(
                Read("See our [security policy](docs/security.md).\n", DocumentKind::kReadme)),
            "");
}

TEST(Assertions, AreWhatIsSaidOfThisRepositoryHereAndNow) {
  struct Row {
    std::string_view text;
    Texts ids;
  };
  const Row rows[] = {
      {"Dependabot runs daily.", {"dependabot-runs"}},
      {"We use Renovate to keep dependencies fresh.", {"renovate-runs"}},
      {"CodeQL scans every pull request.", {"codeql-runs"}},
      {"All releases are signed.", {"releases-signed"}},
      {"An SBOM is published with each release.", {"sbom-published"}},
      {"Dependencies are pinned by hash.", {"lock-used"}},
      {"You can use Dependabot for that.", {}},
      {"We do not use Dependabot; it is used elsewhere.", {}},
      {"Dependabot is planned and will be used daily.", {}},
      {"The tool detects whether Renovate is used.", {}},
      {"Dependabot is a robot.", {}},
      {"Does Dependabot run, and is it used daily?", {}},
      {"> Dependabot runs daily.", {}},
      {"<!-- Dependabot runs daily. -->", {}},
      {"`Dependabot` was mentioned.", {}},
      {"Dependabot runs daily. Dependabot runs weekly.", {"dependabot-runs"}},
  };
  for (const Row& row : rows) {
    Texts ids;
    for (const auto& one : FindAssertions(ReadProse(row.text, Markup::kMarkdown), "SECURITY.md"))
      ids.push_back(one.id);
    EXPECT_EQ(ids, row.ids) << row.text;
  }
}

TEST(Phrases, StandAtTheBeginningOfAWord) {
  EXPECT_TRUE(HasAny("we acknowledge reports", {"acknowledg"}));
  EXPECT_FALSE(HasAny("unsupported", {"support"}));
  EXPECT_TRUE(HasAny("re-support", {"support"}));
  EXPECT_EQ(FindAny("b a", {"a", "b"}), 0u);
  EXPECT_EQ(FindAny("c", {"a", "b"}), std::string_view::npos);
}

TEST(Phrases, DurationsAndNegations) {
  for (std::string_view text : {"within 3 business days", "three (3) weeks", "a 48-hour window",
                                "within a week", "90 days"})
    EXPECT_TRUE(HasDuration(text)) << text;
  for (std::string_view text : {"days", "every day", "version 3", "these days", "a few", "someday"})
    EXPECT_FALSE(HasDuration(text)) << text;
  for (std::string_view text :
       {"do not write", "never", "please don't", "please don\xE2\x80\x99t", "instead of this"})
    EXPECT_TRUE(IsNegated(text)) << text;
  for (std::string_view text : {"nothing", "a note", "we write"})
    EXPECT_FALSE(IsNegated(text)) << text;
}

}  // namespace
}  // namespace avouch::formats
