#include "formats/dpkg_status.h"

#include <gtest/gtest.h>

#include "formats/opkg_status.h"

namespace avouch::formats {
namespace {

using Strings = std::vector<std::string>;
using Qualifiers = std::vector<std::pair<std::string, std::string>>;
using Edges = std::vector<std::uint32_t>;

constexpr std::string_view kStatus = R"(Package: tea
Status: install ok installed
Maintainer: Tea Makers <tea@example.org>
Architecture: amd64
Source: kettle (2.0-1)
Version: 1:2.0-1+b1
Provides: hot-drink (= 2), leaf
Depends: libwater1 (>= 1.0) | libsteam1, cup,
 spoon:any [!armhf]
Pre-Depends: dpkg
Description: leaves
 Depends: not-a-field

Package: libwater1
Status: install ok installed
Architecture: amd64
Version: 1.2
Multi-Arch: same

Package: libwater1
Status: install ok installed
Architecture: i386
Version: 1.2

Package: mug
Status: hold ok triggers-pending
Architecture: all
Version: 3
Provides: cup
Depends: hot-drink

Package: spoon
Status: deinstall ok config-files
Architecture: all
Version: 9
)";

TEST(DpkgStatus, WhatIsThereWithSupplierQualifiersAndEdges) {
  const auto m = ReadDpkgStatus("var/lib/dpkg/status", kStatus);
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(),
            4u);  // The spoon's configuration alone is left.
  const auto& tea = m->components[0];
  EXPECT_EQ(tea.name + " " + tea.version, "tea 1:2.0-1+b1");
  EXPECT_EQ(tea.detail.supplier, "Tea Makers");
  EXPECT_EQ(tea.detail.qualifiers, (Qualifiers{{"arch", "amd64"}, {"upstream", "kettle@2.0-1"}}));
  EXPECT_EQ(tea.place.line, 1);
  EXPECT_EQ(tea.detail.needs, (Edges{1, 3}));            // Own architecture; a provider
  EXPECT_EQ(m->components[3].detail.needs, (Edges{0}));  // A virtual package
  EXPECT_EQ(m->components[1].detail.qualifiers, (Qualifiers{{"arch", "amd64"}}));
  EXPECT_EQ(m->notes, (Strings{"line 25: mug is not wholly installed"}));
}

TEST(DpkgStatus, PathsAndWhetherAStatusIsNeeded) {
  EXPECT_TRUE(IsDpkgStatus("var/lib/dpkg/status"));
  EXPECT_TRUE(IsDpkgStatus("root/var/lib/dpkg/status.d/base"));
  for (const char* other : {"var/lib/dpkg/status-old", "var/lib/dpkg/status.d/base.md5sums",
                            "xlib/dpkg/status", "status", "lib/dpkg"})
    EXPECT_FALSE(IsDpkgStatus(other)) << other;
  const std::string_view one = "Package: a\nVersion: 1\n";
  EXPECT_EQ(ReadDpkgStatus("var/lib/dpkg/status.d/a", one)->components.size(), 1u);
  EXPECT_EQ(ReadDpkgStatus("var/lib/dpkg/status", one)->components.size(), 0u);
  EXPECT_TRUE(IsOpkgStatus("usr/lib/opkg/status"));
  EXPECT_FALSE(IsOpkgStatus("usr/lib/opkg/info/status"));
  EXPECT_EQ(ReadOpkgStatus("usr/lib/opkg/status",
                           "Package: a\nVersion: 1\nStatus: install user installed\n")
                ->components.size(),
            1u);
}

TEST(DpkgStatus, WhatIsNoPackageIsToldOrRefused) {
  EXPECT_TRUE(ReadDpkgStatus("lib/dpkg/status", "")->components.empty());
  EXPECT_FALSE(ReadDpkgStatus("lib/dpkg/status", "hello\nworld\n").has_value());
  const auto m = ReadDpkgStatus("lib/dpkg/status",
                                "\n\nPackage: a\nStatus: install ok installed\n\nPackage: "
                                "b\nVersion: 1\nStatus: x\nodd\n");
  EXPECT_TRUE(m->components.empty());
  EXPECT_EQ(m->notes,
            (Strings{"line 3: a package without name or version", "1 line of no field left out"}));
}

TEST(DpkgStatus, TenThousandThatNeedWhatTenThousandProvideStayWithinBounds) {
  std::string text;
  for (int i = 0; i < 10'000; ++i)
    text += "Package: p" + std::to_string(i) +
            "\nStatus: install ok installed\nVersion: 1\nProvides: x\nDepends: "
            "x\n\n";
  const auto m = ReadDpkgStatus("lib/dpkg/status", text);
  std::size_t edges = 0;
  for (const auto& one : m->components) edges += one.detail.needs.size();
  EXPECT_EQ(m->components.size(), 10'000u);
  EXPECT_LE(edges, 64u * 10'000);
}

TEST(DebianCopyright, LicenceFieldsOrTheCommonOnesPointedTo) {
  EXPECT_EQ(ReadDebianCopyright("Format: https://www.debian.org/doc/packaging-manuals/"
                                "copyright-format/1.0/\n\nFiles: *\nCopyright: me\nLicense: MIT\n "
                                "Text\n\nFiles: b\nLicense: GPL-2+ or MIT\n\nLicense: MIT\n"),
            (Strings{"MIT", "GPL-2+ or MIT"}));
  EXPECT_EQ(ReadDebianCopyright("see `/usr/share/common-licenses/GPL-2'.\nand "
                                "/usr/share/common-licenses/LGPL-2.1.\n"),
            (Strings{"GPL-2", "LGPL-2.1"}));
  EXPECT_TRUE(ReadDebianCopyright("all rights reserved").empty());
}

}  // namespace
}  // namespace avouch::formats
