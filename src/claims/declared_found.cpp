#include "claims/declared_found.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/declared_names.h"
#include "inventory/join.h"
#include "inventory/join_references.h"
#include "inventory/locked.h"
#include "model/purl_types.h"
#include "model/system_asks.h"

namespace avouch::claims {
namespace {

using model::Ecosystem;
using model::Manifest;
using model::Part;
using model::Scope;
using model::Sure;

// Locks that say which packages are for development alone.
bool TellsDevelopment(const Manifest& manifest) {
  return manifest.format == "package-lock" || manifest.format == "pnpm-lock" ||
         manifest.format == "composer-lock" || manifest.format == "pipfile-lock" ||
         manifest.format == "gradle-lock";  // By its configurations
}

// Of more than a build uses: what it may be, and no list.
bool IsSums(const Manifest& manifest) {
  return manifest.format == "go-sum" || manifest.format == "gradle-verification";
}

// The build's own tool, which nobody is given.
bool IsWrapper(const Manifest& manifest) {
  return manifest.format == "gradle-wrapper" || manifest.format == "maven-wrapper";
}

std::string KeyOf(Ecosystem ecosystem, const std::string& name) {
  const std::string_view type = model::PurlTypeOf(ecosystem);
  const auto [group, last] = model::NameParts(type, name);
  return type.empty() ? std::string()
                      : PackageKey(notation::MakePurl(type, group, last, std::string_view()));
}

// What an observation keeps, and no more: the same whoever decides, now or again. Of a lock that
// tells what is for development, the rest is said to be shipped.
Manifest Kept(const Manifest& manifest) {
  Manifest out = manifest;
  const bool tells = TellsDevelopment(manifest);
  const bool marks =
      tells || std::ranges::any_of(manifest.components, &model::Component::development);
  for (auto& component : out.components) {
    // Of a lock that marks some, the others are said to be shipped.
    component.development = component.development || (marks && component.unshipped);
    component.detail = {};
    component.detail.optional = component.optional;
    if (tells && !component.development) component.detail.group = "main";
  }
  // Files that others made, by their marks.
  if (manifest.format.starts_with("kept-"))
    for (auto& component : out.components) component.detail.group = "seen";
  // What applies on some platform only, or when chosen, may rightly be absent.
  for (auto& wanted : out.requirements)
    if (!wanted.condition.empty() && !wanted.development) wanted.group = "optional";
  out.tools.clear();
  return out;
}

model::ComponentFacts KeptFiles(const model::ComponentFacts& components) {
  model::ComponentFacts kept;
  for (const auto& manifest : components.manifests)
    if (!IsWrapper(manifest) && manifest.format != "cargo-changed")
      kept.manifests.push_back(Kept(manifest));
  return kept;
}

// What is asked for the product and is not in the lock that should have it: of another name there,
// or of no lock at all.
void SeeAbsent(const model::ComponentFacts& kept, Examination& examination) {
  const inventory::Locked locked(kept, nullptr);
  for (const auto& ask : locked.asks())
    if (ask.absent && ask.scope == Scope::kShipped &&
        ask.wanted.source == model::SourceKind::kRegistry)
      examination.Missing("which " + ask.wanted.name + " is used, which " +
                          ask.manifest->path.bytes + " asks for and its lock has not");
}

model::Inventory JoinFiles(model::ComponentFacts kept) {
  const model::PipelineFacts no_pipelines;
  const model::ContainerFacts no_containers;
  return inventory::Join({std::move(kept), no_pipelines, no_containers}, {});
}

model::Inventory JoinSeen(const model::ComponentFacts& components) {
  model::ComponentFacts seen;
  seen.submodules = components.submodules;
  seen.vendored = components.vendored;
  seen.scripts = components.scripts;
  const model::PipelineFacts no_pipelines;
  const model::ContainerFacts no_containers;
  return inventory::Join({std::move(seen), no_pipelines, no_containers}, {});
}

Given GivenOf(const Part& part) {
  switch (part.scope) {
    case Scope::kShipped:  // go.mod does not tell what only its tests need
      return part.ecosystem == Ecosystem::kGo ? Given::kMaybe : Given::kYes;
    case Scope::kOptional:
    case Scope::kUnsaid:
      return Given::kMaybe;
    default:
      return Given::kNo;
  }
}

// What locks hold, by its places: what only tests, builds or the product's makers need, and the
// rest, of which that is not known. Of locks that tell what is for development, nothing.
class Uses {
 public:
  explicit Uses(const model::ComponentFacts& components) {
    for (const auto& manifest : components.manifests)
      if (manifest.lock && !IsSums(manifest) && !TellsDevelopment(manifest))
        for (const auto& component : manifest.components)
          (component.unshipped || component.development ? inside_ : open_).insert(component.place);
  }

