#include "notation/version_key.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "notation/version_key_parts.h"

namespace avouch::notation {
namespace {

struct OrderRow {
  VersionOrder order;
  std::string_view name;
  Key (*key)(std::string_view);
};
constexpr OrderRow kOrders[] = {
    {VersionOrder::kSemver, "semver", SemverKey},
    {VersionOrder::kNpm, "npm", SemverKey},
    {VersionOrder::kCargo, "cargo", SemverKey},
    {VersionOrder::kGo, "go", SemverKey},
    {VersionOrder::kHex, "hex", SemverKey},
    {VersionOrder::kSwift, "swift", SemverKey},
    {VersionOrder::kPub, "pub", PubKey},
    {VersionOrder::kNuget, "nuget", NugetKey},
    {VersionOrder::kPypi, "pypi", PypiKey},
    {VersionOrder::kMaven, "maven", MavenKey},
    {VersionOrder::kGradle, "gradle", GradleKey},
    {VersionOrder::kComposer, "composer", ComposerKey},
    {VersionOrder::kRubygems, "rubygems", RubygemsKey},
    {VersionOrder::kDebian, "debian", DebianKey},
    {VersionOrder::kAlpine, "alpine", AlpineKey},
    {VersionOrder::kRpm, "rpm", RpmKey},
    {VersionOrder::kCran, "cran", CranKey},
    {VersionOrder::kHackage, "hackage", HackageKey},
    {VersionOrder::kGeneric, "generic", GenericKey},
};

constexpr bool EachRowStandsAtItsNumber() {
  for (std::size_t i = 0; i < std::size(kOrders); ++i) {
    if (static_cast<std::size_t>(kOrders[i].order) != i) return false;
  }
  return true;
}
static_assert(EachRowStandsAtItsNumber());

// Who uses which order. A row has the purl's type, or the name in the OSV schema, or both.
struct EcosystemRow {
  VersionOrder order;
  std::string_view purl_type, osv;
};
constexpr EcosystemRow kEcosystems[] = {
    {VersionOrder::kNpm, "npm", "npm"},
    {VersionOrder::kCargo, "cargo", "crates.io"},
    {VersionOrder::kGo, "golang", "Go"},
    {VersionOrder::kHex, "hex", "Hex"},
    {VersionOrder::kSwift, "swift", "SwiftURL"},
    {VersionOrder::kPub, "pub", "Pub"},
    {VersionOrder::kNuget, "nuget", "NuGet"},
    {VersionOrder::kPypi, "pypi", "PyPI"},
    {VersionOrder::kMaven, "maven", "Maven"},
    {VersionOrder::kComposer, "composer", "Packagist"},
    {VersionOrder::kRubygems, "gem", "RubyGems"},
    {VersionOrder::kRubygems, "cocoapods", ""},  // Its Version is a copy of Gem's
    {VersionOrder::kCran, "cran", "CRAN"},
    {VersionOrder::kCran, "bioconductor", "Bioconductor"},
    {VersionOrder::kHackage, "hackage", "Hackage"},
    {VersionOrder::kHackage, "", "GHC"},
    {VersionOrder::kSemver, "bazel", "Bazel"},
    {VersionOrder::kSemver, "bitnami", "Bitnami"},
    {VersionOrder::kSemver, "github", "GitHub Actions"},
    {VersionOrder::kSemver, "julia", "Julia"},
    {VersionOrder::kSemver, "vscode-extension", "VSCode"},
    {VersionOrder::kGeneric, "conan", "ConanCenter"},
    {VersionOrder::kGeneric, "luarocks", ""},
    {VersionOrder::kGeneric, "vcpkg", "vcpkg"},
    {VersionOrder::kDebian, "deb", "Debian"},
    {VersionOrder::kDebian, "", "Ubuntu"},
    {VersionOrder::kDebian, "", "Echo"},
    {VersionOrder::kAlpine, "apk", "Alpine"},
    {VersionOrder::kAlpine, "", "Alpaquita"},
    {VersionOrder::kAlpine, "", "BellSoft Hardened Containers"},
    {VersionOrder::kAlpine, "", "Chainguard"},
    {VersionOrder::kAlpine, "", "MinimOS"},
    {VersionOrder::kAlpine, "", "Wolfi"},
    {VersionOrder::kRpm, "rpm", "Red Hat"},
    {VersionOrder::kRpm, "", "AlmaLinux"},
    {VersionOrder::kRpm, "", "Azure Linux"},
    {VersionOrder::kRpm, "", "Mageia"},
    {VersionOrder::kRpm, "", "Photon OS"},
    {VersionOrder::kRpm, "", "Rocky Linux"},
    {VersionOrder::kRpm, "", "SUSE"},
    {VersionOrder::kRpm, "", "openEuler"},
    {VersionOrder::kRpm, "", "openSUSE"},
};

std::optional<VersionOrder> Find(std::string_view EcosystemRow::* column, std::string_view name) {
  if (name.empty()) return std::nullopt;
  const auto* row = std::ranges::find(kEcosystems, name, column);
  return row == std::end(kEcosystems) ? std::nullopt : std::optional(row->order);
}

bool IsPlain(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
}

}  // namespace

std::optional<Bytes> KeyOf(VersionOrder order, std::string_view version) {
  version = Trim(version);
  if (version.empty() || version.size() > kMaxVersionText || !IsPlain(version)) {
    return std::nullopt;
  }
  return kOrders[static_cast<std::size_t>(order)].key(version);
}

std::optional<std::strong_ordering> CompareVersionsIn(VersionOrder order, std::string_view a,
                                                      std::string_view b) {
  const auto x = KeyOf(order, a), y = KeyOf(order, b);
  if (!x || !y) return std::nullopt;
  return *x <=> *y;
}

std::optional<VersionOrder> OrderOfPurlType(std::string_view type) {
  return Find(&EcosystemRow::purl_type, type);
}

std::optional<VersionOrder> OrderOfOsvEcosystem(std::string_view ecosystem) {
  return Find(&EcosystemRow::osv, ecosystem.substr(0, ecosystem.find(':')));
}

std::string_view NameOf(VersionOrder order) {
  return kOrders[static_cast<std::size_t>(order)].name;
}

}  // namespace avouch::notation
