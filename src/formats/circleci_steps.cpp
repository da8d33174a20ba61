#include "formats/circleci_steps.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/deeds_foreign.h"
#include "formats/gitlab_parts.h"
#include "formats/image_build.h"
#include "formats/limits.h"
#include "formats/shell.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;
using model::Job;
using model::Pin;
using model::Step;
using syntax::Node;

// Commands of orbs that publish, deploy, test or scan, by what their names say in the
// orbs that the service's own maker keeps.
struct OrbRow {
  std::string_view orb, command;
  DeedKind kind;
  std::string_view tool;
};
// Of docker/build: "dockerfile" lies in "path".
void AddOrbBuild(const std::vector<model::Setting>& with, Deed& deed) {
  const auto input = [&](std::string_view key) {
    const auto at = std::ranges::find(with, key, &model::Setting::key);
    return at == with.end() ? std::string() : at->value;
  };
  const std::string folder = input("path"), file = input("dockerfile");
  deed.arguments = {file.empty() ? "" : JoinPath(folder, file), folder, input("image")};
  std::ranges::move(ArgumentsIn(input("extra_build_args")), std::back_inserter(deed.arguments));
}

constexpr OrbRow kOrbCommands[] = {
    {"circleci/docker", "push", DeedKind::kPublish, "docker"},
    {"circleci/docker", "build", DeedKind::kBuildImage, "docker"},
    {"circleci/aws-ecr", "push-image", DeedKind::kPublish, "docker"},
    {"circleci/aws-ecr", "push_image", DeedKind::kPublish, "docker"},
    {"circleci/aws-ecr", "build-and-push-image", DeedKind::kPublish, "docker"},
    {"circleci/aws-ecr", "build_and_push_image", DeedKind::kPublish, "docker"},
    {"circleci/gcp-gcr", "push-image", DeedKind::kPublish, "docker"},
    {"circleci/azure-acr", "build-and-push-image", DeedKind::kPublish, "docker"},
    {"circleci/aws-s3", "sync", DeedKind::kDeploy, "aws"},
    {"circleci/aws-ecs", "update-service", DeedKind::kDeploy, "aws"},
    {"circleci/aws-ecs", "update_service", DeedKind::kDeploy, "aws"},
    {"circleci/kubernetes", "create-or-update-resource", DeedKind::kDeploy, "kubectl"},
    {"circleci/kubernetes", "update-container-image", DeedKind::kDeploy, "kubectl"},
    {"circleci/helm", "upgrade-helm-chart", DeedKind::kDeploy, "helm"},
    {"circleci/heroku", "deploy-via-git", DeedKind::kDeploy, "heroku"},
    {"circleci/gcp-cloud-run", "deploy", DeedKind::kDeploy, "gcloud"},
    {"circleci/node", "install-packages", DeedKind::kInstall, "npm"},
    {"circleci/ruby", "rspec-test", DeedKind::kTest, "rspec"},
    {"circleci/ruby", "rubocop-check", DeedKind::kLint, "rubocop"},
    {"circleci/go", "test", DeedKind::kTest, "go"},
    {"cypress-io/cypress", "run-tests", DeedKind::kTest, "cypress"},
    {"snyk/snyk", "scan", DeedKind::kScan, "snyk"},
    {"sonarsource/sonarcloud", "scan", DeedKind::kScan, "sonarcloud"},
};

std::vector<model::Setting> SettingsOf(const Node& node, const CircleScope& scope,
                                       const Path& path) {
  std::vector<model::Setting> out;
  for (const auto& entry : node.entries())
    if (entry.value.is_scalar())
      out.push_back({std::string(entry.key),
                     scope.Fill(entry.value.AsText()),
                     {path, static_cast<int>(entry.place.line)}});
  return out;
}

bool IsDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

}  // namespace

model::Reference ReadOrb(std::string_view text, const model::Place& place) {
  model::Reference out;
  out.kind = model::ReferenceKind::kInclude;
  out.text = text;
  out.place = place;
  std::size_t at = text.rfind('@');
  out.name = "orb:" + std::string(text.substr(0, at));
  out.version = at == text.npos ? "" : text.substr(at + 1);
  auto parts = Split(out.version, '.');
  bool exact = parts.size() == 3 && std::all_of(parts.begin(), parts.end(), IsDigits);
  out.pin = exact                                         ? Pin::kVersion
            : out.version.find("<<") != std::string::npos ? Pin::kVariable
                                                          : Pin::kFloating;
  return out;
}

void CircleSteps::Add(const Node& list, const CircleScope& scope, Job& job) {
  List(list, {&scope, "", 0}, job);
}

void CircleSteps::List(const Node& list, const Where& where, Job& job) {
  if (where.depth > kMaxExpandedDepth) {
    cut_ = true;
    return;
  }
  for (const auto& item : list.items()) {
    if (item.is_text()) One(item.text(), syntax::Node(), item, where, job);
    for (const auto& entry : item.entries()) One(entry.key, entry.value, item, where, job);
  }
}

Step& CircleSteps::Push(const Node& node, const Where& where, Job& job) {
  Step step;
  step.place = {path_, static_cast<int>(node.line())};
  step.condition = where.condition;
  job.steps.push_back(std::move(step));
  return job.steps.back();
}

