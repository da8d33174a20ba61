#include "notation/python_marker.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::notation {
namespace {

std::string Told(std::optional<bool> truth) {
  return !truth ? "unknown" : *truth ? "holds" : "does not hold";
}

TEST(PythonMarker, HoldsDoesNotHoldOrIsNotKnown) {
  struct Row {
    const char *marker, *version, *extra, *truth;
  };
  constexpr const char* kYes = "holds";
  constexpr const char* kNo = "does not hold";
  constexpr const char* kUnknown = "unknown";
  for (const auto& [marker, version, extra, truth] : {
           Row{"python_version < '3.11'", "3.11", "", kNo},
           Row{"python_version < \"3.9\"", "3.10", "", kNo},
           Row{"'3.8' <= python_version", "3.11", "", kYes},
           Row{"python_version >= '3.8' and python_version < '4'", "3.11", "", kYes},
           Row{"python_version == '3.*'", "3.11", "", kYes},
           Row{"python_version ~= '3.8'", "3.11", "", kYes},
           Row{"python_version != '3.11'", "3.11", "", kNo},
           Row{"python_version < '3'", "3", "", kNo},
           Row{"python_version > '2.7'", "3", "", kYes},
           Row{"python_version == '2.7'", "3", "", kNo},
           Row{"python_version < '3.8'", "3", "", kUnknown},
           Row{"python_version < '3.8'", "", "", kUnknown},
           Row{"python_full_version < '3.11.4'", "3.11", "", kUnknown},
           Row{"python_full_version >= '3.11'", "3.11", "", kYes},
           Row{"python_full_version < '3.11'", "3.11", "", kNo},
           Row{"python_full_version < '3.12.0a1'", "3.11", "", kYes},
           Row{"python_full_version ~= '3.8.1'", "3.11", "", kNo},
           Row{"python_version in '3.10 3.11'", "3.11", "", kUnknown},
           Row{"sys_platform == 'win32'", "3.11", "", kNo},
           Row{"'linux' in sys_platform", "3.11", "", kYes},
           Row{"sys_platform in 'linux darwin'", "3.11", "", kYes},
           Row{"sys_platform not in 'win32 cygwin'", "3.11", "", kYes},
           Row{"platform_system == 'Linux' and os_name == 'posix'", "3.11", "", kYes},
           Row{"platform_machine == 'x86_64'", "3.11", "", kUnknown},
           Row{"platform_machine == 'x86_64' and sys_platform == 'win32'", "3.11", "", kNo},
           Row{"platform_machine == 'x86_64' or sys_platform == 'linux'", "3.11", "", kYes},
           Row{"platform_python_implementation != 'CPython'", "3.11", "", kNo},
           Row{"extra == 'socks'", "3.11", "", kNo},
           Row{"extra == 'Use_Chardet'", "3.11", "use-chardet", kYes},
           Row{"(platform_machine == 'arm') and extra == 'x'", "3.11", "", kNo},
           Row{"(platform_machine == 'arm') and extra == 'x'", "3.11", "x", kUnknown},
           Row{"python_version < '3' or extra == 'a' and extra == 'b'", "3.11", "a", kNo},
           // No markers at all
           Row{"", "3.11", "", kUnknown},
           Row{"python_version", "3.11", "", kUnknown},
           Row{"python_version <", "3.11", "", kUnknown},
           Row{"python_version < '3", "3.11", "", kUnknown},
           Row{"(python_version < '3'", "3.11", "", kUnknown},
           Row{"python_version < '3')", "3.11", "", kUnknown},
           Row{"python_version not '3'", "3.11", "", kUnknown},
           Row{"'a' == 'a'", "3.11", "", kUnknown},
           Row{"python_version < '9' python_version < '9'", "3.11", "", kUnknown},
           Row{"\x01 == '3'", "3.11", "", kUnknown},
       }) {
    const PythonEnvironment environment{version, true, true};
    EXPECT_EQ(Told(MarkerHolds(marker, environment, extra)), truth) << marker << " on " << version;
  }
  for (const char* marker : {"sys_platform == 'linux'", "implementation_name == 'cpython'"})
    EXPECT_EQ(Told(MarkerHolds(marker, {}, "")), kUnknown) << marker;
}

TEST(PythonMarker, ParenthesesThatGoTooDeepAreNotFollowed) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '(') + "os_name=='posix'" +
           std::string(static_cast<std::size_t>(depth), ')');
  };
  const PythonEnvironment environment{"3.11", true, true};
  EXPECT_EQ(MarkerHolds(nested(kMaxMarkerDepth), environment, ""), true);
  EXPECT_EQ(MarkerHolds(nested(kMaxMarkerDepth + 1), environment, ""), std::nullopt);
  EXPECT_EQ(MarkerHolds(std::string(1'000'000, '('), environment, ""), std::nullopt);
}

}  // namespace
}  // namespace avouch::notation
