#include "formats/nix_flake.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

TEST(FlakeLock, NodesDigestsAndInputsThatFollow) {
  const auto m = ReadNixFlake("flake.lock", R"({"nodes": {
  "axle": {"inputs": {"pkgs": ["pkgs"], "deep": ["bolt", "pkgs"], "gone": ["nowhere"]},
    "locked": {"type": "github", "owner": "o", "repo": "axle", "narHash": "sha256-AAAA",
               "rev": "0123456789012345678901234567890123456789"}},
  "bolt": {"inputs": {"pkgs": "pkgs_2"}, "locked": {"type": "tarball", "url": "https://u:p@h/b.tgz", "narHash": "sha256-BB"}},
  "pkgs": {"locked": {"type": "path", "path": "./pkgs"}},
  "pkgs_2": {"locked": {"type": "git", "url": "https://h/p", "rev": "0123456789012345678901234567890123456789"}},
  "root": {"inputs": {"axle": "axle", "bolt": "bolt", "pkgs": "pkgs"}}
}, "root": "root", "version": 7})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components) {
    got += std::to_string(one.place.line) + " " + one.name + " " +
           std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto& digest : one.digests) got += " " + digest;
    for (const auto need : one.detail.needs) got += " ->" + std::to_string(need);
    got += one.detail.direct ? " direct\n" : "\n";
  }
  EXPECT_EQ(
      got,
      R"(2 o/axle git github:o/axle/0123456789012345678901234567890123456789 nar:sha256-AAAA ->2 ->3 direct
5 bolt url https://h/b.tgz nar:sha256-BB ->3 direct
6 pkgs path ./pkgs direct
7 pkgs_2 git https://h/p
)");
  EXPECT_EQ(m->notes,
            (Texts{"line 7: pkgs_2 has no narHash", "line 2: the input gone leads nowhere"}));
}

TEST(FlakeLock, WhatIsNoneIsRefusedAndFollowersInCirclesEnd) {
  for (const char* text : {"", "{}", "{\"nodes\": {}}", "{\"nodes\": {}, \"version\": 8}"})
    EXPECT_FALSE(ReadNixFlake("flake.lock", text).has_value()) << text;
  EXPECT_TRUE(ReadNixFlake("flake.lock", R"({"nodes": {"root": {"inputs":
    {"a": ["b"], "b": ["a"]}}}, "root": "root", "version": 7})")
                  .has_value());
  std::string wide = R"({"nodes": {"root": {"inputs": {)";
  for (int i = 0; i < 2000; ++i)
    wide += "\"i" + std::to_string(i) + R"(": ["i0","i1","i2","i3","i4","i5","i6","i7"],)";
  wide += R"("z": []}}}, "root": "root", "version": 7})";
  EXPECT_TRUE(ReadNixFlake("flake.lock", wide).has_value());
}

TEST(FlakeLock, AnArchiveThatTellsItsCommitIsStillAnArchive) {
  const auto m = ReadNixFlake("flake.lock", R"({"nodes": {
  "pkgs": {"locked": {"type": "tarball", "url": "https://h/p.tar.xz", "narHash": "sha256-AA",
                      "rev": "0123456789012345678901234567890123456789"}},
  "root": {"inputs": {"pkgs": "pkgs"}}}, "root": "root", "version": 7})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 1u);
  EXPECT_EQ(m->components[0].source, model::SourceKind::kUrl);
  EXPECT_EQ(m->components[0].version, "0123456789012345678901234567890123456789");
}

}  // namespace
}  // namespace avouch::formats
