// Claims 1.2.1, 1.2.3 to 1.2.5: components known, and kept fresh.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "notation/glob.h"

namespace avouch::claims {
namespace {

using model::Ecosystem;
using model::Reach;

// A kind of dependency in a folder: what an update tool is told to look after.
struct Pair {
  Ecosystem ecosystem;
  std::string folder;
  model::Place place;

  bool operator<(const Pair& other) const {
    return std::tie(ecosystem, folder) < std::tie(other.ecosystem, other.folder);
  }
};

std::string Describe(const Pair& pair) {
  return std::string(model::Name(pair.ecosystem)) + " in " +
         (pair.folder.empty() ? "the root" : pair.folder);
}

std::set<Pair> PairsFound(const Inputs& in) {
  std::set<Pair> out;
  for (const auto& manifest : in.facts.components.value.manifests)
    if (!manifest.requirements.empty() || manifest.lock)
      out.insert({manifest.ecosystem, std::string(manifest.path.folder()), {manifest.path, 0}});
  for (const auto& unread : in.facts.components.value.unread)
    out.insert({unread.ecosystem, std::string(unread.path.folder()), {unread.path, 0}});
  for (const auto& submodule : in.facts.components.value.submodules)
    out.insert({Ecosystem::kGitSubmodule, "", submodule.place});
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles) {
    for (const auto& stage : dockerfile.stages)
      if (stage.base.pin != model::Pin::kLocal)
        out.insert({Ecosystem::kDocker, std::string(dockerfile.path.folder()), stage.place});
  }
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    if (pipeline.system == model::CiSystem::kGitlab) continue;
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        if (step.uses && step.uses->pin != model::Pin::kLocal) {
          bool action = pipeline.system == model::CiSystem::kGithubAction;
          out.insert({Ecosystem::kGithubActions,
                      action ? std::string(pipeline.path.folder()) : std::string(),
                      step.uses->place});
        }
  }
  return out;
}

// Ecosystems that update tools know; a pair outside them needs a list by hand.
bool Supported(Ecosystem ecosystem) {
  switch (ecosystem) {
    case Ecosystem::kCran:
    case Ecosystem::kHackage:
    case Ecosystem::kLuarocks:
    case Ecosystem::kConan:
    case Ecosystem::kOther:
      return false;
    default:
      return true;
  }
}

bool Covers(const model::UpdateRule& rule, const Pair& pair) {
  if (rule.disabled) return false;
  bool same = rule.ecosystem == pair.ecosystem ||
              (rule.everywhere && rule.ecosystem == Ecosystem::kOther) ||
              (rule.ecosystem == Ecosystem::kMaven && pair.ecosystem == Ecosystem::kGradle &&
               rule.word == "gradle");
  if (!same) return false;
  if (rule.everywhere) return true;
  // A workspace's root block looks after its members in these ecosystems.
  bool workspaces = pair.ecosystem == Ecosystem::kNpm || pair.ecosystem == Ecosystem::kCargo ||
                    pair.ecosystem == Ecosystem::kPython || pair.ecosystem == Ecosystem::kMaven ||
                    pair.ecosystem == Ecosystem::kGradle || pair.ecosystem == Ecosystem::kNuget;
  for (const auto& directory : rule.directories) {
    if (directory == pair.folder || (workspaces && directory.empty())) return true;
    if (pair.ecosystem == Ecosystem::kGithubActions && pair.folder.empty()) return true;
    if (directory.find('*') != std::string::npos &&
        notation::GlobMatch(directory, pair.folder, notation::Dialect::kShell))
      return true;
  }
  return false;
}

bool IsOff(const model::UpdateRule& rule) {
  return rule.disabled ||
         std::find(rule.ignored.begin(), rule.ignored.end(), "*") != rule.ignored.end();
}

}  // namespace

void ExamineDeclared(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  examination.Uses("pipelines");
  long long components = 0, locks = 0;
  for (const auto& manifest : in.facts.components.value.manifests)
    if (manifest.lock && !manifest.components.empty()) {
      ++locks;
      components += static_cast<long long>(manifest.components.size());
    }
  if (locks > 0)
    examination.Witness(Count("component", components) + " read from " + Count("lock file", locks) +
                        ", ready to be declared");
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds) {
          if (deed.kind != model::DeedKind::kMakeSbom) continue;
          examination.Witness("the build makes a component list (" + deed.tool + "); not seen here",
                              deed.place);
          if (deed.tolerated || step.continue_on_error || job.continue_on_error)
            examination.Bad(deed.place, "its failure is ignored", in.reach.OfJob(pipeline.path, job.id),
                            "let the release fail with it", 2, Weight::kListed);
        }
  for (const auto& recipe : in.facts.containers.value.recipes)
    for (const auto& place : recipe.sboms)
      examination.Witness("the release recipe makes a component list; not seen here", place);
  if (!examination.findings().empty()) {
    examination.Headline("the component list may be missing from a release unseen");
    examination.Remedy("let the release fail when its component list cannot be made", 2);
  }
  for (const auto& unread : in.facts.components.value.unread)
    examination.Missing(unread.path.bytes + " is not read by this build");
  examination.Missing("a component list (SBOM) that customers get, to compare with what is here",
                      model::Where::kPublished);
}

