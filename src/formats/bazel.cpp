#include "formats/bazel.h"

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/bazel_locks.h"
#include "formats/manifest_reading.h"
#include "formats/source_address.h"
#include "formats/starlark.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::Requirement;
using model::SourceKind;
using Value = StarlarkValue;

constexpr std::string_view kJvm = "@rules_jvm_external//";

std::string_view FirstText(const Value& value) {
  if (value.kind == Value::kText) return value.text;
  for (const Value& one : value.items)
    if (one.kind == Value::kText) return one.text;
  return {};
}

bool HasText(const Value& value) { return value.kind == Value::kText; }

class BuildFile {
 public:
  BuildFile(const Path& path, model::Manifest& manifest) : path_(path), manifest_(manifest) {}

  void Read(const std::vector<StarlarkCall>& calls) {
    for (const auto& [given_to, call] : calls) Call(given_to, call);
    Overrides();
    manifest_.notes = notes_.Take();
  }

 private:
  void Call(const std::string& given_to, const Value& call) {
    const std::string_view what = call.text;
    if (what == "module") {
      manifest_.name = call.TextOf("name");
      manifest_.version = call.TextOf("version");
    } else if (what == "bazel_dep") {
      BazelDep(call);
    } else if (what == "include") {
      notes_.Add(call.line, "what it includes is read by itself, if at all: " +
                                std::string(call.items.empty() ? "" : FirstText(call.items[0])));
    } else if (what == "use_extension" && !call.items.empty() && HasText(call.items[0]) &&
               call.items[0].text.starts_with(kJvm)) {
      extensions_.insert(given_to);
    } else if (what == "load") {
      Load(call);
    } else if (what.ends_with("_override")) {
      overrides_.push_back(call);
    } else if (what.ends_with("http_archive") || what.ends_with("http_file") ||
               what.ends_with("http_jar")) {
      Archive(call, call.TextOf("name"));
    } else if (what == "git_repository" || what == "new_git_repository") {
      Git(call, call.TextOf("name"));
    } else if (what == "maybe") {  // maybe(http_archive, name = "x", ...): unless it is there
      if (call["url"].line != 0 || call["urls"].line != 0) Archive(call, call.TextOf("name"));
      if (call["remote"].line != 0) Git(call, call.TextOf("name"));
    } else if (what == "maven_jar") {
      Maven(call.TextOf("artifact"), call.line, false);
    } else if (loaded_.contains(std::string(what))) {
      Install(call);
    } else if (const auto dot = what.rfind('.');
               dot != what.npos && extensions_.contains(std::string(what.substr(0, dot)))) {
      if (what.substr(dot + 1) == "install") Install(call);
      if (what.substr(dot + 1) == "artifact") Artifact(call);
    }
  }

  // load("@rules_jvm_external//:defs.bzl", "maven_install", other = "maven_install")
  void Load(const Value& call) {
    if (call.items.empty() || !FirstText(call.items[0]).starts_with(kJvm)) return;
    for (const Value& one : call.items)
      if (one.text == "maven_install") loaded_.insert(one.text);
    for (const auto& [name, value] : call.fields)
      if (value.text == "maven_install") loaded_.insert(name);
  }

  void BazelDep(const Value& call) {
    Requirement one;
    one.name = call.TextOf("name");
    one.range = call.TextOf("version");
    one.development = call["dev_dependency"].kind == Value::kTrue;
    if (one.development) one.group = "dev";
    one.place = PlaceOf(path_, call.line);
    if (one.name.empty()) return notes_.Add(call.line, "a bazel_dep whose name is computed");
    index_.emplace(one.name, manifest_.requirements.size());
    manifest_.requirements.push_back(std::move(one));
  }

  // An override says where a module comes from, whatever was asked for.
  void Overrides() {
    for (const Value& call : overrides_) {
      const std::string_view name = call.TextOf("module_name");
      const auto at = index_.find(std::string(name));
      Requirement* asked = at == index_.end() ? nullptr : &manifest_.requirements[at->second];
      if (call.text == "single_version_override" && asked != nullptr) {
        if (!call.TextOf("version").empty()) asked->range = call.TextOf("version");
        asked->exact = !asked->range.empty();
      } else if (call.text == "local_path_override" && asked != nullptr) {
        asked->source = SourceKind::kPath;
      } else if (call.text == "archive_override") {
        if (asked != nullptr) asked->source = SourceKind::kUrl;
        Archive(call, name);
      } else if (call.text == "git_override") {
        if (asked != nullptr) asked->source = SourceKind::kGit;
        Git(call, name);
      }
    }
  }

  void Archive(const Value& call, std::string_view name) {
    Component one;
    one.name = name;
    one.source = SourceKind::kUrl;
    one.origin = FirstText(call["urls"]);
    if (one.origin.empty()) one.origin = FirstText(call["url"]);
    one.version = VersionOfAddress(one.origin);
    one.place = PlaceOf(path_, call.line);
    if (const auto sum = call.TextOf("sha256"); !sum.empty())
      one.digests.push_back("sha256:" + std::string(sum));
    if (const auto sum = call.TextOf("integrity"); !sum.empty()) one.digests.emplace_back(sum);
    if (one.name.empty()) return notes_.Add(call.line, "an archive whose name is computed");
    if (one.origin.empty()) notes_.Add(call.line, one.name + ": its address is computed");
    if (one.digests.empty()) notes_.Add(call.line, one.name + " is fetched without a digest");
    one.detail.direct = true;
    manifest_.components.push_back(std::move(one));
  }

