#include "os/whole_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "os/file.h"

namespace avouch::os {
namespace {

namespace fs = std::filesystem;

class WholeFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "whole-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string At(const std::string& name) const { return folder_ + "/" + name; }
  std::string Read(const std::string& name) const {
    return ReadWholeFile(At(name), 1000).value_or("(none)");
  }
  std::vector<std::string> Names() const {
    std::vector<std::string> out;
    const auto entries = ListFolder(folder_, 100);
    if (entries)
      for (const auto& entry : *entries) out.push_back(entry.name);
    return out;
  }

  std::string folder_;
};

using List = std::vector<std::string>;

TEST_F(WholeFolder, IsMadeWithItsFoldersAndLeavesNothingBeside) {
  const std::vector<FolderFile> files = {{"a.html", "one"}, {"b/c/d.html", "two"}};
  ASSERT_TRUE(WriteFolderWhole(At("site/"), files));
  EXPECT_EQ(Read("site/a.html"), "one");
  EXPECT_EQ(Read("site/b/c/d.html"), "two");
  EXPECT_EQ(Names(), List({"site"}));
}

TEST_F(WholeFolder, WhatWasThereIsGone) {
  ASSERT_TRUE(WriteFolderWhole(At("site"), std::vector<FolderFile>{{"a", "one"}, {"b/c", "x"}}));
  ASSERT_TRUE(WriteFolderWhole(At("site"), std::vector<FolderFile>{{"a", "two"}}));
  EXPECT_EQ(Read("site/a"), "two");
  EXPECT_FALSE(fs::exists(At("site/b")));
  EXPECT_EQ(Names(), List({"site"}));
}

TEST_F(WholeFolder, ALinkStaysAndLeadsToTheNewOne) {
  ASSERT_TRUE(WriteFolderWhole(At("real"), std::vector<FolderFile>{{"a", "one"}}));
  fs::create_directory_symlink("real", At("link"));
  ASSERT_TRUE(WriteFolderWhole(At("link"), std::vector<FolderFile>{{"a", "two"}}));
  EXPECT_TRUE(fs::is_symlink(At("link")));
  EXPECT_EQ(Read("real/a"), "two");
  EXPECT_EQ(Names(), List({"link", "real"}));
}

TEST_F(WholeFolder, AFailureLeavesTheOldOneAndNothingBeside) {
  ASSERT_TRUE(WriteFolderWhole(At("site"), std::vector<FolderFile>{{"a", "one"}}));
  const std::vector<FolderFile> clash = {{"a", "two"}, {"a/b", "a folder where a file is"}};
  const Status failed = WriteFolderWhole(At("site"), clash);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::kIo);
  EXPECT_EQ(Read("site/a"), "one");
  EXPECT_EQ(Names(), List({"site"}));
}

TEST_F(WholeFolder, AFileIsNoFolderAndNoFolderAboveIsAnError) {
  ASSERT_TRUE(WriteFolderWhole(At("site"), std::vector<FolderFile>{{"a", "one"}}));
  EXPECT_EQ(WriteFolderWhole(At("site/a"), {}).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(Read("site/a"), "one");
  EXPECT_EQ(WriteFolderWhole(At("none/site"), {}).error().kind, ErrorKind::kIo);
}

}  // namespace
}  // namespace avouch::os
