#include "formats/swift.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/swift_package.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

Result<model::Manifest> ReadResolved(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  const auto version = root["version"].integer().value_or(0);
  if (root.is_map() && (version < 1 || version > 3))
    return Fail(ErrorKind::kUnsupported, "version " + std::to_string(version) + " is not known",
                ToUtf8(path.bytes));
  const Node& pins = version == 1 ? root["object"]["pins"] : root["pins"];
  if (!pins.is_list()) return FailAt(path, 1, "no list of pins");
  model::Manifest manifest = NewManifest(model::Ecosystem::kSwift, "swift-resolved", path, true);
  Notes notes;
  for (const Node& pin : pins.items()) {
    const Node& state = pin["state"];
    const std::string_view location =
        version == 1 ? pin["repositoryURL"].text() : pin["location"].text();
    const std::string_view kind = pin["kind"].text(), revision = state["revision"].text();
    model::Component component;
    component.place = PlaceOf(path, pin.line());
    component.version = state["version"].text();
    component.origin = WithoutSecrets(location);
    if (kind == "registry") {
      component.name = pin["identity"].text();
    } else {
      component.name = HostAndPath(location);
      component.source = kind == "localSourceControl" ? SourceKind::kPath
                         : IsCommitId(revision)       ? SourceKind::kGit
                                                      : SourceKind::kUrl;
      if (!revision.empty()) component.origin += "#" + std::string(revision);
    }
    if (component.name.empty()) {
      notes.Add(pin.line(), "a pin without an address");
      continue;
    }
    if (component.version.empty() && revision.empty())
      notes.Add(pin.line(), component.name + " has neither version nor revision");
    if (component.origin.starts_with("http://"))
      notes.Add(pin.line(), component.name + " is fetched over plain HTTP");
    manifest.components.push_back(std::move(component));
  }
  manifest.notes = notes.Take();
  return manifest;
}

// `github "a/b" >= 1.0`: three parts, the address without its quotes.
struct CartLine {
  std::string_view kind, address, rest;
};
bool Apart(std::string_view line, CartLine& out) {
  const std::size_t open = line.find('"');
  const std::size_t close = open == line.npos ? open : line.find('"', open + 1);
  if (close == line.npos) return false;
  out = {Trim(line.substr(0, open)), line.substr(open + 1, close - open - 1),
         Trim(line.substr(close + 1))};
  return !out.address.empty() &&
         (out.kind == "github" || out.kind == "git" || out.kind == "binary");
}

std::string_view WithoutQuotes(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    return text.substr(1, text.size() - 2);
  return text;
}

void Pin(const CartLine& line, int number, model::Manifest& manifest) {
  model::Component component;
  component.place = {manifest.path, number};
  component.version = WithoutQuotes(line.rest);
  const bool short_name = line.kind == "github" && line.address.find("://") == line.address.npos;
  component.name = short_name              ? std::string(line.address)
                   : line.kind == "binary" ? WithoutSecrets(line.address)
                                           : HostAndPath(line.address);
  component.origin = (short_name ? "https://github.com/" : "") + WithoutSecrets(line.address);
  const bool commit = line.kind != "binary" && IsCommitId(component.version);
  component.source = commit ? SourceKind::kGit : SourceKind::kUrl;
  if (commit) component.origin += "#" + component.version;
  manifest.components.push_back(std::move(component));
}

void Require(const CartLine& line, int number, bool development, model::Manifest& manifest) {
  model::Requirement requirement;
  requirement.place = {manifest.path, number};
  requirement.name = line.address;
  requirement.range = line.rest;
  requirement.exact = line.rest.starts_with("==");
  requirement.source = line.kind == "binary" ? SourceKind::kUrl : SourceKind::kGit;
  requirement.development = development;
  if (development) requirement.group = "private";
  manifest.requirements.push_back(std::move(requirement));
}

Result<model::Manifest> ReadCartfile(const Path& path, BytesView bytes) {
  const bool lock = path.name() == "Cartfile.resolved";
  model::Manifest manifest =
      NewManifest(model::Ecosystem::kSwift, lock ? "carthage-lock" : "carthage", path, lock);
  const std::string text = ToUtf8(WithoutBom(bytes));
  int number = 0;
  for (const std::string_view raw : Lines(text)) {
    ++number;
    std::string_view line = Trim(raw);
    if (line.empty() || line.front() == '#') continue;
    CartLine parts;
    if (!Apart(line, parts)) return FailAt(path, number, "not a dependency");
    if (const std::size_t comment = parts.rest.find('#'); comment != parts.rest.npos)
      parts.rest = Trim(parts.rest.substr(0, comment));
    if (lock)
      Pin(parts, number, manifest);
    else
      Require(parts, number, path.name() == "Cartfile.private", manifest);
  }
  return manifest;
}

}  // namespace

bool IsSwift(const Path& path) {
  const std::string_view name = path.name();
  return name == "Package.resolved" || name == "Cartfile.resolved" || name == "Cartfile" ||
         name == "Cartfile.private" || name == "Package.swift";
}

Result<model::Manifest> ReadSwift(const Path& path, BytesView bytes) {
  if (path.name() == "Package.swift") return ReadSwiftPackage(path, bytes);
  if (path.name() == "Package.resolved") return ReadResolved(path, bytes);
  return ReadCartfile(path, bytes);
}

}  // namespace avouch::formats
