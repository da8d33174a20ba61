#include "source/package_cache.h"

#include <algorithm>
#include <utility>

#include "base/path.h"
#include "base/text.h"
#include "os/file.h"
#include "os/folder_files.h"
#include "source/limits.h"

namespace avouch::source {
namespace {

class FolderPlace : public CachePlace {
 public:
  explicit FolderPlace(os::FolderFiles files) : files_(std::move(files)) {}
  [[nodiscard]] std::optional<Bytes> Read(std::string_view path) const override {
    auto bytes = files_.Read(path, kMaxCachedFile);
    if (!bytes) return std::nullopt;
    return std::move(*bytes);
  }
  [[nodiscard]] std::vector<std::string> Folders(std::string_view path) const override {
    return files_.Folders(path, kMaxCachedVersions).value_or(std::vector<std::string>());
  }

 private:
  os::FolderFiles files_;
};

class TreePlace : public CachePlace {
 public:
  TreePlace(const Tree& tree, std::string root) : tree_(tree), root_(std::move(root)) {}
  [[nodiscard]] std::optional<Bytes> Read(std::string_view path) const override {
    const Entry* entry = tree_.Find(JoinPath(root_, path));
    if (entry == nullptr ||
        (entry->kind != EntryKind::kFile && entry->kind != EntryKind::kExecutable))
      return std::nullopt;
    auto bytes = tree_.Read(*entry, kMaxCachedFile);
    if (!bytes) return std::nullopt;
    return std::move(*bytes);
  }
  [[nodiscard]] std::vector<std::string> Folders(std::string_view path) const override {
    const std::string lead = JoinPath(root_, path) + "/";
    std::vector<std::string> out;
    const auto& entries = tree_.entries();
    auto at = std::ranges::lower_bound(entries, lead, {},
                                       [](const Entry& one) { return one.path.bytes; });
    for (; at != entries.end() && at->path.bytes.starts_with(lead); ++at) {
      const std::string_view rest = std::string_view(at->path.bytes).substr(lead.size());
      const std::size_t slash = rest.find('/');
      if (slash == rest.npos || (!out.empty() && out.back() == rest.substr(0, slash))) continue;
      if (out.size() == kMaxCachedVersions) break;
      out.emplace_back(rest.substr(0, slash));
    }
    return out;
  }

