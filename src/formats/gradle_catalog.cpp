#include "formats/gradle_catalog.h"

#include <string>
#include <string_view>

#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

class Catalog {
 public:
  Catalog(const Path& path, const Node& root, model::Manifest& manifest)
      : path_(path), versions_(root["versions"]), manifest_(manifest) {
    for (const auto& [alias, place, value] : root["libraries"].entries()) Library(place, value);
    for (const auto& [alias, place, value] : root["plugins"].entries()) Plugin(place, value);
    manifest_.notes = notes_.Take();
  }

 private:
  void Library(syntax::Place place, const Node& value) {
    model::Requirement one;
    one.place = PlaceOf(path_, place.line);
    if (value.is_text()) {
      const std::string_view text = value.text();
      const auto first = text.find(':');
      const auto second = first == text.npos ? first : text.find(':', first + 1);
      one.name = text.substr(0, second);
      if (second != text.npos) one.range = text.substr(second + 1);
    } else {
      one.name = value["module"].text();
      if (one.name.empty() && value["name"].is_text())
        one.name = std::string(value["group"].text()) + ":" + std::string(value["name"].text());
      Version(place, value["version"], one);
    }
    const auto colon = one.name.find(':');
    if (colon == one.name.npos || colon == 0 || colon + 1 == one.name.size())
      return notes_.Add(place.line, "a library without group and name");
    manifest_.requirements.push_back(std::move(one));
  }

  void Plugin(syntax::Place place, const Node& value) {
    model::Requirement one;
    one.place = PlaceOf(path_, place.line);
    one.group = "build";
    one.development = true;
    if (value.is_text()) {
      const std::string_view text = value.text();
      const auto colon = text.find(':');
      one.name = text.substr(0, colon);
      if (colon != text.npos) one.range = text.substr(colon + 1);
    } else {
      one.name = value["id"].text();
      Version(place, value["version"], one);
    }
    if (one.name.empty()) return notes_.Add(place.line, "a plugin without id");
    manifest_.requirements.push_back(std::move(one));
  }

  // "1", {ref = "x"}, {strictly = "1"}, {require = "1", prefer = "1.1"}.
  void Version(syntax::Place place, const Node& value, model::Requirement& one) {
    const Node* version = &value;
    if (const Node& ref = value["ref"]; ref.is_text()) {
      version = versions_.Find(ref.text());
      if (version == nullptr)
        return notes_.Add(place.line,
                          one.name + ": no version is named " + std::string(ref.text()));
    }
    if (version->is_text()) {
      one.range = version->text();
      return;
    }
    for (const auto key : {"strictly", "require", "prefer"})
      if (const Node& text = (*version)[key]; text.is_text()) {
        one.range = text.text();
        one.exact = key == std::string_view("strictly") &&
                    one.range.find_first_of("[](),+") == std::string::npos;
        return;
      }
  }

  const Path& path_;
  const Node& versions_;
  model::Manifest& manifest_;
  Notes notes_;
};

}  // namespace

Result<model::Manifest> ReadGradleCatalog(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kGradle;
  manifest.format = "gradle-catalog";
  manifest.path = path;
  const Catalog reader(path, root, manifest);  // Reads in its constructor
  return manifest;
}

}  // namespace avouch::formats
