#include "claims/wrappers.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::Event;
using model::Job;
using model::Pipeline;
using model::Setting;
using model::Step;

constexpr std::string_view kOwnDigests = "ALLOWED_GRADLE_WRAPPER_CHECKSUMS";

// "v4", "v10.1": a tag that says the fourth version or a later one.
bool IsFromFour(std::string_view version) {
  if (!version.starts_with('v')) return false;
  version.remove_prefix(1);
  int first = 0;
  const auto [end, error] = std::from_chars(version.begin(), version.end(), first);
  return error == std::errc() && first >= 4 && (end == version.end() || *end == '.');
}

const Setting* Find(const std::vector<Setting>& settings, std::string_view key) {
  const auto at = std::ranges::find_if(
      settings, [&](const Setting& one) { return EqualsIgnoreCase(one.key, key); });
  return at == settings.end() ? nullptr : &*at;
}

// It runs whatever happens, or wherever what stands before it did not fail.
bool IsNoCondition(std::string_view condition) {
  condition = Trim(condition);
  if (condition.starts_with("${{") && condition.ends_with("}}"))
    condition = Trim(condition.substr(3, condition.size() - 5));
  return condition.empty() || condition == "true" || condition == "success()" ||
         condition == "always()" || condition == "!cancelled()";
}

// The repository itself, whole, as it is proposed or pushed.
bool ChecksOut(const Step& step) {
  return step.uses && step.uses->name == "actions/checkout" && IsNoCondition(step.condition) &&
         std::ranges::none_of(step.with, [](const Setting& one) {
           const bool here = one.value.find("github.") != one.value.npos;
           return one.key == "sparse-checkout" || one.key == "filter" ||
                  ((one.key == "repository" || one.key == "ref") && !here && !one.value.empty());
         });
}

// A filter on paths that a change of the wrapper passes.
bool LetsWrapperThrough(const model::Trigger& trigger) {
  const auto names_it = [](std::string_view pattern) {
    return pattern == "**" || pattern.ends_with("gradle-wrapper.jar") ||
           pattern.ends_with("gradle/wrapper/**") || pattern == "gradle/**" ||
           pattern == "**/*.jar";
  };
  const auto may_name_it = [](std::string_view pattern) {
    return pattern.find("gradle") != pattern.npos || pattern.find("jar") != pattern.npos ||
           pattern.starts_with("**") || pattern == "*";
  };
  return (trigger.paths.empty() || std::ranges::any_of(trigger.paths, names_it)) &&
         std::ranges::none_of(trigger.paths_ignore, may_name_it);
}

bool RunsOnChange(const Pipeline& pipeline) {
  return pipeline.system == model::CiSystem::kGithubWorkflow &&
         std::ranges::any_of(pipeline.triggers, [](const model::Trigger& trigger) {
           const bool change =
               trigger.event == Event::kPush || trigger.event == Event::kPullRequest;
           return change && LetsWrapperThrough(trigger);
         });
}

bool AllowsOwnDigests(const Pipeline& pipeline, const Job& job, const Step& step) {
  return Find(step.with, "allow-checksums") != nullptr ||
         Find(step.environment, kOwnDigests) != nullptr ||
         Find(job.variables, kOwnDigests) != nullptr ||
         Find(pipeline.variables, kOwnDigests) != nullptr ||
         std::ranges::any_of(
             job.steps, [](const Step& one) { return one.run.find(kOwnDigests) != one.run.npos; });
}

enum class Kind { kOther, kValidation, kSetUp };

Kind KindOf(const Step& step) {
  if (!step.uses) return Kind::kOther;
  const std::string name = Lower(step.uses->name);
  if (name == "gradle/actions/wrapper-validation" || name == "gradle/wrapper-validation-action")
    return Kind::kValidation;
  return name == "gradle/actions/setup-gradle" ? Kind::kSetUp : Kind::kOther;
}

// What keeps the step from checking always; empty: nothing does.
std::string Lacks(const Pipeline& pipeline, const Job& job, const Step& step) {
  if (KindOf(step) == Kind::kSetUp) {
    if (const Setting* told = Find(step.with, "validate-wrappers");
        told != nullptr && !EqualsIgnoreCase(told->value, "true"))
      return "it is told not to, or not always";
    if (step.uses->pin == model::Pin::kCommit || !IsFromFour(step.uses->version))
      return "that " + step.uses->text +
             " is its fourth version or a later one, the reference "
             "does not say";
  }
  for (const auto& condition : {step.condition, job.condition})
    if (!IsNoCondition(condition)) return "it runs only if " + condition;
  if (step.continue_on_error || job.continue_on_error) return "its failure is let pass";
  if (AllowsOwnDigests(pipeline, job, step)) return "digests of the product's own are let pass";
  const auto until = job.steps.begin() + (&step - job.steps.data());
  if (std::none_of(job.steps.begin(), until, ChecksOut))
    return "nothing before it checks this repository out";
  if (!RunsOnChange(pipeline)) return "it does not run whenever a wrapper changes";
  return {};
}

}  // namespace

WrapperCheck CheckOfWrappers(const model::PipelineFacts& pipelines) {
  WrapperCheck out;
  for (const auto& pipeline : pipelines.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps) {
        if (KindOf(step) == Kind::kOther) continue;
        std::string lacks = Lacks(pipeline, job, step);
        if (lacks.empty()) return {true, {}};
        if (out.lacks.empty())
          out.lacks = pipeline.path.bytes + ":" + std::to_string(step.place.line) + ": " + lacks;
      }
  return out;
}

bool IsGradleWrapper(const model::Component& component) {
  return component.place.path.name() == "gradle-wrapper.jar";
}

}  // namespace avouch::claims
