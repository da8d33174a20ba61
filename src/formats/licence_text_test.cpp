#include "formats/licence_text.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/text.h"
#include "formats/licence_words.h"
#include "notation/licence_ids.h"

namespace avouch::formats {
namespace {

TEST(LicenceWords, OverlookWhatSpdxSaysToOverlook) {
  struct Row {
    const char* rule;
    const char* text;
    const char* words;
  };
  const Row rows[] = {
      {"case, white space, punctuation", "You  MAY\n\tpour, \"tea\" -- (hot)!",
       "you may pour tea hot"},
      {"quotes and dashes beyond ASCII", "\xE2\x80\x9Ctea\xE2\x80\x9D \xE2\x80\x93 pot\xC2\xA0x",
       "tea pot x"},
      {"letters beyond ASCII stay", "caf\xC3\xA9", "caf\xC3\xA9"},
      {"bullets", "* pour\n - drink\n1. sip\n 2) spill\niv. wipe\n(a) rinse\n3.1 Dry",
       "pour drink sip spill wipe rinse dry"},
      {"a mark inside a line", "either (a) pour or b) drink", "either pour or drink"},
      {"comments", "// pour\n# drink\n; sip", "pour drink sip"},
      {"notices", "Copyright (c) 2024 Jane Doe\n(c) 2001-2003 Tea Ltd\nCopyright Jane Doe\npour",
       "pour"},
      {"a notice in two lines", "Copyright 2024 Tea Ltd,\n12 Pot Street\npour", "pour"},
      {"all rights reserved", "pour. All rights reserved.", "pour"},
      {"one spelling", "this licence, recognised whilst https://x",
       "this license recognized while http x"},
      {"nothing", "", ""},
      // What could be a condition stays, whatever it is dressed as.
      {"a notice with a condition", "Copyright 2024 Jane Doe, not for commercial use\npour",
       "copyright 2024 jane doe not for commercial use pour"},
      {"a notice going on with one", "Copyright 2024 Jane Doe,\nwho must be paid\npour",
       "who must be paid pour"},
      {"the copyright of a sentence", "by the\ncopyright owner or contributors be liable",
       "by the copyright owner or contributors be liable"},
      {"a number that is no bullet", "version\n2 or later", "version 2 or later"},
      {"a sentence that ends in a number",
       "all of the terms that were added to it under section\n7. This",
       "all of the terms that were added to it under section 7 this"},
  };
  for (const Row& row : rows) {
    const auto words = WordsOfLicence(row.text);
    EXPECT_EQ(Trim(words.text), row.words) << row.rule;
    EXPECT_EQ(words.Part(0, words.size()), row.words) << row.rule;
  }
}

TEST(LicenceWords, PartsOfTwoTextsAreTheSameWhereTheirWordsAre) {
  const auto one = WordsOfLicence("pour the tea"), other = WordsOfLicence("You may pour the TEA.");
  EXPECT_EQ(one.Hash(0, 3), other.Hash(2, 3));
  EXPECT_EQ(one.Digest(0, 3), other.Digest(2, 3));
  EXPECT_NE(one.Hash(0, 2), other.Hash(0, 2));
  EXPECT_NE(one.Digest(0, 2), other.Digest(1, 2));
  EXPECT_EQ(one.Part(1, 2), "the tea");
  EXPECT_EQ(one.Part(3, 0), "");
}

TEST(LicenceText, TheTableHoldsDigestsOfListedLicences) {
  std::set<std::string_view> shapes;
  for (const auto& row : LicenceRows()) {
    EXPECT_TRUE(shapes.insert(row.shape).second) << row.ids;
    EXPECT_FALSE(row.sample.empty()) << row.ids;
    EXPECT_EQ(row.sample.size() % 8, 0u) << row.ids;
    for (const auto id : Words(row.ids)) EXPECT_TRUE(notation::FindLicenceId(id)) << id;
    int open = 0;
    for (const auto token : Words(row.shape)) {
      open += token == "(" || token == "[" ? 1 : token == ")" || token == "]" ? -1 : 0;
      const bool mark = token.size() == 1;
      EXPECT_TRUE(mark || Split(token, ':').size() == 3) << row.ids << " " << token;
      EXPECT_GE(open, 0) << row.ids;
    }
    EXPECT_EQ(open, 0) << row.ids;
  }
  EXPECT_GT(shapes.size(), 600u);
}

TEST(LicenceText, WhatIsNoLicenceIsNone) {
  std::string long_text;
  for (int i = 0; i < 20'000; ++i) long_text += "pour the tea (c) 2024 ";
  for (const std::string& text :
       {std::string(), std::string("MIT"), std::string("See LICENSE for the licence of this."),
        std::string("\0\xff\xfe\x80", 4), std::string(100'000, '('), long_text,
        std::string(kMaxLicenceFile + 1, 'a')}) {
    const auto match = MatchLicence(text);
    EXPECT_TRUE(match.ids.empty()) << text.substr(0, 40);
    EXPECT_FALSE(match.whole);
    EXPECT_EQ(Describe(match), "");
  }
  EXPECT_EQ(Describe({{"A", "B"}, true, 16, 16}), "A or B");
  EXPECT_EQ(Describe({{"A"}, false, 14, 16}), "looks like A (14 of 16 passages)");
}

}  // namespace
}  // namespace avouch::formats
