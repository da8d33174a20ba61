#include "formats/crystal.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

struct Host {
  std::string_view key, address;
};
constexpr Host kHosts[] = {{"github", "https://github.com/"},
                           {"gitlab", "https://gitlab.com/"},
                           {"bitbucket", "https://bitbucket.com/"},
                           {"codeberg", "https://codeberg.org/"}};

// Where a shard is kept; empty for a folder.
std::string AddressOf(const Node& shard) {
  for (const std::string_view key : {"git", "hg", "fossil"})
    if (shard[key].is_text()) return WithoutSecrets(shard[key].text());
  for (const Host& host : kHosts)
    if (shard[host.key].is_text())
      return std::string(host.address) + ScalarText(shard[host.key]) + ".git";
  return {};
}

// "1.2.0+git.commit.<hex>", or the older "commit: <hex>".
std::string_view CommitOf(const Node& shard, std::string_view version) {
  constexpr std::string_view kCommit = ".commit.";
  if (const std::size_t at = version.find(kCommit); at != version.npos)
    return version.substr(at + kCommit.size());
  return shard["commit"].text();
}

Result<model::Manifest> ReadLock(const Path& path, const Node& root) {
  const std::string format = ScalarText(root["version"]);
  if (format != "1.0" && format != "2.0") return FailAt(path, 1, "a version that is not known");
  model::Manifest manifest =
      NewManifest(model::Ecosystem::kCrystal, "crystal-shard-lock", path, true);
  Notes notes;
  for (const auto& [name, place, shard] : root["shards"].entries()) {
    model::Component component;
    component.name = name;
    component.version = ScalarText(shard["version"]);
    component.place = PlaceOf(path, place.line);
    component.origin = AddressOf(shard);
    const std::string commit(CommitOf(shard, component.version));
    if (component.version.empty()) component.version = commit;
    if (shard["path"].is_text()) {
      component.source = SourceKind::kPath;
      component.origin = shard["path"].text();
    } else {
      component.source = IsCommitId(commit) ? SourceKind::kGit : SourceKind::kUrl;
      if (IsCommitId(commit)) component.origin += "#" + commit;
    }
    if (component.version.empty() || component.origin.empty()) {
      notes.Add(place.line, Printable(name) + " has no version or no address");
      continue;
    }
    manifest.components.push_back(std::move(component));
  }
  manifest.notes = notes.Take();
  return manifest;
}

void Require(const Node& list, bool development, model::Manifest& manifest) {
  for (const auto& [name, place, shard] : list.entries()) {
    model::Requirement requirement;
    requirement.name = name;
    requirement.range = ScalarText(shard["version"]);
    if (requirement.range == "*") requirement.range.clear();
    for (const std::string_view key : {"branch", "tag", "commit"})
      if (shard[key].is_scalar()) {
        requirement.source = SourceKind::kGit;
        if (requirement.range.empty())
          requirement.range = std::string(key) + " " + ScalarText(shard[key]);
      }
    if (shard["path"].present()) requirement.source = SourceKind::kPath;
    requirement.exact = IsFullVersion(requirement.range);
    requirement.development = development;
    if (development) requirement.group = "dev";
    requirement.place = PlaceOf(manifest.path, place.line);
    manifest.requirements.push_back(std::move(requirement));
  }
}

model::Manifest ReadShard(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kCrystal, "crystal-shard", path, false);
  manifest.name = ScalarText(root["name"]);
  manifest.version = ScalarText(root["version"]);
  if (root["license"].is_text()) manifest.licences = {ScalarText(root["license"])};
  if (root["crystal"].is_scalar())
    manifest.tools.push_back("crystal " + ScalarText(root["crystal"]));
  Require(root["dependencies"], false, manifest);
  Require(root["development_dependencies"], true, manifest);
  return manifest;
}

}  // namespace

bool IsCrystal(const Path& path) {
  return path.name() == "shard.yml" || path.name() == "shard.lock";
}

Result<model::Manifest> ReadCrystal(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (path.name() == "shard.lock") return ReadLock(path, root);
  return ReadShard(path, root);
}

}  // namespace avouch::formats
