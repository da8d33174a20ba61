#include "inventory/locked.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "inventory/collection.h"
#include "inventory/held_folder.h"
#include "inventory/installed_needs.h"
#include "inventory/purl_of.h"
#include "inventory/scope_of.h"
#include "model/manifest_notes.h"
#include "model/purl_types.h"
#include "notation/member_folder.h"
#include "notation/version_range.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;
using model::Requirement;
using model::Scope;
using model::SourceKind;

std::string FolderOf(const Path& path) { return std::string(path.folder()); }

// The folder above; false where there is none.
bool GoUp(std::string& folder) {
  if (folder.empty()) return false;
  const std::size_t slash = folder.rfind('/');
  folder.resize(slash == std::string::npos ? 0 : slash);
  return true;
}

// Gradle and Maven share their packages.
Ecosystem Family(Ecosystem ecosystem) {
  return ecosystem == Ecosystem::kGradle ? Ecosystem::kMaven : ecosystem;
}

std::pair<Ecosystem, std::string> NamedIn(Ecosystem ecosystem, std::string_view name) {
  return {Family(ecosystem), SameName(ecosystem, name)};
}

// Where a lock is looked for: by its ecosystem and the folder that it holds. Formats that are of no
// ecosystem hold their own alone: "esp-idf-lock" what "esp-idf" asks for.
std::pair<Ecosystem, std::string> HeldAt(const Manifest& manifest, std::string_view folder) {
  std::string at(folder);
  if (manifest.ecosystem == Ecosystem::kOther)
    at += '\n' + manifest.format.substr(0, manifest.format.find("-lock"));
  return {Family(manifest.ecosystem), std::move(at)};
}

// A row of a table that a manifest takes versions from asks for nothing itself: pnpm's catalogs,
// Cargo's [workspace.dependencies], NuGet's central versions.
bool IsCatalog(const Requirement& requirement) {
  return requirement.group == "catalog" || requirement.group.starts_with("catalog:") ||
         requirement.group == "workspace" || requirement.group == "central";
}

// More than a build uses, changed files, and edges of what is asked for: no list of packages.
bool IsNoList(const Manifest& manifest) {
  return manifest.format == "go-mod" || manifest.format == "go-sum" ||
         manifest.format == "cargo-changed";
}

// What Gradle's build itself runs with, beside the lock of what is built; artefacts of a pom.
bool HoldsNobody(const Manifest& manifest) {
  if (manifest.path.bytes.ends_with(".py.lock") || manifest.format.starts_with("kept-"))
    return true;
  return manifest.format == "maven-pom" ||
         (manifest.format == "gradle-lock" && manifest.path.name().starts_with("buildscript-"));
}

// A lock that Xcode keeps inside a project or workspace. What a package of the folder asks for is
// in it, unless the project has no use for the package.
bool IsXcodes(const Manifest& lock) {
  return lock.format != "gradle-verification" && HeldFolder(lock) != lock.path.folder();
}

bool IsInside(Scope scope) {
  return scope == Scope::kBuild || scope == Scope::kTest || scope == Scope::kDevelopment;
}

}  // namespace

bool IsOwn(const Component& component) { return model::IsOwnFolder(component); }

Locked::Locked(const model::ComponentFacts& facts, const model::Coverage* coverage)
    : manifests_(facts.manifests), lock_of_manifest_(manifests_.size(), Ask::kNoLock) {
  for (std::uint32_t i = 0; i < manifests_.size(); ++i) {
    const Manifest& manifest = manifests_[i];
    if (!manifest.name.empty() && !manifest.lock)
      own_.insert(NamedIn(manifest.ecosystem, manifest.name));
    if (!manifest.components.empty() && !IsNoList(manifest)) AddLock(i);
    KeepCatalogs(manifest);
    if (manifest.ecosystem == Ecosystem::kNpm && !manifest.workspaces.empty())
      workspaces_.push_back(i);
  }
  Unsettle(facts, coverage);
  held_.resize(manifests_.size());
  for (std::size_t i = 0; i < manifests_.size(); ++i) {
    const Manifest& manifest = manifests_[i];
    if (manifest.lock || manifest.format == "go-mod" || TellsNeeds(manifest)) continue;
    const Lock* lock = manifest.requirements.empty() ? nullptr : LockFor(manifest);
    held_[i] = lock != nullptr && manifests_[lock->index].lock;
    AddAsks(manifest);
  }
  for (auto& lock : locks_) Spread(lock);
}

bool Locked::SaysNeeds(const Manifest& manifest) {
  std::size_t others = 0;
  for (const auto& component : manifest.components) {
    if (!component.detail.needs.empty()) return true;
    others += IsOwn(component) ? 0 : 1;
  }
  return others < 2;
}

