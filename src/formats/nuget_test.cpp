#include <gtest/gtest.h>

#include "formats/nuget_locks.h"
#include "formats/nuget_project.h"
#include "formats/paket.h"

namespace avouch::formats {
namespace {

std::string Dump(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += one.name + " " + one.version;
    if (!one.detail.group.empty()) out += " in " + one.detail.group;
    if (one.detail.direct) out += " direct";
    if (one.development) out += " dev";
    if (one.source == model::SourceKind::kWorkspace) out += " own";
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " >" + manifest.components[need].name;
    out += "\n";
  }
  for (const auto& one : manifest.requirements)
    out += one.name + " " + one.range + (one.exact ? "!" : "") +
           (one.group.empty() ? "" : " in " + one.group) + (one.development ? " dev" : "") +
           (one.condition.empty() ? "" : " if " + one.condition) +
           (one.source == model::SourceKind::kWorkspace ? " own" : "") + "\n";
  for (const auto& note : manifest.notes) out += "note " + note + "\n";
  return out;
}

std::string Dump(const Result<model::Manifest>& manifest) {
  return manifest ? Dump(*manifest) : ToString(manifest.error());
}

TEST(NugetLocks, FrameworksShareComponents) {
  const auto m = ReadNugetLocks("packages.lock.json", R"({"version": 1, "dependencies": {
"net8.0": {
  "A": {"type": "Direct", "requested": "[1, 2)x", "resolved": "1.0", "contentHash": "aGk=",
        "dependencies": {"b": "2.0"}},
  "B": {"type": "Transitive", "resolved": "2.0", "contentHash": "eW8="},
  "C": {"type": "Transitive", "resolved": "3.0"},
  "P": {
  "type" : "Project", "dependencies" : {"A" : "1.0"}
}
}
, "net8.0/win-x64" : {
  "D" : {
    "type" : "Transitive",
    "resolved" : "4.0",
    "contentHash" : "eA==",
    "dependencies" : {"B" : "2.0"}
  }
},
                     "net9.0" : {
  "A" : {"type" : "Direct", "resolved" : "1.0", "contentHash" : "aGk="}
}
}
})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_TRUE(m->lock);
  EXPECT_EQ(Dump(*m),
            "A 1.0 direct sha512-aGk= >B\nB 2.0 sha512-eW8=\nC 3.0\nP  own >A\n"
            "D 4.0 sha512-eA== >B\nnote line 6: C has no contentHash\n");
}

TEST(NugetLocks, WhatABuildMadeIsNoLock) {
  const auto assets = ReadNugetLocks("obj/project.assets.json", R"({"version": 3,
"targets": {"net8.0": {"A/1.0": {"type": "package", "dependencies": {"B": "2.0"}},
  "B/2.0": {"type": "package"}, "T/1.0": {"type": "package"}, "P/1.0": {"type": "project"}}},
"libraries": {"A/1.0": {"sha512": "aGk=", "type": "package"}, "B/2.0": {"sha512": "eW8="},
  "T/1.0": {"sha512": "eA=="}, "P/1.0": {"type": "project"}},
"project": {"version": "1.2", "restore": {"projectName": "App"}, "frameworks": {"net8.0":
  {"dependencies": {"A": {"version": "[1.0, 2)x"}, "t": {"suppressParent": "All"}
}
}
}
}
})");
  ASSERT_TRUE(assets.has_value()) << ToString(assets.error());
  EXPECT_FALSE(assets->lock);
  EXPECT_EQ(assets->name + " " + assets->version, "App 1.2");
  EXPECT_EQ(Dump(*assets),
            "A 1.0 direct sha512-aGk= >B\nB 2.0 sha512-eW8=\nT 1.0 direct dev sha512-eA==\n"
            "P 1.0 own\n");
  const auto deps = ReadNugetLocks("bin/App.deps.json", R"({"targets": {"x": {
  "App/1.0": {"dependencies": {"A": "1.0"}}, "A/1.0": {}}},
"libraries": {"App/1.0": {"type": "project", "sha512": ""}, "A/1.0": {"sha512": "sha512-aGk="}}})");
  EXPECT_EQ(Dump(deps), "App 1.0 own >A\nA 1.0 direct sha512-aGk=\n");
}

TEST(NugetLocks, PackagesConfigHasVersionsAndNoDigests) {
  EXPECT_EQ(Dump(ReadNugetLocks("packages.config",
                                "<packages>\n<package id=\"A\" version=\"1\"/>\n"
                                "<package id=\"B\" version=\"2\" developmentDependency=\"true\"/>\n"
                                "<package id=\"C\"/></packages>")),
            "A 1\nB 2 dev\nnote line 4: a package without id or version: C\n");
}

