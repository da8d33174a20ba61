#include "formats/requirements_document_ids.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

std::string In(std::string_view pattern, std::string_view text) {
  const auto ids = RequirementIds::Parse(pattern);
  EXPECT_TRUE(ids.has_value()) << pattern << ": " << ToString(ids.error());
  std::string out;
  if (!ids) return out;
  for (std::string_view id : ids->In(text)) out += (out.empty() ? "" : " ") + std::string(id);
  return out;
}

TEST(RequirementIds, PatternsByOddity) {
  struct Row {
    std::string_view pattern, text, ids;
  };
  const Row rows[] = {
      {"ROTA-[0-9]+", "ROTA-1 and ROTA-17: x", "ROTA-1 ROTA-17"},
      {"^ROTA-[0-9]+$", "see ROTA-3", "ROTA-3"},
      {"ROTA-\\d{3}", "ROTA-12 ROTA-123 ROTA-1234", "ROTA-123"},
      {"ROTA-\\d{2,3}", "ROTA-1 ROTA-12 ROTA-123 ROTA-1234", "ROTA-12 ROTA-123"},
      {"ROTA-\\d{2,}", "ROTA-1 ROTA-1234", "ROTA-1234"},
      {"(ROTA|SEC)-[0-9]+", "SEC-4, ROTA-5, API-6", "SEC-4 ROTA-5"},
      {"(?:FR|NFR)-[0-9]+", "NFR-1 FR-2", "NFR-1 FR-2"},
      {"REQ[A-Z]?-[0-9]+", "REQ-1 REQA-2 REQAB-3", "REQ-1 REQA-2"},
      {"R(-[0-9]+)*", "R R-1 R-1-2", "R R-1 R-1-2"},
      {"REQ\\.[0-9]+", "REQ.1 REQx1", "REQ.1"},
      {"[^-]+-[0-9]", "ab-1", "ab-1"},
      {"[]x]-1", "x-1", "x-1"},
      {"a|b", "a b c", "a b"},
      {"A{2}", "A AA AAA", "AA"},
      {"A{0}B", "B AB", "B"},
      // A whole word only.
      {"ROTA-[0-9]+", "XROTA-1 X-ROTA-1 ROTA-1x ROTA-1-2 ROTA-1.2 _ROTA-1", ""},
      {"ROTA-[0-9]+", "(ROTA-1) [ROTA-2] ROTA-3. ROTA-4, ROTA-5_x",
       "ROTA-1 ROTA-2 ROTA-3 ROTA-4 ROTA-5"},
      // Without a pattern: the regular form.
      {"", "ROTA-1 NFR-SEC-2 REQ_003 rota-4 ROTA- -5 R2D2", "ROTA-1 NFR-SEC-2 REQ_003"},
      {"", "CVE-2026-1 CWE-89 ISO-27001 SHA-256 UTF-8 RFC-9116 TLS-1", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(In(row.pattern, row.text), row.ids) << row.pattern;
}

TEST(RequirementIds, WhatIsNoPatternIsRefused) {
  for (std::string_view pattern : {"[",     "[a",
                                   "(",     "(a",
                                   "a)",    "a{",
                                   "a{x}",  "a{2,1}",
                                   "a{65}", "*",
                                   "a**",   "\\",
                                   "\\b",   "\\1",
                                   "(?=a)", "[z-a]",
                                   "a*",    "a?",
                                   "(a|)",  "()",
                                   "^$",    "((((((((((a))))))))))"}) {
    const auto ids = RequirementIds::Parse(pattern);
    ASSERT_FALSE(ids.has_value()) << pattern;
    EXPECT_EQ(ids.error().kind, ErrorKind::kConfiguration) << pattern;
  }
}

// Patterns that take other engines for ever, or grow without end.
TEST(RequirementIds, APatternCannotCostMoreThanItsBounds) {
  EXPECT_FALSE(RequirementIds::Parse(std::string(kMaxIdPattern + 1, 'a')).has_value());
  EXPECT_FALSE(RequirementIds::Parse("((((((a{64}){64}){64}){64}){64}){64})").has_value());
  EXPECT_FALSE(RequirementIds::Parse("x((((((){64}){64}){64}){64}){64}){64}").has_value());
  EXPECT_FALSE(RequirementIds::Parse("(a|b)*a(a|b){20}").has_value());  // 2^20 states
  const auto ids = RequirementIds::Parse("(a*)*b");
  ASSERT_TRUE(ids.has_value());
  EXPECT_TRUE(ids->In(std::string(100'000, 'a')).empty());
}

TEST(RequirementIds, AnIdIsNoLongerThanAWord) {
  const auto ids = RequirementIds::Parse("A+");
  ASSERT_TRUE(ids.has_value());
  EXPECT_TRUE(ids->Is(std::string(kMaxIdBytes, 'A')));
  EXPECT_FALSE(ids->Is(std::string(kMaxIdBytes + 1, 'A')));
  EXPECT_TRUE(ids->In(std::string(kMaxIdBytes + 1, 'A')).empty());
}

TEST(RequirementIds, OnlySomePrefixes) {
  const auto ids = RequirementIds::Parse("");
  ASSERT_TRUE(ids.has_value());
  EXPECT_TRUE(ids->regular());
  const auto own = ids->Only({"ROTA-", "NFR-SEC-"});
  const auto found = own.In("ROTA-1 API-2 NFR-SEC-3 NFR-4");
  EXPECT_EQ(std::vector<std::string>(found.begin(), found.end()),
            (std::vector<std::string>{"ROTA-1", "NFR-SEC-3"}));
  EXPECT_EQ(PrefixOfId("NFR-SEC-3"), "NFR-SEC-");
  EXPECT_EQ(PrefixOfId("x"), "");
}

}  // namespace
}  // namespace avouch::formats
