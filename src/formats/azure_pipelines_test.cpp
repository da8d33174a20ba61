#include "formats/azure_pipelines.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using model::Job;
using model::Pipeline;

Pipeline Read(std::string_view text, bool called = false) {
  Path path("ci/azure-pipelines.yml");
  auto pipeline = called ? ReadAzureTemplateFile(path, text) : ReadAzurePipelines(path, text);
  EXPECT_TRUE(pipeline.has_value()) << ToString(pipeline.error());
  return pipeline ? std::move(*pipeline) : Pipeline();
}

// "push main, tag v*, pull request"
std::string Triggers(const Pipeline& pipeline) {
  std::vector<std::string> out;
  for (const auto& trigger : pipeline.triggers)
    out.push_back(trigger.text + (trigger.branches.empty() ? "" : " ") +
                  Join(trigger.branches, "|") + (trigger.tags.empty() ? "" : " ") +
                  Join(trigger.tags, "|"));
  return Join(out, ", ");
}

// "build/test on ubuntu-24.04; needs a b; test npm 4": each job on one line.
std::string Says(const Job& job) {
  std::string out = job.id;
  if (!job.runs_on.empty()) out += " on " + Join(job.runs_on, " ");
  if (!job.needs.empty()) out += "; needs " + Join(job.needs, " ");
  if (!job.condition.empty()) out += "; if " + job.condition;
  for (const auto& image : job.images) out += "; in " + image.text;
  if (job.calls) out += "; calls " + job.calls->name + " " + std::string(Name(job.calls->pin));
  for (const auto& step : job.steps) {
    if (step.uses && step.uses->kind == model::ReferenceKind::kReusableWorkflow)
      out += "; uses " + step.uses->name + " " + std::string(Name(step.uses->pin));
    for (const auto& deed : step.deeds)
      if (deed.kind != model::DeedKind::kCall)
        out += "; " + std::string(Name(deed.kind)) + " " + deed.tool + " " +
               std::to_string(deed.place.line) + (deed.tolerated ? "~" : "") +
               (step.condition.empty() ? "" : " if " + step.condition);
  }
  if (!job.environment.empty()) out += "; to " + job.environment;
  if (!job.secrets.empty()) out += "; secrets " + Join(job.secrets, " ");
  if (job.inherits_secrets) out += "; holds a credential";
  if (!job.triggers.empty()) out += "; " + job.triggers[0].text;
  return out;
}
std::vector<std::string> Says(const Pipeline& pipeline) {
  std::vector<std::string> out;
  for (const auto& job : pipeline.jobs) out.push_back(Says(job));
  return out;
}

TEST(AzurePipelines, WhatIsNotSaidStartsIt) {
  const std::pair<std::string_view, std::string_view> kRows[] = {
      {"steps: []", "push, pull request"},
      {"trigger: [main, rel/*]", "push main|rel/*, pull request"},
      {"trigger: none\npr: none", "by hand"},
      {"trigger: none\npr: [main]", "pull request main"},
      {"pr: none\ntrigger: {branches: {include: [main, refs/tags/v*]}}", "push main, tag v*"},
      {"pr: none\ntrigger: {branches: {include: ['*']}, tags: {include: [r*]}}", "push, tag r*"},
      {"pr: none\ntrigger: {tags: {include: [r*]}}", "tag r*"},
      {"pr: none\ntrigger: none\nschedules: [{cron: 0 0 * * *}]", "schedule"},
      {"pr: none\ntrigger: none\nresources: {pipelines: [{source: x, trigger: true}]}",
       "after another pipeline"},
  };
  for (const auto& [text, triggers] : kRows) EXPECT_EQ(Triggers(Read(text)), triggers) << text;
  EXPECT_EQ(Triggers(Read("steps: []", true)), "template");
}

struct Case {
  std::string_view what, text;
  std::vector<std::string> jobs;
};

