#include "report/layout.h"

#include <gtest/gtest.h>

#include "report/summary.h"

namespace avouch::report {
namespace {

using Lines = std::vector<std::string>;

TEST(Layout, WidthCountsColumnsNotBytes) {
  EXPECT_EQ(WidthOf("abc"), 3);
  EXPECT_EQ(WidthOf("a…b"), 3);
  EXPECT_EQ(WidthOf("日本"), 4);
  EXPECT_EQ(WidthOf("e\xCC\x81"), 1);
}

TEST(Layout, WordsStayWholeUnlessLongerThanALine) {
  EXPECT_EQ(Wrap("one two three", 7, 7), (Lines{"one two", "three"}));
  EXPECT_EQ(Wrap("one two three", 3, 9), (Lines{"one", "two three"}));
  EXPECT_EQ(Wrap("abcdefgh", 3, 3), (Lines{"abc", "def", "gh"}));
  EXPECT_EQ(Wrap("https://a.example/install.sh", 22, 22),
            (Lines{"https://a.example/", "install.sh"}));
  EXPECT_EQ(Wrap("a  b", 9, 9), (Lines{"a  b"}));
  EXPECT_EQ(Wrap("", 5, 5), (Lines{""}));
  EXPECT_EQ(Wrap("日本日本", 5, 5), (Lines{"日本", "日本"}));
}

TEST(Layout, ClipEndsInAnEllipsis) {
  EXPECT_EQ(Clip("abcdef", 6), "abcdef");
  EXPECT_EQ(Clip("abcdef", 5), "abcd…");
  EXPECT_EQ(Clip("日本日本", 5), "日本…");
}

TEST(Layout, RowsThatDoNotFitStandBelowEachOther) {
  Page page(40, false);
  page.Row(4, {{20, "left"}, {0, "a text that needs some room here"}});
  EXPECT_EQ(std::move(page).Take(), "    left\n      a text that needs some room here\n");
}

TEST(Layout, ATableIsAsWideAsWhatItHoldsAndCutsItsWidestColumn) {
  const std::string name(40, 'n'), place(30, 'p');
  const std::vector<std::vector<Cell>> rows = {{{0, name}, {0, "1.0"}, {0, place}},
                                               {{0, "日本"}, {0, "22"}, {0, "x"}}};
  struct {
    int most;
    std::string first, second;
  } const kRows[] = {
      {0, "  " + name + "  1.0  " + place, "  日本" + std::string(36, ' ') + "  22   x"},
      {60, "  " + std::string(24, 'n') + "…  1.0  " + std::string(25, 'p') + "…",
       "  日本" + std::string(21, ' ') + "  22   x"},
      {10, "  " + std::string(17, 'n') + "…  1.0  " + std::string(17, 'p') + "…",  // Never less
       "  日本" + std::string(14, ' ') + "  22   x"},
  };
  for (const auto& row : kRows) {
    Page page(100, false);
    page.Table(2, rows, row.most);
    EXPECT_EQ(std::move(page).Take(), row.first + "\n" + row.second + "\n") << row.most;
  }
}

TEST(Layout, APlaceGivesItsTextALineWhereAWordWouldBeCut) {
  Page page(40, false);
  page.Places(2, {{"Dockerfile:1", "registry.example/image:tag"}, {"a:1", "short"}}, 30);
  EXPECT_EQ(std::move(page).Take(),
            "  Dockerfile:1\n      registry.example/image:tag\n  a:1           short\n");
}

TEST(Layout, ColourSurroundsTextAndNotItsPadding) {
  Page page(40, true);
  page.Row(0, {{6, "met", Style::kGood}, {0, "x"}});
  EXPECT_EQ(std::move(page).Take(), "\x1b[32mmet\x1b[0m     x\n");
}

TEST(Summary, NeighboursAreJoined) {
  EXPECT_EQ(Compress({"1.1.1", "1.1.2", "1.1.3", "1.2.1", "2.1.1", "2.1.3"}),
            "1.1.1-3 1.2.1 2.1.1 2.1.3");
  EXPECT_EQ(Compress({}), "");
  EXPECT_EQ(Compress({"odd", "A.1", "A.2"}), "odd A.1-2");
}

TEST(Summary, ATargetIsQuotedForAShell) {
  model::Talk talk;
  EXPECT_EQ(TargetArgument(talk), "");
  talk.target = ".";
  EXPECT_EQ(TargetArgument(talk), "");
  talk.target = "~/src/a b'; rm -rf x";
  EXPECT_EQ(TargetArgument(talk), " '~/src/a b'\\''; rm -rf x'");
}

}  // namespace
}  // namespace avouch::report
