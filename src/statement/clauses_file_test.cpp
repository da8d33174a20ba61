#include "statement/clauses_file.h"

#include <gtest/gtest.h>

#include "statement/catalogue_file.h"
#include "statement/embedded.h"

namespace avouch::statement {
namespace {

TEST(Clauses, ThereIsOneForEachClaimInItsOrderWithEveryPart) {
  const auto catalogue = ReadCatalogue(EmbeddedCatalogue());
  const auto clauses = ReadClauses(EmbeddedFile(kClausesFile).value_or(""));
  ASSERT_TRUE(clauses.has_value()) << clauses.error().what << clauses.error().where;
  std::vector<std::string> claims;
  for (const auto& clause : clauses->clauses) {
    claims.push_back(clause.claim);
    EXPECT_TRUE(clause.clause.starts_with("The Supplier shall ")) << clause.claim;
    for (const auto& text : {clause.clause, clause.evidence, clause.fresh, clause.notice})
      EXPECT_TRUE(text.ends_with('.')) << clause.claim << ": " << text;
  }
  EXPECT_EQ(claims, catalogue->index);
}

TEST(Clauses, TheNoticeOfEndOfSupportIsTheCodesOwnYear) {
  const auto clauses = ReadClauses(EmbeddedFile(kClausesFile).value_or(""));
  ASSERT_NE(FindClause(*clauses, "4.2.1"), nullptr);
  EXPECT_EQ(FindClause(*clauses, "4.2.1")->notice, "At least one year.");
  EXPECT_EQ(FindClause(*clauses, "9.9.9"), nullptr);
}

TEST(Clauses, WhatIsNotOfTheShapeIsRefused) {
  EXPECT_FALSE(ReadClauses("").has_value());
  auto other = ReadClauses("clauses:\n- {claim: 1.1.1, clause: A, price: 3}\n");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().kind, ErrorKind::kConfiguration);
}

}  // namespace
}  // namespace avouch::statement
