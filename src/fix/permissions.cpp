// Claims 2.1.1, 2.1.4, 2.2.2: what a workflow's token may change.
//
// Where a workflow says nothing, the forge's default applies, which may be every
// write permission. The patch says `contents: read`. A workflow that visibly
// writes with its token would break by it, so it is left for a person, in sight.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "fix/patches.h"
#include "syntax/yaml.h"

namespace avouch::fix {
namespace {

// What writes with the job's own token, by words that stand in a definition.
// A miss is told by a failing job; so this list is generous.
constexpr std::string_view kWriters[] = {"github_token",
                                         "github.token",
                                         "git push",
                                         "gh release",
                                         "gh pr",
                                         "gh issue",
                                         "gh-release",
                                         "release-please",
                                         "create-release",
                                         "release-action",
                                         "upload-release",
                                         "deploy-pages",
                                         "gh-pages",
                                         "ghcr.io",
                                         "actions/labeler",
                                         "actions/stale",
                                         "git-auto-commit",
                                         "create-pull-request",
                                         "semantic-release",
                                         "goreleaser",
                                         "codeql-action",
                                         "upload-sarif",
                                         "attest",
                                         "id-token",
                                         "dependency-submission",
                                         "first-interaction",
                                         "github-script",
                                         "paths-filter",
                                         "changed-files",
                                         "reviewdog",
                                         "test-reporter",
                                         "publish-unit-test",
                                         "comment",
                                         "assign",
                                         "pull-requests",
                                         "gh api",
                                         "gh workflow",
                                         "gh run",
                                         "lock-threads",
                                         "npm.pkg.github",
                                         "changesets/action"};

bool WritesWithToken(std::string_view text) {
  return std::any_of(std::begin(kWriters), std::end(kWriters),
                     [&](std::string_view word) { return ContainsIgnoreCase(text, word); });
}

// Events on which a workflow is there to write: to releases, issues, or in a
// stranger's pull request.
bool RunsToWrite(const syntax::Node& on) {
  static constexpr std::string_view kEvents[] = {
      "release",      "issues",     "issue_comment",      "pull_request_target",
      "workflow_run", "discussion", "pull_request_review"};
  for (std::string_view event : kEvents) {
    if (on.text() == event || on.Find(event) != nullptr) return true;
    for (const auto& item : on.items())
      if (item.text() == event) return true;
  }
  return false;
}

// A called workflow may ask for more than its caller has, and then neither runs.
bool CallsOthers(const syntax::Node& jobs) {
  return std::any_of(jobs.entries().begin(), jobs.entries().end(),
                     [](const auto& job) { return job.value.Find("uses") != nullptr; });
}

bool IsComment(std::string_view line) { return Trim(line).starts_with('#'); }

}  // namespace

Result<Changes> LimitPermissions(const Request& request) {
  Changes out;
  std::set<Path> seen;
  std::vector<std::string> left;
  for (const auto* finding : FindingsOf(request.assessment, "access.permissions")) {
    const Path& path = finding->place.path;
    if (!seen.insert(path).second) continue;
    AVOUCH_TRY(Bytes text, request.tree.read(path));
    auto workflow = syntax::ParseYaml(text);
    const auto* jobs = workflow ? workflow->FindEntry("jobs") : nullptr;
    bool fit = jobs != nullptr && workflow->style() == syntax::Style::kBlock &&
               workflow->Find("permissions") == nullptr && jobs->place.line > 0 &&
               !RunsToWrite((*workflow)["on"]) && !CallsOthers(jobs->value) &&
               !WritesWithToken(text);
    if (!fit) {
      left.push_back(Printable(path.bytes));
      continue;
    }
    FileChange change(path, text);
    std::size_t at = jobs->place.line - 1;
    // Comments right above `jobs:` stay with it.
    while (at > 0 && IsComment(change.before()[at - 1])) --at;
    change.Insert(at, {"permissions:", "  contents: read", ""});
    auto after = syntax::ParseYaml(change.After());
    if (!after || after->At({"permissions", "contents"}).text() != "read") {
      left.push_back(Printable(path.bytes));
      continue;
    }
    out.push_back(std::move(change));
  }
  if (!out.empty()) return out;
  if (seen.empty())
    return Fail(ErrorKind::kNotFound, "every workflow here says which permissions it needs");
  if (left.size() > 3)
    left = {left[0], left[1], left[2], "and " + std::to_string(left.size() - 3) + " more"};
  return Fail(ErrorKind::kNotFound,
              "these may write with their token, or say permissions already: " + Join(left, ", "),
              {}, "name the scopes of each job by hand");
}

}  // namespace avouch::fix
