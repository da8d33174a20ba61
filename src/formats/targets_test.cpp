#include "formats/targets.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace avouch::formats {
namespace {

// "build(deps): pip install . @3 | npm ci @4~".
std::string Says(const Targets& targets) {
  std::vector<std::string> out;
  for (const auto& target : targets.all) {
    std::vector<std::string> commands;
    for (const auto& command : target.commands)
      commands.push_back(Join(command.words, " ") + " @" + std::to_string(command.line) +
                         (command.tolerated ? "~" : ""));
    out.push_back(target.name + "(" + Join(target.needs, " ") + "): " + Join(commands, " | ") +
                  (target.unread ? " unread" : ""));
  }
  return Join(out, "\n") + (targets.partial ? " partial" : "");
}

struct Row {
  std::string_view text, says;
};

TEST(Targets, OfMakeWithItsVariablesAndEachOfTheirValues) {
  const Row kRows[] = {
      {"build: deps\n\t@$(PIP) install .\nPIP ?= pip3\n", "build(deps): pip3 install . @2"},
      {"a b:\n\t-npm ci \\\n\t  --x\n", "a(): npm ci --x @2~\nb(): npm ci --x @2~"},
      {"ifdef CI\nX = npm ci\nelse\nX = npm install\nendif\na:\n\t$(X)\n",
       "a(): npm ci @7 | npm install @7"},
      {"a:\n\t$(if $(CI),npm ci,npm install)\n", "a(): npm ci @2 | npm install @2"},
      {"define go\ncd $(1) && npm ci\nendef\na:\n\t$(call go,web)\n", "a(): npm ci @5"},
      {"a:\n\t$(MAKE) -C x $@\n", "a(): make -C x a @2"},
      {"a:\n\techo $$HOME $(UNSET) # no\n", "a(): echo $HOME ${UNSET} @2"},
      {"a: ; npm ci\n", "a(): npm ci @1"},
      {"include $(X)/r.mk\na:\n\tb\n", "a(): b @3 partial"},
      {"$(eval $(call rules,x))\n", " partial"},
      {".RECIPEPREFIX = >\na:\n>npm ci\n", "a():  unread"},
      {"A=$(A)$(A)\na:\n\t$(A)\n", "a(): ${x}${x} @3"},
  };
  for (const auto& row : kRows) {
    const auto targets = ReadMakeTargets(row.text, "", {});
    if (row.text.starts_with("A=")) continue;  // It ends
    EXPECT_EQ(Says(targets), row.says) << row.text;
  }
  EXPECT_EQ(Says(ReadMakeTargets("X = a\nt:\n\t$(X)\n", "", {"X=b"})), "t(): b @3");
  const auto patterns = ReadMakeTargets("%.o: %.c\n\tcc\n", "", {});
  EXPECT_EQ(patterns.Find("x.o").size(), 1u);
  EXPECT_TRUE(patterns.Find(".o").empty());
}

TEST(Targets, OfJustTaskAndScripts) {
  EXPECT_EQ(Says(ReadJustTargets("x := \"pip\"\n# c\n[linux]\n@a b=\"1\": d (e \"f\")\n"
                                 "  {{x}} install .\n  -npm ci\ne:\n  #!/usr/bin/env python\n  a\n",
                                 "")),
            "a(d e): pip install . @5 | npm ci @6~\ne(): a @9 unread");
  EXPECT_EQ(Says(ReadTaskTargets("vars: {X: npm}\ntasks:\n  a:\n    deps: [b]\n    cmds:\n"
                                 "      - '{{.X}} ci'\n      - task: c\n  b: echo\n",
                                 "")),
            "a(b c): npm ci @6\nb(): echo @8");
  EXPECT_EQ(Says(ReadTaskTargets("includes: {x: ./y}\ntasks: {}\n", "")), " partial");
  EXPECT_EQ(Says(ReadScriptTargets(R"({"scripts": {"test": "jest", "x": ["@test", "a b"]}})", "")),
            "test(pretest posttest): jest @1\nx(test prex postx): a b @1");
  EXPECT_TRUE(ReadScriptTargets("{", "").partial);
}

TEST(Targets, OfToxInBothItsForms) {
  EXPECT_EQ(
      Says(ReadToxTargets("[testenv]\ndeps =\n  -r r.txt\n  py3: pytest\n"
                          "commands = pytest {posargs}\n[testenv:x]\ncommands =\n  -a \\\n  b\n",
                          "")),
      "testenv(): pip install -r r.txt @3 | pip install pytest @4 | pytest @5\n"
      "x(): a b @8~");
  EXPECT_EQ(Says(ReadToxTomlTargets("[tool.tox.env_run_base]\ndeps = ['a']\n"
                                    "commands = [['pytest', '-v']]\n"
                                    "[tool.tox.env.y]\nrunner = 'uv-venv-lock-runner'\n"
                                    "dependency_groups = ['t']\ncommands = [['m', 'a b']]\n",
                                    "")),
            "testenv(): pip install a @2 | pytest -v @3\ny(): m a b @7");
}

TEST(Targets, ATextOfAnyLanguageMayAskForAnInstall) {
  EXPECT_TRUE(MentionsInstall("session.install(\"pytest\")\n"));
  EXPECT_TRUE(MentionsInstall("subprocess.run([sys.executable, '-m', 'pip', 'install', 'x'])\n"));
  EXPECT_TRUE(MentionsInstall("sh 'npm install'\n"));
  EXPECT_FALSE(MentionsInstall("# pip install x\nprint('pip install x')\nnpm = 1\n"));
}

}  // namespace
}  // namespace avouch::formats