  // Who asks for it decides alone where no lock holds it. Else the lock must say so or what needs
  // what, of every lock that holds it.
  [[nodiscard]] Given Of(const Part& part) const {
    const Given given = GivenOf(part);
    const auto any = [&](const std::set<model::Place>& places) {
      return std::ranges::any_of(part.places,
                                 [&](const auto& place) { return places.contains(place); });
    };
    if (given == Given::kNo && any(open_)) return Given::kMaybe;
    const bool no = part.scope == Scope::kUnsaid && any(inside_) && !any(open_);
    return no ? Given::kNo : given;
  }

 private:
  std::set<model::Place> inside_, open_;
};

void AddVersion(FoundPackage& package, FoundVersion version) {
  for (auto& one : package.versions) {
    if (one.version != version.version) continue;
    one.locked |= version.locked;
    one.given = std::min(one.given, version.given);
    return;
  }
  package.versions.push_back(std::move(version));
}

void SeePart(const Part& part, const Uses& uses, FoundHere& found) {
  std::string key = PackageKey(part.purl);
  if (key.empty() || part.version.empty()) return;
  const bool locked = part.sure <= Sure::kLocked;
  // The least that Gradle, sbt and Ivy take: something else may have asked for a newer one.
  const bool newest = part.ecosystem == Ecosystem::kGradle || part.ecosystem == Ecosystem::kMaven;
  if (newest && !locked && !part.range.empty()) return;
  if (locked) found.types.emplace(TypeOfKey(key));
  AddVersion(found.packages[std::move(key)],
             {part.version, part.places.empty() ? model::Place() : part.places.front(), locked,
              uses.Of(part)});
}

// A file kept here; a wrapper is the build's own tool.
void SeeKept(const Part& part, FoundHere& found) {
  if (!part.places.empty() && !model::IsBuildWrapper(part.places.front().path))
    found.seen.push_back(part);
}

// Gradle's names what was ever verified.
void SeeVerified(const Manifest& sums, FoundHere& found) {
  for (const auto& component : sums.components)
    if (const std::string key = KeyOf(Ecosystem::kGradle, component.name); !key.empty())
      found.packages[key].also.insert(component.version);
}

// go.sum names what was ever looked at; by itself, without a go.mod, it is all there is.
void SeeGoSum(const model::ComponentFacts& components, const Manifest& sum, FoundHere& found) {
  const bool alone = std::ranges::none_of(components.manifests, [&](const Manifest& other) {
    return other.format == "go-mod" && other.path.folder() == sum.path.folder();
  });
  found.types.emplace("golang");
  for (const auto& component : sum.components) {
    const std::string key = KeyOf(Ecosystem::kGo, component.name);
    if (key.empty()) continue;
    if (alone)
      AddVersion(found.packages[key], {component.version, component.place, true,
                                       component.development ? Given::kNo : Given::kMaybe});
    else
      found.packages[key].also.insert(component.version);
  }
}

// "src/Core/Core.csproj" makes the package Core unless told otherwise.
std::string ProjectName(const Manifest& manifest) {
  const std::string_view name = manifest.path.name();
  const bool project = manifest.format.ends_with("proj");
  return project ? std::string(name.substr(0, name.rfind('.'))) : std::string();
}

void SeeOwn(const Manifest& manifest, FoundHere& found) {
  for (const std::string& name : {manifest.name, ProjectName(manifest)})
    if (!name.empty()) found.own.insert(KeyOf(manifest.ecosystem, name));
  for (const auto& component : manifest.components)
    if (model::IsOwnFolder(component)) found.own.insert(KeyOf(manifest.ecosystem, component.name));
}

// What a lock names and this cannot compare.
void SeeUncompared(const Manifest& manifest, Examination& examination) {
  if (!manifest.lock || IsWrapper(manifest)) return;
  if (model::PurlTypeOf(manifest.ecosystem).empty()) {
    if (!manifest.components.empty())
      examination.Missing("a way to compare what " + manifest.path.bytes + " names");
    return;
  }
  for (const auto& component : manifest.components)
    if (component.version.empty() && !model::IsOwnFolder(component))
      examination.Missing("the version of " + component.name + " in " + manifest.path.bytes);
}

// Locks that name only what a published set of versions does not.
bool NamesAPart(const Manifest& manifest) {
  return manifest.format == "stack-lock" || manifest.format == "meson-wrap";
}

// Types of which something here asks for what no lock that was read holds, or of which a file
// was left out: what is declared of them may be right though it is not found.
void SeeOpen(const Inputs& in, FoundHere& found) {
  const auto& components = in.facts.components;
  std::map<std::string_view, Ecosystem> names;  // Of files that were read
  const auto open = [&](Ecosystem ecosystem) { found.open.emplace(model::PurlTypeOf(ecosystem)); };
  for (const auto& manifest : components.value.manifests) {
    names.emplace(manifest.path.name(), manifest.ecosystem);
    if (manifest.lock
            ? NamesAPart(manifest)
            : !manifest.requirements.empty() && !HasLock(components.value, manifest, false))
      open(manifest.ecosystem);
  }
  for (const auto& unread : components.value.unread) open(unread.ecosystem);
  for (const auto& left : components.coverage.left) {
    if (model::CouldNotBeRead(left)) found.open.insert(found.types.begin(), found.types.end());
    if (const auto at = names.find(left.path.name()); at != names.end()) open(at->second);
  }
}

// True unless all that it asks for is for development.
bool AsksForShipped(const Manifest& manifest) {
  return std::ranges::any_of(manifest.requirements,
                             [](const auto& wanted) { return !wanted.development; });
}

// Asked for, and no lock file says which versions it is: what a list leaves out of it, nobody
// here could tell.
void SeeUnlocked(const model::ComponentFacts& components, const Manifest& manifest,
                 Examination& examination, const FoundHere& found) {
  if (manifest.lock || !AsksForShipped(manifest) || model::AsksTheMachineAlone(manifest)) return;
  if (!found.types.contains(std::string(model::PurlTypeOf(manifest.ecosystem))) ||
      !HasLock(components, manifest, false))
    examination.Missing("a lock file for " + manifest.path.bytes);
}

// Of what a build asks of the machine no lock could say which version it is.
void SeeMachine(const model::ComponentFacts& components, Examination& examination) {
  std::string first;
  long long more = -1;
  for (const auto& manifest : components.manifests) {
    if (manifest.lock || !AsksForShipped(manifest) || !model::AsksTheMachineAlone(manifest))
      continue;
    if (first.empty()) first = manifest.path.bytes;
    ++more;
  }
  if (first.empty()) return;
  if (more > 0) first += " and " + std::to_string(more) + " more";
  examination.Missing("which libraries of the machine the build takes: " + first + " ask for some");
}

void SeeBuilds(const Inputs& in, FoundHere& found) {
  const model::Inventory builds =
      inventory::Join({{}, in.facts.pipelines.value, in.facts.containers.value}, {});
  for (const auto& part : builds.parts)
    if (std::string key = PackageKey(part.purl); !key.empty())
      found.built_with.insert(std::move(key));
}

// Of images that customers may get: packages and files that their recipe installs by name.
void SeeInstalled(const Inputs& in, FoundHere& found) {
  for (const auto& file : in.facts.containers.value.dockerfiles) {
    const std::vector<char> kept = inventory::KeptStages(file);
    for (std::size_t i = 0; i < file.stages.size(); ++i) {
      const model::Reach reach = in.reach.OfStage(file, file.stages[i]);
      if (kept[i] == 0 || reach == model::Reach::kDevelopment || reach == model::Reach::kNobody)
        continue;
      for (const auto& one : file.stages[i].references)
        if (one.kind == model::ReferenceKind::kPackage && !one.name.empty())
          found.installed.emplace_back(one.name, one.place);
    }
  }
}

}  // namespace

FoundHere FindHere(const Inputs& in, Examination& examination) {
  FoundHere found;
  const auto& components = in.facts.components.value;
  found.seen = JoinSeen(components).parts;
  const Uses uses(components);
  model::ComponentFacts kept = KeptFiles(components);
  SeeAbsent(kept, examination);
  for (auto& part : JoinFiles(std::move(kept)).parts)
    part.sure == Sure::kSeen ? SeeKept(part, found) : SeePart(part, uses, found);
  for (const auto& manifest : components.manifests) {
    SeeOwn(manifest, found);
    SeeUncompared(manifest, examination);
    if (manifest.format == "go-sum") SeeGoSum(components, manifest, found);
    if (manifest.format == "gradle-verification") SeeVerified(manifest, found);
  }
  found.own.erase("");
  for (const auto& manifest : components.manifests)
    SeeUnlocked(components, manifest, examination, found);
  SeeMachine(components, examination);
  SeeOpen(in, found);
  SeeBuilds(in, found);
  SeeInstalled(in, found);
  return found;
}

bool IsOwn(const FoundHere& found, const std::string& key) {
  if (found.own.contains(key)) return true;
  if (TypeOfKey(key) != "golang") return false;
  for (std::size_t at = key.rfind('/'); at != key.npos && at > 7; at = key.rfind('/', at - 1))
    if (found.own.contains(key.substr(0, at))) return true;
  return false;
}

}  // namespace avouch::claims
