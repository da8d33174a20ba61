#include "formats/nuget_project.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

std::string And(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::string(a.empty() ? b : a);
  return std::string(a) + " and " + std::string(b);
}

// An item's metadata: an attribute or an element of this name.
std::string_view Metadata(const XmlNode& item, std::string_view name) {
  if (item.Has(name)) return item.Attribute(name);
  for (const XmlNode& child : item.children)
    if (EqualsIgnoreCase(child.name, name)) return child.text;
  return {};
}

bool HoldsWord(std::string_view list, std::string_view word) {
  for (const auto one : Split(list, ';'))
    if (EqualsIgnoreCase(Trim(one), word)) return true;
  return false;
}

class ProjectReader {
 public:
  explicit ProjectReader(NugetProject& project) : project_(project) {}

  void Read(const XmlNode& root) {
    if (const auto sdk = root.Attribute("Sdk"); !sdk.empty()) Sdk(sdk, "", root.line);
    Children(root, "");
    project_.notes = notes_.Take();
  }

 private:
  // Choose, When and Otherwise nest; the tree's depth is bounded.
  void Children(const XmlNode& parent, const std::string& condition) {
    for (const XmlNode& child : parent.children) {
      const std::string when = And(condition, child.Attribute("Condition"));
      if (child.name == "PropertyGroup") {
        for (const XmlNode& property : child.children)
          project_.properties.push_back(
              {property.name, property.text, And(when, property.Attribute("Condition"))});
      } else if (child.name == "ItemGroup") {
        for (const XmlNode& item : child.children)
          Item(item, And(when, item.Attribute("Condition")));
      } else if (child.name == "Choose" || child.name == "ImportGroup") {
        Children(child, when);
      } else if (child.name == "When" || child.name == "Otherwise") {
        Children(child, child.name == "Otherwise" ? And(condition, "otherwise") : when);
      } else if (child.name == "Import") {
        Import(child);
      } else if (child.name == "Sdk") {
        Sdk(child.Attribute("Name"), child.Attribute("Version"), child.line);
      }
    }
  }

  void Import(const XmlNode& node) {
    const std::string_view what = node.Attribute("Project");
    if (node.Has("Sdk")) return Sdk(node.Attribute("Sdk"), node.Attribute("Version"), node.line);
    const std::string_view name = project_.path.name();
    const bool above = what.find("OfFileAbove") != what.npos ||
                       (what.starts_with("..") && what.find(name) != what.npos);
    project_.imports_above |= above && name.starts_with("Directory.");
    if (!above && what.find("$(MSBuild") == what.npos && what.find("$(VSTools") == what.npos)
      notes_.Add(node.line, "what it imports is not followed: " + std::string(what));
  }

  // "Microsoft.NET.Sdk", "X/1.2", "A;B/1".
  void Sdk(std::string_view list, std::string_view version, std::uint32_t line) {
    for (auto one : Split(list, ';')) {
      one = Trim(one);
      const auto slash = one.find('/');
      const std::string_view own = slash == one.npos ? version : one.substr(slash + 1);
      if (one.empty() || own.empty()) continue;  // Of the installed SDK, or of global.json
      NugetReference reference;
      reference.kind = NugetReference::kSdk;
      reference.name = one.substr(0, slash);
      reference.version = own;
      reference.line = line;
      project_.references.push_back(std::move(reference));
    }
  }

  void Item(const XmlNode& item, std::string condition) {
    using Kind = NugetReference::Kind;
    struct Row {
      std::string_view name;
      Kind kind;
    };
    static constexpr Row kRows[] = {
        {"PackageReference", Kind::kPackage},    {"GlobalPackageReference", Kind::kGlobal},
        {"DotNetCliToolReference", Kind::kTool}, {"PackageDownload", Kind::kDownload},
        {"ProjectReference", Kind::kProject},    {"PackageVersion", Kind::kPackage}};
    for (const Row& row : kRows)
      if (item.name == row.name) return Reference(item, row.kind, std::move(condition));
  }

  void Reference(const XmlNode& item, NugetReference::Kind kind, std::string condition) {
    NugetReference one;
    one.kind = kind;
    std::string_view names = item.Attribute("Include");
    if (names.empty() && item.Has("Update")) {
      names = item.Attribute("Update");
      one.kind = NugetReference::kUpdate;
    }
    if (names.empty()) {
      notes_.Add(item.line,
                 item.Has("Remove")
                     ? item.name + " is removed: " + std::string(item.Attribute("Remove"))
                     : "a " + item.name + " without Include");
      return;
    }
    one.version = Metadata(item, "Version");
    one.over = Metadata(item, "VersionOverride");
    one.private_all = HoldsWord(Metadata(item, "PrivateAssets"), "all");
    one.condition = std::move(condition);
    one.line = item.line;
    for (auto name : Split(names, ';')) {
      name = Trim(name);
      if (name.empty()) continue;
      one.name = name;
      (item.name == "PackageVersion" ? project_.central : project_.references).push_back(one);
    }
  }

  NugetProject& project_;
  Notes notes_;
};

void AddTool(const Path& path, std::string_view name, syntax::Place place, std::string version,
             std::string_view group, model::Manifest& manifest) {
  model::Requirement one;
  one.name = name;
  one.range = std::move(version);
  one.exact = !one.range.empty();
  one.development = true;
  one.group = group;
  one.place = PlaceOf(path, place.line);
  manifest.requirements.push_back(std::move(one));
}

}  // namespace

bool IsNugetProject(const Path& path) {
  const std::string_view name = path.name();
  for (const std::string_view end : {".csproj", ".fsproj", ".vbproj"})
    if (name.ends_with(end) && name.size() > end.size()) return true;
  return name == "Directory.Packages.props" || name == "Directory.Build.props" ||
         name == "Directory.Build.targets";
}

Result<NugetProject> ReadNugetProject(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const XmlNode root, ReadXmlTree(path, bytes));
  if (root.name != "Project")
    return FailAt(path, static_cast<int>(root.line), "the root is not <Project>");
  NugetProject project;
  project.path = path;
  ProjectReader(project).Read(root);
  return project;
}

bool IsDotnetTools(const Path& path) {
  return path.name() == "global.json" || path.name() == "dotnet-tools.json";
}

Result<model::Manifest> ReadDotnetTools(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.allow_comments = true;
  AVOUCH_TRY(const syntax::Node root, ReadJson(path, bytes, options));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kNuget;
  manifest.format = path.name() == "global.json" ? "dotnet-global" : "dotnet-tools";
  manifest.path = path;
  if (const auto& sdk = root["sdk"]["version"]; sdk.is_text())
    manifest.tools.push_back("dotnet " + std::string(sdk.text()));
  for (const auto& [name, place, version] : root["msbuild-sdks"].entries())
    AddTool(path, name, place, ScalarText(version), "sdk", manifest);
  for (const auto& [name, place, tool] : root["tools"].entries())
    if (tool.is_map()) AddTool(path, name, place, ScalarText(tool["version"]), "build", manifest);
  return manifest;
}

bool IsNugetProjects(const Path& path) { return IsNugetProject(path) || IsDotnetTools(path); }

Result<model::Manifest> ReadNugetProjects(const Path& path, BytesView bytes) {
  if (IsDotnetTools(path)) return ReadDotnetTools(path, bytes);
  AVOUCH_TRY(const NugetProject project, ReadNugetProject(path, bytes));
  return std::move(ResolveNugetProjects(std::span(&project, 1)).front());
}

}  // namespace avouch::formats
