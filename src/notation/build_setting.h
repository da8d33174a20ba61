// What a variable of a build's environment says of checks that tools make on what they fetch.
//
// Source: the manuals of go, npm, Yarn, pip, uv, git, Node, Python, Bundler. A table; any thread.

#pragma once

#include <string_view>

namespace avouch::notation {

enum class BuildSetting {
  kOther,
  kWeakensChecks,  // A digest, a certificate or a signature is not looked at
  kPassesLock,     // The lock may be written anew by the build
};

// GONOSUMDB for the vendor's own modules weakens nothing: nobody else has their digests.
[[nodiscard]] BuildSetting BuildSettingOf(std::string_view key, std::string_view value);

}  // namespace avouch::notation
