#include "formats/rust_audit.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "container/git_object.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

SourceKind SourceOf(std::string_view source) {
  if (source.starts_with("git")) return SourceKind::kGit;
  if (source == "local" || source.starts_with("path")) return SourceKind::kWorkspace;
  return SourceKind::kRegistry;
}

Result<model::Component> Crate(const Path& path, const Node& package) {
  model::Component out;
  out.place = PlaceOf(path, 0);
  out.name = package["name"].text();
  out.version = package["version"].text();
  if (out.name.empty() || out.version.empty())
    return Fail(ErrorKind::kMalformed, "a crate without name or version", ToUtf8(path.bytes));
  const std::string_view source = package["source"].text();
  out.source = SourceOf(source);
  if (source != "local") out.origin = source;
  if (package["kind"].text() == "build") out.detail.group = "build";
  out.detail.direct = package["root"].boolean().value_or(false);
  return out;
}

void Edges(const Node& packages, model::Manifest& manifest, Notes& notes) {
  const std::size_t count = manifest.components.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto& needs = manifest.components[i].detail.needs;
    for (const Node& to : packages.At(i)["dependencies"].items()) {
      const auto index = to.integer().value_or(-1);
      if (index < 0 || static_cast<std::size_t>(index) >= count)
        notes.Add(manifest.components[i].name + " needs a crate that is not listed");
      else
        needs.push_back(static_cast<std::uint32_t>(index));
    }
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
  }
}

}  // namespace

Result<model::Manifest> ReadRustAuditSection(const Path& path, BytesView section) {
  auto json = container::InflateUnknown(section, kMaxRustAudit);
  if (!json)
    return Fail(json.error().kind, "crates of a Rust program: " + json.error().what,
                ToUtf8(path.bytes));
  AVOUCH_TRY(const Node root, ReadJson(path, *json));
  const Node& packages = root["packages"];
  if (!packages.is_list())
    return Fail(ErrorKind::kMalformed, "crates of a Rust program without 'packages'",
                ToUtf8(path.bytes));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kCargo;
  manifest.format = "rust-audit";
  manifest.path = path;
  Notes notes;
  for (const Node& package : packages.items()) {
    AVOUCH_TRY(auto crate, Crate(path, package));
    if (package["root"].boolean().value_or(false)) {
      manifest.name = crate.name;
      manifest.version = crate.version;
    }
    manifest.components.push_back(std::move(crate));
  }
  Edges(packages, manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

std::optional<Result<model::Manifest>> ReadRustAudit(const Path& path,
                                                     const container::Executable& program) {
  for (const char* name : {".dep-v0", "__DATA,.dep-v0"})
    if (const container::Section* section = program.Find(name))
      return ReadRustAuditSection(path, section->bytes);
  return std::nullopt;
}

}  // namespace avouch::formats
