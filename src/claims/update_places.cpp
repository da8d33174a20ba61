#include "claims/update_places.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/text.h"
#include "model/system_asks.h"
#include "notation/glob.h"

namespace avouch::claims {
namespace {

using model::Ecosystem;
using Key = std::pair<Ecosystem, std::string>;

// Folders in which a tool keeps its own files, below the one a person would name.
std::string NamedFolder(Ecosystem ecosystem, std::string_view folder) {
  auto cut = [&](std::string_view below) {
    if (folder == below) return std::string();
    if (folder.ends_with("/" + std::string(below)))
      return std::string(folder.substr(0, folder.size() - below.size() - 1));
    return std::string(folder);
  };
  if (ecosystem == Ecosystem::kGradle)
    return folder.ends_with("gradle/wrapper") ? cut("gradle/wrapper") : cut("gradle");
  if (ecosystem == Ecosystem::kMaven) return cut(".mvn/wrapper");
  if (ecosystem == Ecosystem::kSwift) {  // A project of Xcode, its workspace and its lock
    const std::string with_end = std::string(folder) + "/";
    std::size_t at = std::min(with_end.find(".xcodeproj/"), with_end.find(".xcworkspace/"));
    if (at == std::string::npos) return std::string(folder);
    at = with_end.rfind('/', at);
    return at == std::string::npos ? std::string() : with_end.substr(0, at);
  }
  if (ecosystem == Ecosystem::kDevcontainer) {
    std::size_t at = ("/" + std::string(folder) + "/").find("/.devcontainer/");
    return at == std::string::npos ? std::string(folder)
                                   : std::string(folder.substr(0, at == 0 ? 0 : at - 1));
  }
  return std::string(folder);
}

std::string_view Parent(std::string_view folder) {
  std::size_t slash = folder.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : folder.substr(0, slash);
}

bool IsBelow(std::string_view folder, std::string_view above) {
  return folder.size() > above.size() && folder.starts_with(above) &&
         (above.empty() || folder[above.size()] == '/');
}

// What is only asked of the machine that builds, or of this tree, no tool updates.
bool AsksElsewhere(const model::Manifest& manifest) {
  return !model::AsksTheMachineAlone(manifest);
}

class Finder {
 public:
  explicit Finder(const Facts& facts) : facts_(facts) {}

  std::set<UpdatePlace> Find() {
    Components();
    Containers();
    Actions();
    std::set<UpdatePlace> out;
    for (const auto& place : all_)
      if (!IsMember(place)) out.insert(place);
    return out;
  }

 private:
  void Add(Ecosystem ecosystem, std::string_view folder, const model::Place& place) {
    all_.insert({ecosystem, NamedFolder(ecosystem, folder), place});
  }

  void Components() {
    const auto& components = facts_.components.value;
    for (const auto& manifest : components.manifests)
      if (manifest.path.name() == "platformio.ini")
        boards_.insert(std::string(manifest.path.folder()));
    for (const auto& manifest : components.manifests) {
      Key key{manifest.ecosystem, std::string(manifest.path.folder())};
      if (manifest.ecosystem == Ecosystem::kOther &&
          (IsOfDevelopers(manifest) || IsTakenIn(manifest)))
        continue;
      if (manifest.lock) locked_.insert(key);
      if (!manifest.workspaces.empty()) roots_.insert(key);
      // The root of a workspace is a place also when it needs nothing itself.
      if (AsksElsewhere(manifest) || !manifest.workspaces.empty() || manifest.lock)
        Add(manifest.ecosystem, manifest.path.folder(), {manifest.path, 0});
    }
    for (const auto& unread : components.unread) {
      Key key{unread.ecosystem, std::string(unread.path.folder())};
      if (unread.format.find("lock") != std::string::npos) locked_.insert(key);
      Add(unread.ecosystem, unread.path.folder(), {unread.path, 0});
    }
    for (const auto& submodule : components.submodules)
      Add(Ecosystem::kGitSubmodule, "", submodule.place);
  }

  // A file of a board, which a project of PlatformIO further up takes in.
  bool IsTakenIn(const model::Manifest& manifest) const {
    if (manifest.format != "platformio") return false;
    for (std::string_view at = manifest.path.folder(); !at.empty();)
      if (at = Parent(at); boards_.contains(at)) return true;
    return false;
  }

  void Containers() {
    for (const auto& dockerfile : facts_.containers.value.dockerfiles)
      for (const auto& stage : dockerfile.stages)
        if (stage.base.pin != model::Pin::kLocal)
          Add(Ecosystem::kDocker, dockerfile.path.folder(), stage.place);
  }

  void Actions() {
    for (const auto& pipeline : facts_.pipelines.value.pipelines) {
      if (pipeline.system == model::CiSystem::kGitlab) {
        for (const auto& include : pipeline.includes)
          if (include.pin != model::Pin::kLocal && !include.name.starts_with("template:"))
            Add(Ecosystem::kGitlabCi, "", include.place);
        continue;
      }
      bool action = pipeline.system == model::CiSystem::kGithubAction;
      // No tool of our table looks after orbs and tasks.
      if (!action && pipeline.system != model::CiSystem::kGithubWorkflow) continue;
      for (const auto& job : pipeline.jobs)
        for (const auto& step : job.steps)
          if (step.uses && step.uses->pin != model::Pin::kLocal)
            Add(Ecosystem::kGithubActions, action ? pipeline.path.folder() : std::string_view(),
                step.uses->place);
    }
  }

