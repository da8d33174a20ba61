#include "formats/go_sum.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {

bool IsGoSum(const Path& path) { return path.name() == "go.sum" || path.name() == "go.work.sum"; }

Result<model::Manifest> ReadGoSum(const Path& path, BytesView bytes) {
  if (!IsUtf8(bytes)) return FailAt(path, 1, "not UTF-8");
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kGo;
  manifest.format = "go-sum";
  manifest.path = path;
  manifest.lock = true;
  std::set<std::pair<std::string_view, std::string_view>> module_files;
  int line_number = 0;
  for (const std::string_view line : Lines(WithoutBom(bytes))) {
    ++line_number;
    const auto words = Words(line);
    if (words.empty()) continue;
    if (words.size() != 3)
      return FailAt(path, line_number, "wants three words: module, version, hash");
    std::string_view version = words[1];
    if (version.ends_with("/go.mod")) {
      version.remove_suffix(7);
      module_files.emplace(words[0], version);
      continue;
    }
    // Two hashes of one version: the go command takes either, so both are kept.
    if (!manifest.components.empty()) {
      auto& last = manifest.components.back();
      if (last.name == words[0] && last.version == version) {
        last.digests.emplace_back(words[2]);
        continue;
      }
    }
    model::Component component;
    component.name = words[0];
    component.version = version;
    component.digests.emplace_back(words[2]);
    component.place = {path, line_number};
    manifest.components.push_back(std::move(component));
  }
  Notes notes;
  for (const auto& component : manifest.components) {
    if (!module_files.contains({component.name, component.version}))
      notes.Add(static_cast<std::uint32_t>(component.place.line),
                component.name + " " + component.version + " has no hash of its go.mod");
    for (const auto& digest : component.digests)
      if (!digest.starts_with("h1:"))
        notes.Add(static_cast<std::uint32_t>(component.place.line), "a hash that is not h1");
    if (component.digests.size() > 1)
      notes.Add(static_cast<std::uint32_t>(component.place.line),
                component.name + " " + component.version + " has more than one hash");
  }
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
