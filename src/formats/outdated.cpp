#include "formats/outdated.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/export_items.h"
#include "formats/lock_reading.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

using model::Ecosystem;
using syntax::Node;

// What the tools put where no version is known.
bool IsVersion(std::string_view text) {
  return !text.empty() && text.front() != '-' && text != "Removed" && text != "exotic" &&
         !EqualsIgnoreCase(text, "unknown") && !EqualsIgnoreCase(text, "not found at the sources");
}

class OutdatedReader {
 public:
  explicit OutdatedReader(const Path& path)
      : path_(path), manifest_(NewManifest(Ecosystem::kOther, {}, path, false)) {}

  // Takes one value of the file; false when it is none of what is known.
  bool Take(const Node& value, std::uint32_t first_line) {
    line_ = first_line;
    if (value["latest_version"].is_text()) return Pip(value);
    if (value["projects"].is_list()) return Dotnet(value);
    if (value["installed"].is_list()) return Composer(value["installed"]);
    if (value["locked"].is_list()) return Composer(value["locked"]);
    if (value["crate_name"].is_text()) return Cargo(value);
    if (value["outdated"]["dependencies"].is_list()) return Gradle(value);
    if (value["Path"].is_text()) return Go(value);
    if (value["type"].is_text() && value["data"].present()) return Yarn(value);
    return Npm(value);
  }

  // "rails (newest 7.1.2, installed 7.0.8, requested ~> 7.0)", a gem a line.
  bool Bundle(BytesView bytes) {
    std::uint32_t line = 0;
    for (const std::string_view text : Lines(bytes)) {
      ++line;
      const std::string_view one = Trim(text);
      constexpr std::string_view kMark = " (newest ";
      const std::size_t at = one.find(kMark);
      if (at == one.npos || at == 0 || one.back() != ')') continue;
      const std::string_view newest = one.substr(at + kMark.size());
      Add(Ecosystem::kRubygems, "bundle-outdated", one.substr(0, at),
          newest.substr(0, newest.find_first_of(",)")), line);
    }
    return !manifest_.components.empty();
  }

  model::Manifest Done() && { return std::move(manifest_); }

 private:
  void Add(Ecosystem ecosystem, std::string_view format, std::string_view name,
           std::string_view version, std::uint32_t line) {
    manifest_.ecosystem = ecosystem;
    manifest_.format = format;
    if (name.empty() || !IsVersion(version)) return;
    model::Component component;
    component.name = name;
    component.version = version;
    component.place = PlaceOf(path_, line_ + std::max(line, 1u) - 1);
    manifest_.components.push_back(std::move(component));
  }

  // {"left-pad": {"current": "1.1.0", "wanted": "1.1.3", "latest": "1.3.0"}}, or a list of such.
  bool Npm(const Node& value) {
    if (!value.is_map()) return false;
    for (const auto& [name, place, one] : value.entries()) {
      const auto take = [&](const Node& of) {
        if (!of["latest"].is_text()) return false;
        Add(Ecosystem::kNpm, "npm-outdated", name, of["latest"].text(), place.line);
        return true;
      };
      bool known = false;
      for (const Node& of : one.items()) known = take(of) || known;
      if (!known && !take(one)) return false;
    }
    if (value.entries().size() == 0) Add(Ecosystem::kNpm, "npm-outdated", {}, {}, 0);
    return true;
  }

  // One of several values: {"type": "table", "data": {"head": ["Package", ...], "body": [[...]]}}.
  bool Yarn(const Node& value) {
    const Node& data = value["data"];
    std::size_t name = data["head"].items().size(), latest = name, at = 0;
    for (const Node& head : data["head"].items()) {
      if (head.text() == "Package") name = at;
      if (head.text() == "Latest") latest = at;
      ++at;
    }
    if (value["type"].text() != "table") return true;  // "info" and its like
    if (name == at || latest == at) return false;
    for (const Node& row : data["body"].items()) {
      const auto cells = row.items();
      if (cells.size() == at)
        Add(Ecosystem::kNpm, "yarn-outdated", cells[name].text(), cells[latest].text(),
            row.place().line);
    }
    return true;
  }

