#include "statement/organisation_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "crypto/hash.h"
#include "statement/product_file.h"
#include "statement/shape.h"
#include "syntax/canonical.h"
#include "syntax/yaml.h"
#include "testing/organisation_samples.h"

namespace avouch::statement {
namespace {

using testing::kWholeOrganisation;

constexpr long long kHour = 3600, kDay = 24 * kHour;

// The least that can be said, then `more`.
std::string Least(std::string_view more) {
  return "avouch: 1\norganisation: { name: Larkhill }\npeople:\n  helen: { name: Helen }\n" +
         std::string(more);
}

TEST(OrganisationFile, EveryKeyOfTheFormIsRead) {
  const auto file = ReadOrganisationFile(kWholeOrganisation);
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_TRUE(file->present);
  EXPECT_EQ(file->id, crypto::Sha256Of(kWholeOrganisation));
  EXPECT_EQ(file->company_number, "09123456") << "the zero in front stays";
  EXPECT_EQ(file->outsiders, "reviewed-by-trained");
  EXPECT_EQ(file->framework_version, "1.1");
  EXPECT_EQ(file->required_training, (std::vector<std::string>{"secure-coding", "ssdf-induction"}));
  EXPECT_EQ(file->items, (std::vector<std::string>{"source", "infrastructure code"}));
  EXPECT_EQ(file->repositories, (std::vector<std::string>{"larkhill/rota"}));
  EXPECT_EQ(file->channels, (std::vector<std::string>{"https://rota.example/"}));
  EXPECT_EQ(file->fingerprint, "") << "trust says it";
  EXPECT_TRUE(file->signed_keys.empty()) << "trust says them";
}

TEST(OrganisationFile, PeopleAndMachinesAreReadWithWhatOthersKnowThemBy) {
  const auto file = ReadOrganisationFile(kWholeOrganisation);
  ASSERT_TRUE(file) << ToString(file.error());
  ASSERT_EQ(file->people.size(), 3u);
  const model::PersonEntry priya{"priya",
                                 "Priya Nair",
                                 {"security-lead", "developer"},
                                 {"ssh-ed25519 AAAAp", "openpgp:00112233"},
                                 {"priya@larkhill.example"},
                                 "priyan",
                                 "",
                                 "2026-01-01",
                                 "2026-12-31",
                                 {"avouch.org.yaml", 6}};
  EXPECT_EQ(file->people[1], priya) << "addresses and accounts in lower case";
  ASSERT_EQ(file->machines.size(), 1u);
  EXPECT_EQ(file->machines[0].owner, "priya");
  EXPECT_EQ(file->machines[0].github, "larkhill-deploy[bot]");
}

TEST(OrganisationFile, TimesOfABuildEnvironmentAreSeconds) {
  const auto file = ReadOrganisationFile(kWholeOrganisation);
  ASSERT_TRUE(file) << ToString(file.error());
  ASSERT_EQ(file->environments.size(), 1u);
  const model::BuildEnvironment& cloud = file->environments[0];
  EXPECT_EQ(cloud.name, "cloud");
  EXPECT_EQ(cloud.again_after, 12 * kHour);
  EXPECT_EQ(cloud.token_lifetime, kHour);
  EXPECT_EQ(cloud.long_lived_tokens, 1);
  EXPECT_EQ(cloud.rotate_every, 180 * kDay);
  EXPECT_EQ(cloud.logs_kept_for, 400 * kDay);
  EXPECT_EQ(cloud.logs_may_read, (std::vector<std::string>{"priya", "helen"}));
  ASSERT_EQ(cloud.roles.size(), 2u);
  EXPECT_EQ(cloud.roles[0], (model::RoleEntry{"owner", {"settings", "secrets"}, {"priya"}}));
  ASSERT_EQ(cloud.factor.size(), 2u);
  EXPECT_EQ(cloud.factor[1], (model::FactorRule{"owner", "passkey"}));
  ASSERT_EQ(cloud.platform.size(), 1u);
  EXPECT_EQ(cloud.platform[0].read_by, "priya");
}

TEST(OrganisationFile, PolicyIsSecondsAndWhatIsNotSaidIsZero) {
  const auto file = ReadOrganisationFile(kWholeOrganisation);
  ASSERT_TRUE(file) << ToString(file.error());
  model::OrganisationPolicy wanted;
  wanted.training_valid = 365 * kDay, wanted.new_starter_grace = 60 * kDay;
  wanted.access_review_every = 90 * kDay;
  wanted.fix_critical = 7 * kDay, wanted.fix_high = 14 * kDay, wanted.fix_medium = 90 * kDay;
  wanted.fix_low = "next release";
  wanted.advisory_data_older_than = kDay;
  wanted.notice_at_least = 365 * kDay, wanted.notice_in = "contract clause 11.2";
  wanted.incident_first_notice = kDay, wanted.incident_then_every = 3 * kDay;
  EXPECT_EQ(file->policy, wanted);
  ASSERT_EQ(file->units.size(), 2u);
  model::OrganisationPolicy payments;
  payments.fix_critical = 2 * kDay;
  EXPECT_EQ(file->units[1], (model::UnitRule{"team", "payments", {"pci-training"}, payments}));
}

TEST(OrganisationFile, RulesOverManyProductsAreRead) {
  const auto file = ReadOrganisationFile(kWholeOrganisation);
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->products, (model::ProductsRule{"catalog/*.yaml", "backstage-export.json"}));
  ASSERT_EQ(file->exemptions.size(), 1u);
  EXPECT_EQ(file->exemptions[0].product, "kiosk-2");
  EXPECT_EQ(file->exemptions[0].until, "2027-06-30");
  ASSERT_EQ(file->read.size(), 2u);
  using Columns = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(file->read[0].columns, (Columns{{"person", "Work Email"}, {"course", "Module"}}));
  EXPECT_EQ(file->read[1].columns, (Columns{{"accepted", "Risk accepted"}}));
  ASSERT_EQ(file->documents.size(), 3u);
  EXPECT_EQ(file->documents[2].purpose, "framework");
  EXPECT_EQ(file->documents[2].at, "documents/secure-development.md");
}

TEST(OrganisationFile, TheSmallestFileSaysNothingElse) {
  const auto file = ReadOrganisationFile(Least(""));
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->policy, model::OrganisationPolicy{});
  EXPECT_TRUE(file->environments.empty());
  EXPECT_TRUE(file->people[0].keys.empty());
}

