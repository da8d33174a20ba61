#include "inventory/diff.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::inventory {
namespace {

using model::Inventory;
using model::Part;

// "pkg:npm/a@1" by its purl, else "name version" of no ecosystem.
Part Of(const std::string& text) {
  Part out;
  const auto at = text.rfind(text.starts_with("pkg:") ? '@' : ' ');
  out.version = text.substr(at + 1, text.find('?') - at - 1);
  out.name = text.substr(0, at);
  if (text.starts_with("pkg:")) {
    out.purl = text;
    out.name = out.name.substr(out.name.rfind('/') + 1);
  }
  return out;
}

Inventory All(const std::vector<std::string>& parts) {
  Inventory out;
  for (const auto& one : parts) out.parts.push_back(Of(one));
  return out;
}

// "+a 2", "-a 1", "a 1>2", "a pkg:x=pkg:y": each difference as a word.
std::string Text(const Difference& diff, const Inventory& a, const Inventory& b) {
  std::string out;
  for (const auto i : diff.added) out += "+" + b.parts[i].name + b.parts[i].version + " ";
  for (const auto i : diff.removed) out += "-" + a.parts[i].name + a.parts[i].version + " ";
  for (const auto& one : diff.changed) {
    for (const auto i : one.from) out += a.parts[i].name + a.parts[i].version + " ";
    out += "> ";
    for (const auto i : one.to) out += b.parts[i].name + b.parts[i].version + " ";
  }
  for (const auto& one : diff.renamed)
    out += a.parts[one.from].purl + " = " + b.parts[one.to].purl + " ";
  for (const auto& one : diff.ecosystems_gone) out += "gone:" + one + " ";
  for (const auto& one : diff.ecosystems_new) out += "new:" + one + " ";
  if (!out.empty()) out.pop_back();
  return out;
}

TEST(Diff, OfTwoInventories) {
  const struct {
    std::string_view rule;
    std::vector<std::string> a, b;
    std::string_view want;
  } rows[] = {
      {"nothing and nothing", {}, {}, ""},
      {"nothing and something", {}, {"pkg:npm/a@1"}, "+a1 new:npm"},
      {"something and nothing", {"pkg:npm/a@1"}, {}, "-a1 gone:npm"},
      {"the same in another order",
       {"pkg:npm/a@1", "pkg:npm/b@1"},
       {"pkg:npm/b@1", "pkg:npm/a@1"},
       ""},
      {"another version", {"pkg:npm/a@1"}, {"pkg:npm/a@2"}, "a1 > a2"},
      {"a version more", {"pkg:npm/a@1"}, {"pkg:npm/a@1", "pkg:npm/a@2"}, "+a2"},
      {"a version less", {"pkg:npm/a@1", "pkg:npm/a@2"}, {"pkg:npm/a@2"}, "-a1"},
      {"one version becomes two", {"pkg:npm/a@1"}, {"pkg:npm/a@2", "pkg:npm/a@3"}, "a1 > a2 a3"},
      {"a copy more is no difference", {"pkg:npm/a@1"}, {"pkg:npm/a@1", "pkg:npm/a@1"}, ""},
      {"qualifiers are no difference",
       {"pkg:deb/debian/a@1?arch=amd64"},
       {"pkg:deb/debian/a@1"},
       ""},
      {"names that an ecosystem spells alike", {"pkg:pypi/A_b@1"}, {"pkg:pypi/a-b@1"}, ""},
      {"a type that was mended",
       {"pkg:generic/a@1"},
       {"pkg:npm/a@1"},
       "pkg:generic/a@1 = pkg:npm/a@1 gone:generic new:npm"},
      {"another type and version are two things",
       {"pkg:generic/a@1"},
       {"pkg:npm/a@2"},
       "+a2 -a1 gone:generic new:npm"},
      {"without purls, by name", {"a 1", "b 1"}, {"a 2", "b 1"}, "a1 > a2"},
      {"a purl that is none counts as none", {"pkg:@1"}, {"pkg:@1"}, ""},
  };
  for (const auto& row : rows) {
    const Inventory a = All(row.a), b = All(row.b);
    const auto diff = Diff(a, b);
    EXPECT_EQ(Text(diff, a, b), row.want) << row.rule;
    EXPECT_EQ(Diff(a, b), diff) << row.rule;
    EXPECT_TRUE(Diff(a, a).empty()) << row.rule;
    EXPECT_EQ(Diff(b, a).empty(), diff.empty()) << row.rule;
    EXPECT_EQ(Diff(b, a).added.size(), diff.removed.size()) << row.rule;
  }
}

TEST(Diff, ARangeStandsForAVersionThatNobodyKnows) {
  Inventory a = All({"a "}), b = a;
  a.parts[0].range = "^1", b.parts[0].range = "^2";
  EXPECT_EQ(Diff(a, b).changed.size(), 1U);
  EXPECT_TRUE(Diff(a, a).empty());
}

}  // namespace
}  // namespace avouch::inventory
