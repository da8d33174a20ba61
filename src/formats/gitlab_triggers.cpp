#include "formats/gitlab_triggers.h"

namespace avouch::formats {
namespace {

using enum GitlabEvent;
using model::Event;

const GitlabRun& On(const GitlabRuns& runs, GitlabEvent event) {
  return runs[static_cast<std::size_t>(event)];
}

// The kinds that are said apart, in the order in which they are said.
std::vector<GitlabEvent> Said(const GitlabRuns& runs) {
  std::vector<GitlabEvent> out;
  bool main = On(runs, kDefaultBranch).runs;
  if (main || On(runs, kOtherBranch).runs) out.push_back(main ? kDefaultBranch : kOtherBranch);
  for (GitlabEvent event : {kTag, kMergeRequest})
    if (On(runs, event).runs) out.push_back(event);
  for (GitlabEvent event : {kSchedule, kByHand})
    if (!main && On(runs, event).runs) out.push_back(event);
  if (out.empty() && On(runs, kByProgram).runs) out.push_back(kByProgram);
  return out;
}

model::Trigger Of(const GitlabRuns& runs, GitlabEvent event) {
  bool main = On(runs, kDefaultBranch).runs, other = On(runs, kOtherBranch).runs;
  model::Trigger out;
  switch (event) {
    case kDefaultBranch:
    case kOtherBranch:
      out.event = Event::kPush;
      out.text = main && other ? "push"
                 : main        ? "push to the default branch"
                               : "push to other branches";
      if (main && !other) out.branches = {"$CI_DEFAULT_BRANCH"};
      break;
    case kTag:
      out.event = Event::kTag;
      out.text = "tag";
      break;
    case kMergeRequest:
      out.event = Event::kPullRequest;
      out.text = "merge request";
      break;
    case kSchedule:
      out.event = Event::kSchedule;
      out.text = "schedule";
      break;
    case kByHand:
      out.event = Event::kManual;
      out.text = "web";
      break;
    case kByProgram:
      out.event = Event::kOther;
      out.text = "another program";
      break;
  }
  if (On(runs, event).by_hand) out.text = "by hand: " + out.text;
  if (On(runs, event).by_hand && event != kMergeRequest) out.event = Event::kManual;
  return out;
}

}  // namespace

std::vector<model::Trigger> GitlabTriggers(const GitlabRuns& runs, const model::Place& place) {
  std::vector<model::Trigger> out;
  for (GitlabEvent event : Said(runs)) {
    out.push_back(Of(runs, event));
    out.back().place = place;
  }
  return out;
}

std::string GitlabCondition(const GitlabRuns& runs) {
  std::string depends;
  for (GitlabEvent event : Said(runs)) {
    const GitlabRun& run = On(runs, event);
    if (run.always) return "when: always";
    if (depends.empty() && !run.depends.empty()) depends = "if: " + run.depends;
  }
  return depends;
}

std::vector<GitlabEvent> GitlabOccasions(const GitlabRuns& runs) {
  std::vector<GitlabEvent> out;
  bool main = On(runs, kDefaultBranch).runs;
  for (GitlabEvent event : kGitlabEvents) {
    bool implied = main && (event == kSchedule || event == kByHand || event == kByProgram);
    if (On(runs, event).runs && !implied && event != kMergeRequest) out.push_back(event);
  }
  if (out.empty() && On(runs, kMergeRequest).runs) out.push_back(kMergeRequest);
  return out;
}

}  // namespace avouch::formats
