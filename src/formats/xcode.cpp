#include "formats/xcode.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// One object of the list, by its own keys and those of its requirement.
using Keys = std::map<std::string_view, std::string_view>;

std::string_view Unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    return text.substr(1, text.size() - 2);
  return text;
}

std::string RangeOf(Keys& keys) {
  const std::string_view kind = keys["kind"];
  if (kind == "exactVersion") return std::string(keys["version"]);
  if (kind == "revision" || kind == "branch")
    return (kind == "branch" ? "branch: " : "") + std::string(keys[kind]);
  if (kind == "versionRange")
    return std::string(keys["minimumVersion"]) + "..<" + std::string(keys["maximumVersion"]);
  const bool minor = kind == "upToNextMinorVersion";
  return (minor ? ".upToNextMinor(from: " : "from: ") + std::string(keys["minimumVersion"]) +
         (minor ? ")" : "");
}

// Which targets take a package: one that only bundles of tests take is for tests.
class Takers {
 public:
  void Add(std::string_view package, bool tests) {
    bool& only = only_tests_.try_emplace(package, true).first->second;
    only = only && tests;
  }
  void Mark(std::string_view package, model::Requirement& wanted) const {
    const auto at = only_tests_.find(package);
    if (at == only_tests_.end() || !at->second) return;
    wanted.development = true;
    wanted.group = "test";
  }

 private:
  std::map<std::string_view, bool> only_tests_;
};

bool IsOfTests(std::string_view type) {
  return type.ends_with("bundle.unit-test") || type.ends_with("bundle.ui-testing");
}

// Xcode writes one "key = value;" a line, and "isa" first in each object.
class ProjectReader {
 public:
  explicit ProjectReader(const Path& path)
      : manifest_(NewManifest(model::Ecosystem::kSwift, "xcode-project", path, false)) {}

  model::Manifest Read(std::string_view text) {
    for (const std::string_view raw : Lines(text)) {
      ++number_;
      Line(Trim(raw));
    }
    End();
    Takers takers;
    for (const auto& [product, tests] : taken_)
      if (const auto at = packages_.find(product); at != packages_.end())
        takers.Add(at->second, tests);
    for (std::size_t i = 0; i < ids_.size(); ++i) takers.Mark(ids_[i], manifest_.requirements[i]);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  static std::string_view FirstWord(std::string_view line) {
    return line.substr(0, line.find_first_of(" ,;"));
  }

  void Line(std::string_view line) {
    if (line.starts_with("/* End ")) return End();
    if (line == ");") in_products_ = false;
    if (line.ends_with(" = {")) opened_ = FirstWord(line);
    if (in_products_) products_.push_back(FirstWord(line));
    if (line == "packageProductDependencies = (") in_products_ = true;
    const std::size_t equals = line.find(" = ");
    if (equals == line.npos || !line.ends_with(';')) return;
    const std::string_view key = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 3, line.size() - equals - 4);
    if (key == "isa") {
      End();
      id_ = opened_;
      isa_ = value;
      begin_ = number_;
    } else {
      keys_.emplace(key, Unquoted(value));
    }
  }

  // Of the object that was read.
  void End() {
    if (isa_ == "XCRemoteSwiftPackageReference") Reference();
    if (isa_ == "XCSwiftPackageProductDependency")
      packages_.emplace(id_, FirstWord(keys_["package"]));
    if (isa_.ends_with("Target"))
      for (const std::string_view product : products_)
        taken_.emplace_back(product, IsOfTests(keys_["productType"]));
    keys_.clear();
    products_.clear();
    isa_ = {};
    in_products_ = false;
  }

  void Reference() {
    const std::string_view address = keys_["repositoryURL"];
    if (address.empty()) return notes_.Add(begin_, "a reference to a package without an address");
    model::Requirement one;
    one.name = HostAndPath(address);
    one.range = RangeOf(keys_);
    one.exact = keys_["kind"] == "exactVersion" || IsCommitId(one.range);
    one.source = SourceKind::kGit;
    one.place = PlaceOf(manifest_.path, begin_);
    if (address.starts_with("http://"))
      notes_.Add(begin_, one.name + " is fetched over plain HTTP");
    manifest_.requirements.push_back(std::move(one));
    ids_.push_back(id_);
  }

  model::Manifest manifest_;
  Notes notes_;
  std::uint32_t number_ = 0, begin_ = 0;  // Of the line; of the object's first
  std::string_view opened_, id_, isa_;
  Keys keys_;
  bool in_products_ = false;
  std::vector<std::string_view> products_;                 // Of the target that is read
  std::vector<std::string_view> ids_;                      // Of each requirement
  std::map<std::string_view, std::string_view> packages_;  // References, by product
  std::vector<std::pair<std::string_view, bool>> taken_;   // Products, and whether by tests
};

// By name; what a template of targets takes may be anybody's.
Takers TakersOf(const Node& root) {
  Takers out;
  for (const char* key : {"targets", "targetTemplates"})
    for (const auto& [name, place, target] : root[key].entries())
      for (const Node& needed : target["dependencies"].items())
        if (needed["package"].is_scalar())
          out.Add(needed["package"].text(), IsOfTests(target["type"].text()));
  return out;
}

void AddPackage(std::string_view name, const Node& value, std::uint32_t line, const Takers& takers,
                Notes& notes, model::Manifest& manifest) {
  model::Requirement one;
  takers.Mark(name, one);
  one.source = SourceKind::kGit;
  one.place = PlaceOf(manifest.path, line);
  if (value["url"].is_scalar()) {
    one.name = HostAndPath(ScalarText(value["url"]));
  } else if (value["github"].is_scalar()) {
    one.name = "github.com/" + ScalarText(value["github"]);
  } else if (value["path"].is_scalar()) {
    one.name = ScalarText(value["path"]);
    one.source = SourceKind::kPath;
  } else {
    return notes.Add(line, "a package without an address");
  }
  for (const char* key : {"exactVersion", "version", "revision", "branch", "from", "majorVersion",
                          "minorVersion", "minVersion"})
    if (value[key].is_scalar()) {
      const std::string_view kind = key;
      one.exact = kind == "exactVersion" || kind == "version" || kind == "revision";
      one.range = ScalarText(value[key]);
      if (kind == "branch") one.range = "branch: " + one.range;
      if (kind == "from" || kind == "majorVersion") one.range = "from: " + one.range;
      if (kind == "minorVersion") one.range = ".upToNextMinor(from: " + one.range + ")";
      if (kind == "minVersion") one.range += "..<" + ScalarText(value["maxVersion"]);
      break;
    }
  manifest.requirements.push_back(std::move(one));
}

}  // namespace

bool IsXcode(const Path& path) {
  return path.name() == "project.yml" ||
         (path.name() == "project.pbxproj" && path.folder().ends_with(".xcodeproj"));
}

Result<model::Manifest> ReadXcode(const Path& path, BytesView bytes) {
  if (path.name() == "project.pbxproj") return ProjectReader(path).Read(WithoutBom(bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kSwift, "xcodegen", path, false);
  if (bytes.find("packages:") == bytes.npos) return manifest;
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root["packages"].is_map() || (!root["targets"].is_map() && !root["include"].present()))
    return manifest;
  manifest.name = ScalarText(root["name"]);
  Notes notes;
  const Takers takers = TakersOf(root);
  for (const auto& [name, place, value] : root["packages"].entries())
    AddPackage(name, value, place.line, takers, notes, manifest);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
