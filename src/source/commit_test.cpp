#include "source/commit.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "testing/git_folder.h"

namespace avouch::source {
namespace {

using avouch::testing::GitFolder;

class CommitTreeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.Run(
        "git init -q -b main r; cd r; mkdir -p a/b; echo 1 > a/b/f; echo 2 > a/g; echo 3 > ab\n"
        "chmod +x ab; ln -s ../../../etc/passwd a/link; git add .\n"
        "git update-index --add --cacheinfo "
        "160000,0123456789012345678901234567890123456789,module\n"
        "git commit -q -m one");
  }

  Result<std::unique_ptr<CommitTree>> Open(const std::string& prefix = "") {
    repository_.emplace(*git::Repository::Open(folder_.At("r")));
    git::Reader reader(*repository_);
    const auto commit =
        reader.ReadOf(*repository_->Resolve("HEAD"), container::ObjectType::kCommit);
    return CommitTree::Open(*repository_, container::ParseCommit(*commit->bytes)->tree, prefix);
  }

  GitFolder folder_;
  std::optional<git::Repository> repository_;
};

TEST_F(CommitTreeTest, ListsPathsWithTheirKinds) {
  const auto tree = Open();
  ASSERT_TRUE(tree);
  std::vector<std::pair<std::string, EntryKind>> entries;
  for (const Entry& entry : (*tree)->entries()) entries.emplace_back(entry.path.bytes, entry.kind);
  EXPECT_EQ(entries,
            (std::vector<std::pair<std::string, EntryKind>>{{"a/b/f", EntryKind::kFile},
                                                            {"a/g", EntryKind::kFile},
                                                            {"a/link", EntryKind::kSymlink},
                                                            {"ab", EntryKind::kExecutable},
                                                            {"module", EntryKind::kSubmodule}}));
  EXPECT_EQ((*tree)->missing(), 0);
}

TEST_F(CommitTreeTest, ASymbolicLinkIsItsTextAndNeverFollowed) {
  const auto tree = Open();
  const Entry* link = (*tree)->Find("a/link");
  ASSERT_NE(link, nullptr);
  EXPECT_EQ((*tree)->Read(*link, 1000), "../../../etc/passwd");
}

TEST_F(CommitTreeTest, AFolderIsATreeOfItsOwn) {
  const auto tree = Open("a");
  ASSERT_TRUE(tree);
  ASSERT_EQ((*tree)->entries().size(), 3u) << "and ab is not in it";
  EXPECT_EQ((*tree)->Read(*(*tree)->Find("b/f"), 10), "1\n");
  for (const char* prefix : {"none", "a/", "ab", "../r", "a/b/f"}) {
    const auto none = Open(prefix);
    ASSERT_FALSE(none) << prefix;
    EXPECT_EQ(none.error().kind, ErrorKind::kNotFound) << prefix;
  }
}

TEST_F(CommitTreeTest, ReadFailsForWhatIsNoBlobOrNotHere) {
  const auto tree = Open();
  EXPECT_EQ((*tree)->Read(*(*tree)->Find("module"), 10).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ((*tree)->Read(*(*tree)->Find("ab"), 1).error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ((*tree)->Read(*(*tree)->Find("ab"), 2), "3\n");
  Entry folder = *(*tree)->Find("ab");
  folder.id = *ParseObjectId(folder_.Run("cd r; git rev-parse HEAD:a").substr(0, 40));
  EXPECT_EQ((*tree)->Read(folder, 1000).error().kind, ErrorKind::kMalformed);
  EXPECT_EQ((*tree)->Find("a"), nullptr) << "a folder is no entry";
  EXPECT_EQ((*tree)->Find(""), nullptr);
}

TEST_F(CommitTreeTest, ManyThreadsReadAtOnce) {
  const auto tree = Open();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 100; ++k) {
        EXPECT_EQ((*tree)->Read(*(*tree)->Find("a/b/f"), 10), "1\n");
        EXPECT_EQ((*tree)->Read(*(*tree)->Find("a/g"), 10), "2\n");
      }
    });
  for (std::thread& thread : threads) thread.join();
}

TEST(MemoryTree, IsSortedFoundAndBounded) {
  const MemoryTree tree({{"b", "two"}, {"a/c", "three", EntryKind::kExecutable}, {"a", "one"}});
  ASSERT_EQ(tree.entries().size(), 3u);
  EXPECT_EQ(tree.entries()[0].path.bytes, "a");
  EXPECT_EQ(tree.entries()[1].kind, EntryKind::kExecutable);
  EXPECT_EQ(tree.Read(*tree.Find("b"), 3), "two");
  EXPECT_EQ(tree.Read(*tree.Find("b"), 2).error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ(tree.Find("a/"), nullptr);
  EXPECT_EQ(tree.Read({"absent", EntryKind::kFile, {}}, 9).error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace avouch::source