struct Refusal {
  std::string yaml;
  const char* error;  // The whole line, as people see it
};

TEST(OrganisationFile, RefusalsNameTheLineTheColumnAndTheLikelyWord) {
  const Refusal rows[] = {
      {"", "avouch.org.yaml: empty; it starts with 'avouch: 1'"},
      {"avouch: 1\norganisation: { name: x }\n",
       "avouch.org.yaml:1:1: 'avouch.org.yaml' lacks 'people'"},
      {"avouch: 1\norganisation: { name: x }\npeople: {}\n",
       "avouch.org.yaml:3:9: 'people' names nobody"},
      {Least("polcy: {}\n"), "avouch.org.yaml:5:1: unknown key 'polcy' (did you mean 'policy'?)"},
      {Least("build-environments: { cloud: { is: x, log: {} } }\n"),
       "avouch.org.yaml:5:39: unknown key 'log' (did you mean 'logs'?)"},
      {Least("build-environments: { cloud: { is: x, logs: { kept-for: 400 days } } }\n"),
       "avouch.org.yaml:5:57: 'kept-for' wants a time such as 24h, 14d or 1y"},
      {Least("exemptions: [ { where: { product: a }, claim: 1.4.2, because: b, approved-by: helen "
             "} ]\n"),
       "avouch.org.yaml:5:15: 'exemptions' lacks 'until'"},
      {Least("exemptions: [ { where: { team: a }, claim: 1.4.2, because: b, approved-by: helen, "
             "until: 2027-01-01 } ]\n"),
       "avouch.org.yaml:5:26: unknown key 'team' (known here: product)"},
      {Least("units: [ { where: { a: b, c: d } } ]\n"),
       "avouch.org.yaml:5:19: 'where' wants one label and its value"},
      {Least("framework: { name: SSDF, document: a.md }\ndocuments: { framework: b.md }\n"),
       "avouch.org.yaml:5:36: document given twice: 'framework'"},
      {Least("documents: { disclosure: ../elsewhere.md }\n"),
       "avouch.org.yaml:5:26: 'disclosure' wants a path inside the repository, or an https:// "
       "address"},
  };
  for (const Refusal& row : rows) {
    const auto file = ReadOrganisationFile(row.yaml);
    ASSERT_FALSE(file) << row.yaml;
    EXPECT_EQ(file.error().kind, ErrorKind::kConfiguration) << row.yaml;
    EXPECT_EQ(ToString(file.error()), row.error) << row.yaml;
  }
}

