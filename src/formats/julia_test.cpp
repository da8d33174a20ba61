#include "formats/julia.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto& [key, value] : one.detail.qualifiers) out += " " + key + "=" + value;
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " ->" + std::to_string(need);
    out += "\n";
  }
  return out;
}

TEST(JuliaManifest, TheSecondFormatWithSourcesAndNamesakes) {
  const auto m = ReadJulia("Manifest-v1.11.toml", R"(julia_version = "1.11.2"
manifest_format = "2.0"
project_hash = "aa"

[[deps.Axle]]
deps = ["Bolt", "Dates", "Ghost"]
git-tree-sha1 = "0123456789012345678901234567890123456789"
uuid = "00000000-0000-0000-0000-00000000000a"
version = "1.2.0"
weakdeps = ["Nut"]

[[deps.Bolt]]
git-tree-sha1 = "1123456789012345678901234567890123456789"
repo-rev = "main"
repo-url = "https://u:p@h/Bolt.jl"
uuid = "00000000-0000-0000-0000-00000000000b"
version = "0.1.0+7"

[[deps.Dates]]
uuid = "00000000-0000-0000-0000-00000000000d"

[[deps.Nut]]
path = "../Nut"
uuid = "00000000-0000-0000-0000-00000000000e"
version = "0.1.0"

[[deps.Twin]]
git-tree-sha1 = "2123456789012345678901234567890123456789"
uuid = "00000000-0000-0000-0000-0000000000f1"
version = "1.0.0"

[[deps.Twin]]
git-tree-sha1 = "3123456789012345678901234567890123456789"
uuid = "00000000-0000-0000-0000-0000000000F2"
version = "2.0.0"
    [deps.Twin.deps]
    Axle = "00000000-0000-0000-0000-00000000000a"
    Twin = "00000000-0000-0000-0000-0000000000f1"

[[deps.Nameless]]
version = "1.0.0"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(
      Listed(*m),
      R"(5 Axle 1.2.0 registry  uuid=00000000-0000-0000-0000-00000000000a git-tree-sha1:0123456789012345678901234567890123456789 ->1 ->2
12 Bolt 0.1.0+7 url https://h/Bolt.jl#main uuid=00000000-0000-0000-0000-00000000000b git-tree-sha1:1123456789012345678901234567890123456789
19 Dates 1.11.2 url sdk:julia uuid=00000000-0000-0000-0000-00000000000d
22 Nut 0.1.0 path ../Nut uuid=00000000-0000-0000-0000-00000000000e
27 Twin 1.0.0 registry  uuid=00000000-0000-0000-0000-0000000000f1 git-tree-sha1:2123456789012345678901234567890123456789
32 Twin 2.0.0 registry  uuid=00000000-0000-0000-0000-0000000000F2 git-tree-sha1:3123456789012345678901234567890123456789 ->0 ->4
)");
  EXPECT_TRUE(m->lock);
  EXPECT_EQ(m->notes, Texts{"line 40: Nameless has no uuid"});
}

TEST(JuliaManifest, TheFirstFormatAndFilesOfOthers) {
  struct Row {
    const char* text;
    bool lock;
    std::size_t components, notes;
  };
  for (const auto& [text, lock, components, notes] :
       {Row{"[[Axle]]\nuuid = \"00000000-0000-0000-0000-00000000000a\"\nversion = \"1.0.0\"\n"
            "git-tree-sha1 = \"0123456789012345678901234567890123456789\"\n",
            true, 1, 0},
        {"manifest_format = \"2.1\"\njulia_version = \"1.12.0\"\n[deps]\n", true, 0, 0},
        {"", true, 0, 0},
        {"[package]\nname = \"x\"\n", false, 0, 1},
        {"[[plugin]]\nname = \"x\"\n", false, 0, 2}}) {
    const auto m = ReadJulia("Manifest.toml", text);
    ASSERT_TRUE(m.has_value()) << text;
    EXPECT_EQ(m->lock, lock) << text;
    EXPECT_EQ(m->components.size(), components) << text;
    EXPECT_EQ(m->notes.size(), notes) << text;
  }
}

TEST(JuliaProject, RangesTargetsWeakOnesAndSources) {
  const auto m = ReadJulia("Project.toml", R"(name = "Cart"
uuid = "00000000-0000-0000-0000-0000000000cc"
version = "0.3.0"
[deps]
Axle = "00000000-0000-0000-0000-00000000000a"
Bolt = "00000000-0000-0000-0000-00000000000b"
Dates = "00000000-0000-0000-0000-00000000000d"
Odd = 7
[weakdeps]
Nut = "00000000-0000-0000-0000-00000000000e"
[sources]
Bolt = {url = "https://h/Bolt.jl", rev = "main"}
[compat]
Axle = "0.4, 1"
Bolt = "=1.2.3"
julia = "1.10"
[extras]
Test = "00000000-0000-0000-0000-0000000000f1"
Idle = "00000000-0000-0000-0000-0000000000f2"
[targets]
test = ["Test", "Axle"]
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") + " " +
           std::string(model::Name(one.source)) + "\n";
  EXPECT_EQ(got, R"(5 Axle [0.4, 1]  registry
6 Bolt [=1.2.3]  exact git
7 Dates []  registry
10 Nut [] optional registry
18 Test [] test dev registry
)");
  EXPECT_EQ(m->name + " " + m->version, "Cart 0.3.0");
  EXPECT_EQ(m->tools, Texts{"julia 1.10"});
  EXPECT_EQ(m->notes, Texts{"line 8: Odd has no uuid"});
}

TEST(Julia, FilesAreKnownByTheirNames) {
  for (const auto& [name, known] : {std::pair{"Project.toml", true},
                                    {"a/JuliaManifest.toml", true},
                                    {"JuliaManifest-v1.10.toml", true},
                                    {"MyProject.toml", false},
                                    {"Project-v1.toml", false},
                                    {"pyproject.toml", false},
                                    {"Manifest.toml.bak", false}})
    EXPECT_EQ(IsJulia(name), known) << name;
}

TEST(Julia, HostileFilesAreRefusedOrEnd) {
  std::string ring = "manifest_format = \"2.0\"\n";
  for (int i = 0; i < 2000; ++i)
    ring += "[[deps.A]]\ndeps = [\"A\"]\nuuid = \"00000000-0000-0000-0000-00000000000a\"\n";
  const auto many = ReadJulia("Manifest.toml", ring);
  ASSERT_TRUE(many.has_value());
  EXPECT_LE(many->components[0].detail.needs.size(), 64u);
  for (const auto& [text, refused] : {std::pair{"[[deps", true},
                                      {"manifest_format = \"9\"\n", true},
                                      {"manifest_format = 2\ndeps = 7\n", false},
                                      {"[[a]]\nuuid = [[[[[[[\n", true}})
    EXPECT_EQ(!ReadJulia("Manifest.toml", text).has_value(), refused) << text;
}

}  // namespace
}  // namespace avouch::formats
