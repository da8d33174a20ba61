#include "formats/hackage.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto& digest : one.digests) out += " " + digest;
    out += "\n";
  }
  return out;
}

TEST(StackLock, HackageArchivesAndRepositories) {
  const auto m = ReadHackage("stack.yaml.lock", R"(packages:
- completed:
    hackage: axle-io-2.1.0@sha256:ab,12
    pantry-tree: {sha256: "CD", size: 9}
  original:
    hackage: axle-io-2.1.0
- completed:
    git: https://u:p@h/bolt
    commit: "0123456789012345678901234567890123456789"
    name: bolt
    version: "1.4"
- completed: {url: "https://h/nut.tar.gz", sha256: "ef", name: nut, version: "0.1"}
- completed: {hackage: nameless}
snapshots:
- completed: {sha256: aa, size: 1, url: "https://h/s.yaml"}
  original: lts-22.0
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m), R"(2 axle-io 2.1.0 registry  pantry-tree-sha256:cd
7 bolt 1.4 git https://h/bolt#0123456789012345678901234567890123456789
12 nut 0.1 url https://h/nut.tar.gz sha256:ef
)");
  EXPECT_EQ(m->notes,
            (Texts{"line 13: a package without name or version",
                   "line 15: the packages of the snapshot lts-22.0 are not listed here"}));
  EXPECT_FALSE(ReadHackage("stack.yaml.lock", "").has_value());
}

TEST(StackProject, ExtraPackagesAreAskedForByOneVersion) {
  const auto m = ReadHackage("stack.yaml", R"(resolver: lts-22.0
packages: [.]
extra-deps:
- axle-io-2.1.0@sha256:ab,12
- hackage: nut-0.1
- git: https://h/bolt
  commit: "0123456789012345678901234567890123456789"
- ./vendor/pin
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_FALSE(m->lock);
  ASSERT_EQ(m->requirements.size(), 2u);
  EXPECT_EQ(m->requirements[0].name + " " + m->requirements[0].range, "axle-io 2.1.0");
  EXPECT_TRUE(m->requirements[0].exact);
  EXPECT_EQ(m->requirements[1].name + " " + m->requirements[1].range, "nut 0.1");
  EXPECT_EQ(m->requirements[1].place.line, 5u);
  EXPECT_EQ(m->notes, (Texts{"line 6: a package that is told by its place, not by its name",
                             "line 8: a package that is told by its place, not by its name",
                             "line 1: the packages of the snapshot lts-22.0 are not listed here"}));
  EXPECT_FALSE(ReadHackage("stack.yaml", "[]").has_value());
}

TEST(CabalFreeze, OneVersionIsAComponentAndFlagsAreNot) {
  const auto m =
      ReadHackage("cabal.project.freeze", R"(active-repositories: hackage.haskell.org:merge
with-compiler: ghc-9.6.3
constraints: any.axle ==2.1.0,
             axle +fast -slow,
             -- any.ghost ==1,
             bolt ==1.4,
             any.nut ==1.0 || ==1.1, any.rts installed,
index-state: hackage.haskell.org 2026-01-01T00:00:00Z
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(Listed(*m), "3 axle 2.1.0 registry \n6 bolt 1.4 registry \n");
  EXPECT_EQ(m->tools, (Texts{"ghc-9.6.3"}));
  EXPECT_EQ(m->notes, (Texts{"line 7: not one version: 'any.nut ==1.0 || ==1.1'",
                             "line 7: not one version: 'any.rts installed'"}));
}

}  // namespace
}  // namespace avouch::formats
