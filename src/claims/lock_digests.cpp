#include "claims/lock_digests.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/bytes.h"
#include "base/text.h"
#include "inventory/digests.h"

namespace avouch::claims {
namespace {

using model::Component;
using model::Reach;

struct Algorithm {
  std::string_view name;
  std::size_t bytes;
};

constexpr auto kAlgorithms = std::to_array<Algorithm>(
    {{"sha512", 64}, {"sha384", 48}, {"sha256", 32}, {"sha1", 20}, {"md5", 16}});

// Nix writes digests in digits of its own, five bits each.
bool IsNixDigits(std::string_view text, std::size_t bytes) {
  return text.size() == (bytes * 8 + 4) / 5 &&
         text.find_first_not_of("0123456789abcdfghijklmnpqrsvwxyz") == text.npos;
}

Hold HoldOf(std::string_view written) {
  if (const auto digest = inventory::ReadDigest(written))
    return digest->algorithm == "sha-1" || digest->algorithm == "md5" ? Hold::kWeak : Hold::kHolds;
  const std::string lower = Lower(written.substr(0, 8));
  for (const auto& [name, bytes] : kAlgorithms) {
    if (!lower.starts_with(name) || written.size() <= name.size()) continue;
    const char sign = written[name.size()];
    if (sign != ':' && sign != '-') continue;
    const std::string_view value = written.substr(name.size() + 1);
    return IsNixDigits(value, bytes) ? Hold::kHolds : Hold::kBroken;
  }
  if (written.starts_with("h1:")) return Hold::kBroken;
  // Of a folder's files and not of an archive: "git-tree-sha1:<hex>".
  if (const std::size_t colon = written.find(':');
      colon != written.npos && written.substr(0, colon).ends_with("-sha1")) {
    const std::string_view value = written.substr(colon + 1);
    return value.size() == 40 && FromHex(value) ? Hold::kWeak : Hold::kBroken;
  }
  if (constexpr std::string_view kYarn = "yarn:"; written.starts_with(kYarn)) {
    written.remove_prefix(kYarn.size());  // "10c0/<hex>": what stands before '/' is its cache's
    const std::string_view value = written.substr(written.find('/') + 1);
    return value.size() == 128 && FromHex(value) ? Hold::kHolds : Hold::kBroken;
  }
  // Of an archive's contents, as Zig and Terraform have them.
  if (written.starts_with("zig:") || written.starts_with("zh:")) return Hold::kHolds;
  for (const std::string_view of : {"nar:", "source-json-", "hex-inner-", "pantry-tree-"})
    if (written.starts_with(of)) return HoldOf(written.substr(of.size()));
  return Hold::kBroken;  // What no tool knows, none checks
}

// From a repository, at a commit that is written out.
bool IsAtCommit(const Component& component) {
  if (component.source != model::SourceKind::kGit) return false;
  const auto holds_one = [](std::string_view text) {
    std::size_t run = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ' ';
      const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (!hex && (run == 40 || run == 64)) return true;
      run = hex ? run + 1 : 0;
    }
    return false;
  };
  return holds_one(component.version) || holds_one(component.origin) ||
         std::ranges::any_of(component.digests, holds_one);
}

// How the digests come into a lock of this format.
std::string_view HowToHold(std::string_view format) {
  struct Row {
    std::string_view format, words;
  };
  static constexpr Row kRows[] = {
      {"gemfile-lock", "bundle lock --add-checksums"},
      {"composer-lock",
       "Composer keeps none of what a forge packs, and its commit stands in its place: install "
       "from "
       "a mirror of packages that keeps them, or sign a record of the check"},
      {"package-lock",
       "take those entries out of the lock and run npm install, which writes them anew"},
      {"gradle-wrapper", "write distributionSha256Sum into gradle-wrapper.properties"},
      {"maven-wrapper", "write distributionSha256Sum into maven-wrapper.properties"},
      {"gradle-lock", "gradle --write-verification-metadata sha256"},
      {"gradle-verification", "gradle --write-verification-metadata sha256"},
      {"nuget-packages", "move to PackageReference, with RestorePackagesWithLockFile"},
      {"yarn-lock",
       "write yarn.lock again; Yarn 2 and later keep no checksum of what is for some systems only"},
      {"julia-manifest-lock", "Julia records none but SHA-1: a commit (repo-rev) stands for it"},
      {"opam-lock", "opam lock records none: pin to a commit with pin-depends"},
      {"dub-lock", "dub records none: take it from its repository, at a commit"},
      {"crystal-shard-lock", "shards records none of a tag: ask for a commit"},
      {"cpanfile-lock", "Carton records none: keep the archives yourself, with carton bundle"},
      {"helm-lock",
       "Helm records none: keep the charts in charts/, or name them by a digest of OCI"},
      {"podfile-lock", "CocoaPods records none of a pod's files: take it from git, at a commit"},
      {"carthage-lock", "Carthage records none of a tag: name a commit"},
      {"elm-application", "elm.json has room for none"},
  };
  for (const auto& row : kRows)
    if (row.format == format) return row.words;
  return "write the lock again with a tool that records digests";
}

// Those of one kind, in words.
struct Lot {
  long long count = 0;
  const Component* first = nullptr;

