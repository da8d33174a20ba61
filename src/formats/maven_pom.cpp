#include "formats/maven_pom.h"

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

PomDependency Coordinates(const XmlNode& node) {
  PomDependency one;
  one.group = node.TextOf("groupId");
  one.artifact = node.TextOf("artifactId");
  one.version = node.TextOf("version");
  one.line = node.line;
  return one;
}

PomDependency Dependency(const XmlNode& node, std::string_view profile) {
  PomDependency one = Coordinates(node);
  one.scope = node.TextOf("scope");
  one.type = node.TextOf("type");
  one.classifier = node.TextOf("classifier");
  one.optional = node.TextOf("optional") == "true";
  if (const auto text = node.TextOf("optional"); text.find('$') != text.npos)
    one.optional_as = text;
  for (const XmlNode& other : node["exclusions"].children)
    one.exclusions.push_back(
        {std::string(other.TextOf("groupId")), std::string(other.TextOf("artifactId"))});
  one.profile = profile;
  return one;
}

class PomReader {
 public:
  explicit PomReader(Pom& pom) : pom_(pom) {}

  void Read(const XmlNode& project) {
    pom_.group = project.TextOf("groupId");
    pom_.artifact = project.TextOf("artifactId");
    pom_.version = project.TextOf("version");
    if (const XmlNode& parent = project["parent"]; parent.line != 0) {
      pom_.has_parent = true;
      pom_.parent = Coordinates(parent);
      const XmlNode& relative = parent["relativePath"];
      pom_.relative_path = relative.line == 0 ? "../pom.xml" : relative.text;
    }
    for (const XmlNode& property : project["properties"].children)
      pom_.properties.emplace_back(property.name, property.text);
    Dependencies(project["dependencies"], "");
    for (const XmlNode& one : project["dependencyManagement"]["dependencies"].children)
      if (one.name == "dependency") Managed(one);
    Build(project["build"], "");
    for (const XmlNode& plugin : project["reporting"]["plugins"].children) Plugin(plugin, "");
    for (const XmlNode& profile : project["profiles"].children) Profile(profile);
    for (const XmlNode& module : project["modules"].children) pom_.modules.push_back(module.text);
    for (const XmlNode& licence : project["licenses"].children) {
      const std::string_view name = licence.TextOf("name"), url = licence.TextOf("url");
      if (!name.empty() || !url.empty()) pom_.licences.emplace_back(name.empty() ? url : name);
    }
    pom_.maven = project["prerequisites"].TextOf("maven");
    if (const XmlNode& moved = project["distributionManagement"]["relocation"]; moved.line != 0) {
      pom_.relocated = true;
      pom_.relocation = Coordinates(moved);
    }
    pom_.notes = notes_.Take();
  }

 private:
  void Dependencies(const XmlNode& list, std::string_view profile) {
    for (const XmlNode& one : list.children)
      if (one.name == "dependency") Keep(Dependency(one, profile), pom_.dependencies);
  }

  void Managed(const XmlNode& node) { Keep(Dependency(node, ""), pom_.managed); }

  void Keep(PomDependency one, std::vector<PomDependency>& list) {
    if (one.group.empty() || one.artifact.empty())
      notes_.Add(one.line, "a dependency without " +
                               std::string(one.group.empty() ? "groupId" : "artifactId"));
    else
      list.push_back(std::move(one));
  }

  void Build(const XmlNode& build, std::string_view profile) {
    for (const XmlNode& plugin : build["plugins"].children) Plugin(plugin, profile);
    for (const XmlNode& one : build["extensions"].children) {
      PomDependency extension = Coordinates(one);
      extension.profile = profile;
      Keep(std::move(extension), pom_.plugins);
    }
    if (!profile.empty()) return;
    for (const XmlNode& plugin : build["pluginManagement"]["plugins"].children) {
      PomDependency one = Coordinates(plugin);
      if (one.group.empty()) one.group = "org.apache.maven.plugins";
      if (!one.artifact.empty()) pom_.managed_plugins.push_back(std::move(one));
    }
  }

  void Plugin(const XmlNode& node, std::string_view profile) {
    if (node.name != "plugin") return;
    PomDependency plugin = Coordinates(node);
    plugin.profile = profile;
    if (plugin.group.empty()) plugin.group = "org.apache.maven.plugins";
    Keep(std::move(plugin), pom_.plugins);
    for (const XmlNode& one : node["dependencies"].children)
      if (one.name == "dependency") Keep(Dependency(one, profile), pom_.plugins);
  }

  void Profile(const XmlNode& profile) {
    std::string id(profile.TextOf("id"));
    if (id.empty()) id = "default";
    Dependencies(profile["dependencies"], id);
    Build(profile["build"], id);
    if (!profile["dependencyManagement"]["dependencies"].children.empty())
      notes_.Add(profile.line, "versions managed in the profile " + id + " are not followed");
    if (!profile["properties"].children.empty())
      notes_.Add(profile.line, "properties of the profile " + id + " are not followed");
  }

  Pom& pom_;
  Notes notes_;
};

}  // namespace

bool IsMavenPom(const Path& path) { return path.name() == "pom.xml"; }

Result<Pom> ReadPom(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const XmlNode root, ReadXmlTree(path, bytes));
  if (root.name != "project")
    return FailAt(path, static_cast<int>(root.line), "the root is not <project>");
  Pom pom;
  pom.path = path;
  PomReader(pom).Read(root);
  return pom;
}

Result<model::Manifest> ReadMavenPom(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Pom pom, ReadPom(path, bytes));
  return std::move(ResolvePoms(std::span(&pom, 1)).front());
}

}  // namespace avouch::formats
