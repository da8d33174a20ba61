#include "formats/shell_blocks.h"

#include <gtest/gtest.h>

#include <map>

#include "base/text.h"
#include "formats/shell.h"
#include "formats/shell_variables.h"

namespace avouch::formats {
namespace {

struct Row {
  std::string_view text, told;
};

// "a@0.1": the blocks around each command, in the order in which they are met; "-" behind what
// does not run.
std::string Told(std::string_view text) {
  std::map<int, int> seen;
  std::vector<std::string> out;
  for (const auto& command : SplitShell(text, 1)) {
    if (command.words.empty() || command.words[0] == "fi" || command.words[0] == "done" ||
        command.words[0] == "esac" || command.words[0] == "}")
      continue;
    std::vector<std::string> within;
    for (const int block : command.within)
      within.push_back(std::to_string(seen.emplace(block, seen.size()).first->second));
    out.push_back(Join(command.words, "+") + (within.empty() ? "" : "@" + Join(within, ".")) +
                  (command.runs ? "" : "-"));
  }
  return Join(out, " ");
}

TEST(ShellBlocks, BranchesAndLoopsStandAroundTheirCommands) {
  const Row kRows[] = {
      {"if a; then b; c; else d; fi; e", "a b@0 c@0 d@1 e"},
      {"if a; then b; elif c; then d; fi", "a b@0 c@1 d@2"},
      {"if a; then if b; then c; fi; fi; d", "a b@0 c@0.1 d"},
      {"while a; do b; done; c", "a b@0 c"},
      {"for x in $LIST; do b; done", "for+x+in+$LIST b@0"},
      {"for x in one two; do b; done", "for+x+in+one+two b"},
      {"case $x in a) b;; (c) d;;\nesac; e", "case+$x+in+a b@0 c d@1 e"},
      {"{ a; b; }; (c); d", "a b c d"},
      {"a $(b; c) d `e`", "a b@0 c@0 d e@1"},
      {"x=\"$(a)\"; b", "a@0 b"},
      {"if (a); then b; fi", "a b@0"},
      {"if f() { a; }; then b; fi; f", "b@0 a"},
      {"bash -c 'if a; then b; fi'", "a b@0 bash+-c+if a; then b; fi"},
      {"fi; done; esac; }; ); a", "a"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Told(row.text), row.told) << row.text;
}

TEST(ShellBlocks, FunctionsStandWhereTheyAreCalled) {
  const Row kRows[] = {
      {"f() { a $1; }; b; f x; f y", "b a+x a+y"},
      {"function f { a; }\nf", "a"},
      {"function f() {\n a\n}\nf", "a"},
      {"f() ( a )\nf", "a"},
      {"f() { a; }; b", "b a@0-"},
      {"f() { a; }; g() { f; }; g", "a"},
      {"f() { f; a; }; f", "a"},
      {"f() { a; }; if b; then f; fi", "b a@0"},
      {"f() { a; }; \"$@\"", "$@ a@0"},
      {"f() { a \"$@\" ${2}; }; f x y", "a+x+y+y"},
      {"f() { awk '{print $1}'; }; f x", "awk+{print $1}"},
      {"f() { local u=$1; a $u/z; }; f x; f y", "local+u=x a+x/z local+u=y a+y/z"},
      {"f() { a; }; retry 3 f; b", "a b"},
      {"f() { a; }; with_retry f", "a with_retry+f"},
      {"f() { a; }; trap f EXIT", "a trap+f+EXIT"},
      {"f() { a; }; bash -c f", "a bash+-c+f"},
      {"f() { exit 1; }; f; a", "exit+1 a-"},
      {"f() { return 0; b; }; f; a", "return+0 b- a"},
      {"f() { exit 1; }; a || f; b", "a exit+1 b"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Told(row.text), row.told) << row.text;
}

TEST(ShellBlocks, NothingRunsBehindAnExit) {
  const Row kRows[] = {
      {"a; exit 0; b", "a exit+0 b-"},
      {"a || exit 1; b", "a exit+1 b"},
      {"if a; then exit 0; fi; b", "a exit+0@0 b"},
      {"(exit 0); b", "exit+0 b"},
      {"a && { exit 0; }; b", "a exit+0 b"},
      {"bash -c 'exit 0; c'; b", "exit+0 c- bash+-c+exit 0; c b"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Told(row.text), row.told) << row.text;
}

TEST(ShellBlocks, WordsHoldTheValuesOfVariables) {
  const Row kRows[] = {
      {"V=1; a $V x$V/y ${V}z", "a+1+x1/y+1z"},
      {"V=1; a '$V' \\$V", "a+$V+$V"},
      {"V=1; if b; then V=2; a $V; fi; c $V", "b a+2@0 c+$V"},
      {"V=$(b); a $V", "b@0 a+$V"},
      {"V=1; V=${V:-2}; a $V", "a+$V"},
      {"V=1; a ${V:-2} ${{ V }}", "a+${V:-2}+${{ V }}"},
      {"A=1; B=$A.2; a $B", "a+1.2"},
      {"O='-x y'; a $O", "a+-x+y"},
      {"V=1 a $V", "a+$V"},
      {"export V=1; a $V", "a+1"},
      {"C=a; $C b", "a+b"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Told(row.text), row.told) << row.text;
}

TEST(ShellBlocks, WhatOneCommandReadsAndWrites) {
  const auto of = [](std::string_view text) {
    const auto all = SplitShell(text, 1);
    return all.empty() ? Command() : all.front();
  };
  EXPECT_EQ(of("a > x 2> y").output, "x");
  EXPECT_EQ(of("a >>x").output, "x");
  EXPECT_EQ(of("a 2>&1").output, "");
  EXPECT_EQ(of("a >&2").output, "");
  EXPECT_EQ(of("a < x").input_file, "x");
  EXPECT_EQ(of("a <<< 'b c'").input, "b c");
  EXPECT_EQ(of("a <<E\nb\nE").input, "b\n");
  EXPECT_EQ(of("if a; then b; fi").asks, Asks::kWhether);
  EXPECT_EQ(of("if ! a; then b; fi").asks, Asks::kWhetherNot);
  EXPECT_TRUE(of("! a").negated);
  EXPECT_TRUE(of("$(a)").captured);
  EXPECT_TRUE(of("x=\"$(a)\"").captured);
  EXPECT_FALSE(of("(a)").captured);
  EXPECT_EQ(of("a && b; c").failing, Failing::kRest);
  EXPECT_EQ(of("a || b; c").failing, Failing::kElse);
  const auto lists = SplitShell("a && b | c; d", 1);
  EXPECT_EQ(lists[0].list, lists[2].list);
  EXPECT_NE(lists[2].list, lists[3].list);
}

TEST(ShellBlocks, HostileTextsTakeTimeInProportion) {
  std::string calls = "f0() { a; }\n";
  for (int i = 1; i < 40; ++i)
    calls += "f" + std::to_string(i) + "() { f" + std::to_string(i - 1) + "; f" +
             std::to_string(i - 1) + "; }\n";
  EXPECT_LE(SplitShell(calls + "f39", 1).size(), 20'000u);
  std::string nested, closes;
  for (int i = 0; i < 100'000; ++i) nested += "if a; then ", closes += ") ";
  EXPECT_LE(SplitShell(nested + closes, 1).size(), 20'000u);
  std::string doubles = "A=aaaa\n";
  for (int i = 0; i < 100; ++i) doubles += "A=$A$A; B=$A$A; A=$B$B\n";
  EXPECT_LE(SplitShell(doubles + "a $A", 1).back().words.back().size(), 64u * 1024);
  EXPECT_TRUE(SplitShell("\"" + std::string(1'000'000, '$') + "\"", 1).size() <= 1);
  std::string open = "\"";
  for (int i = 0; i < 500'000; ++i) open += "$(";
  EXPECT_LE(SplitShell(open, 1).size(), 2u);
}

}  // namespace
}  // namespace avouch::formats
