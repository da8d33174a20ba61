#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/github_workflow.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

// "publish twine, install helm".
std::string Deeds(const Doings& doings) {
  std::vector<std::string> out;
  for (const auto& deed : doings.deeds)
    if (deed.kind != model::DeedKind::kCall)
      out.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool);
  return Join(out, ", ");
}
// "package ruff 0.6.1 version, download https://h/x floating".
std::string References(const Doings& doings) {
  std::vector<std::string> out;
  for (const auto& reference : doings.references)
    out.push_back(std::string(model::Name(reference.kind)) + " " + reference.name +
                  (reference.version.empty() ? "" : " " + reference.version) + " " +
                  std::string(model::Name(reference.pin)) + (reference.plain_http ? " http" : ""));
  return Join(out, ", ");
}

struct Row {
  std::string_view text, result;
};

Doings Action(std::string_view uses, std::vector<model::Setting> with = {}) {
  return DeedsOfAction(ReadUses(uses, "", {"x", 1}), with);
}

TEST(DeedsActions, WhatActionsDo) {
  const Row kRows[] = {
      {"pypa/gh-action-pypi-publish@v1", "publish twine"},
      {"softprops/action-gh-release@v2", "publish gh"},
      {"actions/deploy-pages@v4", "publish pages"},
      {"actions/attest-build-provenance@v1", "sign attest"},
      {"slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2",
       "sign slsa"},
      {"github/codeql-action/analyze@v3", "scan codeql"},
      {"anchore/sbom-action@v0", "make-sbom syft"},
      {"golangci/golangci-lint-action@v6", "lint golangci-lint, install golangci-lint"},
      {"azure/webapps-deploy@v3", "deploy azure"},
      {"goreleaser/goreleaser-action@v6", "install goreleaser"},
      {"someone/publish@v1", "publish action"},  // As it says of itself
      {"someone/publish-test-results@v1", ""},
      {"./.github/actions/publish", ""},  // What is in it, is read
      {"Azure/WebApps-Deploy@v3", "deploy azure"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Deeds(Action(row.text)), row.result) << row.text;
}

TEST(DeedsActions, WhatActionsDoDependsOnTheirInputs) {
  EXPECT_EQ(Deeds(Action("goreleaser/goreleaser-action@v6", {{"args", "release --clean", {}}})),
            "publish goreleaser, install goreleaser");
  EXPECT_EQ(Deeds(Action("goreleaser/goreleaser-action@v6", {{"args", "release --snapshot", {}}})),
            "install goreleaser");
  EXPECT_EQ(Deeds(Action("docker/build-push-action@v6", {{"push", "true", {}}})),
            "build-image docker, publish docker");
  EXPECT_EQ(Deeds(Action("docker/build-push-action@v6", {{"push", "false", {}}})),
            "build-image docker");
  EXPECT_EQ(Deeds(Action("docker/build-push-action@v6")), "build-image docker");
  EXPECT_EQ(Action("docker/build-push-action@v6",
                   {{"file", "a/D", {}}, {"context", "b", {}}, {"tags", "t", {}}})
                .deeds[0]
                .arguments,
            (std::vector<std::string>{"a/D", "b", "t"}));
  EXPECT_EQ(Deeds(Action("pypa/gh-action-pypi-publish@v1",
                         {{"repository-url", "https://test.pypi.org/legacy/", {}}})),
            "");
}

TEST(DeedsActions, ACheckoutOfAnotherRepositoryIsAReference) {
  const std::pair<std::vector<model::Setting>, std::string_view> kRows[] = {
      {{}, ""},
      {{{"repository", "${{ github.repository }}", {}}}, ""},
      {{{"repository", "o/r", {}}}, "checkout o/r floating"},
      {{{"repository", "${{ env.GITHUB_REPOSITORY }}", {}}, {"ref", "main", {}}}, ""},
      {{{"repository", "${{ github.repository_owner }}/tools", {}}},
       "checkout ${{ github.repository_owner }}/tools variable"},
      {{{"repository", "${{ github.event.repository.full_name }}", {}}}, ""},
      {{{"repository", "${{ inputs.repository }}", {}}},
       "checkout ${{ inputs.repository }} variable"},
      {{{"repository", "o/r", {}}, {"ref", "main", {}}}, "checkout o/r main floating"},
      {{{"repository", "o/r", {}}, {"ref", "${{ inputs.ref }}", {}}},
       "checkout o/r ${{ inputs.ref }} variable"},
      {{{"repository", "o/r", {}}, {"ref", "0123456789abcdef0123456789abcdef01234567", {}}},
       "checkout o/r 0123456789abcdef0123456789abcdef01234567 commit"},
  };
  for (const auto& [with, result] : kRows)
    EXPECT_EQ(References(Action("actions/checkout@v4", with)), result);
}

TEST(DeedsActions, WhatMayBeForOthersSaysSo) {
  const auto may = [](std::string_view uses) {
    const Doings doings = Action(uses);
    return !doings.deeds.empty() && model::Says(doings.deeds[0], model::kMayPublish);
  };
  for (std::string_view uses :
       {"appleboy/scp-action@v1", "appleboy/ssh-action@v1", "cloudflare/wrangler-action@v3",
        "someone/deploy-it@v1", "jakejarvis/s3-sync-action@master"})
    EXPECT_TRUE(may(uses)) << uses;
  for (std::string_view uses : {"katyo/publish-crates@v2", "akhileshns/heroku-deploy@v3",
                                "someone/download-release@v1", "actions/upload-artifact@v4"})
    EXPECT_FALSE(may(uses)) << uses;
}

}  // namespace
}  // namespace avouch::formats
