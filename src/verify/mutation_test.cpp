// Whatever is done to a bundle, it is refused. AVOUCH_MUTATIONS=100000 tries as many of
// each audience; the test labelled "mutation" in tests/mutation always does.

#include <gtest/gtest.h>

#include <cstdlib>

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

std::uint64_t HowMany(std::uint64_t usual) {
  const char* asked = std::getenv("AVOUCH_MUTATIONS");
  const std::uint64_t number = asked == nullptr ? 0 : std::strtoull(asked, nullptr, 10);
  return number > 0 ? number : usual;
}

TEST(Mutation, ACustomersBundleChangedAnywhereIsRefused) {
  RefusesAll(Audience::kCustomer, 0, HowMany(4000));
}
TEST(Mutation, AnAssessorsBundleChangedAnywhereIsRefused) {
  RefusesAll(Audience::kAssessor, 1'000'000, 1'000'000 + HowMany(2000));
}

}  // namespace
}  // namespace avouch::verify
