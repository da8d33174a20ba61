#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "container/bounded_view.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/pe_version.h"

namespace avouch::formats {
namespace {

using container::BoundedView;
using syntax::Node;

// SHA-256 of ".net core bundle" and a line feed. Eight bytes before it say where the bundle's head
// is.
constexpr std::string_view kBundle(
    "\x8B\x12\x02\xB9\x6A\x61\x20\x38\x72\x7B\x93\x02\x14\xD7\xA0\x32"
    "\x13\xF5\xB9\xE6\xEF\xAE\x33\x18\xEE\x3B\x2D\xCE\x24\xB3\x6A\xAE",
    32);

// Where the head is, by the program's data; 0 where it is no bundle.
std::uint64_t HeadAt(const container::Executable& program) {
  for (const auto& section : program.sections) {
    if (!section.writable || section.code) continue;
    const auto at = section.bytes.find(kBundle);
    if (at != BytesView::npos && at >= 8) return BoundedView(section.bytes).At(at - 8, 8);
  }
  return 0;
}

// The deps.json that the head names. Version 1 of the format lists it as a file only.
Result<BytesView> DepsOf(const BoundedView& file, std::uint64_t at, const Path& path) {
  const auto fail = [&](std::string what) {
    return Fail(ErrorKind::kMalformed, "a .NET bundle: " + std::move(what), ToUtf8(path.bytes));
  };
  if (!file.Slice(at, 12)) return fail("its head lies outside the file");
  if (const auto major = file.At(at, 4); major < 2 || major > 6)
    return Fail(ErrorKind::kUnsupported, "a .NET bundle of version " + std::to_string(major),
                ToUtf8(path.bytes));
  at += 12;
  const std::uint64_t id = file.At(at, 1);  // Twelve letters; longer than 127 is none
  if (id > 127 || !file.Slice(at + 1 + id, 16)) return fail("its head is cut off");
  const auto deps = file.Slice(file.At(at + 1 + id, 8), file.At(at + 9 + id, 8));
  if (!deps) return fail("its deps.json lies outside the file");
  return *deps;
}

void Library(const Path& path, const Node::Entry& entry, model::Manifest& manifest, Notes& notes) {
  const auto slash = entry.key.rfind('/');
  if (slash == entry.key.npos || slash == 0)
    return notes.Add(entry.place.line, "a library that is no 'name/version'");
  model::Component one;
  one.name = entry.key.substr(0, slash);
  one.version = entry.key.substr(slash + 1);
  one.place = PlaceOf(path, entry.place.line);
  const std::string_view type = entry.value["type"].text();
  if (type == "project") one.source = model::SourceKind::kWorkspace;
  if (type == "reference") one.source = model::SourceKind::kPath;
  if (const auto digest = entry.value["sha512"].text(); !digest.empty())
    one.digests.emplace_back(digest);
  if (type == "project" && manifest.name.empty()) {
    manifest.name = one.name;
    manifest.version = one.version;
  }
  manifest.components.push_back(std::move(one));
}

// What each library needs, as the target that is run lists it: {"A/1.0": {"dependencies":
// {"B": "2.0"}}}.
void Edges(const Node& target, model::Manifest& manifest, Notes& notes) {
  std::map<std::string, std::uint32_t, std::less<>> places;
  for (std::uint32_t i = 0; i < manifest.components.size(); ++i)
    places.emplace(manifest.components[i].name + "/" + manifest.components[i].version, i);
  for (const auto& [key, place, value] : target.entries()) {
    const auto from = places.find(key);
    if (from == places.end()) continue;
    auto& needs = manifest.components[from->second].detail.needs;
    for (const auto& [name, name_place, version] : value["dependencies"].entries()) {
      const auto to = places.find(std::string(name) + "/" + std::string(version.text()));
      if (to == places.end())
        notes.Add(name_place.line, std::string(name) + " is needed and not listed");
      else
        needs.push_back(to->second);
    }
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
  }
}

}  // namespace

Result<model::Manifest> ReadDotnetDeps(const Path& path, BytesView json) {
  AVOUCH_TRY(const Node root, ReadJson(path, json, {.duplicates = syntax::Duplicates::kTolerated}));
  if (!root["libraries"].is_map())
    return Fail(ErrorKind::kMalformed, "a deps.json without 'libraries'", ToUtf8(path.bytes));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kNuget;
  manifest.format = "dotnet-deps";
  manifest.path = path;
  manifest.lock = true;
  Notes notes;
  for (const auto& entry : root["libraries"].entries()) Library(path, entry, manifest, notes);
  Edges(root["targets"][root["runtimeTarget"]["name"].text()], manifest, notes);
  for (auto& one : manifest.components)
    if (one.source == model::SourceKind::kWorkspace && one.name == manifest.name)
      for (const auto to : one.detail.needs) manifest.components[to].detail.direct = true;
  manifest.notes = notes.Take();
  return manifest;
}

std::optional<Result<model::Manifest>> ReadDotnetBundle(const Path& path,
                                                        const container::Executable& program,
                                                        BytesView file) {
  const std::uint64_t head = HeadAt(program);
  if (head == 0) return std::nullopt;
  const auto deps = DepsOf(BoundedView(file), head, path);
  if (!deps) return std::unexpected(deps.error());
  auto manifest = ReadDotnetDeps(path, *deps);
  if (manifest) {
    manifest->format = "dotnet-bundle";
    manifest->lock = false;
  }
  return manifest;
}

}  // namespace avouch::formats
