#include "formats/pylock.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/lock_graph.h"
#include "formats/pipfile.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

TEST(PdmLock, GroupsExtrasAndNeeds) {
  const auto m = ReadPdmLock("pdm.lock", R"x([metadata]
groups = ["default", "dev", "s3"]
lock_version = "4.5.0"
requires_python = ">=3.9"
[[package]]
name = "a"
version = "1.0"
groups = ["default"]
dependencies = ["b<2; python_version < '3.9'", "gone"]
files = [{file = "a.whl", hash = "sha256:00"}]
[[package]]
name = "a"
version = "1.0"
extras = ["x"]
groups = ["dev"]
dependencies = ["a==1.0", "C_c"]
files = [{file = "a.whl", hash = "sha256:00"}]
[[package]]
name = "b"
version = "1.5"
groups = ["dev", "test"]
[[package]]
name = "b"
version = "2.5"
groups = ["s3", "dev"]
git = "https://h/b.git"
revision = "0123"
[[package]]
name = "c-c"
version = "1.0"
[metadata.files]
"c-c 1.0" = [{file = "c.whl", hash = "sha256:cc"}]
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(GraphText(*m), "a@1.0: b@1.5 c-c@1.0\nb@1.5d:\nb@2.5o:\nc-c@1.0:\n");
  EXPECT_EQ(m->components[3].digests, (std::vector<std::string>{"sha256:cc"}));
  EXPECT_EQ(m->components[2].origin, "https://h/b.git#0123");
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 18: b 1.5 has no hash"}));
  EXPECT_FALSE(ReadPdmLock("pdm.lock", "[[package]]\nname = \"a\"\n").has_value());
}

TEST(Pylock, MarkersSayWhoAPackageIsFor) {
  const auto m = ReadPylock("pylock.toml", R"x(lock-version = "1.0"
default-groups = ["base"]
[[packages]]
name = "a"
version = "1.0"
marker = "python_version > '3'"
dependencies = [{name = "b"}, {name = "b", version = "9"}, {name = "gone"}]
sdist = {url = "https://r/a.tar.gz", hashes = {sha256 = "00", blake2b = "11"}}
wheels = [{url = "https://r/a.whl", hashes = {sha256 = "22"}}]
[[packages]]
name = "b"
version = "1.0"
marker = "'dev' in dependency_groups or \"test\" in dependency_groups"
archive = {url = "https://r/b.zip", hashes = {sha256 = "33"}}
[[packages]]
name = "c"
marker = "'x' in extras or 'dev' in dependency_groups"
vcs = {type = "git", url = "https://h/c.git", commit-id = "0123"}
[[packages]]
name = "d"
marker = "'base' in dependency_groups or 'dev' in dependency_groups"
directory = {path = ".", editable = true}
[[packages]]
name = "e"
version = "1.0"
marker = "'dev' not in dependency_groups"
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(GraphText(*m), "a@1.0: b@1.0\nb@1.0d:\nc@o:\nd@w:\ne@1.0:\n");
  const auto& c = m->components;
  EXPECT_EQ(c[0].digests, (std::vector<std::string>{"sha256:00", "blake2b:11", "sha256:22"}));
  EXPECT_EQ(c[1].source, SourceKind::kUrl);
  EXPECT_EQ(c[1].detail.group, "dev");
  EXPECT_EQ(c[2].origin, "https://h/c.git#0123");
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 23: e 1.0 has no hash"}));
  EXPECT_TRUE(IsPylock("a/pylock.dev.toml") && !IsPylock("pylock..toml") &&
              !IsPylock("pylock.txt"));
  EXPECT_FALSE(ReadPylock("pylock.toml", "lock-version = \"2.0\"\n").has_value());
  EXPECT_FALSE(ReadPylock("pylock.toml", "[[packages]]\nversion = \"1\"\n").has_value());
}

TEST(PipfileLock, SectionsAndSources) {
  const auto m = ReadPipfileLock("Pipfile.lock", R"({
  "_meta": {"requires": {"python_version": "3.12"}, "sources": [{"url": "https://r", "verify_ssl": false}]},
  "develop": {
    "a": {"hashes": ["sha256:00"], "version": "==1.0"},
    "t": {"hashes": [], "version": "==2.0"}},
  "default": {
    "a": {"hashes": ["sha256:00"], "version": "==1.0"},
    "g": {"git": "https://h/g.git", "ref": "0123"},
    "p": {"editable": true, "path": "."}},
  "docs": {"s": {"hashes": ["sha256:11"], "version": "==3.0"}}
})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(GraphText(*m), "a@1.0:\nt@2.0d:\ng@:\np@:\ns@3.0d:\n");
  EXPECT_EQ(m->components[1].detail.group, "dev");
  EXPECT_EQ(m->components[2].source, SourceKind::kGit);
  EXPECT_EQ(m->components[3].source, SourceKind::kPath);
  EXPECT_TRUE(m->checks_off);
  EXPECT_EQ(m->tools, (std::vector<std::string>{"python 3.12"}));
  for (const char* text : {"", "[]", R"({"default": {"a": "==1"}})"})
    EXPECT_FALSE(ReadPipfileLock("Pipfile.lock", text).has_value()) << text;
}

TEST(Pipfile, SectionsAreGroups) {
  const auto m = ReadPipfile("Pipfile", R"([[source]]
url = "http://r"
verify_ssl = true
[packages]
a = "*"
b = {version = "==1.0", markers = "os_name == 'nt'"}
g = {git = "https://h/g.git", ref = "main"}
[dev-packages]
t = ">=2"
[docs]
s = "~=3.0"
[requires]
python_version = "3.12"
[scripts]
run = "x"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string asked;
  for (const auto& one : m->requirements)
    asked += one.name + " " + one.range + " " + one.group + (one.exact ? " exact" : "") +
             (one.development ? " d" : "") + "\n";
  EXPECT_EQ(asked, "a  \nb ==1.0  exact\ng main \nt >=2 dev d\ns ~=3.0 docs d\n");
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 1: a source over plain HTTP"}));
}

TEST(PythonLocks, ACycleOfManyExtrasAndGroupsEnds) {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "[[package]]\nname = \"a\"\nversion = \"" + std::to_string(i % 50) +
            "\"\ngroups = [\"dev\"]\ndependencies = [\"a\", \"a[x]>1\", \"\", \"=\"]\n";
  const auto m = ReadPdmLock("pdm.lock", text);
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->components.size(), 50u);
  EXPECT_EQ(m->components[0].detail.needs.size(), 49u);
}

}  // namespace
}  // namespace avouch::formats
