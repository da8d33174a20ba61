#include "inventory/join_locks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "inventory/artefacts.h"
#include "inventory/digests.h"
#include "inventory/ecosystem_of.h"
#include "inventory/installed_needs.h"
#include "inventory/licences.h"
#include "inventory/purl_of.h"
#include "inventory/scope_of.h"
#include "inventory/verified.h"
#include "model/manifest_notes.h"
#include "notation/purl.h"

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

// A version of a package of Maven's that neither moves nor is a range.
bool IsFixed(std::string_view version) {
  return version.find('+') == version.npos && !version.ends_with("-SNAPSHOT") &&
         !version.starts_with("latest.");
}

// The version that is meant by what is asked for; empty where that says only what is enough.
// NuGet takes the lowest version that is enough, and what a project asks for itself stands. So
// it does with Gradle, sbt and Ivy, but where something else asks for a newer one: the range is
// told beside.
std::string VersionOf(const Manifest& manifest, const Requirement& wanted) {
  std::string_view range = Trim(wanted.range);
  const bool plain = !range.empty() && range.find_first_of("*,[($") == range.npos;
  const bool newest = manifest.ecosystem == Ecosystem::kGradle || manifest.format == "sbt-build" ||
                      manifest.format == "ivy";
  const bool stands = manifest.ecosystem == Ecosystem::kNuget || (newest && IsFixed(range));
  if (!wanted.exact && !(stands && plain)) return {};
  while (range.starts_with('=') || range.starts_with(' ')) range.remove_prefix(1);
  if (range.starts_with('[') && range.ends_with(']')) range = range.substr(1, range.size() - 2);
  return std::string(Trim(range));
}

// Formats whose components are there, not only named.
Sure SureOf(const Manifest& manifest) {
  constexpr auto kInstalled =
      std::to_array<std::string_view>({"dpkg-status", "opkg-status", "rpm-database", "os-release",
                                       "python-wheel", "nupkg", "package-note"});
  constexpr auto kEmbedded = std::to_array<std::string_view>(
      {"go-binary", "rust-audit", "graalvm-image", "dotnet-bundle", "nuget-deps", "pe-version"});
  if (manifest.format.ends_with("-installed") || manifest.format.ends_with("-archive") ||
      std::ranges::find(kInstalled, manifest.format) != kInstalled.end())
    return Sure::kInstalled;
  if (std::ranges::find(kEmbedded, manifest.format) != kEmbedded.end()) return Sure::kEmbedded;
  return manifest.lock ? Sure::kLocked : Sure::kDeclared;
}

// A mark in a binary (formats/binary.h): seen, not sure.
constexpr std::string_view kSeenGroup = "seen";