TEST(OrganisationFile, EveryIdThatIsReferredToIsUnderPeople) {
  const Refusal rows[] = {
      {Least("machines: { bot: { owner: hellen } }\n"),
       "avouch.org.yaml:5:27: 'hellen' is not under people: (did you mean 'helen'?)"},
      {Least("build-environments: { c: { is: x, roles: { o: { may: [a], people: [bob] } } } }\n"),
       "avouch.org.yaml:5:68: 'bob' is not under people:"},
      {Least("build-environments: { c: { is: x, logs: { may-read: [bob] } } }\n"),
       "avouch.org.yaml:5:54: 'bob' is not under people:"},
      {Least("build-environments: { c: { is: x, platform: [ { from: a, report: b, period-to: "
             "2026-01-01, read-by: bob } ] } }\n"),
       "avouch.org.yaml:5:101: 'bob' is not under people:"},
      {Least("exemptions: [ { where: { product: a }, claim: 1.4.2, because: b, approved-by: bob, "
             "until: 2027-01-01 } ]\n"),
       "avouch.org.yaml:5:79: 'bob' is not under people:"},
  };
  for (const Refusal& row : rows) {
    const auto file = ReadOrganisationFile(row.yaml);
    ASSERT_FALSE(file) << row.yaml;
    EXPECT_EQ(ToString(file.error()), row.error) << row.yaml;
  }
}

TEST(OrganisationFile, NoNameLeadsToTwo) {
  const Refusal rows[] = {
      {Least("  helen: { name: Another }\n"), "key given twice: 'helen'"},
      {Least("  tom: { name: Tom, github: HELEN }\n"), "'helen' leads to two: helen and tom"},
      {Least("  tom: { name: Tom, git: [a@b.example] }\n  asha: { name: A, git: [A@B.example] }\n"),
       "'a@b.example' leads to two: tom and asha"},
      {Least("  tom: { name: Tom, gitlab: t }\n  asha: { name: Asha, github: t }\n"),
       "'t' leads to two: tom and asha"},
      {Least("machines: { helen: { owner: helen } }\n"),
       "'helen' leads to two: helen and the machine helen"},
      {Least("machines: { a: { owner: helen, github: x }, b: { owner: helen, gitlab: X } }\n"),
       "'x' leads to two: the machine a and the machine b"},
  };
  for (const Refusal& row : rows) {
    const auto file = ReadOrganisationFile(row.yaml);
    ASSERT_FALSE(file) << row.yaml;
    EXPECT_EQ(file.error().what, row.error) << row.yaml;
  }
}

TEST(OrganisationFile, OneKeyOnTwoPeopleIsReadForTheCheckThatTellsIt) {
  const auto file =
      ReadOrganisationFile(Least("  tom: { name: T, key: k }\n  asha: { name: A, key: k }\n"));
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->people[1].keys, file->people[2].keys);
}

TEST(OrganisationFile, AnIdHasOneSpellingAndNoDot) {
  for (const char* id : {"Tom", "tom.a", "tom a", "-tom", "\"\"", "\"t\\e[2J\"", "tóm"}) {
    const auto file = ReadOrganisationFile(Least("  " + std::string(id) + ": { name: Tom }\n"));
    ASSERT_FALSE(file) << id;
    EXPECT_TRUE(file.error().what.contains("is no id")) << id << ": " << file.error().what;
    EXPECT_FALSE(file.error().what.contains('\x1b'));
  }
  EXPECT_FALSE(ReadOrganisationFile(Least("  " + std::string(65, 'a') + ": { name: Tom }\n")));
  EXPECT_TRUE(ReadOrganisationFile(Least("  " + std::string(64, 'a') + ": { name: Tom }\n")));
}

TEST(OrganisationFile, WrongDaysAreRefused) {
  for (const char* days : {"since: 2026-02-30", "until: 2026-13-01", "since: 26-01-01",
                           "since: 2026-02-01, until: 2026-01-31"}) {
    EXPECT_FALSE(ReadOrganisationFile(Least("  tom: { name: T, " + std::string(days) + " }\n")))
        << days;
  }
  EXPECT_TRUE(
      ReadOrganisationFile(Least("  tom: { name: T, since: 2026-02-01, until: 2026-02-01 }\n")));
}

TEST(OrganisationFile, MergeKeysAndASecondDocumentAreRefused) {
  EXPECT_FALSE(ReadOrganisationFile(Least("  tom: { <<: { name: Tom } }\n")));
  EXPECT_FALSE(ReadOrganisationFile(Least("---\n") + Least("")));
}

// ---- Hostile ----

