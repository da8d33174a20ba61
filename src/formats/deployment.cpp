#include "formats/deployment.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/github_workflow.h"
#include "formats/limits.h"
#include "formats/lock_reading.h"
#include "formats/manifest_reading.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

void AddImage(const Path& path, std::string name, const std::string& text, const Node& at,
              model::Compose& out) {
  if (text.empty()) return;
  model::Service service;
  service.name = std::move(name);
  service.place = PlaceOf(path, at.line());
  service.image = ReadImage(text, service.place);
  out.services.push_back(std::move(service));
}

void AddPod(const Path& path, const std::string& owner, const Node& pod, model::Compose& out) {
  for (const char* list : {"initContainers", "containers", "ephemeralContainers"})
    for (const Node& one : pod[list].items())
      AddImage(path, owner + " " + ScalarText(one["name"]), ScalarText(one["image"]), one["image"],
               out);
  for (const Node& volume : pod["volumes"].items())
    AddImage(path, owner + " " + ScalarText(volume["name"]),
             ScalarText(volume["image"]["reference"]), volume["image"]["reference"], out);
}

void AddDocument(const Path& path, const Node& root, int depth, model::Compose& out) {
  if (!root["apiVersion"].is_scalar() || !root["kind"].is_scalar()) return;
  const std::string owner = ScalarText(root["kind"]) + "/" + ScalarText(root["metadata"]["name"]);
  const Node& spec = root["spec"];
  AddPod(path, owner, spec, out);
  AddPod(path, owner, spec["template"]["spec"], out);
  AddPod(path, owner, spec["jobTemplate"]["spec"]["template"]["spec"], out);
  AddPod(path, owner, root["template"]["spec"], out);
  if (depth < kMaxListsInLists)
    for (const Node& item : root["items"].items()) AddDocument(path, item, depth + 1, out);
}

// "repository:tag@digest", of what an entry of a kustomization or of a chart's values says.
std::string Joined(std::string name, const std::string& tag, const std::string& digest) {
  if (!tag.empty()) name += ":" + tag;
  if (!digest.empty()) name += (digest.starts_with("@") ? "" : "@") + digest;
  return name;
}

// "https://github.com/a/b//sub?ref=v1", "github.com/a/b?ref=v1", "git@host:a/b.git".
bool IsRemote(std::string_view text) {
  if (text.find("://") != text.npos || text.starts_with("git@") || text.starts_with("git::"))
    return true;
  const std::size_t slash = text.find('/');
  if (slash == text.npos || text.find("ref=") == text.npos) return false;
  return !text.starts_with('.') && text.substr(0, slash).find('.') != text.npos;
}

void AddRemote(const Path& path, const Node& node, model::Compose& out) {
  const std::string text = WithoutSecrets(ScalarText(node));
  if (!IsRemote(text)) return;
  model::Service service;
  service.name = text.substr(0, text.find('?'));
  service.place = PlaceOf(path, node.line());
  model::Reference reference;
  reference.kind = model::ReferenceKind::kCheckout;
  reference.text = text;
  reference.name = service.name;
  reference.place = service.place;
  reference.plain_http = text.starts_with("http://");
  for (const std::string_view key : {"?ref=", "&ref=", "?version=", "&version="})
    if (const std::size_t at = text.find(key); at != text.npos)
      reference.version = text.substr(at + key.size(), text.find('&', at + 1) - (at + key.size()));
  reference.pin = IsCommitId(reference.version)      ? model::Pin::kCommit
                  : IsFullVersion(reference.version) ? model::Pin::kVersion
                                                     : model::Pin::kFloating;
  service.image = std::move(reference);
  out.services.push_back(std::move(service));
}

bool EndsInImage(std::string_view key) {
  return key == "image" || key.ends_with("Image") || key.ends_with("_image");
}

class Values {
 public:
  Values(const Path& path, model::Compose& out) : path_(path), out_(out) {}

