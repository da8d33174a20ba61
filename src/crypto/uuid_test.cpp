#include "crypto/uuid.h"

#include <gtest/gtest.h>

namespace avouch::crypto {
namespace {

// Made by another implementation (Python's uuid.uuid5).
TEST(NameUuid, FollowsFromTheName) {
  EXPECT_EQ(NameUuid("rota 1.4"), "eedada33-b9b3-52be-b6af-51d061df71a7");
  EXPECT_EQ(NameUuid(""), "c405bf35-8cfb-5072-90bc-527cc0cea3fe");
  EXPECT_NE(NameUuid("rota 1.4"), NameUuid("rota 1.5"));
}

}  // namespace
}  // namespace avouch::crypto
