// Whatever is done to a bundle, it is refused. Ten times as many in tests/mutation.

#include <gtest/gtest.h>

#include "testing/bundle_mutations.h"
#include "verify/bundle.h"

namespace avouch::verify {
namespace {

using statement::Audience;
using testing::BundleMutations;
using testing::BundleWorld;

const Time kNow{1795700000};

void RefusesAll(Audience audience, std::uint64_t from, std::uint64_t to) {
  const BundleWorld one;
  BundleWorld other;  // Of the same log and people, a commit later
  other.commit = std::string(40, 'd');
  other.reservations = {{"1.1.1", "pilot only"}};
  const BundleMutations mutations(one, other, audience);
  ASSERT_TRUE(VerifyBundle(mutations.bytes(), {.now = kNow}).has_value());
  std::uint64_t refused = 0, may = 0;
  for (std::uint64_t number = from; number < to; ++number) {
    const auto mutation = mutations.Make(number);
    ASSERT_NE(mutation.bytes, mutations.bytes()) << number << ' ' << mutation.what;
    const auto proof = VerifyBundle(mutation.bytes, {.now = kNow});
    if (!proof) {
      EXPECT_EQ(proof.error().kind, ErrorKind::kIntegrity) << mutation.what;
      ++refused;
      EXPECT_FALSE(mutation.may_hold)
          << number << ' ' << mutation.what << ": " << ToString(proof.error());
    } else {
      ++may;
      EXPECT_TRUE(mutation.may_hold) << number << ' ' << mutation.what << " was accepted";
    }
  }
  EXPECT_GT(refused, (to - from) * 9 / 10);
  ::testing::Test::RecordProperty("refused", std::to_string(refused));
  ::testing::Test::RecordProperty("other_true_bundles", std::to_string(may));
}

TEST(Mutation, ACustomersBundleChangedAnywhereIsRefused) {
  RefusesAll(Audience::kCustomer, 0, 7000);
}
TEST(Mutation, AnAssessorsBundleChangedAnywhereIsRefused) {
  RefusesAll(Audience::kAssessor, 1'000'000, 1'004'000);
}

}  // namespace
}  // namespace avouch::verify
