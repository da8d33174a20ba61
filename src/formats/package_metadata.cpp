#include "formats/package_metadata.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/cargo_toml.h"
#include "formats/dpkg_status.h"
#include "formats/installed_package.h"
#include "formats/lock_reading.h"
#include "formats/package_json.h"
#include "formats/stanzas.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;
using model::Requirement;
using syntax::Node;

// "Ada Example <ada@example.org>" is Ada Example.
std::string PersonOf(std::string_view text) {
  const std::string_view name = Trim(text.substr(0, text.find('<')));
  return std::string(name.empty() ? Trim(text) : name);
}

// "version" of a Gem::Version, or the version where it stands alone, as it once did.
std::string GemVersion(const Node& node) {
  return node.is_map() ? ScalarText(node["version"]) : ScalarText(node);
}

// ">= 1.2, < 3"; what admits everything is no range.
std::string GemRange(const Node& requirement) {
  std::string out;
  for (const Node& one : requirement["requirements"].items()) {
    const auto pair = one.items();
    if (pair.size() != 2) continue;
    const std::string text = ScalarText(pair[0]) + " " + GemVersion(pair[1]);
    if (text != ">= 0") out += (out.empty() ? "" : ", ") + text;
  }
  return out;
}

void AddGemNeeds(const Node& root, Manifest& manifest) {
  for (const Node& one : root["dependencies"].items()) {
    const std::string type = ScalarText(one["type"]);
    if (type.ends_with("development")) continue;
    Requirement wanted;
    wanted.name = ScalarText(one["name"]);
    const Node& now = one["requirement"];
    wanted.range = GemRange(now.present() ? now : one["version_requirements"]);
    wanted.exact = wanted.range.starts_with("= ") && wanted.range.find(',') == std::string::npos;
    wanted.place = {manifest.path, 0};
    if (!wanted.name.empty()) manifest.requirements.push_back(std::move(wanted));
  }
}

std::string JoinedTexts(const Node& list) {
  std::string out;
  for (const auto& one : Texts(list)) out += (out.empty() ? "" : ", ") + one;
  return out;
}

Result<Manifest> Named(const Path& path, Manifest manifest) {
  if (manifest.components.empty() || manifest.components[0].name.empty() ||
      manifest.components[0].version.empty())
    return Fail(ErrorKind::kMalformed, "a package without name or version", ToUtf8(path.bytes));
  manifest.path = path;
  manifest.lock = false;
  for (auto& one : manifest.components) one.place = {path, 0};
  for (auto& one : manifest.requirements) one.place = {path, 0};
  std::erase_if(manifest.requirements, [](const Requirement& one) {
    return one.development || one.group == "dev" || one.source == model::SourceKind::kPath;
  });
  return manifest;
}

struct PkgInfo {
  std::string_view name, version, address, architecture, licence, origin, maintainer, packager;
};
constexpr std::pair<std::string_view, std::string_view PkgInfo::*> kPkgInfo[] = {
    {"pkgname", &PkgInfo::name},          {"pkgver", &PkgInfo::version},
    {"url", &PkgInfo::address},           {"arch", &PkgInfo::architecture},
    {"license", &PkgInfo::licence},       {"origin", &PkgInfo::origin},
    {"maintainer", &PkgInfo::maintainer}, {"packager", &PkgInfo::packager}};

// "musl>=1.2", "!busybox", "so:libc.musl-x86_64.so.1".
void AddPkgInfoNeed(std::string_view word, Manifest& manifest) {
  if (word.empty() || word.starts_with('!') || word.starts_with('/') || word.find(':') != word.npos)
    return;
  Requirement wanted;
  const std::size_t sign = word.find_first_of("<>=~@");
  wanted.name = word.substr(0, sign);
  if (sign != word.npos) wanted.range = word.substr(sign);
  wanted.exact = wanted.range.starts_with('=');
  manifest.requirements.push_back(std::move(wanted));
}

Component ComponentOf(const PkgInfo& info) {
  Component out;
  out.name = info.name;
  out.version = info.version;
  out.origin = info.address;
  if (!info.licence.empty()) out.detail.licences.emplace_back(info.licence);
  const bool unknown = info.packager.starts_with("Unknown");
  out.detail.supplier =
      PersonOf(info.maintainer.empty() && !unknown ? info.packager : info.maintainer);
  if (!info.architecture.empty()) out.detail.qualifiers.emplace_back("arch", info.architecture);
  if (!info.origin.empty() && info.origin != info.name)
    out.detail.qualifiers.emplace_back("upstream", info.origin);
  return out;
}

