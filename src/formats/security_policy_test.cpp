#include "formats/security_policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

model::Document Read(std::string_view text) {
  auto document = ReadSecurityPolicy("SECURITY.md", text);
  EXPECT_TRUE(document.has_value()) << ToString(document.error());
  return document ? std::move(*document) : model::Document();
}

// The text of one part, or "".
std::string Part(std::string_view text, std::string_view id) {
  const auto document = Read(text);
  for (const auto& part : document.parts)
    if (part.id == id) return std::to_string(part.place.line) + " " + part.text;
  return {};
}

Texts Leftovers(std::string_view text) {
  Texts out;
  for (const auto& left : Read(text).leftovers) out.push_back(left.text);
  return out;
}

struct Row {
  std::string_view odd, text, part;
};

TEST(SecurityPolicy, ThePrivateChannel) {
  const Row rows[] = {
      {"an address", "Report vulnerabilities to security@larkhill.example.\n",
       "1 security@larkhill.example"},
      {"an address written out",
       "Report vulnerabilities to security [at] larkhill [dot] example.\n",
       "1 security@larkhill.example"},
      {"an address under the heading", "# Reporting\n\nWrite to a@larkhill.example.\n",
       "3 a@larkhill.example"},
      {"the forge's private form",
       "Please [report here](https://github.com/larkhill/x/security/advisories/new).\n",
       "1 https://github.com/larkhill/x/security/advisories/new"},
      {"a bounty site", "See <https://hackerone.com/larkhill>.\n",
       "1 https://hackerone.com/larkhill"},
      {"in words", "Use GitHub's \"Report a vulnerability\" button.\n",
       "1 Use GitHub's \"Report a vulnerability\" button."},
      {"the forge's tab, and its manual after",
       "Please report possible vulnerabilities using the Security tab.\n\nSee "
       "[this](https://docs.github.com/en/code-security/x/privately-reporting-a-y).\n",
       "1 Please report possible vulnerabilities using the Security tab."},
      {"the forge's manual alone",
       "Follow [these](https://docs.github.com/en/code-security/x/privately-reporting-a-y) "
       "steps.\n",
       "1 Follow these steps."},
      {"an address of nobody", "Report vulnerabilities to security@example.com.\n", ""},
      {"an address one must not use", "Do not report vulnerabilities to info@larkhill.example.\n",
       ""},
      {"an address for something else",
       "General questions about security go to hello@larkhill.example, a general question place.\n",
       ""},
      {"hidden in a comment",
       "# Policy\n\n<!-- Report vulnerabilities to a@larkhill.example. -->\n", ""},
      {"in code", "# Policy\n\n```\nReport vulnerabilities to a@larkhill.example.\n```\n", ""},
      {"none", "We take security seriously.\n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Part(row.text, "private-channel"), row.part) << row.odd;
}

// The hard one: most policies name the tracker only to say that it is not for this.
TEST(SecurityPolicy, ThePublicTrackerIsAChannelOnlyWhenTheReaderIsSentThere) {
  const Row rows[] = {
      {"sent there", "To report a security vulnerability, please open an issue.\n",
       "1 To report a security vulnerability, please open an issue."},
      {"by name", "Report vulnerabilities in our issue tracker.\n",
       "1 Report vulnerabilities in our issue tracker."},
      {"bare, under the heading", "## Reporting a Vulnerability\n\nPlease open an issue.\n",
       "3 Please open an issue."},
      {"told not to", "Please do not open a public issue for vulnerabilities.\n", ""},
      {"told never to", "Never report vulnerabilities in the issue tracker.\n", ""},
      {"instead of", "Instead of filing an issue for a vulnerability, write to us.\n", ""},
      {"for other bugs", "For non-security bugs, open an issue; vulnerabilities go to us.\n", ""},
      {"we open it", "Once a vulnerability is fixed, we will open an issue.\n", ""},
      {"after the fix", "After the vulnerability is fixed, open an issue if you like.\n", ""},
      {"a confidential issue", "Report a vulnerability by opening a confidential issue.\n", ""},
      {"the issue is the vulnerability",
       "Describe the issue and its impact on the vulnerability.\n", ""},
      {"about something else", "Open an issue for documentation.\n", ""},
      {"quoted or hidden", "<!-- To report a vulnerability, open an issue. -->\n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Part(row.text, "public-tracker"), row.part) << row.odd;
}

TEST(SecurityPolicy, WhatToExpectAndWhen) {
  const Row expect[] = {
      {"a promise", "We will acknowledge your report.\n", "1 We will acknowledge your report."},
      {"an aim", "Our team aims to respond. We try to get back to you soon.\n",
       "1 We try to get back to you soon."},
      {"in the present", "We answer within two working days.\n",
       "1 We answer within two working days."},
      {"thanks are no promise", "We appreciate it and will acknowledge your contribution.\n", ""},
      {"a request is no promise", "Please allow the team time and you will be informed.\n", ""},
      {"nothing", "Vulnerabilities are bad.\n", ""},
  };
  for (const Row& row : expect) EXPECT_EQ(Part(row.text, "what-to-expect"), row.part) << row.odd;
  const Row time[] = {
      {"days", "We respond within 3 working days.\n", "1 We respond within 3 working days."},
      {"in words", "You will hear back within a week.\n", "1 You will hear back within a week."},
      {"an answer", "We answer within 7 days.\n", "1 We answer within 7 days."},
      {"how long a version lives is no answer",
       "Each release is supported for 12 months of updates.\n", ""},
      {"no number", "We respond quickly.\n", ""},
  };
  for (const Row& row : time) EXPECT_EQ(Part(row.text, "time-frame"), row.part) << row.odd;
}

TEST(SecurityPolicy, ScopeVersionsHarbourAndKey) {
  EXPECT_EQ(Part("Denial of service is out of scope.\n", "scope"),
            "1 Denial of service is out of scope.");
  EXPECT_EQ(Part("## Scope\n\nThe server.\n", "scope"), "3 The server.");
  EXPECT_EQ(Part("## Scope\n\n## Next\n\na\n", "scope"), "") << "an empty section says nothing";
  EXPECT_EQ(Part("We will not pursue legal action.\n", "safe-harbour"),
            "1 We will not pursue legal action.");
  EXPECT_EQ(Part("Encrypt with our PGP key.\n", "encryption-key"), "1 Encrypt with our PGP key.");
  EXPECT_EQ(Part("We have no PGP key, do not encrypt.\n", "encryption-key"), "");
  EXPECT_EQ(Part("# P\n\n```\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n```\n", "encryption-key"),
            "4 a public key block");
  EXPECT_EQ(Part("| Version | Supported |\n|---|---|\n| 2.x | yes |\n", "supported-versions"),
            "3 2.x: yes");
}

TEST(SecurityPolicy, HowToReport) {
  const Row rows[] = {
      {"the sentence with the channel", "Hello.\n\nReport vulnerabilities to a@larkhill.example.\n",
       "3 Report vulnerabilities to a@larkhill.example."},
      {"a link out", "Report vulnerabilities as [our site](https://larkhill.example/x) says.\n",
       "1 Report vulnerabilities as our site says."},
      {"the tracker, for want of better", "To report a vulnerability, open an issue.\n",
       "1 To report a vulnerability, open an issue."},
      {"a wish alone", "Please report vulnerabilities.\n", ""},
      {"a link within the page", "Report vulnerabilities as [below](#report).\n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Part(row.text, "how-to-report"), row.part) << row.odd;
}

TEST(SecurityPolicy, WhereItPointsElsewhere) {
  EXPECT_EQ(Part("Please see our [security policy](docs/security.md).\n", "policy-in-tree"),
            "1 docs/security.md");
  EXPECT_EQ(Part("Please see our [security policy](https://larkhill.example/security).\n",
                 "policy-elsewhere"),
            "1 https://larkhill.example/security");
  EXPECT_EQ(
      Part("Based on the [security policy](https://other.example/security) of others, see it.\n",
           "policy-elsewhere"),
      "");
  EXPECT_EQ(
      Part("See [OWASP's policy](https://owasp.org/www-policy/security).\n", "policy-elsewhere"),
      "");
}

TEST(SecurityPolicy, TheForgesFormIsNoPolicy) {
  const std::string_view form =
      "# Security Policy\n\n## Supported Versions\n\n"
      "Use this section to tell people about which versions of your project are\n"
      "currently being supported with security updates.\n\n"
      "| Version | Supported          |\n| ------- | ------------------ |\n"
      "| 5.1.x   | :white_check_mark: |\n| 5.0.x   | :x:                |\n"
      "| 4.0.x   | :white_check_mark: |\n| < 4.0   | :x:                |\n\n"
      "## Reporting a Vulnerability\n\nUse this section to tell people how to report a "
      "vulnerability.\n\n"
      "Tell them where to go, how often they can expect to get an update on a\nreported "
      "vulnerability.\n";
  const auto left = Leftovers(form);
  EXPECT_EQ(left.size(), 4u);
  EXPECT_EQ(std::count(left.begin(), left.end(),
                       "the forge's example versions 5.1.x, 5.0.x, 4.0.x, < 4.0"),
            1);
  for (std::string_view id :
       {"how-to-report", "private-channel", "public-tracker", "what-to-expect", "time-frame"})
    EXPECT_EQ(Part(form, id), "") << id;
  // One row of one's own, and the table is one's own.
  EXPECT_EQ(
      Leftovers(
          "| Version | Supported |\n|---|---|\n| 5.1.x | :white_check_mark: |\n| 5.0.x | :x: |\n"),
      Texts{});
}

}  // namespace
}  // namespace avouch::formats
