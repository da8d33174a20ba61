#include "formats/circleci.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using model::Job;
using model::Pipeline;

Pipeline Read(std::string_view text) {
  auto pipeline = ReadCircleci(".circleci/config.yml", text);
  EXPECT_TRUE(pipeline.has_value()) << ToString(pipeline.error());
  return pipeline ? std::move(*pipeline) : Pipeline();
}

// "test: push, tag; needs a b; test make 4; secrets X": each job on one line.
std::string Says(const Job& job) {
  std::vector<std::string> parts, deeds;
  for (const auto& trigger : job.triggers)
    parts.push_back(trigger.text + (trigger.branches.empty() ? "" : " ") +
                    Join(trigger.branches, "|") + (trigger.tags.empty() ? "" : " ") +
                    Join(trigger.tags, "|"));
  std::string out = job.id + ": " + Join(parts, ", ");
  if (!job.needs.empty()) out += "; needs " + Join(job.needs, " ");
  for (const auto& image : job.images)
    out += "; in " + image.text + " " + std::string(model::Name(image.pin));
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds)
      if (deed.kind != model::DeedKind::kCall)
        deeds.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool + " " +
                        std::to_string(deed.place.line) +
                        (step.condition.empty() ? "" : " if " + step.condition));
  if (!deeds.empty()) out += "; " + Join(deeds, ", ");
  if (!job.environment.empty()) out += "; to " + job.environment;
  if (!job.secrets.empty()) out += "; secrets " + Join(job.secrets, " ");
  if (job.inherits_secrets) out += "; holds a store";
  if (job.calls) out += "; calls " + job.calls->text;
  return out;
}
std::vector<std::string> Says(const Pipeline& pipeline) {
  std::vector<std::string> out;
  for (const auto& job : pipeline.jobs) out.push_back(Says(job));
  return out;
}

struct Case {
  std::string_view what, text;
  std::vector<std::string> jobs;
};

TEST(Circleci, SaysWhatRunsOnWhichEventAndWhatItWaitsFor) {
  const Case kCases[] = {
      {"without workflows the job build runs on every push",
       "jobs:\n  build:\n    docker: [{image: cimg/go:1.22}]\n    steps:\n      - run: go test "
       "./...\n",
       {"build: push; in cimg/go:1.22 floating; test go 5"}},
      {"a job that no workflow names does not run",
       "jobs:\n  a: {steps: [{run: make check}]}\n  b: {steps: [{run: make check}]}\n"
       "workflows:\n  version: 2\n  w: {jobs: [a]}\n",
       {"a: push; test make 2"}},
      {"filters narrow what waits for a job too, and tags need both",
       "jobs:\n  t: {steps: [{run: pytest}]}\n  p: {steps: [{run: twine upload dist/*}]}\n"
       "workflows:\n  w:\n    jobs:\n"
       "      - t: {filters: {branches: {only: main}}}\n"
       "      - p: {requires: [t], filters: {tags: {only: /v.*/}}}\n",
       {"t: push main; test pytest 2", "p: push main; needs t; publish twine 3"}},
      {"tags alone, where both say so",
       "jobs:\n  t: {steps: [{run: pytest}]}\n"
       "workflows:\n  w:\n    jobs:\n"
       "      - t: {filters: {branches: {ignore: /.*/}, tags: {only: /v.*/}}}\n",
       {"t: tag /v.*/; test pytest 2"}},
      {"behind an approval all is started by hand",
       "jobs:\n  p: {steps: [{run: npm publish}]}\n"
       "workflows:\n  w:\n    jobs:\n      - hold: {type: approval}\n"
       "      - p: {requires: [hold], context: live}\n",
       {"hold: push", "p: by hand: push; needs hold; publish npm 2; holds a store"}},
      {"two workflows use a job under two names",
       "jobs:\n  t: {steps: [{run: pytest}]}\n"
       "workflows:\n  a: {jobs: [t]}\n  b:\n    triggers: [{schedule: {cron: 0 0 * * *}}]\n"
       "    jobs: [{t: {name: all}}]\n",
       {"a/t: push; test pytest 2", "b/all: schedule; test pytest 2"}},
      {"a workflow that a parameter switches on is started by hand",
       "parameters: {live: {type: boolean, default: false}}\n"
       "jobs:\n  p: {steps: [{run: npm publish}]}\n"
       "workflows:\n  w:\n    when: << pipeline.parameters.live >>\n    jobs: [p]\n",
       {"p: by hand: push; publish npm 3"}},
      {"what an orb's job does is not in the file",
       "orbs: {node: circleci/node@5}\nworkflows:\n  w: {jobs: [node/test]}\n",
       {"node/test: push; calls circleci/node@5"}},
  };
  for (const auto& one : kCases) EXPECT_EQ(Says(Read(one.text)), one.jobs) << one.what;
}

