#include "formats/leftovers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

TEST(Leftovers, AreBlanksThatNobodyFilled) {
  struct Row {
    std::string_view text;
    Texts left;
  };
  const Row rows[] = {
      {"Write to [Insert company name].", {"[Insert company name]"}},
      {"Approved by [Name], [Date].", {"[Name]", "[Date]"}},
      {"Call [phone number].", {"[phone number]"}},
      {"[Your e-mail address] answers.", {"[Your e-mail address]"}},
      {"Owner: <your name>", {"<your name>"}},
      {"Owner: <insert owner here>", {"<insert owner here>"}},
      {"Review: [YYYY-MM-DD]", {"[YYYY-MM-DD]"}},
      {"Deadline: TBD", {"TBD"}},
      {"Deadline: [TBD]", {"[TBD]"}},
      {"Lead: TBC, deputy: FIXME", {"TBC", "FIXME"}},
      {"TODO: name a lead", {"TODO"}},
      {"Lead (TODO: name one)", {"TODO"}},
      {"Lead: REPLACE_WITH_NAME", {"REPLACE_WITH_NAME"}},
      {"Lead: YOUR_NAME, key CHANGEME", {"YOUR_NAME", "CHANGEME"}},
      {"Lorem ipsum dolor sit amet", {"lorem ipsum"}},
      {"TBD and TBD", {"TBD", "TBD"}},
  };
  for (const Row& row : rows) EXPECT_EQ(LeftoversIn(row.text), row.left) << row.text;
}

// Each of these has stood in a finished document.
TEST(Leftovers, AreNotWhatSomethingFillsInNorOrdinaryBrackets) {
  const std::string_view rows[] = {
      "",
      "Hello {{ company_name }}, {name} and ${OWNER}.",
      "Version ${YOUR_VERSION} of {REPLACE_WITH_NAME}",
      "See [the policy](policy.md) and [Name](https://larkhill.example).",
      "[name]: https://larkhill.example",
      "As they say [sic], see [1] and [^2].",
      "## [Unreleased]",
      "- [ ] done, [x] done",
      "Run `tool [name] <your name> TBD` to start.",
      "usage: tool <name> <date>",
      "The TODO list of the application",
      "A list of TODOs",
      "STBD and TBDX are no words",
      "[ab]*.c",
      "[The long tale of a company whose name was not written into the form it had to fill in, "
      "then]",
      "[",
      "<",
      "[]",
      "`[Name]",
      "xTBD",
  };
  for (std::string_view text : rows) {
    const Texts left = LeftoversIn(text);
    if (text == "`[Name]")
      EXPECT_EQ(left, Texts{"[Name]"}) << "a back-tick alone hides nothing";
    else
      EXPECT_EQ(left, Texts{}) << text;
  }
}

TEST(Leftovers, PlaceholderAddressesAreNobodys) {
  struct Row {
    std::string_view address;
    bool nobody;
  };
  const Row rows[] = {
      {"security@example.com", true},
      {"Security@Example.COM", true},
      {"a@mail.example.org", true},
      {"https://example.com/report", true},
      {"https://www.example.net:8080/x", true},
      {"security@yourcompany.com", true},
      {"a@b.invalid", true},
      {"mailto:security@your-domain.com", true},
      {"security@larkhill.example", false},
      {"a@notexample.com", false},
      {"a@example.com.larkhill.example", false},
      {"https://larkhill.example/?to=example.com", false},
      {"a@sub.company.com", false},  // Somebody may be called so
      {"", false},
  };
  for (const Row& row : rows)
    EXPECT_EQ(IsPlaceholderAddress(row.address), row.nobody) << row.address;
}

std::string Found(std::string_view text, bool contacts) {
  std::string out;
  for (const auto& left : FindLeftovers(ReadProse(text, Markup::kMarkdown), "plan.md", contacts))
    out += std::to_string(left.place.line) + " " + left.text + "\n";
  return out;
}

TEST(Leftovers, OfADocumentStandInItsHeadingsSentencesTablesAndFrontMatter) {
  EXPECT_EQ(Found("---\nowner: \"[Name]\"\n---\n# Plan of [Company Name]\n\nLead: TBD\n\n"
                  "| role | who |\n|---|---|\n| lead | [Name] |\n",
                  false),
            "2 [Name]\n4 [Company Name]\n6 TBD\n10 [Name]\n");
}

TEST(Leftovers, HiddenOrCodeTextIsNoLeftover) {
  EXPECT_EQ(
      Found("<!-- [Insert name] TBD -->\n\n```\nTBD [Name]\n```\n\n    TBD\n\nDone.\n", false), "");
}

TEST(Leftovers, AddressesCountOnlyWhereADocumentNamesWhomToReach) {
  const std::string_view text = "Write to security@example.com.\n";
  EXPECT_EQ(Found(text, true), "1 security@example.com\n");
  EXPECT_EQ(Found(text, false), "");
}

TEST(Leftovers, AreBounded) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "TBD.\n\n";
  EXPECT_EQ(FindLeftovers(ReadProse(text, Markup::kMarkdown), "x.md", false).size(), kMaxLeftovers);
}

}  // namespace
}  // namespace avouch::formats
