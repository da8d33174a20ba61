// Claim 1.2.2: components are fixed by digest in a lock, and builds obey it.

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/lock_covers.h"
#include "claims/lock_digests.h"
#include "claims/references.h"
#include "inventory/held_folder.h"
#include "model/deed_words.h"
#include "model/manifest_notes.h"
#include "notation/build_setting.h"

namespace avouch::claims {
namespace {

using model::Reach;

// pip checks every digest as soon as the file that it installs from has them.
bool FromHashes(const model::ComponentFacts& components, const model::Deed& deed, bool ci) {
  if (deed.tool != "pip" || deed.arguments.empty() || deed.arguments[0].empty()) return false;
  if (deed.text.contains("--no-verify-hashes")) return false;
  // A container recipe has its own root: there the file's name must do.
  Path file(deed.arguments[0]);
  bool exact = std::any_of(components.manifests.begin(), components.manifests.end(),
                           [&](const auto& manifest) { return manifest.path == file; });
  if (!exact && ci) return false;
  bool any = false;
  for (const auto& manifest : components.manifests) {
    if (exact ? manifest.path != file : manifest.path.name() != file.name()) continue;
    any = true;
    if (!manifest.lock || manifest.components.empty() ||
        !std::ranges::all_of(manifest.components,
                             [](const auto& one) { return !one.digests.empty(); }))
      return false;
  }
  return any;
}

// True when what `manifest` asks for is fixed by `lock`, another file of the tree.
bool Holds(const model::Manifest& lock, const model::Manifest& manifest) {
  const std::string_view folder =
      lock.format == "swift-resolved" ? inventory::HeldFolder(lock) : lock.path.folder();
  if (lock.format == "bazel-maven-lock")  // Maven packages, for Bazel
    return manifest.ecosystem == model::Ecosystem::kBazel && manifest.path.IsUnder(folder);
  if (lock.ecosystem != manifest.ecosystem) return false;
  // The whole list of a project of the old kind, and of no other; a build tool's own version.
  if (lock.format == "nuget-packages" || lock.format == "gradle-wrapper" ||
      lock.format == "maven-wrapper" || lock.format == "meson-wrap")
    return false;
  // One beside each project.
  if (lock.format == "gradle-lock" || lock.format == "nuget-lock")
    return manifest.path.folder() == folder;
  // In the folder gradle/ of what it is for.
  if (lock.format == "gradle-verification" && lock.path.IsUnder("gradle")) return true;
  if (lock.format == "gradle-verification" && folder.ends_with("/gradle"))
    return manifest.path.IsUnder(folder.substr(0, folder.size() - 7));
  // The lock of a workspace lies at or above its members' folders.
  return manifest.path.IsUnder(folder);
}

// Asked for by name and range of who distributes it, for more than development.
bool IsForUse(const model::Requirement& wanted) {
  return !wanted.development && wanted.source == model::SourceKind::kRegistry;
}

// A list of versions for others to take from: what takes them is what is locked.
bool IsTable(const model::Manifest& manifest) {
  return manifest.format == "gradle-catalog" || manifest.format == "nuget-central" ||
         manifest.format == "pnpm-workspace" || manifest.format == "yarnrc";
}

// What to do, for the tools in use: "use npm ci", after a lock where there is none.
std::string Frozen(const model::ComponentFacts& components, const std::set<std::string>& tools) {
  struct Row {
    std::string_view tool, words;
    model::Ecosystem ecosystem;
  };
  static constexpr Row kRows[] = {
      {"npm", "npm ci", model::Ecosystem::kNpm},
      {"npx", "npx with tools that package.json lists", model::Ecosystem::kNpm},
      {"yarn", "yarn install --immutable", model::Ecosystem::kNpm},
      {"pnpm", "pnpm install --frozen-lockfile", model::Ecosystem::kNpm},
      {"bun", "bun install --frozen-lockfile", model::Ecosystem::kNpm},
      {"pip", "pip install --require-hashes", model::Ecosystem::kPython},
      {"uv", "uv sync --locked", model::Ecosystem::kPython},
      {"uv run", "uv run --locked", model::Ecosystem::kPython},
      {"pipenv", "pipenv sync", model::Ecosystem::kPython},
      {"pdm", "pdm sync", model::Ecosystem::kPython},
      {"cargo", "cargo build --locked", model::Ecosystem::kCargo},
      {"go", "go build -mod=readonly", model::Ecosystem::kGo},
      {"composer", "composer install", model::Ecosystem::kComposer},
      {"poetry", "poetry install", model::Ecosystem::kPython},
      {"mix", "mix deps.get --check-locked", model::Ecosystem::kHex},
      {"dotnet", "dotnet restore --locked-mode", model::Ecosystem::kNuget},
      {"bundle", "bundle config set frozen true", model::Ecosystem::kRubygems},
      {"setup-ruby", "bundler-cache: true", model::Ecosystem::kRubygems},
  };
  auto locked = [&](model::Ecosystem ecosystem) {
    for (const auto& manifest : components.manifests)
      if (manifest.ecosystem == ecosystem && manifest.lock) return true;
    for (const auto& unread : components.unread)
      if (unread.ecosystem == ecosystem && unread.format.find("lock") != std::string::npos)
        return true;
    return false;
  };
  std::vector<std::string> words;
  bool commit = false;
  for (const auto& row : kRows) {
    if (!tools.contains(std::string(row.tool))) continue;
    words.emplace_back(row.words);
    commit |= !locked(row.ecosystem);
  }
  if (words.empty()) return "use the frozen install of the tool";
  return std::string(commit ? "commit a lock file, then use " : "use ") + Join(words, ", ");
}

}  // namespace

void ExamineLocks(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  const auto& components = in.facts.components;
  std::set<std::string> remedies;
  for (const auto& manifest : components.value.manifests) {
    if (!manifest.lock) continue;
    if (const std::string_view words = SeeDigests(manifest, examination); !words.empty())
      remedies.emplace(words);
    if (manifest.checks_off)
      examination.Missing(manifest.path.bytes + " switches integrity checks off");
  }
  for (const auto& manifest : components.value.manifests) {
    if (manifest.lock || IsTable(manifest) || HasLock(components.value, manifest)) continue;
    if (std::ranges::any_of(manifest.requirements, IsForUse))
      examination.Missing("a lock for " + manifest.path.bytes);
    SeeUnheld(manifest, examination);
  }
  for (const auto& unread : components.value.unread)
    if (examination.good() > 0 || unread.format.find("lock") != std::string::npos)
      examination.Missing(unread.path.bytes + " is not read by this build");
  SeeLacking(components.value, examination);
  if (!examination.findings().empty()) {
    examination.Headline("some locked components have no digest that holds");
    examination.Remedy(Join({remedies.begin(), remedies.end()}, "; "), 5);
  }
}

void SeeLacking(const model::ComponentFacts& components, Examination& examination) {
  for (const auto& manifest : components.manifests) {
    if (!manifest.lock) continue;
    const auto note = std::ranges::find_if(manifest.notes, model::MeansMissing);
    if (note != manifest.notes.end())
      examination.Missing("what " + manifest.path.bytes + " names and could not be read (" +
                          note->substr(0, 100) + ")");
  }
}

bool HasLock(const model::ComponentFacts& components, const model::Manifest& manifest, bool sums) {
  for (const auto& other : components.manifests)
    if (other.lock && (sums || other.format != "gradle-verification") && Holds(other, manifest))
      return true;
  for (const auto& other : components.unread)
    if (other.ecosystem == manifest.ecosystem && manifest.path.IsUnder(other.path.folder()) &&
        other.format.find("lock") != std::string::npos)
      return true;
  return false;
}

namespace {

// Of a build tool that installs as it builds: whether it may go past the lock; nothing for others.
std::optional<bool> BuildObeys(const model::Deed& deed) {
  if (deed.kind != model::DeedKind::kBuild) return std::nullopt;
  const auto words = Words(deed.text);
  const auto has = [&](std::string_view word) {
    return std::ranges::find(words, word) != words.end();
  };
  if (deed.tool == "cargo") return has("--locked") || has("--frozen");
  if (deed.tool == "go")
    return std::ranges::none_of(words, [](std::string_view word) {
      return word == "-mod" || word.contains("-mod=mod") || word.contains("-modfile");
    });
  return std::nullopt;
}

// Every yarn.lock is of Yarn 2 or later, which refuse to change it where CI runs them, unless their
// settings in the tree say otherwise.
bool IsYarnOfToday(const model::ComponentFacts& components) {
  bool any = false;
  for (const auto& manifest : components.manifests) {
    if (manifest.format == "yarnrc" && manifest.checks_off) return false;
    if (manifest.format != "yarn-lock") continue;
    any = true;
    if (std::ranges::none_of(manifest.components, [](const model::Component& one) {
          return std::ranges::any_of(
              one.digests, [](const std::string& digest) { return digest.starts_with("yarn:"); });
        }))
      return false;
  }
  return any;
}

// These install what they find, without a complaint, where the tree has no lock of theirs.
bool HasWhatItObeys(const model::ComponentFacts& components, const model::Deed& deed) {
  struct Row {
    std::string_view tool, format;
    model::Ecosystem ecosystem;
  };
  static constexpr Row kRows[] = {{"composer", "composer-lock", model::Ecosystem::kComposer},
                                  {"poetry", "poetry-lock", model::Ecosystem::kPython},
                                  {"pnpm", "pnpm-lock", model::Ecosystem::kNpm},
                                  {"yarn", "yarn-lock", model::Ecosystem::kNpm},
                                  {"bun", "bun-lock", model::Ecosystem::kNpm},
                                  {"setup-ruby", "gemfile-lock", model::Ecosystem::kRubygems}};
  const auto row = std::ranges::find(kRows, std::string_view(deed.tool), &Row::tool);
  if (row == std::end(kRows)) return true;
  // pnpm says so when it is told to freeze; by itself it freezes what there is.
  if (row->tool == "pnpm" && deed.text.contains("--frozen-lockfile")) return true;
  if (row->tool == "setup-ruby")
    return !deed.arguments.empty() &&
           std::ranges::any_of(components.manifests, [&](const model::Manifest& manifest) {
             return manifest.format == row->format && manifest.path.bytes == deed.arguments[0];
           });
  return std::ranges::any_of(
             components.manifests,
             [&](const model::Manifest& manifest) { return manifest.format == row->format; }) ||
         std::ranges::any_of(components.unread, [&](const auto& unread) {
           return unread.ecosystem == row->ecosystem && unread.format.contains("lock");
         });
}

// The files in which a run holds uv.lock against what it is made of: `uv run` has nothing to write
// there.
std::set<std::string> UvChecked(const Inputs& in) {
  std::set<std::string> out;
  const auto see = [&](const model::Deed& deed) {
    if (deed.tool == "uv" && deed.locked && !deed.tolerated && deed.text.contains("--locked"))
      out.insert(deed.place.path.bytes);
  };
  EachPipelineDeed(in, [&](const model::Deed& deed, Reach) { see(deed); });
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& stage : dockerfile.stages)
      for (const auto& deed : stage.deeds) see(deed);
  return out;
}

// Some pipeline sets this variable, to one of these values where any are given.
bool Sets(const Inputs& in, std::string_view key, std::set<std::string_view> values = {}) {
  bool any = false;
  EachSetting(in, [&](const model::Setting& setting, Reach) {
    any |= setting.key == key && (values.empty() || values.contains(Trim(setting.value)));
  });
  return any;
}

// Some obey the lock where a service for CI runs them, and only there.
bool ObeysIn(const model::Deed& deed, bool ci, bool yarn_of_today) {
  if (deed.tolerated) return false;  // What it refuses is let pass
  ci &= std::ranges::none_of(Words(deed.text), [](std::string_view word) {
    return word == "CI=false" || word == "CI=0" || word == "CI=";
  });
  const bool asked_for = std::ranges::any_of(Words(deed.text), [](std::string_view word) {
    return word == "--frozen-lockfile" || word == "CI=1" || word == "CI=true";
  });
  if (deed.tool == "pnpm")
    return deed.locked && (ci || asked_for) && !deed.text.contains("frozen-lockfile=false");
  if (deed.tool == "yarn" && ci && yarn_of_today && deed.kind == model::DeedKind::kInstall)
    return !deed.text.contains("--no-immutable");
  return deed.locked;
}

// Tools that actions fetch in their newest within reach of a release, "helm (azure/setup-helm)".
void SeeNewest(const Inputs& in, Examination& examination) {
  std::set<std::string> newest;
  EachPipelineDeed(in, [&](const model::Deed& deed, Reach reach) {
    if (model::Says(deed, model::kByAction) && Weighs(reach) &&
        !TellsTool(in.facts.components.value, deed.tool))
      newest.insert(deed.tool + " (" + deed.text.substr(0, deed.text.find('@')) + ")");
  });
  if (!newest.empty())
    examination.Missing("versions for tools that actions fetch in their newest: " +
                        Join({newest.begin(), newest.end()}, ", "));
}

}  // namespace

