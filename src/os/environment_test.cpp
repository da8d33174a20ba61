#include "os/environment.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace avouch::os {
namespace {

struct Row {
  const char* xdg;  // nullptr: not set
  const char* home;
  std::optional<std::string> cache;
};

TEST(Environment, CacheFolderFollowsXdgAndIgnoresRelativePaths) {
  const Row rows[] = {
      {"/c", "/h", "/c/avouch"},        {nullptr, "/h", "/h/.cache/avouch"},
      {"", "/h", "/h/.cache/avouch"},   {"c", "/h", "/h/.cache/avouch"},
      {nullptr, nullptr, std::nullopt}, {nullptr, "h", std::nullopt},
  };
  const auto set = [](const char* name, const char* value) {
    if (value == nullptr) {
      unsetenv(name);
    } else {
      setenv(name, value, 1);
    }
  };
  for (const Row& row : rows) {
    set("XDG_CACHE_HOME", row.xdg);
    set("HOME", row.home);
    EXPECT_EQ(CacheFolder(), row.cache);
  }
}

TEST(Environment, AnEmptyValueIsAValue) {
  setenv("AVOUCH_TEST_EMPTY", "", 1);
  EXPECT_EQ(Environment("AVOUCH_TEST_EMPTY"), "");
  unsetenv("AVOUCH_TEST_EMPTY");
  EXPECT_EQ(Environment("AVOUCH_TEST_EMPTY"), std::nullopt);
}

}  // namespace
}  // namespace avouch::os