  void Git(const Value& call, std::string_view name) {
    const std::string_view commit = call.TextOf("commit"), tag = call.TextOf("tag");
    Component one;
    one.name = name;
    one.source = SourceKind::kGit;
    one.version = commit.empty() ? tag : commit;
    one.origin = call.TextOf("remote");
    if (!commit.empty()) one.origin += "#" + std::string(commit);
    one.place = PlaceOf(path_, call.line);
    one.detail.direct = true;
    if (one.name.empty()) return notes_.Add(call.line, "a repository whose name is computed");
    if (commit.empty()) notes_.Add(call.line, one.name + " is fetched by no commit id");
    if (!one.version.empty()) return manifest_.components.push_back(std::move(one));
    Requirement asked;
    asked.name = one.name;
    asked.range = call.TextOf("branch");
    asked.source = SourceKind::kGit;
    asked.place = one.place;
    manifest_.requirements.push_back(std::move(asked));
  }

  void Install(const Value& call) {
    for (const auto key : {"artifacts", "boms"}) {
      const Value& list = call[key];
      if (list.kind == Value::kUnknown && list.line != 0)
        notes_.Add(list.line, std::string(key) + " are computed");
      for (const Value& one : list.items) {
        if (HasText(one))
          Maven(one.text, one.line, false);
        else if (one.kind == Value::kCall && one.text == "maven.artifact")
          Artifact(one);
        else
          notes_.Add(one.line, "what is asked for is computed");
      }
    }
  }

  void Artifact(const Value& call) {
    const auto part = [&](std::string_view name, std::size_t at) {
      if (const auto text = call.TextOf(name); !text.empty()) return std::string(text);
      return at < call.items.size() && HasText(call.items[at]) ? call.items[at].text
                                                               : std::string();
    };
    const std::string group = part("group", 0), artifact = part("artifact", 1);
    if (group.empty() || artifact.empty())
      return notes_.Add(call.line, "what is asked for is computed");
    const std::string version = part("version", 2);
    Maven(group + ":" + artifact + (version.empty() ? "" : ":" + version), call.line,
          call["testonly"].kind == Value::kTrue);
  }

  // "g:a:1", "g:a:jar:1", "g:a:jar:classifier:1", "g:a".
  void Maven(std::string_view coordinates, std::uint32_t line, bool test) {
    const auto parts = Split(coordinates, ':');
    if (parts.size() < 2 || parts[0].empty() || parts[1].empty())
      return notes_.Add(line, "not coordinates: " + std::string(coordinates));
    Requirement one;
    one.name = std::string(parts[0]) + ":" + std::string(parts[1]);
    if (parts.size() > 2) one.range = parts.back();
    one.group = "maven";
    one.development = test;
    one.place = PlaceOf(path_, line);
    manifest_.requirements.push_back(std::move(one));
  }

  const Path& path_;
  model::Manifest& manifest_;
  Notes notes_;
  std::set<std::string> extensions_, loaded_;  // Names under which Maven packages are asked for
  std::vector<Value> overrides_;
  std::unordered_map<std::string, std::size_t> index_;
};

bool IsModule(std::string_view name) { return name.ends_with("MODULE.bazel"); }

bool IsMavenLock(std::string_view name) {
  return name == "maven_install.json" || name.ends_with("_maven_install.json");
}

// What functions fetch that WORKSPACE calls. Few files of this kind fetch anything.
bool IsMacros(const Path& path) { return path.extension() == "bzl"; }

bool Fetches(BytesView bytes) {
  for (const std::string_view call :
       {"http_archive", "http_file", "http_jar", "git_repository", "maven_jar", "maven_install"})
    if (bytes.find(call) != bytes.npos) return true;
  return false;
}

}  // namespace

bool IsBazel(const Path& path) {
  const std::string_view name = path.name();
  return IsModule(name) || name == "MODULE.bazel.lock" || name == "WORKSPACE" ||
         name == "WORKSPACE.bazel" || name == "WORKSPACE.bzlmod" || IsMavenLock(name) ||
         IsMacros(path);
}

Result<model::Manifest> ReadBazel(const Path& path, BytesView bytes) {
  if (path.name() == "MODULE.bazel.lock") return ReadBazelModuleLock(path, bytes);
  if (IsMavenLock(path.name())) return ReadBazelMavenLock(path, bytes);
  const bool macros = IsMacros(path);
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kBazel;
  manifest.format = IsModule(path.name()) ? "bazel-module"
                    : macros              ? "bazel-macros"
                                          : "bazel-workspace";
  manifest.path = path;
  if (macros && !Fetches(bytes)) return manifest;
  AVOUCH_TRY(const auto calls, ReadStarlark(path, bytes, macros));
  BuildFile(path, manifest).Read(calls);
  return manifest;
}

}  // namespace avouch::formats
