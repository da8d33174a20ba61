#include "source/package_cache.h"

#include <gtest/gtest.h>

#include <string>

#include "testing/git_folder.h"

namespace avouch::source {
namespace {

std::string PathOf(const std::optional<CachedFile>& file) { return file ? file->path : "none"; }

TEST(PackageCache, EachLayoutIsFoundInWhatHoldsIt) {
  const testing::GitFolder home;
  home.Write(".m2/repository/org/a/b/1/b-1.pom", "maven");
  home.Write(".gradle/caches/modules-2/files-2.1/org.a/c/2/0f3e/c-2.pom", "gradle");
  home.Write("go/pkg/mod/cache/download/example.org/!tea/@v/v1.0.0-!r!c1.mod", "go");
  struct Row {
    const char* folder;
    bool maven, gradle, go;
  };
  const Row rows[] = {{"", true, true, true},
                      {"/.m2", true, false, false},
                      {"/.m2/repository", true, false, false},
                      {"/.gradle", false, true, false},
                      {"/.gradle/caches/modules-2/files-2.1", false, true, false},
                      {"/go", false, false, true},
                      {"/go/pkg/mod", false, false, true},
                      {"/go/pkg/mod/cache/download", false, false, true}};
  for (const Row& row : rows) {
    PackageCaches caches;
    ASSERT_TRUE(caches.AddFolder(home.path() + row.folder)) << row.folder;
    EXPECT_EQ(caches.Pom("org.a", "b", "1").has_value(), row.maven) << row.folder;
    EXPECT_EQ(caches.Pom("org.a", "c", "2").has_value(), row.gradle) << row.folder;
    EXPECT_EQ(caches.GoMod("example.org/Tea", "v1.0.0-RC1").has_value(), row.go) << row.folder;
    EXPECT_EQ(caches.Has(CacheLayout::kMaven), row.maven || row.gradle) << row.folder;
    EXPECT_EQ(caches.Has(CacheLayout::kGo), row.go) << row.folder;
  }
  PackageCaches caches;
  ASSERT_TRUE(caches.AddFolder(home.path()));
  EXPECT_EQ(PathOf(caches.Pom("org.a", "c", "2")), "org.a/c/2/0f3e/c-2.pom");
  EXPECT_EQ(caches.Versions("org.a", "b"), std::vector<std::string>{"1"});
  EXPECT_EQ(caches.Versions("org.a", "c"), std::vector<std::string>{"2"});
  EXPECT_EQ(PackageCaches().AddFolder(home.At("none")).error().kind, ErrorKind::kNotFound);
}

TEST(PackageCache, InATreeItsFilesAreToldByTheirPathsThere) {
  const MemoryTree tree({{"a/.m2/repository/org/a/b/1/b-1.pom", "maven"},
                         {"a/.m2/repository/org/a/b/2/b-2.pom", "newer"},
                         {".gradle/caches/modules-2/files-2.1/org.a/c/2/0f/c-2.pom", "gradle"},
                         {"go/pkg/mod/cache/download/x.org/y/@v/v1.mod", "go"},
                         {"x.m2/repository/org/a/d/1/d-1.pom", "of another folder"}});
  PackageCaches caches;
  caches.AddTree(tree);
  EXPECT_EQ(PathOf(caches.Pom("org.a", "b", "1")), "a/.m2/repository/org/a/b/1/b-1.pom");
  EXPECT_EQ(PathOf(caches.Pom("org.a", "d", "1")), "none");
  EXPECT_EQ(PathOf(caches.Pom("org.a", "c", "2")),
            ".gradle/caches/modules-2/files-2.1/org.a/c/2/0f/c-2.pom");
  EXPECT_EQ(caches.Versions("org.a", "b"), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(PathOf(caches.GoMod("x.org/y", "v1")), "go/pkg/mod/cache/download/x.org/y/@v/v1.mod");
  EXPECT_FALSE(CacheAt("a/b.m2/repository").has_value());
  EXPECT_EQ(CacheAt("a/.m2/repository")->path, "a/.m2/repository");
}

TEST(PackageCacheAttack, NamesThatAreNoStepOfAPathFindNothing) {
  const testing::GitFolder folder;
  folder.Write("secret/1/secret-1.pom", "secret");
  folder.Write("in/org/a/1/a-1.pom", "a");
  folder.Run("ln -s ../../secret in/org/secret");
  PackageCaches caches;
  ASSERT_TRUE(caches.AddFolder(folder.At("in")));
  EXPECT_TRUE(caches.Pom("org", "a", "1").has_value());
  const char* const kNames[][3] = {
      {"..", "secret", "1"},  {"org", "../../secret", "1"}, {"org", "..", "1"},
      {"org", "secret", "1"}, {"org", "a", "../a/1"},       {"org", "a", ""},
      {"", "a", "1"},         {"org.", "a", "1"},           {"org/../org", "a", "1"},
      {"org", "a", "."},      {"org", "a", "1/../../a/1"}};
  for (const auto& [group, artifact, version] : kNames)
    EXPECT_FALSE(caches.Pom(group, artifact, version).has_value())
        << group << " " << artifact << " " << version;
  EXPECT_FALSE(caches.GoMod("../secret", "1").has_value());
  EXPECT_FALSE(caches.GoMod("a//b", "v1").has_value());
  EXPECT_FALSE(caches.GoMod(std::string(5000, 'a'), "v1").has_value());
}

// A tree of nothing but caches is not looked up in each for every name.
TEST(PackageCacheAttack, OfManyCachesInOneTreeSixteenAreUsed) {
  std::vector<MemoryTree::File> files;
  for (int i = 0; i < 1000; ++i)
    files.push_back({std::to_string(1000 + i) + "/.m2/repository/a/a/" + std::to_string(i) + "/a-" +
                         std::to_string(i) + ".pom",
                     "x"});
  const MemoryTree tree(std::move(files));
  PackageCaches caches;
  caches.AddTree(tree);
  EXPECT_EQ(caches.Versions("a", "a").size(), 16u);
}

}  // namespace
}  // namespace avouch::source