TEST(OrganisationFile, AFewAliasesThatMakeGigabytesAreRefused) {
  std::string yaml = Least("items:\n  - &a " + std::string(500'000, 'x') + "\n");
  for (int i = 0; i < 50'000; ++i) yaml += "  - *a\n";  // 25 GB of text in 1 MB
  const auto file = ReadOrganisationFile(yaml);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().what, "aliases repeat too much");
  const auto root = syntax::ParseYaml(yaml);
  ASSERT_TRUE(root);
  EXPECT_TRUE(OrganisationKeys(*root).empty()) << "nobody signs what is not looked at";
}

TEST(ProductFile, AFewAliasesThatMakeGigabytesAreRefused) {
  std::string yaml = "avouch: 1\ngaps:\n  - &a { claim: 1.1.1, owner: x, by: 2026-01-01, why: " +
                     std::string(500'000, 'x') + " }\n";
  for (int i = 0; i < 10'000; ++i) yaml += "  - *a\n";
  const auto file = ReadProductFile(yaml);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().what, "aliases repeat too much");
}

TEST(OrganisationFile, AHundredThousandPeopleAreReadInLinearTime) {
  const auto seconds = [](int people) {
    std::string yaml = Least("");
    for (int i = 0; i < people; ++i) {
      const std::string id = "p" + std::to_string(i);
      yaml += "  " + id + ": { name: Person " + id + ", roles: [developer], key: ssh-ed25519 AAAA" +
              id + ", git: [" + id + "@example.org], github: gh-" + id + " }\n";
    }
    const auto start = std::chrono::steady_clock::now();
    const auto file = ReadOrganisationFile(yaml);
    EXPECT_TRUE(file) << ToString(file.error());
    const auto root = ParseOrganisation(yaml);
    EXPECT_EQ(OrganisationKeys(*root).size(), 5u + 1 + 6u * people) << "people.ID, and its keys";
    EXPECT_TRUE(CanonicalFirst(*file));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double some = seconds(10'000), all = seconds(100'000);
  std::cout << some << " s for 10,000 people, " << all << " s for 100,000\n";
  EXPECT_LT(all, 40 * some + 1);
}

TEST(OrganisationFile, WhatIsLargerThanTheLimitIsNotParsed) {
  const auto file = ReadOrganisationFile(Least("#" + std::string(kMaxOrganisationBytes, 'x')));
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().where, "avouch.org.yaml");
}

// ---- What is signed, value by value ----

std::vector<KeyDigest> KeysOf(std::string_view yaml) {
  const auto root = syntax::ParseYaml(yaml);
  EXPECT_TRUE(root) << yaml;
  return root ? OrganisationKeys(*root) : std::vector<KeyDigest>{};
}

TEST(OrganisationKeys, EachPathOfKeysHasTheDigestOfItsCanonicalValue) {
  const std::vector<KeyDigest> wanted = {
      {"a", crypto::Sha256Of(R"({"b":{"c":{"d":{"e":1}}},"x":[{"y":"z"}]})")},
      {"a.b", crypto::Sha256Of(R"({"c":{"d":{"e":1}}})")},
      {"a.b.c", crypto::Sha256Of(R"({"d":{"e":1}})")},
      {"a.b.c.d", crypto::Sha256Of(R"({"e":1})")},
      {"a.x", crypto::Sha256Of(R"([{"y":"z"}])")},
      {"z", crypto::Sha256Of("null")},
  };
  EXPECT_EQ(KeysOf("z:\na: { x: [ { y: z } ], b: { c: { d: { e: 1 } } } }\n"), wanted);
}

TEST(OrganisationKeys, HowItIsWrittenDoesNotMatter) {
  const auto keys = KeysOf("p: { fix: 7d, x: [a, b] }\n");
  for (const char* yaml : {"p:\n  x:\n    - 'a'\n    - \"b\"\n  fix: 7d  # no later\n",
                           "'p': { \"x\": [a, \"\\x62\"], fix: \"7d\" }\n"}) {
    EXPECT_EQ(KeysOf(yaml), keys) << yaml;
  }
}

TEST(OrganisationKeys, EachChangeOfAValueIsSeenInItAndInAllThatHoldIt) {
  const auto before = KeysOf("p: { a: { b: 1 }, c: 2 }\nq: 3\n");
  const struct {
    const char* yaml;
    std::vector<std::string> still;  // Keys that are signed still
  } rows[] = {
      {"p: { a: { b: 1 }, c: 2 }\nq: 3\n", {"p", "p.a", "p.a.b", "p.c", "q"}},
      {"p: { a: { b: '1' }, c: 2 }\nq: 3\n", {"p.c", "q"}},
      {"p: { a: { b: 0 }, c: 2 }\nq: 3\n", {"p.c", "q"}},
      {"p: { a: { b: 1, d: 1 }, c: 2 }\nq: 3\n", {"p.a.b", "p.c", "q"}},
      {"p: { a: {}, c: 2 }\nq: 3\n", {"p.c", "q"}},
      {"p: { a: { b: 1 } }\nq: 3\n", {"p.a", "p.a.b", "q"}},
  };
  for (const auto& row : rows) {
    std::vector<std::string> still;
    for (const KeyDigest& key : KeysOf(row.yaml))
      if (std::ranges::find(before, key) != before.end()) still.push_back(key.key);
    EXPECT_EQ(still, row.still) << row.yaml;
  }
}

TEST(OrganisationKeys, AKeyWithADotCannotPassForAPath) {
  // A signed "a.b" must not be had by writing the key "a.b" beside "a".
  const auto honest = KeysOf("a: { b: 1 }\n");
  const auto forged = KeysOf("a: { b: 2 }\n\"a.b\": 1\n");
  ASSERT_EQ(forged.size(), 2u);
  EXPECT_EQ(forged[1].key, "a.b");
  EXPECT_NE(forged[1].digest, honest[1].digest);
  EXPECT_TRUE(KeysOf("\"\": { b: 1 }\n").empty());
}

TEST(OrganisationKeys, AValueWithoutACanonicalFormSignsNothing) {
  EXPECT_TRUE(KeysOf("a: 1\nb: 9007199254740993\n").empty());
  EXPECT_TRUE(KeysOf("- a\n").empty());
  EXPECT_TRUE(KeysOf("").empty());
}

TEST(CanonicalFirst, HoldsWhoTheyAreAndNothingElse) {
  const auto file = ReadOrganisationFile(
      "avouch: 1\norganisation: { name: L, country: GB }\npeople:\n"
      "  tom: { name: Tom, roles: [developer, audit], keys: [k2, k1, k2], since: 2026-01-01, git: "
      "[t@l.example] }\n"
      "  asha: { name: Asha }\n");
  ASSERT_TRUE(file) << ToString(file.error());
  const auto bytes = CanonicalFirst(*file);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, R"({"organisation":{"company-number":"","country":"GB","name":"L"},)"
                    R"("people":[{"id":"asha","keys":[],"roles":[],"since":"","until":""},)"
                    R"({"id":"tom","keys":["k1","k2"],"roles":["audit","developer"],)"
                    R"("since":"2026-01-01","until":""}]})");
}

TEST(CanonicalPeople, EverythingSaidOfAPersonIsInIt) {
  const auto of = [](std::string_view person) {
    const auto file =
        ReadOrganisationFile("avouch: 1\norganisation: { name: L }\npeople:\n  tom: { name: T" +
                             std::string(person) + " }\n");
    EXPECT_TRUE(file) << ToString(file.error());
    return std::pair(*CanonicalFirst(*file), *CanonicalPeople(*file));
  };
  const auto [first, people] = of("");
  for (const char* more : {"om", ", github: t", ", gitlab: t", ", git: [t@l.example]"}) {
    EXPECT_EQ(of(more).first, first) << more;
    EXPECT_NE(of(more).second, people) << more;
  }
  for (const char* more :
       {", key: k", ", roles: [sro]", ", until: 2026-01-01", ", since: 2026-01-01"}) {
    EXPECT_NE(of(more).first, first) << more;
    EXPECT_NE(of(more).second, people) << more;
  }
}

// Run with AVOUCH_WRITE_SCHEMA=1 to write the file anew.
TEST(OrganisationFile, ThePublishedSchemaIsThatOfTheTable) {
  const std::string path = AVOUCH_SOURCE_DIR "/docs/schemas/avouch-org-1.schema.json";
  const auto wanted = syntax::WriteJson(OrganisationSchema());
  ASSERT_TRUE(wanted) << ToString(wanted.error());
  if (std::getenv("AVOUCH_WRITE_SCHEMA") != nullptr) {
    std::ofstream(path, std::ios::binary) << *wanted;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string published{std::istreambuf_iterator<char>(file),
                              std::istreambuf_iterator<char>()};
  EXPECT_EQ(published, *wanted);
}

TEST(OrganisationFile, TheSchemaNamesWhoseSignatureCounts) {
  const syntax::Node* properties = nullptr;
  const auto schema = OrganisationSchema();
  properties = schema.Find("properties");
  ASSERT_NE(properties, nullptr);
  for (const char* key : {"policy", "exemptions", "units"})
    EXPECT_EQ((*properties)[key]["x-duty"].text(), "sro") << key;
  EXPECT_EQ((*properties)["build-environments"]["x-duty"].text(), "security-lead");
  EXPECT_FALSE((*properties)["machines"]["x-duty"].present());
}

}  // namespace
}  // namespace avouch::statement