  void Walk(const Node& node, const std::string& where, int depth) {
    if (depth > kMaxValuesDepth) {
      deep_ = true;
      return;
    }
    for (const auto& [key, place, value] : node.entries()) {
      const std::string name = where.empty() ? std::string(key) : where + "." + std::string(key);
      if (EndsInImage(key) && Image(value, name)) continue;
      Walk(value, name, depth + 1);
    }
    for (const Node& item : node.items()) Walk(item, where, depth + 1);
  }
  [[nodiscard]] bool deep() const { return deep_; }

 private:
  bool Image(const Node& value, const std::string& name) {
    // A word without a path or a tag may be anything: "image: logo".
    if (value.is_text()) {
      const std::string text = ScalarText(value);
      if (text.find_first_of("/:") != std::string::npos) AddImage(path_, name, text, value, out_);
      return true;
    }
    const std::string repository = ScalarText(value["repository"]);
    if (repository.empty()) return false;
    const std::string registry = ScalarText(value["registry"]);
    const std::string tag = ScalarText(value["tag"]);
    std::string digest = ScalarText(value["digest"]);
    if (digest.empty()) digest = ScalarText(value["sha"]);
    if (!digest.empty() && digest.find(':') == std::string::npos) digest.insert(0, "sha256:");
    const bool tagged = repository.find(':', repository.rfind('/') + 1) != std::string::npos ||
                        repository.find('@') != std::string::npos;
    const std::string whole = registry.empty() ? repository : registry + "/" + repository;
    const bool unsaid = tag.empty() && digest.empty() && !tagged;
    AddImage(path_, name, Joined(whole, unsaid ? "<appVersion>" : tag, digest), value["repository"],
             out_);
    if (unsaid) out_.services.back().image->name = whole;
    return true;
  }

  const Path& path_;
  model::Compose& out_;
  bool deep_ = false;
};

}  // namespace

bool MayBeDeployment(const Path& path) {
  const std::string_view extension = path.extension();
  return extension == "yaml" || extension == "yml" || path.name() == "Kustomization";
}

bool LooksLikeKubernetes(BytesView bytes) {
  if (bytes.find("image") == bytes.npos) return false;
  const auto at_start = [&](std::string_view key) {
    for (std::size_t at = bytes.find(key); at != bytes.npos; at = bytes.find(key, at + 1))
      if (at == 0 || bytes[at - 1] == '\n' || at == 3) return true;
    return false;
  };
  return at_start("apiVersion:") && at_start("kind:");
}

Result<std::optional<model::Compose>> ReadKubernetes(const Path& path, BytesView bytes) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  auto documents = syntax::ParseYamlAll(WithoutBom(bytes), options);
  if (!documents) {
    std::string& where = documents.error().where;
    where = ToUtf8(path.bytes) + (where.empty() ? "" : ", " + where);
    return std::unexpected(std::move(documents.error()));
  }
  model::Compose out;
  out.path = path;
  for (const Node& root : *documents) AddDocument(path, root, 0, out);
  if (out.services.empty()) return std::nullopt;
  return out;
}

bool IsKustomization(const Path& path) {
  const std::string_view name = path.name();
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

Result<model::Compose> ReadKustomization(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  model::Compose out;
  out.path = path;
  Notes notes;
  for (const Node& one : root["images"].items()) {
    const std::string name = ScalarText(one["name"]), renamed = ScalarText(one["newName"]);
    const std::string tag = ScalarText(one["newTag"]), digest = ScalarText(one["digest"]);
    if (name.empty() || (renamed.empty() && tag.empty() && digest.empty())) continue;
    AddImage(path, name, Joined(renamed.empty() ? name : renamed, tag, digest), one["name"], out);
  }
  for (const char* list : {"resources", "bases", "components", "crds"})
    for (const Node& one : root[list].items()) AddRemote(path, one, out);
  for (const Node& one : root["helmCharts"].items())
    notes.Add(one.line(), "not read: the chart " + Printable(ScalarText(one["name"])) + " " +
                              Printable(ScalarText(one["version"])));
  out.notes = notes.Take();
  return out;
}

Result<model::Compose> ReadHelmValues(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  model::Compose out;
  out.path = path;
  Values values(path, out);
  values.Walk(root, "", 0);
  if (values.deep()) out.notes.emplace_back("not read: values that lie too deep");
  return out;
}

}  // namespace avouch::formats
