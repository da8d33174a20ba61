#include "formats/cocoapods.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

TEST(PodfileLock, PartsOfAPodAreThePodAndEdgesAreBetweenPods) {
  const auto m = ReadCocoapods("ios/Podfile.lock", R"(PODS:
  - Axle (2.1.0):
    - Axle/Core (= 2.1.0)
    - Bolt (~> 1)
  - Axle/Core (2.1.0):
    - Nut
  - Bolt (1.4.0)
  - Nut (0.1.0)
  - Own (1.0.0)
  - Bad

DEPENDENCIES:
  - Axle/Core (~> 2)
  - Own (from `../own`)
  - Nut (from `https://h/nut`, branch `main`)

SPEC REPOS:
  trunk:
    - Axle
    - Bolt

EXTERNAL SOURCES:
  Nut:
    :branch: main
    :git: https://u:p@h/nut
  Own:
    :path: "../own"

CHECKOUT OPTIONS:
  Nut:
    :commit: 0123456789012345678901234567890123456789
    :git: https://h/nut

SPEC CHECKSUMS:
  Axle: 4ea1197a744f2fb5fb875fe31caf17ded4762e8f

COCOAPODS: 1.16.2
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components) {
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto need : one.detail.needs) got += " ->" + std::to_string(need);
    got += one.detail.direct ? " direct\n" : "\n";
    EXPECT_TRUE(one.digests.empty());  // A podspec's checksum is not the pod's.
  }
  EXPECT_EQ(got, R"(2 Axle 2.1.0 registry trunk ->1 ->2 direct
7 Bolt 1.4.0 registry trunk
8 Nut 0.1.0 git https://h/nut#0123456789012345678901234567890123456789 direct
9 Own 1.0.0 path ../own direct
)");
  EXPECT_EQ(m->tools, (Texts{"cocoapods 1.16.2"}));
  EXPECT_EQ(m->notes, (Texts{"line 10: a pod without a version",
                             "line 7: Bolt has no checksum of its podspec",
                             "line 35: SPEC CHECKSUMS are of podspecs; they do not fix the bytes "
                             "that are fetched"}));
}

TEST(PodfileLock, WhatIsNoneIsRefused) {
  for (const char* text : {"", "some\nwords", "PODS:\n", "PODS: {}", "- a", "PODS: ["})
    EXPECT_FALSE(ReadCocoapods("Podfile.lock", text).has_value()) << text;
  EXPECT_TRUE(ReadCocoapods("Podfile.lock", "PODS: []\n").has_value());
}

}  // namespace
}  // namespace avouch::formats
