#include "formats/web_page.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/front_matter.h"
#include "formats/markdown.h"

namespace avouch::formats {
namespace {

TEST(WebPage, BecomesTheWordsThatAreOnIt) {
  struct Row {
    const char* title;
    std::string html, prose;
  };
  const Row kRows[] = {
      {"a heading and a paragraph", "<h2 class=a>How <b>to</b> report</h2><p>Write\n to us.</p>",
       "## How to report\n\n\nWrite to us.\n\n"},
      {"a list", "<ul><li>one<li>two</li></ul>", "\n- one\n- two\n\n"},
      {"a table",
       "<table><tr><th>Version</th><th>Until</th></tr><tr><td><p>1</p></td><td>2027</td></tr></"
       "table>",
       "\n| Version | Until |\n| 1 | 2027 |\n\n"},
      {"a link", "<a href='mailto:a@b.example'>us</a> <a href=\"javascript:x\">no</a>",
       "[us](mailto:a@b.example) no\n"},
      {"what is no prose",
       "<head><title>T</title></head><style>p{}</style><script>if (a<b) \"</p>\"</script>x<!-- y "
       "-->",
       "x\n"},
      {"references", "&lt;a&gt; &amp;amp; &#8217;&#x2019;&nbsp;&unknown; &#0; R&D",
       "\\<a\\> &amp; \u2019\u2019 &unknown; R&D\n"},
      {"markup of the other kind", "# no *heading* [x](y)", "\\# no \\*heading\\* \\[x\\](y)\n"},
      {"a '<' that is a character", "a < b <3", "a \\< b \\<3\n"},
      {"a script that never ends", "x<script>y<p>z", "x\n"},
      {"a head that never ends", "<head><p>x", "\nx\n"},
      {"a comment that never ends", "x<!-- y", "x\n"},
      {"an attribute that never ends", "x<a href=\"y", "x\n"},
      {"nothing", "", ""},
  };
  for (const Row& row : kRows) {
    const std::string prose = ProseOfPage(row.html);
    if (std::string(row.title) == "an attribute that never ends")
      EXPECT_TRUE(prose.starts_with("x")) << prose;
    else
      EXPECT_EQ(prose, row.prose) << row.title;
  }
}

TEST(WebPage, IsKnownByItsStart) {
  for (const char* page : {"<!DOCTYPE html>", "\xEF\xBB\xBF <html>", "<!-- a -->\n<HTML lang=en>",
                           "<!-- never closed", "<h1>x"})
    EXPECT_TRUE(IsWebPage(page)) << page;
  for (const char* text : {"", "# Report", "Contact: mailto:a@b.example", "{\"a\":1}", "x <html>"})
    EXPECT_FALSE(IsWebPage(text)) << text;
}

TEST(WebPage, ItsPartsAreFoundAsInADocument) {
  const std::string page =
      "<!doctype html><html><head><title>x</title></head><body><h1>Incident plan</h1>"
      "<h2>Roles</h2><p>Priya leads.</p><h2>Containment</h2><p>We stop it.</p>"
      "<h2>Recovery</h2><script>document.write('we recover')</script></body></html>";
  const auto paper = ReadPaper("incident-plan", Path("page.md"), ProseOfPage(page), "");
  ASSERT_TRUE(paper);
  EXPECT_EQ(paper->parts, (std::vector<std::string>{"roles", "containment"}));
}

TEST(WebPage, ReadsManyOpenElementsInOnePass) {
  std::string page;
  for (int i = 0; i < 200'000; ++i) page += "<head><svg ";
  EXPECT_LE(ProseOfPage(page).size(), page.size());
}

TEST(WebPage, AServiceReportsOneDigestOrNone) {
  const std::string a(64, 'a'), b(64, 'b');
  struct Row {
    std::string body, digest;
  };
  const Row kRows[] = {
      {"{\"digest\":\"" + a + "\"}", a},
      {"{\"version\":\"1.4\",\"image\":\"r.example/x@sha256:" + a + "\"}", a},
      {"sha256:" + std::string(64, 'A'), a},
      {"{\"digest\":\"sha256:" + a + "\",\"sha256\":\"" + a + "\"}", a},
      {"{\"digest\":\"" + a + "\",\"base\":\"sha256:" + b + "\"}", "none"},
      {"{\"version\":\"" + a + "\"}", "none"},
      {"sha256:" + a + "a", "none"},
      {"sha256:" + a.substr(1), "none"},
      {"{\"nested\":{\"digest\":\"" + a + "\"}}", "none"},
      {"", "none"},
  };
  for (const Row& row : kRows)
    EXPECT_EQ(ReportedDigest(row.body).value_or("none"), row.digest) << row.body;
}

}  // namespace
}  // namespace avouch::formats
