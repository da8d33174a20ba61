#include "formats/esp_idf.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/source_address.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// The framework is linked into what is built, as any component.
std::string FullName(std::string_view name) {
  if (name == "idf") return "esp-idf";
  return (name.find('/') == name.npos ? "espressif/" : "") + std::string(name);
}

std::string Conditions(const Node& rules) {
  std::string out;
  for (const Node& rule : rules.items())
    if (rule["if"].is_scalar()) out += (out.empty() ? "" : " and ") + ScalarText(rule["if"]);
  return out;
}

void Require(std::string_view name, const Node& value, std::uint32_t line,
             model::Manifest& manifest) {
  model::Requirement one;
  const Node& git = value["git"];
  one.range = value.is_map() ? ScalarText(value["version"]) : ScalarText(value);
  one.name = FullName(name);
  // A version alone is that version and no other.
  const std::string_view bare = one.range.starts_with("==")
                                    ? Trim(std::string_view(one.range).substr(2))
                                    : std::string_view(one.range);
  one.exact = IsFullVersion(bare);
  if (one.exact) one.range = std::string(bare);
  if (one.range == "*") one.range.clear();
  one.condition = Conditions(value["rules"]);
  if (git.is_scalar()) {
    one.source = SourceKind::kGit;
    one.exact = IsCommitId(one.range);
  } else if (value["path"].is_scalar() || value["override_path"].is_scalar()) {
    one.source = SourceKind::kPath;
  }
  if (const std::string require = ScalarText(value["require"]);
      require == "no" || require == "false") {
    one.group = "build";
    one.development = true;
  }
  one.place = PlaceOf(manifest.path, line);
  manifest.requirements.push_back(std::move(one));
}

Result<model::Manifest> ReadComponent(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kOther, "esp-idf", path, false);
  manifest.version = ScalarText(root["version"]);
  if (root["license"].is_scalar()) manifest.licences.push_back(ScalarText(root["license"]));
  for (const auto& [name, place, value] : root["dependencies"].entries())
    Require(name, value, place.line, manifest);
  return manifest;
}

// From where the lock says that it came.
void Locked(const Node& value, model::Component& one) {
  const Node& source = value["source"];
  const std::string type = ScalarText(source["type"]);
  if (type == "local") {
    one.source = SourceKind::kPath;
    one.origin = ScalarText(source["path"]);
  } else if (type == "git") {
    one.source = IsCommitId(one.version) ? SourceKind::kGit : SourceKind::kUrl;
    one.origin = WithoutSecrets(ScalarText(source["git"]));
    if (IsCommitId(one.version)) one.origin += "#" + one.version;
  } else {
    const Node& url = source["registry_url"];
    one.origin = WithoutSecrets(ScalarText(url.present() ? url : source["service_url"]));
  }
  AddDigest("sha256", ScalarText(value["component_hash"]), one);
}

Result<model::Manifest> ReadLock(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kOther, "esp-idf-lock", path, true);
  Notes notes;
  Needs needs;
  for (const auto& [name, place, value] : root["dependencies"].entries()) {
    const std::string version = ScalarText(value["version"]);
    model::Component one;
    one.name = FullName(name);
    one.version = version;
    one.place = PlaceOf(path, place.line);
    Locked(value, one);
    if (one.version.empty() && one.source != SourceKind::kPath) {
      notes.Add(place.line, Printable(one.name) + " has no version");
      continue;
    }
    if (one.origin.starts_with("http://"))
      notes.Add(place.line, Printable(one.name) + " is fetched over plain HTTP");
    const std::size_t index = manifest.components.size();
    needs.Offer(one.name, index);
    for (const Node& needed : value["dependencies"].items())
      if (needed["name"].is_scalar()) needs.Ask(index, FullName(ScalarText(needed["name"])));
    manifest.components.push_back(std::move(one));
  }
  for (const Node& direct : root["direct_dependencies"].items())
    needs.MarkDirect(FullName(ScalarText(direct)), manifest);
  needs.Fill(manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace

bool IsEspIdf(const Path& path) {
  return path.name() == "idf_component.yml" || path.name() == "dependencies.lock";
}

Result<model::Manifest> ReadEspIdf(const Path& path, BytesView bytes) {
  const bool lock = path.name() == "dependencies.lock";
  if (lock && bytes.find("manifest_hash") == bytes.npos)
    return NewManifest(model::Ecosystem::kOther, "esp-idf-lock", path, false);
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (root.is_null()) return NewManifest(model::Ecosystem::kOther, "esp-idf", path, false);
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  return lock ? ReadLock(path, root) : ReadComponent(path, root);
}

}  // namespace avouch::formats
