#include "formats/security_insights.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

model::SecurityInsights Read(std::string_view text, const Path& path = "SECURITY-INSIGHTS.yml") {
  auto file = ReadSecurityInsights(path, text);
  EXPECT_TRUE(file.has_value()) << ToString(file.error());
  return file ? std::move(*file) : model::SecurityInsights();
}

Texts PointersOf(const model::SecurityInsights& file) {
  Texts out;
  for (const auto& one : file.pointers)
    out.push_back(std::to_string(one.place.line) + " " + one.id + " " + one.text);
  return out;
}
Texts ProblemsOf(const model::SecurityInsights& file) {
  Texts out;
  for (const auto& one : file.problems)
    out.push_back(std::to_string(one.place.line) + " " + one.text);
  return out;
}

TEST(SecurityInsights, Version1PointsAndLapses) {
  const auto file = Read(R"(header:
  schema-version: 1.0.0
  expiration-date: '2025-06-01T00:00:00.000Z'
  last-reviewed: '2024-06-01'
  project-release:
    code-owners-url: https://larkhill.example/CODEOWNERS
security-contacts:
  - type: email
    value: Security@Larkhill.example
vulnerability-reporting:
  accepts-vulnerability-reports: true
  email-contact: security@larkhill.example
  security-policy: https://larkhill.example/policy
documentation:
  - https://larkhill.example/docs
  - https://larkhill.example/more
dependencies:
  sbom:
    - sbom-file: https://larkhill.example/a.json
      sbom-format: CycloneDX
    - sbom-url: https://larkhill.example/b.json
)");
  EXPECT_EQ(file.version, "1.0.0");
  EXPECT_EQ(file.expires, "2025-06-01T00:00:00.000Z");  // Whether that is past is decided later
  EXPECT_EQ(file.last_reviewed, "2024-06-01");
  EXPECT_EQ(file.contacts, (Texts{"security@larkhill.example"}));
  EXPECT_EQ(PointersOf(file), (Texts{"13 security-policy https://larkhill.example/policy",
                                     "15 documentation https://larkhill.example/docs",
                                     "16 documentation https://larkhill.example/more",
                                     "19 sbom https://larkhill.example/a.json",
                                     "21 sbom https://larkhill.example/b.json",
                                     "6 code-owners https://larkhill.example/CODEOWNERS"}));
  EXPECT_EQ(ProblemsOf(file), Texts{});
}

