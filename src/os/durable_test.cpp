#include "os/durable.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace avouch::os {
namespace {

class Durable : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "durable-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string At(const std::string& name) const { return folder_ + "/" + name; }
  static std::string Read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  std::size_t Names() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++count;
    return count;
  }

  std::string folder_;
};

TEST_F(Durable, WritesAndReplacesAndLeavesNothingBeside) {
  ASSERT_TRUE(WriteFileDurably(At("a"), "one"));
  ASSERT_TRUE(WriteFileDurably(At("a"), std::string("\0two", 4)));
  EXPECT_EQ(Read(At("a")), std::string("\0two", 4));
  EXPECT_EQ(Names(), 1u);
}

TEST_F(Durable, ANewFileIsNeverPutInPlaceOfAnything) {
  ASSERT_TRUE(WriteNewFileDurably(At("a"), "one"));
  EXPECT_EQ(Read(At("a")), "one");
  const Status again = WriteNewFileDurably(At("a"), "two");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::kUsage);
  EXPECT_EQ(Read(At("a")), "one");
  ASSERT_EQ(symlink("nowhere", At("link").c_str()), 0);
  EXPECT_FALSE(WriteNewFileDurably(At("link"), "two"));
  EXPECT_EQ(Names(), 2u);  // Nothing is left beside.
  EXPECT_FALSE(WriteNewFileDurably(At("no/folder"), "x"));
}

TEST_F(Durable, OfManyWhoMakeOneFileOneHasMadeIt) {
  std::atomic<int> made{0};
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i)
    writers.emplace_back([&] { made += WriteNewFileDurably(At("a"), "x").has_value() ? 1 : 0; });
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(Names(), 1u);
}

TEST_F(Durable, KeepsTheModeOfWhatItReplaces) {
  ASSERT_TRUE(WriteFileDurably(At("a"), "one"));
  ASSERT_EQ(chmod(At("a").c_str(), 0640), 0);
  ASSERT_TRUE(WriteFileDurably(At("a"), "two"));
  EXPECT_EQ(std::filesystem::status(At("a")).permissions(), std::filesystem::perms{0640});
}

TEST_F(Durable, ASymbolicLinkStaysALink) {
  ASSERT_TRUE(WriteFileDurably(At("target"), "one"));
  ASSERT_EQ(symlink("target", At("link").c_str()), 0);
  ASSERT_TRUE(WriteFileDurably(At("link"), "two"));
  EXPECT_TRUE(std::filesystem::is_symlink(At("link")));
  EXPECT_EQ(Read(At("target")), "two");
}

TEST_F(Durable, APipeIsWrittenTo) {
  ASSERT_EQ(mkfifo(At("pipe").c_str(), 0600), 0);
  std::string got;
  std::thread reader([&] { got = Read(At("pipe")); });
  ASSERT_TRUE(WriteFileDurably(At("pipe"), "through"));
  reader.join();
  EXPECT_EQ(got, "through");
}

TEST_F(Durable, PiecesAreOneFile) {
  ASSERT_TRUE(WriteFileInPieces(At("x"), [](const ByteSink& sink) -> Status {
    for (const std::string_view piece : {"one, ", "", "two"})
      if (auto put = sink(piece); !put) return put;
    return {};
  }));
  EXPECT_EQ(Read(At("x")), "one, two");
  EXPECT_EQ(Names(), 1u);
}

TEST_F(Durable, PiecesThatEndInAnErrorLeaveTheOldFile) {
  ASSERT_TRUE(WriteFileDurably(At("x"), "old"));
  const Status status = WriteFileInPieces(At("x"), [](const ByteSink& sink) -> Status {
    if (auto put = sink("half"); !put) return put;
    return Fail(ErrorKind::kMalformed, "no time", "line 3");
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kMalformed);
  EXPECT_EQ(status.error().where, "line 3");
  EXPECT_EQ(Read(At("x")), "old");
  EXPECT_EQ(Names(), 1u);
}

TEST_F(Durable, AFolderInTheWayIsAnErrorThatNamesIt) {
  const Status status = WriteFileDurably(folder_, "x");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kIo);
  EXPECT_EQ(status.error().where, folder_);
}

TEST_F(Durable, AMissingFolderIsAnErrorAndMakesNothing) {
  const Status status = WriteFileDurably(At("missing/a"), "x");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().where, At("missing/a"));
  EXPECT_EQ(Names(), 0u);
}

TEST_F(Durable, ManyWritersLeaveOneWholeFile) {
  std::vector<std::thread> writers;
  for (char letter = 'a'; letter < 'i'; ++letter) {
    writers.emplace_back([&, letter] {
      for (int i = 0; i < 10; ++i) ASSERT_TRUE(WriteFileDurably(At("x"), Bytes(5000, letter)));
    });
  }
  for (std::thread& writer : writers) writer.join();
  const std::string text = Read(At("x"));
  ASSERT_EQ(text.size(), 5000u);
  EXPECT_EQ(text.find_first_not_of(text[0]), std::string::npos);
  EXPECT_EQ(Names(), 1u);
}

TEST_F(Durable, MakeFoldersIsHappyWithWhatIsThere) {
  ASSERT_TRUE(MakeFolders(At("a/b/c")));
  ASSERT_TRUE(MakeFolders(At("a/b/c")));
  EXPECT_TRUE(std::filesystem::is_directory(At("a/b/c")));
  ASSERT_TRUE(WriteFileDurably(At("file"), "x"));
  const Status status = MakeFolders(At("file/below"));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kIo);
}

}  // namespace
}  // namespace avouch::os