  void Add(const Component& one) {
    if (count++ == 0) first = &one;
  }
  [[nodiscard]] std::string First() const { return first->name + " " + first->version; }
};

}  // namespace

Hold HoldOf(const Component& component) {
  Hold best = Hold::kNone;
  for (const auto& written : component.digests) best = std::max(best, HoldOf(written));
  return best;
}

std::string_view SeeDigests(const model::Manifest& manifest, Examination& examination) {
  long long with = 0, all = 0;
  std::array<Lot, 3> lots;  // By Hold, but for kHolds
  for (const auto& component : manifest.components) {
    if (model::IsOwnFolder(component) ||
        component.origin.starts_with("sdk:"))  // Comes with the language itself
      continue;
    ++all;
    const Hold hold = IsAtCommit(component) ? Hold::kHolds : HoldOf(component);
    if (hold == Hold::kHolds)
      ++with;
    else
      lots[static_cast<std::size_t>(hold)].Add(component);
  }
  examination.Good(with);
  if (all > 0)
    examination.Witness(Thousands(with) + " of " + Thousands(all) + " " +
                            std::string(model::Name(manifest.ecosystem)) +
                            " components have a digest",
                        {manifest.path, 0});
  struct Words {
    std::string_view has, needs, fix;
  };
  constexpr std::array<Words, 3> kWords = {
      {{" without a digest", "digests for ", {}},
       {" with a digest that is none", "well-formed digests for ", "write the lock again"},
       {" with no digest but SHA-1 or MD5, which can be made to match",
        "digests stronger than SHA-1 for ", "write the lock again with a tool of today"}}};
  for (std::size_t i = 0; i < lots.size(); ++i) {
    const Lot& lot = lots[i];
    if (lot.count == 0) continue;
    examination.Bad(lot.first->place,
                    Count("component", lot.count) + std::string(kWords[i].has) + ", the first is " +
                        lot.First(),
                    Reach::kUnknown,
                    std::string(kWords[i].fix.empty() ? HowToHold(manifest.format) : kWords[i].fix),
                    5, Weight::kListed);
    examination.Missing(std::string(kWords[i].needs) + Count("component", lot.count) + " of " +
                        manifest.path.bytes);
  }
  return with == all ? std::string_view() : HowToHold(manifest.format);
}

void SeeUnheld(const model::Manifest& manifest, Examination& examination) {
  using model::SourceKind;
  const auto fetched = [](SourceKind source) {
    return source == SourceKind::kGit || source == SourceKind::kUrl;
  };
  long long count = 0;
  std::string first;
  const auto add = [&](const std::string& name) {
    if (count++ == 0) first = name;
  };
  for (const auto& one : manifest.components)
    if (fetched(one.source) && !one.development && !IsAtCommit(one) &&
        HoldOf(one) != Hold::kHolds && !one.origin.starts_with("sdk:"))
      add(one.name);
  for (const auto& one : manifest.requirements)
    if (fetched(one.source) && !one.development && !one.exact) add(one.name);
  if (count > 0)
    examination.Missing("a commit of git or a digest for " + first +
                        (count > 1 ? " and " + Thousands(count - 1) + " more" : "") + " that " +
                        manifest.path.bytes + " fetches");
}

}  // namespace avouch::claims
