#include "inventory/installed_needs.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "inventory/purl_of.h"
#include "notation/python_marker.h"
#include "notation/version_key.h"
#include "notation/version_range.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;
using model::Manifest;
using model::Requirement;

// Packages of one name in one place that are compared with a range.
constexpr std::size_t kMaxOfOneName = 64;

constexpr std::string_view kModules = "node_modules/", kStore = ".pnpm/";

// Packages by the place that they lie in and their name.
class Shelf {
 public:
  void Add(const std::string& place, std::string_view name, std::uint32_t package) {
    packages_[Key(Place(place), name)].push_back(package);
  }

  // The number of a place; nothing where no package lies in it.
  [[nodiscard]] std::optional<std::uint32_t> Find(const std::string& place) const {
    const auto found = places_.find(place);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] const std::vector<std::uint32_t>* Of(std::uint32_t place,
                                                     std::string_view name) const {
    const auto found = packages_.find(Key(place, name));
    return found == packages_.end() ? nullptr : &found->second;
  }

 private:
  std::uint32_t Place(const std::string& place) {
    return places_.try_emplace(place, static_cast<std::uint32_t>(places_.size())).first->second;
  }
  static std::string Key(std::uint32_t place, std::string_view name) {
    return std::to_string(place) + '/' + std::string(name);
  }

  std::unordered_map<std::string, std::uint32_t> places_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> packages_;
};

std::size_t After(std::string_view path, std::string_view folder) {
  const std::size_t at = path.rfind(folder);
  return at == path.npos || (at > 0 && path[at - 1] != '/') ? path.npos : at + folder.size();
}

// "usr/lib/python3.11/site-packages" of the record of a package in it.
std::string SiteOf(std::string_view path) {
  if (!path.ends_with(".egg-info")) path = PathFolder(path);
  std::string site(PathFolder(path));
  if (const std::size_t at = site.find("lib64/python");
      at == 0 || (at < site.size() && site[at - 1] == '/'))
    site.erase(at + 3, 2);
  return site;
}

// Where Debian's packages lie, for those that were put beside them: Python looks there too.
std::string SystemSiteOf(const std::string& site) {
  constexpr std::string_view kLocal = "usr/local/lib/python3";
  const std::size_t at = site.find(kLocal);
  return at != site.npos && site.ends_with("/dist-packages")
             ? site.substr(0, at) + "usr/lib/python3/dist-packages"
             : std::string();
}

// "lib/python3.11/site-packages" tells version, system and implementation.
notation::PythonEnvironment EnvironmentOf(std::string_view site) {
  notation::PythonEnvironment out;
  const std::string_view folder = PathFolder(site);
  const std::string_view name = PathName(folder);
  const std::string_view above = PathName(PathFolder(folder));
  if (above != "lib" && above != "lib64") return out;
  for (const std::string_view word : {"python", "pypy"}) {
    if (!name.starts_with(word)) continue;
    const std::string_view version = name.substr(word.size());
    if (version.empty() || version.find_first_not_of("0123456789.") != version.npos) return out;
    out.version = version;
    out.linux = true;
    out.cpython = word == "python";
  }
  return out;
}

class Finder {
 public:
  Finder(const std::vector<Manifest>& manifests, long long max_steps)
      : manifests_(manifests), max_steps_(max_steps) {}

  InstalledNeeds Find() {
    for (std::uint32_t i = 0; i < manifests_.size(); ++i)
      if (TellsNeeds(manifests_[i])) Put(i);
    for (std::uint32_t i = 0; i < manifests_.size() && !out_.full; ++i) {
      if (!TellsNeeds(manifests_[i])) continue;
      if (manifests_[i].ecosystem == Ecosystem::kNpm) AskNpm(i);
      if (manifests_[i].ecosystem == Ecosystem::kPython) Open(i, {});
      if (manifests_[i].ecosystem == Ecosystem::kRubygems) AskRuby(i);
    }
    while (!open_.empty() && !out_.full) {
      const auto [package, extra] = std::move(open_.back());
      open_.pop_back();
      if (Step()) AskPython(package, extra);
    }
    std::ranges::sort(out_.edges);
    return std::move(out_);
  }

 private:
  void Put(std::uint32_t package) {
    const Manifest& manifest = manifests_[package];
    const std::string& path = manifest.path.bytes;
    if (manifest.ecosystem == Ecosystem::kNpm) {
      const std::size_t at = After(path, kModules);
      if (at == path.npos) return;
      const std::string_view name = PathFolder(std::string_view(path).substr(at));
      shelf_.Add(path.substr(0, at), name, package);
      if (const auto store = StoreOf(path); !store.empty()) shelf_.Add(store, name, package);
    } else if (manifest.ecosystem == Ecosystem::kPython) {
      shelf_.Add(SiteOf(path), NameOf(package), package);
    } else {
      shelf_.Add(GemsOf(path), NameOf(package), package);
    }
  }

  static std::string GemsOf(std::string_view path) {
    std::string_view folder = PathFolder(path);
    if (PathName(folder) == "default") folder = PathFolder(folder);
    return std::string(folder);
  }

  // "app/node_modules/.pnpm/" of what lies below it.
  static std::string StoreOf(std::string_view path) {
    const std::size_t at = After(path, kStore);
    return at == path.npos ? std::string() : std::string(path.substr(0, at));
  }

  [[nodiscard]] std::string NameOf(std::uint32_t package) const {
    return SameName(manifests_[package].ecosystem, manifests_[package].components.front().name);
  }
  [[nodiscard]] const std::string& VersionOf(std::uint32_t package) const {
    return manifests_[package].components.front().version;
  }

