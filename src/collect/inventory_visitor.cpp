#include "collect/inventory_visitor.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <variant>

#include "base/text.h"
#include "formats/dpkg_status.h"
#include "formats/owned_files.h"

namespace avouch::collect {
namespace {

using source::Wish;

// Things left that are told by name; a tree of a million files nobody may read has more.
constexpr std::size_t kMaxLeft = 10'000;
constexpr std::string_view kMoreLists = "more components in SBOMs than are read of their size";

// A path under its place since bin, sbin and lib became links into usr.
std::uint64_t HashOf(std::string_view path) {
  constexpr std::string_view kMoved[] = {"bin", "sbin", "lib", "lib32", "lib64", "libx32"};
  const std::size_t slash = path.find('/');
  if (slash != path.npos && std::ranges::find(kMoved, path.substr(0, slash)) != std::end(kMoved)) {
    const std::string moved = "usr/" + std::string(path);
    return std::hash<std::string_view>()(moved);
  }
  return std::hash<std::string_view>()(path);
}

// Says nothing but what its package says: what it loads, or the package's own note.
bool PackageSaysIt(const model::Manifest& manifest) {
  return manifest.format == "elf" || manifest.format == "pe" || manifest.format == "mach-o" ||
         manifest.format == "package-note";
}

std::string KeyOf(const model::Component& component) {
  std::string key = component.name + '\0' + component.version;
  for (const auto& [name, value] : component.detail.qualifiers)
    if (name == "arch") key += '\0' + value;
  return key;
}

// Folders that lead to a database of packages, or lie in one.
bool LeadsToOwners(std::string_view folder) {
  for (const std::string_view place :
       {"var/lib/dpkg/info", "var/lib/dpkg/status.d", "lib/apk/db", "usr/lib/apk/db", "var/lib/rpm",
        "usr/lib/sysimage/rpm", "usr/share/rpm"}) {
    if (folder == place) return true;
    if (place.starts_with(folder) && place[folder.size()] == '/') return true;
  }
  return false;
}

// The root of the system whose database or list is at `path`: "" or "srv/jail/".
std::string_view RootOf(std::string_view path) {
  for (const std::string_view place : {"var/lib/dpkg/", "usr/lib/apk/db/", "lib/apk/db/",
                                       "var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/"}) {
    const std::size_t at = path.rfind(place);
    if (at != path.npos && (at == 0 || path[at - 1] == '/')) return path.substr(0, at);
  }
  return {};
}

bool IsOwners(const NameVerdict& verdict) {
  return verdict.role == FileRole::kFileList ||
         (verdict.role == FileRole::kInstalled && verdict.format->name != "os-release" &&
          verdict.format->name != "java-runtime" && verdict.format->name != "snap-record");
}

}  // namespace

void InventoryVisitor::Only(Part part) {
  if (part == Part::kRest) SortOwners();
  part_ = part;
}

bool InventoryVisitor::Enters(std::string_view folder) {
  if (part_ == Part::kRest)
    if (auto found = source::CacheAt(folder)) caches_.push_back(std::move(*found));
  return part_ != Part::kOwners || LeadsToOwners(folder);
}

Wish InventoryVisitor::Wants(std::string_view path) {
  const NameVerdict verdict = names_.Judge(path);
  if (part_ == Part::kOwners && !IsOwners(verdict)) return Wish::kLeave;
  if (part_ == Part::kRest && IsOwners(verdict) && found_.contains(path)) return Wish::kLeave;
  switch (verdict.role) {
    case FileRole::kNone:
      return Wish::kLeave;
    case FileRole::kProgram:
      return readers_.read_program == nullptr ? Wish::kLeave : Wish::kProgram;
    case FileRole::kUnsure:
      return readers_.read_program == nullptr ? Wish::kLeave : Wish::kUnsure;
    case FileRole::kArchive:
      return Wish::kLarge;
    default:
      return Wish::kRead;
  }
}

bool InventoryVisitor::IsProgram(BytesView head) {
  return readers_.is_program != nullptr && readers_.is_program(head);
}

void InventoryVisitor::Read(const source::VisitedFile& file, BytesView bytes) {
  const Path path{file.path};
  const NameVerdict verdict = names_.Judge(file.path);
  Found found;
  found.layer = file.layer;
  ++wanted_;
  const std::size_t left = left_.size();
  switch (verdict.role) {
    case FileRole::kCopyright:
      found.licences = formats::ReadDebianCopyright(bytes);
      break;
    case FileRole::kFileList:
      ReadOwners(path, bytes, found);
      break;
    case FileRole::kInstalled:
    case FileRole::kManifest:
      ReadText(verdict, path, bytes, found);
      break;
    case FileRole::kSbom:
      ReadSbom(path, bytes, found);
      break;
    default:
      ReadContent(verdict.role, path, bytes, found);
  }
  if (left_.size() == left) ++read_;
  for (auto& item : found.items) item.layer = file.layer;
  if (!found.items.empty() || !found.lists.empty() || found.part || !found.licences.empty() ||
      !found.owned.empty())
    found_.insert_or_assign(path.bytes, std::move(found));
}

void InventoryVisitor::ReadText(const NameVerdict& verdict, const Path& path, BytesView bytes,
                                Found& found) {
  const auto not_understood = [&](const Error& error) {
    Left(path.bytes, "not understood: " + Printable(ToString(error)));
  };
  if (verdict.role == FileRole::kManifest && IsProjectPart(path)) {
    auto part = ReadProjectPart(path, bytes);
    if (!part) return not_understood(part.error());
    found.part = std::move(*part);
    return;
  }
  auto reading = verdict.format->read(path, bytes);
  if (!reading) return not_understood(reading.error());
  auto* manifest = std::get_if<model::Manifest>(&*reading);
  if (manifest == nullptr) return;
  found.items.push_back({.manifest = std::move(*manifest)});
  if (verdict.role != FileRole::kInstalled) return;
  KeepLayers(path.bytes, found);
  ReadOwners(path, bytes, found);
}

void InventoryVisitor::ReadContent(FileRole role, const Path& path, BytesView bytes, Found& found) {
  std::optional<Result<std::vector<model::Manifest>>> read;
  found.program = role != FileRole::kArchive;
  if (!found.program) {
    if (readers_.read_archive != nullptr) read = readers_.read_archive(path, bytes, found.lists);
  } else if (readers_.read_program != nullptr) {
    read = readers_.read_program(path, bytes, OwnerOf(path.bytes) != nullptr);
  }
  if (!read) return;
  if (!*read) return Left(path.bytes, "not understood: " + Printable(ToString(read->error())));
  for (auto& manifest : **read) found.items.push_back({.manifest = std::move(manifest)});
  std::erase_if(found.lists, [&](const model::FoundList& list) {
    const bool more = !sboms_.Take(list);
    if (more) Left(list.path.bytes, std::string(kMoreLists));
    return more;
  });
}

void InventoryVisitor::ReadSbom(const Path& path, BytesView bytes, Found& found) {
  auto list = formats::ReadSbomAt(path.bytes, bytes);
  if (!list) return Left(path.bytes, "not understood: " + Printable(ToString(list.error())));
  if (!*list) return;
  model::FoundList one{.path = path, .bytes = bytes.size(), .list = std::move(**list)};
  if (!sboms_.Take(one)) return Left(path.bytes, std::string(kMoreLists));
  found.lists.push_back(std::move(one));
}

void InventoryVisitor::ReadOwners(const Path& path, BytesView bytes, Found& found) {
  std::string last, whole;
  const std::string_view root = RootOf(path.bytes);
  formats::ForEachOwnedFile(path, bytes, [&](std::string_view package, std::string_view file) {
    if (packages_.empty() || package != last) {
      last = package;
      packages_.push_back(last);
    }
    if (!root.empty()) file = whole.assign(root).append(file);
    found.owned.emplace_back(HashOf(file), static_cast<std::uint32_t>(packages_.size() - 1));
  });
}

void InventoryVisitor::KeepLayers(const std::string& path, Found& found) {
  const auto before = earlier_.find(path);
  if (before == earlier_.end()) return;
  auto& item = found.items.back();
  for (const auto& component : item.manifest.components) {
    const auto at = before->second.find(KeyOf(component));
    item.component_layers.push_back(at == before->second.end() ? found.layer : at->second);
  }
  earlier_.erase(before);
}

void InventoryVisitor::Remember(const std::string& path, const Found& found) {
  if (found.items.size() != 1) return;
  const auto& item = found.items[0];
  if (item.manifest.format != "dpkg-status" && item.manifest.format != "apk-installed" &&
      item.manifest.format != "rpm-database" && item.manifest.format != "opkg-status")
    return;
  auto& earlier = earlier_[path];
  for (std::size_t i = 0; i < item.manifest.components.size(); ++i)
    earlier.emplace(KeyOf(item.manifest.components[i]),
                    item.component_layers.empty() ? found.layer : item.component_layers[i]);
}

void InventoryVisitor::Gone(std::string_view path, bool self, bool below, std::uint32_t layer) {
  if (found_.empty()) return;
  if (self) {
    const auto at = found_.find(path);
    if (at != found_.end() && at->second.layer < layer) {
      Remember(at->first, at->second);
      found_.erase(at);
    }
  }
  if (!below) return;
  const std::string first = path.empty() ? std::string() : std::string(path) + "/";
  for (auto at = found_.lower_bound(first); at != found_.end() && at->first.starts_with(first);)
    at = at->second.layer < layer ? found_.erase(at) : std::next(at);
}

void InventoryVisitor::Left(std::string_view path, std::string why) {
  if (left_.size() < kMaxLeft)
    left_.push_back({Path(path), std::move(why)});
  else if (left_.size() == kMaxLeft)
    left_.push_back({Path(), "more is left than is told"});
}

// A list of dpkg's whose package its database no more has, owns nothing: what it names is nobody's.
void InventoryVisitor::SortOwners() {
  owners_.clear();
  std::unordered_set<std::string> installed;  // "root\n" with a database, "root\nname"
  for (const auto& [path, found] : found_)
    for (const auto& item : found.items) {
      if (item.manifest.format != "dpkg-status") continue;
      const std::string root = std::string(RootOf(path)) + '\n';
      installed.insert(root);
      installed.insert(root + std::string(PathName(path)));  // "status.d/base", "base.md5sums"
      for (const auto& component : item.manifest.components)
        installed.insert(root + component.name);
    }
  for (const auto& [path, found] : found_) {
    if (found.owned.empty()) continue;
    const std::string root = std::string(RootOf(path)) + '\n';
    if (formats::IsDpkgFileList(path) && installed.contains(root) &&
        !installed.contains(root + packages_[found.owned.front().second]))
      continue;
    owners_.insert(owners_.end(), found.owned.begin(), found.owned.end());
  }
  std::ranges::sort(owners_);
}

const std::string* InventoryVisitor::OwnerOf(std::string_view path) const {
  const auto at = std::ranges::lower_bound(owners_, std::pair(HashOf(path), std::uint32_t{0}));
  return at == owners_.end() || at->first != HashOf(path) ? nullptr : &packages_[at->second];
}

void InventoryVisitor::FillLicences(InventoryItem& item) const {
  if (item.manifest.format != "dpkg-status") return;
  const std::string& path = item.manifest.path.bytes;
  const std::size_t place = path.rfind("var/lib/dpkg/");
  if (place == path.npos) return;
  const std::string folder = path.substr(0, place) + "usr/share/doc/";
  for (auto& component : item.manifest.components) {
    const auto at = found_.find(folder + component.name + "/copyright");
    if (at != found_.end()) component.detail.licences = at->second.licences;
  }
}

// Of each database, the os-release nearest above it names the system.
void InventoryVisitor::FillSystem(std::vector<InventoryItem>& items) const {
  std::map<std::string, std::pair<std::string, std::string>> systems;  // By root
  std::map<std::string, std::string> spelled;
  for (const auto& item : items) {
    if (item.manifest.format != "os-release") continue;
    std::string root = item.manifest.path.bytes;
    root.resize(root.size() - (root.ends_with("usr/lib/os-release") ? 18 : 14));
    if (!systems.emplace(root, std::pair(item.manifest.name, item.manifest.version)).second)
      continue;  // etc/os-release comes first.
    spelled[root] = item.manifest.components[0].detail.qualifiers[0].second;
  }
  for (auto& item : items) {
    auto& manifest = item.manifest;
    if (manifest.format != "dpkg-status" && manifest.format != "opkg-status" &&
        manifest.format != "apk-installed" && manifest.format != "rpm-database" &&
        (manifest.format != "snap-packages-installed" || !manifest.version.empty()))
      continue;
    std::string root = manifest.path.bytes;
    while (!root.empty() && !systems.contains(root)) {
      root.pop_back();
      while (!root.empty() && root.back() != '/') root.pop_back();
    }
    const auto system = systems.find(root);
    if (system == systems.end()) continue;
    std::tie(manifest.name, manifest.version) = system->second;
    for (auto& component : manifest.components)
      component.detail.qualifiers.emplace_back("distro", spelled[root]);
  }
}

// Poms with their parents, projects with the versions that stand above them.
void InventoryVisitor::TellTogether(const source::PackageCaches& caches) {
  std::vector<ProjectPart> parts;
  std::vector<Found*> places;
  for (auto& [path, found] : found_) {
    if (!found.part) continue;
    parts.push_back(std::move(*found.part));
    places.push_back(&found);
  }
  std::vector<model::Manifest> told = ResolveProjects(std::move(parts), &caches);
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i]->items.push_back({.manifest = std::move(told[i]), .layer = places[i]->layer});
}

