#include "formats/installed_package.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/requirements_line.h"

namespace avouch::formats {
namespace {

using model::Component;
using syntax::Node;

constexpr std::size_t kMaxLicence = 200;  // Longer ones are texts, not names, of licences

model::Manifest Begin(const Path& path, model::Ecosystem ecosystem, std::string_view format) {
  model::Manifest manifest;
  manifest.ecosystem = ecosystem;
  manifest.format = format;
  manifest.path = path;
  return manifest;
}

struct Metadata {
  std::string_view name, version, licence, expression, author, mail;
  std::vector<std::string_view> classified;
  std::vector<std::pair<std::string_view, int>> asked;  // Requires-Dist and its line
  int line = 0;                                         // Of the name
};

// Headers up to the first empty line; lines that start with a blank go on with one.
Metadata HeadersOf(std::string_view text) {
  Metadata out;
  int number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::string_view key = line.substr(0, colon), value = Trim(line.substr(colon + 1));
    if (value.empty() || value == "UNKNOWN") continue;
    if (EqualsIgnoreCase(key, "Name")) out.name = value, out.line = number;
    if (EqualsIgnoreCase(key, "Version")) out.version = value;
    if (EqualsIgnoreCase(key, "License")) out.licence = value;
    if (EqualsIgnoreCase(key, "License-Expression")) out.expression = value;
    if (EqualsIgnoreCase(key, "Author")) out.author = value;
    if (EqualsIgnoreCase(key, "Author-email")) out.mail = value;
    if (EqualsIgnoreCase(key, "Requires-Dist")) out.asked.emplace_back(value, number);
    if (EqualsIgnoreCase(key, "Classifier") && value.starts_with("License ::"))
      out.classified.push_back(Trim(value.substr(value.rfind(':') + 1)));
  }
  return out;
}

void AddLicences(const Metadata& metadata, Component& component) {
  auto& licences = component.detail.licences;
  if (!metadata.expression.empty())
    licences.emplace_back(metadata.expression);
  else if (!metadata.licence.empty() && metadata.licence.size() <= kMaxLicence)
    licences.emplace_back(metadata.licence);
  else
    for (const auto one : metadata.classified)
      if (one != "OSI Approved") licences.emplace_back(one);
}

// "Ada Example <ada@example.org>" is Ada Example.
std::string_view PersonOf(std::string_view text) { return Trim(text.substr(0, text.find('<'))); }

// "socks, http2" of "requests[socks, http2]>=2".
std::string ExtrasIn(std::string_view asked) {
  const std::string_view head = asked.substr(0, asked.find_first_of("<>=!~;@("));
  const std::size_t open = head.find('['), close = head.find(']');
  if (open == head.npos || close == head.npos || close < open) return {};
  std::string out;
  for (const auto extra : Split(head.substr(open + 1, close - open - 1), ','))
    if (!Trim(extra).empty()) out += (out.empty() ? "" : ",") + std::string(Trim(extra));
  return out;
}

// What is no requirement is what no installer could have met.
void AddAsked(const Metadata& metadata, model::Manifest& manifest) {
  for (const auto& [text, line] : metadata.asked) {
    const auto asked = ParsePythonRequirement(text);
    if (!asked) continue;
    model::Requirement out;
    out.name = asked->name;
    out.range = asked->range;
    out.condition = asked->condition;
    out.group = ExtrasIn(text);
    out.place = {manifest.path, line};
    manifest.requirements.push_back(std::move(out));
  }
}

std::string_view LastFolder(const Path& path) {
  const std::string_view folder = path.folder();
  return folder.substr(folder.rfind('/') + 1);
}

void AddNpmLicences(const Node& root, Component& component) {
  const auto add = [&](const Node& node) {
    const std::string text = node.is_map() ? ScalarText(node["type"]) : ScalarText(node);
    if (!text.empty()) component.detail.licences.push_back(text);
  };
  add(root["license"]);
  for (const Node& one : root["licenses"].items()) add(one);
}

void AddNpmAsked(const Node& root, model::Manifest& manifest) {
  for (const std::string_view list : {"dependencies", "optionalDependencies", "peerDependencies"})
    for (const auto& [key, place, value] : root[list].entries()) {
      model::Requirement out;
      out.name = key;
      out.range = value.text();
      out.place = PlaceOf(manifest.path, place.line);
      manifest.requirements.push_back(std::move(out));
    }
}

}  // namespace

bool IsPythonInstalled(const Path& path) {
  const std::string_view name = path.name(), folder = LastFolder(path);
  if (name == "METADATA") return folder.ends_with(".dist-info");
  if (name == "PKG-INFO") return folder.ends_with(".egg-info") || folder == "EGG-INFO";
  return name.ends_with(".egg-info") && name.size() > sizeof(".egg-info") - 1;
}

bool IsNpmInstalled(const Path& path) {
  if (path.name() != "package.json") return false;
  std::string_view folder = path.folder();
  for (int i = 0; i < 2; ++i) {
    const std::size_t slash = folder.rfind('/');
    if (slash == folder.npos) return false;
    const std::string_view name = folder.substr(slash + 1);
    folder = folder.substr(0, slash);
    const bool modules = folder == "node_modules" || folder.ends_with("/node_modules");
    if (modules) return (i == 0) != name.starts_with('@');
    if (name.starts_with('@')) return false;
  }
  return false;
}

Result<model::Manifest> ReadPythonInstalled(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  const Metadata metadata = HeadersOf(text);
  if (metadata.name.empty() || metadata.version.empty())
    return FailAt(path, 1, "no name and version");
  model::Manifest manifest = Begin(path, model::Ecosystem::kPython, "python-installed");
  Component component;
  component.name = metadata.name;
  component.version = metadata.version;
  component.place = {path, metadata.line};
  AddLicences(metadata, component);
  component.detail.supplier = PersonOf(metadata.author.empty() ? metadata.mail : metadata.author);
  manifest.components.push_back(std::move(component));
  AddAsked(metadata, manifest);
  return manifest;
}

Result<model::Manifest> ReadNpmInstalled(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  model::Manifest manifest = Begin(path, model::Ecosystem::kNpm, "npm-installed");
  Component component;
  component.name = root["name"].text();
  component.version = root["version"].text();
  if (component.name.empty() || component.version.empty()) {
    manifest.notes.emplace_back("no name and version: not a package");
    return manifest;
  }
  component.place = PlaceOf(path, root["name"].line());
  component.origin = root["_resolved"].text();
  for (const auto word : Words(root["_integrity"].text())) component.digests.emplace_back(word);
  AddNpmLicences(root, component);
  const Node& author = root["author"];
  component.detail.supplier = PersonOf(author.is_map() ? author["name"].text() : author.text());
  manifest.components.push_back(std::move(component));
  AddNpmAsked(root, manifest);
  return manifest;
}

}  // namespace avouch::formats
