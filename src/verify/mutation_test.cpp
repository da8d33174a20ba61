// Whatever is done to a bundle, it is refused. Ten times as many in tests/mutation.

#include <gtest/gtest.h>

#include "testing/bundle_mutations.h"

namespace avouch::verify {
namespace {

using statement::Audience;

void RefusesAll(Audience audience, std::uint64_t from, std::uint64_t to) {
  const testing::Tally tally = testing::TryMutations(audience, from, to);
  for (const auto& wrong : tally.wrong) ADD_FAILURE() << wrong;
  EXPECT_EQ(tally.refused + tally.other_true, to - from);
  EXPECT_GT(tally.refused, (to - from) * 9 / 10);
}

TEST(Mutation, ACustomersBundleChangedAnywhereIsRefused) {
  RefusesAll(Audience::kCustomer, 0, 7000);
}
TEST(Mutation, AnAssessorsBundleChangedAnywhereIsRefused) {
  RefusesAll(Audience::kAssessor, 1'000'000, 1'003'000);
}

}  // namespace
}  // namespace avouch::verify
