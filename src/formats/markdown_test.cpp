#include "formats/markdown.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

// Headings as "1 # text", sentences as "3 text", table cells as "5 | a | b".
std::string Dump(std::string_view text, Markup markup = Markup::kMarkdown) {
  const Prose prose = ReadProse(text, markup);
  std::string out;
  for (const auto& h : prose.headings)
    out += std::to_string(h.line) + " " + std::string(static_cast<std::size_t>(h.level), '#') +
           " " + h.text + "\n";
  for (const auto& s : prose.sentences)
    out += std::to_string(s.line) + " " + (s.quote ? "> " : "") + s.text + "\n";
  for (const auto& row : prose.rows) {
    out += std::to_string(row.line) + (row.head ? " head" : "");
    for (const auto& cell : row.cells) out += " | " + cell;
    out += "\n";
  }
  return out;
}

std::string LinksOf(std::string_view text, Markup markup = Markup::kMarkdown) {
  std::string out;
  for (const auto& link : ReadProse(text, markup).links)
    out += std::to_string(link.line) + " [" + link.words + "] " + link.target + "\n";
  return out;
}

struct Row {
  std::string_view odd, text, prose;
};

TEST(Markdown, WhatReadersSeeAndNothingElse) {
  const Row rows[] = {
      {"a paragraph of wrapped lines", "One sentence\nover lines. Another!\n",
       "1 One sentence over lines.\n2 Another!\n"},
      {"an abbreviation ends no sentence", "Tools, e.g. Linters, and Foo Inc. Ltd. are used.\n",
       "1 Tools, e.g. Linters, and Foo Inc. Ltd. are used.\n"},
      {"a version ends no sentence", "Version 1.2.3 is out. See v2.\n",
       "1 Version 1.2.3 is out.\n1 See v2.\n"},
      {"headings by number signs", "# A #\n## B\n#no heading\n", "1 # A\n2 ## B\n3 #no heading\n"},
      {"headings by underline", "A\n===\n\nB\n---\ntext\n", "1 # A\n4 ## B\n6 text\n"},
      {"a rule is no heading", "text\n\n---\n\nmore\n", "1 text\n5 more\n"},
      {"a comment hides text", "a\n\n<!-- b\n\nc -->\n\nd\n", "1 a\n7 d\n"},
      {"a comment within a line", "a <!-- b --> c <!-- d --> e\n", "1 a  c  e\n"},
      {"a comment that never ends", "a\n\n<!-- b\n\nc\n", "1 a\n"},
      {"a code fence inside a comment does not outlive it", "a\n\n<!--\n```\n-->\n\nb\n",
       "1 a\n7 b\n"},
      {"a comment inside a code fence hides nothing", "```\n<!--\n```\n\na\n", "5 a\n"},
      {"a comment mark in a code span hides nothing", "Write `<!--` there.\n\na\n",
       "1 Write `<!--` there.\n3 a\n"},
      {"fences", "a\n\n```sh\nb\n```\n\nc\n", "1 a\n7 c\n"},
      {"a longer fence holds a shorter one", "````\n```\nb\n````\nc\n", "5 c\n"},
      {"a fence of tildes", "~~~\nb\n```\n~~~\nc\n", "5 c\n"},
      {"a fence that never ends", "a\n\n```\nb\n", "1 a\n"},
      {"three ticks in a line are a code span", "```x``` is it.\n", "1 ```x``` is it.\n"},
      {"indented code", "a\n\n    b\n\nc\n", "1 a\n5 c\n"},
      {"an indented line of a list item is its text", "- a\n\n    b\n", "1 a\n3 b\n"},
      {"front matter", "---\ntitle: x\n---\na\n", "4 a\n"},
      {"front matter that never ends is text", "---\na\n", "2 a\n"},
      {"a list", "- a\n* b\n1. c\n2) d\n- [ ] e\n", "1 a\n2 b\n3 c\n4 d\n5 e\n"},
      {"a quotation", "> a\n> b\n\nc\n", "1 > a b\n4 c\n"},
      {"emphasis", "**a** and *b* and _c_ and snake_case 2 * 3\n",
       "1 a and b and c and snake_case 2 * 3\n"},
      {"tags and entities", "a<br>b &amp; <b>c</b> &lt;x&gt;\n", "1 a b & c <x>\n"},
      {"what is no tag stays", "use <version> here\n", "1 use <version> here\n"},
      {"escapes", "\\[Name\\] and \\*\n", "1 [Name] and *\n"},
      {"a table", "| a | b |\n|---|:-:|\n| 1 | **2** |\n\nc\n", "5 c\n1 head | a | b\n3 | 1 | 2\n"},
      {"a blank line ends a table", "| a |\n|-|\n| 1 |\n\n2 | 3\n", "5 2 | 3\n1 head | a\n3 | 1\n"},
      {"a table without outer bars", "a | b\n--|--\n1 | 2\n", "1 head | a | b\n3 | 1 | 2\n"},
      {"a heading ends a table", "| a |\n|-|\n| 1 |\n# h\n2 | 3\n",
       "4 # h\n5 2 | 3\n1 head | a\n3 | 1\n"},
      {"a bar in a sentence is no table", "a | b\n", "1 a | b\n"},
      {"a label line is no text", "a [b].\n\n[b]: https://larkhill.example/x \"title\"\n",
       "1 a b.\n"},
      {"CR LF", "# A\r\n\r\nb\r\n", "1 # A\n3 b\n"},
      {"byte order mark", "\xEF\xBB\xBF# A\n", "1 # A\n"},
      {"bytes that are not UTF-8", "a \xFF b\n", "1 a \xEF\xBF\xBD b\n"},
      {"nothing", "", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(row.text), row.prose) << row.odd;
}

TEST(Markdown, LinksOfEachKind) {
  const Row rows[] = {
      {"inline", "see [the policy](docs/policy.md \"t\")\n", "1 [the policy] docs/policy.md\n"},
      {"in angle brackets", "see [x](<a b.md>)\n", "1 [x] a b.md\n"},
      {"a target with brackets", "see [x](a_(b).md)\n", "1 [x] a_(b).md\n"},
      {"reference, full", "see [x][Lab]\n\n[lab]: a.md\n", "1 [x] a.md\n"},
      {"reference, collapsed and bare", "see [x][] or [x]\n\n[x]: <a.md> 'title'\n",
       "1 [x] a.md\n1 [x] a.md\n"},
      {"a reference without its label is text", "see [x][y] and [z]\n", ""},
      {"of two labels the first counts", "[x]\n\n[x]: a.md\n[x]: b.md\n", "1 [x] a.md\n"},
      {"autolink", "<https://larkhill.example/a> and <mailto:a@larkhill.example>\n",
       "1 [https://larkhill.example/a] https://larkhill.example/a\n"
       "1 [mailto:a@larkhill.example] mailto:a@larkhill.example\n"},
      {"bare, without the full stop", "see https://larkhill.example/a.\n",
       "1 [https://larkhill.example/a] https://larkhill.example/a\n"},
      {"an anchor of HTML", "<a href=\"docs/x.md\">x</a>\n", "1 [] docs/x.md\n"},
      {"an image is no link, a badge's is", "![i](i.png) [![b](b.svg)](c.md)\n", "1 [b] c.md\n"},
      {"in a code span it is none", "`[x](a.md)`\n", ""},
      {"in a heading and a table", "# [h](h.md)\n\n| [c](c.md) |\n|---|\n",
       "1 [h] h.md\n3 [c] c.md\n"},
      {"its line is its own", "a\nb [x](y.md)\n", "2 [x] y.md\n"},
      {"never closed", "[x](a.md\n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(LinksOf(row.text), row.prose) << row.odd;
}

TEST(Markdown, OtherMarkups) {
  EXPECT_EQ(Dump("Title\n=====\n\ntext::\n\n    code\n\nmore\n\n.. note:: hidden\n   too\n\nlast\n",
                 Markup::kRst),
            "1 # Title\n4 text::\n8 more\n13 last\n");
  EXPECT_EQ(LinksOf("See `our policy <policy.rst>`_ and `it`_.\n\n.. _it: a.rst\n", Markup::kRst),
            "1 [our policy] policy.rst\n1 [it] a.rst\n");
  EXPECT_EQ(Dump("== Title\n\ntext\n\n----\ncode\n----\n\nmore\n", Markup::kAsciidoc),
            "1 ## Title\n3 text\n9 more\n");
  EXPECT_EQ(LinksOf("link:policy.adoc[our policy,window=x] https://larkhill.example[site]\n",
                    Markup::kAsciidoc),
            "1 [our policy] policy.adoc\n1 [site] https://larkhill.example\n");
  EXPECT_EQ(Dump("# no heading\n<!-- no comment -->\n    no code\n", Markup::kPlain),
            "1 # no heading <!-- no comment --> no code\n");
  EXPECT_EQ(MarkupOf("a.RST"), Markup::kRst);
  EXPECT_EQ(MarkupOf("a.adoc"), Markup::kAsciidoc);
  EXPECT_EQ(MarkupOf("a.txt"), Markup::kPlain);
  EXPECT_EQ(MarkupOf("SECURITY"), Markup::kMarkdown);
}

TEST(Markdown, FrontMatterEntries) {
  const Prose prose = ReadProse(
      "---\nOwner: \"Ada\"\nreview-by: 2027-01-01\nlist:\n  - a: b\n---\n", Markup::kMarkdown);
  ASSERT_EQ(prose.front.size(), 3u);
  EXPECT_EQ(prose.front[0].key, "owner");
  EXPECT_EQ(prose.front[0].value, "Ada");
  EXPECT_EQ(prose.front[1].value, "2027-01-01");
  EXPECT_EQ(prose.front[1].line, 3);
  const Prose toml = ReadProse("+++\nowner = 'Ada'\n+++\n", Markup::kMarkdown);
  ASSERT_EQ(toml.front.size(), 1u);
  EXPECT_EQ(toml.front[0].value, "Ada");
}

TEST(Markdown, Addresses) {
  struct Line {
    std::string_view text;
    Texts addresses;
  };
  const Line rows[] = {
      {"Write to Security@Larkhill.example.", {"security@larkhill.example"}},
      {"a@b.example, c+d@e.example", {"a@b.example", "c+d@e.example"}},
      {"security [at] larkhill [dot] example", {"security@larkhill.example"}},
      {"security(at)larkhill.example", {"security@larkhill.example"}},
      {"lodash@4.17.21 is a package", {}},
      {"actions/checkout@v4", {}},
      {"@ada and @bob", {}},
      {"https://social.example/@ada.name", {}},
      {"a@b", {}},
      {"@", {}},
      {"Look at the data.", {}},
  };
  for (const Line& row : rows) EXPECT_EQ(AddressesIn(row.text), row.addresses) << row.text;
  const Prose link =
      ReadProse("[mail us](mailto:A@larkhill.example?subject=x)\n", Markup::kMarkdown);
  ASSERT_EQ(link.addresses.size(), 1u);
  EXPECT_EQ(link.addresses[0].address, "a@larkhill.example");
}

TEST(Markdown, AKeyBlockIsSeenInCodeToo) {
  const Prose prose =
      ReadProse("a\n\n```\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n```\n", Markup::kMarkdown);
  EXPECT_TRUE(prose.has_key_block);
  EXPECT_EQ(prose.key_block_line, 4);
}

TEST(Markdown, ShortenCutsBetweenCharacters) {
  EXPECT_EQ(Shorten("  abc  "), "abc");
  EXPECT_EQ(Shorten("abcdefgh", 6), "abc...");
  EXPECT_EQ(Shorten("ab\xC3\xA9gh\xC3\xA9", 6), "ab...");  // No half of a letter
}

// What a hostile file would use to make reading quadratic.
TEST(Markdown, HostileInputIsReadInLinearTime) {
  for (std::string_view unit :
       {"[", "](", "`", "<", "*", "![", "<!--", "| ", "_", "\\", "- ", "> ", "&"}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    EXPECT_LE(ReadProse(text, Markup::kMarkdown).sentences.size(), 300'000u) << unit;
  }
}

}  // namespace
}  // namespace avouch::formats
