#include "formats/deeds_setups.h"

#include <gtest/gtest.h>

#include "formats/github_workflow.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

using With = std::vector<model::Setting>;

// The tool that the action fetches in its newest, or nothing.
std::string Newest(std::string_view uses, const With& with = {}) {
  std::string out;
  for (const auto& deed : DeedsOfAction(ReadUses(uses, "", {"x", 1}), with).deeds)
    if (model::Says(deed, model::kByAction)) out += deed.tool;
  return out;
}

TEST(DeedsSetups, WithoutAVersionTheNewestIsFetched) {
  EXPECT_EQ(Newest("azure/setup-helm@v4"), "helm");
  EXPECT_EQ(Newest("Azure/setup-helm@v4"), "helm");
  EXPECT_EQ(Newest("azure/setup-helm@v4", {{"version", "v3.15.2", {}}}), "");
  EXPECT_EQ(Newest("azure/setup-helm@v4", {{"version", "latest", {}}}), "helm");
  EXPECT_EQ(Newest("azure/setup-helm@v4", {{"version", "${{ env.HELM }}", {}}}), "");
  EXPECT_EQ(Newest("goreleaser/goreleaser-action@v6"), "goreleaser");
  EXPECT_EQ(Newest("goreleaser/goreleaser-action@v6", {{"version", "~> v2", {}}}), "goreleaser");
  EXPECT_EQ(Newest("goreleaser/goreleaser-action@v6", {{"version", "v2.3.1", {}}}), "");
  EXPECT_EQ(Newest("oven-sh/setup-bun@v2", {{"bun-version-file", ".bun-version", {}}}), "");
  EXPECT_EQ(Newest("./.github/actions/setup"), "");
}

TEST(DeedsSetups, ARangeOfALanguageIsUsualAndAToolThatComesWithTheActionIsFixedByIt) {
  EXPECT_EQ(Newest("actions/setup-node@v4"), "");
  EXPECT_EQ(Newest("actions/setup-node@v4", {{"node-version", "20", {}}}), "");
  EXPECT_EQ(Newest("actions/setup-node@v4", {{"node-version", "latest", {}}}), "node");
  EXPECT_EQ(Newest("actions/setup-go@v5", {{"go-version", ">=1.22", {}}}), "");
  EXPECT_EQ(Newest("sigstore/cosign-installer@v3"), "");
  EXPECT_EQ(Newest("sigstore/cosign-installer@v3", {{"cosign-release", "main", {}}}), "cosign");
  EXPECT_EQ(Newest("anchore/sbom-action/download-syft@v0"), "");
  EXPECT_EQ(Newest("pnpm/action-setup@v4"), "");
  EXPECT_EQ(Newest("pnpm/action-setup@v4", {{"version", "latest", {}}}), "pnpm");
}

}  // namespace
}  // namespace avouch::formats
