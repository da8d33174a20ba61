#include "notation/build_setting.h"

#include <gtest/gtest.h>

namespace avouch::notation {
namespace {

TEST(BuildSetting, SaysWhatItDoesToChecks) {
  struct Row {
    std::string_view key, value;
    BuildSetting setting;
  };
  constexpr auto kOther = BuildSetting::kOther;
  constexpr auto kWeakens = BuildSetting::kWeakensChecks;
  constexpr auto kPasses = BuildSetting::kPassesLock;
  constexpr Row kRows[] = {
      {"GONOSUMDB", "*", kWeakens},
      {"GONOSUMDB", "example.org/*", kOther},  // The vendor's own
      {"GONOSUMDB", "example.org/*, *", kWeakens},
      {"GOPRIVATE", "*", kWeakens},
      {"GOPRIVATE", "git.example.org/*", kOther},
      {"GOSUMDB", "off", kWeakens},
      {"GOSUMDB", "sum.golang.org", kOther},
      {"GOFLAGS", "-insecure", kWeakens},
      {"GOFLAGS", "-trimpath -mod=mod", kPasses},
      {"GOFLAGS", "-mod=vendor", kOther},
      {"NODE_TLS_REJECT_UNAUTHORIZED", "0", kWeakens},
      {"NODE_TLS_REJECT_UNAUTHORIZED", "1", kOther},
      {"npm_config_strict_ssl", "false", kWeakens},
      {"NPM_CONFIG_STRICT_SSL", "true", kOther},
      {"YARN_CHECKSUM_BEHAVIOR", "ignore", kWeakens},
      {"YARN_CHECKSUM_BEHAVIOR", "throw", kOther},
      {"YARN_ENABLE_IMMUTABLE_INSTALLS", "'false'", kPasses},
      {"GIT_SSL_NO_VERIFY", "", kOther},
      {"GIT_SSL_NO_VERIFY", "false", kOther},
      {"GIT_SSL_NO_VERIFY", "\"1\"", kWeakens},
      {"PIP_TRUSTED_HOST", "h.example", kWeakens},
      {"X", "-insecure", kOther},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(BuildSettingOf(row.key, row.value), row.setting) << row.key << "=" << row.value;
}

}  // namespace
}  // namespace avouch::notation
