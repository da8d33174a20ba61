#include "formats/go_vendor.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

// "name version[!direct][=folder]@line" of each component; what is explicit need not be direct.
std::string Told(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += out.empty() ? "" : " | ";
    out += one.name + " " + one.version + (one.detail.direct ? "!" : "");
    if (one.source == model::SourceKind::kPath) out += "=" + one.origin;
    out += "@" + std::to_string(one.place.line);
  }
  return out;
}

TEST(GoVendor, ModulesOfWhichPackagesAreThereAreComponents) {
  struct Row {
    const char* rule;
    const char* text;
    const char* wanted;
    const char* notes;
  };
  const Row rows[] = {
      {"one that is asked for", "# tea.example/pot v1.2.3\n## explicit; go 1.22\ntea.example/pot\n",
       "tea.example/pot v1.2.3@1", ""},
      {"one that another needs", "# tea.example/leaf v0.1.0\n## go 1.20\ntea.example/leaf/black\n",
       "tea.example/leaf v0.1.0@1", ""},
      {"two packages of one module", "# a.example/b v1.0.0\na.example/b/c\na.example/b/d\n",
       "a.example/b v1.0.0@1", ""},
      {"nothing of it is used", "# a.example/b v1.0.0\n## explicit\n", "", ""},
      {"by another module",
       "# a.example/b v1.0.0 => c.example/fork v1.9.0\n## explicit\na.example/b\n",
       "c.example/fork v1.9.0@1", ""},
      {"whatever its version", "# a.example/b => c.example/fork v1.9.0\na.example/b\n",
       "c.example/fork v1.9.0@1", ""},
      {"by a folder", "# a.example/b v1.0.0 => ../b\n## explicit\na.example/b\n",
       "a.example/b v1.0.0=../b@1", ""},
      {"a version of before modules", "# a.example/b v2.0.0+incompatible\na.example/b\n",
       "a.example/b v2.0.0+incompatible@1", ""},
      {"a commit", "# a.example/b v0.0.0-20240102030405-0123456789ab\na.example/b\n",
       "a.example/b v0.0.0-20240102030405-0123456789ab@1", ""},
      {"Windows' line ends", "# a.example/b v1.0.0\r\n## explicit\r\na.example/b\r\n",
       "a.example/b v1.0.0@1", ""},
      {"a workspace's head", "## workspace\n# a.example/b v1.0.0\na.example/b\n",
       "a.example/b v1.0.0@2", ""},
      {"nothing", "", "", ""},
      // What is odd is told, and gives no component.
      {"no version", "# a.example/b\na.example/b\n", "",
       "line 1: a module without a version;line 2: the package a.example/b is of no module"},
      {"not a version", "# a.example/b latest\n", "", "line 1: not a version of a.example/b"},
      {"a version of another path", "# a.example/b/v2 v1.0.0\n", "",
       "line 1: not a version of a.example/b/v2"},
      {"replaced by words", "# a.example/b v1.0.0 => not a module\n", "",
       "line 1: not a module with its version"},
      {"replaced by nothing", "# a.example/b v1.0.0 =>\n", "",
       "line 1: not a module with its version"},
      {"replaced by a module without a version", "# a.example/b v1.0.0 => c.example/d\n", "",
       "line 1: a replacement that is neither a folder nor a module with its version"},
      {"a package before any module, told once", "a.example/b\na.example/c\n", "",
       "line 1: the package a.example/b is of no module"},
  };
  for (const Row& row : rows) {
    const auto manifest = ReadGoVendor("vendor/modules.txt", row.text);
    ASSERT_TRUE(manifest) << row.rule;
    EXPECT_EQ(Told(*manifest), row.wanted) << row.rule;
    std::string notes;
    for (const auto& note : manifest->notes) notes += (notes.empty() ? "" : ";") + note;
    EXPECT_EQ(notes, row.notes) << row.rule;
    EXPECT_FALSE(manifest->lock) << row.rule;
  }
}

TEST(GoVendor, OnlyTheListInAVendorFolderIsOne) {
  EXPECT_TRUE(IsGoVendor("vendor/modules.txt"));
  EXPECT_TRUE(IsGoVendor("tools/vendor/modules.txt"));
  EXPECT_FALSE(IsGoVendor("modules.txt"));
  EXPECT_FALSE(IsGoVendor("myvendor/modules.txt"));
  EXPECT_FALSE(IsGoVendor("vendor/x/modules.txt"));
  EXPECT_FALSE(ReadGoVendor("vendor/modules.txt", "# \xff v1.0.0\n"));
}

}  // namespace
}  // namespace avouch::formats
