#include "formats/dependabot.h"

#include <gtest/gtest.h>

#include "formats/dependabot_ecosystems.h"

namespace avouch::formats {
namespace {

model::UpdateTool Read(std::string_view text) {
  auto tool = ReadDependabot(".github/dependabot.yml", text);
  EXPECT_TRUE(tool.has_value()) << ToString(tool.error());
  return tool ? std::move(*tool) : model::UpdateTool();
}

TEST(Dependabot, FoldersSchedulesAndLimits) {
  const auto t = Read(R"(version: 2
updates:
  - package-ecosystem: gomod
    directory: "/"
    schedule: {interval: weekly}
    open-pull-requests-limit: 0
  - package-ecosystem: "npm"
    directories: ["/web/", "/packages/*"]
    schedule: {interval: cron, cronjob: "0 5 * * 1"}
    target-branch: next
    exclude-paths: ["web/old/**"]
  - package-ecosystem: docker
    directory: .
    enabled: false
  - package-ecosystem: frobnicate
    directory: /
)");
  ASSERT_EQ(t.rules.size(), 3u);
  EXPECT_EQ(t.rules[0].ecosystem, model::Ecosystem::kGo);
  EXPECT_EQ(t.rules[0].directories, (std::vector<std::string>{""}));
  EXPECT_EQ(t.rules[0].pull_request_limit, 0);
  EXPECT_EQ(t.rules[0].place.line, 3);
  EXPECT_EQ(t.rules[1].directories, (std::vector<std::string>{"web", "packages/*"}));
  EXPECT_EQ(t.rules[1].schedule, "0 5 * * 1");
  EXPECT_EQ(t.rules[1].branch, "next");
  EXPECT_EQ(t.rules[1].left_out, (std::vector<std::string>{"web/old/**"}));
  EXPECT_TRUE(t.rules[2].disabled);
  EXPECT_EQ(t.rules[2].directories, (std::vector<std::string>{""}));
  EXPECT_EQ(t.notes,
            (std::vector<std::string>{"line 15: an ecosystem that is not known: 'frobnicate'"}));
}

TEST(Dependabot, IgnoredWhollyInPartAndWithReason) {
  const auto t = Read(R"(version: 2
updates:
  - package-ecosystem: pip
    directory: /
    # held back by the vendor's contract
    ignore:
      - dependency-name: "a"
      - dependency-name: "b"
        versions: [">=2"]
  - package-ecosystem: npm
    directory: /
    ignore:
      - dependency-name: "*"
  - package-ecosystem: cargo
    directory: /
    ignore:
      - dependency-name: "*"
        update-types: ["version-update:semver-major"]
)");
  EXPECT_EQ(t.rules[0].ignored, (std::vector<std::string>{"a"}));
  EXPECT_TRUE(t.rules[0].ignored_with_reason);
  EXPECT_EQ(t.rules[1].ignored, (std::vector<std::string>{"*"}));
  EXPECT_FALSE(t.rules[1].ignored_with_reason);
  EXPECT_TRUE(t.rules[2].ignored.empty());
  EXPECT_EQ(t.notes,
            (std::vector<std::string>{
                "line 8: pip leaves out some updates of b: >=2",
                "line 17: cargo leaves out some updates of all: version-update:semver-major"}));
}

TEST(Dependabot, GroupsOfSeveralEcosystemsLendTheirSchedule) {
  const auto t = Read(R"(version: 2
multi-ecosystem-groups:
  infra: {schedule: {interval: monthly}}
updates:
  - package-ecosystem: docker
    directory: /
    multi-ecosystem-group: infra
    patterns: ["*"]
)");
  EXPECT_EQ(t.rules.at(0).schedule, "monthly");
}

TEST(Dependabot, AVersionThatGithubDoesNotReadHasNoRules) {
  const auto t = Read("version: 1\nupdate_configs: []\n");
  EXPECT_TRUE(t.rules.empty());
  EXPECT_EQ(t.notes.size(), 1u);
  EXPECT_FALSE(ReadDependabot(".github/dependabot.yml", "- a\n").has_value());
  EXPECT_FALSE(IsDependabot("docs/.github/dependabot.yml"));
}

TEST(UpdateManagers, SupportAndFiles) {
  using model::Ecosystem;
  EXPECT_TRUE(Supports("dependabot", Ecosystem::kGo));
  EXPECT_FALSE(Supports("dependabot", Ecosystem::kConan));
  EXPECT_TRUE(Supports("renovate", Ecosystem::kConan));
  EXPECT_FALSE(Supports("dependabot", Ecosystem::kOther));
  EXPECT_FALSE(Supports("nobody", Ecosystem::kNpm));
  EXPECT_TRUE(Handles("dependabot", "a/requirements-dev.txt"));
  EXPECT_TRUE(Handles("renovate", ".github/workflows/ci.yml"));
  EXPECT_FALSE(Handles("renovate", "values/ci.yml"));
  EXPECT_FALSE(Handles("dependabot", "README.md"));
  EXPECT_EQ(EcosystemOf("dependabot", "gitsubmodule"), Ecosystem::kGitSubmodule);
}

}  // namespace
}  // namespace avouch::formats
