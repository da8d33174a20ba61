#include "formats/gitlab_runs.h"

#include <algorithm>

namespace avouch::formats {
namespace {

using syntax::Node;

// The words of only: or except:; in a map, `refs` and `variables` must both
// hold for only, and either suffices for except.
Truth Policy(GitlabView& view, const GitlabValue& value, GitlabEvent event,
             const GitlabVariables& variables, Truth none) {
  auto any = [&](const GitlabValue& list, auto holds) {
    Truth out = Truth::kNo;
    for (const auto& item : view.Items(list)) out = std::max(out, holds(item.Text()));
    return out;
  };
  auto ref = [&](const std::string& word) { return GitlabRefHolds(word, event); };
  if (!value.node->is_map()) return any(value, ref);
  Truth out = none;
  auto join = [&](Truth truth) {
    out = none == Truth::kYes ? std::min(out, truth) : std::max(out, truth);
  };
  const Node& refs = (*value.node)["refs"];
  if (refs.present())
    join(any({value.path, &refs}, ref));
  else if (none == Truth::kYes && event == GitlabEvent::kMergeRequest)
    join(Truth::kNo);
  if (const Node& texts = (*value.node)["variables"]; texts.present())
    join(any({value.path, &texts},
             [&](const std::string& text) { return GitlabHolds(text, event, variables); }));
  if (const Node& changes = (*value.node)["changes"];
      changes.present() && event != GitlabEvent::kTag)
    join(Truth::kMaybe);
  return out;
}

GitlabRun OnlyExcept(GitlabView& view, const GitlabLayers& layers, GitlabEvent event,
                     const GitlabVariables& variables, std::string_view when, bool has_workflow) {
  GitlabValue only = view.Get(layers, {"only"}), except = view.Get(layers, {"except"});
  Truth in = Truth::kYes;
  if (only.present())
    in = Policy(view, only, event, variables, Truth::kYes);
  else if (!has_workflow)  // "only: [branches, tags]" is assumed.
    in = event == GitlabEvent::kMergeRequest ? Truth::kNo : Truth::kYes;
  Truth out = except.present() ? Policy(view, except, event, variables, Truth::kNo) : Truth::kNo;
  GitlabRun run = GitlabRunOf(when);
  run.runs &= in != Truth::kNo && out != Truth::kYes;
  if (in == Truth::kMaybe || out == Truth::kMaybe) run.depends = "only or except";
  return run;
}

}  // namespace

std::vector<GitlabRule> GitlabRulesOf(GitlabView& view, const GitlabValue& value) {
  std::vector<GitlabRule> out;
  for (const auto& item : view.Items(value)) {
    if (!item.node->is_map()) continue;
    const Node& rule = *item.node;
    out.push_back({rule["if"].AsText(), rule["changes"].present() || rule["exists"].present(),
                   rule["when"].AsText()});
  }
  return out;
}

GitlabRuns GitlabRunsOf(GitlabView& view, const GitlabLayers& layers,
                        const GitlabVariables& variables, std::string_view when,
                        bool has_workflow) {
  const GitlabValue written = view.Get(layers, {"rules"});
  const std::vector<GitlabRule> rules = GitlabRulesOf(view, written);
  GitlabRuns out;
  for (GitlabEvent event : kGitlabEvents)
    out[static_cast<std::size_t>(event)] =
        written.present() ? GitlabRunOf(rules, event, variables, when)
                          : OnlyExcept(view, layers, event, variables, when, has_workflow);
  return out;
}

}  // namespace avouch::formats
