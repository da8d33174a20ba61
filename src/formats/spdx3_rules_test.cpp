// SPDX 3 in JSON-LD: one document, each rule broken in one place.

#include "formats/spdx3_rules.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

constexpr std::string_view kWhole = R"({
"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
"@graph": [
{"type": "CreationInfo", "@id": "_:made", "specVersion": "3.0.1", "created": "2026-01-02T03:04:05Z", "createdBy": ["https://example.org/ann"]},
{"type": "Person", "spdxId": "https://example.org/ann", "name": "Ann", "creationInfo": "_:made"},
{"type": "SpdxDocument", "spdxId": "https://example.org/doc", "creationInfo": "_:made", "rootElement": ["https://example.org/tea"], "profileConformance": ["core", "software"]},
{"type": "software_Package", "spdxId": "https://example.org/tea", "creationInfo": "_:made", "name": "tea", "software_packageVersion": "1.0", "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "aa"}]},
{"type": "Relationship", "spdxId": "https://example.org/r", "creationInfo": "_:made", "from": "https://example.org/tea", "relationshipType": "hasConcludedLicense", "to": ["https://spdx.org/licenses/MIT"]}
]})";

// "line: what" of the first problem, or "valid" and how many doubts.
std::string Verdict(std::string text, std::string_view what, std::string_view instead) {
  const auto at = text.find(what);
  if (at == text.npos) return "no such text";
  text.replace(at, what.size(), instead);
  const auto result = ValidateSbom(text);
  if (!result || !result->judged) return "not judged";
  if (result->valid()) return "valid, doubts: " + std::to_string(result->doubts.size());
  const auto& first = result->problems.front();
  return std::to_string(first.line) + ": " + first.what;
}

TEST(Spdx3Rules, OnePlaceBroken) {
  struct Change {
    const char *what, *instead, *verdict;
  };
  const Change changes[] = {
      {"tea", "tea", "valid, doubts: 0"},
      {"3.0.1/spdx-context", "3.9/spdx-context", "2: is of no version that is known"},
      {"\"specVersion\": \"3.0.1\", ", "", "4: 'specVersion' is missing"},
      {"\"specVersion\": \"3.0.1\"", "\"specVersion\": \"3.0\"",
       "4: '3.0' is no version like 3.0.1"},
      {"05Z", "05+01:00", "4: '2026-01-02T03:04:05+01:00' is no time in UTC"},
      {"[\"https://example.org/ann\"]", "[]", "4: has too few items"},
      {"[\"https://example.org/ann\"]", "\"https://example.org/ann\"", "4: must be a list"},
      {"[\"https://example.org/ann\"]", "[\"https://example.org/tea\"]",
       "4: 'https://example.org/tea' is of class software_Package, and no Agent"},
      {"\"type\": \"Person\"", "\"type\": \"Human\"", "5: 'Human' is no class of SPDX 3"},
      {"\"type\": \"software_Package\"", "\"type\": \"Element\"",
       "7: 'Element' is a class of classes, and none of things"},
      {"\"spdxId\": \"https://example.org/ann\", ", "", "5: 'spdxId' is missing"},
      {", \"creationInfo\": \"_:made\"}", "}", "5: 'creationInfo' is missing"},
      {", \"creationInfo\": \"_:made\"}", ", \"creationInfo\": \"_:lost\"}",
       "5: '_:lost' leads nowhere"},
      {"\"name\": \"Ann\"", "\"name\": 1", "5: must be a text"},
      {"\"name\": \"Ann\"", "\"flavour\": \"x\"", "5: 'flavour' is no field of Person"},
      {"\"core\"", "\"tea\"", "6: 'tea' is none of the words that may stand here"},
      {"[\"https://example.org/tea\"]", "[\"https://example.org/cup\"]", "valid, doubts: 1"},
      {"\"type\": \"Hash\"", "\"type\": \"Tool\"", "7: 'Tool' is no IntegrityMethod"},
      {"sha256", "sha257", "7: 'sha257' is none of the words that may stand here"},
      {"hasConcludedLicense", "likes", "8: 'likes' is none of the words that may stand here"},
      {"org/r\"", "org/tea\"", "8: 'https://example.org/tea' names more than one thing"},
      {"\"type\": \"Relationship\"",
       "\"type\": \"security_VexUnderInvestigationVulnAssessmentRelationship\"",
       "valid, doubts: 0"},
      {"\"type\": \"Relationship\"", "\"type\": \"SpdxDocument\"",
       "8: a second SpdxDocument in one file"},
      {"\"@graph\": [", "\"extra\": 1, \"@graph\": [", "3: 'extra' is no field beside @graph"},
  };
  for (const auto& change : changes)
    EXPECT_EQ(Verdict(std::string(kWhole), change.what, change.instead), change.verdict)
        << change.what << " -> " << change.instead;
}

TEST(Spdx3RulesAttack, WhereverItIsCutItIsNotValid) {
  for (std::size_t size = 70; size < kWhole.size(); size += 11) {
    const auto result = ValidateSbom(kWhole.substr(0, size));
    ASSERT_TRUE(result.has_value()) << size;
    EXPECT_FALSE(result->valid()) << size;
  }
}

}  // namespace
}  // namespace avouch::formats