// "libc6 (>= 2.36) | libc6-udeb", a part of Depends.
void AddDebianNeed(std::string_view relation, Manifest& manifest) {
  const auto alternatives = Split(relation, '|');
  const std::string_view first = Trim(alternatives[0]);
  Requirement wanted;
  wanted.name = first.substr(0, first.find_first_of(" \t\n:([<"));
  if (wanted.name.empty()) return;
  if (const std::size_t open = first.find('('); open != first.npos)
    wanted.range = Trim(first.substr(open + 1, first.find(')', open) - open - 1));
  wanted.exact = wanted.range.starts_with("= ");
  if (alternatives.size() > 1)
    wanted.condition = "or " + std::string(Trim(relation.substr(alternatives[0].size() + 1)));
  manifest.requirements.push_back(std::move(wanted));
}

}  // namespace

Result<Manifest> ReadGemMetadata(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  Manifest manifest = NewManifest(Ecosystem::kRubygems, "gem-archive", path, false);
  Component own;
  own.name = ScalarText(root["name"]);
  own.version = GemVersion(root["version"]);
  own.origin = WithoutSecrets(ScalarText(root["homepage"]));
  own.detail.licences = Texts(root["licenses"]);
  own.detail.supplier = JoinedTexts(root["authors"]);
  const std::string platform = ScalarText(root["platform"]);
  if (!platform.empty() && platform != "ruby")
    own.detail.qualifiers.emplace_back("platform", platform);
  manifest.components.push_back(std::move(own));
  AddGemNeeds(root, manifest);
  return Named(path, std::move(manifest));
}

Result<Manifest> ReadCrateMetadata(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  AVOUCH_TRY(Manifest manifest, ReadCargoToml(path, bytes));
  manifest.format = "crate-archive";
  Component own;
  own.name = manifest.name;
  own.version = manifest.version;
  own.detail.licences = manifest.licences;
  const auto authors = Texts(root["package"]["authors"]);
  if (!authors.empty()) own.detail.supplier = PersonOf(authors[0]);
  own.origin = WithoutSecrets(ScalarText(root["package"]["repository"]));
  manifest.components.clear();
  manifest.components.push_back(std::move(own));
  manifest.tools.clear();  // Of its makers; whoever builds it has their own
  return Named(path, std::move(manifest));
}

Result<Manifest> ReadNpmMetadata(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Manifest manifest, ReadNpmInstalled(path, bytes));
  AVOUCH_TRY(Manifest asked, ReadPackageJson(path, bytes));
  manifest.format = "npm-archive";
  manifest.requirements = std::move(asked.requirements);
  manifest.notes.clear();
  if (!manifest.components.empty()) {
    manifest.components[0].digests.clear();  // What it says of itself, it may say of another
    manifest.components[0].origin.clear();
    manifest.name = manifest.components[0].name;
    manifest.version = manifest.components[0].version;
  }
  return Named(path, std::move(manifest));
}

Result<Manifest> ReadPkgInfo(const Path& path, BytesView bytes) {
  Manifest manifest = NewManifest(Ecosystem::kAlpine, "apk-archive", path, false);
  PkgInfo info;
  for (const std::string_view line : Lines(bytes)) {
    const std::size_t sign = line.find(" = ");
    if (line.starts_with('#') || sign == line.npos) continue;
    const std::string_view key = line.substr(0, sign), value = Trim(line.substr(sign + 3));
    if (key == "depend") AddPkgInfoNeed(value, manifest);
    for (const auto& [name, member] : kPkgInfo)
      if (name == key && (info.*member).empty()) info.*member = value;
  }
  manifest.components.push_back(ComponentOf(info));
  return Named(path, std::move(manifest));
}

Result<Manifest> ReadDebianControl(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Manifest manifest, ReadDpkgStatus(Path("var/lib/dpkg/status.d/control"), bytes));
  manifest.format = "deb-archive";
  manifest.notes.clear();  // Of lines; what matters is that it has a name and a version
  if (manifest.components.size() > 1) manifest.components.resize(1);
  if (!manifest.components.empty()) manifest.components[0].detail.needs.clear();
  std::vector<StanzaField> fields;
  if (Stanzas stanzas(WithoutBom(bytes)); stanzas.Next(&fields))
    for (const char* name : {"Pre-Depends", "Depends"})
      for (const auto relation : Split(FieldOf(fields, name), ','))
        AddDebianNeed(relation, manifest);
  return Named(path, std::move(manifest));
}

}  // namespace avouch::formats
