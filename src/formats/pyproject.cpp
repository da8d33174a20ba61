#include "formats/pyproject.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/requirements_line.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// Sources that uv and Poetry tell in a table: git, url, path, workspace.
bool TableSource(const Node& table, model::Requirement& requirement) {
  const auto set = [&](SourceKind source, std::string_view range) {
    requirement.source = source;
    requirement.range = range;
    requirement.exact = source == SourceKind::kGit && IsCommitId(range);
    return true;
  };
  if (table["workspace"].boolean().value_or(false)) return set(SourceKind::kWorkspace, "");
  if (table["git"].is_text()) {
    std::string_view ref;
    for (const std::string_view key : {"branch", "tag", "rev"})
      if (table[key].is_text()) ref = table[key].text();
    return set(SourceKind::kGit, ref);
  }
  if (table["url"].is_text()) return set(SourceKind::kUrl, "");
  if (table["path"].is_text() || table["file"].is_text()) return set(SourceKind::kPath, "");
  return false;
}

class Reader {
 public:
  explicit Reader(const Path& path) : path_(path) {
    manifest_.ecosystem = model::Ecosystem::kPython;
    manifest_.format = "pyproject";
    manifest_.path = path;
  }

  Result<model::Manifest> Read(const Node& root) {
    const Node& project = root["project"];
    manifest_.name = project["name"].text();
    manifest_.version = project["version"].text();
    manifest_.ships = ShipsOf(root);
    Licence(project["license"]);
    if (project["requires-python"].is_text())
      manifest_.tools.push_back("python " + std::string(project["requires-python"].text()));
    AVOUCH_CHECK_OK(List(project["dependencies"], "", false));
    for (const auto& [key, place, value] : project["optional-dependencies"].entries())
      AVOUCH_CHECK_OK(List(value, "extra:" + std::string(key), IsDevelopmentWord(key)));
    for (const auto& [key, place, value] : root["dependency-groups"].entries())
      AVOUCH_CHECK_OK(List(value, std::string(key), true));
    AVOUCH_CHECK_OK(List(root["build-system"]["requires"], "build-system", false));
    const Node& tool = root["tool"];
    Poetry(tool["poetry"]);
    AVOUCH_CHECK_OK(List(tool["uv"]["dev-dependencies"], "dev", true));
    manifest_.workspaces = Texts(tool["uv"]["workspace"]["members"]);
    for (const Node& name : project["dynamic"].items())
      if (name.text() == "dependencies" || name.text() == "optional-dependencies")
        notes_.Add(name.line(),
                   "'" + std::string(name.text()) + "' are made by the build, not read");
    Sources(tool["uv"]["sources"]);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // "Private :: " is what registries refuse; programs and libraries look the same but
  // for commands, and for a classifier.
  static model::Ships ShipsOf(const Node& root) {
    const Node &project = root["project"], &poetry = root["tool"]["poetry"];
    bool library = false;
    for (const Node* list : {&project["classifiers"], &poetry["classifiers"]})
      for (const Node& one : list->items()) {
        if (one.text().starts_with("Private ::")) return model::Ships::kNothing;
        library |= one.text().starts_with("Topic :: Software Development :: Libraries");
      }
    for (const Node* commands : {&project["scripts"], &project["gui-scripts"], &poetry["scripts"]})
      if (!commands->empty()) return model::Ships::kProgram;
    return library ? model::Ships::kLibrary : model::Ships::kUnsaid;
  }

  void Licence(const Node& licence) {
    if (licence.is_text()) manifest_.licences.emplace_back(licence.text());
    if (licence["text"].is_text()) manifest_.licences.emplace_back(licence["text"].text());
  }

  Status List(const Node& list, const std::string& group, bool development) {
    for (const Node& item : list.items()) {
      if (item["include-group"].is_text()) continue;
      const auto parsed = ParsePythonRequirement(item.text());
      if (!parsed)
        return FailAt(path_, static_cast<int>(item.line()),
                      "not a requirement: '" + Printable(item.text().substr(0, 60)) + "'");
      model::Requirement requirement;
      requirement.name = parsed->name;
      requirement.range = parsed->range;
      requirement.exact = parsed->exact;
      requirement.condition = parsed->condition;
      requirement.source = parsed->source;
      requirement.group = group;
      requirement.development = development;
      requirement.place = PlaceOf(path_, item.line());
      manifest_.requirements.push_back(std::move(requirement));
    }
    return {};
  }

  // name -> table or tables, each perhaps for one marker; the first says it.
  void Sources(const Node& sources) {
    for (auto& requirement : manifest_.requirements) {
      const Node& source = sources[requirement.name];
      TableSource(source.is_list() ? source.At(0) : source, requirement);
    }
  }

  // ---- Poetry ----
  void Poetry(const Node& poetry) {
    if (!poetry.is_map()) return;
    if (manifest_.name.empty()) manifest_.name = poetry["name"].text();
    if (manifest_.version.empty()) manifest_.version = poetry["version"].text();
    if (manifest_.licences.empty()) Licence(poetry["license"]);
    PoetryTable(poetry["dependencies"], "", false);
    PoetryTable(poetry["dev-dependencies"], "dev", true);
    for (const auto& [key, place, value] : poetry["group"].entries())
      PoetryTable(value["dependencies"], std::string(key), key != "main");
  }

  void PoetryTable(const Node& table, const std::string& group, bool development) {
    for (const auto& [key, place, value] : table.entries()) {
      if (key == "python") {
        if (value.is_text()) manifest_.tools.push_back("python " + std::string(value.text()));
        continue;
      }
      // One requirement, or one for each of several markers.
      if (value.is_list()) {
        for (const Node& one : value.items()) PoetryOne(key, place.line, one, group, development);
      } else {
        PoetryOne(key, place.line, value, group, development);
      }
    }
  }

  void PoetryOne(std::string_view name, std::uint32_t line, const Node& value,
                 const std::string& group, bool development) {
    model::Requirement requirement;
    requirement.name = name;
    requirement.group = group;
    requirement.development = development;
    requirement.place = PlaceOf(path_, line);
    requirement.range = value.is_map() ? value["version"].text() : value.text();
    requirement.condition = value["markers"].is_text() ? value["markers"].text() : "";
    if (requirement.range == "*") requirement.range.clear();
    if (!TableSource(value, requirement))
      requirement.exact = ExactPythonVersion(requirement.range).has_value() ||
                          IsFullVersion(requirement.range);  // "1.2.3" alone is exact to Poetry.
    manifest_.requirements.push_back(std::move(requirement));
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
};

}  // namespace

bool IsPyproject(const Path& path) { return path.name() == "pyproject.toml"; }

Result<model::Manifest> ReadPyproject(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  return Reader(path).Read(root);
}

}  // namespace avouch::formats
