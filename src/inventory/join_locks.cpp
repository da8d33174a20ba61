#include "inventory/join_locks.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "inventory/digests.h"
#include "inventory/installed_needs.h"
#include "inventory/licences.h"
#include "inventory/purl_of.h"
#include "inventory/scope_of.h"
#include "model/purl_types.h"
#include "notation/purl.h"
#include "notation/version_range.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;
using model::Part;
using model::Requirement;
using model::Scope;
using model::SourceKind;
using model::Sure;

std::string FolderOf(const Path& path) {
  const std::size_t at = path.bytes.rfind('/');
  return at == std::string::npos ? std::string() : path.bytes.substr(0, at);
}

// Gradle and Maven share their packages.
Ecosystem Family(Ecosystem ecosystem) {
  return ecosystem == Ecosystem::kGradle ? Ecosystem::kMaven : ecosystem;
}

// The version that is meant by what is asked for; empty where that says only what is enough.
// NuGet takes the lowest version that is enough, and what a project asks for itself stands.
std::string VersionOf(Ecosystem ecosystem, const Requirement& wanted) {
  std::string_view range = Trim(wanted.range);
  const bool plain = !range.empty() && range.find_first_of("*,[($") == range.npos;
  if (!wanted.exact && !(ecosystem == Ecosystem::kNuget && plain)) return {};
  while (range.starts_with('=') || range.starts_with(' ')) range.remove_prefix(1);
  if (range.starts_with('[') && range.ends_with(']')) range = range.substr(1, range.size() - 2);
  return std::string(Trim(range));
}

// Formats whose components are there, not only named.
Sure SureOf(const Manifest& manifest) {
  constexpr auto kInstalled =
      std::to_array<std::string_view>({"dpkg-status", "opkg-status", "rpm-database", "os-release",
                                       "java-archive", "python-wheel", "nupkg", "package-note"});
  constexpr auto kEmbedded = std::to_array<std::string_view>(
      {"go-binary", "rust-audit", "dotnet-bundle", "nuget-deps", "pe-version"});
  if (manifest.format.ends_with("-installed") ||
      std::ranges::find(kInstalled, manifest.format) != kInstalled.end())
    return Sure::kInstalled;
  if (std::ranges::find(kEmbedded, manifest.format) != kEmbedded.end()) return Sure::kEmbedded;
  return manifest.lock ? Sure::kLocked : Sure::kDeclared;
}

bool IsOwn(const Component& component) {
  return component.source == SourceKind::kWorkspace || component.source == SourceKind::kPath;
}

// A mark in a binary (formats/binary.h): seen, not sure.
constexpr std::string_view kSeenGroup = "seen";

// Conda installs packages of Python's index, too; Deno those of JSR, and files from addresses.
Ecosystem EcosystemOf(const Manifest& manifest, const Component& component) {
  if (manifest.ecosystem == Ecosystem::kConda && component.detail.group == "pip")
    return Ecosystem::kPython;
  if (manifest.format.starts_with("deno") && component.source == SourceKind::kUrl)
    return Ecosystem::kOther;
  return manifest.ecosystem;
}

// What has no purl of its ecosystem: an image, a repository at a host that has a type.
void IdentifyOther(const Manifest& manifest, const Component& component, Part& part) {
  if (manifest.format == "devcontainer" && component.detail.group == "image") {
    part.kind = model::PartKind::kContainer;
    part.ecosystem = Ecosystem::kDocker;
    const bool tagged = component.digests.empty() || component.version != component.digests[0];
    IdentifyImage(component.name +
                      (component.version.empty() || !tagged ? "" : ":" + component.version) +
                      (component.digests.empty() ? "" : "@" + component.digests[0]),
                  part);
    return;
  }
  IdentifyUntyped(component, part);
}

// "22.1.0" is one version; "3.12" is a line of them.
bool IsThreeNumbers(std::string_view version) {
  return std::ranges::count(version, '.') == 2 &&
         version.find_first_not_of("0123456789.") == version.npos;
}

