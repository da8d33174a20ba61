#include "os/folder_files.h"

#include <gtest/gtest.h>

#include <string>

#include "testing/git_folder.h"

namespace avouch::os {
namespace {

TEST(FolderFiles, ReadsWhatLiesBelowTheFolder) {
  const testing::GitFolder folder;
  folder.Write("in/a/b.txt", "bee");
  folder.Write("in/empty", "");
  folder.Write("in/a/two/c", "c");
  const auto files = FolderFiles::Open(folder.At("in"));
  ASSERT_TRUE(files.has_value());
  EXPECT_EQ(files->Read("a/b.txt", 3).value_or("?"), "bee");
  EXPECT_EQ(files->Read("empty", 0).value_or("?"), "");
  EXPECT_EQ(files->Read("a/b.txt", 2).error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ(files->Read("a", 10).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(files->Folders("a", 10).value(), std::vector<std::string>{"two"});
  EXPECT_EQ(files->Folders("none", 10).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(FolderFiles::Open(folder.At("none")).error().kind, ErrorKind::kNotFound);
}

TEST(FolderFilesAttack, NoPathAndNoLinkLeadsOut) {
  const testing::GitFolder folder;
  folder.Write("secret", "secret");
  folder.Write("in/a/b", "bee");
  folder.Run(
      "ln -s ../secret in/link; ln -s .. in/up; ln -s a in/also; mkfifo in/pipe; ln -s b in/a/c");
  const auto files = FolderFiles::Open(folder.At("in"));
  ASSERT_TRUE(files.has_value());
  for (const char* path : {"../secret", "a/../../secret", "link", "up/secret", "also/b", "a/c",
                           "pipe", "", "/a/b", "a//b", "./a/b", "a/b/", "a/b/c"})
    EXPECT_FALSE(files->Read(path, 100).has_value()) << path;
  EXPECT_FALSE(files->Read(std::string_view("a/b\0", 4), 100).has_value());
  EXPECT_FALSE(files->Folders("..", 10).has_value());
  EXPECT_FALSE(files->Folders("up", 10).has_value());
}

}  // namespace
}  // namespace avouch::os
