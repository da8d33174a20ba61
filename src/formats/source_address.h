// What an address of sources tells of itself.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::formats {

// The tag or commit that an archive of a forge is named by, as written: "v1.2" of
// https://github.com/o/r/archive/refs/tags/v1.2.tar.gz, .../releases/download/v1.2/x.zip,
// https://gitlab.com/o/r/-/archive/v1.2/r-v1.2.zip. "" for any other address: a name that
// merely looks like a version is no version.
[[nodiscard]] std::string VersionOfAddress(std::string_view url);

// True for a name that is moved on purpose: a branch, or nothing like a version.
[[nodiscard]] bool IsMovingName(std::string_view tag);

}  // namespace avouch::formats
