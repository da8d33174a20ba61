// What continuous integration would run: pipelines, jobs, steps, and what each
// step does, read from the steps and not from their names.
//
// One shape for every CI system. Definitions are intentions, not results.
// Values only; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/reference.h"

namespace avouch::model {

enum class DeedKind {
  kInstall,  // Installs the locked or declared dependencies of a manifest: npm ci, pip install -r
  kTest,     // Runs tests that can fail the job
  kLint,     // Linters, formatters, type checkers
  kScan,     // Security scanners: CodeQL, semgrep, trivy, gitleaks, govulncheck ...
  kFuzz,
  kBuild,       // Compiles or packages
  kBuildImage,  // docker build, build-push-action, buildx bake, kaniko
  kPublish,  // Uploads a release: npm publish, twine, cargo publish, gh release, goreleaser, docker
             // push
  kDeploy,   // Puts a service live: kubectl, helm upgrade, terraform apply, cf push, gcloud run
             // deploy
  kSign,     // cosign, gpg --sign, attest-build-provenance, minisign
  kMakeSbom,      // syft, cdxgen, cyclonedx-*, anchore/sbom-action
  kSetIdentity,   // git config user.name/email: tells which robot commits
  kCommit,        // git commit, git push, create-pull-request: changes the repository
  kWeakenChecks,  // GONOSUMDB, GOFLAGS=-insecure, npm --no-verify, curl -k, --trusted-host,
                  // strict-ssl false
  kCall,          // Runs a target or a script of this tree, or a command that a variable names;
                  // unless it is `locked`, what that does is not seen
};
AVOUCH_NAMES(DeedKind, "install", "test", "lint", "scan", "fuzz", "build", "build-image", "publish",
             "deploy", "sign", "make-sbom", "set-identity", "commit", "weaken-checks", "call")

// One thing that a command or an action does.
// The argument of an install that only writes the lock anew: "uv lock".
inline constexpr std::string_view kLockWritten = "writes-lock";
// The argument of a call that is a test whose failure nobody learns of: it installs nothing.
inline constexpr std::string_view kLostTest = "lost-test";
// The argument of a test of which the file does not say whether its failure stops anything:
// "if npm test; then", `continue-on-error` with an expression.
inline constexpr std::string_view kMayPass = "may-pass";

struct Deed {
  DeedKind kind = DeedKind::kBuild;
  std::string tool;  // "npm", "docker", "pytest", "goreleaser"
  std::string text;  // The command, or the action reference; one line
  std::vector<std::string>
      arguments;           // What it works on: Dockerfile path, manifest, image name, identity
  bool locked = false;     // kInstall: obeys the lock file (npm ci, --frozen-lockfile,
                           // --require-hashes, go with go.sum, cargo --locked). kCall: what
                           // it does is read, and stands among the deeds
  bool tolerated = false;  // Its failure does not fail the step: "|| true", continue-on-error
  Place place;

  bool operator==(const Deed&) const = default;
  AVOUCH_FIELDS(kind, tool, text, arguments, locked, tolerated, place)
};

struct Setting {
  std::string key, value;
  Place place;

  bool operator==(const Setting&) const = default;
  AVOUCH_FIELDS(key, value, place)
};

struct Step {
  std::string name;
  std::string run;  // Shell text, or empty
  std::optional<Reference> uses;
  std::vector<Setting> with;
  std::vector<Setting> environment;
  std::string condition;  // if:, or empty
  bool continue_on_error = false;
  std::vector<Deed> deeds;
  std::vector<Reference>
      references;  // Downloads, installers, images found in the step, `uses` not among them
  std::vector<std::string> secrets;  // Names used: "NPM_TOKEN"; sorted
  Place place;

  bool operator==(const Step&) const = default;
  AVOUCH_FIELDS(name, run, uses, with, environment, condition, continue_on_error, deeds, references,
                secrets, place)
};

// Permissions of the job's own token. `written` is false when the file says
// nothing and the forge's default applies.
struct Permissions {
  bool written = false;
  bool write_all = false;
  std::vector<std::string> write;  // Scopes with write: "contents", "packages"; sorted
  std::vector<std::string> read;
  Place place;

