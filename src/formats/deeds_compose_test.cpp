#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/github_workflow.h"

namespace avouch::formats {
namespace {

std::string Text(const Doings& doings) {
  std::vector<std::string> out;
  for (const auto& deed : doings.deeds)
    out.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool +
                  (deed.locked ? " locked" : "") +
                  (deed.arguments.empty() ? "" : " [" + Join(deed.arguments, "|") + "]"));
  for (const auto& reference : doings.references)
    out.push_back("package " + reference.name + " " + reference.version);
  return Join(out, ", ");
}

std::string Of(std::string_view text) { return Text(DeedsOf(SplitShell(text, 1), "x")); }

TEST(Deeds, WhatComposeBuilds) {
  struct Row {
    std::string_view text, result;
  };
  for (const auto& [text, result] :
       {Row{"docker compose build", "build-image compose [|||]"},
        Row{"docker compose -f a.yml --file=b.yml build web db",
            "build-image compose [|||web db|a.yml|b.yml]"},
        Row{"cd deploy && docker-compose -p x up -d --build", "build-image compose-up [|deploy||]"},
        Row{"docker compose build --push", "build-image compose [|||], publish docker"},
        Row{"docker compose down -v", ""}, Row{"docker compose -f", ""}, Row{"docker compose", ""}})
    EXPECT_EQ(Of(text), result) << text;
}

TEST(Deeds, ToolsOfPhpAndElixir) {
  EXPECT_EQ(Of("php8.3 -d memory_limit=1G ./vendor/bin/phpunit --testdox"), "test phpunit");
  EXPECT_EQ(Of("php${{ matrix.php }} ./vendor/bin/phpunit"), "test phpunit");
  EXPECT_EQ(Of("php8.2 artisan test"), "test php, call sh [|artisan]");
  EXPECT_EQ(Of("php8.2 artisan migrate"), "call sh [|artisan]");
  EXPECT_EQ(Of("mix deps.get"), "install mix");
  EXPECT_EQ(Of("mix deps.get --only prod --check-locked"), "install mix locked");
}

TEST(Deeds, WhatPipMakesWheelsOf) {
  EXPECT_EQ(Of("pip wheel --wheel-dir /w kettle 'tea[green]' stove==1.2 -r /tmp/r.txt"),
            "install pip [tmp/r.txt], package kettle , package tea[green] , package stove 1.2");
}

TEST(Deeds, ActionsThatInstallListAndPublish) {
  const auto action = [](std::string_view uses, std::vector<model::Setting> with) {
    return Text(DeedsOfAction(ReadUses(uses, "", {"x", 1}), with));
  };
  const model::Setting cache{"bundler-cache", "true", {}}, folder{"working-directory", "web", {}};
  EXPECT_EQ(action("ruby/setup-ruby@v1", {cache}), "install setup-ruby [Gemfile.lock]");
  EXPECT_EQ(action("ruby/setup-ruby@v1", {cache, folder}), "install setup-ruby [web/Gemfile.lock]");
  EXPECT_EQ(action("ruby/setup-ruby@v1", {}), "");
  EXPECT_EQ(action("docker/build-push-action@v7", {{"sbom", "true", {}}}),
            "build-image docker [||], make-sbom docker");
  EXPECT_EQ(action("docker/build-push-action@v7", {{"sbom", "false", {}}}),
            "build-image docker [||]");
  EXPECT_EQ(action("10up/action-wordpress-plugin-deploy@stable", {}), "publish svn");
}

}  // namespace
}  // namespace avouch::formats