void ExamineConsumed(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  examination.Uses("pipelines");
  examination.Uses("containers");
  std::set<std::string> tools;
  const auto& components = in.facts.components.value;
  const bool yarn_of_today = IsYarnOfToday(components);
  const bool other_gemfile = Sets(in, "BUNDLE_GEMFILE");  // Whose lock may be nowhere
  const bool ci_denied = Sets(in, "CI", {"false", "'false'", "\"false\"", "0", ""});
  const bool uv_locks = !Sets(in, "UV_LOCKED") && !Sets(in, "UV_FROZEN");
  const auto uv_checked = UvChecked(in);
  SeeNewest(in, examination);
  long long unseen = 0;
  std::string unseen_at;
  auto see = [&](const model::Deed& deed, Reach reach, bool ci) {
    const auto is = [&](std::string_view argument) {
      return std::ranges::find(deed.arguments, argument) != deed.arguments.end();
    };
    if (deed.kind == model::DeedKind::kCall && !deed.locked && Weighs(reach) &&
        !is(model::kLostTest)) {
      if (unseen++ == 0)
        unseen_at =
            deed.text + " at " + deed.place.path.bytes + ":" + std::to_string(deed.place.line);
    }
    if (is(model::kByAction)) return;
    if (is(model::kUnlessListed)) {
      const std::string& program = deed.arguments.back();
      if (ListsProgram(components, program)) return;
      tools.insert(deed.tool);
      examination.Bad(deed.place, deed.text + "  (fetches " + program + ")", reach,
                      "list it in package.json and its lock", 5, Weight::kListed);
      if (Weighs(reach))
        examination.Missing("a version for " + program + ", which npx fetches by name alone");
      return;
    }
    const auto obeys = BuildObeys(deed);
    if (deed.kind != model::DeedKind::kInstall && !obeys) return;
    if (!Weighs(reach) && is(model::kLockWritten)) return;  // As who keeps it up to date does
    if (deed.tool == "uv run" && (!uv_locks || uv_checked.contains(deed.place.path.bytes)))
      return examination.Good();
    const bool held =
        HasWhatItObeys(components, deed) && CoversItsFolder(components, deed) &&
        ((deed.tool == "setup-ruby" && !other_gemfile) || ObeysIn(deed, ci, yarn_of_today));
    if (obeys.value_or(held) || (!deed.tolerated && FromHashes(components, deed, ci))) {
      examination.Good();
      return;
    }
    tools.insert(deed.tool);
    examination.Bad(deed.place, deed.text, reach, "install from the lock", 2, Weight::kListed);
    if (reach == Reach::kRelease || reach == Reach::kUnknown)
      examination.Missing("an install that obeys the lock, not " + deed.text);
  };
  EachPipelineDeed(in, [&](const model::Deed& deed, Reach reach) { see(deed, reach, !ci_denied); });
  EachSetting(in, [&](const model::Setting& setting, Reach reach) {
    if (notation::BuildSettingOf(setting.key, setting.value) != notation::BuildSetting::kPassesLock)
      return;
    const std::string text = setting.key + ": " + setting.value;
    examination.Bad(setting.place, text, reach, "take it away", 2, Weight::kListed);
    if (Weighs(reach)) examination.Missing("an install that obeys the lock, not " + text);
  });
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& stage : dockerfile.stages)
      for (const auto& deed : stage.deeds) see(deed, in.reach.OfStage(dockerfile, stage), false);
  if (unseen > 0)
    examination.Missing("what " + Count("command", unseen) + (unseen == 1 ? " runs, " : " run, ") +
                        unseen_at +
                        (unseen == 1 ? ", is not seen here" : " among them, is not seen here"));
  long long bad = examination.bad();
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " dependency install in builds obeys the lock"
                                               : " dependency installs in builds obey the lock"));
  else
    examination.Missing("a build step seen to install from the lock");
  if (bad > 0)
    examination.Headline(Count("install", bad) + " in builds " + (bad == 1 ? "is" : "are") +
                         " not held to a lock");
  examination.Remedy(Frozen(components, tools), static_cast<int>(bad) * 2);
}

}  // namespace avouch::claims