// A row of a table that a manifest takes versions from asks for nothing itself: pnpm's catalogs,
// Cargo's [workspace.dependencies], NuGet's central versions.
bool IsCatalog(const Requirement& requirement) {
  return requirement.group == "catalog" || requirement.group.starts_with("catalog:") ||
         requirement.group == "workspace" || requirement.group == "central";
}

// Packages of a system are its distribution's, whose id their reader puts in the name.
std::string_view DistributionOf(const Manifest& manifest) {
  const bool system = manifest.ecosystem == Ecosystem::kDebian ||
                      manifest.ecosystem == Ecosystem::kAlpine ||
                      manifest.ecosystem == Ecosystem::kRpm;
  return system ? std::string_view(manifest.name) : std::string_view();
}

// What all components of one manifest have in common.
struct Setting {
  explicit Setting(const Manifest& from)
      : manifest(from),
        folder(ScopeOfFolder(from.path)),
        sure(SureOf(from)),
        distribution(DistributionOf(from)) {}

  const Manifest& manifest;
  Scope folder;
  Sure sure;
  std::string_view distribution;
};

Part PartOf(const Setting& setting, const Component& component) {
  Part part;
  Identify(EcosystemOf(setting.manifest, component), component, part, setting.distribution);
  IdentifyOther(setting.manifest, component, part);
  if (setting.manifest.format == "os-release") part.kind = model::PartKind::kOperatingSystem;
  part.origin = component.origin;
  part.licence = LicenceOf(part.ecosystem, component.detail.licences);
  part.supplier = component.detail.supplier;
  part.places.push_back(component.place);
  part.scope =
      Within(ScopeOf(component.detail.group, component.development, component.detail.optional),
             setting.folder);
  part.direct = component.detail.direct;
  part.sure = component.detail.group == kSeenGroup ? Sure::kSeen : setting.sure;
  part.digests.reserve(component.digests.size());
  for (const auto& written : component.digests)
    if (auto digest = ReadDigest(written)) part.digests.push_back(std::move(*digest));
  return part;
}

}  // namespace

void LockJoiner::Join(const std::vector<Manifest>& manifests) {
  for (const auto& manifest : manifests) {
    if (!manifest.name.empty() && !manifest.lock)
      own_.emplace(Family(manifest.ecosystem), SameName(manifest.ecosystem, manifest.name));
    if (!manifest.components.empty()) AddLock(manifest);
    KeepCatalogs(manifest);
  }
  for (auto& lock : locks_) AddEdges(lock);
  AddInstalledNeeds(manifests);
  const GoWorkspaces workspaces(manifests);
  for (const auto& manifest : manifests) {
    if (manifest.format == "go-mod")
      AddGoRequirements(manifest, workspaces);
    else if (!manifest.lock && !TellsNeeds(manifest))
      AddRequirements(manifest);
    AddTools(manifest);
  }
  for (auto& lock : locks_) SpreadScopes(lock);
}

void LockJoiner::AddLock(const Manifest& manifest) {
  if (manifest.format == "cargo-changed") return;  // Files, and what is wrong with them
  const std::string folder = FolderOf(manifest.path);
  if (manifest.format == "go-sum") {  // More than a build uses: only what go.mod names counts.
    for (const auto& component : manifest.components)
      if (!component.digests.empty())
        go_sums_[folder + '\n' + component.name + '\n' + component.version] =
            component.digests.front();
    return;
  }
  const Setting setting(manifest);
  Lock lock;
  lock.manifest = &manifest;
  lock.parts.reserve(manifest.components.size());
  // Growing by what each of many small files adds would copy all of them each time.
  if (manifest.components.size() > 1000) parts_.Reserve(manifest.components.size());
  // A list of requirements is for running the product, unless its name says otherwise.
  lock.scopes_told = manifest.format == "requirements" ||
                     std::ranges::any_of(manifest.components, [](const Component& one) {
                       return one.development || !one.detail.group.empty();
                     });
  for (const auto& component : manifest.components) {
    if (IsOwn(component)) {
      lock.lists_members = true;
      lock_of_.try_emplace(
          {Family(manifest.ecosystem), SameName(manifest.ecosystem, component.name)},
          locks_.size());
      lock.parts.push_back(model::kSubject);
      lock.asked_by_own.insert(component.detail.needs.begin(), component.detail.needs.end());
      continue;
    }
    Part part = PartOf(setting, component);
    if (!lock.scopes_told && manifest.lock) part.scope = Within(Scope::kUnsaid, setting.folder);
    lock.parts.push_back(parts_.Add(std::move(part)));
  }
  // Of two locks in one folder the first stands for those who ask; a script's is its own, and
  // archives that lie there hold nobody to a version.
  if (!manifest.path.bytes.ends_with(".py.lock") && !manifest.format.starts_with("kept-"))
    lock_at_.try_emplace({Family(manifest.ecosystem), folder}, locks_.size());
  locks_.push_back(std::move(lock));
}

