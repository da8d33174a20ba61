#include "collect/copy_banner.h"

#include <gtest/gtest.h>

namespace avouch::collect {
namespace {

TEST(CopyBanner, TheLicenceBelowIsNotWhatTheVersionIsOf) {
  EXPECT_EQ(BannerVersion("kettle.js",
                          "/**\n* Tea Kettle v2.6.1\n* Licensed under the Apache "
                          "License, Version 2.0\n*/"),
            "2.6.1");
  EXPECT_EQ(BannerVersion("kettle.min.js", "// Kettle for stoves v2.0.27 | MIT-License"), "2.0.27");
  EXPECT_EQ(
      BannerVersion("tinykettle.min.js", "/**\n * TinyKettle version 6.8.4 (2024-06-19)\n */"),
      "6.8.4");
}

TEST(CopyBanner, TheVersionOfALicenceGoesOnOnTheNextLine) {
  EXPECT_EQ(BannerVersion("a.js", "/* either version 2.1\n * of the License */"), "");
  EXPECT_EQ(BannerVersion("a.js", "/* under MPL v2.0 */"), "");
  EXPECT_EQ(BannerVersion("a.js", "/* GPL v3.0\n */"), "");
  EXPECT_EQ(BannerVersion("a.js", ""), "");
}

}  // namespace
}  // namespace avouch::collect
