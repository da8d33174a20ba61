#include "formats/gradle_locks.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

using model::Component;

bool IsOfTests(std::string_view configuration) {
  return configuration.starts_with("test") || configuration.find("Test") != configuration.npos;
}

bool IsMainClasspath(std::string_view configuration) {
  return !IsOfTests(configuration) &&
         (configuration.ends_with("untimeClasspath") ||
          configuration.ends_with("ompileClasspath") || configuration == "compile" ||
          configuration == "runtime" || configuration == "default");
}

void SetUse(std::string_view configurations, bool of_build, Component& component) {
  bool main = false, runs = false;
  std::string_view first;
  for (auto one : Split(configurations, ',')) {
    one = Trim(one);
    if (one.empty()) continue;
    if (first.empty()) first = one;
    main |= IsMainClasspath(one);
    runs |= IsMainClasspath(one) && !one.ends_with("ompileClasspath");
  }
  component.development = of_build || !main;
  if (of_build || !runs) component.detail.group = first;
}

// "group:artifact:version", nothing empty and no space in it.
bool SetCoordinates(std::string_view text, Component& component) {
  const auto first = text.find(':');
  const auto second = first == text.npos ? first : text.find(':', first + 1);
  if (second == text.npos || first == 0 || second == first + 1 || second + 1 == text.size() ||
      text.find_first_of(" \t") != text.npos || text.find(':', second + 1) != text.npos)
    return false;
  component.name = text.substr(0, second);
  component.version = text.substr(second + 1);
  return true;
}

void ReadLock(const Path& path, BytesView bytes, model::Manifest& manifest) {
  manifest.format = "gradle-lock";
  Notes notes;
  const std::string_view name = path.name();
  const bool of_build = name.starts_with("buildscript-");
  const bool single = name != "gradle.lockfile" && !of_build;
  const std::string_view stem = name.substr(0, name.rfind('.'));
  std::uint32_t number = 0;
  for (const auto written : Lines(WithoutBom(bytes))) {
    ++number;
    const std::string_view line = Trim(written);
    if (line.empty() || line.starts_with('#') || line.starts_with("empty=")) continue;
    const std::size_t equals = line.find('=');
    Component component;
    if ((equals == line.npos && !single) || !SetCoordinates(line.substr(0, equals), component)) {
      notes.Add(number, "not group:artifact:version=configurations");
      continue;
    }
    SetUse(equals == line.npos ? stem : line.substr(equals + 1), of_build, component);
    component.place = PlaceOf(path, number);
    manifest.components.push_back(std::move(component));
  }
  manifest.notes = notes.Take();
}

class Verification {
 public:
  Verification(const Path& path, model::Manifest& manifest) : path_(path), manifest_(manifest) {}

  void Read(const XmlNode& root) {
    manifest_.format = "gradle-verification";
    for (const XmlNode& trust : root["configuration"]["trusted-artifacts"].children) Trust(trust);
    if (root["configuration"].TextOf("verify-metadata") == "false")
      notes_.Add(root["configuration"]["verify-metadata"].line, "poms are not verified");
    const auto& components = root["components"].children;
    index_.reserve(components.size());
    manifest_.components.reserve(components.size());
    for (const XmlNode& one : components)
      if (one.name == "component") Read(one, Entry(one));
    manifest_.notes = notes_.Take();
  }

 private:
  // Everything is trusted where no attribute says what, or each says anything.
  void Trust(const XmlNode& trust) {
    bool all = true;
    std::string what;
    for (const auto& [key, value] : trust.attributes) {
      if (key == "regex" || key == "reason") continue;
      all &= value.empty() || value == ".*" || value == "^.*$" || value == ".+";
      what += " " + key + " " + value;
    }
    manifest_.checks_off |= all;
    notes_.Add(trust.line, "trusted without a digest:" + (what.empty() ? " all" : what));
  }

  Component* Entry(const XmlNode& one) {
    const std::string_view group = one.Attribute("group"), name = one.Attribute("name"),
                           version = one.Attribute("version");
    if (group.empty() || name.empty() || version.empty()) {
      notes_.Add(one.line, "a component without group, name or version");
      return nullptr;
    }
    Component component;
    component.name = std::string(group) + ":" + std::string(name);
    component.version = version;
    component.place = PlaceOf(path_, one.line);
    const auto [at, fresh] =
        index_.emplace(component.name + ":" + component.version, manifest_.components.size());
    if (fresh) manifest_.components.push_back(std::move(component));
    return &manifest_.components[at->second];
  }

  void Read(const XmlNode& one, Component* component) {
    if (component == nullptr) return;
    std::vector<std::string> own, metadata;
    bool signed_only = false;
    for (const XmlNode& artifact : one.children) {
      const std::string_view name = artifact.Attribute("name");
      auto& digests = name.ends_with(".pom") || name.ends_with(".module") ? metadata : own;
      for (const XmlNode& check : artifact.children) {
        signed_only |= check.name == "pgp";
        if (check.name != "sha256" && check.name != "sha512" && check.name != "sha1" &&
            check.name != "md5")
          continue;
        digests.push_back(check.name + ":" + std::string(check.Attribute("value")));
        for (const XmlNode& also : check.children)
          digests.push_back(check.name + ":" + std::string(also.Attribute("value")));
      }
    }
    for (auto& digest : own.empty() ? metadata : own)
      if (std::ranges::find(component->digests, digest) == component->digests.end())
        component->digests.push_back(std::move(digest));
    if (component->digests.empty())
      notes_.Add(one.line, component->name + " " + component->version +
                               (signed_only ? " is checked by signature alone" : " has no digest"));
  }

  const Path& path_;
  model::Manifest& manifest_;
  Notes notes_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

bool IsGradleLocks(const Path& path) {
  const std::string_view name = path.name();
  return name == "gradle.lockfile" || name == "buildscript-gradle.lockfile" ||
         name == "verification-metadata.xml" ||
         (name.ends_with(".lockfile") && path.folder().ends_with("gradle/dependency-locks"));
}

Result<model::Manifest> ReadGradleLocks(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kGradle;
  manifest.path = path;
  manifest.lock = true;
  if (path.extension() != "xml") {
    ReadLock(path, bytes, manifest);
    return manifest;
  }
  AVOUCH_TRY(const XmlNode root, ReadXmlTree(path, bytes));
  if (root.name != "verification-metadata")
    return FailAt(path, static_cast<int>(root.line), "the root is not <verification-metadata>");
  Verification(path, manifest).Read(root);
  return manifest;
}

}  // namespace avouch::formats
