// Package.swift, Podfile and podspecs.

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "formats/cocoapods.h"
#include "formats/swift.h"

namespace avouch::formats {
namespace {

std::string Wanted(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += (out.empty() ? "" : "|") + one.name + " " + one.range + (one.exact ? "=" : "") +
           (one.development ? " dev " : " ") + std::string(model::Name(one.source)) + "@" +
           std::to_string(one.place.line);
  return out;
}

TEST(SwiftPackage, WhatIsWrittenOutIsAskedFor) {
  struct Row {
    const char* rule;
    const char* text;
    const char* wanted;
    const char* notes;
  };
  const Row rows[] = {
      {"from",
       "let p = Package(name: \"me\", dependencies: [\n.package(url: "
       "\"https://u@github.com/a/tea.git\", from: \"1.2.0\"),\n])",
       "github.com/a/tea from: 1.2.0 git@2", ""},
      {"exact and its old form",
       ".package(url: \"git@github.com:a/b.git\", exact: \"1.0.1\")\n"
       ".package(url: \"https://x.example/c\", .exact(\"2.0.0\"))",
       "github.com/a/b 1.0.1= git@1|x.example/c 2.0.0= git@2", ""},
      {"a commit, and a branch",
       ".package(url: \"https://x.example/c\", revision: "
       "\"0123456789012345678901234567890123456789\")"
       "\n.package(url: \"https://x.example/d\", branch: \"main\")",
       "x.example/c 0123456789012345678901234567890123456789= git@1|x.example/d branch: main git@2",
       ""},
      {"ranges", ".package(url: \"https://x.example/c\", \"1.0.0\"..<\"2.0.0\")",
       "x.example/c 1.0.0..<2.0.0 git@1", ""},
      {"a registry and a folder",
       ".package(id: \"mona.tea\", from: \"1.0.0\")\n.package(path: \"../b\")",
       "mona.tea from: 1.0.0 registry@1|../b  path@2", ""},
      {"a binary with its checksum",
       ".binaryTarget(name: \"X\", url: \"https://x.example/x.zip\", checksum: \"ab\")\n"
       ".binaryTarget(name: \"Y\", path: \"Y.xcframework\")",
       "https://x.example/x.zip ab= url@1", ""},
      {"comments and texts",
       "// .package(url: \"https://x.example/c\")\n/* .package(url: \"x\") */\n"
       "let s = \".package(url: 1)\"\nlet t = \"\"\"\n.package(url: \"x\")\n\"\"\"",
       "", ""},
      {"computed", ".package(url: base + \"/c\", from: \"1.0.0\")", "",
       "1 requirement is computed when the file is run, and not told here"},
      {"of a target", ".product(name: \"Tea\", package: \"tea\")\n.target(name: \"x\")", "", ""},
      {"without end", ".package(url: \"https://x.example/c\"", "", "line 1: a call has no end"},
      {"a text without end", "let s = \"abc\n.package(path: \"b\")", "b  path@2", ""},
      {"nothing", "", "", ""},
  };
  for (const Row& row : rows) {
    const auto manifest = ReadSwift("Package.swift", row.text);
    ASSERT_TRUE(manifest) << row.rule;
    EXPECT_EQ(Wanted(*manifest), row.wanted) << row.rule;
    EXPECT_EQ(Join(manifest->notes, "|"), row.notes) << row.rule;
  }
  const auto tools =
      ReadSwift("Package.swift", "// swift-tools-version:5.9\nPackage(name: \"me\")");
  EXPECT_EQ(Join(tools->tools, "|"), "swift >=5.9");
  EXPECT_EQ(tools->name, "me");
}

TEST(SwiftPackage, TenTimesTheBracketsAreReadOnce) {
  std::string open = "Package(", calls;
  for (int i = 0; i < 20'000; ++i) open += ".package(Package(", calls += ".package((";
  EXPECT_TRUE(ReadSwift("Package.swift", open));
  EXPECT_TRUE(ReadSwift("Package.swift", calls));
}

TEST(Podfile, PodsAreAskedForByTheirTargets) {
  const auto manifest = ReadCocoapods("ios/Podfile", R"(platform :ios, '15.0'
target 'App' do
  pod 'Tea/Leaf', '~> 1.2'
  pod 'Tea/Bag', '~> 1.2'
  pod 'Pot', :git => 'https://x.example/pot.git'
  pod 'Own', :path => '../own'
  target 'AppTests' do
    inherit! :search_paths
    pod 'Quick', '7.0.0'
  end
end
)");
  ASSERT_TRUE(manifest) << ToString(manifest.error());
  EXPECT_EQ(manifest->format, "podfile");
  EXPECT_EQ(Wanted(*manifest),
            "Tea ~> 1.2 registry@3|Pot  git@5|Own  path@6|Quick 7.0.0= dev registry@9");
  EXPECT_FALSE(ReadCocoapods("Podfile", "pods.each { |x|\n pod x\n}\n"));
}

TEST(Podfile, APodspecNamesItselfAndWhatItNeeds) {
  const auto manifest = ReadCocoapods("me.podspec", R"(Pod::Spec.new do |s|
  s.name = 'Me'
  s.version = '1.0.0'
  s.license = 'MIT'
  s.dependency 'Tea', '>= 1.0', '< 3'
  s.ios.dependency 'Pot'
  s.subspec 'Core' do |ss|
    ss.dependency 'Me/Base'
    ss.dependency 'Cup/Saucer'
  end
end
)");
  ASSERT_TRUE(manifest) << ToString(manifest.error());
  EXPECT_EQ(manifest->name + " " + manifest->version + " " + Join(manifest->licences, ","),
            "Me 1.0.0 MIT");
  EXPECT_EQ(Wanted(*manifest), "Tea >= 1.0, < 3 registry@5|Pot  registry@6|Cup  registry@9");
}

TEST(Podfile, WhatAFunctionOfAFrameworkAddsIsComputedAndATextIsNone) {
  const auto plain = ReadCocoapods("Podfile", R"(def root
  raise "run pod install first"
end
target 'App' do
  pod 'Tea', '1.0.0'
end
)");
  ASSERT_TRUE(plain) << ToString(plain.error());
  EXPECT_TRUE(plain->notes.empty());
  for (const char* call :
       {"flutter_install_all_ios_pods File.dirname(__FILE__)",
        "use_react_native!(:path => config[:path])", "use_native_modules!", "use_expo_modules!"}) {
    const std::string own = "target 'App' do\n  " + std::string(call) + "\nend\n";
    EXPECT_FALSE(ReadCocoapods("Podfile", own)) << call;
    const auto also = ReadCocoapods("Podfile", own + "pod 'Tea', '1.0.0'\n");
    ASSERT_TRUE(also) << call;
    EXPECT_EQ(also->notes.size(), 1u) << call;
  }
}

TEST(Podfile, WhatAnotherFileAsksForIsComputed) {
  EXPECT_FALSE(ReadCocoapods("Podfile", "eval(File.read('more'))\n"));
  EXPECT_FALSE(ReadCocoapods("Podfile", "load 'common.rb'\n"));
}

}  // namespace
}  // namespace avouch::formats
