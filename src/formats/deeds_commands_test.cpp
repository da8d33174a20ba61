#include "formats/deeds_commands.h"

#include <gtest/gtest.h>

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
  };
  for (const auto& line : kLines) EXPECT_EQ(Told(line.text), line.result) << line.text;
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

}  // namespace
}  // namespace avouch::formats
