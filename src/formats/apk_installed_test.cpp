#include "formats/apk_installed.h"

#include <gtest/gtest.h>

#include "formats/os_release.h"

namespace avouch::formats {
namespace {

using Strings = std::vector<std::string>;
using Qualifiers = std::vector<std::pair<std::string, std::string>>;
using Edges = std::vector<std::uint32_t>;

TEST(ApkInstalled, ChecksumLicenceOriginAndEdges) {
  const auto m = ReadApkInstalled("lib/apk/db/installed", R"(C:Q1AAAA=
P:tea
V:2.0-r1
A:x86_64
L:MIT AND BSD-2-Clause
o:kettle
m:Tea Makers <tea@example.org>
D:so:libwater.so.1 cup>=2 !coffee nothing~1
F:usr/bin
R:tea
a:0:0:755

P:libwater
V:1-r0
A:x86_64
o:libwater
p:so:libwater.so.1=1.0 pc:water

P:mug
V:3-r0
p:cup=3
D:tea)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 3u);
  const auto& tea = m->components[0];
  EXPECT_EQ(tea.digests, (Strings{"Q1AAAA="}));
  EXPECT_EQ(tea.detail.licences, (Strings{"MIT AND BSD-2-Clause"}));
  EXPECT_EQ(tea.detail.supplier, "Tea Makers");
  EXPECT_EQ(tea.detail.qualifiers, (Qualifiers{{"arch", "x86_64"}, {"upstream", "kettle"}}));
  EXPECT_EQ(tea.detail.needs, (Edges{1, 2}));
  EXPECT_EQ(m->components[1].detail.qualifiers, (Qualifiers{{"arch", "x86_64"}}));
  EXPECT_EQ(m->components[1].place.line, 13);
  EXPECT_EQ(m->components[2].detail.needs, (Edges{0}));
  EXPECT_TRUE(m->notes.empty());
}

TEST(ApkInstalled, WhatIsNoPackageIsToldOrRefused) {
  EXPECT_TRUE(IsApkInstalled("usr/lib/apk/db/installed"));
  EXPECT_FALSE(IsApkInstalled("lib/apk/installed"));
  EXPECT_FALSE(ReadApkInstalled("lib/apk/db/installed", "hello there\n").has_value());
  EXPECT_EQ(ReadApkInstalled("lib/apk/db/installed", "P:a\nodd\n\n\n")->notes,
            (Strings{"line 1: a package without name or version", "1 line of no field left out"}));
}

TEST(OsRelease, TheOperatingSystemAsAComponent) {
  const auto m = ReadOsRelease("etc/os-release",
                               "# no\nNAME=\"Tea OS\"\nID=tea\nVERSION_ID=\"4.2\"\n"
                               "HOME_URL='https://tea.example/'\nVENDOR_NAME=\"Tea \\\"Co\\\"\"\n");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 1u);
  const auto& system = m->components[0];
  EXPECT_EQ(system.name + " " + system.version, "tea 4.2");
  EXPECT_EQ(system.origin, "https://tea.example/");
  EXPECT_EQ(system.detail.supplier, "Tea \"Co\"");
  EXPECT_EQ(system.detail.qualifiers, (Qualifiers{{"distro", "tea-4.2"}}));
  EXPECT_EQ(system.place.line, 3);
  EXPECT_EQ(ReadOsRelease("etc/os-release", "BUILD_ID=rolling\n")->components[0].version,
            "rolling");
  EXPECT_EQ(ReadOsRelease("etc/os-release", "BUILD_ID=r\n")->name, "linux");
  EXPECT_FALSE(ReadOsRelease("etc/os-release", "nothing\n").has_value());
  EXPECT_TRUE(IsOsRelease("image/usr/lib/os-release"));
  EXPECT_FALSE(IsOsRelease("os-release"));
}

}  // namespace
}  // namespace avouch::formats
