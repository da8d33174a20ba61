#include "formats/uv_lock.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

constexpr char kLock[] = R"(version = 1
requires-python = ">=3.11"

[manifest]
members = ["x"]

[[package]]
name = "x"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "a" }]
[package.optional-dependencies]
fast = [{ name = "b" }]
[package.dev-dependencies]
dev = [{ name = "t" }]

[[package]]
name = "a"
version = "1.0"
source = { registry = "https://r/simple" }
dependencies = [{ name = "c", version = "2.0" }]
sdist = { url = "https://r/a.tar.gz", hash = "sha256:00", size = 1 }
wheels = [{ url = "https://r/a.whl", hash = "sha256:11" }]

[[package]]
name = "b"
version = "1.0"
source = { git = "https://h/b?rev=main#0123" }

[[package]]
name = "c"
version = "1.0"
source = { registry = "https://r/simple" }

[[package]]
name = "c"
version = "2.0"
source = { registry = "https://r/simple" }
wheels = [{ hash = "sha256:22" }]

[[package]]
name = "t"
version = "1.0"
source = { directory = "tools/t" }
)";

TEST(UvLock, HashesSourcesAndWhoIsReached) {
  const auto m = ReadUvLock("uv.lock", kLock);
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 6u);
  const auto& c = m->components;
  EXPECT_EQ(c[0].source, model::SourceKind::kWorkspace);
  EXPECT_EQ(c[1].digests, (std::vector<std::string>{"sha256:00", "sha256:11"}));
  EXPECT_EQ(c[1].origin, "https://r/simple");
  EXPECT_FALSE(c[1].development);
  EXPECT_EQ(c[2].source, model::SourceKind::kGit);
  EXPECT_FALSE(c[2].development) << "an extra is shipped";
  EXPECT_FALSE(c[3].development) << "nothing reaches it, so nothing says what it is for";
  EXPECT_FALSE(c[4].development);
  EXPECT_TRUE(c[5].development);
  EXPECT_EQ(c[5].source, model::SourceKind::kPath);
  EXPECT_EQ(m->workspaces, (std::vector<std::string>{"x"}));
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 30: c 1.0 has no hash"}));
}

TEST(UvLock, AScriptHasALockOfItsOwn) {
  EXPECT_TRUE(IsUvLock(Path("tools/tea.py.lock")));
  EXPECT_FALSE(IsUvLock(Path("tools/tea.lock")));
  const auto m = ReadUvLock("tea.py.lock", R"(version = 1
[manifest]
requirements = [{ name = "A", specifier = ">=1" }]
[[package]]
name = "a"
version = "1.0"
source = { registry = "https://r/simple" }
dependencies = [{ name = "b" }]
wheels = [{ hash = "sha256:22" }]
[[package]]
name = "b"
version = "2.0"
source = { registry = "https://r/simple" }
wheels = [{ hash = "sha256:33" }]
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 2u);
  EXPECT_TRUE(m->components[0].detail.direct);
  EXPECT_FALSE(m->components[1].detail.direct);
  EXPECT_FALSE(m->components[1].development);
  EXPECT_EQ(m->components[0].detail.needs, (std::vector<std::uint32_t>{1}));
}

TEST(UvLock, Refused) {
  EXPECT_FALSE(ReadUvLock("uv.lock", "[[package]]\nversion = \"1\"\n").has_value());
  EXPECT_FALSE(ReadUvLock("uv.lock", "not toml").has_value());
}

TEST(UvLock, NeedsGroupsAndExtras) {
  const auto m = ReadUvLock("uv.lock", kLock);
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(GraphText(*m),
            "x@0.1.0w: a@1.0 b@1.0 t@1.0\na@1.0!: c@2.0\nb@1.0!o:\nc@1.0:\nc@2.0:\nt@1.0!d:\n")
      << "what nothing reaches is not said to be for development";
}

TEST(UvLock, HostileReferencesEnd) {
  std::string text = "version = 1\n", needs;
  for (int i = 0; i < 20'000; ++i) {
    text += "[[package]]\nname = \"A_." + std::string(i % 2 ? "-" : "") + "b\"\nversion = \"" +
            std::to_string(i) + "\"\n";
    needs += "{name = \"a-b\"}, {name = \"gone\", version = \"1\"}, ";
  }
  text += "dependencies = [" + needs + "]\n";
  const auto m = ReadUvLock("uv.lock", text);
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->components.back().detail.needs.size(), 64u) << "of so many of one name, some";
}

}  // namespace
}  // namespace avouch::formats