TEST(Circleci, CommandsAreWrittenOutWithTheirParameters) {
  const Case kCases[] = {
      {"a command's parameters are filled in, its place is its own",
       "commands:\n  put:\n    parameters: {environment: {default: staging}}\n    steps:\n"
       "      - run: kubectl apply -f << parameters.environment >>.yaml\n"
       "jobs:\n  deploy: {steps: [{put: {environment: production}}]}\n  deploy2: {steps: [put]}\n"
       "workflows: {w: {jobs: [deploy, deploy2]}}\n",
       {}},
      {"a job's steps may be given",
       "jobs:\n  j:\n    parameters: {after: {type: steps, default: []}}\n"
       "    steps: [<< parameters.after >>]\n"
       "workflows:\n  w:\n    jobs:\n      - j:\n          after:\n            - run: pytest\n",
       {"j: push; test pytest 10"}},
      {"when: that the file decides is decided, else kept",
       "jobs:\n  j:\n    parameters: {on: {default: false}}\n    steps:\n"
       "      - when: {condition: << parameters.on >>, steps: [{run: npm publish}]}\n"
       "      - unless: {condition: << parameters.on >>, steps: [{run: pytest}]}\n"
       "      - when: {condition: {matches: {pattern: x, value: y}}, steps: [{run: tox}]}\n"
       "workflows: {w: {jobs: [j]}}\n",
       {"j: push; test pytest 6, test tox 7 if when: a condition"}},
      {"on_fail tells of a failure and does nothing else",
       "jobs:\n  build:\n    steps:\n      - run: {command: npm publish, when: on_fail}\n",
       {"build: push"}},
      {"an executor's parameters, and images that a matrix sets",
       "executors:\n  go:\n    parameters: {v: {default: '1.21'}}\n"
       "    docker: [{image: cimg/go:<< parameters.v >>}]\n"
       "jobs:\n  a: {executor: {name: go, v: '1.22'}}\n"
       "  b:\n    parameters: {v: {type: string}}\n    executor: {name: go, v: << parameters.v "
       ">>}\n"
       "workflows:\n  w:\n    jobs: [a, {b: {matrix: {parameters: {v: ['1', '2']}}}}]\n",
       {"a: push; in cimg/go:1.22 floating", "b: push; in cimg/go:<< parameters.v >> variable"}},
      {"secrets by name, an orb's push",
       "orbs: {docker: circleci/docker@2.8.2}\n"
       "jobs:\n  build:\n    steps:\n      - run: npm publish --token $NPM_TOKEN\n"
       "      - docker/push: {image: a}\n",
       {"build: push; publish npm 5, publish docker 6; secrets NPM_TOKEN"}},
  };
  for (const auto& one : kCases) {
    Pipeline pipeline = Read(one.text);
    if (!one.jobs.empty()) {
      EXPECT_EQ(Says(pipeline), one.jobs) << one.what;
      continue;
    }
    ASSERT_EQ(pipeline.jobs.size(), 2U) << one.what;
    EXPECT_EQ(pipeline.jobs[0].environment, "production");
    EXPECT_EQ(pipeline.jobs[1].environment, "staging");
    EXPECT_EQ(pipeline.jobs[0].steps[0].run, "kubectl apply -f production.yaml");
    EXPECT_EQ(pipeline.jobs[0].steps[0].deeds[0].place.line, 5);
  }
}

TEST(Circleci, OnlyAnExactVersionOfAnOrbStays) {
  struct Row {
    std::string_view text;
    model::Pin pin;
  };
  const Row kRows[] = {{"a/b@1.2.3", model::Pin::kVersion},
                       {"a/b@1.2", model::Pin::kFloating},
                       {"a/b@volatile", model::Pin::kFloating},
                       {"a/b@dev:1.2.3", model::Pin::kFloating},
                       {"a/b@1.2.3-rc", model::Pin::kFloating},
                       {"a/b@1..3", model::Pin::kFloating},
                       {"a/b", model::Pin::kFloating},
                       {"a/b@<< pipeline.parameters.v >>", model::Pin::kVariable}};
  for (const auto& row : kRows) {
    Pipeline pipeline = Read("orbs:\n  x: " + std::string(row.text) + "\n");
    ASSERT_EQ(pipeline.includes.size(), 1U) << row.text;
    EXPECT_EQ(pipeline.includes[0].pin, row.pin) << row.text;
    EXPECT_EQ(pipeline.includes[0].place.line, 2) << row.text;
  }
}

TEST(Circleci, CommandsThatUseOneAnotherEndAndAreTold) {
  Pipeline pipeline = Read(
      "commands:\n  a: {steps: [a, a, {run: make}]}\n"
      "jobs: {build: {steps: [a]}}\n");
  ASSERT_EQ(pipeline.jobs.size(), 1U);
  EXPECT_LE(pipeline.jobs[0].steps.size(), kMaxExpandedSteps);
  ASSERT_FALSE(pipeline.notes.empty());
  EXPECT_EQ(pipeline.notes.back(), "more is written out of it than is read here");
}

TEST(Circleci, WhatPowershellFetchesIsSeen) {
  const Pipeline pipeline = Read(
      "jobs:\n  build:\n    steps:\n      - run:\n          shell: pwsh\n          command: |\n"
      "            iwr https://h.example/x -OutFile x\n");
  ASSERT_EQ(pipeline.jobs.size(), 1U);
  ASSERT_EQ(pipeline.jobs[0].steps.size(), 1U);
  ASSERT_EQ(pipeline.jobs[0].steps[0].references.size(), 1U);
  EXPECT_EQ(pipeline.jobs[0].steps[0].references[0].name, "https://h.example/x");
  EXPECT_EQ(pipeline.jobs[0].steps[0].references[0].place.line, 7);
}

TEST(Circleci, WhatIsNoDefinitionIsRefused) {
  for (std::string_view text : {"", "- a\n", "a: [", "text"})
    EXPECT_FALSE(ReadCircleci(".circleci/config.yml", text).has_value()) << text;
  EXPECT_TRUE(IsCircleci(".circleci/config.yml"));
  EXPECT_TRUE(IsCircleci(".circleci/continue-config.yaml"));
  EXPECT_FALSE(IsCircleci("app/.circleci/config.yml"));
  EXPECT_FALSE(IsCircleci(".circleci/other.yml"));
}

}  // namespace
}  // namespace avouch::formats
