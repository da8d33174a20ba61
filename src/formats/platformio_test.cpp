#include "formats/platformio.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

std::string Text(const model::Manifest& m) {
  std::string out;
  for (const auto& one : m.components)
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin + " " + one.detail.group + "\n";
  for (const auto& one : m.requirements)
    out += std::to_string(one.place.line) + " asks " + one.name + " '" + one.range + "' " +
           std::string(model::Name(one.source)) + (one.exact ? " exact " : " ") + one.group + "\n";
  for (const auto& note : m.notes) out += note + "\n";
  return out;
}

TEST(Platformio, LibrariesPlatformsAndPackages) {
  const auto m = ReadPlatformio("platformio.ini", R"([env]
lib_deps =
	# renovate: x/y
	https://github.com/o/axle/archive/0123456789012345678901234567890123456789.zip
	https://github.com/o/bolt/archive/refs/tags/v1.2.zip ; pinned
	o/Nut Lib @ ^1.4
	o/Pin@1.2.3
	Plain
	https://github.com/o/gear.git#1123456789012345678901234567890123456789
	https://github.com/o/cog.git#v2.0
	https://github.com/o/moving.git#master
	https://u:p@h/still.git
	https://gitlab.com/o/far/-/archive/main/far-main.zip
	cam=http://h/cam-1.zip
	symlink://../own
	./libs/own
	file://own
	!python list.py
	${extra.flags}
build_flags =
	-D X=https://github.com/o/no.git#v1
[env:board]
platform = espressif32@6.5.0
platform_packages =
	framework-arduino @ https://github.com/o/core.git#1.0.4
	toolchain-arm@~1.9
lib_deps = ${env.lib_deps}, o/Pin@1.2.3, o/Other@~3
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_FALSE(m->lock);
  EXPECT_EQ(Text(*m),
            R"(4 axle 0123456789012345678901234567890123456789 url )"
            R"(https://github.com/o/axle/archive/0123456789012345678901234567890123456789.zip )"
            R"(
5 bolt v1.2 url https://github.com/o/bolt/archive/refs/tags/v1.2.zip )"
            R"(
9 gear 1123456789012345678901234567890123456789 git )"
            R"(https://github.com/o/gear.git#1123456789012345678901234567890123456789 )"
            R"(
10 cog v2.0 git https://github.com/o/cog.git )"
            R"(
25 framework-arduino 1.0.4 git https://github.com/o/core.git )"
            R"(
6 asks o/Nut Lib '^1.4' registry )"
            R"(
7 asks o/Pin '1.2.3' registry exact )"
            R"(
8 asks Plain '' registry )"
            R"(
11 asks moving 'master' git )"
            R"(
12 asks still '' git )"
            R"(
13 asks far 'main' url )"
            R"(
14 asks cam '' url )"
            R"(
23 asks espressif32 '6.5.0' registry exact )"
            R"(
26 asks toolchain-arm '~1.9' registry build
27 asks o/Other '~3' registry )"
            R"(
line 14: cam is fetched over plain HTTP
line 18: not written out: !python list.py
line 19: not written out: ${extra.flags}
)");
}

TEST(Platformio, VariablesStandForWhatTheyName) {
  const auto m = ReadPlatformio("platformio.ini", R"([common]
more = o/C @ 3.0.0
libs =
  ; o/Old
  o/A @ 1.0.0 # as it was
  ${common.more}
  ${common.libs}
none = o/None
[env:a]
own = o/B @ 2.0.0, d=git@github.com:o/d.git#v4.0
lib_deps = ${common.libs}, ${this.own}, ${gone.libs}, ${common.libs}/x
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(Text(*m), R"(10 d v4.0 git git@github.com:o/d.git )"
                      R"(
5 asks o/A '1.0.0' registry exact )"
                      R"(
2 asks o/C '3.0.0' registry exact )"
                      R"(
10 asks o/B '2.0.0' registry exact )"
                      R"(
line 11: not written out: ${gone.libs}
line 11: not written out: ${common.libs}/x
)");
}

TEST(Platformio, OfOtherFilesOnlyThoseOfBoards) {
  EXPECT_TRUE(IsPlatformio("sub/platformio.ini"));
  EXPECT_TRUE(IsPlatformio("platformio_override.ini"));
  EXPECT_TRUE(IsPlatformio("variants/esp32/esp32.ini") && IsPlatformio("fw/boards/a.ini"));
  EXPECT_FALSE(IsPlatformio("setup.ini"));
  EXPECT_FALSE(IsPlatformio("platformio.txt"));
  const auto other = ReadPlatformio("variants/a/php.ini", "[php]\nmemory = 1\n  x\n");
  ASSERT_TRUE(other.has_value());
  EXPECT_TRUE(other->components.empty() && other->requirements.empty() && other->notes.empty());
}

}  // namespace
}  // namespace avouch::formats
