#include "statement/product_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "statement/shape.h"
#include "syntax/canonical.h"
#include "syntax/json.h"

namespace avouch::statement {
namespace {

// All keys that the format has, as an invented firm writes them.
constexpr std::string_view kWhole = R"(# yaml-language-server: $schema=...
avouch: 1
product: { name: Rota, is: staff rostering, audience: general practice }
organisation-name: Larkhill Health Ltd
organisation: ../assurance
gate: not-met
scope: developer-and-distributor
delivery: [saas, device, saas]
releases: { are: tags, match: "live/*", supported: newest }
built-in: cloud
sources: [ { name: rota, at: . } ]
exclusions: [ { path: demo/, because: not shipped, by: tom } ]
documents: { disclosure: SECURITY.md, support: "https://rota.example/support" }
requirements: { in: docs/requirements.md, ids: "ROTA-[0-9]+" }
test-plan: docs/test-plan.md
threat-model: docs/threat-model.md
user-guide: https://rota.example/help
user-need: docs/user-research.md
privileged-users: { practice-manager: ROTA-31, support-engineer: ROTA-32 }
entry-points: { web forms: schema + tests, "POST /api/shifts": schema + fuzz }
sensitive-data:
  - { what: names, stored: PostgreSQL, at-rest: AES-256, in-transit: TLS 1.3, test: ROTA-40 }
components-with-own-life:
  - { name: PostgreSQL, version: "16", ends: 2028-11-09 }
  - { name: Redis, version: 7, ends: 2027-01-01 }
policy:
  window-days: 365
  fix-within: { critical: 7d, high: 30d, medium: 60d, low: next release }
  training: { valid: 1y, new-starter-grace: 60d }
  access-review: { every: 90d }
  advisory-data: { older-than: 24h, counts-as: stale }
  end-of-support-notice: { at-least: 365d, in: contract clause 11.2 }
  incident: { first-notice: 24h, then-every: 72h }
gaps:
  - { claim: 1.4.2, why: break-glass account, owner: tom, by: 2027-01-31, visibility: customer }
)";

TEST(ProductFile, EveryKeyOfTheFormIsRead) {
  const auto file = ReadProductFile(kWhole);
  ASSERT_TRUE(file) << ToString(file.error());
  const model::Product& product = file->product;
  EXPECT_TRUE(product.configured);
  EXPECT_EQ(product.name, "Rota");
  EXPECT_EQ(product.organisation_name, "Larkhill Health Ltd");
  EXPECT_EQ(product.organisation, "../assurance");
  EXPECT_EQ(product.gate, model::Gate::kNotMet);
  EXPECT_EQ(product.gate_place, (model::Place{"avouch.yaml", 6}));
  EXPECT_EQ(product.scope, model::ProductScope::kDeveloperAndDistributor);
  EXPECT_EQ(product.delivery, (std::vector{model::Delivery::kSaas, model::Delivery::kDevice}));
  EXPECT_FALSE(product.delivery_assumed);
  EXPECT_EQ(product.releases, (model::ReleaseRule{model::ReleasesAre::kTags, "live/*", "newest"}));
  ASSERT_EQ(product.exclusions.size(), 1u);
  EXPECT_EQ(product.exclusions[0], (model::Exclusion{"demo/", "not shipped", "tom"}));
  ASSERT_EQ(product.documents.size(), 7u);
  EXPECT_EQ(product.documents[0].purpose, "disclosure");
  EXPECT_EQ(product.documents[6].purpose, "requirements");
  EXPECT_EQ(product.documents[6].at, "docs/requirements.md");
  ASSERT_EQ(product.own_life.size(), 2u);
  EXPECT_EQ(product.own_life[1].version, "7") << "a version written as a number";
  ASSERT_EQ(product.gaps.size(), 1u);
  EXPECT_EQ(product.gaps[0].claim, "1.4.2");
}

TEST(ProductFile, WhatAsksLessThanOursIsListedFirst) {
  const auto file = ReadProductFile(kWhole);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->policy.fix_high_days, 30);
  EXPECT_EQ(file->policy.fix_medium_days, 60);
  EXPECT_EQ(file->policy.changed,
            (std::vector<std::string>{"fix-high-days: 30, ours is 14 (weaker)",
                                      "fix-medium-days: 60, ours is 90"}));
}

