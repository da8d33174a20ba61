#include "formats/bazel_locks.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;
using Index = std::unordered_map<std::string, std::uint32_t>;

void SortNeeds(model::Manifest& manifest) {
  for (auto& one : manifest.components) {
    auto& needs = one.detail.needs;
    std::ranges::sort(needs);
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
  }
}

// ".../modules/NAME/VERSION/source.json": the registry asks for it of selected modules alone.
void FromRegistryFiles(const Path& path, const Node& files, model::Manifest& manifest) {
  constexpr std::string_view kModules = "/modules/", kEnd = "/source.json";
  for (const auto& [url, place, hash] : files.entries()) {
    const auto at = url.rfind(kModules);
    if (at == url.npos || !url.ends_with(kEnd)) continue;
    const std::string_view rest =
        url.substr(at + kModules.size(), url.size() - at - kModules.size() - kEnd.size());
    const auto slash = rest.find('/');
    if (slash == rest.npos) continue;
    Component one;
    one.name = rest.substr(0, slash);
    one.version = rest.substr(slash + 1);
    one.origin = url.substr(0, at);
    if (hash.is_text()) one.digests.push_back("source-json-sha256:" + std::string(hash.text()));
    one.place = PlaceOf(path, place.line);
    manifest.components.push_back(std::move(one));
  }
}

// Before Bazel 7.2: the graph itself, "name@version" to its "deps".
void FromGraph(const Path& path, const Node& graph, model::Manifest& manifest) {
  Index index;
  const Node* root = graph.Find("<root>");
  for (const auto& [key, place, module] : graph.entries()) {
    if (key == "<root>") continue;
    Component one;
    one.name = module["name"].text();
    one.version = module["version"].text();
    const Node& attributes = module["repoSpec"]["attributes"];
    if (attributes["integrity"].is_text()) one.digests.emplace_back(attributes["integrity"].text());
    one.origin = attributes["urls"].At(0).text();
    if (one.version.empty()) one.source = SourceKind::kUrl;  // Overridden
    if (attributes["path"].is_text()) one.source = SourceKind::kPath;
    one.place = PlaceOf(path, place.line);
    if (one.name.empty()) continue;
    index.emplace(key, static_cast<std::uint32_t>(manifest.components.size()));
    manifest.components.push_back(std::move(one));
  }
  for (const auto& [key, place, module] : graph.entries()) {
    const auto from = index.find(std::string(key));
    for (const auto& [name, at, to] : module["deps"].entries())
      if (const auto found = index.find(std::string(to.text())); found != index.end()) {
        if (&module == root) manifest.components[found->second].detail.direct = true;
        if (from != index.end())
          manifest.components[from->second].detail.needs.push_back(found->second);
      }
  }
  SortNeeds(manifest);
}

// "group:artifact", "group:artifact:type", "...:type:classifier" are one package each.
std::string NameOf(std::string_view coordinates) {
  const auto first = coordinates.find(':');
  if (first == coordinates.npos) return {};
  return std::string(coordinates.substr(0, coordinates.find(':', first + 1)));
}

void FromArtifacts(const Path& path, const Node& root, model::Manifest& manifest) {
  Index index;
  Notes notes;
  for (const auto& [key, place, artifact] : root["artifacts"].entries()) {
    Component one;
    one.name = NameOf(key);
    one.version = artifact["version"].text();
    one.place = PlaceOf(path, place.line);
    if (one.name.empty() || one.version.empty()) {
      notes.Add(place.line, "not group:artifact with a version: " + std::string(key));
      continue;
    }
    for (const auto& [kind, at, sum] : artifact["shasums"].entries())
      if (kind != "sources" && kind != "javadoc" && sum.is_text())
        one.digests.push_back("sha256:" + std::string(sum.text()));
    if (one.digests.empty())
      notes.Add(place.line, one.name + " " + one.version + " has no SHA-256");
    index.emplace(key, static_cast<std::uint32_t>(manifest.components.size()));
    manifest.components.push_back(std::move(one));
  }
  for (const auto& [key, place, needs] : root["dependencies"].entries()) {
    const auto from = index.find(std::string(key));
    if (from == index.end()) continue;
    for (const Node& need : needs.items())
      if (const auto to = index.find(std::string(need.text())); to != index.end())
        manifest.components[from->second].detail.needs.push_back(to->second);
  }
  for (const auto& [key, place, hash] : root["__INPUT_ARTIFACTS_HASH"].entries())
    if (const auto at = index.find(std::string(key)); at != index.end())
      manifest.components[at->second].detail.direct = true;
  SortNeeds(manifest);
  manifest.notes = notes.Take();
}

