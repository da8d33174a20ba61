#include "formats/nuspec.h"

#include <string>
#include <string_view>
#include <utility>

#include "formats/manifest_reading.h"
#include "formats/xml_tree.h"

namespace avouch::formats {

Result<model::Manifest> ReadNuspec(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const XmlNode root, ReadXmlTree(path, bytes));
  const XmlNode& metadata = root["metadata"];
  model::Manifest out;
  out.ecosystem = model::Ecosystem::kNuget;
  out.format = "nuspec";
  out.path = path;
  model::Component own;
  own.place = PlaceOf(path, metadata["id"].line);
  own.name = metadata.TextOf("id");
  own.version = metadata.TextOf("version");
  own.detail.supplier = metadata.TextOf("authors");
  own.origin = metadata["repository"].Attribute("url");
  const XmlNode& licence = metadata["license"];
  if (licence.Attribute("type") == "expression")
    own.detail.licences.push_back(licence.text);
  else if (const auto url = metadata.TextOf("licenseUrl");
           !url.empty() && url.find("deprecateLicenseUrl") == url.npos)
    own.detail.licences.emplace_back(url);
  const auto add = [&](const XmlNode& node, std::string_view framework) {
    if (node.name != "dependency") return;
    model::Requirement one;
    one.name = node.Attribute("id");
    one.range = node.Attribute("version");
    one.exact = one.range.starts_with('[') && one.range.ends_with(']') &&
                one.range.find(',') == std::string::npos;
    one.group = framework;
    one.place = PlaceOf(path, node.line);
    if (!one.name.empty()) out.requirements.push_back(std::move(one));
  };
  for (const XmlNode& node : metadata["dependencies"].children) {
    add(node, "");
    for (const XmlNode& inner : node.children) add(inner, node.Attribute("targetFramework"));
  }
  if (own.name.empty() || own.version.empty())
    return FailAt(path, 1, "a nuspec without id or version");
  out.name = own.name;
  out.version = own.version;
  out.licences = own.detail.licences;
  out.components.push_back(std::move(own));
  return out;
}

}  // namespace avouch::formats