TEST(ProductFile, TheSameNumbersAreNoChange) {
  const auto file = ReadProductFile("avouch: 1\npolicy: { fix-high-days: 14, window-days: 365 }\n");
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->policy, model::Policy{});
}

TEST(ProductFile, TheSmallestFileAssumesTheRest) {
  const auto file = ReadProductFile("avouch: 1\n");
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_TRUE(file->product.configured);
  EXPECT_EQ(file->product.scope, std::nullopt);
  EXPECT_TRUE(file->product.delivery_assumed);
  EXPECT_EQ(file->product.gate, model::Gate::kNone);
}

TEST(ProductFile, ByteOrderMarkAndCarriageReturnsAreFine) {
  const auto file = ReadProductFile(
      "\xEF\xBB\xBF"
      "avouch: 1\r\ngate: new\r\n");
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->product.gate, model::Gate::kNew);
}

struct Refusal {
  const char* yaml;
  const char* error;  // The whole line, as people see it
};

TEST(ProductFile, RefusalsNameTheLineTheColumnAndTheLikelyWord) {
  const Refusal rows[] = {
      {"avouch: 1\ndelivary: [saas]\n",
       "avouch.yaml:2:1: unknown key 'delivary' (did you mean 'delivery'?)"},
      {"avouch: 1\nproduct: { nmae: Rota }\n",
       "avouch.yaml:2:12: unknown key 'nmae' (did you mean 'name'?)"},
      {"avouch: 1\nproduct: { name: Rota, zzzz: 1 }\n",
       "avouch.yaml:2:24: unknown key 'zzzz' (known here: name, is, audience)"},
      {"avouch: 1\nscope: resellers\n",
       "avouch.yaml:2:8: 'scope' cannot be 'resellers': one of developer-and-distributor, "
       "reseller, developer-only, open-source-maintainer (did you mean 'reseller'?)"},
      {"avouch: 1\ndelivery: [cloud]\n",
       "avouch.yaml:2:12: 'delivery' cannot be 'cloud': one of saas, installed, device, library, "
       "tool"},
      {"avouch: 1\ndelivery: saas\n", "avouch.yaml:2:11: 'delivery' wants a list, such as [a, b]"},
      {"avouch: 2\n", "avouch.yaml:1:9: 'avouch' wants 1"},
      {"product: { name: Rota }\n", "avouch.yaml:1:1: 'avouch.yaml' lacks 'avouch'"},
      {"avouch: 1\nproduct: { is: x }\n", "avouch.yaml:2:10: 'product' lacks 'name'"},
      {"avouch: 1\nproduct: { name: [a] }\n", "avouch.yaml:2:18: 'name' wants text"},
      {"avouch: 1\nproduct: { name: ' ' }\n", "avouch.yaml:2:18: 'name' wants text"},
      {"avouch: 1\nproduct:\n", "avouch.yaml:2:9: 'product' wants keys and values"},
      {"avouch: 1\ngate: no\n",
       "avouch.yaml:2:7: 'gate' cannot be 'no': one of none, new, not-met, open"},
      {"avouch: 1\nexclusions: [ { path: demo } ]\n",
       "avouch.yaml:2:15: 'exclusions' lacks 'because'"},
      {"avouch: 1\nexclusions: [ { path: ../other, because: x } ]\n",
       "avouch.yaml:2:23: 'path' wants a path inside the repository"},
      {"avouch: 1\nthreat-model: /etc/passwd\n",
       "avouch.yaml:2:15: 'threat-model' wants a path inside the repository, or an https:// "
       "address"},
      {"avouch: 1\nsources: [ { name: b, at: ../b } ]\n",
       "avouch.yaml:2:27: none of the sources is this repository: 'at: .'"},
      {"avouch: 1\npolicy: { window-days: 0 }\n",
       "avouch.yaml:2:24: 'window-days' wants a whole number from 1 to 3650"},
      {"avouch: 1\npolicy: { fix-within: { high: 2 weeks } }\n",
       "avouch.yaml:2:31: 'high' wants a time such as 24h, 14d or 1y"},
      {"avouch: 1\npolicy: { fix-high-days: 3, fix-within: { high: 3d } }\n",
       "avouch.yaml:2:49: given twice: 'fix-high-days' says the same"},
      {"avouch: 1\ndocuments: { test-plan: a.md }\ntest-plan: b.md\n",
       "avouch.yaml:3:12: document given twice: 'test-plan'"},
      {"avouch: 1\ncomponents-with-own-life: [ { name: x, ends: 2026-02-30 } ]\n",
       "avouch.yaml:2:46: 'ends' wants a date such as 2026-11-24"},
      {"avouch: 1\ngaps: [ { claim: 1.2, why: x, owner: y, by: 2026-01-01 } ]\n",
       "avouch.yaml:2:18: 'claim' wants the number of a claim, such as 1.2.2"},
      {"avouch: 1\nprivileged-users: { a: [b] }\n", "avouch.yaml:2:24: 'a' wants text"},
      {"", "avouch.yaml: empty; it starts with 'avouch: 1'"},
      {"- 1\n", "avouch.yaml:1:1: 'avouch.yaml' wants keys and values"},
  };
  for (const Refusal& row : rows) {
    const auto file = ReadProductFile(row.yaml);
    ASSERT_FALSE(file) << row.yaml;
    EXPECT_EQ(file.error().kind, ErrorKind::kConfiguration) << row.yaml;
    EXPECT_EQ(ToString(file.error()), row.error) << row.yaml;
  }
}

