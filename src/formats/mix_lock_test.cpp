#include <gtest/gtest.h>

#include "formats/hex.h"
#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

TEST(MixLock, WhatIsOptionalIsWantedByWhoeverAsksForIt) {
  const auto lock = ReadHex("mix.lock", R"(%{
  "kday": {:hex, :kday, "1.1.0", "aa", [:mix], [{:ex_doc, "~> 0.21", [hex: :ex_doc, repo: "hexpm", optional: true]}, {:jason, "~> 1.0", [hex: :jason, repo: "hexpm", optional: false]}], "hexpm", "bb"},
  "ex_doc": {:hex, :ex_doc, "0.40.3", "aa", [:mix], [], "hexpm", "bb"},
  "jason": {:hex, :jason, "1.4.5", "aa", [:mix], [], "hexpm", "bb"},
})");
  ASSERT_TRUE(lock.has_value());
  EXPECT_EQ(GraphText(*lock), "kday@1.1.0: jason@1.4.5\nex_doc@0.40.3:\njason@1.4.5:\n");
}

}  // namespace
}  // namespace avouch::formats