void ExamineComponentHistory(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  for (const auto& manifest : in.facts.components.value.manifests) {
    if (!manifest.lock || manifest.components.empty()) continue;
    for (const auto& file : history.files) {
      if (file.path != manifest.path || file.changes == 0) continue;
      examination.Good();
      examination.Witness(Count("change", file.changes) + " since " +
                              ToHumanDate(file.first) + " are in history, ready to match to tests",
                          {file.path, 0});
    }
  }
  if (history.shallow) examination.Missing("the history before the shallow cut");
  if (history.missing_objects > 0 && !history.shallow)
    examination.Missing(Count("object", history.missing_objects) + " absent from this clone");
}

void ExamineAutomation(const Inputs& in, Examination& examination) {
  examination.Uses("automation");
  examination.Uses("components");
  const auto& tools = in.facts.automation.value.tools;
  std::set<Pair> pairs = PairsFound(in);
  if (tools.empty()) {
    if (!pairs.empty())
      examination.Missing("a tool that proposes updates, or a list kept by hand and its owner");
    return;
  }
  std::set<std::string> missing;
  for (const auto& pair : pairs) {
    bool off = false, covered = false;
    const model::UpdateRule* rule_off = nullptr;
    for (const auto& tool : tools)
      for (const auto& rule : tool.rules) {
        if (!Covers(rule, pair)) {
          if (rule.disabled && rule.ecosystem == pair.ecosystem) off = true, rule_off = &rule;
          continue;
        }
        if (IsOff(rule))
          off = true, rule_off = &rule;
        else
          covered = true;
      }
    if (covered) {
      examination.Good();
    } else if (off) {
      examination.Bad(rule_off->place, Describe(pair) + ": updates are switched off",
                      Reach::kRelease, "let updates through, or write down why not and who watches",
                      5);
    } else if (Supported(pair.ecosystem)) {
      examination.Bad(pair.place, Describe(pair), Reach::kUnknown, "add it to " + tools[0].path.bytes,
                      1, Weight::kListed);
      examination.Missing(tools[0].name + " looking after " + Describe(pair));
    } else {
      examination.Missing("a list kept by hand for " + Describe(pair), model::Where::kPerson);
    }
  }
  for (const auto& tool : tools)
    for (const auto& rule : tool.rules) {
      if (!rule.ignored.empty() && !rule.ignored_with_reason && !IsOff(rule))
        examination.Bad(rule.place,
                        Count("dependency", static_cast<long long>(rule.ignored.size()),
                              "dependencies") +
                            " ignored with no reason written",
                        Reach::kDevelopment, "write the reason beside each", 5, Weight::kListed);
    }
  long long kinds = examination.of();
  if (examination.good() > 0)
    examination.Witness(tools[0].name + " looks after " + Thousands(examination.good()) + " of " +
                            Thousands(static_cast<long long>(pairs.size())) +
                            " places that hold dependencies",
                        {tools[0].path, 0});
  bool all = examination.good() == static_cast<long long>(pairs.size());
  if (all && kinds > examination.good()) {
    examination.Headline(tools[0].name + " is told to pass over dependencies, with no reason written");
    examination.Remedy("write the reason beside each", 5);
  } else if (kinds > examination.good()) {
    examination.Headline(tools[0].name + " looks after " + Thousands(examination.good()) + " of the " +
                         Thousands(static_cast<long long>(pairs.size())) +
                         " places that hold dependencies");
    examination.Remedy("add the missing blocks", 2);
    examination.FixCommand("avouch fix 1.2.5");
  }
}

void ExamineMoved(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  long long robots = 0;
  model::Place place;
  for (const auto& file : history.files) {
    bool lock = false;
    for (const auto& manifest : in.facts.components.value.manifests)
      lock |= manifest.path == file.path;
    if (!lock || file.by_robots == 0) continue;
    if (DaysBetween(file.last, in.time) > in.policy.window_days) continue;
    robots += file.by_robots;
    if (place.path.empty()) place = {file.path, 0};
  }
  if (robots >= in.policy.commits_for_automation) {
    examination.Good();
    examination.Witness(Count("change", robots) + " to dependency files came from update tools", place);
    return;
  }
  examination.Missing("an update that the tool proposed and somebody took in the last " +
                      std::to_string(in.policy.window_days) + " days");
}

}  // namespace avouch::claims
