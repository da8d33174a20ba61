#include "formats/west.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

TEST(West, ProjectsByRemoteAddressAndDefault) {
  const auto m = ReadWest("app/west.yml", R"(manifest:
  defaults:
    remote: main
    revision: v4
  remotes:
    - {name: main, url-base: https://github.com/main}
    - {name: other, url-base: http://h/other}
  projects:
    - name: kernel
      import: {name-blocklist: [a]}
    - name: hal
      remote: other
      repo-path: hal/stm32
      revision: 0123456789012345678901234567890123456789
    - name: far
      url: https://u:p@h/far.git
      revision: main
    - revision: v1
  self:
    import: more.yml
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_FALSE(m->lock);
  std::string got;
  for (const auto& one : m->components)
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " + one.origin +
           "\n";
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " asks " + one.name + " " + one.range + "\n";
  for (const auto& note : m->notes) got += note + "\n";
  EXPECT_EQ(got, R"(9 kernel v4 https://github.com/main/kernel
11 hal 0123456789012345678901234567890123456789 http://h/other/hal/stm32#0123456789012345678901234567890123456789
15 asks far main
line 9: what the manifest of kernel lists is not told here
line 11: hal is fetched over plain HTTP
line 18: a project without a name
line 20: what else it imports is not read with it
)");
}

TEST(West, GroupsThatAreOffAreOptionalAndNoRevisionIsMaster) {
  const auto m = ReadWest("west.yml", R"(manifest:
  group-filter: [-a, -b, +b]
  remotes: [{name: r, url-base: "https://h/o/"}]
  projects:
    - {name: off, remote: r, revision: v1, groups: [a]}
    - {name: on, remote: r, revision: v1, groups: [a, c]}
    - {name: again, remote: r, revision: v1, groups: [b]}
    - {name: asked, remote: r, groups: [a]}
)");
  ASSERT_TRUE(m.has_value());
  std::string got;
  for (const auto& one : m->components)
    got += one.name + " " + one.origin + (one.detail.optional ? " optional\n" : "\n");
  for (const auto& one : m->requirements)
    got += one.name + " asks " + one.range + " " + one.group + "\n";
  EXPECT_EQ(got,
            "off https://h/o/off optional\non https://h/o/on\nagain https://h/o/again\n"
            "asked asks master optional\n");
  EXPECT_TRUE(IsWest("submanifests/more.yaml") && IsWest("a/submanifests/more.yml"));
  EXPECT_FALSE(IsWest("submanifests/more.txt") || IsWest("more.yaml"));
}

TEST(West, OthersAreEmptyOrRefused) {
  EXPECT_FALSE(ReadWest("west.yml", "manifest: [").has_value());
  const auto other = ReadWest("west.yml", "east: 1\n");
  ASSERT_TRUE(other.has_value());
  EXPECT_TRUE(other->components.empty() && other->requirements.empty());
}

}  // namespace
}  // namespace avouch::formats
