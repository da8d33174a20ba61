#include "claims/matched.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "claims/wrappers.h"
#include "inventory/artefacts.h"

namespace avouch::claims {
namespace {

using model::Component;
using model::Manifest;
using model::Reach;

class Matching {
 public:
  Matching(const Inputs& in, Examination& examination)
      : in_(in), examination_(examination), locks_(in.facts.components.value.manifests) {}

  void Run() {
    for (const auto& manifest : in_.facts.components.value.manifests) {
      if (manifest.format == "kept-packages") Archives(manifest);
      if (manifest.format == "kept-programs") Programs(manifest);
      if (manifest.format == "cargo-vendor") Crates(manifest);
      if (manifest.format == "cargo-changed") Changed(manifest);
      if (manifest.format == "npm-hidden-lock") Installed(manifest);
      if (manifest.format == "go-vendor") Modules(manifest);
    }
    Tell();
  }

 private:
  static std::string NameOf(const Component& component) {
    return component.name + (component.version.empty() ? "" : " " + component.version);
  }

  void Differs(const model::Place& place, std::string text, std::string fix) {
    examination_.Bad(place, std::move(text), Reach::kRelease, std::move(fix), 15);
  }

  void Archives(const Manifest& manifest) {
    for (const auto& component : manifest.components) {
      if (IsGradleWrapper(component))
        Wrapper(component);
      else
        One(manifest, component, "archive");
    }
  }

  void One(const Manifest& manifest, const Component& component, const std::string& thing) {
    const inventory::Matched matched = locks_.Of(manifest.ecosystem, component);
    if (matched.match == inventory::Match::kEqual) {
      ++equal_[thing];
      return examination_.Good();
    }
    if (matched.match == inventory::Match::kUntold) {
      examination_.Open();
      return untold_[thing].push_back(&component);
    }
    Differs(component.place,
            NameOf(component) + " is " + matched.here + "; " + LockOf(matched) + " says " +
                matched.told,
            "fetch it again from its origin, and find out who changed it");
  }

  [[nodiscard]] const std::string& LockOf(const inventory::Matched& matched) const {
    return in_.facts.components.value.manifests[matched.lock].path.bytes;
  }

  void Wrapper(const Component& component) {
    const WrapperCheck check = CheckOfWrappers(in_.facts.pipelines.value);
    if (check.sure) {
      ++equal_["wrapper"];
      return examination_.Good();
    }
    examination_.Open();
    examination_.Missing("a step that always checks " + component.place.path.bytes +
                         " against its maker's list of digests, which this build does not have" +
                         (check.lacks.empty() ? "" : " (" + check.lacks + ")"));
  }

  void Programs(const Manifest& manifest) {
    for (const auto& component : manifest.components) {
      examination_.Open();
      untold_["program"].push_back(&component);
    }
  }

  // Sums lie beside the files: who changes one can change the other. They show that a file was
  // changed, and cannot show that none was.
  void Crates(const Manifest& manifest) {
    for (const auto& component : manifest.components) {
      if (HasChanged(component)) continue;
      if (component.digests.empty() || !locks_.Has(manifest.ecosystem, component.digests.front())) {
        One(manifest, component, "vendored crate");
        continue;
      }
      examination_.Open();
      ++by_own_sums_;
    }
  }

  // Told file by file.
  [[nodiscard]] bool HasChanged(const Component& crate) const {
    return std::ranges::any_of(in_.facts.components.value.manifests, [&](const Manifest& manifest) {
      return manifest.format == "cargo-changed" &&
             std::ranges::any_of(manifest.components, [&](const Component& file) {
               return file.place.path.IsUnder(crate.place.path.folder());
             });
    });
  }

  void Changed(const Manifest& manifest) {
    for (const auto& file : manifest.components)
      if (file.digests.size() == 2)
        Differs(
            file.place,
            "of " + NameOf(file) + " is " + file.digests[1] + "; its sums say " + file.digests[0],
            "vendor the crate again, and keep changes as patches beside it");
  }

