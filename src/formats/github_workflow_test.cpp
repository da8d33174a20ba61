#include "formats/github_workflow.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

using model::Job;
using model::Pin;
using model::Pipeline;
using model::ReferenceKind;

constexpr char kPath[] = ".github/workflows/ci.yml";

Pipeline Read(std::string_view text) {
  auto pipeline = ReadGithubWorkflow(kPath, text);
  EXPECT_TRUE(pipeline.has_value()) << ToString(pipeline.error());
  return pipeline ? std::move(*pipeline) : Pipeline();
}
// A workflow of one job with these lines, each indented by four.
Job OneJob(std::string_view lines, std::string_view head = "on: push\n") {
  std::string text = std::string(head) + "jobs:\n  a:\n";
  for (auto line : Lines(lines)) text += "    " + std::string(line) + "\n";
  auto pipeline = Read(text);
  EXPECT_EQ(pipeline.jobs.size(), 1u) << text;
  return pipeline.jobs.empty() ? Job() : pipeline.jobs[0];
}
std::string Triggers(const Pipeline& pipeline) {
  std::vector<std::string> out;
  for (const auto& trigger : pipeline.triggers) {
    std::string text(model::Name(trigger.event));
    for (const auto* list : {&trigger.branches, &trigger.tags, &trigger.paths,
                             &trigger.paths_ignore, &trigger.workflows, &trigger.inputs})
      text += "[" + Join(*list, " ") + "]";
    out.push_back(ReplaceAll(text, "[]", ""));
  }
  return Join(out, ", ");
}
std::string Deeds(const Job& job) {
  std::vector<std::string> out;
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds)
      if (deed.kind != model::DeedKind::kCall)
        out.push_back(deed.tool + " " + std::to_string(deed.place.line) +
                      (deed.tolerated ? "~" : ""));
  return Join(out, ", ");
}

struct Row {
  std::string_view text, result;
};

TEST(GithubWorkflow, OnlyTheForgesFolderHoldsThem) {
  EXPECT_TRUE(IsGithubWorkflow(".github/workflows/a.yml"));
  EXPECT_TRUE(IsGithubWorkflow(".github/workflows/a.yaml"));
  for (const char* no : {"x/.github/workflows/a.yml", ".github/workflows/x/a.yml", ".github/a.yml",
                         ".github/workflows/a.json", "workflows/a.yml"})
    EXPECT_FALSE(IsGithubWorkflow(no)) << no;
}

TEST(GithubWorkflow, WhatIsNoMapIsRefused) {
  for (std::string_view bad : {"", "- a", "text", "jobs: [", "a: &x [*x]"})
    EXPECT_FALSE(ReadGithubWorkflow(kPath, bad).has_value()) << bad;
}

