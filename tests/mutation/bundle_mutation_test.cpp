// A hundred thousand changes of valid bundles, none of which is taken for one.
// Label "mutation": minutes, where the unit tests try a tenth of it.

#include <gtest/gtest.h>

#include "testing/bundle_mutations.h"

namespace avouch {
namespace {

using statement::Audience;

constexpr std::uint64_t kEach = 12'500;  // Of each of eight parts

class BundleMutation : public ::testing::TestWithParam<int> {};

TEST_P(BundleMutation, IsRefused) {
  const int part = GetParam();
  const Audience audience = part < 5   ? Audience::kCustomer
                            : part < 7 ? Audience::kAssessor
                                       : Audience::kPublic;
  const std::uint64_t from = 10'000'000 + static_cast<std::uint64_t>(part) * kEach;
  const avouch::testing::Tally tally = avouch::testing::TryMutations(audience, from, from + kEach);
  for (const auto& wrong : tally.wrong) ADD_FAILURE() << wrong;
  EXPECT_EQ(tally.refused + tally.other_true, kEach);
  EXPECT_GT(tally.refused, kEach * 9 / 10);
  RecordProperty("refused", std::to_string(tally.refused));
}
INSTANTIATE_TEST_SUITE_P(Parts, BundleMutation, ::testing::Range(0, 8));

}  // namespace
}  // namespace avouch
