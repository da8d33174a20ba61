#include "formats/poetry_lock.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(PoetryLock, FilesGroupsAndSourcesOfTodaysFormat) {
  const auto m = ReadPoetryLock("poetry.lock", R"([[package]]
name = "a"
version = "1.0"
groups = ["main", "dev"]
files = [
    {file = "a.whl", hash = "sha256:00"},
    {file = "a.tar.gz", hash = "sha256:11"},
]

[[package]]
name = "b"
version = "1.0"
groups = ["dev"]
files = []

[package.source]
type = "git"
url = "https://h/b.git"
reference = "main"
resolved_reference = "0123"

[metadata]
lock-version = "2.1"
python-versions = "^3.9"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 2u);
  EXPECT_EQ(m->components[0].digests, (std::vector<std::string>{"sha256:00", "sha256:11"}));
  EXPECT_FALSE(m->components[0].development);
  EXPECT_TRUE(m->components[1].development);
  EXPECT_EQ(m->components[1].source, model::SourceKind::kGit);
  EXPECT_EQ(m->components[1].origin, "https://h/b.git#0123");
  EXPECT_EQ(m->components[1].place.line, 10);
  EXPECT_EQ(m->tools, (std::vector<std::string>{"python ^3.9"}));
}

TEST(PoetryLock, OlderFilesKeepHashesInMetadata) {
  const auto m = ReadPoetryLock("poetry.lock", R"([[package]]
category = "dev"
name = "a"
version = "1.0"
[[package]]
category = "main"
name = "b"
version = "1.0"
[metadata.files]
a = [{file = "a.whl", hash = "sha256:00"}]
[metadata.hashes]
b = ["11", "22"]
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_TRUE(m->components[0].development);
  EXPECT_EQ(m->components[0].digests, (std::vector<std::string>{"sha256:00"}));
  EXPECT_EQ(m->components[1].digests, (std::vector<std::string>{"sha256:11", "sha256:22"}));
}

TEST(PoetryLock, APackageWithoutANameIsRefused) {
  EXPECT_FALSE(ReadPoetryLock("poetry.lock", "[[package]]\nversion = \"1\"\n").has_value());
}

}  // namespace
}  // namespace avouch::formats
