#include "formats/codeowners.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"

namespace avouch::formats {
namespace {

// One rule a line: "3 pattern -> owner owner".
std::string Dump(std::string_view text, const Path& path = "CODEOWNERS") {
  auto file = ReadCodeOwners(path, text);
  EXPECT_TRUE(file.has_value()) << ToString(file.error());
  std::string out;
  if (!file) return out;
  for (const auto& rule : file->rules) {
    EXPECT_EQ(rule.place.path, path);
    out += std::to_string(rule.place.line) + " " + rule.pattern + " ->";
    for (const auto& owner : rule.owners) out += " " + owner;
    out += "\n";
  }
  return out;
}

TEST(CodeOwners, RulesInTheOrderOfTheFile) {
  struct Row {
    std::string_view odd, text, rules;
  };
  const Row rows[] = {
      {"people, teams and addresses", "* @ada @larkhill/core bob@larkhill.example\n",
       "1 * -> @ada @larkhill/core bob@larkhill.example\n"},
      {"tabs and blanks between", "*.js\t@ada   @bob  \n", "1 *.js -> @ada @bob\n"},
      {"comments and empty lines count as lines", "# who\n\n  # more\n/docs/ @ada\n",
       "4 /docs/ -> @ada\n"},
      {"a comment behind a rule", "/docs/ @ada # since 2024\n", "1 /docs/ -> @ada\n"},
      {"a number sign inside a word is no comment", "/a#b @ada\n", "1 /a#b -> @ada\n"},
      {"an escaped number sign", "\\#file @ada\n", "1 #file -> @ada\n"},
      {"an escaped blank", "/my\\ docs/ @ada\n", "1 /my docs/ -> @ada\n"},
      {"a backslash before anything else stays", "/a\\*b @ada\n", "1 /a\\*b -> @ada\n"},
      {"a rule without owners takes them away", "* @ada\n/vendor/\n",
       "1 * -> @ada\n2 /vendor/ ->\n"},
      {"CR LF", "* @ada\r\n/x @bob\r\n", "1 * -> @ada\n2 /x -> @bob\n"},
      {"byte order mark", "\xEF\xBB\xBF* @ada\n", "1 * -> @ada\n"},
      {"the same pattern twice: both are kept, the last wins", "* @ada\n* @bob\n",
       "1 * -> @ada\n2 * -> @bob\n"},
      {"nothing", "", ""},
      {"only comments", "# nobody\n", ""},
      {"bytes that are not UTF-8", "/\xFF @ada\n", "1 /\xEF\xBF\xBD -> @ada\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(row.text), row.rules) << row.odd;
}

TEST(CodeOwners, SectionsOfGitlabGiveOwnersToRulesWithout) {
  struct Row {
    std::string_view odd, text, rules;
  };
  const Row rows[] = {
      {"a section's owners", "[Docs] @writers\n*.md\n*.txt @ada\n",
       "2 *.md -> @writers\n3 *.txt -> @ada\n"},
      {"optional", "^[Docs] @writers\n*.md\n", "2 *.md -> @writers\n"},
      {"approvals", "[Database][2] @dba @ada\n/db/\n", "2 /db/ -> @dba @ada\n"},
      {"the next section ends it", "[A] @ada\n/a\n[B]\n/b\n", "2 /a -> @ada\n4 /b ->\n"},
      {"rules above any section", "/x\n[A] @ada\n/a\n", "1 /x ->\n3 /a -> @ada\n"},
      {"a name with blanks", "[Build and release] @ops\n/.gitlab-ci.yml\n",
       "2 /.gitlab-ci.yml -> @ops\n"},
      {"a class of characters is a pattern", "[ab]*.c @ada\n", "1 [ab]*.c -> @ada\n"},
      {"an empty name is none", "[] @ada\n", "1 [] -> @ada\n"},
      {"never closed", "[Docs @ada\n", "1 [Docs -> @ada\n"},
      {"approvals never closed", "[Docs][2 @ada\n*.md\n", "1 [Docs][2 -> @ada\n2 *.md ->\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(row.text), row.rules) << row.odd;
}

TEST(CodeOwners, StandWhereAForgeLooks) {
  struct Row {
    std::string_view path;
    bool is;
  };
  const Row rows[] = {
      {"CODEOWNERS", true},
      {".github/CODEOWNERS", true},
      {"docs/CODEOWNERS", true},
      {".gitlab/CODEOWNERS", true},
      {"src/CODEOWNERS", false},
      {".github/x/CODEOWNERS", false},
      {"codeowners", false},
      {"CODEOWNERS.md", false},
      {"third_party/x/CODEOWNERS", false},
  };
  for (const Row& row : rows) EXPECT_EQ(IsCodeOwners(row.path), row.is) << row.path;
}

TEST(CodeOwners, OfSeveralFilesTheForgeHonoursTheFirst) {
  std::vector<Path> paths = {".gitlab/CODEOWNERS", "docs/CODEOWNERS", "CODEOWNERS",
                             ".github/CODEOWNERS"};
  std::sort(paths.begin(), paths.end(),
            [](const Path& a, const Path& b) { return CodeOwnersRank(a) < CodeOwnersRank(b); });
  EXPECT_EQ(paths, (std::vector<Path>{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS",
                                      ".gitlab/CODEOWNERS"}));
}

TEST(CodeOwners, LongerThanTheForgeReadsIsRefused) {
  const std::string fits((3u << 20) - 1, '\n');
  EXPECT_TRUE(ReadCodeOwners("CODEOWNERS", fits + "\n").has_value());
  const auto file = ReadCodeOwners("CODEOWNERS", fits + "\n\n");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().kind, ErrorKind::kTooLarge);
}

}  // namespace
}  // namespace avouch::formats
