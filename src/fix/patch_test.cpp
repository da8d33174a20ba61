#include "fix/patch.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "fix/diff.h"
#include "testing/sample_assessment.h"

namespace avouch::fix {
namespace {

using Files = std::map<std::string, std::string>;
using testing::Sample;

const std::string kCommit = "3d3c42e5aac5ba805825da76410c181273ba90b1";
const std::string kOther = "1111111111111111111111111111111111111111";
const std::string kDigest = "sha256:" + std::string(64, 'a');

TreeReader ReaderOf(const Files& files) {
  TreeReader out;
  for (const auto& [path, bytes] : files) out.paths.emplace_back(path);
  out.read = [files](const Path& path) -> Result<Bytes> {
    auto at = files.find(path.bytes);
    if (at == files.end()) return Fail(ErrorKind::kNotFound, "no such file", path.bytes);
    return at->second;
  };
  return out;
}

// An assessment in which `claim` has one check with these findings.
Sample With(const char* claim, const char* check,
            const std::vector<std::pair<model::Place, std::string>>& findings) {
  Sample out = testing::EmptySample();
  auto result = testing::SampleCheck(check, "rule", model::Outcome::kNoEvidence);
  for (const auto& [place, text] : findings)
    result.findings.push_back(testing::SampleFinding("0", check, place, text, false));
  testing::AnswerOf(out, claim).checks = {result};
  return out;
}

Result<std::string> Patch(const char* claim, const Sample& sample, const Files& files,
                          const std::string& digests = {}) {
  return Patches(claim, sample.assessment, ReaderOf(files), {digests});
}

// What `git apply` makes of the files; nothing when git is not there.
std::optional<Files> Apply(const Files& files, const std::string& patch) {
  namespace fs = std::filesystem;
  if (std::system("git --version > /dev/null 2>&1") != 0) return std::nullopt;
  std::string folder = (fs::temp_directory_path() / "avouch-fix-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return std::nullopt;
  auto write = [&](const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  };
  for (const auto& [path, bytes] : files) write(fs::path(folder) / path, bytes);
  write(fs::path(folder + ".patch"), patch);
  std::string command = "cd '" + folder + "' && GIT_CEILING_DIRECTORIES='" + folder +
                        "' git -c core.autocrlf=false apply --whitespace=nowarn '" + folder +
                        ".patch'";
  Files out;
  if (std::system(command.c_str()) == 0)
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) {
        std::stringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        out[fs::relative(entry.path(), folder).string()] = bytes.str();
      }
  fs::remove_all(folder);
  fs::remove(folder + ".patch");
  return out;
}

void ExpectApplied(const Files& before, const Result<std::string>& patch, const Files& changed) {
  ASSERT_TRUE(patch.has_value()) << ToString(patch.error());
  auto after = Apply(before, *patch);
  if (!after) GTEST_SKIP() << "git is not here";
  Files expected = before;
  for (const auto& [path, bytes] : changed) expected[path] = bytes;
  EXPECT_EQ(*after, expected) << *patch;
}

TEST(Diff, HunksCarryContextAndCounts) {
  FileChange change("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n");
  change.Replace(1, "two");
  change.Insert(13, {"new"});
  EXPECT_EQ(change.Diff(),
            "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n"
            "@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n"
            "@@ -11,5 +11,6 @@\n 11\n 12\n 13\n+new\n 14\n 15\n");
  EXPECT_TRUE(FileChange("a.txt", "1\n").Diff().empty());
}

TEST(Diff, EveryEditOfEveryFileAppliesAsMeant) {
  for (const std::string& end : {std::string("\n"), std::string("\r\n")})
    for (bool ended : {true, false})
      for (std::size_t lines : {1u, 2u, 7u, 20u})
        for (std::size_t at = 0; at <= lines; ++at) {
          std::string text;
          for (std::size_t i = 0; i < lines; ++i)
            text += "line " + std::to_string(i) + (i + 1 < lines || ended ? end : "");
          FileChange change("dir with blank/f\xC3\xA9\".txt", text);
          change.Insert(at, {"one", "two"});
          if (at > 1) change.Replace(0, "zero");
          auto after = Apply({{change.path().bytes, text}}, change.Diff());
          if (!after) GTEST_SKIP() << "git is not here";
          ASSERT_EQ((*after)[change.path().bytes], change.After()) << change.Diff();
        }
}

TEST(Patches, AnActionPinnedElsewhereIsPinnedHere) {
  Files files = {
      {".github/workflows/a.yml",
       "jobs:\n  a:\n    steps:\n      - uses: actions/checkout@" + kCommit + " # v7.0.1\n"},
      {".github/workflows/b.yml",
       "jobs:\r\n  b:\r\n    steps:\r\n      - uses: \"actions/checkout@v7\"\r\n"
       "      - uses: actions/checkout@v7.0.1  # why\r\n      - uses: actions/cache@v4\r\n"}};
  auto sample = With("1.2.2", "integrity.actions",
                     {{{".github/workflows/b.yml", 4}, "actions/checkout@v7"},
                      {{".github/workflows/b.yml", 5}, "actions/checkout@v7.0.1"},
                      {{".github/workflows/b.yml", 6}, "actions/cache@v4"}});
  ExpectApplied(files, Patch("1.2.2", sample, files),
                {{".github/workflows/b.yml",
                  "jobs:\r\n  b:\r\n    steps:\r\n      - uses: \"actions/checkout@" + kCommit +
                      "\" # v7.0.1\r\n"
                      "      - uses: actions/checkout@" +
                      kCommit + "  # v7.0.1, why\r\n      - uses: actions/cache@v4\r\n"}});
}

TEST(Patches, TwoCommitsForOneVersionAnswerForNothing) {
  Files files = {{".github/workflows/a.yml", "- uses: a/b@" + kCommit + " # v1\n- uses: a/b@" +
                                                 kOther + " # v1\n- uses: a/b@v1\n"}};
  auto patch = Patch(
      "1.2.2", With("1.2.2", "integrity.actions", {{{".github/workflows/a.yml", 3}, "a/b@v1"}}),
      files);
  ASSERT_FALSE(patch.has_value());
  EXPECT_EQ(patch.error().kind, ErrorKind::kNotFound);
}

TEST(Patches, ABranchIsNeverPinned) {
  Files files = {
      {".github/workflows/a.yml", "- uses: a/b@" + kCommit + " # v1\n- uses: a/b@main\n"}};
  EXPECT_FALSE(
      Patch("1.2.2",
            With("1.2.2", "integrity.actions", {{{".github/workflows/a.yml", 2}, "a/b@main"}}),
            files)
          .has_value());
}

TEST(Patches, ImagesAreNamedByTheDigestsHandedIn) {
  Files files = {{"Dockerfile", "FROM node:22 AS build\nFROM gcr.io/distroless/static:nonroot"},
                 {"compose.yaml", "services:\n  db:\n    image: 'node:22'\n"}};
  auto sample = With("1.2.2", "integrity.images",
                     {{{"Dockerfile", 1}, "node:22"},
                      {{"Dockerfile", 2}, "gcr.io/distroless/static:nonroot"},
                      {{"compose.yaml", 3}, "node:22  (a version its publisher could replace)"}});
  std::string digests = "# ours\nnode:22 " + kDigest + "\n";
  ExpectApplied(files, Patch("1.2.2", sample, files, digests),
                {{"Dockerfile",
                  "FROM node:22@" + kDigest + " AS build\nFROM gcr.io/distroless/static:nonroot"},
                 {"compose.yaml", "services:\n  db:\n    image: 'node:22@" + kDigest + "'\n"}});
  EXPECT_EQ(Patch("1.2.2", sample, files).error().kind, ErrorKind::kNotFound);
  for (const char* bad : {"node:22\n", "node:22 sha256:abc\n", "node:22 sha512:abc\n"})
    EXPECT_EQ(Patch("1.2.2", sample, files, bad).error().kind, ErrorKind::kMalformed) << bad;
  EXPECT_EQ(Patch("1.2.2", sample, files,
                  digests + "docker.io/library/node:22 sha256:" + std::string(64, 'b'))
                .error()
                .kind,
            ErrorKind::kMalformed);
}

TEST(Patches, MissingBlocksFollowTheFilesOwnStyle) {
  Files files = {{".github/dependabot.yml",
                  "version: 2\nupdates:\n  - package-ecosystem: \"gomod\"\n    directory: \"/\"\n  "
                  "  schedule:\n"
                  "      interval: \"monthly\"\n      day: \"friday\"\n\n  - package-ecosystem: "
                  "\"npm\"\n    directory: \"/web\"\n"
                  "    schedule:\n      interval: \"daily\"\n\n# the end\nregistries: {}\n"},
                 {"Dockerfile", "FROM x\n"}};
  auto sample =
      With("1.2.5", "updates.automated",
           {{{"Dockerfile", 1}, "docker in the root"},
            {{"ci/Dockerfile", 1}, "docker in ci"},
            {{"py/uv.lock", 0}, "python in py"},
            {{".github/dependabot.yml", 3}, "2 dependencies ignored with no reason written"}});
  files["py/uv.lock"] = "x";
  ExpectApplied(files, Patch("1.2.5", sample, files),
                {{".github/dependabot.yml",
                  "version: 2\nupdates:\n  - package-ecosystem: \"gomod\"\n    directory: \"/\"\n  "
                  "  schedule:\n"
                  "      interval: \"monthly\"\n      day: \"friday\"\n\n  - package-ecosystem: "
                  "\"npm\"\n    directory: \"/web\"\n"
                  "    schedule:\n      interval: \"daily\"\n"
                  "\n  - package-ecosystem: \"docker\"\n    directories:\n      - \"/\"\n      - "
                  "\"/ci\"\n    schedule:\n"
                  "      interval: \"monthly\"\n      day: \"friday\"\n"
                  "\n  - package-ecosystem: \"uv\"\n    directory: \"/py\"\n    schedule:\n"
                  "      interval: \"monthly\"\n      day: \"friday\"\n"
                  "\n# the end\nregistries: {}\n"}});
}

TEST(Patches, AFileWithoutAFinalNewlineKeepsItSo) {
  Files files = {{".github/dependabot.yaml",
                  "version: 2\r\nupdates:\r\n- package-ecosystem: npm\r\n  directory: /\r\n  "
                  "schedule:\r\n    interval: daily"}};
  ExpectApplied(
      files,
      Patch("1.2.5", With("1.2.5", "updates.automated", {{{"go.mod", 0}, "go in the root"}}),
            files),
      {{".github/dependabot.yaml",
        "version: 2\r\nupdates:\r\n- package-ecosystem: npm\r\n  directory: /\r\n  schedule:\r\n   "
        " interval: daily\r\n"
        "- package-ecosystem: gomod\r\n  directory: /\r\n  schedule:\r\n    interval: daily"}});
}

TEST(Patches, WithNoToolOneIsSetUpFromTheTree) {
  Files files = {{"package.json", "{}"},
                 {"api/go.mod", "module x"},
                 {".github/workflows/ci.yml", "on: push"},
                 {"testdata/package.json", "{}"},
                 {"Dockerfile", "FROM x"}};
  auto sample = testing::EmptySample();
  sample.assessment.skipped = {{"testdata/package.json", "test data"}};
  ExpectApplied(
      files, Patch("1.2.5", sample, files),
      {{".github/dependabot.yml",
        "version: 2\nupdates:\n"
        "  - package-ecosystem: docker\n    directory: /\n    schedule:\n      interval: weekly\n"
        "  - package-ecosystem: github-actions\n    directory: /\n    schedule:\n      interval: "
        "weekly\n"
        "  - package-ecosystem: gomod\n    directory: /api\n    schedule:\n      interval: weekly\n"
        "  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: weekly\n"}});
}

TEST(Patches, RenovateIsNotReplaced) {
  Files files = {{"renovate.json", "{}"}, {"package.json", "{}"}};
  EXPECT_EQ(Patch("1.2.5", testing::EmptySample(), files).error().kind, ErrorKind::kNotFound);
}

TEST(Patches, AListInFlowStyleIsLeftToAPerson) {
  Files files = {{".github/dependabot.yml",
                  "version: 2\nupdates: [{package-ecosystem: npm, directory: /}]\n"}};
  EXPECT_FALSE(
      Patch("1.2.5", With("1.2.5", "updates.automated", {{{"go.mod", 0}, "go in the root"}}), files)
          .has_value());
}

TEST(Patches, PermissionsStandBeforeTheJobs) {
  Files files = {{".github/workflows/ci.yml",
                  "on: push\n\n# all of them\njobs:\n  a:\n    runs-on: x\n    steps:\n      - "
                  "run: make test\n"},
                 {".github/workflows/release.yml",
                  "on: push\njobs:\n  a:\n    steps:\n      - run: gh release create\n        env: "
                  "{ GH_TOKEN: '${{ github.token }}' }\n"}};
  auto sample =
      With("2.1.1", "access.permissions",
           {{{".github/workflows/ci.yml", 1}, "takes the forge's default permissions"},
            {{".github/workflows/release.yml", 1}, "takes the forge's default permissions"}});
  Files changed = {{".github/workflows/ci.yml",
                    "on: push\n\npermissions:\n  contents: read\n\n# all of them\njobs:\n  a:\n    "
                    "runs-on: x\n    steps:\n      - run: make test\n"}};
  ExpectApplied(files, Patch("2.1.1", sample, files), changed);
  ExpectApplied(files, Patch("2.2.2", sample, files), changed);
  files.erase(".github/workflows/ci.yml");
  sample = With("2.1.1", "access.permissions", {{{".github/workflows/release.yml", 1}, "x"}});
  EXPECT_EQ(Patch("2.1.1", sample, files).error().kind, ErrorKind::kNotFound);
}

TEST(Patches, AWorkflowThatIsThereToWriteIsLeftToAPerson) {
  auto sample =
      With("2.1.1", "access.permissions", {{{".github/workflows/a.yml", 1}, "takes the default"}});
  for (const char* text :
       {"on: release\njobs:\n  a:\n    steps: []\n",
        "on: [push, issues]\njobs:\n  a:\n    steps: []\n",
        "on:\n  workflow_run:\n    workflows: [x]\njobs:\n  a:\n    steps: []\n",
        "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n",
        "on: push\njobs:\n  a:\n    steps:\n      - uses: actions/github-script@v7\n",
        "on: push\npermissions: {}\njobs:\n  a:\n    steps: []\n", "on: [\n"}) {
    auto patch = Patch("2.1.1", sample, {{".github/workflows/a.yml", text}});
    ASSERT_FALSE(patch.has_value()) << text;
    EXPECT_EQ(patch.error().kind, ErrorKind::kNotFound) << text;
  }
}

TEST(Patches, SecurityTxtIsDraftedFromAContactInTheTree) {
  Files files = {
      {"SECURITY.md", "# Security\nMail you@example.com or Security@Larkhill.health.\n"}};
  ExpectApplied(files, Patch("3.2.1", testing::EmptySample(), files),
                {{".well-known/security.txt",
                  "# A draft, from SECURITY.md. Serve it at /.well-known/security.txt over HTTPS.\n"
                  "Contact: mailto:Security@Larkhill.health\nExpires: 2027-11-21T00:00:00Z\n"}});
  files["SECURITY.md"] = "Use https://github.com/a/b/security/advisories/new please, or a@b.org";
  auto patch = Patch("3.2.1", testing::EmptySample(), files);
  EXPECT_NE(patch->find("+Contact: https://github.com/a/b/security/advisories/new\n"),
            std::string::npos);
  EXPECT_EQ(Patch("3.2.1", testing::EmptySample(), {{"README.md", "a@b.org"}}).error().kind,
            ErrorKind::kNotFound);
}

TEST(Patches, AnExpiredSecurityTxtIsRenewed) {
  Files files = {{"public/.well-known/security.txt",
                  "Contact: mailto:a@b.org\nExpires: 2020-01-01T00:00:00Z\n"}};
  auto sample = With("3.2.1", "disclosure.security-txt",
                     {{{"public/.well-known/security.txt", 0}, "expired"}});
  ExpectApplied(files, Patch("3.2.1", sample, files),
                {{"public/.well-known/security.txt",
                  "Contact: mailto:a@b.org\nExpires: 2027-11-21T00:00:00Z\n"}});
  files.begin()->second = "-----BEGIN PGP SIGNED MESSAGE-----\nContact: x\n";
  EXPECT_EQ(Patch("3.2.1", sample, files).error().kind, ErrorKind::kNotFound);
}

TEST(Patches, WhatCannotBePatchedSaysSoInOneLine) {
  auto sample = testing::EmptySample();
  for (const char* claim : {"1.1.1", "1.2.2", "1.2.5", "2.1.1", "3.2.1"}) {
    auto patch = Patch(claim, sample, {});
    ASSERT_FALSE(patch.has_value()) << claim;
    EXPECT_EQ(patch.error().kind, ErrorKind::kNotFound) << claim;
    EXPECT_EQ(ToString(patch.error()).find('\n'), std::string::npos);
  }
  EXPECT_EQ(Patch("9.9.9", sample, {}).error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace avouch::fix
