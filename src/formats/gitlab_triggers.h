// When a GitLab job runs, as triggers; and the occasions on which it matters what
// it waits for.
//
// Pure; any thread.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "formats/gitlab_rules.h"
#include "model/pipeline.h"

namespace avouch::formats {

// One for each of kGitlabEvents.
using GitlabRuns = std::array<GitlabRun, kGitlabEvents.size()>;

// What a job that proposes changes starts by hand stays a proposal: nobody
// releases by it. Each job of the default branch runs on schedules, by hand and
// by programs too; that is said only of those that do not run on a push to it.
[[nodiscard]] std::vector<model::Trigger> GitlabTriggers(const GitlabRuns& runs,
                                                         const model::Place& place);

// "when: always", else the first "if: ..." that the file does not decide, else "".
[[nodiscard]] std::string GitlabCondition(const GitlabRuns& runs);

// The kinds of pipelines in which a job does something that lasts: all in which
// it runs but merge requests, unless it runs in no other.
[[nodiscard]] std::vector<GitlabEvent> GitlabOccasions(const GitlabRuns& runs);

}  // namespace avouch::formats