TEST(SecurityInsights, Version2PointsInProjectAndRepository) {
  const auto file = Read(R"(header:
  schema-version: 2.1.0
  last-updated: '2026-01-05'
  last-reviewed: '2026-01-05'
  project-si-source: https://larkhill.example/parent.yml
project:
  administrators:
    - {name: Ada, email: ada@larkhill.example, primary: true}
  vulnerability-reporting:
    reports-accepted: true
    contact: {name: Bob, email: bob@larkhill.example, primary: true}
    policy: https://larkhill.example/policy
  documentation:
    support-policy: https://larkhill.example/support
repository:
  core-team:
    - {name: Ada, email: ADA@larkhill.example, primary: true}
  release:
    attestations:
      - {name: provenance, location: https://larkhill.example/p.json, predicate-uri: x}
    distribution-points:
      - uri: https://larkhill.example/downloads
  security:
    assessments:
      self: {comment: none yet}
      third-party:
        - {evidence: https://larkhill.example/audit.pdf, comment: x}
)");
  EXPECT_EQ(file.version, "2.1.0");
  EXPECT_EQ(file.expires, "");  // Version 2 has none, and need not
  EXPECT_EQ(file.contacts, (Texts{"ada@larkhill.example", "bob@larkhill.example"}));
  EXPECT_EQ(PointersOf(file), (Texts{"12 security-policy https://larkhill.example/policy",
                                     "14 support-policy https://larkhill.example/support",
                                     "20 attestations https://larkhill.example/p.json",
                                     "22 distribution-points https://larkhill.example/downloads",
                                     "27 third-party-assessment https://larkhill.example/audit.pdf",
                                     "5 parent https://larkhill.example/parent.yml"}));
  EXPECT_EQ(ProblemsOf(file), Texts{});
}

TEST(SecurityInsights, BlanksAndBadDatesAreProblemsByLine) {
  struct Row {
    std::string_view odd, text;
    Texts problems;
  };
  const Row rows[] = {
      {"version 1 must say until when",
       "header:\n  schema-version: 1.0.0\n",
       {"2 no expiration-date"}},
      {"a date in words",
       "header:\n  schema-version: 2.0.0\n  last-reviewed: last spring\n",
       {"3 last-reviewed is no date: last spring"}},
      {"an end that is no date",
       "header:\n  schema-version: 1.0.0\n  expiration-date: soon\n",
       {"3 expiration-date is no date: soon"}},
      {"an address of nobody",
       "header: {schema-version: 2.0.0}\nproject:\n  administrators:\n    - email: "
       "joe@example.com\n",
       {"4 left from a template: joe@example.com"}},
      {"a blank to fill in",
       "header: {schema-version: 2.0.0}\nproject:\n  name: '[project name]'\n",
       {"3 left from a template: [project name]"}},
      {"REPLACE_WITH",
       "header: {schema-version: 2.0.0}\nproject:\n  homepage: REPLACE_WITH_URL\n",
       {"3 left from a template: REPLACE_WITH_URL"}},
      {"TBD",
       "header: {schema-version: 2.0.0}\nproject:\n  funding: TBD\n",
       {"3 left from a template: TBD", "3 left blank: TBD"}},
      {"not applicable",
       "header: {schema-version: 2.0.0}\nproject:\n  funding: n/a\n",
       {"3 left blank: n/a"}},
      {"a sentence that mentions example.com",
       "header: {schema-version: 2.0.0}\nproject:\n  note: see https://example.com for more\n",
       {}},
      {"a template variable is filled by something",
       "header: {schema-version: 2.0.0}\nproject:\n  homepage: "
       "https://larkhill.example/{version}\n",
       {}},
  };
  for (const Row& row : rows) EXPECT_EQ(ProblemsOf(Read(row.text)), row.problems) << row.odd;
}

// A forged shape neither fails nor adds anything that is not a text.
TEST(SecurityInsights, OddShapesPointNowhere) {
  const std::string_view rows[] = {
      "header: {schema-version: 2.0.0}\nproject: []\nrepository: 7\n",
      "header: {schema-version: 2.0.0}\nproject:\n  documentation: {support-policy: [[x]]}\n",
      "header: {schema-version: 2.0.0}\nproject:\n  documentation: {support-policy: {a: b}}\n",
      "header: {schema-version: 2.0.0}\nproject:\n  documentation: {support-policy: 12}\n",
      "header: {schema-version: 2.0.0}\nproject:\n  documentation: {support-policy: ''}\n",
      "header: {schema-version: 2.0.0}\nproject:\n  documentation:\n",
  };
  for (std::string_view text : rows) EXPECT_EQ(PointersOf(Read(text)), Texts{}) << text;
}

TEST(SecurityInsights, ProblemsAreBounded) {
  std::string text = "header: {schema-version: 2.0.0}\nlist:\n";
  for (int i = 0; i < 1000; ++i) text += "  - TBD\n";
  EXPECT_LE(Read(text).problems.size(), 100u);
}

TEST(SecurityInsights, WithoutAVersionOrAsNoYamlIsRefused) {
  struct Row {
    std::string_view odd, text;
    ErrorKind kind;
  };
  const Row rows[] = {
      {"empty", "", ErrorKind::kUnsupported},
      {"no header", "project: {name: x}\n", ErrorKind::kUnsupported},
      {"a header without a version", "header: {url: x}\n", ErrorKind::kUnsupported},
      {"a list", "- header\n", ErrorKind::kUnsupported},
      {"no YAML", "header: [\n", ErrorKind::kMalformed},
  };
  for (const Row& row : rows) {
    const auto file = ReadSecurityInsights("security-insights.yml", row.text);
    ASSERT_FALSE(file.has_value()) << row.odd;
    EXPECT_EQ(file.error().kind, row.kind) << row.odd << ": " << ToString(file.error());
  }
}

TEST(SecurityInsights, StandsInAGovernancePlace) {
  struct Row {
    std::string_view path;
    bool is;
  };
  const Row rows[] = {{"SECURITY-INSIGHTS.yml", true},         {"security-insights.yaml", true},
                      {".github/security-insights.yml", true}, {"docs/Security-Insights.yml", true},
                      {"data/security-insights.yml", false},   {"security_insights.yml", false},
                      {"security-insights.json", false}};
  for (const Row& row : rows) EXPECT_EQ(IsSecurityInsights(row.path), row.is) << row.path;
}

}  // namespace
}  // namespace avouch::formats
