#include "formats/browser_scripts.h"

#include <gtest/gtest.h>

#include "formats/limits.h"

namespace avouch::formats {
namespace {

std::vector<model::BrowserScript> Read(std::string_view text) {
  auto scripts = ReadBrowserScripts("a.html", text);
  EXPECT_TRUE(scripts.has_value());
  return scripts ? std::move(*scripts) : std::vector<model::BrowserScript>();
}

TEST(BrowserScripts, ScriptsAndSheetsFromElsewhere) {
  const auto s = Read(
      "<!doctype html>\n"
      "<SCRIPT async\n  SRC='https://cdn.example/a.js?x=1&amp;y=2' integrity=sha384-abc></SCRIPT>\n"
      "<link rel=\"icon\" href=\"https://cdn.example/i.png\">\n"
      "<link href=//cdn.example/s.css rel='alternate StyleSheet'/>\n"
      "<script src=\"/own.js\"></script><script src=own.js></script>\n"
      "<noscript><link rel=stylesheet href=http://cdn.example/n.css></noscript>\n");
  ASSERT_EQ(s.size(), 3u);
  EXPECT_EQ(s[0].url, "https://cdn.example/a.js?x=1&y=2");
  EXPECT_EQ(s[0].integrity, "sha384-abc");
  EXPECT_EQ(s[0].place.line, 2);
  EXPECT_FALSE(s[0].stylesheet);
  EXPECT_EQ(s[1].url, "//cdn.example/s.css");
  EXPECT_TRUE(s[1].stylesheet);
  EXPECT_EQ(s[1].place.line, 5);
  EXPECT_EQ(s[2].place.line, 7);
}

TEST(BrowserScripts, CommentsTextAndCodeOfTemplatesAreNotTags) {
  EXPECT_TRUE(Read("<!-- <script src=https://c.example/a.js></script> -->"
                   "<script>var a = '<script src=https://c.example/a.js>';</script>"
                   "<style><script src=https://c.example/a.js></style>"
                   "<title><script src=https://c.example/a.js></title>"
                   "<% '<script src=https://c.example/a.js>' %>"
                   "<?php echo '<script src=https://c.example/a.js>' ?>")
                  .empty());
}

TEST(BrowserScripts, AHostThatATemplateFillsInMayBeOurs) {
  EXPECT_TRUE(Read("<script src='https://{{ host }}/a.js'></script>"
                   "<script src='//<%= cdn %>/a.js'></script>"
                   "<script src='{{ static }}/a.js'></script>"
                   "<script src='http://localhost:3000/a.js'></script>")
                  .empty());
  const auto s = Read("<script {{ nonce }} src='https://c.example/{{ version }}/a.js'></script>");
  ASSERT_EQ(s.size(), 1u);
  EXPECT_EQ(s[0].url, "https://c.example/{{ version }}/a.js");
}

TEST(BrowserScripts, BrokenAndHostileTextEnds) {
  for (const char* text :
       {"<", "<script", "<script src", "<script src=", "<script src='x", "<!--", "<%",
        "<script></scrip", "<a =b c==d>", "</script>", "<script/src=https://c.example/a>"})
    (void)Read(text);
  EXPECT_EQ(Read("<script/src=https://c.example/a>").size(), 1u);
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "<script src=//c.example/a></script>";
  EXPECT_EQ(Read(many).size(), kMaxScripts);
}

TEST(BrowserScripts, FilesAreFoundByName) {
  for (const char* yes : {"index.html", "a.html.erb", "a.ejs", "A.HTM", "layout.html.heex"})
    EXPECT_TRUE(HasBrowserScripts(yes)) << yes;
  for (const char* no : {"a.js", "a.md", "a.erb", "html"})
    EXPECT_FALSE(HasBrowserScripts(no)) << no;
}

}  // namespace
}  // namespace avouch::formats
