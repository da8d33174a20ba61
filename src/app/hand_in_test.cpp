#include <gtest/gtest.h>

#include "app/hand_in_evidence.h"

namespace avouch::app {
namespace {

using model::Grade;

model::Record Review(bool is_signed) {
  model::Record out;
  out.id = *ParseDigest(std::string(64, 'a'));
  out.path = Path("records/2026-10-03-review.yaml");
  out.on = "2026-10-03";
  out.visibility = "assessor";
  if (is_signed) out.said = {{"priya", Grade::kSigned, "commit 8e21f0c4", Time{}}};
  return out;
}

const std::string kId = "sha256:" + std::string(64, 'a');

TEST(EvidenceIndex, ARecordHasItsDayItsGradeAndItsReaders) {
  for (const bool is_signed : {true, false}) {
    EvidenceIndex index;
    index.Add(model::RecordFacts{{Review(is_signed)}, {}});
    const auto found = index.Of({kId});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].what, "records/2026-10-03-review.yaml");
    EXPECT_EQ(found[0].on, "2026-10-03");
    EXPECT_EQ(found[0].digest, std::string(64, 'a'));
    EXPECT_EQ(found[0].grade, is_signed ? Grade::kSigned : Grade::kClaimed);
    EXPECT_EQ(found[0].visibility, "assessor");
  }
}

TEST(EvidenceIndex, WhatIsWithheldIsNeverComputed) {
  const EvidenceIndex index;
  for (const auto& one : index.Of({"said", kId})) {
    EXPECT_EQ(one.kind, "said");
    EXPECT_EQ(one.grade, Grade::kClaimed);
    EXPECT_EQ(one.visibility, "internal");
  }
}

TEST(EvidenceIndex, AFamilyThatIsWithheldKeepsItsNameAndNoDigest) {
  EvidenceIndex index;
  index.AddObservation("history", "", *ParseTime("2026-11-02"), "assessor");
  const auto found = index.Of({"history"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].digest, "");
  EXPECT_EQ(found[0].on, "2026-11-02");
}

TEST(EvidenceIndex, ThePayloadSaysWhoMaySeeIt) {
  EvidenceIndex index;
  index.Add(model::RecordFacts{{Review(true)}, {}});
  index.Visible(std::string(64, 'a'), "public", "record", "x");
  EXPECT_EQ(index.Of({kId})[0].visibility, "public");
  EXPECT_EQ(index.Of({kId})[0].what, "records/2026-10-03-review.yaml");
}

}  // namespace
}  // namespace avouch::app
