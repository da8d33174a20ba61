#include "notation/version_range.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/text.h"

namespace avouch::notation {
namespace {

using enum VersionOrder;

// Versions that a range admits, and that it does not.
struct Case {
  VersionOrder order;
  std::string_view range, in, out;
};
constexpr Case kCases[] = {
    // npm: a pre-release only where the range names one of the same three numbers.
    {kNpm, "^1.2.3", "1.2.3 1.9.0 v1.2.4 1.2.3+b", "1.2.2 2.0.0 2.0.0-rc.1 1.3.0-rc.1 1.2.3-rc.1"},
    {kNpm, "^1.2.3-rc.2", "1.2.3-rc.2 1.2.3-rc.10 1.2.3 1.3.0", "1.2.3-rc.1 1.2.4-rc.3 2.0.0-0"},
    {kNpm, "^0.2.3", "0.2.3 0.2.9", "0.3.0 0.2.2 0.3.0-0"},
    {kNpm, "^0.0.3", "0.0.3", "0.0.4 0.0.2 0.1.0"},
    {kNpm, "^0.0", "0.0.0 0.0.9", "0.1.0"},
    {kNpm, "~0.0 ~0.0.0-rc.1", "0.0.0-rc.1", "0.1.0"},
    {kNpm, "^0", "0.0.0 0.9.9", "1.0.0"},
    {kNpm, "^1.x", "1.0.0 1.9.9", "2.0.0 0.9.9"},
    {kNpm, "~1.2.3", "1.2.3 1.2.9", "1.3.0 1.2.2"},
    {kNpm, "~>1.2", "1.2.0 1.2.9", "1.3.0"},
    {kNpm, "~1", "1.0.0 1.9.9", "2.0.0"},
    {kNpm, "1.2.x || >=2.0.0 <3", "1.2.9 2.0.0 2.9.9", "1.3.0 3.0.0 3.0.0-0 2.1.0-rc.1"},
    {kNpm, "1.2 - 2.3", "1.2.0 2.3.9", "2.4.0 1.1.9"},
    {kNpm, "1.2.3 - 2.3.4", "1.2.3 2.3.4", "2.3.5"},
    {kNpm, "*", "0.0.0 9.9.9", "1.0.0-rc.1"},
    {kNpm, "", "0.0.0 9.9.9", "1.0.0-rc.1"},
    {kNpm, ">1.2", "1.3.0", "1.2.9"},
    {kNpm, "<=1.2", "1.2.9", "1.3.0"},
    {kNpm, "<1.2", "1.1.9", "1.2.0 1.2.0-rc.1"},
    {kNpm, ">= 1.2.3 < 2", "1.2.3", "2.0.0"},
    {kNpm, "1.2.3", "1.2.3 1.2.3+x", "1.2.4 1.2.3-0"},
    {kNpm, ">99999999999999999999", "100000000000000000000.0.0", "99999999999999999999.0.0"},
    // Cargo: a version alone is a caret.
    {kCargo, "1.2.3", "1.2.3 1.9.0", "2.0.0 1.2.2 1.3.0-rc.1"},
    {kCargo, "0.3", "0.3.0 0.3.9", "0.4.0"},
    {kCargo, "0.0.3", "0.0.3", "0.0.4"},
    {kCargo, "=1.2.3", "1.2.3", "1.2.4"},
    {kCargo, "=1.2", "1.2.9", "1.3.0"},
    {kCargo, "1.2.*", "1.2.9", "1.3.0"},
    {kCargo, "~1.2", "1.2.9", "1.3.0"},
    {kCargo, ">=1.2, <1.5", "1.2.0 1.4.9", "1.5.0 1.5.0-alpha"},
    {kCargo, "1.0.0-beta.2", "1.0.0-beta.3 1.0.0 1.5.0", "1.0.0-beta.1 1.5.0-beta.9"},
    {kGo, "v1.2.3", "v1.2.3 v1.9.0 v1.3.0-rc.1", "v1.2.2 v1.2.3-rc.1"},
    {kHex, "~> 2.1", "2.1.0 2.9.9", "3.0.0 2.0.9 2.5.0-rc.1 3.0.0-rc.1"},
    {kHex, "~> 2.1.3-dev", "2.1.3-dev 2.1.3 2.1.9", "2.2.0 2.2.0-dev"},
    {kHex, ">= 1.0.0 and < 2.0.0 or == 3.0.0", "1.5.0 3.0.0", "2.0.0 3.0.1"},
    {kPub, "^1.2.3", "1.2.3 1.9.0 1.5.0-dev", "2.0.0 2.0.0-dev 1.2.3-dev"},
    {kPub, "^0.0.3", "0.0.3 0.0.9", "0.1.0"},
    {kPub, ">=1.0.0 <2.0.0", "1.0.0 1.9.9", "2.0.0 2.0.0-dev"},
    {kPub, ">=2.0.0-dev.1 <2.0.0", "2.0.0-dev.2", "2.0.0"},
    {kPub, "any", "0.0.1 1.0.0-dev", ""},
    {kPub, "1.2.3", "1.2.3", "1.2.3+1"},
    {kSwift, "1.2.3..<2.0.0", "1.2.3 1.9.9", "2.0.0 2.0.0-rc.1 1.5.0-rc.1"},
    // PEP 440.
    {kPypi, "~=1.4.5", "1.4.5 1.4.9 1.4.5.post1", "1.5 1.4.4 1.5rc1"},
    {kPypi, "~=1.4", "1.4 1.9", "2.0 2.0.dev1"},
    {kPypi, "~=2.2.post3", "2.2.post3 2.3", "2.2 3.0"},
    {kPypi, "==1.1", "1.1 1.1.0 1.1+local", "1.1.post1 1.1a1"},
    {kPypi, "==1.1+ab", "1.1+AB", "1.1 1.1+cd"},
    {kPypi, "==1.1.*", "1.1 1.1.9 1.1.post1", "1.2 1.10 1.2a1"},
    {kPypi, "!=1.1.*, >=1", "1.0 1.2", "1.1 1.1.5"},
    {kPypi, ">1.7", "1.7.1 1.8", "1.7 1.7.0.post1 1.7+local"},
    {kPypi, ">1.7.post2", "1.7.post3", "1.7.post2 1.7"},
    {kPypi, ">1.7rc1", "1.7.post1 1.7", "1.7rc1.post1 1.7rc1"},
    {kPypi, "<2", "1.9", "2.0 2.0rc1 2.0.dev0"},
    {kPypi, "<2rc1", "2.0a1 2.0.dev0", "2.0rc1"},
    {kPypi, "<=1.0", "1.0 1.0+local", "1.0.post1"},
    {kPypi, ">=1.0", "1.0 1.1.post1", "0.9 1.0rc1"},
    {kPypi, ">=1.0rc1", "1.0rc2 1.0 2.0rc1", "1.0b9"},
    {kPypi, "===1.0.0", "1.0.0", "1.0"},
    {kPypi, "", "1.0", ""},
    {kPypi, "(>=1.0,<2)", "1.5", "2"},
    {kPypi, "==1!1.0", "1!1.0", "1.0"},
    // Intervals.
    {kMaven, "[1.0,2.0)", "1.0 1.9 2.0-alpha-1 2.0-SNAPSHOT", "2.0 1.0-rc1"},
    {kMaven, "(,1.0],[1.2,)", "0.9 1.0 1.2 9", "1.1"},
    {kMaven, "[1.5]", "1.5 1.5.0", "1.5.1"},
    {kMaven, "(1.0,2.0)", "1.0.1", "1.0 2.0"},
    {kMaven, "1.0", "1.0 1.0.0", ""},
    {kGradle, "[1.0, 2.0[", "1.0 1.9", "2.0 2.0-alpha 2.0-SNAPSHOT"},
    {kGradle, "1.+", "1.0 1.9", "2.0 10.0"},
    {kGradle, "1.5", "1.5 1.6 2.0", "1.4"},
    {kGradle, "1.5!!", "1.5", "1.6"},
    {kGradle, "[1.0,2.0]!!", "1.5 2.0", "2.1"},
    {kNuget, "1.0", "1.0.0 9.0 1.1-beta", "0.9 1.0-beta"},
    {kNuget, "[1.0,2.0)", "1.0 2.0-beta", "2.0"},
    {kNuget, "(1.0,)", "1.0.0.1", "1.0"},
    {kNuget, "[1.0]", "1.0.0.0", "1.0.1"},
    {kNuget, "1.2.*", "1.2.0 1.2.9", "1.1.9"},
    {kNuget, "*", "1.0", ""},
    // Composer: bounds that are meant take in "-dev" below and leave it out above.
    {kComposer, "^1.2.3", "1.2.3 1.9 1.2.3-beta v1.3.0", "2.0 2.0-beta 1.2.2"},
    {kComposer, "^0.3", "0.3.0 0.3.9", "0.4"},
    {kComposer, "^0.0.3", "0.0.3", "0.0.4"},
    {kComposer, "~1.2", "1.2 1.9", "2.0"},
    {kComposer, "~1.2.3", "1.2.3 1.2.9", "1.3"},
    {kComposer, "~1", "1.0 1.9", "2.0"},
    {kComposer, "1.0.*", "1.0.0 1.0.9 1.0.0-dev", "1.1"},
    {kComposer, "1.0 - 2.0", "1.0 2.0.9", "2.1"},
    {kComposer, "1.0.0 - 2.1.0", "2.1.0", "2.1.1"},
    {kComposer, ">=1.0 <1.1 || >=1.2", "1.0 1.0-beta 1.2", "1.1 1.1-beta"},
    {kComposer, ">=1.0,<2.0|^3", "1.5 3.1", "2.0 4.0"},
    {kComposer, "1.2.3", "1.2.3 v1.2.3.0", "1.2.4"},
    {kComposer, "^1.0@beta", "1.1", "2.0"},
    {kComposer, "dev-main", "dev-main", "dev-other 1.0"},
    {kComposer, "*", "0.1 9", ""},
    {kComposer, "!=1.1 >=1.0", "1.0 1.2", "1.1"},
    {kRubygems, "~> 1.2.3", "1.2.3 1.2.9", "1.3 1.3.pre 1.2.2"},
    {kRubygems, "~> 1.2", "1.2 1.9", "2.0 2.0.a"},
    {kRubygems, "~> 1", "1.0 1.9", "2"},
    {kRubygems, "~> 1.2.a", "1.2.b 1.2 1.9", "2.0"},
    {kRubygems, ">= 1.0, < 2, != 1.5", "1.0 1.4", "1.5 2.0"},
    {kRubygems, "1.5", "1.5 1.5.0", "1.5.1"},
    {kHackage, ">=1.2 && <1.3 || ==2.*", "1.2 1.2.9 2.0 2.9", "1.3 3"},
    {kHackage, "^>=1.2.3", "1.2.3 1.2.9", "1.3 1.2.2"},
    {kDebian, ">= 1.2~", "1.2 1.2~rc1 1:0", "1.1"},
    {kDebian, "<< 2", "1.9 2~rc1", "2"},
    {kRpm, ">= 1:1.0", "1:1.0-1 2:0", "9.0"},
    {kAlpine, "<1.2", "1.2_rc1 1.1-r9", "1.2 1.2-r0"},
    {kCran, ">= 1.2.0", "1.2.0 1.2-0.1", "1.1"},
};

TEST(Range, AdmitsWhatTheEcosystemsToolDoes) {
  for (const Case& c : kCases) {
    const std::string label = std::string(NameOf(c.order)) + " '" + std::string(c.range) + "' ";
    for (const auto version : Words(c.in)) {
      EXPECT_EQ(Admits(c.order, c.range, version), std::optional(true)) << label << version;
    }
    for (const auto version : Words(c.out)) {
      EXPECT_EQ(Admits(c.order, c.range, version), std::optional(false)) << label << version;
    }
  }
}

TEST(Range, WhatCannotBeReadIsNotGuessed) {
  const struct {
    VersionOrder order;
    std::string_view range, version;
  } cases[] = {
      {kNpm, "latest", "1.0.0"},
      {kNpm, "workspace:*", "1.0.0"},
      {kNpm, "npm:other@^1", "1.0.0"},
      {kNpm, "git+https://example.org/x.git#v1", "1.0.0"},
      {kNpm, "^1.0.0 || latest", "1.0.0"},
      {kNpm, "^1.2.3.4", "1.2.3"},
      {kNpm, "!=1.0.0", "1.0.0"},
      {kNpm, "^1.0.0", "1.0"},
      {kNpm, "^1.0.0, <2", "1.0.0"},
      {kNpm, "^", "1.0.0"},
      {kNpm, "1.2-beta", "1.2.0"},
      {kCargo, "1.0 <2", "1.0.0"},
      {kCargo, "^1 || ^2", "1.0.0"},
      {kCargo, "", "1.0.0"},
      {kGo, "1.2.3", "v1.2.3"},
      {kGo, "latest", "v1.2.3"},
      {kHex, "~> 1", "1.0.0"},
      {kPub, "^1.2", "1.2.0"},
      {kSwift, "1.2.3", "1.2.3"},
      {kPypi, "^1.0", "1.0"},
      {kPypi, "", "1.0rc1"},
      {kPypi, ">=1.0", "2.0rc1"},
      {kPypi, "==1.1.*", "1.1.dev1"},
      {kPypi, ">=1.0", "0.1-bulbasaur"},
      {kPypi, "~=1", "1.0"},
      {kPypi, ">=1.0.*", "1.0"},
      {kPypi, "==1.0a1.*", "1.0a1"},
      {kPypi, "1.0", "1.0"},
      {kPypi, ">=1.0+local", "1.0"},
      {kPypi, ">=1.0; python_version < '3'", "1.0"},
      {kMaven, "1.0", "1.1"},
      {kMaven, "[1.0,2.0", "1.5"},
      {kMaven, "(1.0)", "1.0"},
      {kMaven, "[1.0,2.0),", "1.5"},
      {kMaven, "${version}", "1.5"},
      {kGradle, "latest.release", "1.5"},
      {kNuget, "1.2.*", "1.3"},
      {kNuget, "1.0.0-*", "1.0.0-a"},
      {kNuget, "[1.0,2.0),[3,)", "1.5"},
      {kNuget, "*", "1.0-beta"},
      {kComposer, "dev-main as 1.0", "1.0"},
      {kComposer, "self.version", "1.0"},
      {kComposer, "", "1.0"},
      {kComposer, "^1.0 ||", "1.0"},
      {kRubygems, "~> x", "1.0"},
      {kRubygems, "", "1.0"},
      {kHackage, "(>=1.0)", "1.0"},
      {kGeneric, "^1.0", "1.0"},
      {kDebian, "1.0", "1.0"},
  };
  for (const auto& [order, range, version] : cases) {
    EXPECT_EQ(Admits(order, range, version), std::nullopt)
        << NameOf(order) << ' ' << range << ' ' << version;
  }
  const std::string longer(kMaxRangeText + 1, ' ');
  EXPECT_EQ(Admits(kNpm, "1" + longer + "1", "1.0.0"), std::nullopt);
}

}  // namespace
}  // namespace avouch::notation
