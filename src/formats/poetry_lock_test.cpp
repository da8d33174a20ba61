#include "formats/poetry_lock.h"

#include <gtest/gtest.h>

#include "formats/lock_graph.h"
#include "formats/python_names.h"

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

TEST(PoetryLock, NeedsByNameRangeAndExtra) {
  const auto m = ReadPoetryLock("poetry.lock", R"x(
[[package]]
name = "a"
version = "1.0"
optional = false
groups = ["test", "dev"]
[package.dependencies]
Many = [{version = ">=2,<3", markers = "python_version >= '3.9'"}, {version = "==1.*", markers = "x"}]
web_core = {version = ">=1", extras = ["fast"]}
gone = "*"
[[package]]
name = "many"
version = "1.5"
[[package]]
name = "many"
version = "2.5"
[[package]]
name = "many"
version = "3.5"
optional = true
[[package]]
name = "web-core"
version = "1.0"
[package.dependencies]
quick = {version = "*", optional = true}
slow = {version = "*", optional = true}
[package.extras]
fast = ["Quick (>=1)"]
safe = ["slow"]
[[package]]
name = "quick"
version = "1.0"
[package.dependencies]
many = "^2.1"
[[package]]
name = "slow"
version = "1.0"
[package.dependencies]
a = "9"
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(GraphText(*m),
            "a@1.0d: many@1.5 many@2.5 web-core@1.0\nmany@1.5:\nmany@2.5:\nmany@3.5o:\n"
            "web-core@1.0: quick@1.0\nquick@1.0: many@2.5\nslow@1.0: a@1.0\n");
  EXPECT_EQ(m->components[0].detail.group, "test");
}

TEST(PythonNames, RangesAdmitWhatInstallersTake) {
  struct Row {
    const char *range, *version;
    bool admits;
  };
  for (const auto& [range, version, admits] : {Row{"", "1", true},
                                               {"*", "1", true},
                                               {">=1,<2", "1.9", true},
                                               {">=1,<2", "2.0", false},
                                               {"<1 || >=3", "3.1", true},
                                               {"<1 || >=3", "2", false},
                                               {"~=1.4", "1.9", true},
                                               {"~=1.4.2", "1.5", false},
                                               {"^0.2.3", "0.2.9", true},
                                               {"^0.2.3", "0.3", false},
                                               {"^1.2", "1.9", true},
                                               {"~1.2", "1.3", false},
                                               {"==1.*", "1.5", true},
                                               {"!=1.5", "1.5", false},
                                               {"1.0.0", "1.0", true},
                                               {">=not a version", "1", true}})
    EXPECT_EQ(AdmitsPythonVersion(range, version), admits) << range << " " << version;
  EXPECT_EQ(PythonName("Foo.-_Bar"), "foo-bar");
}

}  // namespace
}  // namespace avouch::formats
