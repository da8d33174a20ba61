// Tags read as versions, and versions put in order.
//
// Spec: Semantic Versioning 2.0.0 for CompareSemver; the rest is what tags look
// like in practice. Ecosystems' own orders (Maven, Debian ...) are not here. Any thread.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::notation {

// "pkg/v1.2.3-rc1+b5" is prefix "pkg/v", numbers {1, 2, 3}, pre "rc1", build "b5".
struct Version {
  std::string prefix;                  // Everything before the first number, as written.
  std::string text;                    // Everything after it: "1.2.3-rc1+b5".
  std::vector<std::uint64_t> numbers;  // 1 to 8 of them; a date is {2026, 11, 20, 1}.
  std::string pre;                     // "rc1", "SNAPSHOT", "dev1"; "" for a final release.
  std::string post;                    // After a final release: "post1", "w" of 1.1.1w; else "".
  std::string build;                   // After '+'; never counts in an order.
  bool is_date = false;                // The numbers start with a calendar date or month.

  [[nodiscard]] bool is_prerelease() const { return !pre.empty(); }
  // The numbers, dotted, without prefix: "1.2.3"; of use as "release line" keys.
  [[nodiscard]] std::string NumbersText() const;
  bool operator==(const Version&) const = default;
};

enum class TagKind : std::uint8_t {
  kRelease,      // "v1.2.3", "release-1.2", "live/2026-11-20.1", "stable-202405"
  kPreRelease,   // "v1.2.3-rc1", "1.0b2", "nightly-2026-11-20"
  kMovingAlias,  // "v4", "4": a major version alone, by custom moved to its newest release.
  kMarker,       // "latest", "nightly", "stable", "edge"
  kOther,        // No version in it: "before-the-rewrite"
};

struct TagReading {
  TagKind kind = TagKind::kOther;
  Version version;  // Empty for kMarker and kOther.

  bool operator==(const TagReading&) const = default;
};

// Reads any tag name (without "refs/tags/"). Never fails: what is no version is kOther.
// What follows the numbers is a pre-release, as SemVer has it, unless it is one
// of the words for a final one (final, GA, RELEASE, post1, a lone number ...).
[[nodiscard]] TagReading ReadTag(std::string_view tag);

// The version of a release or pre-release tag; nullopt for every other kind.
[[nodiscard]] std::optional<Version> ParseReleaseTag(std::string_view tag);

// By numbers (missing ones are 0), then pre-release < release < post-release,
// then their parts. Prefix and build do not count.
[[nodiscard]] std::strong_ordering CompareVersions(const Version& a, const Version& b);

// Any two dotted versions, part by part, numbers as numbers: "3.9" < "3.12",
// "1.0-rc1" < "1.0". Leading "v" and "=" are skipped. Total, never fails.
[[nodiscard]] std::strong_ordering CompareLoose(std::string_view a, std::string_view b);

// SemVer 2 precedence. Nullopt unless both are strict SemVer, without "v".
[[nodiscard]] std::optional<std::strong_ordering> CompareSemver(std::string_view a,
                                                                std::string_view b);
[[nodiscard]] bool IsSemver(std::string_view text);

}  // namespace avouch::notation
