#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/github_workflow.h"

namespace avouch::formats {
namespace {

using model::Pin;

model::Pipeline Read(std::string_view text) {
  auto pipeline = ReadGithubAction(".github/actions/x/action.yml", text);
  EXPECT_TRUE(pipeline.has_value()) << ToString(pipeline.error());
  return pipeline ? std::move(*pipeline) : model::Pipeline();
}

TEST(GithubAction, LiesAnywhereUnderItsTwoNames) {
  EXPECT_TRUE(IsGithubAction("action.yml"));
  EXPECT_TRUE(IsGithubAction(".github/actions/x/action.yaml"));
  EXPECT_FALSE(IsGithubAction("actions.yml"));
  EXPECT_FALSE(IsGithubAction("action.yml.txt"));
}

TEST(GithubAction, WhatIsNoMapIsRefused) {
  for (std::string_view bad : {"", "[a]", "runs: ["})
    EXPECT_FALSE(ReadGithubAction("action.yml", bad).has_value()) << bad;
}

TEST(GithubAction, ACompositeOneIsAJobOfItsSteps) {
  const auto p = Read(
      "name: Set up\n"
      "inputs: {token: {required: true}}\n"
      "runs:\n"
      "  using: composite\n"
      "  steps:\n"
      "    - uses: actions/setup-node@v4\n"
      "      with: {node-version: 20}\n"
      "    - run: |\n"
      "        npm ci\n"
      "        curl https://h.example/i.sh | sh\n"
      "      shell: bash\n"
      "      working-directory: web\n"
      "      env: {T: '${{ secrets.T }}'}\n"
      "    - uses: ./other\n");
  EXPECT_EQ(p.system, model::CiSystem::kGithubAction);
  EXPECT_EQ(p.name, "Set up");
  EXPECT_TRUE(p.triggers.empty());
  EXPECT_TRUE(p.notes.empty());
  ASSERT_EQ(p.jobs.size(), 1u);
  const auto& job = p.jobs[0];
  EXPECT_EQ(job.id, "runs");
  ASSERT_EQ(job.steps.size(), 3u);
  EXPECT_EQ(job.steps[0].uses->pin, Pin::kFloating);
  EXPECT_EQ(job.steps[0].with[0].value, "20");
  EXPECT_EQ(job.steps[1].deeds[0].place.line, 9);
  EXPECT_TRUE(job.steps[1].deeds[0].locked);
  EXPECT_EQ(job.steps[1].references[0].kind, model::ReferenceKind::kScript);
  EXPECT_EQ(job.steps[2].uses->pin, Pin::kLocal);
  EXPECT_EQ(Join(job.secrets, " "), "T");
}

TEST(GithubAction, OneThatRunsByAnImageNamesIt) {
  const auto p = Read("runs: {using: docker, image: 'docker://alpine:3.22'}\n");
  ASSERT_EQ(p.jobs[0].images.size(), 1u);
  EXPECT_EQ(p.jobs[0].images[0].name, "alpine");
  EXPECT_EQ(p.jobs[0].images[0].pin, Pin::kFloating);
  EXPECT_TRUE(Read("runs: {using: docker, image: Dockerfile}\n").jobs[0].images.empty());
}

TEST(GithubAction, CodeThatIsNotReadIsSaid) {
  for (std::string_view using_what : {"node20", "docker"}) {
    const auto p = Read("runs: {using: " + std::string(using_what) + ", main: dist/index.js}\n");
    ASSERT_EQ(p.notes.size(), 1u) << using_what;
    EXPECT_NE(p.notes[0].find(using_what), std::string::npos);
    EXPECT_TRUE(p.jobs[0].steps.empty());
  }
}

}  // namespace
}  // namespace avouch::formats
