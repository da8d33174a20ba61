#include "formats/threat_model.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

model::ThreatModel Read(std::string_view text, const Path& path = "docs/threat-model.md") {
  auto model = ReadThreatModel(path, text);
  EXPECT_TRUE(model.has_value()) << ToString(model.error());
  return model ? std::move(*model) : model::ThreatModel();
}

// "7 T1 | browser | reads it | prevent: x | ROTA-1 | +": + decided, - not.
Texts Threats(const model::ThreatModel& model) {
  Texts out;
  for (const auto& one : model.threats)
    out.push_back(std::to_string(one.place.line) + " " + one.id + " | " + one.component + " | " +
                  one.text + " | " + one.decision + " | " + one.shown_by + " | " +
                  (one.decided ? "+" : "-") + one.accepted_until);
  return out;
}

TEST(ThreatModel, ATableIsAThreatModel) {
  const auto model = Read(
      "# Threat model\n\n"
      "| id | component or flow | what could go wrong | decision | shown by |\n"
      "|----|-------------------|---------------------|----------|----------|\n"
      "| T1 | browser \xE2\x86\x92 /api/shifts | one practice reads another's rota | prevent: row "
      "filter | ROTA-17, test_isolation.py |\n"
      "| T2 | csv import | formula or oversized file | prevent: schema | ROTA-22 |\n"
      "| T3 | support break-glass | password alone | accept until 2027-01-31, helen | gap 1.4.2 "
      "|\n");
  EXPECT_EQ(model.format, "table");
  EXPECT_EQ(Threats(model),
            (Texts{"5 T1 | browser \xE2\x86\x92 /api/shifts | one practice reads another's rota | "
                   "prevent: row filter | ROTA-17, test_isolation.py | +",
                   "6 T2 | csv import | formula or oversized file | prevent: schema | ROTA-22 | +",
                   "7 T3 | support break-glass | password alone | accept until 2027-01-31, helen | "
                   "gap 1.4.2 | +2027-01-31"}));
  EXPECT_EQ(model.components,
            (Texts{"/api/shifts", "browser", "csv import", "support break-glass"}));
  EXPECT_EQ(model.flows, (Texts{"browser \xE2\x86\x92 /api/shifts"}));
  EXPECT_TRUE(model.left.empty());
}

