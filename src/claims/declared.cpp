#include "claims/declared.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/current.h"
#include "model/purl_types.h"
#include "notation/purl.h"

namespace avouch::claims {
namespace {

using model::Ecosystem;
using model::Reach;
using model::Where;

// Locks that say which packages are for development alone.
bool TellsDevelopment(const model::Manifest& manifest) {
  return manifest.format == "package-lock" || manifest.format == "pnpm-lock" ||
         manifest.format == "composer-lock" || manifest.format == "pipfile-lock";
}

// The canonical purl without its version; empty where an ecosystem has no type.
std::string PackageOf(Ecosystem ecosystem, const std::string& name) {
  const std::string_view type = model::PurlTypeOf(ecosystem);
  if (type.empty()) return {};
  const auto [group, last] = model::NameParts(type, name);
  return notation::MakePurl(type, group, last, {});
}

// Versions of one package, with where each is named.
struct Package {
  std::map<std::string, model::Place> versions;
  bool needed = false;      // Some use of it is not only for development
  bool may_be_test = true;  // Its files do not say
};

struct Found {
  std::map<std::string, Package> packages;  // By purl without version
  std::set<std::string> types, own;  // Types whose lock files are read; the product's packages
  std::set<std::string> open;        // Types of which the lock files here may not name all
};

void SeeManifest(const model::Manifest& manifest, Examination& examination, Found& found) {
  // The build's own tool, which nobody is given.
  if (manifest.format == "gradle-wrapper" || manifest.format == "maven-wrapper") return;
  const std::string_view type = model::PurlTypeOf(manifest.ecosystem);
  if (type.empty()) {
    if (manifest.lock && !manifest.components.empty())
      examination.Missing("a way to compare what " + manifest.path.bytes + " names");
    return;
  }
  if (!manifest.name.empty()) found.own.insert(PackageOf(manifest.ecosystem, manifest.name));
  if (!manifest.lock) return;
  for (const auto& component : manifest.components) {
    const std::string key = PackageOf(manifest.ecosystem, component.name);
    if (component.source == model::SourceKind::kPath ||
        component.source == model::SourceKind::kWorkspace) {
      found.own.insert(key);
      continue;
    }
    if (key.empty() || component.version.empty()) {
      examination.Missing("the version of " + component.name + " in " + manifest.path.bytes);
      continue;
    }
    found.types.emplace(type);
    Package& package = found.packages[key];
    package.versions.emplace(component.version, component.place.path.empty()
                                                    ? model::Place{manifest.path, 0}
                                                    : component.place);
    package.needed |= !component.development;
    package.may_be_test &= !TellsDevelopment(manifest);
  }
}

// Locks that name only what a published set of versions does not.
bool NamesAPart(const model::Manifest& manifest) {
  return manifest.format == "stack-lock" || manifest.format == "meson-wrap";
}

// Types of which something here asks for what no lock that was read holds: what is declared
// of them may be right though it is not found.
void SeeOpen(const Inputs& in, Found& found) {
  const auto& components = in.facts.components;
  const auto open = [&](Ecosystem ecosystem) { found.open.emplace(model::PurlTypeOf(ecosystem)); };
  for (const auto& manifest : components.value.manifests)
    if (manifest.lock ? NamesAPart(manifest)
                      : !manifest.requirements.empty() && !HasLock(components.value, manifest))
      open(manifest.ecosystem);
  for (const auto& unread : components.value.unread) open(unread.ecosystem);
  if (std::ranges::any_of(components.coverage.left, model::CouldNotBeRead))
    found.open.insert(found.types.begin(), found.types.end());
}

// True unless all that it asks for is for development.
bool AsksForShipped(const model::Manifest& manifest) {
  return std::ranges::any_of(manifest.requirements,
                             [](const auto& wanted) { return !wanted.development; });
}

// Asked for, and no lock file says which versions it is: what a list leaves out of it, nobody
// here could tell.
void SeeUnlocked(const model::ComponentFacts& components, const model::Manifest& manifest,
                 Examination& examination, const Found& found) {
  if (manifest.lock || !AsksForShipped(manifest)) return;
  if (!found.types.contains(std::string(model::PurlTypeOf(manifest.ecosystem))) ||
      !HasLock(components, manifest))
    examination.Missing("a lock file for " + manifest.path.bytes);
}

struct Declared {
  std::map<std::string, std::set<std::string>> packages;  // By purl without version: versions
  model::Place place;
};

void SeeDeclared(const model::ShippedList& list, Examination& examination, Declared& declared) {
  declared.place = {list.path, 0};
  if (list.partial)
    examination.Missing(list.path.bytes + ", whole: it was not read to its end", Where::kPublished);
  for (const auto& text : list.purls) {
    auto purl = notation::ParsePurl(text);
    const std::string key =
        purl ? notation::MakePurl(purl->type, purl->name_space, purl->name, {}) : std::string();
    if (key.empty())
      examination.Missing("what " + text.substr(0, 80) + " names", Where::kPublished);
    else
      declared.packages[key].insert(purl->version);
  }
}

void CompareFound(const Found& found, const Declared& declared, Examination& examination) {
  for (const auto& [key, package] : found.packages) {
    const auto at = declared.packages.find(key);
    for (const auto& [version, place] : package.versions) {
      if (at != declared.packages.end() && at->second.contains(version)) {
        examination.Good();
        continue;
      }
      if (!package.needed) continue;
      const bool decides = !package.may_be_test;
      const std::string what = key.substr(4) + "@" + version;
      examination.Bad(place, what + " is found and not declared",
                      decides ? Reach::kRelease : Reach::kDevelopment, "declare it", 5,
                      decides ? Weight::kByReach : Weight::kListed);
      if (!decides)
        examination.Missing("whether " + what + " is only for tests, or is left out of " +
                                declared.place.path.bytes,
                            Where::kPublished);
    }
  }
}

void CompareListed(const Found& found, const Declared& declared, Examination& examination) {
  for (const auto& [key, versions] : declared.packages) {
    if (found.own.contains(key)) continue;
    const std::string type = key.substr(4, key.find('/') - 4);
    if (!found.types.contains(type)) {
      examination.Missing("a file here that names what is declared of the kind " + type,
                          Where::kPublished);
      continue;
    }
    const auto at = found.packages.find(key);
    for (const auto& version : versions) {
      if (at != found.packages.end() && at->second.versions.contains(version)) continue;
      if (found.open.contains(type)) {
        examination.Missing("lock files that name all of the kind " + type +
                            ": what is declared of it may not be found for want of them");
        continue;
      }
      examination.Bad(declared.place,
                      key.substr(4) + "@" + version +
                          (at == found.packages.end()
                               ? " is declared and not found"
                               : " is declared; found is " + at->second.versions.begin()->first),
                      Reach::kRelease, "make the list from what is built", 5);
    }
  }
}

}  // namespace

bool CompareDeclared(const Inputs& in, Examination& examination) {
  Declared declared;
  bool any = false;
  for (const auto& list : in.facts.results.lists) {
    if (!IsCurrent(in, list.commit) || IsLater(list.at, in.time)) continue;
    any = true;
    SeeDeclared(list, examination, declared);
    examination.RestsOn(model::Grade::kExported, list.id);
  }
  if (!any) return false;
  const long long before = examination.bad();
  Found found;
  const auto& components = in.facts.components.value;
  for (const auto& manifest : components.manifests) SeeManifest(manifest, examination, found);
  for (const auto& manifest : components.manifests)
    SeeUnlocked(components, manifest, examination, found);
  for (const auto& tree : components.vendored)
    examination.Missing("whether " + tree.path.bytes + ", a copy of others' code, is declared",
                        Where::kPublished);
  for (const auto& submodule : components.submodules)
    examination.Missing("whether the submodule " + submodule.path.bytes + " is declared",
                        Where::kPublished);
  SeeOpen(in, found);
  CompareFound(found, declared, examination);
  CompareListed(found, declared, examination);
  if (found.packages.empty())
    examination.Missing("a lock file here, to compare " + declared.place.path.bytes + " with");
  if (examination.good() > 0)
    examination.Witness(
        Count("component", examination.good()) + " are found here and declared to customers",
        declared.place);
  if (examination.bad() > before) {
    examination.Headline("the component list that customers get and what is found here differ by " +
                         Thousands(examination.bad() - before));
    examination.Remedy("make the list from what is built", 10);
  }
  return true;
}

}  // namespace avouch::claims
