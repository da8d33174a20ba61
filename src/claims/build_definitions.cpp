// Claims 2.1.1, 2.1.4 and 2.2.2: what the definitions of builds show: the rights of
// their tokens, credentials in plain text, who changed them.

#include <algorithm>
#include <set>
#include <span>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/references.h"
#include "claims/tools.h"
#include "model/deed_words.h"

namespace avouch::claims {
namespace {

using model::Reach;

bool IsBuildDefinition(const Inputs& in, const Path& path) {
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    if (pipeline.path == path ||
        std::any_of(pipeline.jobs.begin(), pipeline.jobs.end(),
                    [&](const auto& job) { return job.place.path == path; }))
      return true;
  return false;
}

// A pattern of code owners that takes in what builds: workflows and actions, or
// all of their folder; not the list of owners itself, nor templates of issues.
bool OwnsBuilds(std::string_view pattern) {
  if (pattern == "*" || pattern == "**" || pattern == "/**") return true;
  for (std::string_view part : {".github/workflows", ".github/actions", ".gitlab-ci", ".gitlab/ci"})
    if (pattern.find(part) != pattern.npos) return true;
  while (!pattern.empty() && (pattern.back() == '*' || pattern.back() == '/'))
    pattern.remove_suffix(1);
  while (pattern.starts_with('/') || pattern.starts_with('*')) pattern.remove_prefix(1);
  return pattern == ".github" || pattern == ".gitlab";
}

// Variables that name a test environment, of jobs none of which lets anything out. What stands
// beside them is a value of the tests, or somebody must say so: open, and no finding.
bool IsForTests(const std::vector<model::Setting>& variables, std::span<const model::Job> jobs) {
  const bool test = std::ranges::any_of(variables, [](const model::Setting& setting) {
    const std::string key = Lower(setting.key), value = Lower(setting.value);
    return (key.ends_with("_env") || key == "env" || key.ends_with("environment")) &&
           (value == "test" || value == "testing");
  });
  return test && std::ranges::none_of(jobs, [](const model::Job& job) {
           return std::ranges::any_of(job.steps, [](const model::Step& step) {
             return std::ranges::any_of(step.deeds, [](const model::Deed& deed) {
               return ((deed.kind == model::DeedKind::kPublish ||
                        deed.kind == model::DeedKind::kDeploy) &&
                       !model::Says(deed, model::kMayPublish)) ||
                      (deed.kind == model::DeedKind::kBuildImage && deed.tool != "compose-up") ||
                      deed.kind == model::DeedKind::kSign;
             });
           });
         });
}

}  // namespace

void ExaminePermissions(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    if (pipeline.system != model::CiSystem::kGithubWorkflow || pipeline.jobs.empty()) continue;
    bool written = true, all = false;
    model::Place place{pipeline.path, 1};
    for (const auto& job : pipeline.jobs) {
      written &= job.permissions.written;
      if (job.permissions.write_all) all = true, place = job.permissions.place;
    }
    if (all)
      examination.Bad(place, "asks for every write permission", Reach::kRelease,
                      "name the scopes it needs", 5, Weight::kListed);
    else if (!written)
      examination.Bad({pipeline.path, 1}, "takes the forge's default permissions", Reach::kUnknown,
                      "permissions: contents: read at the top", 2, Weight::kListed);
    else
      examination.Good();
  }
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " workflow says which permissions it needs"
                                               : " workflows say which permissions they need"));
  long long bad = examination.of() - examination.good();
  if (bad > 0) {
    examination.Missing("which permissions the token of " + Count("workflow", bad) + " needs");
    examination.Headline(Count("workflow", bad) + (bad == 1 ? " does" : " do") +
                         " not limit what " + (bad == 1 ? "its" : "their") + " token may change");
    examination.Remedy("start with permissions: contents: read", static_cast<int>(bad) * 2);
    examination.FixCommand("avouch fix 2.1.1");
  }
}

void ExaminePlaintext(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  std::set<std::string> secrets;
  LeftOpen tests;
  auto see = [&](const model::Setting& setting, Reach reach, bool test) {
    if (!LooksLikeCredential(setting.key, setting.value)) return;
    if (test) {
      examination.Open();
      return tests.Add({.text = setting.key, .place = setting.place});
    }
    examination.Bad(setting.place, setting.key + " = " + setting.value.substr(0, 2) + "...", reach,
                    "move it to the store of secrets, and change it", 20, Weight::kByReach,
                    setting.key);
  };
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    for (const auto& setting : pipeline.variables) {
      Reach reach = Reach::kDevelopment;
      for (const auto& job : pipeline.jobs)
        if (in.reach.OfJob(pipeline.path, job.id) == Reach::kRelease) reach = Reach::kRelease;
      see(setting, reach, IsForTests(pipeline.variables, pipeline.jobs));
    }
    for (const auto& job : pipeline.jobs) {
      Reach reach = in.reach.OfJob(pipeline.path, job.id);
      for (const auto& name : job.secrets)
        if (!model::IsForgeToken(name)) secrets.insert(name);
      const std::span<const model::Job> one(&job, 1);
      for (const auto& setting : job.variables) see(setting, reach, IsForTests(job.variables, one));
      for (const auto& step : job.steps)
        for (const auto& setting : step.environment)
          see(setting, reach, IsForTests(step.environment, one));
    }
  }
  if (tests.count > 0)
    examination.Missing(
        tests.Say("value", " beside a test environment, said to open nothing else"));
  if (!secrets.empty()) {
    examination.Good(static_cast<long long>(secrets.size()));
    examination.Witness(Count("named secret", static_cast<long long>(secrets.size())) +
                        (secrets.size() == 1 ? " is" : " are") +
                        " used, all from the CI store; their ages are not visible here");
  }
  if (!examination.findings().empty()) {
    examination.Headline("a credential stands in plain text in a CI definition");
    examination.Remedy("move it to the store of secrets, and change it", 20);
  }
}

void ExamineBuildChanges(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  examination.Uses("documents");
  long long changes = 0, reviewed = 0;
  std::set<std::string> people;
  for (const auto& file : in.facts.history.value.files) {
    if (!IsBuildDefinition(in, file.path)) continue;
    changes += file.changes;
    reviewed += file.reviewed;
    people.insert(file.people.begin(), file.people.end());
  }
  if (changes > 0) {
    examination.Good();
    examination.Witness("build definitions were changed " + Count("time", changes) + " by " +
                        Count("person", static_cast<long long>(people.size()), "people") +
                        (reviewed > 0
                             ? "; " + Thousands(reviewed) + (reviewed == 1 ? " shows" : " show") +
                                   " another person's hand"
                             : ""));
  }
  // A forge honours one file, the first; a rule without owners takes them away.
  const auto& owners = in.facts.documents.value.code_owners;
  if (owners.empty()) return;
  for (const auto& rule : owners.front().rules) {
    bool builds = OwnsBuilds(rule.pattern);
    if (builds && !rule.owners.empty())
      examination.Witness("code owners stand over build definitions: " + rule.pattern, rule.place);
  }
}

}  // namespace avouch::claims