TEST(GithubWorkflow, TriggersAsTextListAndMap) {
  const Row kRows[] = {
      {"on: push", "push"},
      {"'on': [push, pull_request, merge_group]", "push, pull-request, pull-request"},
      {"on: {push: , pull_request_target: }", "push, pull-request-target"},
      {"on: {push: {branches: [main, 'v*']}}", "push[main v*]"},
      {"on: {push: {tags: v*}}", "tag[v*]"},
      {"on: {push: {tags: [v*], branches: [main]}}", "tag[main][v*], push[main][v*]"},
      {"on: {pull_request: {paths: [a], paths-ignore: [b]}}", "pull-request[a][b]"},
      {"on: {workflow_run: {workflows: [CI], types: [completed]}}", "after[CI]"},
      {"on: {workflow_call: {inputs: {x: {type: string}}, secrets: {y: {}}}}", "called[x]"},
      {"on: {workflow_dispatch: {inputs: {v: }}, repository_dispatch: }", "manual[v], manual"},
      {"on: {release: {types: [published]}, schedule: [{cron: '0 0 * * *'}]}", "release, schedule"},
      {"on: [issues, label]", "other, other"},
      {"name: x", ""},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(Triggers(Read(std::string(row.text) + "\n")), row.result) << row.text;
}

std::string Permissions(const model::Permissions& permissions) {
  if (!permissions.written) return "unwritten";
  return (permissions.write_all ? "all" : Join(permissions.write, " ")) + "/" +
         Join(permissions.read, " ");
}

TEST(GithubWorkflow, PermissionsAreInheritedWholeOrReplacedWhole) {
  const Row kRows[] = {
      {"", "unwritten"},
      {"permissions: {}", "/"},
      {"permissions: read-all", "/all"},
      {"permissions: write-all", "all/"},
      {"permissions: {packages: write, contents: write, issues: read, pages: none}",
       "contents packages/issues"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Permissions(OneJob(std::string(row.text) + "\nsteps: []").permissions), row.result)
        << row.text;
    EXPECT_EQ(
        Permissions(OneJob("steps: []", "on: push\n" + std::string(row.text) + "\n").permissions),
        row.result);
  }
  EXPECT_EQ(
      Permissions(OneJob("permissions: {contents: read}", "on: push\npermissions: write-all\n")
                      .permissions),
      "/contents");
}

TEST(GithubWorkflow, JobsAndWhatTheyWaitFor) {
  const auto p = Read(
      "on: push\njobs:\n  a: {}\n  b:\n    name: Second\n    needs: a\n    if: always()\n"
      "    environment: production\n  c: {needs: [a, b], environment: {name: pypi, url: x},"
      " continue-on-error: true}\n");
  ASSERT_EQ(p.jobs.size(), 3u);
  EXPECT_EQ(p.jobs[1].needs, std::vector<std::string>{"a"});
  EXPECT_EQ(p.jobs[1].condition, "always()");
  EXPECT_EQ(p.jobs[1].environment, "production");
  EXPECT_EQ(p.jobs[1].place.line, 4);
  EXPECT_EQ(Join(p.jobs[2].needs, " "), "a b");
  EXPECT_EQ(p.jobs[2].environment, "pypi");
  EXPECT_TRUE(p.jobs[2].continue_on_error);
}

TEST(GithubWorkflow, RunnersByNameListGroupAndMatrix) {
  const Row kRows[] = {
      {"runs-on: ubuntu-24.04", "ubuntu-24.04"},
      {"runs-on: [self-hosted, linux]", "self-hosted linux"},
      {"runs-on: {group: big, labels: [x, y]}", "x y"},
      {"runs-on: ${{ matrix.os }}\nstrategy: {matrix: {os: [ubuntu-22.04, windows-2022]}}",
       "ubuntu-22.04 windows-2022"},
      {"runs-on: ${{ matrix.os }}\nstrategy: {matrix: {os: [a], include: [{os: b}, {os: c, x: 1}], "
       "exclude: [{os: a}]}}",
       "a b c"},
      {"runs-on: ${{ matrix.os }}\nstrategy: {matrix: '${{ fromJSON(x) }}'}", "${{ matrix.os }}"},
      {"runs-on: ${{ inputs.runner }}", "${{ inputs.runner }}"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(Join(OneJob(row.text).runs_on, " "), row.result) << row.text;
}

TEST(GithubWorkflow, AMatrixHasItsAxesAndWhatIsIncluded) {
  Job job = OneJob(
      "strategy: {matrix: {py: ['3.12', 3.13], include: [{py: '3.14', extra: yes}, {only: 1}]}}");
  std::string axes;
  for (const auto& axis : job.matrix) axes += axis.key + "=" + axis.value + " ";
  EXPECT_EQ(axes, "py=3.12,3.13,3.14 extra=yes only=1 ");
}

TEST(GithubWorkflow, ImagesOfContainersAndServices) {
  const std::string digest =
      "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  Job job = OneJob("container: golang:1.25" + digest +
                   "\nservices:\n  db: {image: 'postgres:16'}\n  c: {image: '${{ matrix.i }}'}\n"
                   "  d: {image: ghcr.io/o/r}");
  ASSERT_EQ(job.images.size(), 4u);
  EXPECT_EQ(job.images[0].pin, Pin::kDigest);
  EXPECT_EQ(job.images[0].name, "golang");
  EXPECT_EQ(job.images[1].pin, Pin::kFloating);
  EXPECT_EQ(job.images[1].version, "16");
  EXPECT_EQ(job.images[1].place.line, 6);
  EXPECT_EQ(job.images[2].pin, Pin::kVariable);
  EXPECT_EQ(job.images[3].version, "latest");
  EXPECT_EQ(OneJob("container: {image: alpine, env: {A: b}}").images[0].name, "alpine");
  EXPECT_TRUE(OneJob("container: ''").images.empty());
}

struct Used {
  std::string_view text, name, version;
  ReferenceKind kind;
  Pin pin;
};

TEST(GithubWorkflow, ReferencesOfAllKinds) {
  using enum ReferenceKind;
  constexpr std::string_view kCommit = "0123456789abcdef0123456789abcdef01234567";
  constexpr std::string_view kDigest =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  const std::string by_commit = "o/r@" + std::string(kCommit);
  const std::string image = "docker://alpine@" + std::string(kDigest);
  const Used kRows[] = {
      {by_commit, "o/r", kCommit, kAction, Pin::kCommit},
      {"actions/checkout@v4", "actions/checkout", "v4", kAction, Pin::kFloating},
      {"o/r/sub/dir@v1.2.3", "o/r/sub/dir", "v1.2.3", kAction, Pin::kFloating},
      {"o/r@main", "o/r", "main", kAction, Pin::kFloating},
      {"o/r@0123abc", "o/r", "0123abc", kAction, Pin::kFloating},
      {"o/r", "o/r", "", kAction, Pin::kFloating},
      {"o/r@${{ inputs.v }}", "o/r", "${{ inputs.v }}", kAction, Pin::kVariable},
      {"./.github/actions/x", "./.github/actions/x", "", kAction, Pin::kLocal},
      {"o/r/.github/workflows/w.yml@v1", "o/r/.github/workflows/w.yml", "v1", kReusableWorkflow,
       Pin::kFloating},
      {"docker://alpine:3.22", "alpine", "3.22", kImage, Pin::kFloating},
      {image, "alpine", kDigest, kImage, Pin::kDigest},
  };
  for (const auto& row : kRows) {
    auto reference = ReadUses(row.text, "", {kPath, 1});
    EXPECT_EQ(reference.text, row.text);
    EXPECT_EQ(reference.name, row.name) << row.text;
    EXPECT_EQ(reference.version, row.version) << row.text;
    EXPECT_EQ(reference.kind, row.kind) << row.text;
    EXPECT_EQ(reference.pin, row.pin) << row.text;
  }
}

TEST(GithubWorkflow, TheCommentBehindAReferenceIsKept) {
  Job job = OneJob(
      "steps:\n  - uses: o/r@0123456789abcdef0123456789abcdef01234567 # v4.1.0\n  - uses: o/s@v1\n"
      "  - {uses: 'o/t@v1'}   #  two words ");
  EXPECT_EQ(job.steps[0].uses->comment, "v4.1.0");
  EXPECT_EQ(job.steps[1].uses->comment, "");
  EXPECT_EQ(job.steps[2].uses->comment, "two words");
  EXPECT_EQ(job.steps[1].uses->place.line, 6);
}

TEST(GithubWorkflow, ACalledWorkflowTakesSecretsByNameOrAll) {
  Job job = OneJob("uses: ./.github/workflows/w.yml\nsecrets: inherit");
  ASSERT_TRUE(job.calls.has_value());
  EXPECT_EQ(job.calls->kind, ReferenceKind::kReusableWorkflow);
  EXPECT_EQ(job.calls->pin, Pin::kLocal);
  EXPECT_TRUE(job.inherits_secrets);
  job = OneJob(
      "uses: o/r/.github/workflows/w.yml@v1\nwith: {a: '${{ secrets.A }}'}\nsecrets: {b: '${{ "
      "secrets.B }}'}");
  EXPECT_FALSE(job.inherits_secrets);
  EXPECT_EQ(Join(job.secrets, " "), "A B");
}

TEST(GithubWorkflow, SecretsAreNamedInExpressionsOnly) {
  Job job = OneJob(
      "if: secrets.IN_IF != ''\n"
      "env: {A: \"${{ secrets['IN_BRACKETS'] }}\"}\n"
      "steps:\n"
      "  - run: cat my-secrets.json secrets.txt ${{ mysecrets.NO }} ${{ x.secrets.NO }}\n"
      "  - run: echo \"${{ secrets.IN_RUN || secrets.OR_THIS }}\"\n"
      "    env: {B: '${{ secrets.IN_ENV }}'}\n"
      "  - uses: o/r@v1\n"
      "    if: ${{ secrets.IN_STEP_IF }}\n"
      "    with: {token: '${{ secrets.GITHUB_TOKEN }}', x: '${{ github.token }}'}");
  EXPECT_EQ(Join(job.secrets, " "),
            "GITHUB_TOKEN IN_BRACKETS IN_ENV IN_IF IN_RUN IN_STEP_IF OR_THIS");
  EXPECT_EQ(Join(job.steps[1].secrets, " "), "IN_ENV IN_RUN OR_THIS");
  EXPECT_FALSE(job.inherits_secrets);
  EXPECT_TRUE(
      OneJob("steps:\n  - run: a\n    env: {ALL: '${{ toJSON( secrets ) }}'}").inherits_secrets);
}

TEST(GithubWorkflow, DeedsStandOnTheirOwnLines) {
  EXPECT_EQ(Deeds(OneJob("steps:\n"
                         "  - run: npm test\n"
                         "  - name: x\n"
                         "    run: |\n"
                         "      echo npm publish\n"
                         "      # npm publish\n"
                         "      cargo test \\\n"
                         "        --locked\n"
                         "      npm publish || true\n"
                         "  - uses: pypa/gh-action-pypi-publish@v1\n"
                         "  - {run: pytest, continue-on-error: true}")),
            "npm 5, cargo 10, npm 12~, twine 13, pytest 14~");
}

TEST(GithubWorkflow, OfWindowsShellsOnlyWhatPublishesIsRead) {
  for (std::string_view shell : {"pwsh", "powershell", "cmd", "pwsh -command \". '{0}'\""}) {
    const std::string value = "'" + ReplaceAll(shell, "'", "''") + "'";
    EXPECT_EQ(Deeds(OneJob("steps:\n  - run: npm publish\n    shell: " + value)), "npm 5") << shell;
    EXPECT_EQ(Deeds(OneJob("steps:\n  - run: npm test\n    shell: " + value)), "") << shell;
    EXPECT_EQ(
        Deeds(OneJob("defaults: {run: {shell: " + value + "}}\nsteps:\n  - run: npm publish")),
        "npm 6")
        << shell;
    EXPECT_EQ(
        Deeds(OneJob("steps:\n  - run: npm publish", "defaults: {run: {shell: " + value + "}}\n")),
        "npm 5")
        << shell;
  }
  const Job both = OneJob("steps:\n  - run: |\n      npm test\n      npm publish\n    shell: pwsh");
  for (const auto& deed : both.steps[0].deeds)
    if (deed.kind == model::DeedKind::kTest) EXPECT_EQ(deed.arguments.at(0), model::kMayPass);
  EXPECT_EQ(Deeds(OneJob("steps:\n  - run: import twine.commands\n    shell: python")), "python 5");
  EXPECT_EQ(Deeds(OneJob("steps:\n  - run: print(1)\n    shell: python")), "");
  EXPECT_EQ(Deeds(OneJob("steps:\n  - run: npm publish\n    shell: bash",
                         "defaults: {run: {shell: pwsh}}\n")),
            "npm 5");
}

TEST(GithubWorkflow, CommandsRunInTheFolderThatIsSaid) {
  auto file = [](const Job& job) { return job.steps[0].deeds[0].arguments[0]; };
  const std::string run = "run: pip install -r r.txt";
  EXPECT_EQ(file(OneJob("steps:\n  - " + run + "\n    working-directory: ./a")), "a/r.txt");
  EXPECT_EQ(file(OneJob("defaults: {run: {working-directory: b}}\nsteps:\n  - " + run)), "b/r.txt");
  EXPECT_EQ(file(OneJob("steps:\n  - " + run, "defaults: {run: {working-directory: c}}\n")),
            "c/r.txt");
  EXPECT_EQ(file(OneJob("defaults: {run: {working-directory: b}}\nsteps:\n  - run: cd ../d && pip "
                        "install -r r.txt")),
            "d/r.txt");
}

TEST(GithubWorkflow, ValuesOfTheFileStandInItsCommands) {
  const Job job =
      OneJob("env: {V: 1.2.3}\nsteps:\n  - run: pip install x==${{ env.V }} y==${{ inputs.v }}");
  ASSERT_EQ(job.steps[0].references.size(), 2u);
  EXPECT_EQ(job.steps[0].references[0].pin, Pin::kVersion);
  EXPECT_EQ(job.steps[0].references[1].pin, Pin::kVariable);
}

TEST(GithubWorkflow, AProgramThatAVariableOfTheFileNames) {
  const auto tests = [](std::string_view text) {
    const Job job = OneJob(text);
    return std::ranges::count(job.steps[0].deeds, model::DeedKind::kTest, &model::Deed::kind);
  };
  EXPECT_EQ(tests("env: {TOOL: cargo}\nsteps:\n  - run: $TOOL test --locked"), 1);
  EXPECT_EQ(tests("env: {TOOL: cargo +stable}\nsteps:\n  - run: ${TOOL} test"), 1);
  EXPECT_EQ(tests("env: {TOOL: echo}\nsteps:\n  - run: $TOOL test"), 0);
  EXPECT_EQ(tests("env: {TOOL: \"cargo; x\"}\nsteps:\n  - run: $TOOL test"), 0);
  EXPECT_EQ(tests("steps:\n  - run: $TOOL test"), 0);
}

TEST(GithubWorkflow, WhatMayFailByAnExpression) {
  struct MayFail {
    std::string_view text;
    bool let, doubtful;
  };
  const MayFail kRows[] = {
      {"continue-on-error: true", true, false},
      {"continue-on-error: false", false, false},
      {"continue-on-error: ${{ inputs.x }}", false, true},
      {"continue-on-error: ${{ matrix.e }}\nstrategy: {matrix: {e: [true]}}", false, true},
      {"continue-on-error: ${{ matrix.e }}\nstrategy: {matrix: {e: [true, false]}}", false, false},
      {"continue-on-error: ${{ matrix.e == true }}\nstrategy: {matrix: {r: [a, b], include: "
       "[{r: c, e: true}]}}",
       false, false},
      {"continue-on-error: ${{ matrix.e }}\nstrategy: {matrix: {r: [a, b], include: "
       "[{r: a, e: true}, {r: b, e: true}]}}",
       false, true},
  };
  for (const auto& row : kRows) {
    const Job job = OneJob(std::string(row.text) + "\nsteps:\n  - run: cargo test");
    EXPECT_EQ(job.continue_on_error, row.let) << row.text;
    EXPECT_EQ(!job.steps[0].deeds[0].arguments.empty(), row.doubtful) << row.text;
  }
}

TEST(GithubWorkflow, OddThingsInPlacesOfMapsAndTexts) {
  for (std::string_view odd :
       {"jobs: text\n", "jobs: [a]\n", "on: 5\njobs: {a: text}\n", "jobs: {a: {steps: text}}\n",
        "jobs: {a: {steps: [text, [x], {uses: 5}, {run: [x]}]}}\n",
        "jobs: {a: {needs: {b: c}, runs-on: 5}}\n",
        "jobs: {a: {strategy: {matrix: [x]}, container: [x], services: text}}\n",
        "permissions: [x]\njobs: {a: {permissions: 5, environment: [x]}}\n",
        "jobs: {a: {secrets: [x], uses: 5}}\n"})
    EXPECT_TRUE(ReadGithubWorkflow(kPath, odd).has_value()) << odd;
}

}  // namespace
}  // namespace avouch::formats
