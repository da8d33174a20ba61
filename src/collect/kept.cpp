#include "collect/kept.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "collect/kept_crates.h"
#include "crypto/hash.h"
#include "formats/archive.h"
#include "formats/cargo_checksum.h"
#include "formats/package_lock.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;
using source::Entry;

// All archives of a tree together; a wheelhouse of a large product is some 10^8 bytes.
constexpr std::uint64_t kMaxKeptBytes = 512ull << 20;

struct Kind {
  std::string_view ending;
  Ecosystem ecosystem;
  std::string_view digest;  // As the locks of its ecosystem write it
};

constexpr auto kKinds = std::to_array<Kind>({{".whl", Ecosystem::kPython, "sha256:"},
                                             {".nupkg", Ecosystem::kNuget, "sha512-"},
                                             {".crate", Ecosystem::kCargo, "sha256:"},
                                             {".gem", Ecosystem::kRubygems, "sha256:"},
                                             {".tgz", Ecosystem::kNpm, "sha512-"},
                                             {".jar", Ecosystem::kMaven, "sha256:"},
                                             {".aar", Ecosystem::kMaven, "sha256:"},
                                             {".zip", Ecosystem::kNpm, "yarn:"},
                                             {".exe", Ecosystem::kOther, "sha256:"},
                                             {".dll", Ecosystem::kOther, "sha256:"},
                                             {".so", Ecosystem::kOther, "sha256:"},
                                             {".dylib", Ecosystem::kOther, "sha256:"}});

// A zip is a package only in Yarn's cache, a tgz only where npm or Yarn keep them.
const Kind* KindOf(const Path& path) {
  const std::string_view name = path.name();
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos || dot == 0 || name.size() - dot > 6) return nullptr;
  const auto at = std::ranges::find(kKinds, name.substr(dot), &Kind::ending);
  if (at == kKinds.end()) return nullptr;
  const std::string_view folder = path.folder();
  if (at->ending == ".zip" && !IsYarnArchive(path)) return nullptr;
  if (at->ending == ".tgz" && folder.find("cache") == folder.npos &&
      folder.find("mirror") == folder.npos && folder.find("npm") == folder.npos)
    return nullptr;
  return &*at;
}