 private:
  const Tree& tree_;
  std::string root_;
};

// One step of a path, and no more.
bool IsStep(std::string_view text) {
  return !text.empty() && text.size() < 256 && text != "." && text != ".." &&
         text.find_first_of(std::string_view("/\\\0", 3)) == text.npos;
}

// "com.example" is the folder com/example.
std::optional<std::string> FolderOfGroup(std::string_view group) {
  if (group.size() > 1000) return std::nullopt;
  std::string out;
  for (const auto step : Split(group, '.')) {
    if (!IsStep(step)) return std::nullopt;
    if (!out.empty()) out += '/';
    out += step;
  }
  return out;
}

// As paths spell it: upper case as "!" and lower case.
std::string GoSpelling(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') out += '!';
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

struct Known {
  CacheLayout layout;
  std::string_view end;  // Of the path of its root
};
constexpr Known kKnown[] = {{CacheLayout::kMaven, ".m2/repository"},
                            {CacheLayout::kGradle, "caches/modules-2/files-2.1"},
                            {CacheLayout::kGo, "pkg/mod/cache/download"}};

// Where a cache is in a folder that holds it, by the shortest name for it.
constexpr Known kInside[] = {{CacheLayout::kMaven, "repository"},
                             {CacheLayout::kMaven, ".m2/repository"},
                             {CacheLayout::kGradle, "files-2.1"},
                             {CacheLayout::kGradle, "modules-2/files-2.1"},
                             {CacheLayout::kGradle, "caches/modules-2/files-2.1"},
                             {CacheLayout::kGradle, ".gradle/caches/modules-2/files-2.1"},
                             {CacheLayout::kGo, "download"},
                             {CacheLayout::kGo, "cache/download"},
                             {CacheLayout::kGo, "mod/cache/download"},
                             {CacheLayout::kGo, "pkg/mod/cache/download"},
                             {CacheLayout::kGo, "go/pkg/mod/cache/download"}};

bool EndsInFolder(std::string_view path, std::string_view end) {
  return path.ends_with(end) &&
         (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
}

}  // namespace

std::optional<CacheFound> CacheAt(std::string_view folder) {
  for (const auto& [layout, end] : kKnown)
    if (EndsInFolder(folder, end)) return CacheFound{layout, std::string(folder)};
  return std::nullopt;
}

Status PackageCaches::AddFolder(const std::string& folder) {
  const auto add = [&](const std::string& path, CacheLayout layout) -> Status {
    AVOUCH_TRY(os::FolderFiles files, os::FolderFiles::Open(path));
    places_.push_back({layout, "", std::make_shared<FolderPlace>(std::move(files))});
    return {};
  };
  AVOUCH_TRY(const std::string real, os::RealPath(folder));
  for (const auto& [layout, end] : kInside)
    if (layout != CacheLayout::kMaven && EndsInFolder(real, end)) return add(folder, layout);
  bool any = false;
  for (const auto& [layout, end] : kInside) {
    const std::string path = folder + "/" + std::string(end);
    if (os::KindOf(path) != os::FileKind::kFolder) continue;
    any = true;
    AVOUCH_CHECK_OK(add(path, layout));
  }
  return any ? Status() : add(folder, CacheLayout::kMaven);
}

void PackageCaches::AddInside(const std::string& root, const CacheFound& found) {
  if (places_.size() >= kMaxCaches) return;
  auto files = os::FolderFiles::Open(root + "/" + found.path);
  if (files)
    places_.push_back(
        {found.layout, found.path + "/", std::make_shared<FolderPlace>(std::move(*files))});
}

void PackageCaches::AddTree(const Tree& tree) {
  std::string last;
  for (const Entry& entry : tree.entries())
    for (const auto& [layout, end] : kKnown) {
      const std::string& path = entry.path.bytes;
      const std::size_t at = path.find(end);
      if (at == path.npos || (at > 0 && path[at - 1] != '/') || path.size() == at + end.size() ||
          path[at + end.size()] != '/')
        continue;
      const std::string root = path.substr(0, at + end.size());
      if (root == last || places_.size() >= kMaxCaches) continue;
      last = root;
      places_.push_back({layout, root + "/", std::make_shared<TreePlace>(tree, root)});
    }
}

bool PackageCaches::Has(CacheLayout layout) const {
  return std::ranges::any_of(places_, [&](const Place& one) {
    return one.layout == layout ||
           (one.layout == CacheLayout::kGradle && layout == CacheLayout::kMaven);
  });
}

std::optional<CachedFile> PackageCaches::Pom(std::string_view group, std::string_view artifact,
                                             std::string_view version) const {
  const auto folder = FolderOfGroup(group);
  if (!folder || !IsStep(artifact) || !IsStep(version)) return std::nullopt;
  const std::string name = std::string(artifact) + "-" + std::string(version) + ".pom";
  for (const auto& [layout, lead, files] : places_) {
    if (layout == CacheLayout::kMaven) {
      const std::string path = JoinPath(JoinPath(JoinPath(*folder, artifact), version), name);
      if (auto bytes = files->Read(path)) return CachedFile{lead + path, std::move(*bytes)};
    }
    if (layout != CacheLayout::kGradle) continue;
    // Below the version, a folder for each file, named by its digest.
    const std::string at = JoinPath(JoinPath(std::string(group), artifact), version);
    for (const auto& digest : files->Folders(at)) {
      const std::string path = JoinPath(JoinPath(at, digest), name);
      if (auto bytes = files->Read(path)) return CachedFile{lead + path, std::move(*bytes)};
    }
  }
  return std::nullopt;
}

std::vector<std::string> PackageCaches::Versions(std::string_view group,
                                                 std::string_view artifact) const {
  const auto folder = FolderOfGroup(group);
  std::vector<std::string> out;
  if (!folder || !IsStep(artifact)) return out;
  for (const auto& [layout, lead, files] : places_) {
    if (layout == CacheLayout::kGo) continue;
    const std::string at = layout == CacheLayout::kMaven ? *folder : std::string(group);
    for (auto& version : files->Folders(JoinPath(at, artifact))) out.push_back(std::move(version));
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

std::optional<CachedFile> PackageCaches::GoMod(std::string_view module,
                                               std::string_view version) const {
  if (module.size() > 1000 || !IsStep(version)) return std::nullopt;
  for (const auto step : Split(module, '/'))
    if (!IsStep(step)) return std::nullopt;
  const std::string path =
      JoinPath(JoinPath(GoSpelling(module), "@v"), GoSpelling(version) + ".mod");
  for (const auto& [layout, lead, files] : places_)
    if (layout == CacheLayout::kGo)
      if (auto bytes = files->Read(path)) return CachedFile{lead + path, std::move(*bytes)};
  return std::nullopt;
}

}  // namespace avouch::source
