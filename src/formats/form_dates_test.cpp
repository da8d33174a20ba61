#include "formats/form_dates.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(FormDates, AreReadAsPeopleWriteThem) {
  for (auto [text, day] :
       std::initializer_list<std::pair<const char*, const char*>>{{"on 2026-11-02.", "2026-11-02"},
                                                                  {"2 November 2026", "2026-11-02"},
                                                                  {"2nd Nov 2026", "2026-11-02"},
                                                                  {"Nov 2, 2026", "2026-11-02"},
                                                                  {"November 2026", "2026-11-30"},
                                                                  {"Feb 2028", "2028-02-29"},
                                                                  {"02/11/2026", "2026-11-02"},
                                                                  {"11/25/2026", "2026-11-25"},
                                                                  {"2.11.2026", "2026-11-02"}}) {
    const auto dates = DatesIn(text);
    ASSERT_EQ(dates.size(), 1u) << text;
    EXPECT_EQ(ToString(DateOf(dates[0].on)), day) << text;
    EXPECT_FALSE(dates[0].ends) << text;
  }
  for (auto text :
       {"", "1.2.3", "version 2.11", "2026", "May", "12/13", "10.0.2026.1", "99/99/2026"})
    EXPECT_TRUE(DatesIn(text).empty()) << text;
  const auto two = DatesIn("made 1 May 2026, valid until 1 June 2026");
  ASSERT_EQ(two.size(), 2u);
  EXPECT_FALSE(two[0].ends);
  EXPECT_TRUE(two[1].ends);
}

}  // namespace
}  // namespace avouch::formats
