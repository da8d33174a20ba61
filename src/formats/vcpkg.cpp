#include "formats/vcpkg.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

constexpr std::string_view kBuiltin = "https://github.com/microsoft/vcpkg";

// "1.2.3" with its port version behind "#".
std::string VersionOf(const Node& node) {
  for (const auto key : {"version", "version-semver", "version-string", "version-date"})
    if (node[key].is_text()) {
      std::string version(node[key].text());
      const auto port = node["port-version"].integer().value_or(0);
      return port > 0 ? version + "#" + std::to_string(port) : version;
    }
  return {};
}

// "vcpkg_ports/argon2/vcpkg.json": how an overlay builds what others made. Of a registry's own
// ports ("ports/argon2") the registry is the maker.
bool IsOverlayPort(const Path& path, std::string_view name) {
  const Path folder{path.folder()};
  const Path above{folder.folder()};
  const std::string_view around = above.name();
  return !name.empty() && folder.name() == name &&
         (around.find("overlay") != around.npos || around.find("vcpkg") != around.npos);
}

class Reader {
 public:
  Reader(const Path& path, model::Manifest& manifest) : path_(path), manifest_(manifest) {}

  void Manifest(const Node& root) {
    manifest_.name = root["name"].text();
    manifest_.version = VersionOf(root);
    if (root["license"].is_text()) manifest_.licences.emplace_back(root["license"].text());
    for (const Node& one : root["overrides"].items())
      overrides_.emplace(one["name"].text(), VersionOf(one));
    Dependencies(root["dependencies"], "");
    for (const auto& [feature, place, value] : root["features"].entries())
      Dependencies(value["dependencies"], feature);
    for (const Node& feature : root["features"].items())
      Dependencies(feature["dependencies"], feature["name"].text());
    if (const Node& baseline = root["builtin-baseline"]; baseline.is_text())
      Registry(kBuiltin, baseline.text(), baseline.line());
    for (const auto key : {"vcpkg-configuration", "configuration"}) Configuration(root[key]);
    if (IsOverlayPort(path_, manifest_.name)) Port();
    Finish();
  }

  void Configuration(const Node& root) {
    From(root["default-registry"]);
    for (const Node& one : root["registries"].items()) From(one);
  }

  // What each branch of a registry was at when ports were last looked up.
  void Lock(const Node& root) {
    for (const auto& [repository, place, branches] : root.entries())
      for (const auto& [branch, at, commit] : branches.entries())
        Registry(repository, commit.text(), commit.line());
  }

  void Finish() { manifest_.notes = notes_.Take(); }

 private:
  void Dependencies(const Node& list, std::string_view feature) {
    for (const Node& item : list.items()) {
      model::Requirement one;
      one.name = item.is_text() ? item.text() : item["name"].text();
      one.place = PlaceOf(path_, item.line());
      if (one.name.empty()) {
        notes_.Add(item.line(), "a dependency without name");
        continue;
      }
      const bool host = item["host"].boolean().value_or(false);
      one.group = host ? "host" : std::string(feature);
      one.development = host;
      one.condition = item["platform"].text();
      if (item["version>="].is_text()) one.range = ">=" + std::string(item["version>="].text());
      if (const auto at = overrides_.find(one.name); at != overrides_.end()) {
        one.range = at->second;
        one.exact = !one.range.empty();
      }
      if (one.name == manifest_.name) one.source = SourceKind::kWorkspace;  // A feature of its own
      manifest_.requirements.push_back(std::move(one));
    }
  }

  // Whoever asks for it gets this; its makers are others.
  void Port() {
    model::Component one;
    one.name = std::exchange(manifest_.name, {});
    one.version = std::exchange(manifest_.version, {});
    one.version.resize(std::min(one.version.find('#'), one.version.size()));
    one.detail.licences = std::exchange(manifest_.licences, {});
    one.detail.group = "overlay";
    one.place = PlaceOf(path_, 1);
    manifest_.components.push_back(std::move(one));
  }

  void From(const Node& registry) {
    const std::string_view kind = registry["kind"].text();
    if (kind != "git" && kind != "builtin") return;
    Registry(kind == "git" ? registry["repository"].text() : kBuiltin, registry["baseline"].text(),
             registry.line());
  }

  void Registry(std::string_view repository, std::string_view baseline, std::uint32_t line) {
    if (repository.empty() || baseline.empty())
      return notes_.Add(line, "a registry without repository or baseline");
    model::Component one;
    one.name = repository.substr(
        repository.find("://") == repository.npos ? 0 : repository.find("://") + 3);
    one.version = baseline;
    one.source = SourceKind::kGit;
    one.origin = std::string(repository) + "#" + std::string(baseline);
    one.development = true;
    one.detail.group = "registry";
    one.detail.direct = true;
    one.place = PlaceOf(path_, line);
    manifest_.components.push_back(std::move(one));
  }

  const Path& path_;
  model::Manifest& manifest_;
  Notes notes_;
  std::unordered_map<std::string, std::string> overrides_;
};

}  // namespace

bool IsVcpkg(const Path& path) {
  return path.name() == "vcpkg.json" || path.name() == "vcpkg-configuration.json" ||
         path.name() == "vcpkg-lock.json";
}

Result<model::Manifest> ReadVcpkg(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kVcpkg;
  const bool own = path.name() == "vcpkg.json";
  manifest.format = own ? "vcpkg" : "vcpkg-configuration";
  manifest.path = path;
  Reader reader(path, manifest);
  if (path.name() == "vcpkg-lock.json") {
    manifest.format = "vcpkg-registries";
    reader.Lock(root);
    reader.Finish();
  } else if (own) {
    reader.Manifest(root);
  } else {
    reader.Configuration(root);
    reader.Finish();
  }
  return manifest;
}

}  // namespace avouch::formats
