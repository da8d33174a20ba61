#include "app/units.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::app {
namespace {

constexpr long long kDay = 86400;

// An organisation of one Senior Responsible Owner, who stands by `policy` or not.
model::Organisation Acme(bool signed_policy = false) {
  model::Organisation out;
  model::PersonEntry helen;
  helen.id = "helen", helen.roles = {"sro"};
  out.people = {helen};
  for (const char* name : {"ghe", "jenkins"}) {
    model::BuildEnvironment environment;
    environment.name = name;
    out.environments.push_back(environment);
  }
  if (signed_policy)
    out.signed_keys = {{"policy", {{"helen", model::Grade::kSigned, "commit", {}}}}};
  return out;
}

model::UnitRule Unit(std::string label, std::string value, std::vector<std::string> inherits,
                     long long critical_days = 0) {
  model::UnitRule out{std::move(label), std::move(value), std::move(inherits), {}};
  out.policy.fix_critical = critical_days * kDay;
  return out;
}

TEST(Policy, NearestWinsOnlyToTightenOrToFill) {
  const struct {
    const char* name;
    long long organisation, unit, product;  // Days; 0 = not said. Ours is 7
    bool sro;                               // Signed the organisation's
    long long counts;
    const char* note;  // Part of the one note, or empty
  } rows[] = {
      {"nobody says anything", 0, 0, 0, false, 7, ""},
      {"the organisation tightens unsigned", 5, 0, 0, false, 5, ""},
      {"the organisation loosens unsigned", 9, 0, 0, false, 7, "no Senior Responsible Owner"},
      {"the organisation loosens, signed", 9, 0, 0, true, 9, ""},
      {"a unit tightens", 5, 2, 0, false, 2, ""},
      {"a unit fills", 0, 3, 0, false, 3, ""},
      {"a unit may not loosen the organisation's", 5, 6, 0, true, 5, "a unit only tightens"},
      {"a unit may not loosen ours", 0, 9, 0, true, 7, "a unit only tightens"},
      {"a unit takes back part of a signed loosening", 20, 10, 0, true, 10, ""},
      {"the product tightens what the organisation says", 5, 0, 3, false, 3, ""},
      {"the product tightens what a unit says", 5, 4, 3, false, 3, ""},
      {"the product may not loosen the organisation's", 5, 0, 6, false, 5, "organisation's counts"},
      {"the product may not loosen a unit's", 0, 2, 5, false, 2, "organisation's counts"},
      {"the product may not widen a signed loosening", 9, 0, 20, true, 9, "organisation's counts"},
      {"where nobody above speaks the product does, in sight", 0, 0, 30, false, 30, ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    model::Organisation acme = Acme(row.sro);
    acme.policy.fix_critical = row.organisation * kDay;
    std::vector<model::UnitRule> units;
    if (row.unit != 0) units.push_back(Unit("team", "payments", {}, row.unit));
    model::Policy policy;
    if (row.product != 0) policy.fix_critical_days = row.product;
    std::vector<std::string> notes;
    MergePolicy(acme, units, policy, notes);
    EXPECT_EQ(policy.fix_critical_days, row.counts);
    EXPECT_EQ(notes.size(), *row.note == 0 ? 0u : 1u);
    if (!notes.empty()) EXPECT_NE(notes[0].find(row.note), std::string::npos) << notes[0];
    EXPECT_EQ(policy.changed.size(), row.counts == 7 ? 0u : 1u) << "each change is in sight";
    if (row.counts > 7) EXPECT_TRUE(policy.changed[0].ends_with("(weaker)"));
    // Merged again, as a comparison with a base does, it stays what it is.
    const model::Policy once = policy;
    notes.clear();
    MergePolicy(acme, units, policy, notes);
    EXPECT_EQ(policy, once);
  }
}

TEST(Policy, APartOfADayIsADayAndNeverNone) {
  model::Organisation acme = Acme();
  acme.policy.fix_critical = 12 * 3600;
  model::Policy policy;
  std::vector<std::string> notes;
  MergePolicy(acme, {}, policy, notes);
  EXPECT_EQ(policy.fix_critical_days, 1);
}

TEST(Policy, WhatOfItIsNoNumberOfTheOrganisationsStays) {
  model::Policy policy;
  policy.window_days = 30;
  policy.changed = {"window-days: 30, ours is 365 (weaker)"};
  std::vector<std::string> notes;
  model::Organisation acme = Acme();
  acme.policy.fix_high = 3 * kDay;
  MergePolicy(acme, {}, policy, notes);
  EXPECT_EQ(policy.changed, (std::vector<std::string>{"window-days: 30, ours is 365 (weaker)",
                                                      "fix-high-days: 3, ours is 14"}));
}

TEST(Units, HoldByLabelOfTheListByNameAndByWhereItIsBuilt) {
  model::Organisation acme = Acme();
  acme.units = {Unit("team", "payments", {}), Unit("built-in", "ghe", {}),
                Unit("product", "kiosk", {}), Unit("team", "other", {})};
  const std::vector<statement::ListedProduct> listed = {{"Kiosk", {{"team", "payments"}}, {}, {}},
                                                        {"till", {{"team", "other"}}, {}, {}}};
  model::Product product;
  product.name = "kiosk";
  const auto* row = FindListed(listed, "KIOSK");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(UnitsOf(acme, row, product).size(), 2u) << "by its team and by its name";
  product.built_in = "ghe";
  EXPECT_EQ(UnitsOf(acme, row, product).size(), 3u);
  EXPECT_EQ(UnitsOf(acme, nullptr, product).size(), 2u);
  EXPECT_EQ(FindListed(listed, ""), nullptr);
  EXPECT_EQ(FindListed(listed, "tills"), nullptr);
}

TEST(Units, FillTheBuildEnvironmentAndWinOverOneThatDisagrees) {
  const struct {
    const char *said, *counts;
    std::vector<std::string> inherits;
    std::size_t notes;
  } rows[] = {
      {"", "", {}, 0},
      {"", "ghe", {"ghe"}, 0},
      {"jenkins", "jenkins", {}, 0},
      {"ghe", "ghe", {"ghe", "jenkins"}, 0},
      {"jenkins", "ghe", {"ghe"}, 1},
      {"actions", "ghe", {"ghe"}, 0},  // A label, and no environment's name
      {"", "ghe and jenkins", {"ghe", "jenkins"}, 1},
      {"", "", {"pci-training"}, 0},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.counts);
    model::Product product;
    product.built_in = row.said;
    std::vector<std::string> notes;
    EXPECT_EQ(BuiltIn(Acme(), {Unit("team", "payments", row.inherits)}, product, notes),
              row.counts);
    EXPECT_EQ(notes.size(), row.notes);
  }
}

TEST(Units, InheritTrainingOnTopAndNeverInstead) {
  model::Organisation acme = Acme();
  acme.required_training = {"secure-coding"};
  AddTraining({Unit("team", "payments", {"pci-training", "ghe", "secure-coding"})}, acme);
  EXPECT_EQ(acme.required_training, (std::vector<std::string>{"secure-coding", "pci-training"}));
}

}  // namespace
}  // namespace avouch::app
