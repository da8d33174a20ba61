#include "formats/helm.h"

#include <string>
#include <string_view>
#include <utility>

#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

SourceKind SourceOf(std::string_view repository) {
  return repository.starts_with("file:") ? SourceKind::kPath : SourceKind::kRegistry;
}

Result<model::Manifest> ReadLock(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kHelm, "helm-lock", path, true);
  Notes notes;
  for (const Node& chart : root["dependencies"].items()) {
    model::Component component;
    component.name = ScalarText(chart["name"]);
    component.version = ScalarText(chart["version"]);
    component.place = PlaceOf(path, chart.line());
    component.origin = WithoutSecrets(chart["repository"].text());
    component.source = SourceOf(component.origin);
    component.detail.direct = true;
    if (component.name.empty() || component.version.empty()) {
      notes.Add(chart.line(), "a chart without name or version");
      continue;
    }
    if (component.origin.starts_with("http://"))
      notes.Add(chart.line(), component.name + " is fetched over plain HTTP");
    manifest.components.push_back(std::move(component));
  }
  manifest.notes = notes.Take();
  return manifest;
}

Result<model::Manifest> ReadChart(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kHelm, "helm-chart", path, false);
  manifest.name = ScalarText(root["name"]);
  manifest.version = ScalarText(root["version"]);
  if (root["kubeVersion"].is_scalar())
    manifest.tools.push_back("kubernetes " + ScalarText(root["kubeVersion"]));
  for (const Node& chart : root["dependencies"].items()) {
    model::Requirement requirement;
    requirement.name = ScalarText(chart["name"]);
    requirement.range = ScalarText(chart["version"]);
    requirement.exact = IsFullVersion(requirement.range);
    requirement.source = SourceOf(chart["repository"].text());
    requirement.condition = ScalarText(chart["condition"]);
    requirement.place = PlaceOf(path, chart.line());
    if (!requirement.name.empty()) manifest.requirements.push_back(std::move(requirement));
  }
  return manifest;
}

}  // namespace

bool IsHelm(const Path& path) { return path.name() == "Chart.lock" || path.name() == "Chart.yaml"; }

Result<model::Manifest> ReadHelm(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  return path.name() == "Chart.lock" ? ReadLock(path, root) : ReadChart(path, root);
}

}  // namespace avouch::formats