std::string DigestOf(std::string_view how, BytesView bytes) {
  if (how == "sha512-") return "sha512-" + ToBase64(crypto::Sha512Of(bytes));
  if (how == "yarn:") return "yarn:" + ToHex(crypto::Sha512Of(bytes));
  return "sha256:" + crypto::Sha256Of(bytes).hex();
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "left-pad-1.3.0" is left-pad 1.3.0; of Yarn's "left-pad-npm-1.3.0-a1b2c3d4e5-8" and a wheel's
// "left_pad-1.3.0-py3-none-any" too.
void NameByFile(std::string_view stem, Ecosystem ecosystem, Component& component) {
  if (ecosystem == Ecosystem::kPython) {
    const auto words = Split(stem, '-');
    component.name = words[0];
    if (words.size() > 1) component.version = words[1];
    return;
  }
  if (const std::size_t npm = stem.rfind("-npm-"); npm != stem.npos) {
    component.name = stem.substr(0, npm);
    std::string_view rest = stem.substr(npm + 5);
    for (int i = 0; i < 2; ++i) rest = rest.substr(0, rest.rfind('-'));
    component.version = rest;
    return;
  }
  for (std::size_t at = stem.find('-'); at != stem.npos; at = stem.find('-', at + 1))
    if (at + 1 < stem.size() && IsDigit(stem[at + 1])) {
      component.name = stem.substr(0, at);
      component.version = stem.substr(at + 1);
      return;
    }
  component.name = stem;
}

// The first word tells that a large file's bytes lie elsewhere.
bool IsPointer(BytesView bytes) { return bytes.starts_with("version https://git-lfs"); }

class Finder {
 public:
  Finder(const source::Tree& tree, const Origins& origins, const model::Product& product)
      : tree_(tree), origins_(origins), product_(product) {}

  std::vector<Manifest> Find(int threads) {
    std::vector<const Entry*> crates;
    for (const auto& entry : tree_.entries()) {
      if (entry.kind != source::EntryKind::kFile && entry.kind != source::EntryKind::kExecutable)
        continue;
      const std::string_view name = entry.path.name();
      if (name == formats::kCargoChecksumName) {
        if (Counts(entry.path)) crates.push_back(&entry);
      } else if (entry.path.bytes.ends_with("node_modules/.package-lock.json")) {
        if (Counts(entry.path)) HiddenLock(entry);
      } else if (const Kind* kind = KindOf(entry.path); kind != nullptr && Counts(entry.path)) {
        Add(entry, *kind);
      }
    }
    for (auto& [key, manifest] : folders_) out_.push_back(std::move(manifest));
    for (auto& manifest : ReadCrates(tree_, crates, threads)) out_.push_back(std::move(manifest));
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool Counts(const Path& path) const {
    for (const auto& exclusion : product_.exclusions) {
      std::string_view folder = exclusion.path.bytes;
      while (folder.ends_with('/')) folder.remove_suffix(1);
      if (path.IsUnder(folder)) return false;
    }
    const model::Origin origin = origins_.Of(path).origin;
    return origin == model::Origin::kOwn || origin == model::Origin::kVendored;
  }

  Manifest& Folder(const Entry& entry, const Kind& kind) {
    auto [at, fresh] = folders_.try_emplace({std::string(entry.path.folder()), kind.ecosystem});
    if (fresh) {
      at->second.path = entry.path;
      at->second.ecosystem = kind.ecosystem;
      at->second.format = kind.ecosystem == Ecosystem::kOther ? "kept-programs" : "kept-packages";
    }
    return at->second;
  }

  void Add(const Entry& entry, const Kind& kind) {
    Component component;
    component.place = {entry.path, 0};
    const std::string_view name = entry.path.name();
    component.detail.group = model::IsBuildWrapper(entry.path) ? "build" : "seen";
    const std::string_view stem = name.substr(0, name.size() - kind.ending.size());
    if (kind.ecosystem == Ecosystem::kOther)
      component.name = stem;
    else
      NameByFile(stem, kind.ecosystem, component);
    if (const auto bytes = Read(entry)) {
      NameByContent(entry.path, *bytes, component);
      component.digests.push_back(DigestOf(kind.digest, *bytes));
    }
    Folder(entry, kind).components.push_back(std::move(component));
  }

  // What a wheel, a jar or a NuGet package says of itself.
  static void NameByContent(const Path& path, BytesView bytes, Component& component) {
    if (path.name().ends_with(".gem") || path.name().ends_with(".crate") ||
        path.name().ends_with(".tgz") || !formats::IsArchive(path))
      return;  // Locks name those as their files are named
    const auto read = formats::ReadArchive(path, bytes, {.digests = false});
    if (!read || read->components.empty() || read->components.front().name.empty()) return;
    component.name = read->components.front().name;
    component.version = read->components.front().version;
  }

  std::optional<Bytes> Read(const Entry& entry) {
    if (bytes_ > kMaxKeptBytes) return std::nullopt;
    auto bytes = tree_.Read(entry, source::kMaxReadBytes);
    if (!bytes || IsPointer(*bytes)) return std::nullopt;
    bytes_ += bytes->size();
    return std::move(*bytes);
  }

  void HiddenLock(const Entry& entry) {
    const auto bytes = Read(entry);
    if (!bytes) return;
    auto read = formats::ReadPackageLock(entry.path, *bytes);
    if (!read) return;
    read->format = "npm-hidden-lock";
    read->lock = false;
    for (auto& component : read->components) component.detail.needs.clear();
    out_.push_back(std::move(*read));
  }

  const source::Tree& tree_;
  const Origins& origins_;
  const model::Product& product_;
  std::map<std::pair<std::string, Ecosystem>, Manifest> folders_;
  std::vector<Manifest> out_;
  std::uint64_t bytes_ = 0;
};

}  // namespace

bool IsYarnArchive(const Path& path) {
  return path.name().ends_with(".zip") && path.folder().ends_with(".yarn/cache");
}

Manifest ReadYarnArchive(const Path& path, BytesView bytes) {
  Manifest out;
  out.path = path;
  out.ecosystem = Ecosystem::kNpm;
  out.format = "kept-packages";
  Component component;
  component.place = {path, 0};
  component.detail.group = "seen";
  NameByFile(path.name().substr(0, path.name().size() - 4), out.ecosystem, component);
  component.digests.push_back(DigestOf("yarn:", bytes));
  out.components.push_back(std::move(component));
  return out;
}

std::vector<model::Manifest> FindKept(const source::Tree& tree, const Origins& origins,
                                      const model::Product& product, int threads) {
  return Finder(tree, origins, product).Find(threads);
}

}  // namespace avouch::collect