TEST(ThreatModel, TablesByOddity) {
  struct Row {
    std::string_view odd, text;
    Texts threats;
  };
  const Row rows[] = {
      {"columns in another order and by other words",
       "| Mitigation | Threat | Asset | # |\n|-|-|-|-|\n| row filter | reads | rota | 1 |\n",
       {"3 1 | rota | reads | row filter |  | +"}},
      {"a status that is open undoes a mitigation",
       "| Threat | Component | Mitigation | Status |\n|-|-|-|-|\n| reads | rota | filter | Open "
       "|\n",
       {"3  | rota | reads | Open: filter |  | -"}},
      {"a status alone decides",
       "| Threat | Component | Status |\n|-|-|-|\n| reads | rota | Mitigated |\n",
       {"3  | rota | reads | Mitigated |  | +"}},
      {"an empty decision is none",
       "| Component | Threat | Decision |\n|-|-|-|\n| rota | reads | |\n| rota | writes | TBD |\n",
       {"3  | rota | reads |  |  | -", "4  | rota | writes | TBD |  | -"}},
      {"no column of decisions at all",
       "| Component | Threat |\n|-|-|\n| rota | reads |\n",
       {"3  | rota | reads |  |  | -"}},
      {"a rating is no threat", "| Asset | Risk | Owner |\n|-|-|-|\n| rota | high | tom |\n", {}},
      {"levels and likelihoods are passed over",
       "| Risk level | Likelihood | Threat | Response |\n|-|-|-|-|\n| high | 3 | reads | avoid |\n",
       {"3  |  | reads | avoid |  | +"}},
      {"the description is the threat where the category is beside it",
       "| STRIDE | Component | Description | Mitigation |\n|-|-|-|-|\n"
       "| S | sign-in | guessed passwords | limit |\n",
       {"3  | sign-in | guessed passwords | limit |  | +"}},
      {"components with a description are no threats",
       "| Component | Description |\n|-|-|\n| rota | shows shifts |\n",
       {}},
      {"a second table decides by id",
       "| ID | Component | Threat |\n|-|-|-|\n| T1 | rota | reads |\n| T2 | rota | writes |\n\n"
       "| Threat | Mitigation |\n|-|-|\n| T1 | row filter |\n",
       {"3 T1 | rota | reads | row filter |  | +", "4 T2 | rota | writes |  |  | -"}},
      {"a second table without a column of threats",
       "| ID | Threat | Component |\n|-|-|-|\n| T1 | reads | rota |\n\n"
       "| Threat ID | Decision | Test |\n|-|-|-|\n| T1 | prevent | t.py |\n| T9 | accept | |\n",
       {"3 T1 | rota | reads | prevent | t.py | +"}},
      {"open in the first table stays open",
       "| ID | Threat | Status |\n|-|-|-|\n| T1 | reads | open |\n\n"
       "| ID | Decision |\n|-|-|\n| T1 | prevent |\n",
       {"3 T1 |  | reads | open |  | -"}},
      {"open in the second undoes the first",
       "| ID | Threat | Status |\n|-|-|-|\n| T1 | reads | mitigated |\n\n"
       "| ID | Decision |\n|-|-|\n| T1 | open |\n",
       {"3 T1 |  | reads | mitigated |  | -"}},
      {"a row without a threat is only a component",
       "| Component | Threat | Decision |\n|-|-|-|\n| rota | | |\n| rota | none | |\n",
       {}},
      {"a row begun and left is a threat",
       "| ID | Component | Threat | Decision |\n|-|-|-|-|\n| T1 | rota | | TBD |\n",
       {"3 T1 | rota | T1 | TBD |  | -"}},
      {"cells missing at the end",
       "| Component | Threat | Decision |\n|-|-|-|\n| rota | reads |\n",
       {"3  | rota | reads |  |  | -"}},
      {"whoever attacks is no threat",
       "| Misuse ID | Threat actor | Misuse case | Target / asset | Existing control "
       "|\n|-|-|-|-|-|\n"
       "| M1 | thief | reads | rota | filter |\n",
       {"3 M1 | rota | reads | filter |  | +"}},
      {"rows of a template that nobody filled in",
       "| Threat Category | Threat Description | Component | Mitigation |\n|-|-|-|-|\n"
       "| Spoofing | | | |\n| ... | ... | ... | ... |\n",
       {}},
      {"the heading above is the part where no column is",
       "# Model\n## Update channel\n| STRIDE | Threat | Mitigation |\n|-|-|-|\n| S | forged | "
       "signed "
       "|\n## Threats\n| Threat | Mitigation |\n|-|-|\n| late | alarm |\n",
       {"5  | Update channel | forged | signed |  | +", "9  |  | late | alarm |  | +"}},
      {"signs for words",
       "| Threat | Component | Status |\n|-|-|-|\n| reads | a | \xE2\x9C\x85 |\n"
       "| writes | a | \xE2\x9D\x8C |\n",
       {"3  | a | reads | \xE2\x9C\x85 |  | +", "4  | a | writes | \xE2\x9D\x8C |  | -"}},
      {"a table of nothing", "| Component | Threat | Decision |\n|-|-|-|\n", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(Threats(Read(row.text)), row.threats) << row.odd;
}

TEST(ThreatModel, ProseByOddity) {
  struct Row {
    std::string_view odd, text;
    Texts threats;
  };
  const Row rows[] = {
      {"a heading for each threat, below its component",
       "# Threat model\n## Sign-in\n### Threat: guessed passwords\nMany tries.\n\n"
       "Mitigation: rate limit.\n\nTest: test_limit.py\n## Import\n### T2 \xE2\x80\x94 formulas\n"
       "Decision: to be decided\n",
       {"3  | Sign-in | guessed passwords | rate limit. | test_limit.py | +",
        "10 T2 | Import | formulas | to be decided |  | -"}},
      {"items under a heading of threats",
       "# Model\n## Web server\n### Threats\n- Guessed passwords. Mitigation: rate limit.\n"
       "- Stolen cookies\n  - Decision: prevent by short sessions\n- Logs fill up\n",
       {"4  | Web server | Guessed passwords. | rate limit. |  | +",
        "5  | Web server | Stolen cookies | prevent by short sessions |  | +",
        "7  | Web server | Logs fill up |  |  | -"}},
      {"threats to a part",
       "# Model\n## Threats to the API\n- Reads too much, mitigated by a row filter\n",
       {"3  | the API | Reads too much | mitigated by a row filter |  | +"}},
      {"a section of threats and controls",
       "# Model\n## Threats and controls\n1. Forged webhooks: each carries a signature.\n"
       "2. Full disks\n3. Late clocks: TBD\n",
       {"3  |  | Forged webhooks | each carries a signature. |  | +",
        "4  |  | Full disks |  |  | -", "5  |  | Late clocks | TBD |  | -"}},
      {"a colon in a section of threats alone decides nothing",
       "# Model\n## Threats\n- Forged webhooks: by anybody who knows the address\n",
       {"3  |  | Forged webhooks: by anybody who knows the address |  |  | -"}},
      {"categories of STRIDE as headings",
       "# Model\n## API\n### Spoofing\n- Forged token; prevented by signatures\n",
       {"4  | API | Forged token | prevented by signatures |  | +"}},
      {"a heading below holds the mitigation",
       "# Model\n## Threats\n### T1: reads\nWords.\n#### Mitigation\nA row filter.\n### T2: "
       "writes\n"
       "Words.\n",
       {"3 T1 |  | reads | A row filter. |  | +", "7 T2 |  | writes |  |  | -"}},
      {"a decision in the items below its label",
       "# Model\n## Threats\n### T1: reads\nDecision:\n- prevent by a filter\n",
       {"3 T1 |  | reads | prevent by a filter |  | +"}},
      {"a status that is open undoes what is planned",
       "# Model\n## Threats\n### T1: reads\nStatus: open\n\nMitigation: a filter\n",
       {"3 T1 |  | reads | open; a filter |  | -"}},
      {"what is out of scope, and who attacks, are no threats",
       "# Model\n## Threat actors\n- Thieves\n## Out of scope threats\n- Earthquakes\n",
       {}},
      {"labels in items under a category, and what remains",
       "# Model\n## STRIDE analysis\n### Spoofing \xE2\x80\x94 severity: high\n- **Threat**: "
       "Forged "
       "token\n- **Mitigation**: Signatures\n- **Residual risk**: Low\n## Residual risks\n"
       "1. **No revocation**: A token lives a week.\n",
       {"4  |  | Forged token | Signatures |  | +"}},
      {"headings of threats with their mitigations listed",
       "# Model\n## Threats\n### Drained wallet\nSomebody spends it all.\n\nMitigations:\n\n- "
       "quotas;\n- alerts.\n### Leaked key\nIt works until it is revoked.\n\nMitigations:\n- TBD\n",
       {"3  |  | Drained wallet | quotas; alerts. |  | +", "10  |  | Leaked key | TBD |  | -"}},
      {"headings of parts with threats listed",
       "# Model\n## Threats\n### API\n- Guessed passwords\n  - Mitigation: limit\n- Stolen "
       "cookies\n",
       {"4  | API | Guessed passwords | limit |  | +", "6  | API | Stolen cookies |  |  | -"}},
      {"a number with letters is no threat outside their section",
       "# Model\n## S3 bucket\nHolds exports.\n## T3 instances\nRun it.\n",
       {}},
      {"words about threats are none", "# Threat model\nWe thought about threats.\n", {}},
      {"nothing", "", {}},
      {"only headings", "# Threat model\n## Threats\n## Mitigations\n", {}},
  };
  for (const Row& row : rows) {
    const auto model = Read(row.text);
    EXPECT_EQ(Threats(model), row.threats) << row.odd;
    EXPECT_EQ(model.format, "prose") << row.odd;
  }
}

TEST(ThreatModel, ProseBesideATableAddsOnlyWhatCallsItselfAThreat) {
  const auto model = Read(
      "# Model\n## Threats\n| ID | Component | Threat | Decision |\n|-|-|-|-|\n"
      "| T1 | rota | reads | prevent |\n\n- a remark\n\n### T1: reads\nStatus: open\n\n"
      "### T2: writes\nDecision: accept\n");
  EXPECT_EQ(Threats(model),
            (Texts{"5 T1 | rota | reads | prevent |  | +", "12 T2 |  | writes | accept |  | +"}));
}

TEST(ThreatModel, PartsAreNamedByTablesListsAndArrows) {
  const auto model = Read(
      "# Model\n## Components\n- Browser: shows the rota\n- API\n- This one is a whole sentence "
      "that goes on and on, and no name.\n## Data flows\n| Name | From | To |\n|-|-|-|\n"
      "| reads | Browser | API |\n\n- API -> database\n## Assets\n| Name | Value |\n|-|-|\n"
      "| Shifts | high |\n| TBD | |\n");
  EXPECT_EQ(model.components, (Texts{"API", "Browser", "Shifts", "database"}));
  EXPECT_EQ(model.flows, (Texts{"API -> database", "Browser -> API"}));
  EXPECT_TRUE(model.threats.empty());
}

TEST(ThreatModel, ParseableAndEmptyIsEmpty) {
  struct Row {
    std::string_view path, text, format;
  };
  const Row rows[] = {
      {"m.md", "# Threat model\n", "prose"},
      {"m.md", "| component | threat | decision |\n|-|-|-|\n", "table"},
      {"m.otm", "otmVersion: 0.2.0\nproject: {name: x, id: x}\n", "otm"},
      {"m.json", R"({"summary":{"title":"x"},"detail":{"diagrams":[]}})", "threat-dragon"},
  };
  for (const Row& row : rows) {
    const auto model = Read(row.text, Path(row.path));
    EXPECT_EQ(model.format, row.format);
    EXPECT_TRUE(model.components.empty() && model.flows.empty() && model.threats.empty())
        << row.path;
  }
}

TEST(ThreatModel, KnownFormsThatAreNotReadAreSaidToBeUnread) {
  struct Row {
    std::string_view path, text, format;
  };
  const Row rows[] = {
      {"m.yaml", "threagile_version: 1.0.0\ntechnical_assets: {}\n", "threagile"},
      {"risks.json", R"([{"risk_status":"unchecked","synthetic_id":"x"}])", "threagile"},
      {"m.tm7", "<ThreatModel xmlns=\"x\"/>", "mstmt"},
      {"m.py", "from pytm import TM\n", "pytm"},
      {"m.json", R"({"bomFormat":"CycloneDX"})", "cyclonedx"},
      {"m.json", R"({"scope":{},"trust_zones":[],"threats":[]})", "threat-model-library"},
      {"m.drawio", "<mxfile/>", "drawio"},
  };
  for (const Row& row : rows) {
    const auto model = Read(row.text, Path(row.path));
    EXPECT_EQ(model.format, row.format) << row.path;
    EXPECT_EQ(model.left.size(), 1u) << row.path;
    EXPECT_TRUE(model.threats.empty()) << row.path;
  }
}

TEST(ThreatModel, WhatIsNoModelIsRefused) {
  struct Row {
    std::string_view odd, path, text;
    ErrorKind kind;
  };
  const Row rows[] = {
      {"no text", "m.md", std::string_view("a\0b", 3), ErrorKind::kUnsupported},
      {"JSON cut off", "m.json", "{\"otmVersion\": ", ErrorKind::kMalformed},
      {"a key given twice", "m.json", R"({"summary":{},"summary":{}})", ErrorKind::kMalformed},
      {"YAML that is none", "m.otm", "a: [", ErrorKind::kMalformed},
      {"nothing in a form that needs something", "m.otm", "", ErrorKind::kUnsupported},
      {"JSON of another kind", "m.json", "{\"a\": 1}", ErrorKind::kUnsupported},
      {"a list", "m.json", "[]", ErrorKind::kUnsupported},
      {"XML of another kind", "m.xml", "<a/>", ErrorKind::kUnsupported},
  };
  for (const Row& row : rows) {
    const auto model = ReadThreatModel(Path(row.path), row.text);
    ASSERT_FALSE(model.has_value()) << row.odd;
    EXPECT_EQ(model.error().kind, row.kind) << row.odd << ": " << ToString(model.error());
  }
}

TEST(ThreatModel, MoreThanIsKeptIsSaid) {
  std::string text = "| Component | Threat | Decision |\n|-|-|-|\n";
  for (std::size_t i = 0; i <= kMaxThreats; ++i) text += "| a | b" + std::to_string(i) + " | |\n";
  const auto model = Read(text);
  EXPECT_EQ(model.threats.size(), kMaxThreats);
  ASSERT_EQ(model.left.size(), 1u);
  EXPECT_EQ(model.left[0].reason, "more than 10,000 threats");
}

}  // namespace
}  // namespace avouch::formats
