#include "formats/known_manifests.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(KnownManifests, NamesThatAreNotReadAreKnown) {
  for (const auto& [path, format] : {std::pair{"web/Gopkg.lock", "dep-lock"},
                                     {"Gopkg.lock", "dep-lock"},
                                     {"a/b/glide.lock", "glide-lock"},
                                     {"flake.nix", "nix-flake"}}) {
    const auto known = KnownManifest(path);
    ASSERT_TRUE(known.has_value()) << path;
    EXPECT_EQ(known->format, format);
    EXPECT_EQ(known->path.bytes, path);
  }
}

TEST(KnownManifests, OtherNamesAreNot) {
  for (const char* path : {"README.md", "yarn.lock.md", ".csproj", "Pom.xml", "lib/Gemfile.rb"})
    EXPECT_FALSE(KnownManifest(path).has_value()) << path;
}

TEST(KnownManifests, WhatAReaderReadsIsNoneOfThem) {
  for (const char* path : {"package.json",
                           "package-lock.json",
                           "go.mod",
                           "go.sum",
                           "go.work",
                           "Cargo.toml",
                           "Cargo.lock",
                           "requirements.txt",
                           "pyproject.toml",
                           "poetry.lock",
                           "uv.lock",
                           "yarn.lock",
                           "pnpm-lock.yaml",
                           "bun.lock",
                           "bun.lockb",
                           "shard.lock",
                           "cpanfile",
                           "Manifest.toml",
                           "pixi.lock",
                           "deps.edn",
                           "Pipfile",
                           "Pipfile.lock",
                           "pdm.lock",
                           "pylock.toml",
                           "pylock.dev.toml",
                           "setup.cfg",
                           "setup.py",
                           "Dockerfile",
                           "compose.yml",
                           ".gitmodules",
                           ".github/dependabot.yml",
                           "renovate.json",
                           "pom.xml",
                           "build.gradle",
                           "gradle.lockfile",
                           "gradle/verification-metadata.xml",
                           "gradle/libs.versions.toml",
                           "a.csproj",
                           "packages.config",
                           "conan.lock",
                           "stack.yaml",
                           "vcpkg.json",
                           "MODULE.bazel",
                           "CMakeLists.txt",
                           "deno.lock",
                           "main.tf",
                           "src/my.cabal",
                           "Package.swift",
                           "x.podspec",
                           "pnpm-workspace.yaml",
                           ".devcontainer/devcontainer.json"})
    EXPECT_FALSE(KnownManifest(path).has_value()) << path;
}

}  // namespace
}  // namespace avouch::formats
