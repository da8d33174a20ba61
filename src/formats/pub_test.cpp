#include "formats/pub.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using model::SourceKind;
using Texts = std::vector<std::string>;

TEST(PubspecLock, SourcesGroupsAndDigests) {
  const auto m = ReadPub("pubspec.lock", R"(packages:
  axle:
    dependency: "direct main"
    description:
      name: axle
      sha256: "AB01"
      url: "http://pub.example"
    source: hosted
    version: "2.1.0"
  lint:
    dependency: "direct dev"
    description: {path: ".", ref: main, resolved-ref: "0123456789012345678901234567890123456789", url: "https://u:p@h/lint"}
    source: git
    version: "1.0.0"
  own:
    dependency: transitive
    description: {path: "../own", relative: true}
    source: path
    version: "0.1.0"
  kit:
    dependency: transitive
    description: flutter
    source: sdk
    version: "0.0.0"
  none:
    source: hosted
sdks:
  dart: ">=3.0.0 <4.0.0"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components) {
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin +
           (one.detail.direct ? " direct" : "") + (one.development ? " dev" : "");
    for (const auto& digest : one.digests) got += " " + digest;
    got += "\n";
  }
  EXPECT_EQ(got, R"(2 axle 2.1.0 registry http://pub.example direct sha256:ab01
10 lint 1.0.0 git https://h/lint#0123456789012345678901234567890123456789 direct dev
15 own 0.1.0 path ../own
20 kit 0.0.0 url sdk:flutter
)");
  EXPECT_EQ(m->tools, (Texts{"dart >=3.0.0 <4.0.0"}));
  EXPECT_EQ(m->notes,
            (Texts{"line 2: axle is fetched over plain HTTP", "line 25: none has no version"}));
}

TEST(Pubspec, RequirementsAndWhatIsPublished) {
  const auto m = ReadPub("pubspec.yaml", R"(name: cart
version: 1.0.0+2
publish_to: none
environment: {sdk: ^3.0.0}
dependencies:
  axle: ^2.0.0
  bolt: 1.4.0
  nut: {git: https://h/nut}
  any_of: any
dev_dependencies:
  lint:
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->requirements.size(), 5u);
  EXPECT_TRUE(m->requirements[1].exact);
  EXPECT_EQ(m->requirements[2].source, SourceKind::kGit);
  EXPECT_EQ(m->requirements[3].range, "");
  EXPECT_TRUE(m->requirements[4].development);
  EXPECT_EQ(m->requirements[4].place.line, 11);
  EXPECT_EQ(m->ships, model::Ships::kNothing);
  EXPECT_EQ(m->tools, (Texts{"dart ^3.0.0"}));
}

TEST(Pub, WhatIsNoneOfThemIsRefused) {
  for (const char* text : {"", "words of\nno map", "[a]", "packages", "a: [", "\t"}) {
    EXPECT_FALSE(ReadPub("pubspec.lock", text).has_value()) << text;
    EXPECT_FALSE(ReadPub("pubspec.yaml", text).has_value()) << text;
  }
  EXPECT_TRUE(ReadPub("pubspec.lock", "packages: {}\n").has_value());
}

}  // namespace
}  // namespace avouch::formats
