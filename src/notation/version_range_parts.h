// What the readers of ranges share, and the readers themselves, one per way of writing.
//
// Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notation/version_key.h"

namespace avouch::notation {

enum class Sign { kLess, kLessEqual, kEqual, kNotEqual, kGreaterEqual, kGreater };

// One side of a range: what a version has to be to `version`.
struct Bound {
  Sign sign = Sign::kEqual;
  std::string version;
};

// Whether all bounds hold. Nullopt when a version has no key.
[[nodiscard]] std::optional<bool> HoldAll(VersionOrder order, const std::vector<Bound>& bounds,
                                          std::string_view version);

// "<", "<=", "=", "==", "!=", ">=", ">", and dpkg's "<<" and ">>".
[[nodiscard]] std::optional<Sign> ReadSign(std::string_view text);

// Takes the characters of `set` off the front of `text`, then blanks.
[[nodiscard]] std::string_view TakeSign(std::string_view& text, std::string_view set = "<>=!~^");

// Splits at each `between`; "a||b" has two parts, "" has one.
[[nodiscard]] std::vector<std::string_view> SplitAt(std::string_view text,
                                                    std::string_view between);
std::vector<std::string_view> SplitAt(std::string&& text, std::string_view between) = delete;

// Words, where a sign that stands alone goes with the word behind it: ">= 1.0 <2" is
// ">= 1.0" and "<2".
[[nodiscard]] std::vector<std::string_view> Comparators(std::string_view text);

// True when one of the alternatives is, and nullopt when one could not be read: that one could
// be what admits the version, and what is not read is not known to be a range at all.
[[nodiscard]] std::optional<bool> AnyOf(const std::vector<std::optional<bool>>& alternatives);

// Digits plus one: "9" is "10". Any length.
[[nodiscard]] std::string Next(std::string_view digits);

[[nodiscard]] std::optional<bool> NpmAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> CargoAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> GoAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> HexAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> PubAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> SwiftAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> PypiAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> MavenAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> GradleAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> NugetAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> ComposerAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> RubygemsAdmits(std::string_view range, std::string_view version);
[[nodiscard]] std::optional<bool> HackageAdmits(std::string_view range, std::string_view version);
// Signs and versions, parted by commas.
[[nodiscard]] std::optional<bool> PlainAdmits(VersionOrder order, std::string_view range,
                                              std::string_view version);

}  // namespace avouch::notation
