// What a project is built and developed with: tool versions, hooks, development containers.

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "formats/devcontainer.h"
#include "formats/pre_commit.h"
#include "formats/tool_versions.h"

namespace avouch::formats {
namespace {

TEST(ToolVersions, EachFileNamesItsTools) {
  struct Row {
    const char* path;
    const char* text;
    const char* tools;
    const char* notes;
  };
  const Row rows[] = {
      {".tool-versions", "nodejs 22.1.0 20.9.0 # two\n\nerlang 27.0\n",
       "node 22.1.0|node 20.9.0|erlang 27.0", ""},
      {".tool-versions", "python system\nruby\n", "",
       "line 1: no version of python|line 2: ruby has no version"},
      {"mise.toml", "[tools]\ngo = '1.25'\nnode = ['22', '20']\nrust = {version = '1.80.1'}\n",
       "go 1.25|node 22|node 20|rust 1.80.1", ""},
      {".config/mise/config.toml", "[env]\nA = 'b'\n[tools]\n\"npm:tea\" = '3'\n", "npm:tea 3", ""},
      {"mise.toml", "[tools]\ngo = '{{ env.GO }}'\nx = 'path:/opt/x'\n", "",
       "line 2: no version of go|line 3: no version of x"},
      {"rust-toolchain.toml", "[toolchain]\nchannel = '1.80'\ncomponents = ['clippy']\n",
       "rust 1.80", ""},
      {"rust-toolchain", "nightly-2024-01-01\n", "rust nightly-2024-01-01", ""},
      {"rust-toolchain", "[toolchain]\nchannel = \"stable\"\n", "rust stable", ""},
      {"web/.nvmrc", "\xEF\xBB\xBFv20.11.0\r\n", "node 20.11.0", ""},
      {".nvmrc", "lts/iron\n", "node lts/iron", ""},
      {".ruby-version", "ruby-3.3.0\n", "ruby 3.3.0", ""},
      {".python-version", "3.12\n3.11 # old\n", "python 3.12|python 3.11", ""},
      {".java-version", "temurin64-17.0\n", "java temurin64-17.0", ""},
      {".sdkmanrc", "# c\njava=21.0.1-tem\nmaven\n", "java 21.0.1-tem",
       "line 3: no version of maven"},
      {".go-version", "", "", ""},
      {".go-version", "one two\n", "", "line 1: no version of go"},
  };
  for (const Row& row : rows) {
    const Path path(row.path);
    ASSERT_TRUE(IsToolVersions(path)) << row.path;
    const auto manifest = ReadToolVersions(path, row.text);
    ASSERT_TRUE(manifest) << row.path << ": " << ToString(manifest.error());
    EXPECT_EQ(Join(manifest->tools, "|"), row.tools) << row.path;
    EXPECT_EQ(Join(manifest->notes, "|"), row.notes) << row.path;
    EXPECT_FALSE(manifest->lock);
  }
  EXPECT_FALSE(ReadToolVersions("mise.toml", "[tools"));
  const std::string endless = "go " + std::string(100'000, '1');
  EXPECT_TRUE(ReadToolVersions(".tool-versions", endless)->tools.empty());
}

TEST(ToolVersions, NamesOfOtherFilesAreNone) {
  for (const char* path : {"config.toml", "mise.local.toml", "my-mise.toml", "nvmrc",
                           "app/.cargo/config.toml", "rust-toolchain.md"})
    EXPECT_FALSE(IsToolVersions(Path(path))) << path;
}

TEST(PreCommit, AHookIsItsRepositoryAtARevision) {
  const auto manifest = ReadPreCommit(".pre-commit-config.yaml", R"(repos:
- repo: https://u:p@github.com/o/tea.git
  rev: v1.2.0
  hooks: [{id: a, additional_dependencies: [x==1, y]}]
- repo: git@github.com:o/pot
  rev: 0123456789012345678901234567890123456789
  hooks: [{id: b}]
- repo: local
  hooks: [{id: c}]
- repo: https://github.com/o/none
)");
  ASSERT_TRUE(manifest) << ToString(manifest.error());
  ASSERT_EQ(manifest->components.size(), 2u);
  const auto &tea = manifest->components[0], &pot = manifest->components[1];
  EXPECT_EQ(tea.name + " " + tea.version + " " + tea.origin,
            "github.com/o/tea v1.2.0 https://github.com/o/tea.git");
  EXPECT_EQ(tea.source, model::SourceKind::kUrl);
  EXPECT_TRUE(tea.development);
  EXPECT_EQ(tea.place.line, 2);
  EXPECT_EQ(pot.name, "github.com/o/pot");
  EXPECT_EQ(pot.source, model::SourceKind::kGit);
  EXPECT_TRUE(pot.origin.ends_with("#0123456789012345678901234567890123456789"));
  EXPECT_EQ(Join(manifest->notes, "|"),
            "line 2: 2 packages installed beside the hooks are not told|"
            "line 10: a repository without address or revision");
  EXPECT_TRUE(ReadPreCommit(".pre-commit-config.yaml", "- repo: meta\n")->components.empty());
  for (const char* text : {"", "a", "repos: x\n", "repos:\n  a: b\n"})
    EXPECT_FALSE(ReadPreCommit(".pre-commit-config.yaml", text)) << text;
}

// "name version" of what is asked for, then of what is there.
std::string Told(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += one.name + " " + one.range + (one.exact ? "=" : "") + (one.development ? "" : "?") + "|";
  for (const auto& one : manifest.components)
    out += "[" + one.detail.group + " " + one.name + " " + one.version + " " +
           Join(one.digests, ",") + (one.development ? "]" : "?]");
  return out;
}

TEST(Devcontainer, FeaturesAndTheImageAreForDevelopment) {
  struct Row {
    const char* path;
    const char* text;
    const char* told;
  };
  const Row rows[] = {
      {".devcontainer/devcontainer.json",
       "{ // why\n\"image\": \"mcr.example:5000/go:1-bookworm\",\n\"features\": {\n"
       "\"ghcr.io/o/tea:1\": {},\n\"ghcr.io/o/pot@sha256:ab\": {},\n\"./local\": {},\n"
       "\"https://x.example/f.tgz\": {},\n\"docker\": \"latest\",\n},}",
       "ghcr.io/o/tea 1|ghcr.io/o/pot sha256:ab=|https://x.example/f.tgz |docker |"
       "[image mcr.example:5000/go 1-bookworm ]"},
      {".devcontainer.json", R"({"image": "x/y@sha256:cd"})", "[image x/y sha256:cd sha256:cd]"},
      {"devcontainer.json", R"({"image": "x/y:${localEnv:TAG}", "features": []})", ""},
      {"devcontainer.json", R"({"build": {"dockerfile": "Dockerfile"}})", ""},
      {"devcontainer-lock.json",
       R"({"features": {"ghcr.io/o/tea:1": {"version": "1.4.0",
           "resolved": "ghcr.io/o/tea@sha256:ef", "integrity": "sha256:ef"}, "x:2": {}}})",
       "[feature ghcr.io/o/tea 1.4.0 sha256:ef]"},
  };
  for (const Row& row : rows) {
    ASSERT_TRUE(IsDevcontainer(Path(row.path))) << row.path;
    const auto manifest = ReadDevcontainer(Path(row.path), row.text);
    ASSERT_TRUE(manifest) << row.text << ": " << ToString(manifest.error());
    EXPECT_EQ(Told(*manifest), row.told) << row.text;
    EXPECT_EQ(manifest->lock, std::string(row.path).find("-lock") != std::string::npos);
  }
  EXPECT_FALSE(ReadDevcontainer("devcontainer.json", "[]"));
  EXPECT_FALSE(IsDevcontainer(Path("my-devcontainer.json")));
}

}  // namespace
}  // namespace avouch::formats
