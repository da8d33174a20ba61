#include "os/folder_lock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

namespace avouch::os {
namespace {

TEST(FolderLock, TheSecondWaitsForTheFirst) {
  const std::string folder = testing::TempDir();
  auto first = FolderLock::Take(folder);
  ASSERT_TRUE(first) << ToString(first.error());
  std::optional<FolderLock> held(std::move(*first));
  std::atomic<bool> taken{false};
  std::thread other([&] {
    const auto second = FolderLock::Take(folder);
    taken = second.has_value();
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_FALSE(taken);
  held.reset();
  other.join();
  EXPECT_TRUE(taken);
}

TEST(FolderLock, NeedsAFolder) { EXPECT_FALSE(FolderLock::Take("/no/such/folder")); }

}  // namespace
}  // namespace avouch::os