// The first layout: "dependency_tree", a list of "group:artifact[:type[:classifier]]:version".
void FromTree(const Path& path, const Node& list, model::Manifest& manifest) {
  Index index;
  Notes notes;
  for (const Node& artifact : list.items()) {
    const std::string_view coordinates = artifact["coord"].text();
    Component one;
    one.name = NameOf(coordinates);
    one.version = coordinates.substr(std::min(coordinates.rfind(':') + 1, coordinates.size()));
    one.origin = artifact["url"].text();
    one.place = PlaceOf(path, artifact.line());
    if (one.name.empty() || coordinates.size() <= one.name.size()) {
      notes.Add(artifact.line(), "not coordinates: " + std::string(coordinates));
      continue;
    }
    if (coordinates.find(":sources:") != coordinates.npos) continue;
    if (artifact["sha256"].is_text())
      one.digests.push_back("sha256:" + std::string(artifact["sha256"].text()));
    else
      notes.Add(artifact.line(), one.name + " " + one.version + " has no SHA-256");
    index.emplace(coordinates, static_cast<std::uint32_t>(manifest.components.size()));
    manifest.components.push_back(std::move(one));
  }
  for (const Node& artifact : list.items()) {
    const auto from = index.find(std::string(artifact["coord"].text()));
    if (from == index.end()) continue;
    const Node& direct = artifact["directDependencies"];
    for (const Node& need : (direct.is_list() ? direct : artifact["dependencies"]).items())
      if (const auto to = index.find(std::string(need.text())); to != index.end())
        manifest.components[from->second].detail.needs.push_back(to->second);
  }
  SortNeeds(manifest);
  manifest.notes = notes.Take();
}

model::Manifest Begin(const Path& path, model::Ecosystem ecosystem, std::string_view format) {
  model::Manifest manifest;
  manifest.ecosystem = ecosystem;
  manifest.format = format;
  manifest.path = path;
  manifest.lock = true;
  return manifest;
}

}  // namespace

Result<model::Manifest> ReadBazelModuleLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  if (!root["lockFileVersion"].is_integer()) return FailAt(path, 1, "no 'lockFileVersion'");
  model::Manifest manifest = Begin(path, model::Ecosystem::kBazel, "bazel-module-lock");
  if (root["registryFileHashes"].is_map())
    FromRegistryFiles(path, root["registryFileHashes"], manifest);
  else
    FromGraph(path, root["moduleDepGraph"], manifest);
  if (!root["moduleExtensions"].empty())
    manifest.notes.emplace_back("what module extensions fetch is not read");
  return manifest;
}

Result<model::Manifest> ReadBazelMavenLock(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  model::Manifest manifest = Begin(path, model::Ecosystem::kMaven, "bazel-maven-lock");
  const Node& tree = root["dependency_tree"]["dependencies"];
  if (root["artifacts"].is_map())
    FromArtifacts(path, root, manifest);
  else if (tree.is_list())
    FromTree(path, tree, manifest);
  else
    return FailAt(path, 1, "neither 'artifacts' nor 'dependency_tree'");
  return manifest;
}

}  // namespace avouch::formats
