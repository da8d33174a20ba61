#include "statement/form_words_file.h"

#include <gtest/gtest.h>

#include <set>

#include "model/catalogue.h"
#include "statement/catalogue_file.h"
#include "statement/embedded.h"

namespace avouch::statement {
namespace {

model::FormWords Ours() { return *ReadFormWords(EmbeddedFile("form-words.yaml").value_or("")); }

std::set<std::string> ClaimsOfCatalogue() {
  std::set<std::string> out;
  const auto catalogue = ReadCatalogue(EmbeddedCatalogue());
  for (const auto& theme : catalogue->themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims) out.insert(claim.number);
  return out;
}

TEST(FormWords, EveryClaimOfTheCatalogueHasItsWords) {
  std::set<std::string> known;
  for (const auto& claim : Ours().claims) {
    EXPECT_TRUE(known.insert(claim.claim).second) << claim.claim;
    EXPECT_FALSE(claim.words.empty()) << claim.claim;
  }
  EXPECT_EQ(known, ClaimsOfCatalogue());
}

TEST(FormWords, WhatIsNotOfTheShapeIsRefusedWithItsLine) {
  EXPECT_FALSE(ReadFormWords("").has_value());
  EXPECT_FALSE(ReadFormWords("claims: 1\n").has_value());
  auto other = ReadFormWords("claims: []\nevidence: []\nmore: 1\n");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().kind, ErrorKind::kConfiguration);
}

}  // namespace
}  // namespace avouch::statement
