#include "collect/kept_crates.h"

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <utility>

#include "base/text.h"
#include "crypto/hash.h"
#include "formats/cargo_checksum.h"
#include "formats/cargo_toml.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using model::Component;
using model::Manifest;
using source::Entry;

// A product with bindings of every platform has some 5 x 10^8 bytes of crates, the largest crate
// some 10^8. What lies beyond has no digest. Looked at between lots of crates, so that the number
// of threads changes nothing.
constexpr std::uint64_t kMaxCratesBytes = 1ull << 30, kMaxCrateBytes = 256ull << 20;
constexpr std::size_t kLot = 64;

struct Crate {
  Component component;  // Without digests where it cannot be told whether it is as published
  std::vector<Component> changed;
  std::uint64_t bytes = 0;  // Read of it
};

bool IsAsTold(BytesView bytes, std::string_view told) {
  if (crypto::Sha256Of(bytes).hex() == told) return true;
  if (bytes.find('\r') != bytes.npos || bytes.find('\n') == bytes.npos) return false;
  return crypto::Sha256Of(ReplaceAll(bytes, "\n", "\r\n")).hex() == told;
}

// By its own manifest, else by its folder.
void Name(const source::Tree& tree, const std::string& folder, Component& crate) {
  crate.name = PathName(folder);
  const Entry* entry = tree.Find(JoinPath(folder, "Cargo.toml"));
  if (entry == nullptr) return;
  const auto bytes = tree.Read(*entry, source::kMaxMarkBytes);
  if (!bytes) return;
  const auto manifest = formats::ReadCargoToml(entry->path, *bytes);
  if (!manifest || manifest->name.empty()) return;
  crate.name = manifest->name;
  crate.version = manifest->version;
}

// False when the file is not there to be looked at.
bool Compare(const source::Tree& tree, const Entry* entry, const std::string& told, Crate& crate) {
  if (entry == nullptr || crate.bytes > kMaxCrateBytes) return false;
  const auto file = tree.Read(*entry, source::kMaxReadBytes);
  if (!file) return false;
  crate.bytes += file->size();
  if (IsAsTold(*file, told)) return true;
  Component& changed = crate.changed.emplace_back();
  changed.name = crate.component.name;
  changed.version = crate.component.version;
  changed.digests = {"sha256:" + told, "sha256:" + crypto::Sha256Of(*file).hex()};
  changed.place = {entry->path, 0};
  return true;
}

Crate ReadCrate(const source::Tree& tree, const Entry& sums, bool compare) {
  Crate out;
  const std::string folder(sums.path.folder());
  out.component.place = {sums.path, 0};
  out.component.detail.group = "seen";
  Name(tree, folder, out.component);
  if (!compare) return out;
  const auto bytes = tree.Read(sums, source::kMaxReadBytes);
  if (!bytes) return out;
  const auto told = formats::ReadCargoChecksum(sums.path, *bytes);
  if (!told || told->files.empty()) return out;
  bool whole = true;
  for (const auto& [name, digest] : told->files)
    whole &= Compare(tree, tree.Find(JoinPath(folder, name)), digest, out);
  if (whole && out.changed.empty() && !told->package.empty())
    out.component.digests.push_back("sha256:" + told->package);
  return out;
}

Manifest Begin(std::string_view format, const Path& path) {
  Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kCargo;
  manifest.format = format;
  manifest.path = path;
  return manifest;
}

}  // namespace

std::vector<Manifest> ReadCrates(const source::Tree& tree, const std::vector<const Entry*>& sums,
                                 int threads) {
  std::vector<Crate> crates(sums.size());
  const auto step = static_cast<std::size_t>(std::max(1, threads));
  std::uint64_t bytes = 0;
  for (std::size_t lot = 0; lot < sums.size(); lot += kLot) {
    const std::size_t end = std::min(sums.size(), lot + kLot);
    const auto work = [&](std::size_t first) {
      for (std::size_t i = lot + first; i < end; i += step)
        crates[i] = ReadCrate(tree, *sums[i], bytes <= kMaxCratesBytes);
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < std::min(step, end - lot); ++i) others.emplace_back(work, i);
    work(0);
    for (auto& other : others) other.join();
    for (std::size_t i = lot; i < end; ++i) bytes += crates[i].bytes;
  }

  std::map<std::string, std::pair<Manifest, Manifest>> folders;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::string folder(PathFolder(sums[i]->path.folder()));
    auto [at, fresh] = folders.try_emplace(folder);
    auto& [kept, changed] = at->second;
    if (fresh) kept = Begin("cargo-vendor", sums[i]->path);
    kept.components.push_back(std::move(crates[i].component));
    if (crates[i].changed.empty()) continue;
    if (changed.components.empty())
      changed = Begin("cargo-changed", crates[i].changed.front().place.path);
    std::ranges::move(crates[i].changed, std::back_inserter(changed.components));
  }
  std::vector<Manifest> out;
  for (auto& [folder, both] : folders) {
    out.push_back(std::move(both.first));
    if (!both.second.components.empty()) out.push_back(std::move(both.second));
  }
  return out;
}

}  // namespace avouch::collect
