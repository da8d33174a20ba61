#include "formats/npmrc.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(Npmrc, WhatTakesACheckAway) {
  for (const char* off :
       {"registry=http://r.example/", "@o:registry = http://r.example", "strict-ssl=false",
        "package-lock = false", "lockfile=false", "a=b\nstrict-ssl = \"false\"\n"})
    EXPECT_TRUE(ReadNpmrc(".npmrc", off)->checks_off) << off;
  for (const char* on : {"", "registry=https://r.example/", "# strict-ssl=false",
                         ";registry=http://x", "strict-ssl=true", "registry=http://localhost:4873",
                         "proxy=http://p.example", "strict-ssl", "\xFF=\x00"})
    EXPECT_FALSE(ReadNpmrc(".npmrc", on)->checks_off) << on;
}

}  // namespace
}  // namespace avouch::formats
