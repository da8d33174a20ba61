#include "claims/lock_digests.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::claims {
namespace {

TEST(LockDigests, EachKindHoldsAsMuchAsItsAlgorithm) {
  const std::string forty(40, 'a'), sixty_four(64, 'b');
  struct Row {
    std::string digest;
    Hold hold;
  };
  for (const auto& [digest, hold] : {Row{"sha256:" + sixty_four, Hold::kHolds},
                                     {"sha256:" + forty, Hold::kBroken},
                                     {"sha1:" + forty, Hold::kWeak},
                                     {"git-tree-sha1:" + forty, Hold::kWeak},
                                     {"git-tree-sha1:" + sixty_four, Hold::kBroken},
                                     {"nimble-sha1:" + forty, Hold::kWeak},
                                     {"nimble-sha1:xyz", Hold::kBroken},
                                     {"hex-inner-sha256:" + sixty_four, Hold::kHolds},
                                     {"zig:axle-1.0.0-aaaa", Hold::kHolds},
                                     Row{"hex-inner-sha256:" + forty, Hold::kBroken},
                                     Row{"nar:sha256-" + std::string(43, 'A') + "=", Hold::kHolds},
                                     Row{"nar:sha256-AA=", Hold::kBroken},
                                     Row{"pantry-tree-sha256:" + sixty_four, Hold::kHolds},
                                     Row{"whirlpool:" + sixty_four, Hold::kBroken}}) {
    model::Component component;
    component.digests = {digest};
    EXPECT_EQ(HoldOf(component), hold) << digest;
  }
  EXPECT_EQ(HoldOf(model::Component()), Hold::kNone);
}

}  // namespace
}  // namespace avouch::claims
