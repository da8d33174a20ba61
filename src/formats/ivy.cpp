#include "formats/ivy.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

// What one configuration of ours is for; false where its name says nothing.
bool GroupOf(std::string_view configuration, std::string& group) {
  const std::string lower = Lower(configuration);
  for (const std::string_view main : {"compile", "default", "master", "runtime", "*", "core"})
    if (lower == main) {
      group.clear();
      return true;
    }
  if (lower.find("test") != lower.npos)
    group = "test";
  else if (lower == "provided" || lower == "optional" || lower == "build")
    group = lower;
  else
    return false;
  return true;
}

// "compile->default;test->*": what stands before each arrow.
std::string GroupsOf(std::string_view mapping) {
  std::string best = "test", named;
  bool any = false;
  for (const auto part : Split(mapping, ';'))
    for (auto one : Split(part.substr(0, part.find("->")), ',')) {
      one = Trim(one);
      std::string group;
      if (one.empty()) continue;
      if (!GroupOf(one, group)) {
        named = one;
        continue;
      }
      if (group.empty()) return group;
      if (!any || best == "test") best = group;
      any = true;
    }
  if (!named.empty()) return named;
  return any ? best : "";
}

}  // namespace

bool IsIvy(const Path& path) { return path.name() == "ivy.xml"; }

Result<model::Manifest> ReadIvy(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const XmlNode root, ReadXmlTree(path, bytes));
  if (root.name != "ivy-module")
    return FailAt(path, static_cast<int>(root.line), "the root is not <ivy-module>");
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kMaven;
  manifest.format = "ivy";
  manifest.path = path;
  const XmlNode& info = root["info"];
  if (info.Has("organisation") && info.Has("module"))
    manifest.name =
        std::string(info.Attribute("organisation")) + ":" + std::string(info.Attribute("module"));
  manifest.version = info.Attribute("revision");
  if (manifest.version.find('$') != std::string::npos) manifest.version.clear();
  for (const XmlNode& licence : info.children)
    if (licence.name == "license") manifest.licences.emplace_back(licence.Attribute("name"));
  Notes notes;
  const XmlNode& list = root["dependencies"];
  for (const XmlNode& one : list.children) {
    if (one.name != "dependency") continue;
    std::string_view group = one.Attribute("org");
    if (group.empty()) group = info.Attribute("organisation");
    const std::string_view name = one.Attribute("name");
    if (group.empty() || name.empty()) {
      notes.Add(one.line, "a dependency without org or name");
      continue;
    }
    model::Requirement wanted;
    wanted.name = std::string(group) + ":" + std::string(name);
    wanted.range = one.Attribute("rev");
    wanted.place = PlaceOf(path, one.line);
    std::string mapping(one.Attribute("conf"));
    for (const XmlNode& conf : one.children)
      if (conf.name == "conf") mapping += ";" + std::string(conf.Attribute("name"));
    if (mapping.empty()) mapping = list.Attribute("defaultconf");
    wanted.group = GroupsOf(mapping);
    wanted.development = wanted.group == "test" || wanted.group == "build";
    if (wanted.name.find('$') != std::string::npos) {
      notes.Add(one.line, "what is asked for is computed");
      continue;
    }
    if (wanted.range.find('$') != std::string::npos)
      notes.Add(one.line, wanted.name + ": nothing here tells " + wanted.range);
    manifest.requirements.push_back(std::move(wanted));
  }
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
