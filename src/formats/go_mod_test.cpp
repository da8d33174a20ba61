#include "formats/go_mod.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

model::Manifest Read(std::string_view text, const char* path = "go.mod") {
  auto manifest = ReadGoMod(path, text);
  EXPECT_TRUE(manifest.has_value()) << ToString(manifest.error());
  return manifest ? std::move(*manifest) : model::Manifest();
}

TEST(GoMod, BlocksLinesCommentsAndQuotes) {
  const auto m = Read(
      "\xEF\xBB\xBFmodule \"example.org/x\" // ours\r\n"
      "go 1.25.1\r\n"
      "toolchain go1.25.4\n"
      "require example.org/a v1.0.0\n"
      "require (\n"
      "\texample.org/b v0.0.0-20200101000000-abcdef123456 // indirect\n"
      "\n"
      "\t// example.org/no v1.0.0\n"
      "\texample.org/c v2.0.0+incompatible // indirect; why\n"
      ")\n"
      "require(\nexample.org/d v1.2.3\n)\n"
      "exclude example.org/e v1.0.0\n"
      "retract [v1.0.0, v1.1.0] // broken\n"
      "tool example.org/f/cmd\n");
  EXPECT_EQ(m.name, "example.org/x");
  EXPECT_EQ(m.tools, (std::vector<std::string>{"go 1.25.1", "toolchain go1.25.4"}));
  ASSERT_EQ(m.requirements.size(), 4u);
  EXPECT_EQ(m.requirements[1].name, "example.org/b");
  EXPECT_TRUE(m.requirements[1].indirect);
  EXPECT_EQ(m.requirements[1].place.line, 6);
  EXPECT_TRUE(m.requirements[2].indirect);
  EXPECT_FALSE(m.requirements[3].indirect);
  EXPECT_EQ(m.requirements[3].place.line, 12);
  EXPECT_FALSE(m.lock);
  EXPECT_EQ(m.notes.size(), 2u);
}

TEST(GoMod, ReplacedModulesAreTheirReplacements) {
  const auto m = Read(
      "module x\n"
      "require (\n a v1.0.0\n b v1.0.0\n c v1.0.0\n)\n"
      "replace a => ../a\n"
      "replace b v1.0.0 => example.org/fork v1.0.1\n"
      "replace c v0.9.0 => example.org/other v1.0.0\n");
  EXPECT_EQ(m.requirements[0].source, model::SourceKind::kPath);
  EXPECT_EQ(m.requirements[1].name, "example.org/fork");
  EXPECT_EQ(m.requirements[1].range, "v1.0.1");
  EXPECT_EQ(m.requirements[2].name, "c") << "a replacement of another version";
  EXPECT_EQ(m.notes.size(), 2u);
}

TEST(GoMod, AWorkspaceNamesItsFolders) {
  const auto m = Read("go 1.25\nuse ./a\nuse (\n\t./b\n\t./c\n)\n", "go.work");
  EXPECT_EQ(m.format, "go-work");
  EXPECT_EQ(m.workspaces, (std::vector<std::string>{"./a", "./b", "./c"}));
}

TEST(GoMod, RefusesWithTheLine) {
  for (const auto& [text, where] : {std::pair{"this is not a go.mod file!", "go.mod, line 1"},
                                    {"module x\nrequire (\n", "go.mod, line 2"},
                                    {"module x\nrequire a\n", "go.mod, line 2"},
                                    {"module \"x\n", "go.mod, line 1"},
                                    {"module x\nreplace a b\n", "go.mod, line 2"},
                                    {"\xff\n", "go.mod, line 1"}}) {
    const auto m = ReadGoMod("go.mod", text);
    ASSERT_FALSE(m.has_value()) << text;
    EXPECT_EQ(m.error().where, where) << text;
  }
}

}  // namespace
}  // namespace avouch::formats
