#include "formats/threat_model_decision.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(ThreatDecision, AWordThatDecidesIsNeededWhereADecisionIsAskedFor) {
  struct Row {
    std::string_view words;
    bool decision, mitigation;  // In a column "decision", in a column "mitigation"
  };
  const Row rows[] = {
      {"prevent: row filter by practice", true, true},
      {"accept until 2027-01-31, helen", true, true},
      {"Accepted", true, true},
      {"mitigated", true, true},
      {"transfer to the hosting provider", true, true},
      {"avoid: feature removed", true, true},
      {"eliminated", true, true},
      {"not applicable: no network", true, true},
      {"won't fix: accepted by the owner", true, true},
      {"open redirects are filtered", true, true},  // "open" is part of what is filtered
      {"rows by practice", false, true},            // Says what, not what is done with it
      {"parameterised queries", false, true},
      {"yes", false, true},
      {"n/a", true, false},
      // Nothing, and words that put it off.
      {"", false, false},
      {"-", false, false},
      {"\xE2\x80\x94", false, false},
      {"TBD", false, false},
      {"tbd", false, false},
      {"TODO: ask Tom", false, false},
      {"none", false, false},
      {"?", false, false},
      {"open", false, false},
      {"Open (waiting for the vendor)", false, false},
      {"open - who does it", false, false},
      {"pending review", false, false},
      {"to be decided", false, false},
      {"accept or prevent, not decided", false, false},
      {"should we accept this?", false, false},
      {"not mitigated", false, false},
      {"partially mitigated", false, false},
      {"prevent: not yet built", false, false},
      {"[Insert mitigation]", false, false},
      {"not mitigated; risk accepted until 2027-01-31", true, true},
      {"not accepted", false, false},
      {"filter: each row is checked against the practice of the person who asks, in one place that "
       "every request goes through, and in the tests; scripts, which are not yet open to "
       "customers, "
       "too",
       true, true},
      {"unacceptable", false, true},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(IsDecided(row.words, DecisionPlace::kDecision), row.decision) << row.words;
    EXPECT_EQ(IsDecided(row.words, DecisionPlace::kMitigation), row.mitigation) << row.words;
  }
}

TEST(ThreatDecision, NothingIsNotPutOffButOpenIs) {
  EXPECT_FALSE(IsPutOff(""));
  EXPECT_FALSE(IsPutOff("prevent"));
  EXPECT_TRUE(IsPutOff("Open"));
  EXPECT_TRUE(IsPutOff("(open)"));
}

TEST(ThreatDecision, AnAcceptanceEndsOnTheDayItNames) {
  struct Row {
    std::string_view words, until;
  };
  const Row rows[] = {
      {"accept until 2027-01-31, helen", "2027-01-31"},
      {"Accepted until 30 April 2027", "2027-04-30"},
      {"accepted; expires 2027-02-01", "2027-02-01"},
      {"accept", ""},
      {"accept since 2026-01-31", ""},   // A beginning is no end
      {"prevent until 2027-01-31", ""},  // Nothing is accepted
      {"until 2027-01-31 prevent, then accept", ""},
      {"accept until further notice", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(AcceptedUntil(row.words), row.until) << row.words;
}

}  // namespace
}  // namespace avouch::formats
