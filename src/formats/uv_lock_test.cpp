#include "formats/uv_lock.h"

#include <gtest/gtest.h>

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
  EXPECT_TRUE(c[3].development) << "only version 2.0 of c is reached";
  EXPECT_FALSE(c[4].development);
  EXPECT_TRUE(c[5].development);
  EXPECT_EQ(c[5].source, model::SourceKind::kPath);
  EXPECT_EQ(m->workspaces, (std::vector<std::string>{"x"}));
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 30: c 1.0 has no hash"}));
}

TEST(UvLock, Refused) {
  EXPECT_FALSE(ReadUvLock("uv.lock", "[[package]]\nversion = \"1\"\n").has_value());
  EXPECT_FALSE(ReadUvLock("uv.lock", "not toml").has_value());
}

}  // namespace
}  // namespace avouch::formats