void InventoryVisitor::MoveInto(const source::PackageCaches& caches, InventoryReading& out) {
  SortOwners();
  TellTogether(caches);
  for (auto& [path, found] : found_) {
    for (auto& list : found.lists) {
      if (const auto* owner = OwnerOf(path)) list.owner = *owner;
      if (found.layer < out.layers.size()) list.layer = out.layers[found.layer];
      out.lists.push_back(std::move(list));
    }
    for (auto& item : found.items) {
      if (const auto* owner = OwnerOf(path)) item.owner = *owner;
      if (!item.owner.empty() && (found.program ? PackageSaysIt(item.manifest)
                                                : item.manifest.format == "java-runtime-installed"))
        continue;
      FillLicences(item);
      out.items.push_back(std::move(item));
    }
  }
  std::ranges::stable_sort(out.lists, {}, &model::FoundList::path);
  std::ranges::stable_sort(out.items, [](const InventoryItem& a, const InventoryItem& b) {
    return std::tie(a.manifest.path, a.manifest.format) <
           std::tie(b.manifest.path, b.manifest.format);
  });
  FillSystem(out.items);
  std::ranges::sort(left_);
  left_.erase(std::ranges::unique(left_).begin(), left_.end());
  out.coverage.left = std::move(left_);
  out.coverage.read = read_;
  out.coverage.seen = read_ + static_cast<long long>(out.coverage.left.size());
}

}  // namespace avouch::collect
