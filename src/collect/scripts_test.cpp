#include "collect/scripts.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/deeds.h"
#include "model/deed_words.h"

namespace avouch::collect {
namespace {

std::string DeedsOf(const std::string& run, std::vector<source::MemoryTree::File> files) {
  source::MemoryTree tree(std::move(files));
  std::vector<model::Pipeline> pipelines(1);
  pipelines[0].jobs.resize(1);
  pipelines[0].jobs[0].steps.resize(1);
  pipelines[0].path = Path("ci.yml");
  auto& step = pipelines[0].jobs[0].steps[0];
  step.deeds = formats::DeedsOf(formats::SplitShell(run, 1), pipelines[0].path).deeds;
  std::vector<model::Dockerfile> none;
  FollowCalls(tree, pipelines, none);
  std::string out;
  for (const auto& deed : pipelines[0].jobs[0].steps[0].deeds)
    if (!deed.locked || deed.kind != model::DeedKind::kCall)
      out += (deed.kind == model::DeedKind::kCall ? "call " : "") + deed.place.path.bytes + ":" +
             std::to_string(deed.place.line) + " " + deed.tool +
             (deed.tolerated ? " (tolerated)" : "") +
             (model::Says(deed, model::kMayPass) ? " (may pass)" : "") + "\n";
  return out;
}

TEST(Scripts, TestsOfAScriptAreTheStepsThatRunsIt) {
  EXPECT_EQ(DeedsOf("./Build.ps1", {{"Build.ps1",
                                     "foreach ($t in Get-ChildItem) {\n"
                                     "  & dotnet test -c Release\n"
                                     "  if ($LASTEXITCODE -ne 0) { throw }\n}\n"}}),
            "Build.ps1:2 dotnet\n");
  // PowerShell goes on after a program that failed, unless it is asked.
  EXPECT_EQ(DeedsOf("./Build.ps1", {{"Build.ps1", "dotnet test\ndotnet pack\n"}}),
            "call Build.ps1:1 variable (tolerated)\n");
  EXPECT_EQ(DeedsOf("bash -eu ci/all.sh", {{"ci/all.sh", "set -e\ngo test ./...\n"}}),
            "ci/all.sh:2 go\n");
  EXPECT_EQ(DeedsOf("ci/run", {{"ci/run", "#!/bin/sh\npytest\n"}}), "ci/run:2 pytest\n");
  EXPECT_EQ(DeedsOf("cd web && ./t.sh", {{"web/t.sh", "jest\n"}}), "web/t.sh:1 jest\n");
}

TEST(Scripts, AreFollowedIntoEachOtherAndStopWhereTheyRunThemselves) {
  EXPECT_EQ(DeedsOf("./a.sh", {{"a.sh", "./b.sh\n./a.sh\n"}, {"b.sh", "./a.sh\nctest\n"}}),
            "b.sh:2 ctest\n");
}

TEST(Scripts, AFailureThatTheStepIgnoresIsIgnored) {
  EXPECT_EQ(DeedsOf("./a.sh || true", {{"a.sh", "pytest\n"}}), "a.sh:1 pytest (tolerated)\n");
}

// The pin of what the step fetches first.
std::string PinOf(const std::string& run, std::vector<source::MemoryTree::File> files) {
  source::MemoryTree tree(std::move(files));
  std::vector<model::Pipeline> pipelines(1);
  pipelines[0].jobs.resize(1);
  pipelines[0].jobs[0].steps.resize(1);
  auto& step = pipelines[0].jobs[0].steps[0];
  auto doings = formats::DeedsOf(formats::SplitShell(run, 1), "ci.yml");
  step.deeds = std::move(doings.deeds);
  step.references = std::move(doings.references);
  std::vector<model::Dockerfile> none;
  FollowCalls(tree, pipelines, none);
  if (step.references.empty()) return "none";
  return std::string(model::Name(step.references[0].pin)) + step.references[0].comment;
}

TEST(Scripts, AListOfDigestsCountsWhereTheTreeHasIt) {
  const std::string fetch = "curl -fLo x https://h.example/x; ";
  EXPECT_EQ(PinOf(fetch + "sha256sum -c ci/x.sum", {{"ci/x.sum", "a"}}), "digest");
  EXPECT_EQ(PinOf("cd ci; " + fetch + "sha256sum -c x.sum", {{"ci/x.sum", "a"}}), "digest");
  EXPECT_EQ(PinOf(fetch + "sha256sum -c $D/ci/x.sum", {{"ci/x.sum", "a"}}), "digest");
  EXPECT_EQ(PinOf(fetch + "sha256sum -c x.sum", {{"y.sum", "a"}}), "floating");
  EXPECT_EQ(PinOf(fetch + "sha256sum -c ci/x.sum", {{"docs/x.sum", "a"}}), "floating");
  EXPECT_EQ(PinOf(fetch + "sha256sum -c src/ci/x.sum", {{"ci/x.sum", "a"}}), "digest");
  EXPECT_EQ(PinOf(fetch + "sha256sum -c /tmp/x.sum", {{"x.sum", "a"}}), "floating");
  EXPECT_EQ(PinOf("./get.sh", {{"get.sh", "set -e\n" + fetch + "sha256sum -c s\n"}, {"s", "a"}}),
            "digest");
  EXPECT_EQ(PinOf("./get.sh", {{"get.sh", "set -e\n" + fetch + "sha256sum -c s\n"}}), "floating");
  EXPECT_EQ(PinOf("./get.sh", {{"get.sh", fetch + "sha256sum -c s\n./x\n"}, {"s", "a"}}),
            "floating");
}

TEST(Scripts, FunctionsOfAScriptThatIsReadInAreCalledByTheReader) {
  EXPECT_EQ(DeedsOf(". ci/lib.sh; tests", {{"ci/lib.sh", "tests() {\n  pytest\n}\n"}}),
            "ci/lib.sh:2 pytest\n");
  EXPECT_EQ(DeedsOf("bash ci/all.sh", {{"ci/all.sh", "tests() {\n  pytest\n}\necho a\n"}}), "");
}

TEST(Scripts, WhatIsNoScriptOrOnlyEchoesAddsNothing) {
  EXPECT_EQ(DeedsOf("./a.sh", {{"a.sh", "echo pytest\n# pytest\ndocker tag x/y\n"}}), "");
  EXPECT_EQ(DeedsOf("./tool", {{"tool",
                                "\x7f"
                                "ELF\npytest\n"}}),
            "");
  EXPECT_EQ(DeedsOf("echo ./a.sh", {{"a.sh", "pytest\n"}}), "");
  EXPECT_EQ(DeedsOf("./$NAME.sh", {{"a.sh", "pytest\n"}}), "call ci.yml:1 sh\n");
}

TEST(Scripts, ATestThatPassesWithNoneNeedsSome) {
  const std::string package = "{\"scripts\":{\"test\":\"jest --passWithNoTests\"}}";
  EXPECT_EQ(DeedsOf("npm test", {{"package.json", package}, {"src/x.js", ""}}),
            "package.json:1 jest (may pass)\n");
  EXPECT_EQ(DeedsOf("npm test", {{"package.json", package}, {"src/x.test.js", ""}}),
            "package.json:1 jest\n");
  // Another package's are not its own.
  EXPECT_EQ(DeedsOf("npm test --prefix a", {{"a/package.json", package}, {"b/x.test.ts", ""}}),
            "a/package.json:1 jest (may pass)\n");
  EXPECT_EQ(
      DeedsOf("npm test --prefix a", {{"a/package.json", package}, {"a/src/__tests__/x.tsx", ""}}),
      "a/package.json:1 jest\n");
  EXPECT_EQ(DeedsOf("vitest run --passWithNoTests", {{"x.test.py", ""}}),
            "ci.yml:1 vitest (may pass)\n");
  EXPECT_EQ(DeedsOf("vitest run", {{"x.js", ""}}), "ci.yml:1 vitest\n");
  EXPECT_EQ(DeedsOf("vitest run", {{"vitest.config.ts", "test: {passWithNoTests: true}"}}),
            "ci.yml:1 vitest (may pass)\n");
  EXPECT_EQ(DeedsOf("npm test -- --passWithNoTests",
                    {{"package.json", "{\"scripts\":{\"test\":\"jest\"}}"}}),
            "package.json:1 jest (may pass)\n");
}

TEST(Scripts, WhatAScriptPutsBeforeOthersIsTheStepsThatRunsIt) {
  EXPECT_EQ(DeedsOf("./a.sh", {{"a.sh", "docker push x/y\nscp x me@h.example:/srv\n"}}),
            "a.sh:1 docker\na.sh:2 scp\n");
  EXPECT_EQ(DeedsOf("./a.sh", {{"a.sh", "docker push localhost:5000/y\nscp h.example:/x .\n"}}),
            "");
  EXPECT_EQ(DeedsOf("./e2e.sh", {{"e2e.sh", "docker push x/y\nkubectl apply -f x\n"}}), "");
  EXPECT_EQ(DeedsOf("python up.py", {{"up.py", "import twine.commands.upload\n"}}), "up.py:1 sh\n");
  EXPECT_EQ(DeedsOf("python up.py", {{"up.py", "# twine upload x\nprint(1)\n"}}), "");
}

}  // namespace
}  // namespace avouch::collect
