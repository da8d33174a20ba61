#include "inventory/merge.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::inventory {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;
using model::Whole;

Part Npm(const std::string& name, const std::string& version) {
  Part out;
  out.name = name;
  out.version = version;
  out.purl = "pkg:npm/" + name + "@" + version;
  return out;
}

Inventory Of(const std::string& subject, std::vector<Part> parts,
             std::vector<model::Need> needs = {}) {
  Inventory out;
  out.subject.name = subject;
  out.parts = std::move(parts);
  out.needs = std::move(needs);
  out.edges_known = true;
  out.whole = Whole::kComplete;
  return out;
}

std::string Text(const Inventory& one) {
  std::string out;
  const auto name = [&](std::uint32_t at) {
    return at == kSubject ? one.subject.name : one.parts[at].name + one.parts[at].version;
  };
  for (std::uint32_t i = 0; i < one.parts.size(); ++i) out += name(i) + " ";
  for (const auto& need : one.needs) out += name(need.from) + ">" + name(need.to) + " ";
  return out;
}

TEST(Merge, PartsAreOneWhereTheirPurlsAre) {
  const Inventory oar = Of("rota", {Npm("oar", "1"), Npm("rope", "2")}, {{0, 1}, {kSubject, 0}});
  const Inventory rope = Of("rota", {Npm("rope", "2"), Npm("knot", "3")}, {{0, 1}});
  const Inventory other = Of("boat", {Npm("oar", "2")}, {{kSubject, 0}});
  const struct {
    std::string_view rule;
    std::vector<Inventory> all;
    std::string_view want;
  } rows[] = {
      {"none", {}, ""},
      {"nothing", {Inventory()}, ""},
      {"nothing twice", {Inventory(), Inventory()}, ""},
      {"one", {oar}, "oar1 rope2 oar1>rope2 rota>oar1 "},
      {"one twice", {oar, oar}, "oar1 rope2 oar1>rope2 rota>oar1 "},
      {"needs through a part of both",
       {oar, rope},
       "knot3 oar1 rope2 oar1>rope2 rope2>knot3 rota>oar1 "},
      {"the other way round", {rope, oar}, "knot3 oar1 rope2 oar1>rope2 rope2>knot3 rota>oar1 "},
      {"two versions are two parts, another subject is a part",
       {oar, other},
       "boat oar1 oar2 rope2 boat>oar2 oar1>rope2 rota>boat rota>oar1 "},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(Text(Merge(row.all)), row.want) << row.rule;
    const auto merged = Merge(row.all);
    EXPECT_EQ(Text(Merge(std::vector{merged})), row.want) << row.rule << ", again";
  }
}

TEST(Merge, TheSurestTellsAndOthersFillIn) {
  Part locked = Npm("oar", "1"), told = locked;
  locked.sure = model::Sure::kLocked, told.sure = model::Sure::kTold;
  locked.licence = "MIT", told.licence = "ISC", told.supplier = "Boat Ltd";
  locked.digests = {{"sha-256", "aa"}}, told.digests = {{"sha-256", "bb"}};
  locked.scope = model::Scope::kTest, told.scope = model::Scope::kShipped;
  for (const bool first : {true, false}) {
    const auto out = first ? Merge(std::vector{Of("", {locked}), Of("", {told})})
                           : Merge(std::vector{Of("", {told}), Of("", {locked})});
    ASSERT_EQ(out.parts.size(), 1U);
    EXPECT_EQ(out.parts[0].licence, "MIT");
    EXPECT_EQ(out.parts[0].supplier, "Boat Ltd");
    EXPECT_EQ(out.parts[0].scope, model::Scope::kShipped);
    EXPECT_EQ(out.parts[0].digests.size(), 2U);
    ASSERT_EQ(out.notes.size(), 1U);
    EXPECT_TRUE(out.notes[0].contains("two digests of sha-256")) << out.notes[0];
  }
}

TEST(Merge, ItIsWholeOnlyWhereAllAre) {
  const auto with = [](Whole whole, bool partial, bool edges) {
    Inventory one = Of("rota", {});
    one.whole = whole, one.partial = partial, one.edges_known = edges;
    return one;
  };
  const struct {
    Inventory a, b;
    Whole want;
    bool partial, edges;
  } rows[] = {
      {with(Whole::kComplete, false, true), with(Whole::kComplete, false, true), Whole::kComplete,
       false, true},
      {with(Whole::kComplete, false, true), with(Whole::kUnknown, false, true), Whole::kUnknown,
       false, true},
      {with(Whole::kUnknown, false, true), with(Whole::kIncomplete, false, true),
       Whole::kIncomplete, false, true},
      {with(Whole::kComplete, false, true), with(Whole::kUnknown, true, false), Whole::kIncomplete,
       true, false},
  };
  for (const auto& row : rows)
    for (const auto& out : {Merge(std::vector{row.a, row.b}), Merge(std::vector{row.b, row.a})}) {
      EXPECT_EQ(out.whole, row.want);
      EXPECT_EQ(out.partial, row.partial);
      EXPECT_EQ(out.edges_known, row.edges);
    }
}

TEST(Merge, AnIdOfTwoDocumentsIsNobodys) {
  Part a = Npm("a", "1"), b = Npm("b", "1");
  a.id = b.id = "1";
  const auto out = Merge(std::vector{Of("", {a}), Of("", {b})});
  ASSERT_EQ(out.parts.size(), 2U);
  EXPECT_EQ(out.parts[0].id + out.parts[1].id, "");
}

}  // namespace
}  // namespace avouch::inventory
