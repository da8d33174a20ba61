#include "formats/support_policy.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/document.h"

namespace avouch::formats {
namespace {

using model::DocumentKind;

model::Document Read(std::string_view text, DocumentKind kind = DocumentKind::kSupportPolicy,
                     const Path& path = "SUPPORT.md") {
  auto document = ReadDocument(path, text, kind);
  EXPECT_TRUE(document.has_value()) << ToString(document.error());
  return document ? std::move(*document) : model::Document();
}

// "2.x yes 2028-04-30; 1.x no": version, supported or not, until.
std::string Rows(std::string_view text) {
  std::string out;
  for (const auto& row : Read(text).support) {
    out += (out.empty() ? "" : "; ") + row.version + (row.supported ? " yes" : " no");
    if (!row.until.empty()) out += " " + row.until;
  }
  return out;
}

std::string Part(std::string_view text, std::string_view id,
                 DocumentKind kind = DocumentKind::kSupportPolicy,
                 const Path& path = "SUPPORT.md") {
  for (const auto& part : Read(text, kind, path).parts)
    if (part.id == id) return part.text;
  return {};
}

TEST(SupportPolicy, TablesOfVersions) {
  struct Row {
    std::string_view odd, text, rows;
  };
  const Row rows[] = {
      {"words", "| Version | Supported |\n|---|---|\n| 2.x | yes |\n| 1.x | no |\n",
       "2.x yes; 1.x no"},
      {"the forge's signs",
       "| Version | Supported |\n|---|---|\n| 2.x | :white_check_mark: |\n| 1.x | :x: |\n",
       "2.x yes; 1.x no"},
      {"other signs",
       "| Version | Status |\n|---|---|\n| 2.x | \xE2\x9C\x85 |\n| 1.x | \xE2\x9D\x8C |\n",
       "2.x yes; 1.x no"},
      {"a date beside",
       "| Version | Supported | Until |\n|---|---|---|\n| 2.x | yes | 2028-04-30 |\n",
       "2.x yes 2028-04-30"},
      {"a date in the cell",
       "| Release | Support |\n|---|---|\n| 2.x | supported until 30 April 2028 |\n",
       "2.x yes 2028-04-30"},
      {"a month is its last day",
       "| Version | Status | End of life |\n|---|---|---|\n| 2.x | active | February 2028 |\n",
       "2.x yes 2028-02-29"},
      {"only dates: until when, not that it is",
       "| Version | End of support |\n|---|---|\n| 2.x | 2020-01-31 |\n", "2.x no 2020-01-31"},
      {"ended in words",
       "| Branch | Status |\n|---|---|\n| 2.x | LTS |\n| 1.x | end of life |\n| 0.x | deprecated "
       "|\n",
       "2.x yes; 1.x no; 0.x no"},
      {"unsupported is not supported",
       "| Version | Status |\n|---|---|\n| 1.x | Unsupported |\n| 0.x | not supported |\n",
       "1.x no; 0.x no"},
      {"a version in words",
       "| Version | Supported |\n|---|---|\n| latest | yes |\n| older | no |\n",
       "latest yes; older no"},
      {"a release date is no end",
       "| Version | Release date | Supported |\n|---|---|---|\n| 2.x | 2020-01-01 | yes |\n",
       "2.x yes"},
      {"a table of compatibility promises nothing",
       "| Version | Supported platforms |\n|---|---|\n| 2.x | Linux |\n", ""},
      {"a table of something else", "| Name | Colour |\n|---|---|\n| 2.x | red |\n", ""},
      {"a head and no row", "| Version | Supported |\n|---|---|\n", ""},
      {"hidden in a comment", "<!--\n| Version | Supported |\n|---|---|\n| 2.x | yes |\n-->\n", ""},
      {"in code", "```\n| Version | Supported |\n|---|---|\n| 2.x | yes |\n```\n", ""},
      {"an impossible date",
       "| Version | Supported | Until |\n|---|---|---|\n| 2.x | yes | 2028-02-30 |\n", "2.x yes"},
      {"a short row", "| Version | Supported | Until |\n|---|---|---|\n| 2.x |\n", ""},
      {"a date and no word",
       "| Version | Supported | Until |\n|---|---|---|\n| 2.x | | 2028-04-30 |\n",
       "2.x no 2028-04-30"},
  };
  for (const Row& row : rows) EXPECT_EQ(Rows(row.text), row.rows) << row.odd;
}

TEST(SupportPolicy, DatesInWords) {
  struct Row {
    std::string_view text, date;
  };
  const Row rows[] = {
      {"2028-04-30", "2028-04-30"},
      {"until 2028-04-30T00:00Z", "2028-04-30"},
      {"30 April 2028", "2028-04-30"},
      {"30th of no month 2028", ""},
      {"April 30, 2028", "2028-04-30"},
      {"Apr 30th, 2028", "2028-04-30"},
      {"Sept. 1 2028", "2028-09-01"},
      {"April 2028", "2028-04-30"},
      {"2028-02", "2028-02-29"},
      {"(June 2027)", "2027-06-30"},
      {"31 April 2028", ""},
      {"2028-13-01", ""},
      {"2028", ""},
      {"04/30/2028", ""},  // Two readings
      {"may be 3", ""},
      {"", ""},
      {"version 2028.04", ""},
      {"30 April 1028", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(DateIn(row.text), row.date) << row.text;
}

TEST(SupportPolicy, ARuleGivesEachDate) {
  struct Row {
    std::string_view text;
    bool rule;
  };
  const Row rows[] = {
      {"Only the latest release is supported.", true},
      {"We support the last two minor versions.", true},
      {"Security fixes are backported to the previous minor release only.", true},
      {"Security fixes are backported to the previous minor.", true},
      {"Each major version is supported for 18 months after its release.", true},
      {"Each minor release is maintained for a year or so.", false},
      {"A release is supported until the next release.", true},
      {"Please upgrade to the latest version, which is supported.", false},
      {"We support the latest browsers.", false},
      {"Is only the latest release supported?", false},
      {"> Only the latest release is supported.", false},
      {"We support you.", false},
  };
  for (const Row& row : rows) EXPECT_EQ(!Part(row.text, "rule").empty(), row.rule) << row.text;
}

TEST(SupportPolicy, HowOftenHowAndHowOneIsTold) {
  struct Row {
    std::string_view id, text;
    bool has;
  };
  const Row rows[] = {
      {"update-frequency", "We release a security update every month.", true},
      {"update-frequency", "Minor releases are published quarterly.", true},
      {"update-frequency", "The vulnerability database is released weekly as a feed.", false},
      {"update-frequency", "We do not release every month.", false},
      {"update-frequency", "We release when it is ready.", false},
      {"how-updates-arrive", "To upgrade, run the installer again.", true},
      {"how-updates-arrive", "The agent updates automatically.", true},
      {"how-updates-arrive", "To update dependencies, use the lock file.", false},
      {"how-one-is-told", "Subscribe to the mailing list to learn of each release.", true},
      {"how-one-is-told", "Security advisories are published for each vulnerability.", true},
      {"how-one-is-told",
       "Please report vulnerabilities to the mailing list before announcing a release.", false},
      {"how-one-is-told", "Subscribe to our newsletter.", false},
  };
  for (const Row& row : rows)
    EXPECT_EQ(!Part(row.text, row.id).empty(), row.has) << row.id << ": " << row.text;
}

TEST(SupportPolicy, WhatMaintainersAreToldIsNoPromise) {
  const std::string_view text =
      "To upgrade the version, edit it. Write release notes and announce the release.";
  EXPECT_EQ(Part(text, "how-updates-arrive", DocumentKind::kSupportPolicy, "RELEASING.md"), "");
  EXPECT_NE(Part("To upgrade, run it.", "how-updates-arrive", DocumentKind::kSupportPolicy,
                 "RELEASES.md"),
            "");
}

TEST(SupportPolicy, AReadmeSpeaksOfItsProductsFeaturesToo) {
  EXPECT_EQ(Part("# Tool\n\n## Features\n\nOnly the latest release is supported.\n", "rule",
                 DocumentKind::kReadme, "README.md"),
            "");
  EXPECT_NE(Part("# Tool\n\n## Support\n\nOnly the latest release is supported.\n", "rule",
                 DocumentKind::kReadme, "README.md"),
            "");
}

TEST(SupportPolicy, TheFirstDateOfATableIsAPart) {
  EXPECT_EQ(Part("| Version | Supported | Until |\n|---|---|---|\n| 3.x | yes | |\n| 2.x | yes | "
                 "2028-04-30 |\n",
                 "dates"),
            "2.x: 2028-04-30");
  EXPECT_EQ(Part("| Version | Supported |\n|---|---|\n| 3.x | yes |\n", "versions"), "3.x: yes");
}

TEST(SupportPolicy, RowsAreBounded) {
  std::string text = "| Version | Supported |\n|---|---|\n";
  for (int i = 0; i < 1000; ++i) text += "| 1." + std::to_string(i) + " | yes |\n";
  EXPECT_EQ(Read(text).support.size(), 200u);
}

}  // namespace
}  // namespace avouch::formats