  bool Pip(const Node& value) {
    if (!value["name"].is_text()) return false;
    Add(Ecosystem::kPython, "pip-outdated", value["name"].text(), value["latest_version"].text(),
        value.place().line);
    return true;
  }

  // Without "Update" the module is the newest, or nobody asked: it tells nothing.
  bool Go(const Node& value) {
    const Node& update = value["Update"];
    Add(Ecosystem::kGo, "go-outdated", update["Path"].text(), update["Version"].text(),
        update.place().line);
    return true;
  }

  bool Composer(const Node& list) {
    for (const Node& one : list.items()) {
      if (!one["name"].is_text()) return false;
      Add(Ecosystem::kComposer, "composer-outdated", one["name"].text(), one["latest"].text(),
          one.place().line);
    }
    return true;
  }

  bool Dotnet(const Node& value) {
    for (const Node& project : value["projects"].items())
      for (const Node& framework : project["frameworks"].items())
        for (const char* group : {"topLevelPackages", "transitivePackages"})
          for (const Node& one : framework[group].items())
            Add(Ecosystem::kNuget, "dotnet-outdated", one["id"].text(), one["latestVersion"].text(),
                one.place().line);
    if (manifest_.format.empty()) Add(Ecosystem::kNuget, "dotnet-outdated", {}, {}, 0);
    return true;
  }

  bool Cargo(const Node& value) {
    for (const Node& one : value["dependencies"].items())
      // "a->b": b as a asks for it.
      Add(Ecosystem::kCargo, "cargo-outdated",
          one["name"].text().substr(one["name"].text().rfind('>') + 1), one["latest"].text(),
          one.place().line);
    return true;
  }

  // "available" has the newest release, or what a stricter setting took for it.
  bool Gradle(const Node& value) {
    for (const Node& one : value["outdated"]["dependencies"].items()) {
      const Node& available = one["available"];
      for (const char* kind : {"release", "milestone", "integration"}) {
        if (!available[kind].is_text()) continue;
        Add(Ecosystem::kMaven, "gradle-outdated",
            std::string(one["group"].text()) + ":" + std::string(one["name"].text()),
            available[kind].text(), one.place().line);
        break;
      }
    }
    if (manifest_.format.empty()) Add(Ecosystem::kMaven, "gradle-outdated", {}, {}, 0);
    return true;
  }

  Path path_;
  model::Manifest manifest_;
  std::uint32_t line_ = 1;  // Of the value's first line
};

std::unexpected<Error> Unknown(const Path& path) {
  return Fail(ErrorKind::kMalformed, "no list of newer versions that is known", path.bytes,
              "npm outdated --json, pip list --outdated --format json, go list -m -u -json all: "
              "docs/sbom.md has them all");
}

}  // namespace

Result<model::Manifest> ReadOutdated(const Path& path, BytesView bytes) {
  OutdatedReader reader(path);
  const std::string_view text = Trim(bytes);
  if (text.empty() || (text.front() != '{' && text.front() != '[')) {
    if (!reader.Bundle(bytes)) return Unknown(path);
    return std::move(reader).Done();
  }
  JsonValues values(bytes);
  JsonValues::Value value;
  bool any = false;
  while (true) {
    auto next = values.Next(value);
    if (!next) return FailAt(path, value.line, next.error().what);
    if (!*next) break;
    auto node = syntax::ParseJson(value.bytes);
    if (!node) return FailAt(path, value.line, node.error().what);
    if (!reader.Take(*node, value.line)) return Unknown(path);
    any = true;
  }
  model::Manifest manifest = std::move(reader).Done();
  if (!any) manifest.format = "outdated";  // "[]": nothing is newer
  return manifest;
}

}  // namespace avouch::formats
