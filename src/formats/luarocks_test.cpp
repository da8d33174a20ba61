#include "formats/luarocks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

TEST(LuarocksLock, GroupsAndLuaItself) {
  const auto m = ReadLuarocks("luarocks.lock", R"(-- written by luarocks
return {
   build_dependencies = {["maker"] = "1.0-1"},
   dependencies = {
      ["axle-io"] = "2.1.0-1",
      lua = "5.1-1",
      bad = {},
   },
   test_dependencies = { busted = "2.2.0-1" }
}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components)
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           one.detail.group + (one.development ? " dev\n" : "\n");
  EXPECT_EQ(got, "5 axle-io 2.1.0-1 \n3 maker 1.0-1 build\n9 busted 2.2.0-1 test dev\n");
  EXPECT_EQ(m->tools, (Texts{"lua 5.1-1"}));
  EXPECT_EQ(m->notes, (Texts{"line 7: not a name and a version"}));
}

TEST(Rockspec, LiteralsAndTextsPutTogether) {
  const auto m = ReadLuarocks("cart-1.0-1.rockspec", R"(
package = "cart"
local v = "1.0"
version = v .. "-1"
source = { url = "git://h/" .. package .. "?x" }
description = { license = "MIT", detailed = [==[ ]] dependencies = {"ghost"} ]==] }
dependencies = {
  "lua >= 5.1, < 5.5",
  "axle >= 2.0", 'bolt==1.4-1'; -- "ghost"
  platforms = { unix = { "nut" } },
}
test_dependencies = { "busted" }
build = { type = "builtin", modules = { [ "a.b" ] = "a.lua" } }
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.exact ? " exact " : " ") + one.condition + "\n";
  EXPECT_EQ(got,
            "9 axle [>= 2.0]  \n9 bolt [==1.4-1]  exact \n10 nut []  platforms.unix\n"
            "12 busted [] test \n");
  EXPECT_EQ(m->version, "1.0-1");
  EXPECT_EQ(m->licences, (Texts{"MIT"}));
}

TEST(Rockspec, WhatIsComputedIsNeverAnEmptyList) {
  for (const char* text : {"dependencies = list()\n", "dependencies = { name }\n",
                           "dependencies = require('x').deps\n",
                           "dependencies = { f('a') }\ntest_dependencies = {'b'}\n"}) {
    const auto m = ReadLuarocks("a.rockspec", text);
    ASSERT_FALSE(m.has_value()) << text;
    EXPECT_EQ(m.error().kind, ErrorKind::kUnsupported);
  }
}

TEST(Luarocks, HostileFilesAreRefusedOrEnd) {
  for (const std::string& text :
       {"x = " + std::string(100'000, '{'), "return " + std::string(100'000, '('),
        std::string("x = [==["), std::string("x = \"a"), std::string("x = {["),
        std::string("return"), "x = f" + std::string(50'000, '(')})
    EXPECT_FALSE(ReadLuarocks("luarocks.lock", text).has_value()) << text.substr(0, 20);
  std::string growing = "a = 'xxxxxxxxxx'\n";
  for (int i = 0; i < 40; ++i) growing += "a = a .. a\n";
  EXPECT_FALSE(ReadLuarocks("a.rockspec", growing).has_value());
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "a" + std::to_string(i) + " = 1\n";
  EXPECT_TRUE(ReadLuarocks("a.rockspec", many).has_value());
}

}  // namespace
}  // namespace avouch::formats
