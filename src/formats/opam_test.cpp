#include "formats/opam.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Asked(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") +
           (one.condition.empty() ? "" : " if " + one.condition) + "\n";
  return out;
}

TEST(Opam, EachFilterSaysWhatItIsFor) {
  const auto m = ReadOpam("lib/cart.opam", R"(opam-version: "2.0" # a comment: ["x"]
version: "1.2.0"
synopsis: """A cart: ["axle"]"""
license: ["MIT" "ISC"]
(* depends: ["ghost"] *)
depends: [
  "ocaml" {>= "4.11.0"}
  "dune" {>= "2.8" & build}
  "axle"
  "bolt" {>= "1.0" & < "2.0~"}
  "nut" {with-test & >= "0.9"}
  "doc" {with-doc}
  "both" {with-test | with-doc}
  "edit" {with-dev-setup}
  "sib" {= version}
  "one" {= "1.0"}
  "two" {= "1.0" | = "1.1"}
  "win" {os = "win32" & >= "1"}
  "odd" {!with-test | dev}
  "late" {post}
  ("left" {>= "1"} | "right")
]
depopts: ["extra" {< "3"}]
pin-depends: [["bolt.1.0" "git+https://h/bolt#main"]]
build: [["dune" "build" "-p" name] {os != "x"}]
url { src: "https://h/x.tgz" checksum: ["md5=1"] }
extra-source "a.patch" { src: "https://h/a.patch" }
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(8 dune [>= 2.8] build
9 axle [] 
10 bolt [>= 1.0 & < 2.0~] 
11 nut [>= 0.9] test dev
12 doc [] doc dev
13 both [] test dev
14 edit [] dev dev
15 sib [= 1.2.0]  exact
16 one [= 1.0]  exact
17 two [= 1.0 | = 1.1] 
18 win [>= 1]  if os = win32
19 odd [] 
20 late [] 
21 left [>= 1]  if or others
21 right []  if or others
23 extra [< 3] optional
)");
  EXPECT_EQ(m->requirements[2].source, model::SourceKind::kGit);
  EXPECT_EQ(m->name + " " + m->version, "cart 1.2.0");
  EXPECT_EQ(m->licences, (Texts{"MIT", "ISC"}));
  EXPECT_EQ(m->tools, Texts{"ocaml >= 4.11.0"});
}

TEST(Opam, ALockHasOneVersionEach) {
  const auto m = ReadOpam("cart.opam.locked", R"(opam-version: "2.0"
depends: [
  "axle" {= "1.2.0"}
  "nut" {= "0.9" & with-test}
  "ocaml" {= "5.1.0"}
  "bolt" {= "dev"}
  "any" {>= "1"}
]
depopts: ["extra"]
pin-depends: [
  "bolt.dev" "git+https://u:p@h/bolt#0123456789012345678901234567890123456789"
]
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components)
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           one.detail.group + (one.development ? " dev " : " ") +
           std::string(model::Name(one.source)) + " " + one.origin + "\n";
  EXPECT_EQ(got, R"(3 axle 1.2.0  registry 
4 nut 0.9 test dev registry 
5 ocaml 5.1.0  registry 
6 bolt dev  git https://h/bolt#0123456789012345678901234567890123456789
)");
  EXPECT_TRUE(m->lock);
  EXPECT_EQ(m->notes, Texts{"line 7: any has no version"});
}

TEST(Opam, HostileFilesAreRefusedOrEnd) {
  struct Row {
    std::string text;
    bool refused;
  };
  for (const auto& [text, refused] : {Row{"depends: [\"a\"", true},
                                      {"depends: \"a", true},
                                      {"depends: [" + std::string(50'000, '('), true},
                                      {"depends: [" + std::string(50'000, '['), true},
                                      {"depends: [\"a\" {" + std::string(50'000, '('), true},
                                      {"depends: [\"a\" {" + std::string(50'000, '!'), true},
                                      {"x: " + std::string(50'000, '['), true},
                                      {"x: ]", true},
                                      {"}", true},
                                      {"x", false},
                                      {"x: \"\"\"", true},
                                      {"depends: a", false},
                                      {"depends: [\"a\" {=}]", true},
                                      {"depends: [\"a\" {}]", false},
                                      {"(* " + std::string(50'000, 'a'), false}})
    EXPECT_EQ(!ReadOpam("x.opam", text).has_value(), refused) << text.substr(0, 40);
  const auto script = ReadOpam("bin/opam", "#!/bin/sh\nexec [ \"x\n");
  ASSERT_TRUE(script.has_value());
  EXPECT_EQ(script->notes.size(), 1u);
}

TEST(Opam, WhatIsCopiedIntoTheTreeHasItsHashesAndIsNeeded) {
  const auto m = ReadOpam("cart.opam.locked", R"(opam-version: "2.0"
depends: [
  "axle" {= "1.2.0" & ?vendor}
  "bolt" {= "3"}
]
pin-depends: [ ["axle.1.2.0" "https://h/axle.tbz"] ]
x-opam-monorepo-duniverse-dirs: [
  [ "https://h/axle.tbz" "axle" [ "sha256=AA" "md5=bb" ] ]
  [ "https://h/other.tbz" "other" [ "sha256=cc" ] ]
]
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 2u);
  EXPECT_EQ(m->components[0].digests, (Texts{"sha256:aa", "md5:bb"}));
  EXPECT_FALSE(m->components[0].detail.optional);
  EXPECT_TRUE(m->components[1].digests.empty());
}

}  // namespace
}  // namespace avouch::formats