TEST(NugetLocks, WhatIsNoneOfTheseIsRefused) {
  for (const auto& [path, bytes] : {std::pair{"packages.lock.json", "[]"},
                                    {"packages.lock.json", "{}"},
                                    {"packages.lock.json", "{\"version\": 9}"},
                                    {"project.assets.json", "{\"libraries\": []}"},
                                    {"a.deps.json", "null"},
                                    {"packages.config", "<p/>"},
                                    {"packages.config", "no"}})
    EXPECT_FALSE(ReadNugetLocks(path, bytes).has_value()) << path << " " << bytes;
}

using Files = std::vector<std::pair<std::string, std::string>>;

std::string Resolve(const Files& files) {
  std::vector<NugetProject> projects;
  for (const auto& [path, text] : files) {
    auto project = ReadNugetProject(path, "<Project>" + text + "</Project>");
    EXPECT_TRUE(project.has_value()) << path;
    if (project) projects.push_back(std::move(*project));
  }
  return Dump(ResolveNugetProjects(projects).front());
}

std::string Items(const std::string& items) { return "<ItemGroup>" + items + "</ItemGroup>"; }
std::string Set(const std::string& items) { return "<PropertyGroup>" + items + "</PropertyGroup>"; }

TEST(NugetProjects, WhatTheFirstFileOfATreeAsksFor) {
  const std::string a = "<PackageReference Include=\"A\"/>";
  const std::string above =
      "<Import Project=\"$([MSBuild]::GetPathOfFileAbove(Directory.Packages.props))\"/>";
  struct Row {
    const char* rule;
    Files files;
    std::string wanted;
  };
  const Row rows[] = {
      {"a plain version is the lowest that will do, brackets hold to one",
       {{"a.csproj", Items("<PackageReference Include=\"A\" Version=\"1.0\"/>"
                           "<PackageReference Include=\"B\"><Version>[2.0]</Version>"
                           "</PackageReference><PackageReference Include=\"C\" "
                           "Version=\"[1,2]\" PrivateAssets=\"All\"/>")}},
       "A 1.0\nB [2.0]!\nC [1,2] dev\n"},
      {"the nearest central version",
       {{"x/a.csproj", Items(a)},
        {"Directory.Packages.props", Items("<PackageVersion Include=\"a\" Version=\"1\"/>")},
        {"x/Directory.Packages.props", Items("<PackageVersion Include=\"A\" Version=\"2\"/>")}},
       "A 2\n"},
      {"the one above counts when it is imported",
       {{"x/a.csproj", Items(a)},
        {"Directory.Packages.props", Items("<PackageVersion Include=\"A\" Version=\"1\"/>")},
        {"x/Directory.Packages.props", above}},
       "A 1\n"},
      {"and does not when it is not",
       {{"x/a.csproj", Items(a)},
        {"Directory.Packages.props", Items("<PackageVersion Include=\"A\" Version=\"1\"/>")},
        {"x/Directory.Packages.props", ""}},
       "A \nnote line 1: A: no version is told in this tree\n"},
      {"VersionOverride is before the central version",
       {{"a.csproj", Items("<PackageReference Include=\"A\" VersionOverride=\"3\"/>")},
        {"Directory.Packages.props", Items("<PackageVersion Include=\"A\" Version=\"1\"/>")}},
       "A 3\n"},
      {"a central version under a condition is no answer",
       {{"a.csproj", Items(a)},
        {"Directory.Packages.props",
         Items("<PackageVersion Include=\"A\" Version=\"1\"/><PackageVersion Include=\"A\" "
               "Version=\"2\" Condition=\"'$(X)' == 'y'\"/>")}},
       "A \nnote line 1: A: its central version depends on a condition\n"},
      {"properties of the props above, the last in force",
       {{"a.csproj",
         Set("<V>2</V>") + Items("<PackageReference Include=\"A\" Version=\"$(v).0\"/>")},
        {"Directory.Build.props", Set("<V>1</V>")}},
       "A 2.0\n"},
      {"a property under a condition is not known",
       {{"a.csproj", Set("<V>1</V><V Condition=\"'$(C)'=='d'\">2</V>") +
                         Items("<PackageReference Include=\"A\" Version=\"$(V)\"/>")}},
       "A $(V)\nnote line 1: A: nothing in this tree tells $(V)\n"},
      {"one that is set only when it is not set is",
       {{"a.csproj", Set("<V Condition=\"'$(V)' == ''\">2</V>") +
                         Items("<PackageReference Include=\"A\" Version=\"$(V)\"/>")}},
       "A 2\n"},
      {"references of the props above, and versions by Update",
       {{"a.csproj", Items("<PackageReference Include=\"B\"/>")},
        {"Directory.Build.props",
         Items("<PackageReference Include=\"A\" Version=\"1\" PrivateAssets=\"all\"/>")},
        {"Directory.Build.targets", Items("<PackageReference Update=\"B\" Version=\"2\"/>")}},
       "A 1 dev\nB 2\n"},
      {"what the props above ask for has a central version, too, and nothing else of its file",
       {{"x/Directory.Build.props", Items(a)},
        {"Directory.Packages.props",
         Items("<PackageVersion Include=\"A\" Version=\"1\"/>"
               "<GlobalPackageReference Include=\"G\" Version=\"2\"/>")}},
       "A 1\n"},
      {"projects are of the tree, tools of the build",
       {{"a.csproj", Items("<ProjectReference Include=\"..\\x\\P.csproj\"/>"
                           "<DotNetCliToolReference Include=\"T\" Version=\"1\"/>")}},
       "P  own\nT 1 in build dev\n"},
      {"conditions join",
       {{"a.csproj",
         "<ItemGroup Condition=\"x\"><PackageReference Include=\"A\" Version=\"1\" "
         "Condition=\"y\"/></ItemGroup>"}},
       "A 1 if x and y\n"},
      {"a central file's own list",
       {{"Directory.Packages.props",
         Items("<PackageVersion Include=\"A\" Version=\"1\"/>"
               "<GlobalPackageReference Include=\"G\" Version=\"2\"/>")}},
       "G 2 dev\nA 1 in central\n"},
      {"a property that is itself ends",
       {{"a.csproj", Set("<A>$(B)</A><B>$(A)$(A)</B>") +
                         Items("<PackageReference Include=\"X\" Version=\"1$(C)\"/>")}},
       "X 1$(C)\nnote line 1: X: nothing in this tree tells 1$(C)\n"},
      {"nothing is named",
       {{"a.csproj", Items("<PackageReference Version=\"1\"/><PackageReference Remove=\"R\"/>")}},
       "note line 1: a PackageReference without Include\n"
       "note line 1: PackageReference is removed: R\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Resolve(row.files), row.wanted) << row.rule;
}

TEST(NugetProjects, ToolsAndWhatIsRefused) {
  const auto global = ReadNugetProjects(
      "global.json",
      "{\"sdk\": {\"version\": \"8.0.100\"}, // c\n\"msbuild-sdks\": {\"S\": \"1\"}}");
  EXPECT_EQ(Dump(global), "S 1! in sdk dev\n");
  EXPECT_EQ(global->tools, std::vector<std::string>{"dotnet 8.0.100"});
  EXPECT_EQ(Dump(ReadNugetProjects(".config/dotnet-tools.json",
                                   "{\"tools\": {\"t\": {\"version\": \"2\"}}}")),
            "t 2! in build dev\n");
  EXPECT_EQ(Dump(ReadNugetProjects("a.csproj", "<Project Sdk=\"M;X/1.2\"/>")),
            "X 1.2! in sdk dev\n");
  for (const char* bytes : {"", "x", "<a/>", "<Project>"})
    EXPECT_FALSE(ReadNugetProjects("a.csproj", bytes).has_value()) << bytes;
}

TEST(Paket, GroupsRemotesAndEdges) {
  EXPECT_EQ(Dump(ReadPaket("paket.lock",
                           "STORAGE: NONE\nNUGET\n  remote: https://r\n    A (1.0)\n"
                           "      B (>= 2.0)\n    B (2.1) - framework: net8\n"
                           "GITHUB\n  remote: o/r\n    f.fs (0123)\nGROUP Build\nNUGET\n"
                           "  remote: https://r\n    A (3.0)\n    nothing\n")),
            "A 1.0 >B\nB 2.1\no/r/f.fs 0123\nA 3.0 in build dev\n"
            "note line 14: not known: nothing\n");
  EXPECT_EQ(Dump(ReadPaket("paket.dependencies",
                           "source https://r\nnuget A ~> 1.2\nnuget B 1.2.3\ngroup Test\n"
                           "  nuget C\n  github o/r f.fs\nno such word\n")),
            "A ~> 1.2\nB 1.2.3!\nC  in test dev\no/r f.fs in test dev\n"
            "note line 7: not known: no such word\n");
}

TEST(Paket, WhatIsOfARepositoryOrASiteSaysWhere) {
  const auto m = ReadPaket("paket.lock",
                           "GITHUB\n  remote: o/r\n"
                           "    src/f.fs (0123456789012345678901234567890123456789)\n"
                           "GIT\n  remote: https://u:p@h/x/y.git\n"
                           "     (1123456789012345678901234567890123456789)\n"
                           "      build: build.cmd\n"
                           "HTTP\n  remote: http://h\n    t.fs (/raw/1M)\n"
                           "NUGET\n  remote: https://r\n    (1.0)\n");
  ASSERT_TRUE(m.has_value());
  std::string got;
  for (const auto& one : m->components)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.version + "] " +
           std::string(model::Name(one.source)) + " " + one.origin + "\n";
  EXPECT_EQ(got,
            "3 o/r/src/f.fs [0123456789012345678901234567890123456789] git "
            "https://github.com/o/r#0123456789012345678901234567890123456789\n"
            "6 h/x/y [1123456789012345678901234567890123456789] git "
            "https://h/x/y.git#1123456789012345678901234567890123456789\n"
            "10 t.fs [] url http://h/raw/1M\n");
  EXPECT_EQ(m->notes.size(), 1u);
}

}  // namespace
}  // namespace avouch::formats
