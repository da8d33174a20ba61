#include "statement/affirmation.h"

#include <gtest/gtest.h>

#include "statement/assessment_file.h"
#include "statement/bundle_index.h"
#include "statement/key_list.h"
#include "statement/observation.h"
#include "statement/organisation_file.h"
#include "statement/said_facts.h"
#include "testing/sample_assessment.h"

namespace avouch::statement {
namespace {

Verdicts Told() { return VerdictsOf(testing::EmptySample().assessment, testing::SampleDigest(7)); }

Affirmation Signed() {
  Affirmation out = AffirmationOf(Told());
  out.by = "helen";
  out.log = "l+1+x";
  out.on = {1000000};
  out.until = {2000000};
  out.reservations = {{"1.1.1", "pilot only"}};
  return out;
}

TEST(Affirmation, ReadsBackExactlyWhatWasWritten) {
  const Bytes bytes = *WriteAffirmation(Signed());
  auto read = ReadAffirmation(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*read, Signed());
  EXPECT_EQ(read->verdicts.size(), Told().claims.size());
}

TEST(Affirmation, AnyByteChangedIsRefusedOrAnotherStatement) {
  const Bytes bytes = *WriteAffirmation(Signed());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    auto read = ReadAffirmation(changed);
    if (read) EXPECT_FALSE(*read == Signed()) << i;
    EXPECT_FALSE(ReadAffirmation(bytes.substr(0, i)).has_value()) << i;
  }
  EXPECT_FALSE(ReadAffirmation(bytes + " ").has_value());
}

TEST(Affirmation, WhatNobodyMaySignIsRefused) {
  const std::pair<const char*, std::function<void(Affirmation&)>> kRows[] = {
      {"nobody", [](auto& a) { a.by.clear(); }},
      {"backwards", [](auto& a) { a.until = {0}; }},
      {"nothing", [](auto& a) { a.verdicts.clear(); }},
      {"a claim twice", [](auto& a) { a.verdicts.push_back(a.verdicts[0]); }},
      {"reserved twice", [](auto& a) { a.reservations.push_back(a.reservations[0]); }},
      {"reserved, unknown", [](auto& a) { a.reservations[0].claim = "9.9.9"; }},
      {"reserved for no reason", [](auto& a) { a.reservations[0].why.clear(); }},
      {"endless", [](auto& a) { a.reservations[0].why.assign(kMaxReservation + 1, 'x'); }},
  };
  for (const auto& [name, change] : kRows) {
    Affirmation bad = Signed();
    change(bad);
    EXPECT_FALSE(WriteAffirmation(bad).has_value()) << name;
  }
}

TEST(Verdicts, HoldNoFindingAndReadBack) {
  const auto sample = testing::EmptySample();
  const Bytes bytes = *WriteVerdicts(Told());
  auto read = ReadVerdicts(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*read, Told());
  EXPECT_FALSE(ReadVerdicts(bytes + "\n").has_value());
  Verdicts twice = Told();
  twice.claims.push_back(twice.claims[0]);
  EXPECT_FALSE(ReadVerdicts(*WriteVerdicts(twice)).has_value());
}

TEST(Verdicts, AGapOfTheHouseAndADigestStayThere) {
  auto assessment = testing::EmptySample().assessment;
  assessment.subject.product.gaps = {{"1.1.1", "secret why", "tom", "2027", "internal", {}},
                                     {"1.1.2", "known why", "tom", "2027", "customer", {}}};
  assessment.claims[0].checks.resize(1);
  assessment.claims[0].checks[0].evidence = {"sha256:abc", "tree"};
  const Verdicts told = VerdictsOf(assessment, {});
  const Bytes bytes = *WriteVerdicts(told);
  EXPECT_EQ(bytes.find("secret why"), std::string::npos);
  EXPECT_EQ(bytes.find("sha256:abc"), std::string::npos);
  ASSERT_EQ(told.gaps.size(), 1u);
  EXPECT_EQ(told.gaps[0].why, "known why");
  EXPECT_EQ(told.claims[0].evidence, (std::vector<std::string>{"said", "tree"}));
}

TEST(Verdicts, TheOwnerOfAGapIsToldByRoleAndNeverByName) {
  auto assessment = testing::EmptySample().assessment;
  for (const char* owner : {"tom", "asha", "zed", ""})
    assessment.subject.product.gaps.push_back({"1.1.2", "why", owner, "2027-01-31", "public", {}});
  model::Organisation people;
  people.people.resize(2);
  people.people[0].id = "tom", people.people[0].roles = {"support", "developer", "support"};
  people.people[1].id = "asha";
  const Verdicts told = VerdictsOf(assessment, {}, &people);
  ASSERT_EQ(told.gaps.size(), 4u);
  EXPECT_EQ(told.gaps[0].roles, (model::IfAny<std::string>{"developer", "support"}));
  for (std::size_t i = 1; i < 4; ++i) EXPECT_TRUE(told.gaps[i].roles.empty()) << i;
  const Bytes bytes = *WriteVerdicts(told);
  EXPECT_EQ(bytes.find(R"("tom")"), std::string::npos);
  EXPECT_EQ(*ReadVerdicts(bytes), told);
  // As older programs wrote it, and nothing else that looks like it.
  EXPECT_EQ(WriteVerdicts(VerdictsOf(assessment, {}))->find("roles"), std::string::npos);
  const std::string roles = R"("roles":["developer","support"],)";
  ASSERT_NE(bytes.find(roles), std::string::npos);
  for (const char* other : {R"("roles":[],)", R"("roles":null,)", R"("roles":"developer",)"}) {
    std::string bad = bytes;
    bad.replace(bad.find(roles), roles.size(), other);
    EXPECT_FALSE(ReadVerdicts(bad).has_value()) << other;
  }
}

TEST(Verdicts, AWaiverIsOfAClaimThatIsDecidedAndUntilADay) {
  auto assessment = testing::EmptySample().assessment;
  const std::string claim = assessment.claims[0].claim;
  struct Row {
    const char* rule;
    std::vector<model::WaivedFindings> waived;
    bool good;
  };
  const Row rows[] = {
      {"one", {{claim, 1, "2031-01-01"}}, true},
      {"two days of one claim", {{claim, 1, "2031-01-01"}, {claim, 2, "2031-01-02"}}, true},
      {"of nothing", {{claim, 0, "2031-01-01"}}, false},
      {"of less than nothing", {{claim, -1, "2031-01-01"}}, false},
      {"of no claim", {{"9.9.9", 1, "2031-01-01"}}, false},
      {"twice", {{claim, 1, "2031-01-01"}, {claim, 2, "2031-01-01"}}, false},
      {"without a day", {{claim, 1, ""}}, false},
      {"until a day that there is not", {{claim, 1, "2031-02-30"}}, false},
      {"until a time", {{claim, 1, "2031-01-01T00:00:00Z"}}, false},
  };
  for (const auto& row : rows) {
    assessment.waived = row.waived;
    const Bytes bytes = *WriteVerdicts(VerdictsOf(assessment, {}));
    EXPECT_EQ(ReadVerdicts(bytes).has_value(), row.good) << row.rule;
  }
}

TEST(AssessmentFile, ReadsBackExactlyWhatWasWritten) {
  const Bytes bytes = *WriteAssessment(testing::EmptySample().assessment);
  auto read = ReadAssessment(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*WriteAssessment(*read), bytes);
  EXPECT_FALSE(ReadAssessment(bytes + " ").has_value());
  EXPECT_FALSE(ReadAssessment("{}").has_value());
  Bytes more = bytes;
  more.insert(1, R"("a":1,)");
  EXPECT_FALSE(ReadAssessment(more).has_value());
}

TEST(KeyList, IsTheFingerprintsOwnBytes) {
  model::Organisation people;
  people.name = "Larkhill";
  people.people.push_back({"helen", "Helen Marsh", {"sro"}, {"ssh-ed25519 AAAA"}});
  people.people.push_back({"tom", "", {"developer"}, {}});
  const Bytes bytes = *CanonicalFirst(people);
  auto read = ReadKeyList(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*CanonicalFirst(*read), bytes);
  EXPECT_TRUE(read->Holds("helen", "sro"));
  EXPECT_EQ(bytes.find("Helen Marsh"), std::string::npos);
  EXPECT_FALSE(ReadKeyList(bytes + " ").has_value());
  EXPECT_FALSE(ReadKeyList("{}").has_value());
}

TEST(SaidFacts, EachFamilyReadsBackAndNoOther) {
  model::RecordFacts records;
  records.records.emplace_back().about = "CVE-2026-1";
  records.records[0].said.push_back({"tom", model::Grade::kSigned, "commit", {5}});
  const Bytes bytes = *WriteSaid(records);
  auto read = ReadSaid<model::RecordFacts>(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*read, records);
  EXPECT_FALSE(ReadSaid<model::PaperFacts>(bytes).has_value());
  EXPECT_FALSE(ReadSaid<model::RecordFacts>(bytes + " ").has_value());
}

TEST(BundleIndex, ReadsBackExactlyWhatWasWritten) {
  BundleIndex index;
  index.product = {"rota", "1.4", "c"};
  index.items.push_back({ItemKind::kObservation, "tree", Audience::kAssessor, 3, {5}});
  index.items[0].proof = {testing::SampleDigest(1)};
  index.members.push_back({"checkpoint", testing::SampleDigest(2), 9});
  index.log.earlier.push_back({1, testing::SampleDigest(3), {}});
  const Bytes bytes = *WriteBundleIndex(index);
  auto read = ReadBundleIndex(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*read, index);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(ReadBundleIndex(bytes.substr(0, i)).has_value());
    Bytes changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    auto other = ReadBundleIndex(changed);
    if (other) EXPECT_FALSE(*other == index) << i;
  }
}

}  // namespace
}  // namespace avouch::statement
