#include "formats/requirements_document_mentions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

std::string In(std::string_view text, const std::vector<std::string>& ids) {
  std::string out;
  for (const auto& one : IdMentions(ids).In("tests/x.py", text))
    out += (out.empty() ? "" : " ") + std::to_string(one.place.line) + ":" + one.id;
  return out;
}

TEST(IdMentions, OfAnIdByOddity) {
  struct Row {
    std::string_view odd, text, found;
  };
  const Row rows[] = {
      {"as it is written", "# ROTA-17", "1:ROTA-17"},
      {"as a name of a function", "\ndef test_rota_17_isolation():", "2:ROTA-17"},
      {"in capitals with underscores", "TEST(Rota, ROTA_17)", "1:ROTA-17"},
      {"each once, by line", "ROTA-17\nROTA-2\nROTA-17", "1:ROTA-17 2:ROTA-2"},
      {"in quotes", "tag('ROTA-2')", "1:ROTA-2"},
      {"at the end of a sentence", "see ROTA-2.", "1:ROTA-2"},
      {"a longer number is another", "ROTA-170", ""},
      {"a further number is another", "ROTA-17-3 ROTA-17.3 rota_17_3", ""},
      {"letters behind it", "ROTA-17b rota_17b", ""},
      {"another's prefix", "XROTA-17 X-ROTA-17", ""},
      {"letters of other scripts around it", "\xC3\xA9ROTA-17 ROTA-17\xC3\xA9", ""},
      {"the longest of two that begin alike", "SEC-1-2", "1:SEC-1-2"},
      {"the shorter one of two", "SEC-1 x", "1:SEC-1"},
      {"no separator at all", "ROTA17", ""},
      {"nothing", "", ""},
      {"no text", std::string_view("ROTA-17\0", 8), ""},
  };
  for (const Row& row : rows)
    EXPECT_EQ(In(row.text, {"ROTA-17", "ROTA-2", "SEC-1", "SEC-1-2"}), row.found) << row.odd;
}

TEST(IdMentions, IdsThatCannotBeFoundAreNone) {
  EXPECT_EQ(In("ROTA-1", {}), "");
  EXPECT_EQ(In(" ", {"", " ", "a b", std::string(65, 'A')}), "");
  EXPECT_EQ(In("ROTA-1", {"ROTA-1", "rota_1"}), "1:ROTA-1");  // The first of two alike
}

TEST(IdMentions, LargeFilesAreDataNotTests) {
  std::string text(kMaxTestFileBytes, ' ');
  text.replace(0, 6, "ROTA-1");
  EXPECT_EQ(In(text, {"ROTA-1"}), "1:ROTA-1");
  EXPECT_EQ(In(text + " ", {"ROTA-1"}), "");
}

// 5,000 ids that begin alike, and a text that begins each again and again.
TEST(IdMentions, AScanIsLinearInTheText) {
  std::vector<std::string> ids;
  for (int i = 0; i < 5'000; ++i) ids.push_back(std::string(40, 'A') + "-" + std::to_string(i));
  std::string text;
  while (text.size() < 2'000'000) text += std::string(40, 'A') + "-x ";
  EXPECT_EQ(In(text, ids), "");
}

TEST(IdMentions, ATestFileIsTold) {
  for (std::string_view path :
       {"tests/isolation.py", "src/test_x.py", "pkg/x_test.go", "web/x.test.ts", "web/x.spec.tsx",
        "spec/models/user_spec.rb", "src/test/java/RotaTest.java", "Rota.Tests/ShiftTests.cs",
        "features/sign_in.feature", "x/__tests__/a.js", "src/a_test.cpp", "e2e/login.ts"})
    EXPECT_TRUE(IsTestFile(path)) << path;
  for (std::string_view path :
       {"src/rota.py", "tests/README.md", "tests/data.json", "tests/fixtures/x.py", "testdata/x.go",
        "src/latest.py", "docs/test-plan.md", "src/contest.go", "Makefile", "tests/Makefile",
        "node_modules/x/test/a.js", "tests/results.xml"})
    EXPECT_FALSE(IsTestFile(path)) << path;
}

}  // namespace
}  // namespace avouch::formats
