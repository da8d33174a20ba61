#include "formats/azure_steps.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/azure_parts.h"
#include "formats/azure_tasks.h"
#include "formats/deeds.h"
#include "formats/deeds_foreign.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using model::Job;
using model::Step;
using syntax::Node;

std::vector<model::Setting> SettingsOf(const Node& node, const Path& path) {
  std::vector<model::Setting> out;
  for (const auto& entry : node.entries())
    if (entry.value.is_scalar())
      out.push_back({std::string(entry.key),
                     entry.value.AsText(),
                     {path, static_cast<int>(entry.place.line)}});
  return out;
}

// Inputs that name credentials kept on the forge.
bool IsConnection(std::string_view key) {
  static constexpr std::string_view kKeys[] = {
      "azureSubscription",        "ConnectedServiceName",
      "ConnectedServiceNameARM",  "containerRegistry",
      "dockerRegistryEndpoint",   "kubernetesServiceConnection",
      "publishFeedCredentials",   "publishEndpoint",
      "gitHubConnection",         "azureResourceManagerConnection",
      "kubernetesServiceEndpoint"};
  return std::any_of(std::begin(kKeys), std::end(kKeys),
                     [&](std::string_view known) { return EqualsIgnoreCase(known, key); });
}

}  // namespace

void AzureSteps::Add(const Node& list, Job& job) {
  EachAzureItem(list, [&](const Node& item, const std::string& condition) {
    if (++steps_ > kMaxExpandedSteps)
      cut_ = true;
    else
      One(item, condition, job);
  });
}

void AzureSteps::One(const Node& node, const std::string& condition, Job& job) {
  Step step;
  step.place = {path_, static_cast<int>(node.line())};
  step.name = node["displayName"].AsText();
  step.condition = node["condition"].AsText();
  if (step.condition.empty()) step.condition = condition;
  if (node["enabled"].boolean() == false) step.condition = "false";
  step.continue_on_error = node["continueOnError"].boolean().value_or(false);
  step.environment = SettingsOf(node["env"], path_);
  for (std::string_view key : {"script", "bash"})
    if (node[key].is_text()) Shell(node[key], step);
  // Of another language: kept, and not read.
  for (std::string_view key : {"pwsh", "powershell"})
    if (const Node& text = node[key]; text.is_text()) {
      step.run = text.text();
      const bool block =
          text.style() == syntax::Style::kLiteral || text.style() == syntax::Style::kFolded;
      const auto commands = SplitShell(step.run, static_cast<int>(text.line()) + (block ? 1 : 0));
      Doings doings = DoingsInForeign(key, step.run, commands, step.place);
      step.deeds = std::move(doings.deeds);
      step.references = std::move(doings.references);
    }
  if (node["task"].is_text()) Task(node, step, job);
  if (const Node& used = node["template"]; used.is_text())
    step.uses = ReadAzureTemplate(used.text(), repositories_, path_, step.place);
  if (node["persistCredentials"].boolean() == true) step.secrets = {"System.AccessToken"};
  if (step.continue_on_error)
    for (auto& deed : step.deeds) deed.tolerated = true;
  std::set<std::string> secrets(step.secrets.begin(), step.secrets.end());
  FindAzureSecrets(step.run, secrets);
  for (const auto* settings : {&step.with, &step.environment})
    for (const auto& setting : *settings) FindAzureSecrets(setting.value, secrets);
  if (node["template"].present())
    for (const auto& setting : SettingsOf(node["parameters"], path_))
      FindAzureSecrets(setting.value, secrets);
  step.secrets.assign(secrets.begin(), secrets.end());
  job.steps.push_back(std::move(step));
}

void AzureSteps::Shell(const Node& text, Step& step) {
  step.run += text.text();
  bool block = text.style() == syntax::Style::kLiteral || text.style() == syntax::Style::kFolded;
  auto commands = SplitShell(text.text(), static_cast<int>(text.line()) + (block ? 1 : 0));
  for (auto& command : commands)  // Its shell is not told to stop at a failure.
    if (command.failing == Failing::kByShell) command.failing = Failing::kLost;
  Doings doings = DeedsOf(commands, path_);
  std::move(doings.deeds.begin(), doings.deeds.end(), std::back_inserter(step.deeds));
  std::move(doings.references.begin(), doings.references.end(),
            std::back_inserter(step.references));
}

void AzureSteps::Task(const Node& node, Step& step, Job& job) {
  step.uses = ReadAzureTask(node["task"].text(), step.place);
  step.with = SettingsOf(node["inputs"], path_);
  step.deeds = DeedsOfTask(*step.uses, step.with);
  for (const auto& setting : step.with)
    job.inherits_secrets |= IsConnection(setting.key) && !setting.value.empty();
  std::string_view script = AzureScriptInput(*step.uses, step.with);
  for (const auto& entry : node["inputs"].entries())
    if (!script.empty() && EqualsIgnoreCase(entry.key, script) && entry.value.is_text())
      Shell(entry.value, step);
}

}  // namespace avouch::formats
