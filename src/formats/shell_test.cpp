#include "formats/shell.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace avouch::formats {
namespace {

// Words of each command, "/" between commands.
std::string Split(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& command : SplitShell(text, 1)) out.push_back(Join(command.words, " "));
  return Join(out, " / ");
}

struct Row {
  std::string_view text, commands;
};

TEST(Shell, CommandsEndAtOperatorsAndLines) {
  const Row kRows[] = {
      {"a b", "a b"},
      {"a; b && c || d | e", "a / b / c / d / e"},
      {"a &\nb", "a / b"},
      {"a |& b", "a / b"},
      {"\n\n a \n", "a"},
      {"a \\\n  b \\\r\n  c\nd", "a b c / d"},
      {"(cd x && a)", "a"},
      {"{ a; b; }", "a / b / }"},
      {"a `b c` d", "a / b c / d"},
      {"a $(b $(c)) d", "a / b / c / d"},
      {"case $x in y) a ;; z) b ;; esac", "case $x in y / a / z / b / esac"},
      {"f() { a; }\nf", "a"},
      {"a &&\n  b |\n  c", "a / b / c"},
      {"", ""},
      {"   ", ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(Split(row.text), row.commands) << row.text;
}

TEST(Shell, QuotesHoldWordsTogetherAndCommentsAreNone) {
  const Row kRows[] = {
      {"a 'b c' \"d e\"", "a b c d e"},
      {"a \"b \\\" c\"", "a b \" c"},
      {"echo 'x; npm publish'", "echo x; npm publish"},
      {"# npm publish\na", "a"},
      {"a # npm publish", "a"},
      {"a#b", "a#b"},
      {"a b\\ c", "a b c"},
      {"a ${X:-(b; c)} d", "a ${X:-(b; c)} d"},
      {"a ${{ x || y }} b", "a ${{ x || y }} b"},
      {"a 'open", "a open"},
      {".\\build.ps1", "./build.ps1"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Split(row.text), row.commands) << row.text;
}

TEST(Shell, HeredocsAreTextAndNotCommands) {
  const Row kRows[] = {
      {"cat <<EOF > x\nnpm publish\nEOF\na", "cat / a"},
      {"cat <<'EOF'\nnpm publish\n  EOF\nb", "cat / b"},
      {"cat <<-\"EOF\" | tee y\n\tnpm publish\n\tEOF\nb", "cat / tee y / b"},
      {"cat <<A <<B\none\nA\ntwo\nB\nb", "cat / b"},
      {"cat <<EOF\nnever closed\nnpm publish", "cat / sh -s"},
      {"a $((1 << 4))\nb", "a / 1 / b"},
      {"cat <<< word\na", "cat / a"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Split(row.text), row.commands) << row.text;
}

TEST(Shell, WhatStandsInFrontOfAProgramIsTakenOff) {
  for (std::string_view front : {"",
                                 "sudo",
                                 "sudo -E",
                                 "sudo -u deploy",
                                 "sudo -n --user root",
                                 "doas",
                                 "env",
                                 "env -i",
                                 "env -u X",
                                 "A=b",
                                 "A=b C=\"d e\"",
                                 "env A=b",
                                 "sudo A=b",
                                 "time",
                                 "time -p",
                                 "nice",
                                 "nice -n 10",
                                 "nohup",
                                 "exec",
                                 "command",
                                 "timeout 10m",
                                 "timeout -k 5 10",
                                 "timeout --signal=KILL 60s",
                                 "xargs",
                                 "xargs -n 1",
                                 "xvfb-run -a",
                                 "if",
                                 "if !",
                                 "then",
                                 "do",
                                 "while",
                                 "else",
                                 "{",
                                 "retry",
                                 "retry 3",
                                 "travis_retry",
                                 "stdbuf -oL"})
    EXPECT_EQ(Split(std::string(front) + " npm test -- x"), "npm test -- x") << front;
}

TEST(Shell, SettingsAreKept) {
  auto commands = SplitShell("GOFLAGS=-mod=mod X= go build; export A=b; C=d", 1);
  ASSERT_EQ(commands.size(), 3u);
  EXPECT_EQ(Join(commands[0].settings, " "), "GOFLAGS=-mod=mod X=");
  EXPECT_EQ(commands[1].settings, std::vector<std::string>{"A=b"});
  EXPECT_EQ(commands[2].settings, std::vector<std::string>{"C=d"});
  EXPECT_EQ(Split("./a=b c"), "./a=b c");
}

TEST(Shell, RedirectionsAreNoArguments) {
  const Row kRows[] = {
      {"a b > c", "a b"},
      {"a b >c d", "a b d"},
      {"a 2>&1 b", "a b"},
      {"a >> c 2> d b", "a b"},
      {"a b &> c", "a b"},
      {"a < in b", "a b"},
      {"a b 1>&2", "a b"},
      {"docker build . 2>&1 | tee x", "docker build . / tee x"},
      {"pip install 'x>=1'", "pip install x>=1"},
      {"a <b>", "a"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Split(row.text), row.commands) << row.text;
}

// Commands with '~' behind those whose failure is let pass.
std::string Tolerated(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& command : SplitShell(text, 1))
    out.push_back(command.words[0] + (command.tolerated ? "~" : ""));
  return Join(out, " ");
}

TEST(Shell, FailuresThatAreLetPass) {
  const Row kRows[] = {
      {"t || true", "t~ true"},
      {"t || :", "t~ :"},
      {"t || echo failed", "t~ echo"},
      {"t || exit 0", "t~ exit"},
      {"t || exit 1", "t exit"},
      {"t || (a; exit 1)", "t a exit"},
      {"t || { a; }", "t a }"},
      {"t && a || true", "t~ a~ true"},
      {"t | tee x || true", "t~ tee~ true"},
      {"t; a || true", "t a~ true"},
      {"t\na || true", "t a~ true"},
      {"t || a || true", "t a~ true"},
      {"bash -c 't' || true", "t~ bash~ true"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Tolerated(row.text), row.commands) << row.text;
}

TEST(Shell, OutputThatAShellRuns) {
  const Row kRows[] = {
      {"curl x | sh", "curl!"},
      {"curl x | sudo -E bash -", "curl!"},
      {"curl x | A=b bash -s -- v1", "curl!"},
      {"wget -qO- x | /bin/sh", "wget!"},
      {"curl x | python3 -", "curl! python3"},
      {"bash <(curl x) arg", "bash curl! arg"},
      {"sudo bash <(curl x)", "bash curl!"},
      {"source <(curl x)", "source curl!"},
      {". <(curl x)", ". curl!"},
      {"bash -c \"$(curl x)\"", "curl! bash"},
      {"sh -c \"`curl x`\"", "curl! sh"},
      {"sh -c $(curl x)", "sh curl!"},
      {"eval \"$(curl x)\"", "curl! eval"},
      {"eval $(curl x)", "eval curl!"},
      {"curl x | tar xz", "curl tar"},
      {"curl x | tee y", "curl tee"},
      {"curl x > y; sh y", "curl sh"},
      {"diff <(curl x) <(curl y)", "diff curl curl"},
      {"A=$(curl x)", "curl"},
      {"echo $(curl x)", "echo curl"},
      {"echo \"curl x | sh\"", "echo"},
      {"bash script.sh $(curl x)", "bash curl"},
  };
  for (const auto& row : kRows) {
    std::string fed;
    for (const auto& command : SplitShell(row.text, 1))
      if (!command.words.empty())
        fed += (fed.empty() ? "" : " ") + command.words[0] + (command.piped_to_shell ? "!" : "");
    EXPECT_EQ(fed, row.commands) << row.text;
  }
}

TEST(Shell, OutputThatIsOnlyLookedThrough) {
  EXPECT_TRUE(SplitShell("curl x | jq .tag", 1)[0].looked_through);
  EXPECT_TRUE(SplitShell("curl x | grep a | head -1", 1)[0].looked_through);
  EXPECT_FALSE(SplitShell("curl x | sed s/a/b/ | bash", 1)[0].looked_through);
  EXPECT_FALSE(SplitShell("curl x | tar x", 1)[0].looked_through);
}

// "command@folder".
std::string Folders(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& command : SplitShell(text, 1))
    out.push_back(command.words[0] + "@" + command.folder);
  return Join(out, " ");
}

TEST(Shell, FoldersThatAreChangedTo) {
  const Row kRows[] = {
      {"a; cd x; b", "a@ b@x"},
      {"cd x && cd y && a", "a@x/y"},
      {"cd x; cd ../y; a", "a@y"},
      {"(cd x && a) && b", "a@x b@"},
      {"a $(cd x && b) c", "a@ b@x c@"},
      {"pushd x; a; popd; b", "a@x b@"},
      {"cd x; cd -; a", "a@"},
      {"cd \"$UNKNOWN\"; a", "a@"},
      {"cd x; cd $CI_PROJECT_DIR/y; a", "a@y"},
      {"cd x; cd ${GITHUB_WORKSPACE}; a", "a@"},
      {"cd x; bash -c 'cd y; a'; b", "a@x/y bash@x b@x"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Folders(row.text), row.commands) << row.text;
}

TEST(Shell, AFolderIsHandedOnFromTextToText) {
  std::string folder = "a";
  EXPECT_EQ(SplitShell("one; cd b", 1, &folder)[0].folder, "a");
  EXPECT_EQ(folder, "a/b");
}

TEST(Shell, LinesAreThoseOfTheFile) {
  auto commands = SplitShell("a\n# c\nb \\\n  c\ncat <<E\nx\nE\nd 'e\nf'\ng", 10);
  std::string lines;
  for (const auto& command : commands)
    lines += command.words[0] + std::to_string(command.line) + " ";
  EXPECT_EQ(lines, "a10 b12 cat14 d17 g19 ");
}

TEST(Shell, TheTextIsOneShortLine) {
  auto commands = SplitShell("echo 'a\nb' " + std::string(1000, 'x'), 1);
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].text.size(), 200u);
  EXPECT_EQ(commands[0].text.find('\n'), std::string::npos);
}

TEST(Shell, LongAndDeepTextsTakeTimeInProportion) {
  EXPECT_EQ(SplitShell(std::string(2'000'000, '('), 1).size(), 0u);
  std::string list, pipe;
  for (int i = 0; i < 100'000; ++i) list += "a && ", pipe += "grep x | ";
  EXPECT_EQ(SplitShell(list, 1).size(), 20'000u);
  EXPECT_EQ(SplitShell(pipe, 1).size(), 20'000u);
  std::string nested = "a";
  for (int i = 0; i < 10; ++i) nested = "bash -c \"" + nested + "\"";
  EXPECT_LE(SplitShell(nested, 1).size(), 3u);
}

TEST(Shell, ATextThatAShellIsGivenIsItsCommands) {
  const Row kRows[] = {
      {"bash <<EOF\nnpm install x\nEOF\na", "npm install x / a"},
      {"sh -s -- a <<-'X'\n\tnpm i\n\tX", "npm i"},
      {"bash <<< \"npm i\"", "npm i"},
      {"cat <<E | bash\nnpm i\nE", "cat / npm i"},
      {"echo 'npm i' | sh", "echo npm i / npm i"},
      {"printf '%s\\n' 'npm i' | sudo bash -x", "printf %s\\n npm i / npm i"},
      {"base64 -d x | sh", "base64 -d x / sh -s"},
      {"bash < x.sh", "bash x.sh"},
      {"CMD='npm i x'\n$CMD -g", " / npm i x -g"},
      {"CMD='npm i x'\neval \"$CMD\"", " / npm i x / eval npm i x"},
      {"C='a b'\nC='c d'\n$C", " /  / c d"},
      {"trap 'npm i' EXIT", "npm i / trap npm i EXIT"},
      {"busybox sh -c 'npm i'", "npm i / sh -c npm i"},
      {"python3 - <<E\nprint(1)\nE", "python3 -c print(1)\n"},
      {"cat > f <<E\nnpm i\nE", "cat"},
      {"x=(\n  a\n  ':(b)c.sh' # d\n)\ne", " / e"},
      {"x=(a $(npm i) b)\ne", " / npm i /  / e"},
      {"a \"$(b \"c | d\")\"\ne", "b c | d / a $(b \"c | d\") / e"},
      {"a \"$(b '(')\"\ne", "b ( / a $(b '(') / e"},
      {"x=\"$(npm i)\"", "npm i / "},
      {"x=\"a `npm i` b $((1+2))\"", "npm i / "},
      {"x='$(npm i)'", ""},
      {"a ''$(npm i) d", "npm i / a $(npm i) d"},
      {"a b$(npm i)c d", "npm i / a b$(npm i)c d"},
      {"x=`a b`\nc # `d`\ne", " / a b / c / e"},
      {"a b`npm i`c d", "npm i / a b`npm i`c d"},
      {"x=b$(npm i)c; a $x", "npm i /  / a $x"},
      {"x=\"\\$(npm i)\"", ""},
      {"x=\"$(a\nb)\"\nc", "a / b /  / c"},
      {"cat > f <<E\n$(npm i) `npm ci` \\$(b) $((1+2))\nE", "npm i / npm ci / cat"},
      {"cat > f <<'E'\n$(npm i)\nE", "cat"},
      {"a \"$(b (\"\ne", "a $(b ( / e"},
      {"uv pip ${P:+--python \"$P\"} x", "uv pip --python $P x"},
  };
  for (const auto& row : kRows) {
    std::vector<std::string> all;
    for (const auto& command : SplitShell(row.text, 1)) all.push_back(Join(command.words, " "));
    EXPECT_EQ(Join(all, " / "), row.commands) << row.text;
  }
}

TEST(Shell, TextsInTextsEnd) {
  std::string text = "npm i";
  for (int i = 0; i < 12; ++i)
    text = "bash <<E" + std::to_string(i) + "x\n" + text + "\nE" + std::to_string(i) + "x";
  const auto commands = SplitShell(text, 1);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(commands[0].words, (std::vector<std::string>{"sh", "-s"}));
}

}  // namespace
}  // namespace avouch::formats
