#include "notation/glob.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::notation {
namespace {

struct Case {
  std::string_view pattern;
  std::vector<std::string_view> in, out;
};

void Check(const std::vector<Case>& cases, Dialect dialect) {
  for (const auto& [pattern, in, out] : cases) {
    for (const auto text : in)
      EXPECT_TRUE(GlobMatch(pattern, text, dialect)) << pattern << " " << text;
    for (const auto text : out) {
      EXPECT_FALSE(GlobMatch(pattern, text, dialect)) << pattern << " " << text;
    }
  }
}

TEST(Glob, PathsAsGitignoreHasThem) {
  Check(
      {
          {"*.js", {"a.js", "x/y/a.js", ".js"}, {"a.jsx", "js"}},
          {"/*.js", {"a.js"}, {"x/a.js"}},
          {"build", {"build", "build/a/b", "x/build", "x/build/a"}, {"builds", "x/rebuild/a"}},
          {"build/", {"build/a", "x/build/a/b"}, {"build", "x/build"}},
          {"/build/logs/", {"build/logs/a"}, {"x/build/logs/a", "build/logs"}},
          {"docs/*", {"docs/a", "docs/a/b"}, {"docs", "x/docs/a"}},
          {"a/**", {"a/b", "a/b/c"}, {"a", "x/a/b"}},
          {"**/a", {"a", "x/a", "x/y/a", "x/a/deep"}, {"xa"}},
          {"a/**/b", {"a/b", "a/x/b", "a/x/y/b", "a/b/in"}, {"ab", "a/xb", "c/a/b"}},
          {"**", {"a", "a/b"}, {}},
          {"a**b", {"ab", "axb"}, {"c/a/b"}},
          {"a?c", {"abc", "x/abc"}, {"ac", "a/c"}},
          {"[a-c]x", {"ax", "bx"}, {"dx", "/x"}},
          {"[!a-c]x", {"dx"}, {"ax"}},
          {"[]]x", {"]x"}, {"x"}},
          {"[ab", {"[ab"}, {"a"}},
          {"\\*a", {"*a"}, {"ba"}},
          {"\\!a", {"!a"}, {"a"}},
          {"{a,b}", {"{a,b}"}, {"a"}},
          {"", {}, {"", "a"}},
          {"/", {}, {"", "a"}},
      },
      Dialect::kPath);
}

TEST(Glob, CodeownersHoldAFinalStarToTheFolder) {
  Check(
      {
          {"*", {"a", "a/b"}, {}},
          {"docs/*", {"docs/a.md"}, {"docs/a/b.md", "x/docs/a.md"}},
          {"/docs/", {"docs/a", "docs/a/b"}, {"x/docs/a"}},
          {"apps/", {"apps/a", "x/apps/a/b"}, {"apps"}},
          {"**/logs", {"logs/a", "build/logs/a", "x/y/logs/z"}, {"xlogs/a"}},
          {"*.[ch]", {"a.[ch]"}, {"a.c"}},
          {"/.github/workflows/*.yml", {".github/workflows/a.yml"}, {".github/workflows/x/a.yml"}},
      },
      Dialect::kCodeowners);
}

// The examples of GitHub's page "Workflow syntax", filter pattern cheat sheet.
TEST(Glob, RefsAndPathsAsActionsFiltersHaveThem) {
  Check(
      {
          {"feature/*", {"feature/my-branch"}, {"feature", "feature/a/b"}},
          {"feature/**", {"feature/beta-a/my-branch", "feature/mona/the/octocat"}, {"features"}},
          {"main", {"main"}, {"main2", "x/main"}},
          {"*", {"main", "releases"}, {"all/the/branches"}},
          {"**", {"all/the/branches", "every/tag"}, {}},
          {"*feature", {"mona-feature", "feature", "ver-10-feature"}, {"a/feature"}},
          {"v2*", {"v2", "v2.0", "v2.9"}, {"v1"}},
          {"v[12].[0-9]+.[0-9]+", {"v1.10.1", "v2.0.0"}, {"v3.0.0", "v1..1", "v1.0.0-rc"}},
          {"*.jsx?", {"page.js", "page.jsx"}, {"page.jsxx", "a/page.js"}},
          {"**.js", {"index.js", "js/index.js", "src/js/app.js"}, {"a.jsx"}},
          {"docs/**/*.md", {"docs/README.md", "docs/mona/hello.md"}, {"README.md"}},
          {"**/docs/**", {"docs/hello.md", "dir/docs/my-file.txt"}, {"docs"}},
          {"**/README.md", {"README.md", "js/README.md"}, {"xREADME.md"}},
          {"**/*src/**", {"a/src/app.js", "my-src/code/js/app.js"}, {"src.js"}},
          {"**/migrate-*.sql", {"migrate-10909.sql", "db/migrate-v1.0.sql"}, {}},
          {"a\\+b", {"a+b"}, {"aab"}},
          {"+a", {"+a"}, {"a"}},
      },
      Dialect::kRef);
}

TEST(Glob, ShellAlternatives) {
  Check(
      {
          {"packages/*", {"packages/a"}, {"packages/a/b", "x/packages/a"}},
          {"{a,b}/*.{ts,tsx}", {"a/x.ts", "b/x.tsx"}, {"c/x.ts", "a/x.js"}},
          {"a{,b}", {"a", "ab"}, {"abb"}},
          {"{a,b{c,d}}", {"a", "bc", "bd"}, {"b"}},
          {"src/**/*.py", {"src/a.py", "src/x/y/a.py"}, {"a.py"}},
          {"**", {"a/b"}, {}},
          {"{a", {"{a"}, {"a"}},
          {"\\{a,b}", {"{a,b}"}, {"a"}},
      },
      Dialect::kShell);
}

TEST(Glob, NoPatternTakesLong) {
  const auto start = std::chrono::steady_clock::now();
  const std::string text(4000, 'a');
  std::string stars, folders, classes, braces;
  for (int i = 0; i < 1000; ++i) stars += "*a", folders += "**/", classes += "[a-z]?";
  for (int i = 0; i < 1000; ++i) braces += "{a,b}";
  for (const Dialect dialect :
       {Dialect::kPath, Dialect::kCodeowners, Dialect::kRef, Dialect::kShell}) {
    EXPECT_FALSE(GlobMatch(stars + "b", text, dialect));
    EXPECT_FALSE(GlobMatch(folders + "b", text, dialect));
    (void)GlobMatch(classes.substr(0, 4000), text, dialect);
    (void)GlobMatch(braces.substr(0, 4000), text, dialect);
    EXPECT_FALSE(GlobMatch(std::string(kMaxGlobBytes + 1, '*'), text, dialect));
  }
  // A backtracking matcher would not end at all.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Glob, ListsTakeBackWhatIsNegated) {
  const std::vector<std::string> patterns = {"releases/**", "!releases/**-alpha",
                                             "releases/x-alpha"};
  EXPECT_TRUE(GlobListMatch(patterns, "releases/10", Dialect::kRef));
  EXPECT_FALSE(GlobListMatch(patterns, "releases/beta/3-alpha", Dialect::kRef));
  EXPECT_TRUE(GlobListMatch(patterns, "releases/x-alpha", Dialect::kRef));
  EXPECT_FALSE(GlobListMatch(std::vector<std::string>{"!a"}, "b", Dialect::kRef));
}

}  // namespace
}  // namespace avouch::notation
