#include "formats/cargo_lock.h"

#include <gtest/gtest.h>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

TEST(CargoLock, ChecksumsGitAndMembers) {
  const auto m = ReadCargoLock("Cargo.lock", R"(version = 4

[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "00ff"

[[package]]
name = "g"
version = "0.1.0"
source = "git+https://h/g?branch=main#0123456789012345678901234567890123456789"

[[package]]
name = "x"
version = "0.1.0"
dependencies = ["a"]

[[package]]
name = "n"
version = "1.0.0"
source = "registry+https://h/index"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 4u);
  EXPECT_EQ(m->components[0].digests, (std::vector<std::string>{"sha256:00ff"}));
  EXPECT_EQ(m->components[0].place.line, 3);
  EXPECT_EQ(m->components[1].source, model::SourceKind::kGit);
  EXPECT_EQ(m->components[2].source, model::SourceKind::kWorkspace);
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 19: n 1.0.0 has no checksum"}));
}

TEST(CargoLock, VersionOneKeepsChecksumsApart) {
  const auto m = ReadCargoLock("Cargo.lock", R"x([root]
name = "x"
version = "0.1.0"

[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://i"

[metadata]
"checksum a 1.0.0 (registry+https://i)" = "abcd"
)x");
  ASSERT_TRUE(m.has_value());
  ASSERT_EQ(m->components.size(), 2u);
  EXPECT_EQ(m->components[0].source, model::SourceKind::kWorkspace);
  EXPECT_EQ(m->components[1].digests, (std::vector<std::string>{"sha256:abcd"}));
}

TEST(CargoLock, ADependencySaysAsMuchAsTellsOneFromTheOthers) {
  const auto m = ReadCargoLock("Cargo.lock", R"x(version = 3
[[package]]
name = "x"
version = "0.1.0"
dependencies = ["b", "a 2.0.0", "a 1.0.0 (git+https://h/a#0123)", "gone", "gone 1.0.0 (x)"]
[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://i"
checksum = "00"
[[package]]
name = "a"
version = "1.0.0"
source = "git+https://h/a#0123"
[[package]]
name = "a"
version = "2.0.0"
source = "registry+https://i"
checksum = "01"
dependencies = ["b"]
[[package]]
name = "b"
version = "1.0.0"
source = "registry+https://i"
checksum = "02"
dependencies = ["a 2.0.0 (registry+https://i)", "b", "a 1.0.0 (registry+https://i)"]
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(GraphText(*m),
            "x@0.1.0w: a@1.0.0 a@2.0.0 b@1.0.0\na@1.0.0:\na@1.0.0!:\na@2.0.0!: b@1.0.0\n"
            "b@1.0.0!: a@1.0.0 a@2.0.0 b@1.0.0\n");
  EXPECT_EQ(m->notes, (std::vector<std::string>{"2 dependencies that nothing here is found for"}));
}

TEST(CargoLock, AHundredThousandVersionsOfOneNameAreEachFoundAtOnce) {
  std::string text, needs;
  for (int i = 0; i < 50'000; ++i) {
    const std::string version = std::to_string(i);
    text += "[[package]]\nname = \"a\"\nversion = \"" + version + "\"\n";
    needs += "\"a " + version + " (x)\",\"a " + version + "\",";
  }
  const auto m = ReadCargoLock("Cargo.lock", text + "dependencies = [" + needs + "]\n");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->components.back().detail.needs.size(), 50'000u);
}

TEST(CargoLock, APackageWithoutAVersionIsRefusedWithItsLine) {
  const auto m = ReadCargoLock("Cargo.lock", "\n[[package]]\nname = \"a\"\n");
  ASSERT_FALSE(m.has_value());
  EXPECT_EQ(m.error().where, "Cargo.lock, line 2");
}

}  // namespace
}  // namespace avouch::formats