  // By npm's own record: the files themselves have no digest there.
  void Installed(const Manifest& manifest) {
    for (const auto& component : manifest.components) {
      if (component.source != model::SourceKind::kRegistry || component.digests.empty()) continue;
      const inventory::Matched matched = locks_.Of(manifest.ecosystem, component);
      if (matched.match == inventory::Match::kEqual)
        ++recorded_;
      else if (matched.match == inventory::Match::kDiffers)
        Differs(component.place,
                NameOf(component) + " was installed as " + matched.here + "; " + LockOf(matched) +
                    " says " + matched.told,
                "install again from the lock");
      else
        examination_.Missing("what names " + NameOf(component) + ", which is in " +
                             manifest.path.bytes);
    }
  }

  // What go.mod asks for is what must be there.
  void Modules(const Manifest& vendor) {
    const std::string folder(PathFolder(vendor.path.folder()));
    const auto& manifests = in_.facts.components.value.manifests;
    const auto mod = std::ranges::find_if(manifests, [&](const Manifest& one) {
      return one.format == "go-mod" && one.path.folder() == folder;
    });
    if (mod == manifests.end()) return;
    for (const auto& module : vendor.components) {
      const auto wanted =
          std::ranges::find(mod->requirements, module.name, &model::Requirement::name);
      if (wanted == mod->requirements.end() || wanted->range == module.version) continue;
      Differs(module.place,
              module.name + " lies here as " + module.version + "; " + mod->path.bytes +
                  " asks for " + wanted->range,
              "go mod vendor");
    }
  }

  void Tell() {
    for (const auto& [thing, count] : equal_)
      examination_.Witness(Count(thing, count) + " kept here " +
                           (thing == "wrapper" ? "checked by its maker's list in a step"
                            : count == 1       ? "is what its lock says, byte for byte"
                                               : "are what their locks say, byte for byte"));
    if (recorded_ > 0)
      examination_.Witness(Count("package", recorded_) +
                           " in node_modules by npm's record as the lock says; their files were "
                           "not compared");
    for (const auto& [thing, all] : untold_) {
      const auto count = static_cast<long long>(all.size());
      examination_.Missing("a digest to hold " + Count(thing, count) + " against, " +
                           all.front()->place.path.bytes + (count > 1 ? " among them" : ""));
    }
    if (by_own_sums_ > 0)
      examination_.Missing("the archive of " + Count("vendored crate", by_own_sums_) +
                           " as its author published it: the files agree with the sums beside "
                           "them, which who changes a file can change, too");
    if (examination_.bad() == 0) return;
    examination_.Headline(Count("file", examination_.bad()) +
                          " kept here is not what its author published, by what is locked");
    examination_.Remedy("fetch them again from their origin", 15);
  }

  const Inputs& in_;
  Examination& examination_;
  const inventory::LockDigests locks_;
  std::map<std::string, long long> equal_;
  std::map<std::string, std::vector<const Component*>> untold_;
  long long recorded_ = 0, by_own_sums_ = 0;
};

bool IsKept(const Manifest& manifest) {
  return manifest.format.starts_with("kept-") || manifest.format.starts_with("cargo-vendor") ||
         manifest.format == "cargo-changed" || manifest.format == "npm-hidden-lock" ||
         manifest.format == "go-vendor";
}

}  // namespace

void ExamineKept(const Inputs& in, Examination& examination) {
  if (std::ranges::none_of(in.facts.components.value.manifests, IsKept)) return;
  Matching(in, examination).Run();
}

bool IsComparedTree(const model::ComponentFacts& components, const model::VendoredTree& tree) {
  for (const auto& manifest : components.manifests) {
    if (manifest.format != "cargo-vendor") continue;
    for (const auto& crate : manifest.components) {
      const std::string_view folder = crate.place.path.folder();
      if (folder == tree.path.bytes) return !crate.digests.empty();
      if (PathFolder(folder) == tree.path.bytes)
        return std::ranges::none_of(manifest.components,
                                    [](const Component& one) { return one.digests.empty(); });
    }
  }
  return false;
}

}  // namespace avouch::claims
