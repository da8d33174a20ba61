#include "formats/gradle_tree.h"

#include <algorithm>
#include <utility>

#include "base/path.h"
#include "base/text.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

std::string_view Above(std::string_view folder) {
  const auto slash = folder.rfind('/');
  return folder.substr(0, slash == folder.npos ? 0 : slash);
}

std::pair<std::string_view, std::string_view> Cut(std::string_view dotted) {
  const auto dot = dotted.find('.');
  if (dot == dotted.npos) return {dotted, {}};
  return {dotted.substr(0, dot), dotted.substr(dot + 1)};
}

}  // namespace

bool IsGradlePluginFolder(std::string_view name) {
  for (const std::string_view one : {"buildSrc", "build-logic", "buildLogic", "build-conventions",
                                     "build-plugins", "convention-plugins"})
    if (name == one) return true;
  return false;
}

GradleTree::GradleTree(std::span<const GradleFile> files) : files_(files), own_(files.size()) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    AddValues(i);
    for (const auto& catalog : files[i].catalogs) AddCatalog(catalog, i);
    const std::string folder(files[i].path.folder());
    if (files[i].kind == GradleFile::kSettings) settings_.insert(folder);
    for (const auto& build : files[i].plugin_builds)
      plugin_builds_.insert(ResolvePath(folder, build));
  }
  plugin_builds_.erase("");
  NameCatalogs();
}

void GradleTree::AddCatalog(const GradleCatalog& catalog, std::size_t file) {
  Catalog one{&catalog, file, {}, {}, {}, {}};
  for (std::size_t i = 0; i < catalog.rows.size(); ++i)
    (catalog.rows[i].plugin ? one.plugins : one.libraries).emplace(catalog.rows[i].alias, i);
  for (std::size_t i = 0; i < catalog.versions.size(); ++i)
    one.versions.emplace(catalog.versions[i].first, i);
  for (std::size_t i = 0; i < catalog.bundles.size(); ++i)
    one.bundles.emplace(catalog.bundles[i].first, i);
  catalogs_.push_back(std::move(one));
}

// gradle/libs.versions.toml is "libs" of the build above it; others are named by settings.
void GradleTree::NameCatalogs() {
  std::unordered_map<std::string_view, std::size_t> by_path;
  for (std::size_t i = 0; i < catalogs_.size(); ++i) {
    const GradleFile& file = files_[catalogs_[i].file];
    if (file.kind == GradleFile::kCatalog) by_path.emplace(file.path.bytes, i);
  }
  const auto name = [&](std::string folder, const std::string& catalog, std::size_t at) {
    if (catalog_at_.emplace(std::move(folder) + "\n" + catalog, at).second)
      catalog_named_[catalog].push_back(at);
  };
  for (std::size_t i = 0; i < catalogs_.size(); ++i) {
    const GradleFile& file = files_[catalogs_[i].file];
    if (file.kind == GradleFile::kCatalog) continue;
    const std::string folder(file.path.folder());
    std::size_t at = i;
    if (const std::string& from = catalogs_[i].rows->from; !from.empty()) {
      const auto read = by_path.find(ResolvePath(folder, from));
      if (read != by_path.end()) at = read->second;
    }
    name(folder, catalogs_[i].rows->name, at);
  }
  for (const auto& [path, at] : by_path)
    if (PathName(path) == "libs.versions.toml" && PathName(PathFolder(path)) == "gradle")
      name(std::string(Above(PathFolder(path))), "libs", at);
}

void GradleTree::AddValues(std::size_t file) {
  const GradleFile& from = files_[file];
  const bool everywhere = from.kind == GradleFile::kScript || from.kind == GradleFile::kSource;
  const auto add = [&](Values& values, const GradleValue& one) {
    Value& there = values[one.name];
    there.several |= there.value != nullptr && there.value->text != one.text;
    there.value = &one;
    there.file = file;
  };
  for (const auto& one : from.values) {
    add(own_[file], one);
    if (!one.shared) continue;
    if (everywhere)
      add(everywhere_, one);
    else
      add(shared_[std::string(from.path.folder())], one);
  }
}

// First in the object that asks, then in the file, the folders above, and everywhere.
const GradleTree::Value* GradleTree::Find(std::size_t file, std::string_view name,
                                          std::string_view within) const {
  while (!within.empty()) {
    const auto found = own_[file].find(std::string(within) + "." + std::string(name));
    if (found != own_[file].end()) return &found->second;
    const auto dot = within.rfind('.');
    within = within.substr(0, dot == within.npos ? 0 : dot);
  }
  if (const auto at = own_[file].find(name); at != own_[file].end()) return &at->second;
  for (std::string_view folder = files_[file].path.folder();; folder = Above(folder)) {
    if (const auto here = shared_.find(std::string(folder)); here != shared_.end())
      if (const auto at = here->second.find(name); at != here->second.end()) return &at->second;
    if (folder.empty()) break;
  }
  const auto at = everywhere_.find(name);
  return at == everywhere_.end() ? nullptr : &at->second;
}

