#include "formats/requirements_document.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "formats/markdown.h"

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

RequirementsDocument Read(std::string_view text, std::string_view ids = "ROTA-[0-9]+",
                          const Path& path = "docs/requirements.md") {
  auto document = ReadRequirementsDocument(path, text, ids);
  EXPECT_TRUE(document.has_value()) << ToString(document.error());
  return document ? std::move(*document) : RequirementsDocument();
}

// "3 ROTA-1 s | text | test, test": s when it is about security.
Texts Show(const RequirementsDocument& document) {
  Texts out;
  for (const auto& one : document.requirements)
    out.push_back(std::to_string(one.place.line) + " " + one.id + (one.security ? " s" : "") +
                  " | " + one.text + " | " + Join(one.tests, ", "));
  return out;
}
Texts Duplicates(const RequirementsDocument& document) {
  Texts out;
  for (const auto& one : document.duplicates) {
    std::string text = one.id;
    for (const auto& place : one.places) text += " " + std::to_string(place.line);
    out.push_back(text);
  }
  return out;
}

TEST(RequirementsDocument, FormsByOddity) {
  struct Row {
    std::string_view odd, text;
    Texts found;
  };
  const Row rows[] = {
      {"items",
       "# R\n- ROTA-1: shows shifts\n- **ROTA-2** prints shifts\n1. [ROTA-3] mails them\n",
       {"2 ROTA-1 | shows shifts | ", "3 ROTA-2 | prints shifts | ", "4 ROTA-3 | mails them | "}},
      {"headings with their words and tests below",
       "# R\n## ROTA-1 Shifts\nShows them.\n\nVerified by: test_shifts.py, `test_more.py`\n"
       "## ROTA-2\nPrints them.\n### Verification\ntest_print.py\n",
       {"2 ROTA-1 | Shifts | test_shifts.py, test_more.py",
        "6 ROTA-2 | Prints them. | test_print.py"}},
      {"a table in any order of columns",
       "| Test | Priority | Requirement | ID |\n|-|-|-|-|\n| t.py; u.py | must | shows shifts | "
       "ROTA-1 |\n",
       {"3 ROTA-1 | shows shifts | t.py, u.py"}},
      {"a paragraph with a stop",
       "ROTA-1: shows shifts\n\nROTA-2 was dropped.\n",
       {"1 ROTA-1 | shows shifts | "}},
      {"a test in the item itself",
       "- ROTA-1: shows shifts (test: t.py)\n- ROTA-2: x, tested by u.py\n",
       {"1 ROTA-1 | shows shifts | t.py", "2 ROTA-2 | x | u.py"}},
      {"a test in the item below",
       "- ROTA-1: shows\n  - Test: t.py\n- ROTA-2: prints\n",
       {"1 ROTA-1 | shows | t.py", "3 ROTA-2 | prints | "}},
      {"tests in the items below their label",
       "## ROTA-1 Shows\nEvidence:\n- `t.py`\n- u.py\n\nMore words.\n- no test\n",
       {"1 ROTA-1 | Shows | t.py, u.py"}},
      {"items behind a test that is named",
       "## ROTA-1 Shows\nTest: t.py\n\n- a note\n",
       {"1 ROTA-1 | Shows | t.py"}},
      {"a test that is none", "- ROTA-1: shows\n  - Test: TBD\n", {"1 ROTA-1 | shows | "}},
      {"security by its section",
       "# R\n## Security\n- ROTA-1: shows\n## Other\n- ROTA-2: prints\n",
       {"3 ROTA-1 s | shows | ", "5 ROTA-2 | prints | "}},
      {"security by its words",
       "- ROTA-1: users sign in with a second factor\n",
       {"1 ROTA-1 s | users sign in with a second factor | "}},
      {"security by its category",
       "| ID | Requirement | Category |\n|-|-|-|\n| ROTA-1 | shows | Security |\n",
       {"3 ROTA-1 s | shows | "}},
      {"mentions are none", "# R\nAs ROTA-1 says, and see ROTA-2.\n- after ROTA-3\n", {}},
      {"remarks are none", "- ROTA-1 and ROTA-2 were joined\n- ROTA-3 replaces ROTA-2\n", {}},
      {"history is none",
       "# R\n- ROTA-1: a\n## Change log\n- ROTA-2: added\n",
       {"2 ROTA-1 | a | "}},
      {"withdrawn ones are left out",
       "| ID | Text | Status |\n|-|-|-|\n| ROTA-1 | a | withdrawn |\n| ROTA-2 | b | done |\n",
       {"4 ROTA-2 | b | "}},
      {"a table of traces adds tests and states nothing",
       "- ROTA-1: a\n\n## Traceability\n| Requirement | Test |\n|-|-|\n| ROTA-1 | t.py |\n| ROTA-9 "
       "| u.py |\n",
       {"1 ROTA-1 | a | t.py"}},
      {"a table of results states nothing new",
       "- ROTA-1: a\n\n| Requirement | Test | Result |\n|-|-|-|\n| ROTA-1 | t.py | passed |\n",
       {"1 ROTA-1 | a | "}},
      {"what it depends on is a mention",
       "## ROTA-1 Shifts\nDepends on:\n- ROTA-2: for the session\n\nTest: t.py\n## ROTA-2 "
       "Session\nx\n",
       {"1 ROTA-1 | Shifts | t.py", "6 ROTA-2 | Session | "}},
      {"in a comment or code", "<!-- ROTA-1: a -->\n```\nROTA-2: b\n```\n", {}},
      {"nothing", "", {}},
  };
  for (const Row& row : rows) {
    const auto document = Read(row.text);
    EXPECT_EQ(Show(document), row.found) << row.odd;
    EXPECT_EQ(Duplicates(document), Texts{}) << row.odd;
  }
}

