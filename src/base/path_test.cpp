#include "base/path.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace avouch {
namespace {

TEST(Path, NameFolderAndExtension) {
  struct {
    const char *path, *name, *folder, *extension;
  } const rows[] = {
      {"", "", "", ""},
      {"a", "a", "", ""},
      {"a/b/c.txt", "c.txt", "a/b", "txt"},
      {"a.b/c", "c", "a.b", ""},
      {".bashrc", ".bashrc", "", ""},
      {"a/.x.y", ".x.y", "a", "y"},
      {"a.tar.gz", "a.tar.gz", "", "gz"},
      {"a.", "a.", "", ""},
      {"a/", "", "a", ""},
  };
  for (const auto& row : rows) {
    const Path path(row.path);
    EXPECT_EQ(path.name(), row.name) << row.path;
    EXPECT_EQ(path.folder(), row.folder) << row.path;
    EXPECT_EQ(path.extension(), row.extension) << row.path;
  }
}

template <class T>
concept GivesParts = requires(T path) { std::forward<T>(path).name(); } || requires(T path) {
  std::forward<T>(path).folder();
} || requires(T path) { std::forward<T>(path).extension(); };
template <class T>
concept HasParts = requires(T text) { PathName(std::forward<T>(text)); };

TEST(Path, GivesNoViewOfATemporary) {
  EXPECT_TRUE(GivesParts<const Path&>);
  EXPECT_FALSE(GivesParts<Path>);
  EXPECT_FALSE(GivesParts<const Path>);
  EXPECT_TRUE(HasParts<const std::string&>);
  EXPECT_FALSE(HasParts<std::string>);
}

TEST(Path, IsUnderAFolderAndNotUnderOneThatOnlyStartsTheSame) {
  const Path path("docs/a/b");
  for (const char* folder : {"", "docs", "docs/a", "docs/a/b"})
    EXPECT_TRUE(path.IsUnder(folder)) << folder;
  for (const char* folder : {"doc", "docs/", "docs/a/b/c", "a", "/", "docs/ab"})
    EXPECT_FALSE(path.IsUnder(folder)) << folder;
}

TEST(ResolvePath, NeverLeavesTheTree) {
  struct {
    const char *folder, *relative, *result;
  } const rows[] = {
      {"a/b", "c", "a/b/c"},
      {"a/b", "../c", "a/c"},
      {"a/b", "./c/./d", "a/b/c/d"},
      {"a/b", "/d", "d"},
      {"", "c", "c"},
      {"a", "..", ""},
      {"a", "../..", ""},
      {"a", "../../a", ""},
      {"", "../x", ""},
      {"a", "/../x", ""},
      {"a/../..", "b", ""},
      {"a", "b//c/", "a/b/c"},
      {"a", "b/../../../a/b", ""},
      {"a", "...", "a/..."},
      {"", "/", ""},
      {"a//b", "c", "a/b/c"},
      {"a", "b/../c/../d", "a/d"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(ResolvePath(row.folder, row.relative), row.result)
        << row.folder << " " << row.relative;
}

TEST(JoinPath, TheRootHasNoName) {
  EXPECT_EQ(JoinPath("", "a"), "a");
  EXPECT_EQ(JoinPath("a", "b"), "a/b");
}

}  // namespace
}  // namespace avouch
