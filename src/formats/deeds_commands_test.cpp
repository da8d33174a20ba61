#include "formats/deeds_commands.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/github_workflow.h"

namespace avouch::formats {
namespace {

struct Line {
  std::string_view text, result;
};

std::string Told(const Doings& doings) {
  std::vector<std::string> out;
  for (const auto& deed : doings.deeds)
    out.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool);
  return Join(out, ", ");
}

std::string Told(std::string_view text) { return Told(DeedsOf(SplitShell(text, 1), "x")); }

TEST(DeedsCommands, ToolsOfFirmwareAndCharts) {
  const Line kLines[] = {
      {"platformio test -e native", "test platformio"},
      {"pio run -e x", "build pio"},
      {"west twister -T app", "test west"},
      {"west build -b board app", "build west"},
      {"idf.py build", "build idf.py"},
      {"cross test --target x", "test cross"},
      {"helm unittest charts/x", "test helm"},
  };
  for (const auto& line : kLines) EXPECT_EQ(Told(line.text), line.result) << line.text;
}

TEST(DeedsCommands, WhatOnlyBuildsOrPassesOverTestsIsNoTest) {
  const Line kLines[] = {
      {"./gradlew build -x test", "build gradle"},
      {"gradle check --exclude-task test", "test gradle"},  // The others of it
      {"gradle assemble -x testDebugUnitTest", "build gradle"},
      {"mvn -B verify -DskipTests", "build mvn"},
      {"mvn verify -Dmaven.test.skip=true", "build mvn"},
      {"mvn verify -DskipTests=false", "test mvn"},
      {"cargo test --no-run", ""},
      {"platformio test -e native --without-testing", ""},
      {"pytest --collect-only", ""},
      {"ctest -N", ""},
      {"dotnet test --list-tests", ""},
      {"go test -list . ./...", ""},
      {"go test -run '^$' -bench . ./...", ""},
      {"go test -run=NONE -bench=. ./...", ""},
      {"go test -run TestX ./...", "test go"},
      {"npx jest --listTests", "install npx"},
      {"tox --notest", "call tox"},
  };
  for (const auto& line : kLines) EXPECT_EQ(Told(line.text), line.result) << line.text;
}

TEST(DeedsCommands, WhatPublishes) {
  const Line kLines[] = {
      {"npx changeset publish", "install npx, publish changeset"},
      {"bun publish", "publish bun, call lifecycle"},
      {"npx jsr publish", "install npx, publish jsr"},
      {"mix hex.publish --yes", "publish mix"},
      {"mix hex.publish --dry-run", ""},
      {"ko build ./cmd/x", "publish ko, build-image ko"},
      {"ko build --local ./cmd/x", "build-image ko"},
      {"KO_DOCKER_REPO=kind.local ko build ./cmd/x", "build-image ko"},
      {"mvn -B compile jib:build", "publish mvn"},
      {"./gradlew jib", "publish gradle"},
      {"./gradlew jibDockerBuild", "build gradle"},
      {"gh api repos/o/r/releases -f tag_name=v1", "publish gh"},
      {"gh api repos/o/r/releases", ""},
      {"vercel --prod", "deploy vercel"},
  };
  for (const auto& line : kLines) EXPECT_EQ(Told(line.text), line.result) << line.text;
}

TEST(DeedsCommands, ATestWhoseFailureMayBePassedOver) {
  struct Row {
    std::string_view text;
    bool tolerated, doubtful;
  };
  const Row kRows[] = {
      {"npm test", false, false},
      {"npm test | tee log", true, false},
      {"set -o pipefail; npm test | tee log", false, false},
      {"set +e; npm test; echo x", true, false},
      {"npm test &", false, true},
      {"! npm test", false, true},
      {"if npm test; then echo well; fi", false, true},
      {"npm test || npm publish", false, true},
      {"npm test || handle", false, true},
      {"npm test || code=$?\necho x\nexit \"$code\"", false, false},
      {"npm test || code=$?\necho x", false, true},
      {"false && npm test", false, true},
      {"[ -z \"$X\" ] || npm test", false, true},
      {"for i in 1 2; do npm test && break; done", false, true},
      {"npm test && npm run build\nnpm publish", false, true},
      {"cd x && npm test", false, false},
      {"npm ci && npm test\nnpm publish", false, false},
      {"npm test || exit 1", false, false},
      {"npm test || { echo failed; exit 1; }", false, false},
      {"npm test || true", true, true},
  };
  for (const auto& row : kRows) {
    const auto doings = DeedsOf(SplitShell(row.text, 1), "x");
    const auto test = std::ranges::find(doings.deeds, model::DeedKind::kTest, &model::Deed::kind);
    ASSERT_NE(test, doings.deeds.end()) << row.text;
    EXPECT_EQ(test->tolerated, row.tolerated) << row.text;
    EXPECT_EQ(!test->arguments.empty(), row.doubtful) << row.text;
  }
}

TEST(DeedsCommands, AnActionThatRunsCargo) {
  const auto told = [](std::string_view command) {
    model::Reference uses;
    uses.name = uses.text = "actions-rs/cargo";
    model::Setting with;
    with.key = "command";
    with.value = command;
    return Told(DeedsOfAction(uses, {with}));
  };
  EXPECT_EQ(told("test"), "test cargo");
  EXPECT_EQ(told("publish"), "publish cargo");
  EXPECT_EQ(told(""), "");
}

std::string Installs(std::string_view text) {
  std::vector<std::string> out;
  const Doings doings = DeedsOf(SplitShell(text, 1), "x");
  for (const auto& deed : doings.deeds)
    if (deed.kind == model::DeedKind::kInstall)
      out.push_back(deed.tool + " " + Join(deed.arguments, " "));
  for (const auto& reference : doings.references)
    out.push_back("package " + reference.name + " " + reference.version);
  return Join(out, ", ");
}

TEST(DeedsCommands, WhatNpxFetches) {
  const Line kLines[] = {
      {"npx tsc -b", "npx unless listed tsc"},
      {"npx -p typescript tsc", "npx unless listed typescript"},
      {"npm exec -- eslint .", "npx unless listed eslint"},
      {"npx -y eslint .", "package eslint "},
      {"npx eslint@9.1.0 .", "package eslint 9.1.0"},
      {"npx @scope/x@1 y", "package @scope/x 1"},
      {"npx --package typescript@5.4.2 tsc", "package typescript 5.4.2"},
      {"npx --no-install tsc", ""},
      {"npx ./tool.js", ""},
  };
  for (const auto& line : kLines) EXPECT_EQ(Installs(line.text), line.result) << line.text;
}

TEST(DeedsCommands, WhereAnInstallObeysItsLock) {
  const Line kLines[] = {
      {"npm ci", "npm in:"},
      {"cd web && npm ci", "npm in:web"},
      {"npm ci --prefix web/app", "npm in:web/app"},
      {"cd a && pnpm install --frozen-lockfile -C ../b", "pnpm in:b"},
      {"yarn --cwd web install --immutable", "yarn in:web"},
      {"npm ci --prefix $WEB", "npm "},
      {"npm install", "npm "},
      {"cargo build", ""},
  };
  for (const auto& line : kLines) EXPECT_EQ(Installs(line.text), line.result) << line.text;
}

}  // namespace
}  // namespace avouch::formats