TEST(AzurePipelines, SaysWhatJobsDoAndWaitFor) {
  const Case kCases[] = {
      {"steps in the root are one job",
       "pool: {vmImage: ubuntu-24.04}\nsteps:\n  - script: |\n      npm ci\n      npm test\n"
       "  - bash: make check\n    continueOnError: true\n",
       {"job on ubuntu-24.04; install npm 4; test npm 5; test make 6~"}},
      {"a stage waits for the one before it, jobs of one stage for none",
       "stages:\n  - stage: a\n    jobs: [{job: x, steps: [{script: pytest}]}, {job: y}]\n"
       "  - stage: b\n    jobs: [{job: z}]\n  - stage: c\n    dependsOn: []\n    jobs: [{job: v}]\n"
       "  - stage: d\n    dependsOn: a\n    condition: c()\n    jobs: [{job: w, dependsOn: u}]\n",
       {"a/x; test pytest 3", "a/y", "b/z; needs a/x a/y", "c/v",
        "d/w; needs d/u a/x a/y; if c()"}},
      {"a deployment's steps stand in its strategy",
       "jobs:\n  - deployment: d\n    environment: prod\n    strategy:\n      runOnce:\n"
       "        deploy:\n          steps:\n            - task: AzureWebApp@1\n"
       "              inputs: {azureSubscription: live}\n",
       {"d; deploy azure 8; to prod; holds a credential"}},
      {"tasks by their commands, of whatever publisher",
       "steps:\n  - task: DotNetCoreCLI@2\n    inputs: {command: test}\n"
       "  - task: NuGetCommand@2\n    inputs: {command: push}\n"
       "  - task: Docker@2\n    inputs: {}\n"
       "  - task: SFP.build-tasks.custom.EsrpCodeSigning@2\n"
       "  - task: Npm@1\n    inputs: {command: custom, customCommand: run test}\n"
       "  - task: Maven@4\n    inputs: {goals: clean verify}\n"
       "  - task: Bash@3\n    inputs: {targetType: inline, script: twine upload x}\n"
       "  - task: Bash@3\n    inputs: {filePath: x.sh, script: twine upload x}\n"
       "  - task: PublishPipelineArtifact@1\n",
       {"job; test dotnet 2; publish nuget 4; build-image docker 6; publish docker 6; sign esrp 8; "
        "test npm 9; test mvn 11; publish twine 14"}},
      {"conditions of template expressions are kept",
       "steps:\n  - ${{ if eq(parameters.push, true) }}:\n    - script: npm publish\n"
       "  - ${{ else }}:\n    - script: npm test\n",
       {"job; publish npm 3 if ${{ if eq(parameters.push, true) }}; test npm 5 if ${{ else }}"}},
      {"templates: beside the file, from the root, of another repository",
       "resources:\n  repositories:\n    - {repository: r, name: firm/t, ref: refs/heads/main}\n"
       "    - {repository: c, name: firm/t, ref: 0123456789012345678901234567890123456789}\n"
       "jobs:\n  - template: jobs/a.yml\n  - template: /eng/b.yml@self\n  - template: x.yml@r\n"
       "  - job: j\n    steps: [{template: s.yml@c}, {template: ../t.yml}, {template: u.yml@q}]\n",
       {"jobs/a.yml; calls ci/jobs/a.yml local", "/eng/b.yml@self; calls eng/b.yml local",
        "x.yml@r; calls firm/t/x.yml floating",
        "j; uses firm/t/s.yml commit; uses t.yml local; uses q/u.yml variable"}},
      {"what is given to a template that the whole extends",
       "resources: {repositories: [{repository: t, name: o/t, ref: refs/tags/1}]}\n"
       "extends:\n  template: v1/x.yml@t\n  parameters:\n    stages:\n      - stage: a\n"
       "        jobs: [{job: j, steps: [{script: tox}]}]\n",
       {"j; test tox 7"}},
      {"secrets by name, in whatever style",
       "steps:\n  - script: push $(NUGET_APIKEY) $(Build.SourceVersion) $(System.AccessToken)\n"
       "    env: {P: $(CodeSigningPassword), Q: $(buildNumber)}\n",
       {"job; secrets CodeSigningPassword NUGET_APIKEY System.AccessToken"}},
      {"a container by its name, a matrix",
       "resources: {containers: [{container: box, image: 'debian:12'}]}\n"
       "jobs: [{job: j, container: box, strategy: {matrix: {a: {v: 1}, b: {v: 2}}}}]\n",
       {"j; in debian:12"}},
      {"behind a person's go-on all is started by hand",
       "jobs:\n  - job: ask\n    pool: server\n    steps: [{task: ManualValidation@0}]\n"
       "  - job: go\n    dependsOn: ask\n    steps: [{script: npm publish}]\n",
       {"ask on server", "go; needs ask; publish npm 7; by hand: after another job"}},
      {"of PowerShell what it publishes is read",
       "steps: [{pwsh: npm publish}]\n",
       {"job; publish npm 1"}},
  };
  for (const auto& one : kCases) EXPECT_EQ(Says(Read(one.text)), one.jobs) << one.what;
}

TEST(AzurePipelines, AWholeThatExtendsAnothersIncludesIt) {
  Pipeline pipeline = Read(
      "resources: {repositories: [{repository: t, name: o/t, ref: refs/tags/1}]}\n"
      "extends: {template: v1/x.yml@t}\n");
  ASSERT_EQ(pipeline.includes.size(), 1U);
  EXPECT_EQ(pipeline.includes[0].name, "o/t/v1/x.yml");
  EXPECT_EQ(pipeline.includes[0].version, "refs/tags/1");
  EXPECT_EQ(pipeline.includes[0].pin, model::Pin::kFloating);
}

TEST(AzurePipelines, ListsInListsEnd) {
  std::string text = "steps:\n", indent;
  for (int i = 0; i < kMaxExpandedDepth + 1; ++i, indent += "  ")
    text += indent + "- ${{ if x }}:\n";
  Pipeline pipeline = Read(text + indent + "- script: npm publish\n");
  ASSERT_EQ(pipeline.jobs.size(), 1U);
  EXPECT_TRUE(pipeline.jobs[0].steps.empty());
}

TEST(AzurePipelines, WhatIsNoDefinitionIsRefused) {
  for (std::string_view text : {"", "- a\n", "a: [", "text"})
    EXPECT_FALSE(ReadAzurePipelines("azure-pipelines.yml", text).has_value()) << text;
  for (std::string_view path : {"azure-pipelines.yml", ".azure-pipelines.yaml",
                                "build/azure-pipelines-release.yml", "azure-pipeline.yml"})
    EXPECT_TRUE(IsAzurePipelines(Path(std::string(path)))) << path;
  for (std::string_view path : {"azure-pipelines/x.yml", "azure-pipelines.md", "pipelines.yml"})
    EXPECT_FALSE(IsAzurePipelines(Path(std::string(path)))) << path;
}

}  // namespace
}  // namespace avouch::formats
