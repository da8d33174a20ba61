// When a GitLab job runs: rules, only, except and workflow, tried against the
// seven ways in which pipelines start.
//
// Spec: GitLab's "CI/CD YAML syntax reference" (rules, only/except, workflow) and
// "CI/CD expressions". What depends on what is not in the file (variables set on
// the forge, patterns against names of branches) is kMaybe. Pure; any thread.

#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

enum class GitlabEvent {
  kDefaultBranch,  // A push to it
  kOtherBranch,
  kMergeRequest,
  kTag,
  kSchedule,
  kByHand,     // On the forge's page
  kByProgram,  // By its interface, a trigger token or another project
};
inline constexpr std::array kGitlabEvents = {GitlabEvent::kDefaultBranch, GitlabEvent::kOtherBranch,
                                             GitlabEvent::kMergeRequest,  GitlabEvent::kTag,
                                             GitlabEvent::kSchedule,      GitlabEvent::kByHand,
                                             GitlabEvent::kByProgram};

enum class Truth { kNo, kMaybe, kYes };

// Literal values of variables that the definition itself sets.
using GitlabVariables = std::map<std::string, std::string, std::less<>>;

// "$CI_COMMIT_TAG =~ /^v/ && $X == 'y'"; kMaybe for what cannot be parsed.
[[nodiscard]] Truth GitlabHolds(std::string_view expression, GitlabEvent event,
                                const GitlabVariables& variables);

struct GitlabRule {
  std::string condition;    // if:, or empty
  bool on_changes = false;  // changes: or exists:
  std::string when;         // "" = the job's own
};

// What became of a job in one kind of pipeline.
struct GitlabRun {
  bool runs = false;     // It may
  bool by_hand = false;  // Only when a person starts it
  bool always = false;   // Whatever became of the jobs before it
  std::string depends;   // The first if: that the file alone does not decide, or empty
};

// The first rule that holds decides; none that holds: not part of the pipeline.
[[nodiscard]] GitlabRun GitlabRunOf(const std::vector<GitlabRule>& rules, GitlabEvent event,
                                    const GitlabVariables& variables, std::string_view when);
// `when` of a job as a run.
[[nodiscard]] GitlabRun GitlabRunOf(std::string_view when);

// One word of only: or except: ("tags", "main", "/^v/", "branches@group/project").
[[nodiscard]] Truth GitlabRefHolds(std::string_view word, GitlabEvent event);

}  // namespace avouch::formats
