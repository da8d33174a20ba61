#include "formats/pre_commit.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

void Repository(const Node& entry, model::Manifest& manifest, Notes& notes) {
  const std::string address = ScalarText(entry["repo"]), revision = ScalarText(entry["rev"]);
  long long more = 0;
  for (const Node& hook : entry["hooks"].items())
    more += static_cast<long long>(hook["additional_dependencies"].size());
  if (more > 0)
    notes.Add(entry.line(), Count("package", more) + " installed beside the hooks are not told");
  if (address == "local" || address == "meta") return;
  if (address.empty() || revision.empty())
    return notes.Add(entry.line(), "a repository without address or revision");
  model::Component component;
  component.name = HostAndPath(address);
  component.version = revision;
  component.origin = WithoutSecrets(address);
  const bool commit = IsCommitId(revision);
  component.source = commit ? model::SourceKind::kGit : model::SourceKind::kUrl;
  if (commit) component.origin += "#" + revision;
  component.development = true;
  component.detail.group = "dev";
  component.detail.direct = true;
  component.place = PlaceOf(manifest.path, entry.line());
  manifest.components.push_back(std::move(component));
}

}  // namespace

bool IsPreCommit(const Path& path) {
  return path.name() == ".pre-commit-config.yaml" || path.name() == ".pre-commit-config.yml";
}

Result<model::Manifest> ReadPreCommit(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  // Before 2018 the list was all there was.
  const Node& repositories = root.is_list() ? root : root["repos"];
  if (!repositories.is_list()) return FailAt(path, 1, "no list 'repos'");
  model::Manifest manifest = NewManifest(model::Ecosystem::kOther, "pre-commit", path, false);
  Notes notes;
  for (const Node& entry : repositories.items()) Repository(entry, manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