  bool Step() {
    if (++steps_ > max_steps_) out_.full = true;
    return !out_.full;
  }

  void AskNpm(std::uint32_t package) {
    const std::string& path = manifests_[package].path.bytes;
    std::vector<std::uint32_t> places;  // node_modules from here upwards, where there is one
    for (std::string at(PathFolder(path)); !manifests_[package].requirements.empty();) {
      if (!Step()) return;
      if (PathName(at) != "node_modules")
        if (const auto place = shelf_.Find(at + (at.empty() ? "" : "/") + std::string(kModules)))
          places.push_back(*place);
      if (at.empty()) break;
      at = std::string(PathFolder(at));
    }
    const std::string store = StoreOf(path);
    const auto all = store.empty() ? std::nullopt : shelf_.Find(store);
    for (const Requirement& wanted : manifests_[package].requirements) {
      bool met = false;
      for (const std::uint32_t place : places) {
        if (!Step()) return;
        const auto* found = shelf_.Of(place, wanted.name);
        if (found == nullptr) continue;
        out_.edges.emplace_back(package, found->front());
        met = true;
        break;
      }
      const auto* stored = met || !all ? nullptr : shelf_.Of(*all, wanted.name);
      if (stored != nullptr) AskStore(package, *stored, wanted);
    }
  }

  void AskStore(std::uint32_t package, const std::vector<std::uint32_t>& stored,
                const Requirement& wanted) {
    const auto one_version = [&](const std::vector<std::uint32_t>& some) {
      return !some.empty() && std::ranges::all_of(some, [&](std::uint32_t one) {
        return VersionOf(one) == VersionOf(some.front());
      });
    };
    const auto admitted =
        one_version(stored) ? stored : Admitted(notation::VersionOrder::kNpm, stored, wanted);
    if (one_version(admitted)) out_.edges.emplace_back(package, admitted.front());
  }

  std::vector<std::uint32_t> Admitted(notation::VersionOrder order,
                                      const std::vector<std::uint32_t>& some,
                                      const Requirement& wanted) {
    std::vector<std::uint32_t> out;
    if (some.size() > kMaxOfOneName) return out;
    for (const std::uint32_t one : some)
      if (Step() && notation::Admits(order, wanted.range, VersionOf(one)).value_or(false))
        out.push_back(one);
    return out;
  }

  void Open(std::uint32_t package, const std::string& extra) {
    if (opened_.insert(std::to_string(package) + ' ' + SameName(Ecosystem::kPython, extra)).second)
      open_.emplace_back(package, extra);
  }

  void AskPython(std::uint32_t package, const std::string& extra) {
    const std::string site = SiteOf(manifests_[package].path.bytes);
    const auto here = shelf_.Find(site), system = shelf_.Find(SystemSiteOf(site));
    const notation::PythonEnvironment environment = EnvironmentOf(site);
    for (const Requirement& wanted : manifests_[package].requirements) {
      const std::string& marker = wanted.condition;
      if (marker.empty() ? !extra.empty() : !extra.empty() && !marker.contains("extra")) continue;
      if (!Step()) return;
      const auto holds =
          marker.empty() ? std::optional(true) : notation::MarkerHolds(marker, environment, extra);
      if (holds == false) continue;
      const std::string name = SameName(Ecosystem::kPython, wanted.name);
      const auto* found = here ? shelf_.Of(*here, name) : nullptr;
      if (found == nullptr && system) found = shelf_.Of(*system, name);
      if (found == nullptr) continue;
      for (const std::uint32_t to : Meant(*found, wanted)) {
        out_.edges.emplace_back(package, to);
        if (holds == true)
          for (const auto asked : Split(wanted.group, ','))
            if (!asked.empty() && Step()) Open(to, std::string(asked));
      }
    }
  }

  // A package that was left behind by an update lies beside the one that came.
  std::vector<std::uint32_t> Meant(const std::vector<std::uint32_t>& found,
                                   const Requirement& wanted) {
    if (found.size() == 1) return found;
    auto admitted = Admitted(notation::VersionOrder::kPypi, found, wanted);
    return admitted.size() == 1 ? admitted : std::vector<std::uint32_t>();
  }

  void AskRuby(std::uint32_t package) {
    const auto place = shelf_.Find(GemsOf(manifests_[package].path.bytes));
    for (const Requirement& wanted : manifests_[package].requirements) {
      if (wanted.development || !place || !Step()) continue;
      const auto* found = shelf_.Of(*place, wanted.name);
      if (found == nullptr) continue;
      auto meant =
          found->size() == 1 ? *found : Admitted(notation::VersionOrder::kRubygems, *found, wanted);
      const auto highest = std::ranges::max_element(meant, [&](std::uint32_t a, std::uint32_t b) {
        return notation::CompareVersionsIn(notation::VersionOrder::kRubygems, VersionOf(a),
                                           VersionOf(b)) == std::strong_ordering::less;
      });
      if (highest != meant.end()) out_.edges.emplace_back(package, *highest);
    }
  }

  const std::vector<Manifest>& manifests_;
  Shelf shelf_;
  InstalledNeeds out_;
  std::vector<std::pair<std::uint32_t, std::string>> open_;  // Packages with an extra to look at
  std::unordered_set<std::string> opened_;
  long long max_steps_, steps_ = 0;
};

}  // namespace

bool TellsNeeds(const Manifest& manifest) {
  return manifest.components.size() == 1 &&
         (manifest.format == "npm-installed" || manifest.format == "python-installed" ||
          manifest.format == "gem-installed");
}

InstalledNeeds FindInstalledNeeds(const std::vector<Manifest>& manifests, long long max_steps) {
  return Finder(manifests, max_steps).Find();
}

}  // namespace avouch::inventory