void LockJoiner::AddEdges(Lock& lock) {
  std::size_t edges = 0, others = 0;
  for (std::size_t i = 0; i < lock.parts.size(); ++i) {
    const auto& detail = lock.manifest->components[i].detail;
    others += lock.parts[i] != model::kSubject ? 1 : 0;
    if (detail.direct && lock.parts[i] != model::kSubject) {
      parts_.AddNeed(model::kSubject, lock.parts[i]);
      ++edges;
    }
    for (const std::uint32_t to : detail.needs) {
      ++edges;
      if (to >= lock.parts.size() || lock.parts[to] == model::kSubject) continue;
      parts_.AddNeed(lock.parts[i], lock.parts[to]);
      if (lock.parts[i] == model::kSubject) parts_.part(lock.parts[to]).direct = true;
    }
  }
  if (edges > 0 || others < 2 || !lock.manifest->lock) return;
  edges_known_ = false;
  notes_.push_back(lock.manifest->path.bytes + " does not say what needs what");
}

// One package is in each record, and what it asks for has a record of its own.
void LockJoiner::AddInstalledNeeds(const std::vector<Manifest>& manifests) {
  const InstalledNeeds needs = FindInstalledNeeds(manifests);
  std::unordered_map<const Manifest*, std::uint32_t> part_of;
  if (needs.edges.empty()) return;
  for (const auto& lock : locks_)
    if (TellsNeeds(*lock.manifest)) part_of.emplace(lock.manifest, lock.parts.front());
  for (const auto& [from, to] : needs.edges)
    parts_.AddNeed(part_of.at(&manifests[from]), part_of.at(&manifests[to]));
  if (needs.full) notes_.emplace_back("more needs of installed packages than are told");
}

void LockJoiner::KeepCatalogs(const Manifest& manifest) {
  for (const auto& row : manifest.requirements)
    if (IsCatalog(row))
      catalogs_.emplace(FolderOf(manifest.path) + '\n' + row.group + '\n' + row.name, row.range);
}

// With the range that a catalog of this folder, or of one above, has for "catalog:name".
Requirement LockJoiner::Settled(const Manifest& manifest, const Requirement& wanted) const {
  Requirement out = wanted;
  const bool cargo = manifest.ecosystem == Ecosystem::kCargo && wanted.range == "workspace";
  if ((!cargo && !wanted.range.starts_with("catalog:")) || catalogs_.empty()) return out;
  const bool main = wanted.range == "catalog:" || wanted.range == "catalog:default";
  const std::string row = '\n' + (main ? "catalog" : wanted.range) + '\n' + wanted.name;
  for (std::string at = FolderOf(manifest.path);;) {
    if (const auto found = catalogs_.find(at + row); found != catalogs_.end()) {
      out.range = found->second;
      return out;
    }
    if (at.empty()) return out;
    const std::size_t slash = at.rfind('/');
    at.resize(slash == std::string::npos ? 0 : slash);
  }
}