TEST(RequirementsDocument, AnIdGivenTwiceIsToldWithItsPlaces) {
  struct Row {
    std::string_view odd, text;
    Texts twice;
  };
  const Row rows[] = {
      {"two items", "- ROTA-1: shows\n- ROTA-1: prints\n- ROTA-1: mails\n", {"ROTA-1 1 2 3"}},
      {"two items that differ in one word",
       "- ROTA-1: users sign in with a password\n- ROTA-1: users sign in with a passkey\n",
       {"ROTA-1 1 2"}},
      {"two rows", "| ID | Text |\n|-|-|\n| ROTA-1 | a |\n| ROTA-1 | b |\n", {"ROTA-1 3 4"}},
      {"an item and a heading that say different things",
       "- ROTA-1: shows shifts\n## ROTA-1 Second factor for everybody\nx\n",
       {"ROTA-1 1 2"}},
      {"a summary and its heading", "- ROTA-1: second factor\n## ROTA-1 Second factor\nx\n", {}},
      {"the same words again", "- ROTA-1: shows\n- ROTA-1: Shows\n", {}},
      {"a heading and a list of ids alone", "## ROTA-1 Shows\nx\n## Index\n- ROTA-1\n", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(Duplicates(Read(row.text)), row.twice) << row.odd;
}

TEST(RequirementsDocument, AcrossDocumentsAnIdIsGivenOnce) {
  std::vector<RequirementsDocument> documents = {
      Read("- ROTA-1: a\n- ROTA-2: b\n", "ROTA-[0-9]+", "a.md"),
      Read("- ROTA-2: c\n", "ROTA-[0-9]+", "b.md")};
  const auto twice = DuplicatesAcross(documents);
  ASSERT_EQ(twice.size(), 1u);
  EXPECT_EQ(twice[0], (DuplicateId{"ROTA-2", {{"a.md", 2}, {"b.md", 1}}}));
}

TEST(RequirementsDocument, WithoutAPatternIdsAreFoundWhenTheyAreRegular) {
  struct Row {
    std::string_view odd, text;
    Texts found;
  };
  const Row rows[] = {
      {"two that share a prefix",
       "- ABC-1: a\n- ABC-2: b\n- XY-3: c\n",
       {"1 ABC-1 | a | ", "2 ABC-2 | b | "}},
      {"one alone may be anything", "- ABC-1: a\n", {}},
      {"one that is given twice is one", "- ABC-1: a\n- ABC-1: b\n", {}},
      {"names of other people's lists",
       "- CVE-2026-1: a\n- CVE-2026-2: b\n- CWE-1: c\n- CWE-2: d\n",
       {}},
      {"more than one prefix",
       "- FR-1: a\n- FR-2: b\n- NFR-SEC-1: c\n- NFR-SEC-2: d\n",
       {"1 FR-1 | a | ", "2 FR-2 | b | ", "3 NFR-SEC-1 | c | ", "4 NFR-SEC-2 | d | "}},
  };
  for (const Row& row : rows) EXPECT_EQ(Show(Read(row.text, "")), row.found) << row.odd;
}

TEST(RequirementsDocument, StrictDocAndDoorstop) {
  EXPECT_EQ(
      Show(Read("[DOCUMENT]\nTITLE: Rota\n\n[SECTION]\nTITLE: Security\n\n[REQUIREMENT]\n"
                "UID: SEC-1\nTITLE: Second factor\nSTATEMENT: >>>\nEach user\nhas two.\n<<<\n"
                "RELATIONS:\n- TYPE: File\n  VALUE: tests/test_two.py\n- TYPE: File\n  VALUE: "
                "src/two.py\n\n[/SECTION]\n\n[REQUIREMENT]\nUID: R-2\nSTATEMENT: Shows.\n\n"
                "[REQUIREMENT]\nSTATUS: Deleted\nUID: R-3\nSTATEMENT: Gone.\n\n[REQUIREMENT]\n"
                "STATEMENT: No id.\n",
                "", "r.sdoc")),
      (Texts{"7 SEC-1 s | Each user has two. | tests/test_two.py", "22 R-2 | Shows. | "}));
  EXPECT_EQ(Show(Read("active: true\nheader: ''\ntext: |\n  Passwords are hashed.\nreferences:\n- "
                      "{path: tests/test_hash.py, type: file}\n",
                      "", "reqs/SEC001.yml")),
            (Texts{"3 SEC001 s | Passwords are hashed. | tests/test_hash.py"}));
  EXPECT_TRUE(Read("active: false\ntext: x\n", "", "reqs/SEC002.yml").requirements.empty());
  EXPECT_TRUE(Read("active: true\nnormative: false\ntext: x\n", "", "reqs/SEC003.yml")
                  .requirements.empty());
  EXPECT_EQ(
      Duplicates(Read("[DOCUMENT]\n[REQUIREMENT]\nUID: A\nSTATEMENT: x\n[REQUIREMENT]\nUID: A\n"
                      "STATEMENT: y\n",
                      "", "r.sdoc")),
      (Texts{"A 2 5"}));
}

TEST(RequirementsDocument, WhatIsNotReadSaysSo) {
  struct Row {
    std::string_view path, text, ids;
    ErrorKind kind;
  };
  const Row rows[] = {
      {"r.reqif", "<REQ-IF/>", "", ErrorKind::kUnsupported},
      {"r.docx", "PK", "", ErrorKind::kUnsupported},
      {"r.csv", "id,text\n", "", ErrorKind::kUnsupported},
      {"r.md", std::string_view("\0", 1), "", ErrorKind::kUnsupported},
      {"R1.yml", "active: [\ntext: x\n", "", ErrorKind::kMalformed},
      {"r.md", "x", "ROTA-[", ErrorKind::kConfiguration},
  };
  for (const Row& row : rows) {
    const auto document = ReadRequirementsDocument(Path(row.path), row.text, row.ids);
    ASSERT_FALSE(document.has_value()) << row.path;
    EXPECT_EQ(document.error().kind, row.kind) << ToString(document.error());
  }
  std::string large(kMaxProseBytes + 1, 'x');
  EXPECT_EQ(ReadRequirementsDocument("r.md", large, "").error().kind, ErrorKind::kTooLarge);
}

}  // namespace
}  // namespace avouch::formats