void CircleSteps::One(std::string_view name, const Node& value, const Node& item,
                      const Where& where, Job& job) {
  if (++steps_ > kMaxExpandedSteps) {
    cut_ = true;
    return;
  }
  if (CircleScope::Steps inner = where.scope->StepsOf(name); inner.node != nullptr)
    return List(*inner.node, {inner.scope, where.condition, where.depth + 1}, job);
  if (name == "run") return Run(value, where, job);
  if (name == "when" || name == "unless") return When(name == "when", value, where, job);
  if (name == "steps") return List(value, {where.scope, where.condition, where.depth + 1}, job);
  // Keys of machines other than this repository's own.
  if (name == "add_ssh_keys") job.inherits_secrets = true;
  if (const Node& command = commands_[name]; command.present())
    return Command(name, command, value, where, job);
  std::size_t slash = name.find('/');
  auto orb = slash == name.npos ? orbs_.end() : orbs_.find(name.substr(0, slash));
  if (orb == orbs_.end()) return;  // The service's own: checkout, save_cache ...
  Step& step = Push(item, where, job);
  step.name = name;
  step.uses = orb->second;
  step.with = SettingsOf(value, *where.scope, path_);
  std::string_view called = name.substr(slash + 1);
  for (const auto& row : kOrbCommands)
    if (orb->second.name.substr(4) == row.orb && called == row.command) {
      Deed deed;
      deed.kind = row.kind;
      deed.tool = row.tool;
      deed.text = name;
      deed.place = step.place;
      if (deed.kind == DeedKind::kBuildImage) AddOrbBuild(step.with, deed);
      step.deeds.push_back(std::move(deed));
    }
  // Its steps may be parameters: what stands before or after.
  for (const auto& entry : value.entries())
    if (entry.value.is_list() && entry.key.ends_with("steps"))
      List(entry.value, {where.scope, where.condition, where.depth + 1}, job);
}

void CircleSteps::Run(const Node& value, const Where& where, Job& job) {
  const Node& command = value.is_map() ? value["command"] : value;
  if (!command.is_text()) return;
  spent_ += command.text().size();
  if (spent_ > kMaxExpandedScripts) {
    cut_ = true;
    return;
  }
  Step& step = Push(command, where, job);
  step.name = where.scope->Fill(value["name"].AsText());
  step.run = where.scope->Fill(command.text());
  step.environment = SettingsOf(value["environment"], *where.scope, path_);
  if (std::string when = value["when"].AsText(); when == "always" || when == "on_fail")
    step.condition = "when: " + when;
  std::string shell = where.scope->Fill(value["shell"].AsText());
  if (shell.starts_with("pwsh") || shell.starts_with("powershell") || shell == "cmd.exe") {
    Doings doings =
        DoingsInForeign(shell, step.run, SplitShell(step.run, static_cast<int>(command.line()) + 1),
                        {path_, static_cast<int>(command.line())});
    step.deeds = std::move(doings.deeds);
    step.references = std::move(doings.references);
    return;
  }
  bool block =
      command.style() == syntax::Style::kLiteral || command.style() == syntax::Style::kFolded;
  std::string folder = where.scope->Fill(value["working_directory"].AsText());
  folder = folder.find_first_of("~$<") == std::string::npos ? ResolvePath("", folder) : "";
  // "bash -eo pipefail", unless another is named.
  const bool strict = shell.empty() || shell.find("pipefail") != std::string::npos;
  Doings doings = DeedsOf(SplitShell(step.run, static_cast<int>(command.line()) + (block ? 1 : 0),
                                     &folder, strict ? Pipes::kAnyFails : Pipes::kLastDecides),
                          path_);
  // Runs after a failure, to tell of it.
  if (step.condition != "when: on_fail") step.deeds = std::move(doings.deeds);
  step.references = std::move(doings.references);
  std::set<std::string> secrets;
  FindGitlabSecrets(step.run, {}, secrets);
  for (const auto& setting : step.environment) FindGitlabSecrets(setting.value, {}, secrets);
  step.secrets.assign(secrets.begin(), secrets.end());
}

void CircleSteps::When(bool holds_when, const Node& value, const Where& where, Job& job) {
  auto holds = where.scope->Holds(value["condition"]);
  if (holds && *holds != holds_when) return;
  std::string condition = where.condition;
  if (!holds) condition = holds_when ? "when: a condition" : "unless: a condition";
  List(value["steps"], {where.scope, std::move(condition), where.depth + 1}, job);
}

void CircleSteps::Command(std::string_view name, const Node& command, const Node& given,
                          const Where& where, Job& job) {
  CircleScope scope(command["parameters"], given, *where.scope);
  // "put: {environment: uat}" says where a job puts something.
  bool deploys = Lower(name).find("deploy") != std::string::npos;
  for (std::string_view key : {"environment", "env", "stage", "namespace"})
    if (job.environment.empty() && (deploys || key == "environment"))
      job.environment = scope.Value(key);
  List(command["steps"], {&scope, where.condition, where.depth + 1}, job);
}

}  // namespace avouch::formats