Scope Locked::ScopeOf(std::size_t index, std::size_t component) const {
  const Manifest& manifest = manifests_[index];
  const std::uint32_t lock = lock_of_manifest_[index];
  if (lock != Ask::kNoLock && !locks_[lock].scopes.empty()) return locks_[lock].scopes[component];
  const Component& one = manifest.components[component];
  return Within(inventory::ScopeOf(one.detail.group, one.development, one.detail.optional),
                ScopeOfFolder(manifest.path));
}

void Locked::AddLock(std::uint32_t index) {
  const Manifest& manifest = manifests_[index];
  Lock lock;
  lock.index = index;
  // A list of requirements is for running the product, unless its name says otherwise.
  lock.scopes_told = manifest.format == "requirements" ||
                     std::ranges::any_of(manifest.components, [](const Component& one) {
                       return one.development || !one.detail.group.empty();
                     });
  for (const auto& component : manifest.components) {
    if (!IsOwn(component)) continue;
    lock.lists_members = true;
    lock_of_.try_emplace(NamedIn(manifest.ecosystem, component.name), locks_.size());
    lock.asked_by_own.insert(component.detail.needs.begin(), component.detail.needs.end());
  }
  // Of two locks in one folder the first stands for those who ask; a script's is its own, and
  // archives that lie there hold nobody to a version.
  // A file that only names some itself gives way to a lock, Xcode's to that of a package beside it.
  if (!HoldsNobody(manifest)) {
    const auto [at, fresh] =
        lock_at_.try_emplace(HeldAt(manifest, HeldFolder(manifest)), locks_.size());
    const Manifest& other = manifests_[fresh ? index : locks_[at->second].index];
    if (!fresh && manifest.lock && (!other.lock || (IsXcodes(other) && !IsXcodes(manifest))))
      at->second = locks_.size();
    if (const std::size_t inside = manifest.path.bytes.find(".xcodeproj/");
        IsXcodes(manifest) && inside != std::string::npos)
      lock_at_.try_emplace(HeldAt(manifest, manifest.path.bytes.substr(0, inside + 10)),
                           locks_.size());
  }
  lock_of_manifest_[index] = static_cast<std::uint32_t>(locks_.size());
  locks_.push_back(std::move(lock));
}

void Locked::KeepCatalogs(const Manifest& manifest) {
  for (const auto& row : manifest.requirements)
    if (IsCatalog(row))
      catalogs_.emplace(FolderOf(manifest.path) + '\n' + row.group + '\n' + row.name, row.range);
}

// What a file that nobody could read asks for, nothing tells: not of a lock in its folder or above.
void Locked::Unsettle(const model::ComponentFacts& facts, const model::Coverage* coverage) {
  std::set<std::string> any;  // Folders
  std::set<std::pair<Ecosystem, std::string>> of_kind;
  const auto unsettle = [&](Ecosystem ecosystem, const Path& path) {
    std::string at = FolderOf(path);
    while (of_kind.emplace(Family(ecosystem), at).second && GoUp(at)) {
    }
  };
  for (const auto& unread : facts.unread) unsettle(unread.ecosystem, unread.path);
  for (const auto& manifest : manifests_)
    if (!manifest.lock && model::MayLack(manifest)) unsettle(manifest.ecosystem, manifest.path);
  if (coverage != nullptr)
    for (const auto& left : coverage->left) {
      std::string at = FolderOf(left.path);
      while (model::CouldNotBeRead(left) && any.insert(at).second && GoUp(at)) {
      }
    }
  for (auto& lock : locks_) {
    const Manifest& manifest = manifests_[lock.index];
    const std::string folder = FolderOf(manifest.path);
    lock.all_seen = !model::MayLack(manifest) && !any.contains(folder) &&
                    !of_kind.contains({Family(manifest.ecosystem), folder});
  }
}

// With the range that a catalog of this folder, or of one above, has for "catalog:name".
Requirement Locked::Settled(const Manifest& manifest, const Requirement& wanted) const {
  Requirement out = wanted;
  const bool cargo = manifest.ecosystem == Ecosystem::kCargo && wanted.range == "workspace";
  if ((!cargo && !wanted.range.starts_with("catalog:")) || catalogs_.empty()) return out;
  const bool main = wanted.range == "catalog:" || wanted.range == "catalog:default";
  const std::string row = '\n' + (main ? "catalog" : wanted.range) + '\n' + wanted.name;
  std::string at = FolderOf(manifest.path);
  do {
    if (const auto found = catalogs_.find(at + row); found != catalogs_.end()) {
      out.range = found->second;
      return out;
    }
  } while (GoUp(at));
  return out;
}