TEST(ProductFile, WhatIsNotYamlIsAConfigurationErrorWithItsPlace) {
  for (const char* yaml : {"avouch: 1\navouch: 1\n", "avouch: [1\n", "avouch: 1\n---\navouch: 1\n",
                           "avouch: *nowhere\n", "\xff\xfe\n"}) {
    const auto file = ReadProductFile(yaml);
    ASSERT_FALSE(file) << yaml;
    EXPECT_EQ(file.error().kind, ErrorKind::kConfiguration) << yaml;
    EXPECT_TRUE(file.error().where.starts_with("avouch.yaml")) << file.error().where;
  }
}

TEST(ProductFile, AKeyWithEscapeSequencesCannotDriveTheTerminal) {
  const auto file = ReadProductFile("avouch: 1\n\"\\e[2J\": x\n");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().what.find('\x1b'), std::string::npos);
}

TEST(ProductFile, TheNameOfAnotherFileIsInItsErrors) {
  const auto file = ReadProductFile("avouch: 2\n", "other.yaml");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().where, "other.yaml:1:9");
}

// Run with AVOUCH_WRITE_SCHEMA=1 to write the file anew.
TEST(ProductFile, ThePublishedSchemaIsThatOfTheTable) {
  const std::string path = AVOUCH_SOURCE_DIR "/docs/schemas/avouch-1.schema.json";
  const auto wanted = syntax::WriteJson(ProductSchema());
  ASSERT_TRUE(wanted) << ToString(wanted.error());
  if (std::getenv("AVOUCH_WRITE_SCHEMA") != nullptr) {
    std::ofstream(path, std::ios::binary) << *wanted;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string published{std::istreambuf_iterator<char>(file),
                              std::istreambuf_iterator<char>()};
  EXPECT_EQ(published, *wanted);
}

TEST(Shape, NearestIsNearOrNothing) {
  const std::string_view words[] = {"delivery", "gate", "at", "scope"};
  EXPECT_EQ(Nearest("delivrey", words), "delivery");
  EXPECT_EQ(Nearest("Gate", words), "gate");
  EXPECT_EQ(Nearest("release", words), "");
  EXPECT_EQ(Nearest("", words), "");
  EXPECT_EQ(Nearest(std::string(100'000, 'a'), words), "");
}

TEST(Shape, HoursOfReadsOneSpellingOnly) {
  EXPECT_EQ(HoursOf("24h"), 24);
  EXPECT_EQ(HoursOf("14d"), 336);
  EXPECT_EQ(HoursOf("1y"), 8760);
  for (const char* text :
       {"", "d", "0d", "-1d", "1 d", "1w", "1.5d", "9999999d", "99999999999999999999d"}) {
    EXPECT_EQ(HoursOf(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace avouch::statement
