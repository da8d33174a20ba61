// Versions in the order of their own ecosystem, as bytes that memcmp orders.
//
// Spec: each ecosystem's own, named beside its row below and at the head of each
// version_key_*.cpp. Pure; any thread.

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace avouch::notation {

// Whose versions they are. Several share an order and differ in how ranges are written
// (version_range.h).
enum class VersionOrder : std::uint8_t {
  kSemver,    // SemVer 2.0.0, "v" skipped, missing numbers 0, builds ignored
  kNpm,       // SemVer
  kCargo,     // SemVer
  kGo,        // SemVer; "v1.2.3+incompatible", pseudo-versions
  kHex,       // SemVer
  kSwift,     // SemVer
  kPub,       // SemVer, and builds count
  kNuget,     // Up to four numbers, labels without case
  kPypi,      // PEP 440; what it does not allow comes before all it does
  kMaven,     // POM reference, "Version Order Specification"
  kGradle,    // "Single-version declarations": parts, with words of their own
  kComposer,  // Composer's normal form in the order of PHP's version_compare
  kRubygems,  // Gem::Version
  kDebian,    // deb-version(7)
  kAlpine,    // apk-package(5), as apk 3 compares
  kRpm,       // rpm-version(7): epoch, '~', '^'
  kCran,      // R's package_version
  kHackage,   // Data.Version
  kGeneric,   // Numbers as numbers, words of pre-releases before them; CompareLoose
};

inline constexpr std::size_t kMaxVersionText = 1000;  // Bytes; no longer one is a version.

// Bytes that stand to other keys of the same order (or of one that shares its rules) as the
// versions stand: a.compare(b) is the ecosystem's comparison, equal keys are equal versions. No
// longer than ten times the text and 64 bytes. Takes time linear in the text. Nullopt for what
// the ecosystem does not read as a version; never for one that a registry of it serves.
[[nodiscard]] std::optional<Bytes> KeyOf(VersionOrder order, std::string_view version);

// By keys. Nullopt unless both have one.
[[nodiscard]] std::optional<std::strong_ordering> CompareVersionsIn(VersionOrder order,
                                                                    std::string_view a,
                                                                    std::string_view b);

// The order of a purl's type: "pypi", "deb". Nullopt where versions of one package have no
// order that is written down ("docker", "generic") or that is here ("alpm", "conda").
[[nodiscard]] std::optional<VersionOrder> OrderOfPurlType(std::string_view type);

// The order of an ecosystem as the OSV schema names it; what follows ':' is its release:
// "PyPI", "Debian:12", "Red Hat:enterprise_linux:9::appstream". Nullopt as above.
[[nodiscard]] std::optional<VersionOrder> OrderOfOsvEcosystem(std::string_view ecosystem);

// "semver", "npm", "pypi" ..., for messages and tests.
[[nodiscard]] std::string_view NameOf(VersionOrder order);

}  // namespace avouch::notation
