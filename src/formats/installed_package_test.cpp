#include "formats/installed_package.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(InstalledPackage, PathsThatInstallersWrite) {
  for (const char* path : {"lib/a-1.dist-info/METADATA", "a.egg-info/PKG-INFO", "EGG-INFO/PKG-INFO",
                           "a/b-1-py3.egg-info"})
    EXPECT_TRUE(IsPythonInstalled(path)) << path;
  for (const char* path : {"METADATA", "PKG-INFO", "a/PKG-INFO", "a.dist-info/RECORD", ".egg-info"})
    EXPECT_FALSE(IsPythonInstalled(path)) << path;
  for (const char* path : {"node_modules/a/package.json", "x/node_modules/@s/a/package.json",
                           "node_modules/a/node_modules/b/package.json"})
    EXPECT_TRUE(IsNpmInstalled(path)) << path;
  for (const char* path :
       {"package.json", "node_modules/package.json", "node_modules/@s/package.json",
        "node_modules/a/lib/package.json", "node_modules/@s/a/b/package.json",
        "my_node_modules/a/package.json", "node_modules/.package-lock.json"})
    EXPECT_FALSE(IsNpmInstalled(path)) << path;
}

TEST(InstalledPackage, PythonMetadata) {
  struct Row {
    const char *rule, *text, *licence, *supplier;
  };
  for (const auto& [rule, text, licence, supplier] :
       {Row{"an expression is surest",
            "Metadata-Version: 2.4\nName: A.b\nVersion: 1.0\nLicense: no\nLicense-Expression: MIT\n"
            "Author-email: Ada <ada@example.org>\n\nName: body\n",
            "MIT", "Ada"},
        Row{"a text that goes on is not its first line only, UNKNOWN is nothing",
            "Metadata-Version: 2.1\nname: A.b\nVersion: 1.0\nLicense: UNKNOWN\n"
            "Classifier: License :: OSI Approved :: BSD License\nAuthor: Ada\n\n",
            "BSD License", "Ada"},
        Row{"a continued header adds none",
            "Version: 1.0\r\nLicense: MIT\r\n  Name: other\r\nName: A.b\r\n", "MIT", ""}}) {
    const auto m = ReadPythonInstalled("a.dist-info/METADATA", text);
    ASSERT_TRUE(m.has_value()) << rule;
    ASSERT_EQ(m->components.size(), 1u) << rule;
    const auto& one = m->components[0];
    EXPECT_EQ(one.name + " " + one.version, "A.b 1.0") << rule;
    EXPECT_EQ(one.detail.licences, (std::vector<std::string>{licence})) << rule;
    EXPECT_EQ(one.detail.supplier, supplier) << rule;
    EXPECT_FALSE(m->lock);
  }
  EXPECT_FALSE(ReadPythonInstalled("a.dist-info/METADATA", "\nName: a\nVersion: 1\n").has_value());
  EXPECT_FALSE(ReadPythonInstalled("a.dist-info/METADATA", "Name: a\n").has_value());
}

// "name [extras] range ; condition" of each, with its line.
std::string AskedBy(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += one.name + (one.group.empty() ? "" : "[" + one.group + "]") + one.range +
           (one.condition.empty() ? "" : " ; " + one.condition) + " :" +
           std::to_string(one.place.line) + "\n";
  return out;
}

TEST(InstalledPackage, WhatAPackageAsksFor) {
  const auto python = ReadPythonInstalled(
      "a.dist-info/METADATA",
      "Name: a\nVersion: 1\nRequires-Dist: b\nRequires-Dist: c[x, y_z] (>=1,<2); extra == 'e'\n"
      "requires-dist: d @ https://example.org/d-1.tar.gz#egg=x[q]\nRequires-Dist: []\n"
      "Requires-Dist: e ; x == '[z]'\n\nRequires-Dist: body\n");
  ASSERT_TRUE(python.has_value());
  EXPECT_EQ(AskedBy(*python), "b :3\nc[x,y_z]>=1,<2 ; extra == 'e' :4\nd :5\ne ; x == '[z]' :7\n");
  const auto npm = ReadNpmInstalled("node_modules/a/package.json", R"({
    "name": "a", "version": "1.0.0", "dependencies": {"b": "^1", "c": "npm:other@2"},
    "devDependencies": {"d": "1"}, "optionalDependencies": {"e": "1"}, "peerDependencies": {"f": "*"},
    "bundledDependencies": ["g"]})");
  ASSERT_TRUE(npm.has_value());
  EXPECT_EQ(AskedBy(*npm), "b^1 :2\ncnpm:other@2 :2\ne1 :3\nf* :3\n");
}

TEST(InstalledPackage, NpmPackages) {
  const auto m = ReadNpmInstalled("node_modules/a/package.json", R"({
    "name": "a", "version": "1.0.0", "_integrity": "sha512-A", "_resolved": "https://r/a.tgz",
    "license": {"type": "MIT"}, "licenses": [{"type": "ISC"}, 1], "author": "Ada <a@example.org>",
    "dependencies": {"b": "1"}})");
  ASSERT_TRUE(m.has_value());
  ASSERT_EQ(m->components.size(), 1u);
  const auto& one = m->components[0];
  EXPECT_EQ(one.digests, (std::vector<std::string>{"sha512-A"}));
  EXPECT_EQ(one.detail.licences, (std::vector<std::string>{"MIT", "ISC", "1"}));
  EXPECT_EQ(one.detail.supplier, "Ada");
  EXPECT_EQ(one.place.line, 2);
  const auto folder = ReadNpmInstalled("node_modules/a/package.json", R"({"type": "module"})");
  ASSERT_TRUE(folder.has_value());
  EXPECT_TRUE(folder->components.empty());
  EXPECT_EQ(folder->notes.size(), 1u);
  EXPECT_FALSE(ReadNpmInstalled("node_modules/a/package.json", "[]").has_value());
}

}  // namespace
}  // namespace avouch::formats
