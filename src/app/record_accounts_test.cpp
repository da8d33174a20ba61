#include "app/record_accounts.h"

#include <gtest/gtest.h>

#include "app/received.h"

namespace avouch::app {
namespace {

std::vector<AccountToReview> Of(std::string_view json) {
  const auto profiles = LoadProfiles();
  EXPECT_TRUE(profiles);
  return AccountsToReview({*profiles, {}, {}}, "inbox/2026-11-18-github-members.json", json);
}

TEST(RecordAccounts, EachOfTheExportWaitsForADecision) {
  const auto accounts = Of(
      R"([{"login":"PriyaN","node_id":"U_1","type":"User","name":"Priya Nair"},)"
      R"({"login":"tomad","node_id":"U_2","type":"User"},{"login":"tomad","node_id":"U_2","type":"User"}])");
  ASSERT_EQ(accounts.size(), 2u);
  EXPECT_EQ(accounts[0].id, "priyan");
  EXPECT_EQ(accounts[0].about, "Priya Nair");
  EXPECT_EQ(Undecided(accounts, {}).size(), 2u);
  EXPECT_EQ(Undecided(accounts, {"PriyaN=keep"}), (std::vector<AccountToReview>{{"tomad", ""}}));
  EXPECT_TRUE(Undecided(accounts, {"priyan=keep", "tomad=remove", "other=keep"}).empty());
}

TEST(RecordAccounts, WhatListsNoAccountsAsksNothing) {
  for (const char* bytes :
       {"", "[]", "{}", "%PDF", "person,course,passed,expires\na,b,2026-01-01,\n"})
    EXPECT_TRUE(Of(bytes).empty()) << bytes;
}

}  // namespace
}  // namespace avouch::app