  // A member of what a folder above holds together, with no lock of its own.
  bool IsMember(const UpdatePlace& place) const {
    if (place.folder.empty() || locked_.contains({place.ecosystem, place.folder})) return false;
    for (std::string_view above = Parent(place.folder);; above = Parent(above)) {
      Key key{place.ecosystem, std::string(above)};
      if (all_.contains({place.ecosystem, key.second, {}}) && HoldsMembers(key)) return true;
      if (above.empty() || locked_.contains(key)) return false;
    }
  }

  bool HoldsMembers(const Key& key) const {
    switch (key.first) {
      case Ecosystem::kMaven:     // <modules>, include(...), "replace", a solution:
      case Ecosystem::kGradle:    // not read, and seldom written for anything but
      case Ecosystem::kComposer:  // what lies below.
      case Ecosystem::kNuget:
        return true;
      case Ecosystem::kCargo:
      case Ecosystem::kNpm:
      case Ecosystem::kPython:
        return roots_.contains(key);
      default:
        return false;
    }
  }

  const Facts& facts_;
  std::set<UpdatePlace> all_;
  std::set<Key> locked_, roots_;
  std::set<std::string, std::less<>> boards_;  // Folders of PlatformIO's projects
};

}  // namespace

std::string Describe(const UpdatePlace& place) {
  // Things of many kinds, by the name of their file
  const bool other = place.ecosystem == Ecosystem::kOther && !place.place.path.empty();
  return (other ? ToUtf8(place.place.path.name()) : std::string(model::Name(place.ecosystem))) +
         " in " + (place.folder.empty() ? "the root" : place.folder);
}

std::set<UpdatePlace> UpdatePlaces(const Facts& facts) { return Finder(facts).Find(); }

bool Knows(const std::string& tool, Ecosystem ecosystem) {
  switch (ecosystem) {
    case Ecosystem::kCran:
    case Ecosystem::kLuarocks:
    case Ecosystem::kOther:
    case Ecosystem::kOpam:
    case Ecosystem::kDub:
    case Ecosystem::kZig:
    case Ecosystem::kNim:
    case Ecosystem::kCrystal:
      return false;
    case Ecosystem::kHackage:
    case Ecosystem::kConan:
    case Ecosystem::kCocoapods:
    case Ecosystem::kGitlabCi:
    case Ecosystem::kCpan:
      return tool != "dependabot";
    case Ecosystem::kConda:
    case Ecosystem::kJulia:
    case Ecosystem::kElm:
      return tool == "dependabot";
    default:
      return true;
  }
}

bool IsFoundUnasked(Ecosystem ecosystem) {
  return ecosystem != Ecosystem::kNix && ecosystem != Ecosystem::kGitSubmodule;
}

namespace {

// True when a pattern of paths is of the file that shows the place.
bool AnyIsOf(const std::vector<std::string>& patterns, const UpdatePlace& place) {
  return std::ranges::any_of(patterns, [&](std::string_view pattern) {
    if (notation::GlobMatch(pattern, place.place.path.bytes, notation::Dialect::kShell))
      return true;
    while (pattern.ends_with('/') || pattern.ends_with('*')) pattern.remove_suffix(1);
    return pattern.empty() || place.place.path.IsUnder(pattern);
  });
}

}  // namespace

bool Concerns(const model::UpdateRule& rule, const UpdatePlace& place) {
  bool same = rule.ecosystem == place.ecosystem ||
              (rule.everywhere && rule.ecosystem == Ecosystem::kOther) ||
              (rule.ecosystem == Ecosystem::kMaven && place.ecosystem == Ecosystem::kGradle &&
               rule.word == "gradle");
  if (!same) return false;
  // It finds files by itself: all, or those that it is held to.
  if (rule.everywhere) return rule.directories.empty() || AnyIsOf(rule.directories, place);
  // Projects below a named folder that the tool finds by itself.
  bool below = place.ecosystem == Ecosystem::kMaven || place.ecosystem == Ecosystem::kGradle ||
               place.ecosystem == Ecosystem::kNuget;
  for (const auto& directory : rule.directories) {
    if (directory == place.folder || (below && IsBelow(place.folder, directory))) return true;
    // Requirements in a folder right below are read with it.
    if (place.ecosystem == Ecosystem::kPython && IsBelow(place.folder, directory) &&
        Parent(place.folder) == directory)
      return true;
    if (place.ecosystem == Ecosystem::kGithubActions && place.folder.empty()) return true;
    if (directory.find('*') != std::string::npos &&
        notation::GlobMatch(directory, place.folder, notation::Dialect::kShell))
      return true;
  }
  return false;
}

bool IsLeftOut(const model::UpdateRule& rule, const UpdatePlace& place) {
  return AnyIsOf(rule.left_out, place);
}

bool IsOfDevelopers(const model::Manifest& manifest) {
  return manifest.format == "pre-commit" || manifest.format == "brewfile" ||
         manifest.format == "ansible-requirements" || manifest.format.starts_with("devcontainer");
}

}  // namespace avouch::claims