// The lock in the manifest's folder or above; else one that lists its package as a member.
LockJoiner::Lock* LockJoiner::LockFor(const Manifest& manifest) {
  const Ecosystem family = Family(manifest.ecosystem);
  for (std::string at = FolderOf(manifest.path);;) {
    if (const auto found = lock_at_.find({family, at}); found != lock_at_.end())
      return &locks_[found->second];
    if (at.empty()) {
      const auto found = lock_of_.find({family, SameName(manifest.ecosystem, manifest.name)});
      return found == lock_of_.end() ? nullptr : &locks_[found->second];
    }
    const std::size_t slash = at.rfind('/');
    at.resize(slash == std::string::npos ? 0 : slash);
  }
}

// A lock further up that lists its members, and not this one, does not hold what it asks for.
bool LockJoiner::Covers(const Lock& lock, const Manifest& manifest) const {
  const std::pair key(Family(manifest.ecosystem), SameName(manifest.ecosystem, manifest.name));
  return !lock.lists_members || manifest.name.empty() || lock_of_.contains(key) ||
         FolderOf(lock.manifest->path) == FolderOf(manifest.path);
}

// Made when somebody first asks: most locks stand alone.
const LockJoiner::ByNames& LockJoiner::ByName(Lock& lock) {
  const auto& components = lock.manifest->components;
  if (lock.by_name.empty())
    for (std::uint32_t i = 0; i < components.size(); ++i)
      lock.by_name[SameName(lock.manifest->ecosystem, components[i].name)].push_back(i);
  return lock.by_name;
}

void LockJoiner::Ask(const Manifest& manifest, const Requirement& wanted) {
  const Scope scope = Within(ScopeOf(manifest, wanted), ScopeOfFolder(manifest.path));
  Lock* lock = LockFor(manifest);
  if (lock != nullptr) {
    const auto& by_name = ByName(*lock);
    const auto named = by_name.find(SameName(manifest.ecosystem, wanted.name));
    if (named != by_name.end()) {
      AskLocked(*lock, Meant(*lock, named->second, wanted), scope, !wanted.indirect);
      return;
    }
    // Optional, or for another platform: not what is locked. Stack locks all that it is asked for.
    if (lock->manifest->lock && manifest.format != "stack" && Covers(*lock, manifest)) return;
  }
  Part part;
  Component component;
  component.name = wanted.name;
  component.source = wanted.source;
  component.version = VersionOf(manifest.ecosystem, wanted);
  Identify(EcosystemOf(manifest, component), component, part);
  IdentifyUntyped(component, part);
  // A module: which distribution has it, CPAN's index tells.
  if (manifest.ecosystem == Ecosystem::kCpan) part.purl.clear();
  if (!wanted.exact) part.range = wanted.range;
  part.places.push_back(wanted.place);
  part.scope = scope;
  part.direct = !wanted.indirect;
  part.sure = Sure::kDeclared;
  const std::uint32_t index = parts_.Add(std::move(part));
  if (!wanted.indirect) parts_.AddNeed(model::kSubject, index);
}

// Of several versions of one name those are meant that our own packages are said to need, and of
// those, or where nothing says that of all, the ones that the range admits.
std::vector<std::uint32_t> LockJoiner::Meant(const Lock& lock,
                                             const std::vector<std::uint32_t>& named,
                                             const Requirement& wanted) {
  if (named.size() < 2) return named;
  const auto& components = lock.manifest->components;
  std::vector<std::uint32_t> own, admitted;
  for (const std::uint32_t one : named)
    if (lock.asked_by_own.contains(one) || components[one].detail.direct) own.push_back(one);
  const auto order = notation::OrderOfPurlType(model::PurlTypeOf(lock.manifest->ecosystem));
  for (const std::uint32_t one : own.empty() ? named : own)
    if (order && notation::Admits(*order, wanted.range, components[one].version).value_or(false))
      admitted.push_back(one);
  return admitted.empty() ? own : admitted;
}

void LockJoiner::AskLocked(Lock& lock, const std::vector<std::uint32_t>& meant, Scope scope,
                           bool direct) {
  for (const std::uint32_t component : meant) {
    lock.asked.emplace_back(component, scope);
    const std::uint32_t part = lock.parts[component];
    if (part == model::kSubject || !direct) continue;
    parts_.part(part).direct = true;
    parts_.AddNeed(model::kSubject, part);
  }
}

