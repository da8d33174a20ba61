#include "formats/cabal.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "formats/hackage.h"

namespace avouch::formats {
namespace {

std::string Wanted(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements) {
    out += (out.empty() ? "" : "|") + one.name + " " + one.range + (one.exact ? "=" : "");
    if (!one.group.empty()) out += " [" + one.group + (one.development ? "*]" : "]");
    if (!one.condition.empty()) out += " {" + one.condition + "}";
    if (one.source == model::SourceKind::kWorkspace) out += " own";
    if (one.source == model::SourceKind::kGit) out += " git";
    out += "@" + std::to_string(one.place.line);
  }
  return out;
}

TEST(Cabal, EachPartOfAPackageSaysWhatItNeeds) {
  const auto manifest = ReadHackage("me.cabal", R"(cabal-version: 3.0
name:          me
version:       1.2.0
license:       BSD-3-Clause
-- a comment
common shared
  build-depends: base >=4.9 && <5

library
  import: shared
  Build-Depends:
    , tea ^>= { 1.2, 1.3 }
    , pot:{lid, spout} == 2.0.1
    , me:inner
  if os(windows)
    build-depends: Win32 >=2
    if flag(x)
      build-depends: cup
  else
    build-depends: unix
  exposed-modules: A
  build-depends: tea ^>= { 1.2, 1.3 }

test-suite t
  type: exitcode-stdio-1.0
  build-depends: hspec, me
  build-tool-depends: hspec-discover:hspec-discover ==2.*

benchmark b
  build-depends: criterion

custom-setup
  setup-depends: Cabal
)");
  ASSERT_TRUE(manifest);
  EXPECT_EQ(manifest->name + " " + manifest->version + " " + Join(manifest->licences, ","),
            "me 1.2.0 BSD-3-Clause");
  EXPECT_EQ(Wanted(*manifest),
            "base >=4.9 && <5@7|tea ^>= { 1.2, 1.3 }@12|pot == 2.0.1=@13|me  own@14|"
            "Win32 >=2 {if os(windows)}@16|cup  {if os(windows) if flag(x)}@18|unix  {else}@20|"
            "hspec  [test*]@26|me  [test*] own@26|hspec-discover ==2.* [build*]@27|"
            "criterion  [bench*]@30|Cabal  [build]@33");
}

TEST(Cabal, AProjectNamesItsPackagesAndRepositories) {
  const auto manifest = ReadHackage("cabal.project", R"(packages: a/ b/*.cabal
          c
with-compiler: ghc-9.6.4
index-state: 2024-01-01T00:00:00Z

source-repository-package
  type: git
  location: https://github.com/o/tea.git
  tag: 0123456789012345678901234567890123456789

source-repository-package
  type: git
  location: https://github.com/o/pot
  tag: main
package tea
  flags: +x
constraints: a ==1
)");
  ASSERT_TRUE(manifest);
  EXPECT_EQ(Join(manifest->workspaces, " "), "a/ b/*.cabal c");
  EXPECT_EQ(Join(manifest->tools, "|"), "ghc-9.6.4");
  EXPECT_EQ(Wanted(*manifest),
            "github.com/o/tea 0123456789012345678901234567890123456789= git@8|"
            "github.com/o/pot main git@13");
  EXPECT_EQ(Join(manifest->notes, "|"), "line 17: 'constraints' is not followed");
}

TEST(Cabal, WhatIsNoneGivesNothing) {
  for (const std::string& text : {std::string(), std::string("{{{{"), std::string(":::\n:\n if"),
                                  std::string(10'000, '{'), std::string("\xff\xfe:\xff")}) {
    const auto manifest = ReadHackage("x.cabal", text);
    ASSERT_TRUE(manifest);
    EXPECT_TRUE(manifest->requirements.empty());
  }
  EXPECT_FALSE(IsHackage(".cabal"));
}

}  // namespace
}  // namespace avouch::formats
