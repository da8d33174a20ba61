#include "formats/cargo_toml.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(CargoToml, GroupsSourcesAndRanges) {
  const auto m = ReadCargoToml("Cargo.toml", R"([package]
name = "x"
version = "0.1.0"
license = "MIT OR Apache-2.0"
rust-version = "1.80"

[dependencies]
a = "1.2"
b = { version = "=1.2.3", optional = true }
c = { git = "https://h/c", rev = "0123456789012345678901234567890123456789" }
d = { path = "../d" }
e.workspace = true
f = { package = "real-f", version = "2" }

[dependencies.g]
version = "3"

[dev-dependencies]
t = "1"

[build-dependencies]
cc = "1"

[target.'cfg(windows)'.dependencies]
w = "0.5"

[workspace]
members = ["a", "crates/*"]
[workspace.dependencies]
e = "4"

[patch.crates-io]
a = { path = "a" }
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->name, "x");
  EXPECT_EQ(m->tools, (std::vector<std::string>{"rust 1.80"}));
  EXPECT_EQ(m->workspaces, (std::vector<std::string>{"a", "crates/*"}));
  ASSERT_EQ(m->requirements.size(), 11u);
  const auto& r = m->requirements;
  EXPECT_FALSE(r[0].exact);
  EXPECT_EQ(r[0].place.line, 8);
  EXPECT_TRUE(r[1].exact);
  EXPECT_EQ(r[1].group, "optional");
  EXPECT_EQ(r[2].source, model::SourceKind::kGit);
  EXPECT_TRUE(r[2].exact);
  EXPECT_EQ(r[3].source, model::SourceKind::kPath);
  EXPECT_EQ(r[4].range, "workspace");
  EXPECT_EQ(r[5].name, "real-f");
  EXPECT_EQ(r[6].range, "3");
  EXPECT_TRUE(r[7].development);
  EXPECT_EQ(r[8].group, "build");
  EXPECT_EQ(r[9].group, "workspace");
  EXPECT_EQ(r[10].condition, "cfg(windows)");
  EXPECT_EQ(m->notes.size(), 1u);
}

TEST(CargoToml, NotTomlIsRefusedWithItsPlace) {
  const auto m = ReadCargoToml("a/Cargo.toml", "[package]\nname = \n");
  ASSERT_FALSE(m.has_value());
  EXPECT_TRUE(m.error().where.starts_with("a/Cargo.toml, line 2")) << m.error().where;
}

TEST(CargoToml, SaysHowItReachesOthersOnlyInSoManyWords) {
  struct {
    const char *what, *ships;
  } const rows[] = {
      {"", "unsaid"},  // src/lib.rs or src/main.rs decides
      {"[lib]\nname = 'y'\n", "library"},
      {"[[bin]]\nname = 'y'\n", "program"},
      {"[lib]\nname = 'y'\n[[bin]]\nname = 'z'\n", "program"},
      {"publish = false\n[lib]\nname = 'y'\n", "nothing"},
      {"publish = []\n", "nothing"},
      {"publish = ['ours']\n[lib]\nname = 'y'\n", "library"},
  };
  for (const auto& row : rows) {
    const std::string text = std::string("[package]\nname = 'x'\nversion = '1.0.0'\n") + row.what;
    const auto m = ReadCargoToml("Cargo.toml", text);
    ASSERT_TRUE(m.has_value()) << row.what;
    EXPECT_EQ(model::Name(m->ships), row.ships) << row.what;
  }
}

TEST(CargoToml, AnOptionalDependencyThatTheDefaultFeatureAsksForIsNotOptional) {
  const auto m = ReadCargoToml("Cargo.toml", R"(
[features]
default = ["on", "loop"]
on = ["dep:a", "b/std", "c?/std"]
loop = ["default", "loop"]
off = ["d"]
[dependencies]
a = { version = "1", optional = true }
b = { version = "1", optional = true }
c = { version = "1", optional = true }
d = { version = "1", optional = true }
e = { version = "1", optional = false }
[dev-dependencies]
f = { version = "1", optional = true }
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string groups;
  for (const auto& one : m->requirements) groups += one.name + ":" + one.group + " ";
  EXPECT_EQ(groups, "a: b: c:optional d:optional e: f:dev ");
}

}  // namespace
}  // namespace avouch::formats
