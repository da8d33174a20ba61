#include "formats/xcode.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

std::string Text(const model::Manifest& m) {
  std::string out;
  for (const auto& one : m.requirements)
    out += std::to_string(one.place.line) + " " + one.name + " '" + one.range + "' " +
           std::string(model::Name(one.source)) + (one.exact ? " exact\n" : "\n");
  for (const auto& note : m.notes) out += note + "\n";
  return out;
}

TEST(Xcode, ProjectsReferToPackagesOfEachKind) {
  const auto m = ReadXcode("App.xcodeproj/project.pbxproj", R"(// !$*UTF8*$!
{
/* Begin XCLocalSwiftPackageReference section */
		0A /* XCLocalSwiftPackageReference "Own" */ = {
			isa = XCLocalSwiftPackageReference;
			relativePath = Own;
		};
/* End XCLocalSwiftPackageReference section */
/* Begin XCRemoteSwiftPackageReference section */
		0B /* XCRemoteSwiftPackageReference "axle" */ = {
			isa = XCRemoteSwiftPackageReference;
			repositoryURL = "https://github.com/o/axle.git";
			requirement = {
				kind = upToNextMajorVersion;
				minimumVersion = 7.0.0;
			};
		};
		0C = {
			isa = XCRemoteSwiftPackageReference;
			repositoryURL = "git@github.com:o/bolt.git";
			requirement = {
				kind = exactVersion;
				version = "1.2.3-rc";
			};
		};
		0D = {
			isa = XCRemoteSwiftPackageReference;
			repositoryURL = "http://h/o/cog";
			requirement = {
				branch = main;
				kind = branch;
			};
		};
		0E = {
			isa = XCRemoteSwiftPackageReference;
			requirement = {
				kind = revision;
				revision = 0123456789012345678901234567890123456789;
			};
		};
		0F = {
			isa = XCRemoteSwiftPackageReference;
			repositoryURL = "https://h/o/range";
			requirement = {
				kind = versionRange;
				maximumVersion = 3.0.0;
				minimumVersion = 2.0.0;
			};
		};
/* End XCRemoteSwiftPackageReference section */
			repositoryURL = "https://h/o/no";
}
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(Text(*m), R"(11 github.com/o/axle 'from: 7.0.0' git
19 github.com/o/bolt '1.2.3-rc' git exact
27 h/o/cog 'branch: main' git
42 h/o/range '2.0.0..<3.0.0' git
line 27: h/o/cog is fetched over plain HTTP
line 35: a reference to a package without an address
)");
}

TEST(Xcode, XcodegenNamesPackagesInAMap) {
  const auto m = ReadXcode("project.yml", R"(name: App
packages:
  Axle:
    url: https://github.com/o/axle
    exactVersion: 1.2.3
  Bolt: {github: o/bolt, from: 2.0.0}
  Cog: {url: "https://h/o/cog", minorVersion: 1.1.0}
  Gear: {url: "https://h/o/gear", branch: main}
  Own: {path: Own}
  Odd: {version: 1.0.0}
targets:
  App: {type: application}
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(Text(*m), R"(3 github.com/o/axle '1.2.3' git exact
6 github.com/o/bolt 'from: 2.0.0' git
7 h/o/cog '.upToNextMinor(from: 1.1.0)' git
8 h/o/gear 'branch: main' git
9 Own '' path
line 10: a package without an address
)");
}

TEST(Xcode, WhatOnlyBundlesOfTestsTakeIsForTests) {
  const auto groups = [](const Result<model::Manifest>& m) {
    std::string out;
    for (const auto& one : m->requirements) out += one.name + " " + one.group + "\n";
    return out;
  };
  const auto generated = ReadXcode("project.yml", R"(packages:
  a: {url: "https://h/a", from: 1.0.0}
  b: {url: "https://h/b", from: 1.0.0}
  c: {url: "https://h/c", from: 1.0.0}
targets:
  App: {type: application, dependencies: [{package: a}, {sdk: x}]}
  AppTests: {type: bundle.unit-test, dependencies: [{package: a}, {package: b}, {target: App}]}
)");
  ASSERT_TRUE(generated.has_value());
  EXPECT_EQ(groups(generated), "h/a \nh/b test\nh/c \n");
  std::string text;
  for (const char* name : {"a", "b", "c"})
    text += std::string("\t\tR") + name +
            " /* x */ = {\n\t\t\tisa = XCRemoteSwiftPackageReference;\n" +
            "\t\t\trepositoryURL = \"https://h/" + name + "\";\n\t\t\trequirement = {\n" +
            "\t\t\t\tkind = exactVersion;\n\t\t\t\tversion = 1.0.0;\n\t\t\t};\n\t\t};\n\t\tP" +
            name + " /* x */ = {\n\t\t\tisa = XCSwiftPackageProductDependency;\n\t\t\tpackage = R" +
            name + " /* x */;\n\t\t};\n";
  const auto target = [](const std::string& type, const std::string& products) {
    return "\t\tT = {\n\t\t\tisa = PBXNativeTarget;\n\t\t\tpackageProductDependencies = (\n" +
           products + "\t\t\t);\n\t\t\tproductType = \"com.apple.product-type." + type +
           "\";\n\t\t};\n";
  };
  text += target("application", "\t\t\t\tPa /* a */,\n");
  text += target("bundle.ui-testing", "\t\t\t\tPa /* a */,\n\t\t\t\tPb /* b */,\n");
  EXPECT_EQ(groups(ReadXcode("A.xcodeproj/project.pbxproj", text)), "h/a \nh/b test\nh/c \n");
}

TEST(Xcode, OthersAreEmptyOrRefused) {
  EXPECT_TRUE(IsXcode("a/project.yml") && IsXcode("A.xcodeproj/project.pbxproj"));
  EXPECT_FALSE(IsXcode("a/project.pbxproj"));
  for (const char* text : {"packages: [a]\n", "name: x\n", "packages:\n  a: {path: b}\n"}) {
    const auto other = ReadXcode("project.yml", text);
    ASSERT_TRUE(other.has_value());
    EXPECT_TRUE(other->requirements.empty()) << text;
  }
  EXPECT_FALSE(ReadXcode("project.yml", "packages: [").has_value());
}

}  // namespace
}  // namespace avouch::formats