// The lock in the manifest's folder or above (of Gradle's, each is of the project beside it); else
// one that lists its package as a member.
Locked::Lock* Locked::LockFor(const Manifest& manifest) {
  std::string at = FolderOf(manifest.path);
  if (manifest.format == "xcodegen") {  // The project that is made of it has its own
    const std::string project = (at.empty() ? at : at + '/') + manifest.name + ".xcodeproj";
    if (const auto own = lock_at_.find(HeldAt(manifest, project)); own != lock_at_.end())
      return &locks_[own->second];
  }
  do {
    const auto found = lock_at_.find(HeldAt(manifest, at));
    if (found == lock_at_.end()) continue;
    Lock& lock = locks_[found->second];
    const bool beside = manifests_[lock.index].format == "gradle-lock";
    if (!beside || at == manifest.path.folder()) return &lock;
  } while (GoUp(at));
  const auto found = lock_of_.find(NamedIn(manifest.ecosystem, manifest.name));
  return found == lock_of_.end() ? nullptr : &locks_[found->second];
}

// A lock further up that lists its members, and not this one, does not hold what it asks for.
bool Locked::Covers(const Lock& lock, const Manifest& manifest) const {
  return !lock.lists_members || manifest.name.empty() ||
         lock_of_.contains(NamedIn(manifest.ecosystem, manifest.name)) ||
         manifests_[lock.index].path.folder() == manifest.path.folder();
}

// Made when somebody first asks: most locks stand alone.
const Locked::ByNames& Locked::ByName(Lock& lock) const {
  const Manifest& manifest = manifests_[lock.index];
  if (lock.by_name.empty())
    for (std::uint32_t i = 0; i < manifest.components.size(); ++i)
      lock.by_name[SameName(manifest.ecosystem, manifest.components[i].name)].push_back(i);
  return lock.by_name;
}

// A member of a workspace may lie in a folder called docs and be none: only its makers know.
Scope Locked::FolderOfAsker(const Manifest& manifest) const {
  const Scope scope = ScopeOfFolder(manifest.path);
  if (scope != Scope::kDevelopment || manifest.format != "package-json") return scope;
  for (const std::uint32_t one : workspaces_)
    if (notation::IsMemberFolder(manifests_[one].workspaces, manifests_[one].path.folder(),
                                 manifest.path.folder()))
      return Scope::kUnsaid;
  return scope;
}

void Locked::AddAsks(const Manifest& manifest) {
  const Scope folder = FolderOfAsker(manifest);
  for (const auto& wanted : manifest.requirements) {
    if (wanted.source == SourceKind::kPath || wanted.source == SourceKind::kWorkspace ||
        IsCatalog(wanted) || own_.contains(NamedIn(manifest.ecosystem, wanted.name)))
      continue;
    Ask ask;
    ask.manifest = &manifest;
    ask.wanted = Settled(manifest, wanted);
    ask.scope = Within(inventory::ScopeOf(manifest, ask.wanted), folder);
    Find(manifest, ask);
    asks_.push_back(std::move(ask));
  }
}

bool Locked::FindIn(Lock& lock, const Manifest& manifest, Ask& ask) const {
  const auto& by_name = ByName(lock);
  const auto named = by_name.find(SameName(manifest.ecosystem, ask.wanted.name));
  if (named == by_name.end()) return false;
  ask.lock = lock.index;
  ask.meant = Meant(lock, named->second, ask.wanted);
  for (const std::uint32_t component : ask.meant) lock.asked.emplace_back(component, ask.scope);
  // Of several versions it may be any.
  if (ask.meant.empty() && !IsInside(ask.scope))
    for (const std::uint32_t component : named->second)
      lock.asked.emplace_back(component, Scope::kUnsaid);
  return true;
}

// In the manifest itself, where it says from where something comes; else in its lock.
void Locked::Find(const Manifest& manifest, Ask& ask) {
  const std::uint32_t own = lock_of_manifest_[static_cast<std::size_t>(&manifest - &manifests_[0])];
  if (own != Ask::kNoLock && FindIn(locks_[own], manifest, ask)) return;
  Lock* lock = LockFor(manifest);
  if (lock == nullptr || FindIn(*lock, manifest, ask)) return;
  // Optional, or for another platform: not what is locked. Stack locks all that it is asked for;
  // Gradle neither plugins nor what it is not told to.
  const Manifest& locks = manifests_[lock->index];
  ask.absent = locks.lock && manifest.format != "stack" && locks.format != "gradle-lock" &&
               locks.format != "gradle-verification" && Covers(*lock, manifest) && !IsXcodes(locks);
  // Or it has another name there.
  if (ask.absent && ask.scope == Scope::kShipped) lock->all_seen = false;
}

