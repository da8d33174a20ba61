#include "formats/pyproject.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(Pyproject, TheStandardsTables) {
  const auto m = ReadPyproject("pyproject.toml", R"([project]
name = "x"
version = "1.0"
license = {text = "MIT"}
requires-python = ">=3.11"
dependencies = [
  "a>=1",
  "b[extra]==2.0; python_version < '3.12'",
  "c",
]
[project.optional-dependencies]
docs = ["d"]
fast = ["e"]
[dependency-groups]
dev = ["f", {include-group = "lint"}]
lint = ["g"]
[build-system]
requires = ["hatchling>=1.20"]
[tool.uv.sources]
c = { git = "https://h/c", tag = "v1" }
[tool.uv.workspace]
members = ["packages/*"]
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->tools, (std::vector<std::string>{"python >=3.11"}));
  EXPECT_EQ(m->workspaces, (std::vector<std::string>{"packages/*"}));
  ASSERT_EQ(m->requirements.size(), 8u);
  const auto& r = m->requirements;
  EXPECT_EQ(r[0].place.line, 7);
  EXPECT_TRUE(r[1].exact);
  EXPECT_EQ(r[2].source, model::SourceKind::kGit);
  EXPECT_EQ(r[2].range, "v1");
  EXPECT_EQ(r[3].group, "extra:docs");
  EXPECT_TRUE(r[3].development);
  EXPECT_FALSE(r[4].development);
  EXPECT_EQ(r[5].group, "dev");
  EXPECT_TRUE(r[6].development);
  EXPECT_EQ(r[7].group, "build-system");
}

TEST(Pyproject, PoetrysTables) {
  const auto m = ReadPyproject("pyproject.toml", R"([tool.poetry]
name = "x"
version = "1.0"
license = "MIT"
[tool.poetry.dependencies]
python = "^3.9"
a = "^1.2"
b = { git = "https://h/b", rev = "0123456789012345678901234567890123456789" }
c = [ { version = "1", markers = "os_name == 'nt'" }, { version = "2" } ]
d = "*"
e = "1.2.3"
[tool.poetry.group.test.dependencies]
t = "^1"
[tool.poetry.dev-dependencies]
u = "^1"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->name, "x");
  EXPECT_EQ(m->tools, (std::vector<std::string>{"python ^3.9"}));
  ASSERT_EQ(m->requirements.size(), 8u);
  EXPECT_EQ(m->requirements[0].range, "^1.2");
  EXPECT_TRUE(m->requirements[1].exact);
  EXPECT_EQ(m->requirements[2].condition, "os_name == 'nt'");
  EXPECT_EQ(m->requirements[4].range, "");
  EXPECT_TRUE(m->requirements[5].exact);
  EXPECT_TRUE(m->requirements[6].development);
  EXPECT_TRUE(m->requirements[7].development);
}

TEST(Pyproject, AFileThatOnlyConfiguresToolsAsksForNothing) {
  const auto m = ReadPyproject("pyproject.toml", "[tool.ruff]\nline-length = 100\n");
  ASSERT_TRUE(m.has_value());
  EXPECT_TRUE(m->requirements.empty());
}

TEST(Pyproject, ARequirementThatIsNoneIsRefusedWithItsLine) {
  const auto m =
      ReadPyproject("pyproject.toml", "[project]\ndependencies = [\n  \"a\",\n  \"b c\",\n]\n");
  ASSERT_FALSE(m.has_value());
  EXPECT_EQ(m.error().where, "pyproject.toml, line 4");
}

TEST(Pyproject, SaysHowItReachesOthersOnlyInSoManyWords) {
  struct {
    const char *what, *ships;
  } const rows[] = {
      {"[project]\nname = 'x'\n", "unsaid"},
      {"[project]\nname = 'x'\n[project.scripts]\nx = 'x:main'\n", "program"},
      {"[tool.poetry.scripts]\nx = 'x:main'\n", "program"},
      {"[project]\nclassifiers = ['Private :: Do Not Upload']\n[project.scripts]\nx = 'x:y'\n",
       "nothing"},
      {"[project]\nclassifiers = ['Topic :: Software Development :: Libraries']\n", "library"},
  };
  for (const auto& row : rows) {
    const auto m = ReadPyproject("pyproject.toml", row.what);
    ASSERT_TRUE(m.has_value()) << row.what;
    EXPECT_EQ(model::Name(m->ships), row.ships) << row.what;
  }
}

}  // namespace
}  // namespace avouch::formats
