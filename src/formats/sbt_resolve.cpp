// What each file of an sbt build asks for, with the values and the versions of Scala of all.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/sbt.h"

namespace avouch::formats {
namespace {

std::string_view Last(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

// One name ends with the other: "Dependencies.cats" and "cats".
bool IsSame(std::string_view a, std::string_view b) {
  const auto ends = [](std::string_view whole, std::string_view end) {
    return whole == end || (whole.size() > end.size() && whole.ends_with(end) &&
                            whole[whole.size() - end.size() - 1] == '.');
  };
  return ends(a, b) || ends(b, a);
}

// "2.13.12" as "2.13", "3.4.0" as "3"; what is no version as "".
std::string BinaryVersion(std::string_view scala) {
  const auto parts = Split(scala, '.');
  if (parts.size() < 2 || scala.find('$') != scala.npos) return {};
  if (parts[0] == "2") return "2." + std::string(parts[1]);
  return parts[0] == "3" ? "3" : "";
}

// "test->compile;it->compile" is for tests.
std::string GroupOf(std::string_view written) {
  std::string out;
  for (const auto part : Split(written, ';')) {
    const std::string scope = Lower(Trim(part.substr(0, part.find("->"))));
    if (scope.empty() || scope == "compile" || scope == "runtime" || scope == "default" ||
        scope == "*")
      return {};
    const bool test = scope == "it" || scope == "integrationtest" || scope.starts_with("test");
    if (out.empty() || out == "test") out = test ? "test" : scope;
  }
  return out;
}

class Resolver {
 public:
  explicit Resolver(std::span<const SbtFile> files) : files_(files), out_(files.size()) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      const SbtFile& file = files[i];
      Begin(file, out_[i]);
      sbt_ = file.sbt_version.empty() ? sbt_ : file.sbt_version;
      for (const auto& value : file.values) values_[Last(value.first)].push_back(&value);
      for (const auto& name : file.declared) declared_.insert(Last(name));
      for (std::size_t j = 0; j < file.modules.size(); ++j)
        if (!file.modules[j].owner.value.empty())
          held_[Last(file.modules[j].owner.value)].push_back({i, j, nullptr});
      for (const auto& use : file.uses)
        if (!use.owner.value.empty()) held_[Last(use.owner.value)].push_back({i, 0, &use});
    }
    for (const auto& file : files)
      for (const auto& version : file.scala_versions) {
        const std::string binary = BinaryVersion(Text(version));
        scala_.insert(binary);
      }
  }