void LockJoiner::AddRequirements(const Manifest& manifest) {
  for (const auto& wanted : manifest.requirements) {
    if (wanted.source == SourceKind::kPath || wanted.source == SourceKind::kWorkspace ||
        IsCatalog(wanted))
      continue;
    if (own_.contains({Family(manifest.ecosystem), SameName(manifest.ecosystem, wanted.name)}))
      continue;
    Ask(manifest, Settled(manifest, wanted));
  }
}

void LockJoiner::AddGoRequirements(const Manifest& manifest, const GoWorkspaces& workspaces) {
  const std::string folder = FolderOf(manifest.path);
  const Setting setting(manifest);
  for (const auto& wanted : manifest.requirements) {
    if (wanted.source == SourceKind::kPath) continue;
    Component component;
    component.name = wanted.name;
    component.version = workspaces.Selected(folder, wanted.name, wanted.range);
    component.source = SourceKind::kRegistry;
    component.place = wanted.place;
    component.detail.direct = !wanted.indirect;
    Part part = PartOf(setting, component);
    part.scope = Within(Scope::kUnsaid, setting.folder);  // Tests may be all that needs it
    part.sure = Sure::kLocked;  // Minimal version selection: what go.mod says is
                                // what is built
    const auto sum = go_sums_.find(folder + '\n' + wanted.name + '\n' + component.version);
    if (sum != go_sums_.end())
      if (auto digest = ReadDigest(sum->second)) part.digests.push_back(std::move(*digest));
    const std::uint32_t index = parts_.Add(std::move(part));
    if (!wanted.indirect) parts_.AddNeed(model::kSubject, index);
  }
  if (manifest.requirements.size() < 2) return;
  edges_known_ = false;
  notes_.push_back(manifest.path.bytes + " does not say what needs what");
}

void LockJoiner::AddTools(const Manifest& manifest) {
  for (const auto& text : manifest.tools) {
    const std::size_t space = text.find(' ');
    Part part;
    part.kind = model::PartKind::kApplication;
    part.name = text.substr(0, space);
    if (space != std::string::npos) {
      // Such a file names what is used; any other, what is enough.
      const bool exact = manifest.format == "tool-versions" &&
                         IsThreeNumbers(std::string_view(text).substr(space + 1));
      (exact ? part.version : part.range) = text.substr(space + 1);
    }
    part.places = {{manifest.path, 0}};
    part.scope = Scope::kBuild;
    part.sure = Sure::kDeclared;
    parts_.Add(std::move(part));
  }
}

// Where the lock itself does not say what its packages are for, those that ask
// do: what is needed only by what is asked for in development is there for
// development.
void LockJoiner::SpreadScopes(Lock& lock) {
  if (lock.scopes_told || lock.asked.empty()) return;
  const auto& components = lock.manifest->components;
  std::vector<Scope> scopes(components.size(), Scope::kUnsaid);
  std::vector<char> reached(components.size(), 0);
  std::vector<std::uint32_t> open;
  for (const Scope scope :
       {Scope::kShipped, Scope::kOptional, Scope::kBuild, Scope::kTest, Scope::kDevelopment}) {
    for (const auto& [component, asked] : lock.asked)
      if (asked == scope) open.push_back(component);
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (at >= reached.size() || reached[at] != 0) continue;
      reached[at] = 1;
      scopes[at] = scope;
      for (const std::uint32_t to : components[at].detail.needs) open.push_back(to);
    }
  }
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    if (lock.parts[i] == model::kSubject || reached[i] == 0) continue;
    if (scopes[i] == Scope::kShipped && components[i].detail.optional) scopes[i] = Scope::kOptional;
    Scope& scope = parts_.part(lock.parts[i]).scope;
    scope = scope == Scope::kUnsaid ? scopes[i] : Nearer(scope, scopes[i]);
  }
}

}  // namespace avouch::inventory
