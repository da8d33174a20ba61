#include "notation/build_setting.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::notation {
namespace {

bool IsAnything(std::string_view value) { return !value.empty(); }
bool IsOff(std::string_view value) { return value == "off"; }
bool IsZero(std::string_view value) { return value == "0"; }
bool IsFalse(std::string_view value) { return value == "false" || value == "0"; }
bool IsTrue(std::string_view value) { return !value.empty() && !IsFalse(value); }
bool IsInsecure(std::string_view value) { return value.contains("-insecure"); }
bool IsModuleUpdate(std::string_view value) { return value.contains("-mod=mod"); }
bool IsIgnored(std::string_view value) { return value == "ignore" || value == "update"; }
bool IsAllHosts(std::string_view value) {
  return std::ranges::any_of(Split(value, ','), [](auto one) { return Trim(one) == "*"; });
}

struct Row {
  std::string_view key;  // Lower case
  bool (*says)(std::string_view value);
  BuildSetting setting;
};

constexpr auto kRows = std::to_array<Row>({
    {"gonosumdb", IsAllHosts, BuildSetting::kWeakensChecks},
    {"goprivate", IsAllHosts, BuildSetting::kWeakensChecks},
    {"gonosumcheck", IsAnything, BuildSetting::kWeakensChecks},
    {"goinsecure", IsAnything, BuildSetting::kWeakensChecks},
    {"gosumdb", IsOff, BuildSetting::kWeakensChecks},
    {"goflags", IsInsecure, BuildSetting::kWeakensChecks},
    {"goflags", IsModuleUpdate, BuildSetting::kPassesLock},
    {"node_tls_reject_unauthorized", IsZero, BuildSetting::kWeakensChecks},
    {"npm_config_strict_ssl", IsFalse, BuildSetting::kWeakensChecks},
    {"yarn_checksum_behavior", IsIgnored, BuildSetting::kWeakensChecks},
    {"yarn_enable_strict_ssl", IsFalse, BuildSetting::kWeakensChecks},
    {"yarn_enable_immutable_installs", IsFalse, BuildSetting::kPassesLock},
    {"git_ssl_no_verify", IsTrue, BuildSetting::kWeakensChecks},
    {"pythonhttpsverify", IsZero, BuildSetting::kWeakensChecks},
    {"pip_trusted_host", IsAnything, BuildSetting::kWeakensChecks},
    {"uv_insecure_host", IsAnything, BuildSetting::kWeakensChecks},
    {"bundle_ssl_verify_mode", IsZero, BuildSetting::kWeakensChecks},
    {"bundle_frozen", IsFalse, BuildSetting::kPassesLock},
});

}  // namespace

BuildSetting BuildSettingOf(std::string_view key, std::string_view value) {
  const std::string lower = Lower(key);
  value = Trim(value);
  for (const char quote : {'"', '\''})
    if (value.size() > 1 && value.front() == quote && value.back() == quote)
      value = value.substr(1, value.size() - 2);
  for (const auto& row : kRows)
    if (row.key == lower && row.says(value)) return row.setting;
  return BuildSetting::kOther;
}

}  // namespace avouch::notation
