#include "formats/machine_recipes.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/helm.h"
#include "formats/lock_reading.h"
#include "formats/ruby_literals.h"

namespace avouch::formats {
namespace {

using model::Manifest;
using model::SourceKind;
using syntax::Node;

// "git+https://host/x.git", "git@host:x", "https://github.com/x/y": a repository.
bool IsRepository(std::string_view source, std::string_view kind) {
  return kind == "git" || source.starts_with("git+") || source.starts_with("git@") ||
         (source.ends_with(".git") && source.find('/') != source.npos) ||
         (source.find("://github.com/") != source.npos && !source.ends_with(".tar.gz"));
}

void AddRepository(std::string_view source, const std::string& version, const Node& at,
                   Manifest& manifest) {
  if (source.starts_with("git+")) source.remove_prefix(4);
  model::Component one;
  one.name = HostAndPath(source);
  one.version = version;
  one.origin = WithoutSecrets(source);
  one.source = SourceKind::kUrl;
  if (IsCommitId(version)) {
    one.source = SourceKind::kGit;
    one.origin += "#" + version;
  }
  one.development = true;
  one.detail.direct = true;
  one.place = PlaceOf(manifest.path, at.line());
  manifest.components.push_back(std::move(one));
}

void AddFromGalaxy(const std::string& name, std::string range, const Node& at, bool development,
                   Manifest& manifest) {
  model::Requirement one;
  one.name = name;
  if (range == "*") range.clear();
  one.exact = range.starts_with("==") || IsFullVersion(range);
  one.range = std::move(range);
  one.development = development;
  one.place = PlaceOf(manifest.path, at.line());
  if (!one.name.empty()) manifest.requirements.push_back(std::move(one));
}

// "ada.tea", "git+https://...,1.2,tea", or a map.
void Wanted(const Node& item, Manifest& manifest, Notes& notes) {
  if (item.is_scalar()) {
    const std::string text = ScalarText(item);
    const auto words = Split(text, ',');
    const std::string version(words.size() > 1 ? Trim(words[1]) : std::string_view());
    if (IsRepository(words[0], "")) return AddRepository(words[0], version, item, manifest);
    return AddFromGalaxy(std::string(Trim(words[0])), version, item, true, manifest);
  }
  const std::string name = ScalarText(item["name"]), version = ScalarText(item["version"]);
  std::string source = ScalarText(item["src"]);
  std::string kind = ScalarText(item["type"]);
  if (kind.empty()) kind = ScalarText(item["scm"]);
  if (item["include"].is_scalar())
    return notes.Add(item.line(), Printable(ScalarText(item["include"])) + " is not read with it");
  if (kind == "dir" || kind == "subdirs" || kind == "file") return;  // In the tree
  if (source.empty() && (kind == "git" || kind == "url" || IsRepository(name, ""))) source = name;
  if (source.empty()) source = name;
  if (source.empty()) return notes.Add(item.line(), "neither a name nor a source");
  if (IsRepository(source, kind) || source.find("://") != std::string::npos)
    return AddRepository(source, version, item, manifest);
  AddFromGalaxy(source, version, item, true, manifest);
}

Result<Manifest> ReadRequirementsYml(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (root.is_map() && root["dependencies"].is_list()) {
    AVOUCH_TRY(Manifest helm, ReadHelm(Path("Chart.yaml"), bytes));
    helm.path = path;
    for (auto& one : helm.requirements) one.place.path = path;
    return helm;
  }
  Manifest out = NewManifest(model::Ecosystem::kOther, "ansible-requirements", path, false);
  Notes notes;
  for (const Node& item : root.items()) Wanted(item, out, notes);  // Roles alone, as it once was
  for (const char* list : {"roles", "collections"})
    for (const Node& item : root[list].items()) Wanted(item, out, notes);
  out.notes = notes.Take();
  return out;
}

Result<Manifest> ReadGalaxy(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  Manifest out = NewManifest(model::Ecosystem::kOther, "ansible-collection", path, false);
  out.name = ScalarText(root["namespace"]) + "." + ScalarText(root["name"]);
  if (out.name.starts_with('.') || out.name.ends_with('.')) out.name.clear();
  out.version = ScalarText(root["version"]);
  out.licences = Texts(root["license"]);
  for (const auto& [name, place, range] : root["dependencies"].entries())
    AddFromGalaxy(std::string(name), ScalarText(range), range, false, out);
  return out;
}

// What `brew bundle` asks of itself and of other tools.
bool IsBrewWord(std::string_view word) {
  for (const std::string_view known : {"brew", "cask", "tap", "mas", "vscode", "whalebrew", "go",
                                       "cargo", "npm", "uv", "flatpak", "winget"})
    if (word == known) return true;
  return false;
}

Result<Manifest> ReadBrewfile(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  auto statements = RubyStatements(text);
  if (!statements) {
    statements.error().where = ToUtf8(path.bytes) + ", " + statements.error().where;
    return std::unexpected(std::move(statements.error()));
  }
  Manifest out = NewManifest(model::Ecosystem::kOther, "brewfile", path, false);
  Notes notes;
  for (const auto& statement : *statements) {
    const std::string_view line = statement.text;
    const std::string_view word = line.substr(0, line.find_first_of(" (\"'"));
    if (word == "eval" || word == "instance_eval" || word == "load")
      notes.Add(static_cast<std::uint32_t>(statement.line), "what it asks for is computed");
    if (!IsBrewWord(word)) continue;
    const RubyArguments arguments = ParseRubyArguments(line.substr(word.size()));
    if (arguments.values.empty() || arguments.values[0].kind != RubyValue::Kind::kText) {
      notes.Add(static_cast<std::uint32_t>(statement.line), "what it asks for is computed");
      continue;
    }
    model::Requirement one;
    one.name = arguments.values[0].text;
    // "node@22" is a formula of its own, of which any 22 will do.
    if (const std::size_t at = one.name.rfind('@'); at != std::string::npos && at > 0)
      one.range = one.name.substr(at + 1);
    one.condition = arguments.condition;
    one.development = true;
    one.group = "dev";
    one.place = {path, statement.line};
    out.requirements.push_back(std::move(one));
  }
  out.notes = notes.Take();
  return out;
}

}  // namespace

bool IsMachineRecipe(const Path& path) {
  const std::string_view name = path.name();
  for (const std::string_view one :
       {"requirements.yml", "requirements.yaml", "galaxy.yml", "galaxy.yaml", "Brewfile"})
    if (name == one) return true;
  return false;
}

Result<Manifest> ReadMachineRecipe(const Path& path, BytesView bytes) {
  const std::string_view name = path.name();
  if (name == "Brewfile") return ReadBrewfile(path, bytes);
  return name.starts_with("galaxy") ? ReadGalaxy(path, bytes) : ReadRequirementsYml(path, bytes);
}

}  // namespace avouch::formats
