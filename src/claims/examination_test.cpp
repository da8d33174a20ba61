#include "claims/examination.h"

#include <gtest/gtest.h>

#include "claims/check.h"

namespace avouch::claims {
namespace {

using model::Outcome;
using model::Reach;
using model::Where;

Examination Fresh() { return Examination("some.check", "something holds"); }

TEST(Examination, NothingSeenProvesNothing) {
  auto result = Fresh().Conclude();
  EXPECT_EQ(result.outcome, Outcome::kNoEvidence);
  EXPECT_TRUE(result.nothing);
}

TEST(Examination, GoodItemsAloneSatisfy) {
  auto examination = Fresh();
  examination.Good(3);
  auto result = std::move(examination).Conclude();
  EXPECT_EQ(result.outcome, Outcome::kSatisfied);
  EXPECT_EQ(result.good, 3);
}

TEST(Examination, AMissingPartTurnsYesIntoNoEvidence) {
  auto examination = Fresh();
  examination.Good(3);
  examination.Missing("a part", Where::kPerson);
  auto result = std::move(examination).Conclude();
  EXPECT_EQ(result.outcome, Outcome::kNoEvidence);
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.where, Where::kPerson);
}

TEST(Examination, OnlyAReleaseReachingFindingViolates) {
  struct Case {
    Reach reach;
    Outcome outcome;
  } cases[] = {{Reach::kRelease, Outcome::kViolated},
               {Reach::kUnknown, Outcome::kNoEvidence},
               {Reach::kDevelopment, Outcome::kSatisfied},
               {Reach::kNobody, Outcome::kSatisfied}};
  for (const auto& c : cases) {
    auto examination = Fresh();
    examination.Good();
    examination.Bad({"a.yml", 1}, "x@v1", c.reach);
    EXPECT_EQ(std::move(examination).Conclude().outcome, c.outcome) << model::Name(c.reach);
  }
}

TEST(Examination, AListedFindingNeverDecides) {
  auto examination = Fresh();
  examination.Bad({"a.yml", 1}, "x", Reach::kRelease, "", 0, Weight::kListed);
  auto result = std::move(examination).Conclude();
  EXPECT_EQ(result.outcome, Outcome::kNoEvidence);
  EXPECT_FALSE(result.findings[0].decides);
}

TEST(Examination, AbsenceAloneIsNeverAViolation) {
  auto examination = Fresh();
  examination.Missing("everything");
  examination.Witness("something true");
  EXPECT_EQ(std::move(examination).Conclude().outcome, Outcome::kNoEvidence);
}

TEST(Fingerprint, IsTheSameWhereverTheLineStandsAndDiffersByContent) {
  EXPECT_EQ(Fingerprint("c", "p", "uses:  X@v1"), Fingerprint("c", "p", "uses: x@v1"));
  EXPECT_NE(Fingerprint("c", "p", "uses: x@v1"), Fingerprint("c", "p", "uses: x@v2"));
  EXPECT_NE(Fingerprint("c", "ab", "c"), Fingerprint("c", "a", "bc"));
}

// `printf 'c\0p\0uses: x@v1' | sha256sum`, the first half: anyone can make it again.
TEST(Fingerprint, IsHalfASha256SoThatNobodyHidesANewFindingBehindAnOldName) {
  EXPECT_EQ(Fingerprint("c", "p", "uses: x@v1"), "7d70094e24800567e7fcbee96f80afdd");
}

TEST(Checks, AreSortedUniqueAndSayWhatTheyAsk) {
  std::string_view last;
  for (const auto& check : Checks()) {
    EXPECT_LT(last, check.id);
    last = check.id;
    EXPECT_FALSE(check.rule.empty()) << check.id;
    EXPECT_EQ(check.examine == nullptr, !check.missing.empty()) << check.id;
    EXPECT_EQ(FindCheck(check.id), &check);
  }
  EXPECT_EQ(FindCheck("no.such"), nullptr);
}

TEST(Checks, NoneIsSatisfiedOrViolatedByNothingAtAll) {
  Facts facts;
  model::Product product;
  model::Policy policy;
  model::LifecycleTable table;
  Reaches reach;
  Inputs in{facts, product, policy, table, reach, {0}};
  for (const auto& check : Checks())
    EXPECT_EQ(claims::Run(check, in).outcome, Outcome::kNoEvidence) << check.id;
}

}  // namespace
}  // namespace avouch::claims
