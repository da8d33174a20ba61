// The ledger on the file system: as in memory, and killed at any moment.

#include "store/file_disk.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "testing/ledger_world.h"

namespace avouch::store {
namespace {

namespace fs = std::filesystem;
using testing::ExpectWhole;
using testing::kLogTime;
using testing::SomeEvidence;
using testing::SomeHolder;

class FileDiskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = fs::temp_directory_path().string() + "/ledger-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string folder_;
};

TEST_F(FileDiskTest, DoesWhatADiskDoes) {
  FileDisk disk(folder_);
  EXPECT_EQ(disk.Read("a", 0, 9).error().kind, ErrorKind::kNotFound);
  EXPECT_FALSE(disk.Append("a", "x"));
  EXPECT_FALSE(disk.Sync("a"));
  ASSERT_TRUE(disk.Write("a", "one"));
  ASSERT_TRUE(disk.Append("a", "two"));
  ASSERT_TRUE(disk.Sync("a"));
  EXPECT_EQ(disk.Read("a", 0, 6).value(), "onetwo");
  EXPECT_EQ(disk.Read("a", 3, 3).value(), "two");
  EXPECT_EQ(disk.Read("a", 9, 3).value(), "");
  EXPECT_EQ(disk.Read("a", 0, 5).error().kind, ErrorKind::kTooLarge);
  ASSERT_TRUE(disk.MakeFolder("f"));
  ASSERT_TRUE(disk.MakeFolder("f"));
  EXPECT_FALSE(disk.MakeFolder("a"));
  EXPECT_FALSE(disk.MakeFolder("g/h"));
  ASSERT_TRUE(disk.Rename("a", "f/b"));
  ASSERT_TRUE(disk.SyncFolder("f"));
  ASSERT_TRUE(disk.SyncFolder(""));
  EXPECT_EQ(disk.List("").value(), std::vector<std::string>{"f"});
  EXPECT_EQ(disk.List("f").value(), std::vector<std::string>{"b"});
  EXPECT_EQ(disk.Read("f", 0, 5).error().kind, ErrorKind::kIo);
  ASSERT_TRUE(disk.Remove("f/b"));
  EXPECT_FALSE(disk.Remove("f/b"));
}

TEST_F(FileDiskTest, WritesThroughNoSymbolicLink) {
  FileDisk disk(folder_);
  ASSERT_TRUE(disk.Write("there", "kept"));
  fs::create_symlink("there", folder_ + "/link");
  EXPECT_FALSE(disk.Write("link", "x"));
  EXPECT_FALSE(disk.Append("link", "x"));
  EXPECT_FALSE(disk.Read("link", 0, 9));
  EXPECT_EQ(disk.Read("there", 0, 9).value(), "kept");
}

TEST_F(FileDiskTest, GivesTheLockToOne) {
  FileDisk disk(folder_), other(folder_);
  auto held = disk.TakeLock("lock");
  ASSERT_TRUE(held);
  auto refused = other.TakeLock("lock");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "another process writes here");
  held->reset();
  EXPECT_TRUE(other.TakeLock("lock"));
}

TEST_F(FileDiskTest, HoldsALedger) {
  FileDisk disk(folder_);
  ASSERT_TRUE(Ledger::Create(disk, SomeHolder()));
  tlog::Checkpoint head;
  {
    auto ledger = Ledger::Open(disk, SomeHolder());
    ASSERT_TRUE(ledger) << ToString(ledger.error());
    FileDisk second(folder_);
    EXPECT_FALSE(Ledger::Open(second, SomeHolder()));
    ASSERT_TRUE(ledger->Append(SomeEvidence(0, 250), kLogTime));
    head = ledger->head();
    ASSERT_TRUE(ledger->Append(SomeEvidence(250, 260), kLogTime));
  }
  ExpectWhole(disk, head);
  EXPECT_EQ(Ledger::Open(disk, SomeHolder()).value().head().size, 260u);
}

// The size of a file that a process may write stands for a disk that is full.
TEST_F(FileDiskTest, ThatIsFullStopsTheWriterAndLosesNothing) {
  FileDisk disk(folder_);
  ASSERT_TRUE(Ledger::Create(disk, SomeHolder()));
  pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    auto ledger = Ledger::Open(disk, SomeHolder());
    if (!ledger || !ledger->Append(SomeEvidence(0, 3), kLogTime)) _exit(1);
    rlimit limit{700, 700};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
    auto full = ledger->Append(SomeEvidence(3, 9), kLogTime);
    _exit(!full && full.error().kind == ErrorKind::kIo && ledger->stopped() ? 0 : 3);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(WEXITSTATUS(status), 0);
  auto ledger = Ledger::Open(disk, SomeHolder());
  ASSERT_TRUE(ledger) << ToString(ledger.error());
  EXPECT_EQ(ledger->head().size, 3u);
  EXPECT_TRUE(ledger->Append(SomeEvidence(3, 9), kLogTime));
  ExpectWhole(disk, ledger->head());
}

// Appends for ever, telling each size that was acknowledged.
[[noreturn]] void AppendForEver(const std::string& folder, int tell) {
  FileDisk disk(folder);
  auto ledger = Ledger::Open(disk, SomeHolder());
  for (std::uint64_t size = ledger ? ledger->head().size : 0; ledger; size += 2) {
    int from = static_cast<int>(size);
    auto appended = ledger->Append(SomeEvidence(from, from + 2), kLogTime);
    if (!appended || write(tell, &appended->size, sizeof appended->size) < 0) break;
  }
  _exit(1);
}

TEST_F(FileDiskTest, AWriterKilledAtAnyMomentLosesNothingThatWasAcknowledged) {
  FileDisk disk(folder_);
  ASSERT_TRUE(Ledger::Create(disk, SomeHolder()));
  std::uint64_t acknowledged = 0, told = 0;
  for (int round = 0; round < 24; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    pid_t child = fork();
    if (child == 0) AppendForEver(folder_, pipe_ends[1]);
    close(pipe_ends[1]);
    auto hear = [&, size = std::uint64_t{0}]() mutable {
      bool heard = read(pipe_ends[0], &size, sizeof size) == sizeof size;
      if (heard) acknowledged = size, ++told;
      return heard;
    };
    for (int i = 0; i < round % 3; ++i) ASSERT_TRUE(hear()) << "the writer stopped by itself";
    usleep(static_cast<useconds_t>(round * 1777 % 40000));
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer stopped by itself";
    while (hear()) {
    }
    close(pipe_ends[0]);
    auto ledger = Ledger::Open(disk, SomeHolder());
    ASSERT_TRUE(ledger) << ToString(ledger.error());
    ASSERT_GE(ledger->head().size, acknowledged);
    ASSERT_LE(ledger->head().size, acknowledged + 4);
    acknowledged = ledger->head().size;
    ExpectWhole(disk, ledger->head());
  }
  EXPECT_GE(told, 20u);
}

}  // namespace
}  // namespace avouch::store