  bool operator==(const Permissions&) const = default;
  AVOUCH_FIELDS(written, write_all, write, read, place)
};

enum class Event {
  kPush,         // On a push to branches (all, or those named)
  kTag,          // On a push of tags
  kPullRequest,  // Proposed changes; merge_group too
  kPullRequestTarget,
  kRelease,  // A release made on the forge
  kSchedule,
  kManual,  // workflow_dispatch, GitLab web or manual
  kCalled,  // workflow_call
  kAfter,   // workflow_run: after another workflow
  kOther,
};
AVOUCH_NAMES(Event, "push", "tag", "pull-request", "pull-request-target", "release", "schedule",
             "manual", "called", "after", "other")

struct Trigger {
  Event event = Event::kPush;
  std::string text;                   // The forge's word: "workflow_dispatch"
  std::vector<std::string> branches;  // Patterns; empty = all
  std::vector<std::string> tags;      // Patterns
  std::vector<std::string> paths;     // Only when these change
  std::vector<std::string> paths_ignore;
  std::vector<std::string> workflows;  // kAfter: the names waited for
  std::vector<std::string> inputs;     // kManual, kCalled: names of inputs; kPullRequest: the
                                       // activity types that it is limited to
  Place place;

  bool operator==(const Trigger&) const = default;
  AVOUCH_FIELDS(event, text, branches, tags, paths, paths_ignore, workflows, inputs, place)
};

struct Job {
  std::string id, name;
  std::vector<std::string> needs;  // Job ids this one waits for (GitLab: earlier stages too)
  std::string condition;  // if:; GitLab: what alone the file does not decide, "when: always"
  std::vector<Trigger> triggers;     // GitLab: when this job runs; empty = as the pipeline
  std::vector<std::string> runs_on;  // Runner labels: "ubuntu-24.04"; text with expressions kept
  std::vector<Reference> images;     // container: and services:, GitLab image:
  std::optional<Reference> calls;    // Reusable workflow
  std::vector<Setting> matrix;       // Matrix axes: key, comma-joined values
  Permissions permissions;           // After inheriting from the pipeline
  std::string environment;           // Deployment environment name
  bool continue_on_error = false;
  bool inherits_secrets = false;
  std::vector<Setting> variables;
  std::vector<Step> steps;
  std::vector<std::string> secrets;  // Names used anywhere in the job; sorted
  Place place;

  bool operator==(const Job&) const = default;
  AVOUCH_FIELDS(id, name, needs, condition, triggers, runs_on, images, calls, matrix, permissions,
                environment, continue_on_error, inherits_secrets, variables, steps, secrets, place)
};

// The forge's own token, given to every job: no secret that somebody stored.
[[nodiscard]] inline bool IsForgeToken(std::string_view name) {
  return name == "GITHUB_TOKEN" || name == "CI_JOB_TOKEN" || name == "CI_REGISTRY_PASSWORD" ||
         name == "CI_DEPENDENCY_PROXY_PASSWORD" || name == "System.AccessToken";
}

enum class CiSystem { kGithubWorkflow, kGithubAction, kGitlab, kCircleci, kAzure };
AVOUCH_NAMES(CiSystem, "github-workflow", "github-action", "gitlab", "circleci", "azure")

// One definition file. A composite action is a pipeline with one job "runs".
struct Pipeline {
  CiSystem system = CiSystem::kGithubWorkflow;
  Path path;
  std::string name;
  std::vector<Trigger> triggers;
  Permissions permissions;
  std::vector<Setting> variables;
  std::vector<Reference> includes;  // GitLab include:, local ones too (pin = local); CircleCI orbs,
                                    // Azure extends: and templates of jobs
  std::vector<Job> jobs;            // In file order
  std::vector<std::string> notes;   // What the reader saw and does not understand, one line each

  bool operator==(const Pipeline&) const = default;
  AVOUCH_FIELDS(system, path, name, triggers, permissions, variables, includes, jobs, notes)
};

struct PipelineFacts {
  std::vector<Pipeline> pipelines;  // Sorted by path
  std::vector<Path> other_systems;  // Known names not read: .travis.yml, Jenkinsfile

  bool operator==(const PipelineFacts&) const = default;
  AVOUCH_FIELDS(pipelines, other_systems)
};

}  // namespace avouch::model
