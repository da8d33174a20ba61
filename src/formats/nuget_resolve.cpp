// What a project asks for, with what the files above it add. The order is MSBuild's: the props
// above, the project, the targets above; the last of two values of a property is in force. A
// value under a condition that is not "when it is not set yet" makes the property unknown.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/path.h"
#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/nuget_project.h"

namespace avouch::formats {
namespace {

using model::Requirement;
using model::SourceKind;

std::string_view FormatOf(const Path& path) {
  const std::string_view end = path.extension();
  if (end == "csproj" || end == "fsproj" || end == "vbproj") return end;
  return path.name() == "Directory.Packages.props" ? "nuget-central" : "msbuild";
}

// "'$(Name)' == ''" with any spaces.
bool IsWhenUnset(std::string_view condition, std::string_view name) {
  std::string text;
  for (const char c : condition)
    if (c != ' ') text += c;
  return EqualsIgnoreCase(text, "'$(" + std::string(name) + ")'==''");
}

class Properties {
 public:
  void Add(const NugetProject& file) {
    for (const auto& [name, value, condition] : file.properties) {
      auto [at, fresh] = values_.try_emplace(Lower(name));
      if (condition.empty())
        at->second = {value, true};
      else if (!IsWhenUnset(condition, name))
        at->second.known = false;
      else if (fresh)
        at->second = {value, true};
    }
  }

  // `text` with $(x) put in; `whole` becomes false when one is not known.
  std::string Fill(std::string_view text, bool& whole) const {
    std::string out;
    int steps = 0;
    FillInto(text, 0, steps, out, whole);
    return out;
  }

 private:
  struct Value {
    std::string text;
    bool known = false;
  };

  void FillInto(std::string_view text, int depth, int& steps, std::string& out, bool& whole) const {
    while (true) {
      const std::size_t at = text.find("$(");
      const std::size_t end = at == text.npos ? at : text.find(')', at);
      out += text.substr(0, end == text.npos ? end : at);
      if (end == text.npos) return;
      const auto value = values_.find(Lower(text.substr(at + 2, end - at - 2)));
      if (value == values_.end() || !value->second.known || depth == kMaxPropertyDepth ||
          ++steps > kMaxPropertySteps || out.size() > kMaxExpanded) {
        out += text.substr(at, end - at + 1);
        whole = false;
      } else {
        FillInto(value->second.text, depth + 1, steps, out, whole);
      }
      text.remove_prefix(end + 1);
    }
  }

  std::unordered_map<std::string, Value> values_;
};

class Resolver {
 public:
  explicit Resolver(std::span<const NugetProject> projects) : projects_(projects) {
    for (const auto& one : projects) by_path_.emplace(one.path.bytes, &one);
  }

  model::Manifest Read(const NugetProject& own) {
    model::Manifest manifest;
    manifest.ecosystem = model::Ecosystem::kNuget;
    manifest.format = FormatOf(own.path);
    manifest.path = own.path;
    notes_ = Notes();
    properties_ = Properties();
    central_.clear(), updates_.clear();
    const bool project = manifest.format != "nuget-central" && manifest.format != "msbuild";
    std::vector<const NugetProject*> files = {&own};
    if (project) files = Layers(own);
    // What Directory.Build.props asks for has the central versions of the projects below it.
    if (manifest.format == "msbuild") {
      files.clear();
      Above(own.path.folder(), "Directory.Packages.props", files);
      files.push_back(&own);
    }
    for (const NugetProject* file : files) {
      properties_.Add(*file);
      for (const auto& one : file->central) central_[Lower(one.name)].push_back({file, &one});
      for (const auto& one : file->references)
        if (one.kind == NugetReference::kUpdate) updates_[Lower(one.name)] = {file, &one};
    }
    for (const NugetProject* file : files)
      if (project || file == &own)
        for (const auto& one : file->references) Reference(*file, one, manifest);
    if (manifest.format == "nuget-central")
      for (const auto& one : own.central) Central(own, one, manifest);
    Describe(own, manifest);
    manifest.notes = own.notes;
    for (auto& note : notes_.Take()) manifest.notes.push_back(std::move(note));
    return manifest;
  }

 private:
  struct Written {
    const NugetProject* file = nullptr;
    const NugetReference* reference = nullptr;
  };

  // The file `name` in `folder` or the nearest above, and those above that it imports; the
  // outermost first.
  void Above(std::string_view folder, std::string_view name,
             std::vector<const NugetProject*>& out) const {
    const std::size_t start = out.size();
    while (out.size() - start < kMaxBuildFiles) {
      const auto at = by_path_.find(JoinPath(folder, name));
      if (at != by_path_.end()) {
        out.push_back(at->second);
        if (!at->second->imports_above) break;
      }
      if (folder.empty()) break;
      folder = PathFolder(folder);
    }
    std::reverse(out.begin() + static_cast<std::ptrdiff_t>(start), out.end());
  }

  std::vector<const NugetProject*> Layers(const NugetProject& own) const {
    std::vector<const NugetProject*> files;
    const std::string_view folder = own.path.folder();
    Above(folder, "Directory.Build.props", files);
    Above(folder, "Directory.Packages.props", files);
    files.push_back(&own);
    Above(folder, "Directory.Build.targets", files);
    return files;
  }

