#include "formats/outdated.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

// "format: name@newest:line name@newest:line"
std::string Told(BytesView bytes) {
  const auto manifest = ReadOutdated("newest", bytes);
  if (!manifest) return "error: " + manifest.error().what + " at " + manifest.error().where;
  std::string out = manifest->format + ":";
  for (const auto& one : manifest->components)
    out += " " + one.name + "@" + one.version + ":" + std::to_string(one.place.line);
  return out;
}

TEST(Outdated, EachToolsOwnWords) {
  const struct {
    const char* rule;
    std::string bytes, want;
  } rows[] = {
      {"npm", R"({
  "tea": {"current": "1.0.0", "wanted": "1.0.4", "latest": "2.1.0", "dependent": "shop"},
  "@a/b": {"wanted": "1.0.0", "latest": "1.0.0"}
})",
       "npm-outdated: tea@2.1.0:2 @a/b@1.0.0:3"},
      {"npm: installed twice", R"({"tea": [{"latest": "2.1.0"}, {"latest": "2.1.0"}]})",
       "npm-outdated: tea@2.1.0:1 tea@2.1.0:1"},
      {"npm: nothing is newer", "{}\n", "npm-outdated:"},
      {"npm: a package from git has no newest",
       R"({"tea": {"current": "git", "latest": "exotic"}})", "npm-outdated:"},
      {"yarn 1: a value a line",
       "{\"type\":\"info\",\"data\":\"Color legend\"}\n"
       "{\"type\":\"table\",\"data\":{\"head\":[\"Package\",\"Current\",\"Wanted\",\"Latest\"],"
       "\"body\":[[\"tea\",\"1.0.0\",\"1.0.4\",\"2.1.0\"],[\"cut\",\"1\"]]}}\n",
       "yarn-outdated: tea@2.1.0:2"},
      {"pip",
       R"([{"name": "Tea_Pot", "version": "1.0", "latest_version": "1.10", "latest_filetype": "wheel"}])",
       "pip-outdated: Tea_Pot@1.10:1"},
      {"pip: nothing is newer", "[]", "outdated:"},
      {"go: without Update nothing is told",
       "{\n\t\"Path\": \"example.org/shop\",\n\t\"Main\": true\n}\n"
       "{\n\t\"Path\": \"example.org/tea\",\n\t\"Version\": \"v1.0.0\"\n}\n"
       "{\n\t\"Path\": \"example.org/pot\",\n\t\"Version\": \"v1.0.0\",\n"
       "\t\"Update\": {\"Path\": \"example.org/pot\", \"Version\": \"v1.2.0\"}\n}\n",
       "go-outdated: example.org/pot@v1.2.0:12"},
      {"composer", R"({"installed": [{"name": "a/tea", "version": "1.0.0", "latest": "v2.0.0"}]})",
       "composer-outdated: a/tea@v2.0.0:1"},
      {"dotnet",
       R"({"version": 1, "projects": [{"path": "a.csproj", "frameworks": [{"framework": "net8.0",
 "topLevelPackages": [{"id": "Tea", "resolvedVersion": "1.0.0", "latestVersion": "2.0.0"}],
 "transitivePackages": [{"id": "Pot", "latestVersion": "Not found at the sources"}]}]}]})",
       "dotnet-outdated: Tea@2.0.0:2"},
      {"dotnet: nothing is newer", R"({"version": 1, "projects": [{"path": "a.csproj"}]})",
       "dotnet-outdated:"},
      {"cargo-outdated: what there is no newer of, and what was taken away",
       R"({"crate_name":"shop","dependencies":[{"name":"tea","project":"1.0.0","compat":"---","latest":"2.0.0"},
{"name":"tea->pot","latest":"---"},{"name":"a->milk","latest":"0.3.0"},{"name":"oats","latest":"Removed"}]})",
       "cargo-outdated: tea@2.0.0:1 milk@0.3.0:2"},
      {"gradle: the first kind that is told",
       R"({"current": {}, "outdated": {"dependencies": [
{"group": "org.a", "name": "tea", "version": "1", "available": {"release": null, "milestone": "2.0", "integration": null}}]}})",
       "gradle-outdated: org.a:tea@2.0:2"},
      {"bundle",
       "\ntea (newest 2.1.0, installed 1.0.0, requested ~> 1.0)\npot (newest 3.0)\nwords\n",
       "bundle-outdated: tea@2.1.0:2 pot@3.0:3"},
  };
  for (const auto& row : rows) EXPECT_EQ(Told(row.bytes), row.want) << row.rule;
}

TEST(Outdated, WhatIsNoneOfThemIsRefused) {
  const struct {
    const char* rule;
    std::string bytes, where;
  } rows[] = {
      {"empty", "", "newest"},
      {"words", "everything is up to date\n", "newest"},
      {"an SBOM", R"({"bomFormat": "CycloneDX", "components": []})", "newest"},
      {"a lock", R"({"name": "a", "lockfileVersion": 3, "packages": {}})", "newest"},
      {"numbers", "[1, 2]", "newest"},
      {"a package without its newest version", R"({"tea": {"latest": "1"}, "pot": {}})", "newest"},
      {"cut off", "[{\"name\": \"tea\",\n", "newest, line 1"},
      {"broken", "[{\"name\": tea}]", "newest, line 1"},
  };
  for (const auto& row : rows) {
    const auto manifest = ReadOutdated("newest", row.bytes);
    ASSERT_FALSE(manifest) << row.rule;
    EXPECT_EQ(manifest.error().kind, ErrorKind::kMalformed) << row.rule;
    EXPECT_EQ(manifest.error().where, row.where) << row.rule;
  }
}

}  // namespace
}  // namespace avouch::formats