// What its reader could not follow of what needs what.
bool HasMoreEdges(const Manifest& manifest) {
  return std::ranges::any_of(manifest.notes, [](const std::string& note) {
    return note.ends_with("the edges are not all");
  });
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

// Packages of a system are its distribution's, whose id their reader puts in the name.
std::string_view DistributionOf(const Manifest& manifest) {
  const bool system = manifest.ecosystem == Ecosystem::kDebian ||
                      manifest.ecosystem == Ecosystem::kAlpine ||
                      manifest.ecosystem == Ecosystem::kRpm;
  return system ? std::string_view(manifest.name) : std::string_view();
}

// What all components of one manifest have in common.
struct Setting {
  Setting(const Manifest& from, Licences& known)
      : manifest(from),
        licences(known),
        folder(ScopeOfFolder(from.path)),
        sure(SureOf(from)),
        distribution(DistributionOf(from)) {}

  const Manifest& manifest;
  Licences& licences;
  Scope folder;
  Sure sure;
  std::string_view distribution;
};

// Takes the place, origin and supplier out of `component`; what else it says stays.
Part PartOf(const Setting& setting, Component& component) {
  Part part;
  Identify(SettleEcosystem(setting.manifest, component), component, part, setting.distribution);
  IdentifyOther(setting.manifest, component, part);
  if (setting.manifest.format == "os-release") part.kind = model::PartKind::kOperatingSystem;
  part.origin = std::move(component.origin);
  part.licence = setting.licences.Of(part.ecosystem, component.detail.licences);
  part.supplier = std::move(component.detail.supplier);
  part.places.push_back(std::move(component.place));
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

void LockJoiner::Join(model::ComponentFacts& facts, const model::Coverage* coverage) {
  auto& manifests = facts.manifests;
  lacks_ = KeepVerified(facts);
  const Locked locked(facts, coverage);
  for (std::size_t i = 0; i < manifests.size(); ++i)
    lacks_ = lacks_ || Lacks(manifests[i], locked.HasLock(i));
  const std::vector<Told> kept = FindKept(manifests);
  rows_.resize(manifests.size());
  for (std::size_t i = 0; i < manifests.size(); ++i) {
    if (manifests[i].format == "go-vendor")
      go_vendored_.insert(FolderOf(Path{manifests[i].path.folder()}));
    if (manifests[i].format == "go-sum")
      KeepSums(manifests[i]);
    else if (manifests[i].format != "cargo-changed" &&  // Files, and what is wrong with them
             manifests[i].format != "go-mod")           // Its requirements are the list
      AddLock(manifests[i], i, locked);
  }
  TellKept(kept);
  for (std::size_t i = 0; i < manifests.size(); ++i) AddEdges(manifests[i], rows_[i]);
  AddInstalledNeeds(manifests);
  const GoWorkspaces workspaces(manifests);
  auto ask = locked.asks().begin();
  for (const auto& manifest : manifests) {
    if (manifest.format == "go-mod") AddGoRequirements(manifest, workspaces);
    if (manifest.format == "go-mod") AddUnlistedGo(manifest);
    for (; ask != locked.asks().end() && ask->manifest == &manifest; ++ask) AddAsk(*ask);
    AddTools(manifest);
  }
}

// Of what is not told of a file that only asks, its lock tells.
bool LockJoiner::Lacks(const Manifest& manifest, bool has_lock) {
  return model::MayLack(manifest) && (!has_lock || !manifest.components.empty());
}

// Of what lies here as an archive: whether it is what its lock names. The digest of one that is not
// is none of the package's.
std::vector<LockJoiner::Told> LockJoiner::FindKept(std::vector<Manifest>& manifests) {
  std::vector<Told> out;
  for (auto& [manifest, component, matched] : FindBesideLocks(manifests)) {
    Component& artefact = manifests[manifest].components[component];
    const std::string lock = manifests[matched.lock].path.bytes, at = artefact.place.path.bytes;
    Told told{matched.lock, matched.locked, "avouch:artefact:equal", {}};
    told.value = at + " is what " + lock + " names, " + matched.here;
    if (matched.match == Match::kDiffers) {
      told.name = "avouch:artefact:differs";
      told.value = at + " is " + matched.here + "; " + lock + " names " + matched.told;
      artefact.digests.clear();
      notes_.push_back(told.value);
    }
    out.push_back(std::move(told));
  }
  return out;
}

void LockJoiner::TellKept(const std::vector<Told>& kept) {
  for (const auto& told : kept) {
    const std::uint32_t part = rows_[told.lock][told.component];
    if (part != model::kSubject) parts_.part(part).properties.emplace_back(told.name, told.value);
  }
}

// More than a build uses: only what go.mod names counts.
void LockJoiner::KeepSums(Manifest& sums) {
  const std::string folder = FolderOf(sums.path);
  for (auto& component : sums.components)
    if (!component.digests.empty())
      go_sums_[folder + '\n' + component.name + '\n' + component.version] =
          std::move(component.digests.front());
  if (sums.path.name() == "go.sum") go_newest_[folder] = NewestGoVersions(sums);
}

void LockJoiner::AddLock(Manifest& manifest, std::size_t index, const Locked& locked) {
  const Setting setting(manifest, licences_);
  auto& parts = rows_[index];
  parts.reserve(manifest.components.size());
  // Growing by what each of many small files adds would copy all of them each time.
  if (manifest.components.size() > 1000) parts_.Reserve(manifest.components.size());
  for (auto& component : manifest.components) {
    if (IsOwn(component)) {
      parts.push_back(model::kSubject);
      continue;
    }
    Part part = PartOf(setting, component);
    part.scope = locked.ScopeOf(index, parts.size());
    parts.push_back(parts_.Add(std::move(part)));
  }
}

void LockJoiner::AddEdges(const Manifest& manifest, const std::vector<std::uint32_t>& parts) {
  std::size_t edges = 0, others = 0, inner = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& detail = manifest.components[i].detail;
    others += parts[i] != model::kSubject ? 1 : 0;
    if (detail.direct && parts[i] != model::kSubject) {
      parts_.AddNeed(model::kSubject, parts[i]);
      ++edges;
    }
    for (const std::uint32_t to : detail.needs) {
      ++edges, ++inner;
      if (to >= parts.size() || parts[to] == model::kSubject) continue;
      parts_.AddNeed(parts[i], parts[to]);
      if (parts[i] == model::kSubject) parts_.part(parts[to]).direct = true;
    }
  }
  if (manifest.format == "go-vendor" && inner > 0 && !HasMoreEdges(manifest))
    edges_vendored_.insert(FolderOf(Path(manifest.path.folder())));
  if (edges > 0 || others < 2 || !manifest.lock) return;
  edges_known_ = false;
  notes_.push_back(manifest.path.bytes + " does not say what needs what");
}

// One package is in each record, and what it asks for has a record of its own.
void LockJoiner::AddInstalledNeeds(const std::vector<Manifest>& manifests) {
  const InstalledNeeds needs = FindInstalledNeeds(manifests);
  for (const auto& [from, to] : needs.edges) parts_.AddNeed(rows_[from].front(), rows_[to].front());
  if (!needs.full) return;
  edges_known_ = false;
  notes_.emplace_back("more needs of installed packages than are told");
}

void LockJoiner::AddAsk(const Ask& ask) {
  const Requirement& wanted = ask.wanted;
  if (ask.lock != Ask::kNoLock) {
    for (const std::uint32_t component : ask.meant) {
      const std::uint32_t part = rows_[ask.lock][component];
      if (part == model::kSubject || wanted.indirect) continue;
      parts_.part(part).direct = true;
      parts_.AddNeed(model::kSubject, part);
      // Gradle's lock has lists of versions, too, and they run nowhere.
      if (wanted.group == "import") parts_.part(part).scope = ask.scope;
    }
    return;
  }
  if (ask.absent) return;
  Part part;
  Component component;
  component.name = wanted.name;
  component.source = wanted.source;
  component.version = VersionOf(*ask.manifest, wanted);
  Identify(SettleEcosystem(*ask.manifest, component), component, part,
           DistributionOf(*ask.manifest));
  IdentifyUntyped(component, part);
  // A module: which distribution has it, CPAN's index tells.
  if (ask.manifest->ecosystem == Ecosystem::kCpan) part.purl.clear();
  if (!wanted.exact) part.range = wanted.range;
  part.places.push_back(wanted.place);
  part.scope = ask.scope;
  part.direct = !wanted.indirect;
  part.sure = Sure::kDeclared;
  const std::uint32_t index = parts_.Add(std::move(part));
  if (!wanted.indirect) parts_.AddNeed(model::kSubject, index);
}

// Before go 1.17 a go.mod does not name what its modules need; its go.sum has a hash of each, and
// may have others, so that its newest is likely and not sure.
void LockJoiner::AddUnlistedGo(const Manifest& manifest) {
  const std::string folder = FolderOf(manifest.path);
  const auto sums = go_newest_.find(folder);
  if (ListsGoGraph(manifest) || sums == go_newest_.end() || go_vendored_.contains(folder)) return;
  std::unordered_set<std::string_view> listed;
  for (const auto& wanted : manifest.requirements) listed.insert(wanted.name);
  const Setting setting(manifest, licences_);
  std::size_t told = 0;
  for (const auto& [name, version] : sums->second) {
    if (listed.contains(name)) continue;
    Component component;
    component.name = name;
    component.version = version;
    component.source = SourceKind::kRegistry;
    component.place.path = Path{folder + (folder.empty() ? "go.sum" : "/go.sum")};
    Part part = PartOf(setting, component);
    part.scope = setting.folder;
    part.sure = Sure::kDeclared;
    if (auto digest = ReadDigest(go_sums_[folder + '\n' + name + '\n' + version]))
      part.digests.push_back(std::move(*digest));
    parts_.Add(std::move(part));
    ++told;
  }
  if (told == 0) return;
  edges_known_ = false;
  notes_.push_back(manifest.path.bytes + " is of before go 1.17 and does not name what its " +
                   "modules need: " + Count("module", static_cast<long long>(told)) +
                   " of its go.sum told");
}

void LockJoiner::AddGoRequirements(const Manifest& manifest, const GoWorkspaces& workspaces) {
  const std::string folder = FolderOf(manifest.path);
  const Setting setting(manifest, licences_);
  std::vector<std::uint32_t> rows;
  for (const auto& wanted : manifest.requirements) {
    rows.push_back(model::kSubject);
    if (wanted.source == SourceKind::kPath) continue;
    Component component;
    component.name = wanted.name;
    component.version = workspaces.Selected(folder, wanted.name, wanted.range);
    component.source = SourceKind::kRegistry;
    component.place = wanted.place;
    component.detail.direct = !wanted.indirect;
    Part part = PartOf(setting, component);
    part.scope = Within(ScopeOf(manifest, wanted), setting.folder);
    part.sure = Sure::kLocked;  // Minimal version selection: what go.mod says is
                                // what is built
    const auto sum = go_sums_.find(folder + '\n' + wanted.name + '\n' + component.version);
    if (sum != go_sums_.end())
      if (auto digest = ReadDigest(sum->second)) part.digests.push_back(std::move(*digest));
    const std::uint32_t index = parts_.Add(std::move(part));
    rows.back() = index;
    if (!wanted.indirect) parts_.AddNeed(model::kSubject, index);
  }
  if (!edges_vendored_.contains(folder)) AddGoEdges(manifest, rows);
}

// As a package cache tells them.
void LockJoiner::AddGoEdges(const Manifest& manifest, const std::vector<std::uint32_t>& rows) {
  for (std::size_t i = 0; i < manifest.components.size() && i < rows.size(); ++i)
    for (const std::uint32_t to : manifest.components[i].detail.needs)
      if (to < rows.size() && rows[to] != model::kSubject && rows[i] != rows[to])
        parts_.AddNeed(rows[i], rows[to]);
  if (rows.size() < 2) return;
  if (manifest.components.empty())
    notes_.push_back(manifest.path.bytes + " does not say what needs what");
  edges_known_ &= !manifest.components.empty() && !HasMoreEdges(manifest);
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

}  // namespace avouch::inventory