  void Describe(const NugetProject& own, model::Manifest& manifest) const {
    for (const auto name : {"$(TargetFrameworks)", "$(TargetFramework)"}) {
      bool whole = true;
      const std::string text = properties_.Fill(name, whole);
      if (!whole) continue;
      for (const auto one : Split(text, ';'))
        if (!Trim(one).empty()) manifest.tools.emplace_back(Trim(one));
      break;
    }
    const auto value = [&](const char* name) {
      bool whole = true;
      std::string text = properties_.Fill(name, whole);
      return whole ? text : std::string();
    };
    if (manifest.format == "nuget-central" || manifest.format == "msbuild") return;
    manifest.name = value("$(PackageId)");
    if (manifest.name.empty())
      manifest.name = own.path.name().substr(0, own.path.name().rfind('.'));
    manifest.version = value("$(Version)");
    if (manifest.version.empty()) manifest.version = value("$(VersionPrefix)");
    if (auto licence = value("$(PackageLicenseExpression)"); !licence.empty())
      manifest.licences.push_back(std::move(licence));
  }

  void SetRange(std::string_view version, Requirement& one) {
    bool whole = true;
    one.range = properties_.Fill(version, whole);
    const std::string_view range = one.range;
    one.exact = whole && range.size() > 2 && range.starts_with('[') && range.ends_with(']') &&
                range.find_first_of(",*") == range.npos;
    if (!whole) Note(one, "nothing in this tree tells " + one.range);
  }

  void Note(const Requirement& one, const std::string& what) {
    notes_.Add(static_cast<std::uint32_t>(one.place.line), one.name + ": " + what);
  }

  // Versions under a condition are several answers: none is taken.
  const NugetReference* CentralOf(const std::string& name) const {
    const auto at = central_.find(name);
    if (at == central_.end()) return nullptr;
    const NugetReference* found = nullptr;
    for (const auto& one : at->second) {
      if (!one.reference->condition.empty()) return nullptr;
      found = one.reference;
    }
    return found;
  }

  void SetVersion(const NugetReference& reference, Requirement& one) {
    const std::string key = Lower(one.name);
    const auto update = updates_.find(key);
    if (!reference.over.empty()) return SetRange(reference.over, one);
    if (update != updates_.end() && update->second.reference->condition.empty()) {
      const NugetReference& later = *update->second.reference;
      one.development |= later.private_all;
      if (!later.over.empty()) return SetRange(later.over, one);
      if (!later.version.empty()) return SetRange(later.version, one);
    }
    if (!reference.version.empty()) return SetRange(reference.version, one);
    if (const auto* central = CentralOf(key); central != nullptr)
      return SetRange(central->version, one);
    Note(one, central_.contains(key) ? "its central version depends on a condition"
                                     : "no version is told in this tree");
  }

  Requirement Begin(const NugetProject& file, const NugetReference& reference) {
    Requirement one;
    bool whole = true;
    one.name = properties_.Fill(reference.name, whole);
    one.place = PlaceOf(file.path, reference.line);
    one.condition = reference.condition;
    return one;
  }

  void Reference(const NugetProject& file, const NugetReference& reference,
                 model::Manifest& manifest) {
    if (reference.kind == NugetReference::kUpdate) return;
    Requirement one = Begin(file, reference);
    if (reference.kind == NugetReference::kProject) {
      const std::string path = ReplaceAll(one.name, "\\", "/");
      const std::string_view name = PathName(path);
      one.name = std::string(name.substr(0, name.rfind('.')));
      one.source = SourceKind::kWorkspace;
      manifest.requirements.push_back(std::move(one));
      return;
    }
    const bool tool =
        reference.kind == NugetReference::kTool || reference.kind == NugetReference::kDownload;
    one.group = reference.kind == NugetReference::kSdk ? "sdk" : tool ? "build" : "";
    one.development =
        !one.group.empty() || reference.private_all || reference.kind == NugetReference::kGlobal;
    SetVersion(reference, one);
    if (reference.kind == NugetReference::kSdk) one.exact = !one.range.empty();
    manifest.requirements.push_back(std::move(one));
  }

  void Central(const NugetProject& own, const NugetReference& reference,
               model::Manifest& manifest) {
    Requirement one = Begin(own, reference);
    one.group = "central";
    SetRange(reference.version, one);
    manifest.requirements.push_back(std::move(one));
  }

  std::span<const NugetProject> projects_;
  std::unordered_map<std::string, const NugetProject*> by_path_;
  Properties properties_;
  std::unordered_map<std::string, std::vector<Written>> central_;
  std::unordered_map<std::string, Written> updates_;
  Notes notes_;
};

}  // namespace

std::vector<model::Manifest> ResolveNugetProjects(std::span<const NugetProject> projects) {
  Resolver resolver(projects);
  std::vector<model::Manifest> manifests;
  manifests.reserve(projects.size());
  for (const auto& project : projects) manifests.push_back(resolver.Read(project));
  return manifests;
}

}  // namespace avouch::formats