// Of several versions of one name those are meant that our own packages are said to need, and of
// those, or where nothing says that of all, the ones that the range admits.
std::vector<std::uint32_t> Locked::Meant(const Lock& lock, const std::vector<std::uint32_t>& named,
                                         const Requirement& wanted) const {
  if (named.size() < 2) return named;
  const Manifest& manifest = manifests_[lock.index];
  std::vector<std::uint32_t> own, admitted;
  for (const std::uint32_t one : named)
    if (lock.asked_by_own.contains(one) || manifest.components[one].detail.direct)
      own.push_back(one);
  const auto order = notation::OrderOfPurlType(model::PurlTypeOf(manifest.ecosystem));
  for (const std::uint32_t one : own.empty() ? named : own)
    if (order &&
        notation::Admits(*order, wanted.range, manifest.components[one].version).value_or(false))
      admitted.push_back(one);
  if (!admitted.empty() || !own.empty() || order) return admitted.empty() ? own : admitted;
  // Where versions have no order that is known, one that is there for several platforms is one.
  const std::string& version = manifest.components[named[0]].version;
  for (const std::uint32_t one : named)
    if (manifest.components[one].version != version) return {};
  return named;
}

// What a member needs whose manifest is not here: for what, nothing tells.
void Locked::AskUnseenMembers(Lock& lock) const {
  const Manifest& manifest = manifests_[lock.index];
  for (const auto& component : manifest.components)
    if (IsOwn(component) && !own_.contains(NamedIn(manifest.ecosystem, component.name)))
      for (const std::uint32_t needed : component.detail.needs)
        lock.asked.emplace_back(needed, Within(Scope::kUnsaid, ScopeOfFolder(manifest.path)));
}

// Where the lock itself does not say what its packages are for, those that ask do, the nearest to
// customers first.
void Locked::Spread(Lock& lock) const {
  if (lock.scopes_told) return Raise(lock);
  const Manifest& manifest = manifests_[lock.index];
  const auto& components = manifest.components;
  const Scope folder = ScopeOfFolder(manifest.path), unsaid = Within(Scope::kUnsaid, folder);
  for (const auto& component : components)
    lock.scopes.push_back(
        manifest.lock ? unsaid
                      : Within(inventory::ScopeOf("", false, component.detail.optional), folder));
  AskUnseenMembers(lock);
  const bool says_needs = SaysNeeds(manifest);
  bool only = lock.all_seen;  // What is not reached from nearer by, nothing nearer by needs
  std::vector<char> reached(components.size(), 0);
  std::vector<std::uint32_t> open;
  for (const Scope scope : {Scope::kShipped, Scope::kOptional, Scope::kUnsaid, Scope::kBuild,
                            Scope::kTest, Scope::kDevelopment}) {
    bool any = false;
    for (const auto& [component, asked] : lock.asked)
      if (asked == scope) open.push_back(component), any = true;
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (at >= reached.size() || reached[at] != 0) continue;
      reached[at] = 1;
      Scope found = IsInside(scope) && !only ? unsaid : scope;
      if (found == Scope::kShipped && components[at].detail.optional) found = Scope::kOptional;
      Scope& told = lock.scopes[at];
      told = told == Scope::kUnsaid ? found : Nearer(told, found);
      // What a member needs, its manifest asks for, or AskUnseenMembers.
      if (IsOwn(components[at])) continue;
      for (const std::uint32_t to : components[at].detail.needs) open.push_back(to);
    }
    if (any && !says_needs) only = false;
  }
}

// Of a lock that marks its packages: what the product asks for is shipped, and all that needs,
// though the lock says otherwise.
void Locked::Raise(Lock& lock) const {
  const Manifest& manifest = manifests_[lock.index];
  std::vector<std::uint32_t> open;
  for (const auto& [component, asked] : lock.asked)
    if (asked == Scope::kShipped && manifest.components[component].development)
      open.push_back(component);
  if (open.empty()) return;
  std::vector<Scope> scopes;
  for (std::size_t i = 0; i < manifest.components.size(); ++i)
    scopes.push_back(ScopeOf(lock.index, i));
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (at >= scopes.size() || !IsInside(scopes[at]) || IsOwn(manifest.components[at])) continue;
    scopes[at] = Scope::kShipped;
    for (const std::uint32_t to : manifest.components[at].detail.needs) open.push_back(to);
  }
  lock.scopes = std::move(scopes);
}

void MarkUnshipped(model::ComponentFacts& facts, const model::Coverage& coverage) {
  const Locked locked(facts, &coverage);
  for (std::size_t i = 0; i < facts.manifests.size(); ++i) {
    Manifest& manifest = facts.manifests[i];
    if (!manifest.lock || IsNoList(manifest)) continue;
    for (std::size_t j = 0; j < manifest.components.size(); ++j) {
      Component& component = manifest.components[j];
      component.unshipped =
          !component.development && !IsOwn(component) && IsInside(locked.ScopeOf(i, j));
    }
  }
}

}  // namespace avouch::inventory