std::size_t GradleTree::CatalogOf(std::size_t file, std::string_view name) const {
  const auto named = catalog_named_.find(std::string(name));
  if (named == catalog_named_.end()) return npos;
  for (std::string_view folder = files_[file].path.folder();; folder = Above(folder)) {
    const auto at = catalog_at_.find(std::string(folder) + "\n" + std::string(name));
    if (at != catalog_at_.end()) return at->second;
    if (folder.empty()) break;
  }
  // Sources of a plugin see the catalogue of those who apply it.
  return named->second.size() == 1 ? named->second.front() : npos;
}

GradleTree::Rows GradleTree::FindRows(std::size_t file, std::string_view name) const {
  Rows out;
  auto [first, rest] = Cut(name);
  out.catalog = CatalogOf(file, first);
  if (out.catalog == npos) return out;
  const Catalog& catalog = catalogs_[out.catalog];
  const auto [kind, alias] = Cut(rest);
  if (kind == "bundles") {
    if (const auto at = catalog.bundles.find(alias); at != catalog.bundles.end())
      for (const auto& one : catalog.rows->bundles[at->second].second)
        if (const auto row = catalog.libraries.find(one); row != catalog.libraries.end())
          out.rows.push_back(row->second);
    return out;
  }
  const auto& rows = kind == "plugins" ? catalog.plugins : catalog.libraries;
  const auto at = rows.find(kind == "plugins" ? alias : rest);
  if (at != rows.end()) out.rows.push_back(at->second);
  return out;
}

const std::string* GradleTree::VersionIn(std::size_t file, std::string_view name) const {
  const auto [first, rest] = Cut(name);
  const auto [kind, alias] = Cut(rest);
  if (kind != "versions") return nullptr;
  const std::size_t at = CatalogOf(file, first);
  if (at == npos) return nullptr;
  const auto version = catalogs_[at].versions.find(alias);
  return version == catalogs_[at].versions.end()
             ? nullptr
             : &catalogs_[at].rows->versions[version->second].second;
}

GradleTree::Filled GradleTree::Fill(std::size_t file, std::string_view text) const {
  Filled out;
  int steps = 0;
  FillInto(file, text, {}, 0, steps, out);
  out.whole &= out.text.find('$') == std::string::npos;
  return out;
}

// What names itself, or grows beyond all sense, stays as written.
void GradleTree::FillInto(std::size_t file, std::string_view text, std::string_view within,
                          int depth, int& steps, Filled& out) const {
  while (true) {
    const std::size_t at = text.find("${");
    const std::size_t end = at == text.npos ? at : text.find('}', at);
    out.text += text.substr(0, end == text.npos ? end : at);
    if (end == text.npos) return;
    const std::string_view name = text.substr(at + 2, end - at - 2);
    const bool more =
        depth < kMaxPropertyDepth && ++steps < kMaxPropertySteps && out.text.size() < kMaxExpanded;
    const Value* value = more ? Find(file, name, within) : nullptr;
    const std::string* version = more && value == nullptr ? VersionIn(file, name) : nullptr;
    if (version != nullptr) {
      out.text += *version;
    } else if (value == nullptr || value->several || name.empty()) {
      out.text += text.substr(at, end - at + 1);
      out.whole = false;
    } else {
      const std::string_view whose = value->value->name;
      const auto dot = whose.rfind('.');
      FillInto(value->file, value->value->text, whose.substr(0, dot == whose.npos ? 0 : dot),
               depth + 1, steps, out);
    }
    text.remove_prefix(end + 1);
  }
}

bool GradleTree::IsOfPlugins(std::size_t file) const {
  const Path& path = files_[file].path;
  if (files_[file].kind == GradleFile::kSource) return false;
  bool of_plugins = false;
  for (std::string_view folder = path.folder(); !folder.empty(); folder = Above(folder)) {
    const std::string_view name = PathName(folder);
    if (name == "src") return false;  // What its plugins do to others
    of_plugins |= IsGradlePluginFolder(name) || plugin_builds_.contains(std::string(folder));
  }
  return of_plugins;
}

}  // namespace avouch::formats
