#include "formats/package_metadata.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

using model::Manifest;

// The package as the one component of its own manifest.
Manifest Start(const Path& path, model::Ecosystem ecosystem, const char* format) {
  Manifest out;
  out.ecosystem = ecosystem;
  out.format = format;
  out.path = path;
  out.components.emplace_back();
  out.components[0].place = PlaceOf(path, 0);
  return out;
}

Result<Manifest> Finish(Manifest out, const char* without) {
  model::Component& own = out.components[0];
  if (own.name.empty() || own.version.empty()) return FailAt(out.path, 1, without);
  out.name = own.name;
  out.version = own.version;
  out.licences = own.detail.licences;
  return out;
}

// "requests[socks] (>=2.0) ; extra == 'net'": name, range, condition.
void RequiresDist(std::string_view text, int line, Manifest& out) {
  model::Requirement one;
  const auto semicolon = text.find(';');
  if (semicolon != text.npos) one.condition = Trim(text.substr(semicolon + 1));
  text = Trim(text.substr(0, semicolon));
  const auto end = text.find_first_of(" [(<>=!~@");
  one.name = text.substr(0, end);
  std::string_view range = end == text.npos ? "" : Trim(text.substr(end));
  if (range.starts_with('['))
    range = Trim(range.substr(std::min(range.size(), range.find(']') + 1)));
  if (range.starts_with('@')) one.source = model::SourceKind::kUrl;
  if (range.starts_with('(') && range.ends_with(')')) range = range.substr(1, range.size() - 2);
  one.range = range;
  one.exact = range.starts_with("==") && range.find_first_of(",*") == range.npos;
  if (const auto extra = one.condition.find("extra =="); extra != std::string::npos) {
    const auto open = one.condition.find_first_of("\"'", extra);
    const auto close =
        open == std::string::npos ? open : one.condition.find(one.condition[open], open + 1);
    if (close != std::string::npos) one.group = one.condition.substr(open + 1, close - open - 1);
  }
  one.place = {out.path, line};
  if (!one.name.empty()) out.requirements.push_back(std::move(one));
}

// "Name <mail>, Other <mail>": the names.
std::string Names(std::string_view text) {
  std::vector<std::string> out;
  for (const auto part : Split(text, ','))
    if (const auto name = Trim(part.substr(0, part.find('<'))); !name.empty())
      out.emplace_back(name.size() > 1 && name.front() == '"' ? name.substr(1, name.size() - 2)
                                                              : name);
  return Join(out, ", ");
}

struct PythonReader {
  Manifest& out;
  std::string licence, classifiers, author;

  void Field(std::string_view key, std::string_view value, int line) {
    model::Component& own = out.components[0];
    if (value.empty() || value == "UNKNOWN") return;
    if (EqualsIgnoreCase(key, "Name")) own.name = value;
    if (EqualsIgnoreCase(key, "Version")) own.version = value;
    if (EqualsIgnoreCase(key, "License-Expression")) own.detail.licences.emplace_back(value);
    // Old packages put a whole licence there; only a name is of use.
    if (EqualsIgnoreCase(key, "License") && value.size() < 100) licence = value;
    if (EqualsIgnoreCase(key, "Author") && author.empty()) author = value;
    if (EqualsIgnoreCase(key, "Author-email") && author.empty()) author = Names(value);
    if (EqualsIgnoreCase(key, "Classifier") && value.starts_with("License :: "))
      classifiers = Trim(value.substr(value.rfind("::") + 2));
    if (EqualsIgnoreCase(key, "Requires-Dist")) RequiresDist(value, line, out);
    if (EqualsIgnoreCase(key, "Requires-Python"))
      out.tools.push_back("python " + std::string(value));
  }

  void End() {
    model::Component& own = out.components[0];
    own.detail.supplier = author;
    if (!own.detail.licences.empty()) return;
    if (!licence.empty())
      own.detail.licences.push_back(licence);
    else if (!classifiers.empty() && classifiers != "OSI Approved")
      own.detail.licences.push_back(classifiers);
  }
};

}  // namespace

Result<Manifest> ReadPythonMetadata(const Path& path, BytesView bytes) {
  Manifest out = Start(path, model::Ecosystem::kPython, "python-metadata");
  PythonReader reader{out, {}, {}, {}};
  int line = 0;
  for (const auto text : Lines(WithoutBom(bytes))) {
    ++line;
    if (text.empty()) break;  // The description follows
    const auto colon = text.find(':');
    if (text[0] == ' ' || text[0] == '\t' || text[0] == '|' || colon == text.npos) continue;
    reader.Field(text.substr(0, colon), Trim(text.substr(colon + 1)), line);
  }
  reader.End();
  return Finish(std::move(out), "Python metadata without name or version");
}

Result<Manifest> ReadNuspec(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const XmlNode root, ReadXmlTree(path, bytes));
  const XmlNode& metadata = root["metadata"];
  Manifest out = Start(path, model::Ecosystem::kNuget, "nuspec");
  model::Component& own = out.components[0];
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
  return Finish(std::move(out), "a nuspec without id or version");
}

}  // namespace avouch::formats
