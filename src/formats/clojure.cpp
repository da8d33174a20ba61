#include "formats/clojure.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "formats/edn_value.h"
#include "formats/gemfile_parts.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

// "ring" is short for "ring/ring".
std::string MavenName(std::string_view symbol) {
  const std::size_t slash = symbol.find('/');
  if (slash == symbol.npos) return std::string(symbol) + ":" + std::string(symbol);
  return std::string(symbol.substr(0, slash)) + ":" + std::string(symbol.substr(slash + 1));
}

// Profiles and aliases have names of their makers' choice; these say what they are for.
bool IsForDevelopment(std::string_view name) {
  if (!name.empty() && name[0] >= '0' && name[0] <= '9') return true;  // To test with: ":1.10"
  for (const std::string_view word : {"test", "dev", "repl", "user", "bench", "doc", "codox",
                                      "lint", "kaocha", "cljfmt", "kondo", "eastwood", "antq"})
    if (ContainsIgnoreCase(name, word)) return true;
  return false;
}

bool IsExact(std::string_view version) {
  return !version.empty() && version.find_first_of("[(,") == version.npos && version != "LATEST" &&
         version != "RELEASE" && !version.ends_with("-SNAPSHOT");
}

// The name of a keyword or symbol: "dev" of ":dev".
std::string_view NameOf(const EdnValue& key) {
  std::string_view name = key.text;
  if (name.starts_with(':')) name.remove_prefix(1);
  return name;
}

class Reader {
 public:
  Reader(const Path& path, std::string_view format)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kMaven, format, path, false)) {}

  Result<model::Manifest> Leiningen(const std::vector<EdnValue>& values) {
    const EdnValue* project = nullptr;
    for (const EdnValue& value : values)
      if (value.At(0).is_word() && value.At(0).text == "defproject") project = &value;
    if (project == nullptr) return FailAt(path_, 1, "no 'defproject'");
    if (project->At(1).is_word()) manifest_.name = MavenName(project->At(1).text);
    if (project->At(2).is_text()) manifest_.version = project->At(2).text;
    const EdnValue& licence = (*project)[":license"][":name"];
    if (licence.is_text()) manifest_.licences = {licence.text};
    if ((*project)[":min-lein-version"].is_text())
      manifest_.tools.push_back("leiningen >=" + (*project)[":min-lein-version"].text);
    for (const EdnValue& managed : (*project)[":managed-dependencies"].items)
      if (managed.At(0).is_word() && managed.At(1).is_text())
        managed_.emplace(MavenName(managed.At(0).text), managed.At(1).text);
    Profile(*project, {});
    const EdnValue& profiles = (*project)[":profiles"];
    for (std::size_t i = 0; i + 1 < profiles.items.size(); i += 2)
      Profile(profiles.items[i + 1], NameOf(profiles.items[i]));
    return Finish();
  }

  Result<model::Manifest> Deps(const std::vector<EdnValue>& values) {
    if (values.size() != 1 || values[0].kind != EdnValue::Kind::kMap)
      return FailAt(path_, 1, "not one map");
    Map(values[0][":deps"], {});
    const EdnValue& aliases = values[0][":aliases"];
    for (std::size_t i = 0; i + 1 < aliases.items.size(); i += 2)
      for (const std::string_view key : {":extra-deps", ":deps", ":replace-deps"})
        Map(aliases.items[i + 1][key], NameOf(aliases.items[i]));
    return Finish();
  }

 private:
  void Profile(const EdnValue& at, std::string_view profile) {
    See(at[":dependencies"]);
    for (const EdnValue& one : at[":dependencies"].items) Vector(one, profile, {});
    See(at[":plugins"]);
    for (const EdnValue& one : at[":plugins"].items) Vector(one, profile, "plugin");
  }

  void See(const EdnValue& list) {
    if (list.kind == EdnValue::Kind::kComputed || list.is_word()) computed_.See(list.line);
  }

  // [group/name "1.0" :scope "test"]
  void Vector(const EdnValue& one, std::string_view profile, std::string_view group) {
    if (one.kind != EdnValue::Kind::kList || !one.At(0).is_word()) return computed_.See(one.line);
    model::Requirement requirement;
    requirement.name = MavenName(one.At(0).text);
    requirement.group = group;
    if (one.At(1).is_text()) {
      requirement.range = one.At(1).text;
    } else if (one.At(1).kind == EdnValue::Kind::kComputed) {
      Computed(requirement.name, one.line);
    } else if (const auto managed = managed_.find(requirement.name); managed != managed_.end()) {
      requirement.range = managed->second;
    }
    if (const EdnValue& scope = one[":scope"]; scope.is_text() && scope.text != "compile")
      requirement.group = scope.text;
    Add(std::move(requirement), profile, one.line);
  }

  // {group/name {:mvn/version "1.0"}}
  void Map(const EdnValue& map, std::string_view alias) {
    See(map);
    if (map.kind != EdnValue::Kind::kMap) return;
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
      const EdnValue &name = map.items[i], &how = map.items[i + 1];
      if (!name.is_word()) {
        computed_.See(name.line);
        continue;
      }
      model::Requirement requirement;
      requirement.name = MavenName(name.text);
      requirement.range = how[":mvn/version"].text;
      for (const std::string_view key : {":git/sha", ":sha", ":git/tag"})
        if (how[key].is_text()) {
          requirement.source = SourceKind::kGit;
          requirement.range = how[key].text;
          break;
        }
      if (how[":local/root"].is_text()) requirement.source = SourceKind::kPath;
      if (how.kind == EdnValue::Kind::kComputed) Computed(requirement.name, name.line);
      Add(std::move(requirement), alias, name.line);
    }
  }

  void Computed(const std::string& name, int line) {
    notes_.Add(static_cast<std::uint32_t>(line),
               "the version of " + Printable(name) + " is computed");
  }

  void Add(model::Requirement requirement, std::string_view profile, int line) {
    requirement.development = requirement.group == "test" || IsForDevelopment(profile);
    if (requirement.group.empty() && !profile.empty()) {
      if (requirement.development)
        requirement.group = ContainsIgnoreCase(profile, "test") ? "test" : "dev";
      else if (profile == "build" || profile == "provided")
        requirement.group = profile;
    }
    if (!profile.empty()) requirement.condition = "profile " + std::string(profile);
    requirement.exact = requirement.source == SourceKind::kGit || IsExact(requirement.range);
    requirement.place = {path_, line};
    manifest_.requirements.push_back(std::move(requirement));
  }

  Result<model::Manifest> Finish() {
    AVOUCH_CHECK_OK(computed_.Judge(path_, manifest_, notes_));
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  ComputedRequirements computed_;
  std::unordered_map<std::string, std::string> managed_;
};

}  // namespace

bool IsClojure(const Path& path) {
  return path.name() == "project.clj" || path.name() == "deps.edn";
}

Result<model::Manifest> ReadClojure(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  AVOUCH_TRY(const auto values, ReadEdn(path, text));
  if (path.name() == "deps.edn") return Reader(path, "clojure-deps").Deps(values);
  return Reader(path, "leiningen").Leiningen(values);
}

}  // namespace avouch::formats