  std::vector<model::Manifest> Read() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      for (std::size_t j = 0; j < files_[i].modules.size(); ++j) {
        const SbtModule& module = files_[i].modules[j];
        if (module.owner.value.empty() && !module.owner.managed) Tell(i, j, module.owner, "");
      }
      for (const auto& use : files_[i].uses) {
        if (!use.owner.value.empty() || use.owner.managed) continue;
        if (use.list && !held_.contains(Last(use.name)) && !declared_.contains(Last(use.name)))
          notes_[i].Add(use.line, "what '" + use.name + "' asks for is not seen");
        Take(use.name, use.owner, use.scope, 0);
      }
    }
    for (std::size_t i = 0; i < files_.size(); ++i)
      for (std::size_t j = 0; j < files_[i].modules.size(); ++j)
        if (!files_[i].modules[j].owner.value.empty() && !told_.contains(Number(i, j)))
          Tell(i, j, {}, "named");
    for (std::size_t i = 0; i < files_.size(); ++i)
      for (auto& note : notes_[i].Take()) out_[i].notes.push_back(std::move(note));
    return std::move(out_);
  }

 private:
  struct Held {
    std::size_t file, module;
    const SbtUse* use;  // Else the module
  };

  static void Begin(const SbtFile& file, model::Manifest& out) {
    out.ecosystem = model::Ecosystem::kMaven;
    out.format = "sbt-build";
    out.path = file.path;
    out.notes = file.notes;
    if (!file.sbt_version.empty()) out.tools.push_back("sbt " + file.sbt_version);
  }

  static std::uint64_t Number(std::size_t file, std::size_t module) {
    return std::uint64_t{file} << 32 | module;
  }

  // What stands for "${name}", where one text does; else as written.
  std::string Text(std::string_view written, int depth = 0) const {
    if (!written.starts_with("${") || depth == kMaxPropertyDepth) return std::string(written);
    const std::string_view name = written.substr(2, written.size() - 3);
    const auto named = values_.find(Last(name));
    const std::string* found = nullptr;
    if (named != values_.end())
      for (const auto* value : named->second) {
        if (!IsSame(value->first, name)) continue;
        if (found != nullptr && *found != value->second) return std::string(written);
        found = &value->second;
      }
    return found == nullptr ? std::string(written) : Text(*found, depth + 1);
  }

  // The modules that a value holds, and those of the values in it.
  void Take(std::string_view name, const SbtOwner& owner, const std::string& scope, int depth) {
    const auto held = held_.find(Last(name));
    if (held == held_.end() || depth == kMaxPropertyDepth) return;
    for (const Held& one : held->second) {
      if (++work_ > kMaxSbtWork) return;
      const SbtFile& file = files_[one.file];
      const SbtModule* module = one.use == nullptr ? &file.modules[one.module] : nullptr;
      if (!IsSame(module == nullptr ? one.use->owner.value : module->owner.value, name)) continue;
      if (module != nullptr)
        Tell(one.file, one.module, owner, scope);
      else
        Take(one.use->name, owner, scope.empty() ? one.use->scope : scope, depth + 1);
    }
  }

  // Whoever asks may say what for; then the module itself; then the setting.
  void Tell(std::size_t at, std::size_t number, const SbtOwner& owner, std::string scope) {
    const SbtModule& module = files_[at].modules[number];
    if (scope.empty() || (scope == "named" && !module.scope.empty())) scope = module.scope;
    if (scope.empty()) scope = owner.scope;
    model::Requirement one;
    one.group = IsOfBuild(files_[at].path, module, owner) ? "build" : GroupOf(scope);
    one.development = one.group == "build" || one.group == "test";
    if (!told_.insert(Number(at, number)).second &&
        !tellings_.insert({Number(at, number), one.group}).second)
      return;
    tellings_.insert({Number(at, number), one.group});
    one.name = Text(module.group) + ":" + Text(module.artifact);
    one.range = Text(module.version);
    one.place = PlaceOf(files_[at].path, module.line);
    if (one.name.find('$') != std::string::npos)
      return notes_[at].Add(module.line, "what is asked for is computed");
    if (module.scala) AddScala(at, module.line, one);
    if (one.range.find('$') != std::string::npos)
      notes_[at].Add(module.line, one.name + ": its version is computed");
    out_[at].requirements.push_back(std::move(one));
  }

  // project/plugins.sbt is the build's own.
  static bool IsOfBuild(const Path& path, const SbtModule& module, const SbtOwner& owner) {
    return owner.build || module.owner.build ||
           (PathName(path.folder()) == "project" && path.extension() == "sbt");
  }

  void AddScala(std::size_t at, std::uint32_t line, model::Requirement& one) {
    std::string version = one.group == "build" && sbt_.starts_with("1.") ? "2.12" : "";
    if (version.empty() && one.group != "build" && scala_.size() == 1) version = *scala_.begin();
    if (!version.empty())
      one.name += "_" + version;
    else
      notes_[at].Add(line, one.name + ": its name ends with a version of Scala that is not told");
  }

  std::span<const SbtFile> files_;
  std::vector<model::Manifest> out_;
  std::unordered_map<std::string_view, std::vector<const std::pair<std::string, std::string>*>>
      values_;                                                    // By the last part of the name
  std::unordered_map<std::string_view, std::vector<Held>> held_;  // The same
  std::unordered_set<std::string_view> declared_;                 // The same, of all values
  std::set<std::string> scala_;                                   // Binary versions; "" = not known
  std::string sbt_;
  std::unordered_set<std::uint64_t> told_;
  std::set<std::pair<std::uint64_t, std::string>> tellings_;
  std::unordered_map<std::size_t, Notes> notes_;
  std::size_t work_ = 0;
};

}  // namespace

std::vector<model::Manifest> ResolveSbt(std::span<const SbtFile> files) {
  if (files.empty()) return {};
  return Resolver(files).Read();
}

}  // namespace avouch::formats
