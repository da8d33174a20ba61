#include "claims/evaluate.h"

#include <gtest/gtest.h>

namespace avouch::claims {
namespace {

using model::ArgumentKind;
using model::ArgumentTerm;
using model::Verdict;

ArgumentTerm Leaf(const char* check) { return {ArgumentKind::kCheck, check, {}}; }

// A world with one claim, and facts that make some checks yes and some no.
struct World {
  Facts facts;
  model::Product product;
  model::Policy policy;
  model::LifecycleTable table;
  model::Catalogue catalogue;
  model::Arguments arguments;

  World() {
    product.delivery = {model::Delivery::kTool};
    catalogue.themes.resize(1);
    catalogue.themes[0].principles.resize(1);
    catalogue.themes[0].principles[0].number = "1.2";
    catalogue.themes[0].principles[0].claims.resize(1);
    auto& claim = catalogue.themes[0].principles[0].claims[0];
    claim.number = "1.2.2";
    claim.applies = {model::ProductScope::kDeveloperAndDistributor};
  }
  void Say(ArgumentTerm term, std::vector<std::string> beside = {}) {
    arguments.arguments = {{"1.2.2", "test@1", "because", {}, std::move(term), std::move(beside)}};
  }
  void GoodSubmodule() {
    facts.components.value.submodules.push_back(
        {"lib", "https://example.org/lib", std::string(40, 'a'), "", {".gitmodules", 1}});
  }
  // A document that avouch.yaml names and the commit lacks.
  void AbsentDocument() {
    product.documents.push_back({"support", "SUPPORT.md", {"avouch.yaml", 3}});
  }
  model::Assessment Decide() {
    Reaches reach = ComputeReach(facts);
    Inputs in{facts, product, policy, table, reach, {0}};
    model::Assessment out;
    auto done = Evaluate(in, catalogue, arguments, out);
    EXPECT_TRUE(done.has_value()) << (done ? "" : ToString(done.error()));
    return out;
  }
};

TEST(Evaluate, NothingIsOpen) {
  World world;
  world.Say({ArgumentKind::kEachOf, "", {Leaf("integrity.submodules"), Leaf("integrity.scripts")}});
  EXPECT_EQ(world.Decide().claims[0].verdict, Verdict::kNotEvidenced);
}

TEST(Evaluate, EachOfPassesOverWhatIsNotThereButNeedsOne) {
  World world;
  world.GoodSubmodule();
  world.Say({ArgumentKind::kEachOf, "", {Leaf("integrity.submodules"), Leaf("integrity.scripts")}});
  auto out = world.Decide();
  EXPECT_EQ(out.claims[0].verdict, Verdict::kMet);
  EXPECT_EQ(out.claims[0].grade, model::Grade::kComputed);
  EXPECT_EQ(out.principles[0].verdict, Verdict::kMet);
}

TEST(Evaluate, AllOfDoesNotPassOverWhatIsNotThere) {
  World world;
  world.GoodSubmodule();
  world.Say({ArgumentKind::kAllOf, "", {Leaf("integrity.submodules"), Leaf("integrity.scripts")}});
  EXPECT_EQ(world.Decide().claims[0].verdict, Verdict::kNotEvidenced);
}

TEST(Evaluate, ADefeaterWinsOverAnAlternativeThatHolds) {
  World world;
  world.GoodSubmodule();
  world.AbsentDocument();
  world.Say({ArgumentKind::kAnyOf, "", {Leaf("integrity.submodules"), Leaf("documents.named")}});
  auto out = world.Decide();
  EXPECT_EQ(out.claims[0].verdict, Verdict::kNotMet);
  EXPECT_FALSE(out.claims[0].grade.has_value());
}

TEST(Evaluate, ADefeaterBesideTheArgumentUndoesIt) {
  World world;
  world.GoodSubmodule();
  world.AbsentDocument();
  world.Say({ArgumentKind::kAllOf, "", {Leaf("integrity.submodules")}}, {"documents.named"});
  EXPECT_EQ(world.Decide().claims[0].verdict, Verdict::kNotMet);
}

TEST(Evaluate, WhatOnlyPeopleCanSayIsOpen) {
  World world;
  world.Say({ArgumentKind::kAllOf, "", {Leaf("access.review")}});
  auto out = world.Decide();
  EXPECT_EQ(out.claims[0].verdict, Verdict::kNotEvidenced);
  EXPECT_EQ(out.claims[0].where, std::vector{model::Where::kForge});
}

TEST(Evaluate, OutOfScopeNeedsAScopeThatWasSaid) {
  World world;
  world.Say({ArgumentKind::kAllOf, "", {Leaf("access.review")}});
  EXPECT_EQ(world.Decide().claims[0].verdict, Verdict::kNotEvidenced);
  world.product.scope = model::ProductScope::kReseller;
  auto out = world.Decide();
  EXPECT_EQ(out.claims[0].verdict, Verdict::kNotApplicable);
  EXPECT_FALSE(out.claims[0].reasons.empty());
}

TEST(Evaluate, TwoDeliveriesNeedBothArguments) {
  World world;
  world.GoodSubmodule();
  world.product.delivery = {model::Delivery::kTool, model::Delivery::kSaas};
  world.Say({ArgumentKind::kAllOf, "", {Leaf("integrity.submodules")}});
  world.arguments.arguments.push_back({"1.2.2",
                                       "saas@1",
                                       "because",
                                       {model::Delivery::kSaas},
                                       {ArgumentKind::kAllOf, "", {Leaf("access.review")}},
                                       {}});
  EXPECT_EQ(world.Decide().claims[0].verdict, Verdict::kNotEvidenced);
}

TEST(Evaluate, AnArgumentThatNamesNoCheckIsAnError) {
  World world;
  world.Say({ArgumentKind::kAllOf, "", {Leaf("no.such")}});
  Reaches reach;
  Inputs in{world.facts, world.product, world.policy, world.table, reach, {0}};
  model::Assessment out;
  auto done = Evaluate(in, world.catalogue, world.arguments, out);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().kind, ErrorKind::kConfiguration);
}

// The root's manifest, and whether there is a Dockerfile, to what is assumed.
TEST(AssumeDelivery, TakesTheRootsManifestAtItsWord) {
  struct {
    const char* path;
    model::Ships ships;
    bool dockerfile;
    model::Delivery delivery;
    const char* because;
  } const rows[] = {
      {"package.json", model::Ships::kLibrary, false, model::Delivery::kLibrary,
       "package.json says what it gives to others' builds"},
      {"package.json", model::Ships::kLibrary, true, model::Delivery::kTool,
       "nothing here says how customers get it"},
      {"Cargo.toml", model::Ships::kProgram, false, model::Delivery::kTool,
       "Cargo.toml says which commands it brings"},
      {"package.json", model::Ships::kNothing, false, model::Delivery::kTool,
       "nothing here says how customers get it"},
      {"packages/a/package.json", model::Ships::kLibrary, false, model::Delivery::kTool,
       "nothing here says how customers get it"},
  };
  for (const auto& row : rows) {
    Facts facts;
    model::Manifest manifest;
    manifest.path = row.path;
    manifest.ships = row.ships;
    facts.components.value.manifests.push_back(manifest);
    if (row.dockerfile) facts.containers.value.dockerfiles.emplace_back();
    const AssumedDelivery assumed = AssumeDelivery(facts, {});
    EXPECT_EQ(assumed.delivery, row.delivery) << row.path << " " << model::Name(row.ships);
    EXPECT_EQ(assumed.because, row.because) << row.path << " " << model::Name(row.ships);
  }
}

TEST(AssumeDelivery, TwoManifestsThatDisagreeSayNothing) {
  Facts facts;
  for (auto ships : {model::Ships::kLibrary, model::Ships::kProgram}) {
    model::Manifest manifest;
    manifest.path = ships == model::Ships::kLibrary ? "package.json" : "Cargo.toml";
    manifest.ships = ships;
    facts.components.value.manifests.push_back(manifest);
  }
  EXPECT_EQ(AssumeDelivery(facts, {}).because, "nothing here says how customers get it");
}

}  // namespace
}  // namespace avouch::claims
