#include "formats/elm.h"

#include <string_view>
#include <utility>

#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

model::Manifest Application(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kElm, "elm-application", path, true);
  for (const std::string_view list : {"dependencies", "test-dependencies"})
    for (const std::string_view how : {"direct", "indirect"})
      for (const auto& [name, place, version] : root[list][how].entries()) {
        model::Component component;
        component.name = name;
        component.version = version.text();
        component.place = PlaceOf(path, place.line);
        component.detail.direct = how == "direct";
        component.development = list != "dependencies";
        if (component.development) component.detail.group = "test";
        manifest.components.push_back(std::move(component));
      }
  return manifest;
}

model::Manifest Package(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kElm, "elm-package", path, false);
  manifest.name = root["name"].text();
  manifest.version = root["version"].text();
  manifest.ships = model::Ships::kLibrary;
  if (root["license"].is_text()) manifest.licences = {ScalarText(root["license"])};
  for (const std::string_view list : {"dependencies", "test-dependencies"})
    for (const auto& [name, place, range] : root[list].entries()) {
      model::Requirement requirement;
      requirement.name = name;
      requirement.range = range.text();
      requirement.development = list != "dependencies";
      if (requirement.development) requirement.group = "test";
      requirement.place = PlaceOf(path, place.line);
      manifest.requirements.push_back(std::move(requirement));
    }
  return manifest;
}

}  // namespace

bool IsElm(const Path& path) { return path.name() == "elm.json"; }

Result<model::Manifest> ReadElm(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  const std::string_view type = root["type"].text();
  if (type != "application" && type != "package")
    return FailAt(path, 1, "neither an application nor a package");
  model::Manifest manifest = type == "package" ? Package(path, root) : Application(path, root);
  if (root["elm-version"].is_text())
    manifest.tools.push_back("elm " + ScalarText(root["elm-version"]));
  return manifest;
}

}  // namespace avouch::formats
