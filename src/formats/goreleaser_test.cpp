#include "formats/goreleaser.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

model::ReleaseRecipe Read(std::string_view text) {
  auto recipe = ReadGoreleaser(".goreleaser.yaml", text);
  EXPECT_TRUE(recipe.has_value()) << ToString(recipe.error());
  return recipe ? std::move(*recipe) : model::ReleaseRecipe();
}

TEST(Goreleaser, ItsFourNames) {
  for (const char* name :
       {".goreleaser.yaml", ".goreleaser.yml", "goreleaser.yaml", "sub/goreleaser.yml"})
    EXPECT_TRUE(IsGoreleaser(name)) << name;
  for (const char* name : {"goreleaser.json", ".goreleaser-nightly.yaml.txt", "my-goreleaser.yaml"})
    EXPECT_FALSE(IsGoreleaser(name)) << name;
}

TEST(Goreleaser, WhatIsNoMapIsRefused) {
  for (std::string_view bad : {"", "- a", "builds: ["})
    EXPECT_FALSE(ReadGoreleaser("x", bad).has_value()) << bad;
}

TEST(Goreleaser, DockerfilesAndTheImagesThatTheyBecome) {
  const auto r = Read(
      "dockers:\n"
      "  - image_templates: ['ghcr.io/o/r:{{ .Tag }}', 'ghcr.io/o/r:latest']\n"
      "    dockerfile: build/Dockerfile\n"
      "  - image_templates: [o/r]\n"
      "dockers_v2:\n"
      "  - images: [ghcr.io/o/s]\n"
      "    dockerfile: '{{ .ProjectName }}/Dockerfile'\n");
  ASSERT_EQ(r.dockerfiles.size(), 3u);
  EXPECT_EQ(r.tool, "goreleaser");
  EXPECT_EQ(r.dockerfiles[0].key, "build/Dockerfile");
  EXPECT_EQ(r.dockerfiles[0].value, "ghcr.io/o/r:{{ .Tag }}");
  EXPECT_EQ(r.dockerfiles[0].place.line, 2);
  EXPECT_EQ(r.dockerfiles[1].key, "Dockerfile");
  EXPECT_EQ(r.dockerfiles[2].key, "{{ .ProjectName }}/Dockerfile");
  EXPECT_EQ(r.dockerfiles[2].value, "ghcr.io/o/s");
}

TEST(Goreleaser, WhatIsSignedDescribedAndPublished) {
  const auto r = Read(
      "signs: [{cmd: cosign}, {cmd: gpg}]\n"
      "docker_signs: [{artifacts: all}]\n"
      "binary_signs: [{}]\n"
      "sboms:\n  - artifacts: archive\n"
      "checksum: {name_template: SUMS}\n"
      "release: {draft: true}\n"
      "brews: [{name: a}]\n"
      "nfpms: [{id: a}, {id: b}]\n"
      "blobs: [{provider: s3}]\n");
  EXPECT_EQ(r.signs.size(), 4u);
  ASSERT_EQ(r.sboms.size(), 1u);
  EXPECT_EQ(r.sboms[0].line, 5);
  EXPECT_EQ(r.checksums.size(), 1u);
  EXPECT_EQ(r.publishes.size(), 5u);
}

TEST(Goreleaser, NothingWrittenIsNothingDone) {
  const auto r =
      Read("version: 2\nbuilds: [{main: ./cmd/x}]\nsigns: []\nsboms: text\n# brews: [{}]\n");
  EXPECT_TRUE(r.signs.empty() && r.sboms.empty() && r.checksums.empty() && r.publishes.empty() &&
              r.dockerfiles.empty());
}

}  // namespace
}  // namespace avouch::formats
