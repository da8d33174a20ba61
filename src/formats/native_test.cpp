// Files of the C and C++ world: Conan, vcpkg, CMake, Meson.

#include <gtest/gtest.h>

#include "formats/cmake.h"
#include "formats/conan.h"
#include "formats/meson_wrap.h"
#include "formats/vcpkg.h"

namespace avouch::formats {
namespace {

std::string Dump(const Result<model::Manifest>& manifest) {
  if (!manifest) return ToString(manifest.error());
  std::string out;
  for (const auto& one : manifest->components) {
    out += one.name + " " + one.version;
    if (!one.detail.group.empty()) out += " in " + one.detail.group;
    if (one.detail.direct) out += " direct";
    if (one.development) out += " dev";
    for (const auto& [key, value] : one.detail.qualifiers) out += " " + key + "=" + value;
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " >" + manifest->components[need].name;
    out += "\n";
  }
  for (const auto& one : manifest->requirements)
    out += one.name + " " + one.range + (one.exact ? "!" : "") +
           (one.group.empty() ? "" : " in " + one.group) + (one.development ? " dev" : "") +
           (one.condition.empty() ? "" : " if " + one.condition) + "\n";
  for (const auto& note : manifest->notes) out += "note " + note + "\n";
  return out;
}

TEST(Conan, BothLayoutsOfLocks) {
  EXPECT_EQ(Dump(ReadConan("conan.lock", R"({"version": "0.5",
"requires": ["a/1.0#aa%1.5", "b/2@u/c#bb", "nothing"],
"build_requires": ["cmake/3#cc"], "python_requires": ["p/1"]})")),
            "a 1.0 rrev=aa\nb 2 channel=c rrev=bb user=u\ncmake 3 in build dev rrev=cc\n"
            "p 1 in python-requires dev\nnote line 2: no name/version: nothing\n");
  const auto graph = ReadConan("conan.lock", R"({"version": "0.4", "graph_lock": {"nodes": {
"0": {"ref": "own/1", "requires": ["1"], "build_requires": ["3"], "path": "conanfile.py"},
"1": {"ref": "a/1#aa", "requires": ["2", "2", "0"], "context": "host"},
"2": {"ref": "b/2", "context": "host"}, "3": {"ref": "n/1", "context": "host"},
"4": {"ref": "b/2", "context": "build"}}}})");
  EXPECT_EQ(Dump(graph), "a 1 direct rrev=aa >b\nb 2\nn 1 in build direct dev\n");
  EXPECT_EQ(graph->name + " " + graph->version, "own 1");
  EXPECT_EQ(Dump(ReadConan("conan.lock", R"({"graph_lock": {"nodes": {
"x": {"pref": null, "requires": {"a/1": "y"}}, "y": {"pref": "a/1#aa:bb#cc"}}}})")),
            "a 1 direct rrev=aa\n");
  for (const char* bytes : {"", "null", "[]", "{}", R"({"version": "9"})"})
    EXPECT_FALSE(ReadConan("conan.lock", bytes).has_value()) << bytes;
}

TEST(Conan, Recipes) {
  EXPECT_EQ(Dump(ReadConan("conanfile.txt",
                           "[requires]\na/1 # why\nb/[>=1 <2]@u/c\n# c/1\n[tool_requires]\n"
                           "cmake/3\n[test_requires]\ngtest/1\n[options]\nx/y=1\n")),
            "a 1!\nb >=1 <2\ncmake 3! in build dev\ngtest 1! in test dev\n");
  const auto m = ReadConan("conanfile.py", R"(class C(ConanFile):
    name = "c"
    version = '1.2'
    license = "MIT"
    requires = "a/1", ("b/2", "override")
    tool_requires = ["cmake/[>=3]"]
    def requirements(self):
        self.requires("d/4", force=True)  # self.requires("no/1")
        self.requires(f"e/{x}")
        self.test_requires("gtest/1")
)");
  EXPECT_EQ(Dump(m),
            "a 1!\nb 2!\ncmake >=3 in build dev\nd 4!\ngtest 1! in test dev\n"
            "note line 9: what requires asks for is computed\n");
  EXPECT_EQ(m->name + " " + m->version + " " + m->licences[0], "c 1.2 MIT");
}

TEST(Vcpkg, DependenciesFeaturesOverridesAndBaselines) {
  EXPECT_EQ(Dump(ReadVcpkg("vcpkg.json", R"({"name": "x", "version": "1", "port-version": 2,
"dependencies": ["a", {"name": "b", "version>=": "2#1", "platform": "!windows"},
  {"name": "t", "host": true}, {}],
"features": {"f": {"dependencies": ["c"]}}, "overrides": [{"name": "c", "version": "3"}],
"builtin-baseline": "0123456789012345678901234567890123456789"})")),
            "github.com/microsoft/vcpkg 0123456789012345678901234567890123456789 in registry "
            "direct dev\na \nb >=2#1 if !windows\nt  in host dev\nc 3! in f\n"
            "note line 3: a dependency without name\n");
  EXPECT_EQ(Dump(ReadVcpkg("vcpkg-configuration.json", R"({"default-registry": {"kind": "git",
"repository": "https://h/r", "baseline": "ab"}, "registries": [{"kind": "git"}]})")),
            "h/r ab in registry direct dev\n"
            "note line 2: a registry without repository or baseline\n");
}

// What a recipe reads from beside it: sources and patches ask for nothing.
TEST(Conan, DataThatNamesRequirements) {
  EXPECT_EQ(Dump(ReadConan("conandata.yml", R"(version: "1.0"
sources:
  "1.0": {url: "https://h/x.tar.gz", sha256: "00"}
requirements:
  - "a/1.2@tea/stable"
  - "b/[>=1.1]"
  - 7
requirements_plugins: ["c/3"]
test_requirements: ["gtest/1"]
tool_requires: ["cmake/[>=3]"]
)")),
            "a 1.2!\nb >=1.1\nc 3!\ngtest 1! in test dev\ncmake >=3 in build dev\n"
            "note line 7: no name/version: 7\n");
  EXPECT_EQ(Dump(ReadConan("conandata.yml", "requirements: none\n")), "");
  EXPECT_EQ(Dump(ReadConan("conandata.yml", "")), "");
}

// The project's own name is no package; that of a port which it builds its own way is one.
TEST(Vcpkg, APortOfAnOverlayIsAPackageOfOthers) {
  const std::string port = R"({"name": "argon2", "version-string": "20190702", "port-version": 1,
"license": "CC0-1.0", "dependencies": ["h"]})";
  for (const char* path : {"utils/vcpkg_ports/argon2/vcpkg.json", "overlays/argon2/vcpkg.json"}) {
    const auto m = ReadVcpkg(path, port);
    EXPECT_EQ(Dump(m), "argon2 20190702 in overlay\nh \n") << path;
    EXPECT_EQ(m->name + m->version, "");
  }
  for (const char* path : {"argon2/vcpkg.json", "ports/argon2/vcpkg.json", "vcpkg/x/vcpkg.json",
                           "vcpkg.json", "vcpkg_ports/vcpkg.json"}) {
    const auto m = ReadVcpkg(path, port);
    EXPECT_EQ(m->components.size(), 0u) << path;
    EXPECT_EQ(m->name, "argon2");
  }
}

TEST(Cmake, WhatIsFetchedAndLookedFor) {
  struct Row {
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {
      {"FetchContent_Declare(a GIT_REPOSITORY https://h/a GIT_TAG "
       "0123456789012345678901234567890123456789)",
       "a 0123456789012345678901234567890123456789 direct\n"},
      {"FetchContent_Declare(a\n GIT_REPOSITORY https://h/a # c\n GIT_TAG \"v1.2\")",
       "a v1.2 direct\n"},
      {"FetchContent_Declare(a GIT_REPOSITORY https://h/a GIT_TAG main)", "a main\n"},
      {"ExternalProject_Add(a URL https://github.com/o/a/archive/1.0.zip URL_HASH SHA256=AB)",
       "a 1.0 direct sha256:AB\n"},
      {"ExternalProject_Add(a URL https://h/a.zip)",
       "a  direct\nnote line 1: a is fetched without a hash\n"},
      {"ExternalProject_Add(a URL ${CMAKE_SOURCE_DIR}/a.zip URL_MD5 ab)",
       "a  direct md5:ab\nnote line 1: a: part of its address or hash is computed\n"},
      {"set(V 1.5)\nFetchContent_Declare(a GIT_REPOSITORY https://h/a GIT_TAG v${V})",
       "a v1.5 direct\n"},
      {"set(V 1)\nif(X)\nset(V 2)\nendif()\n"
       "FetchContent_Declare(a GIT_REPOSITORY https://h/a GIT_TAG v${V})",
       "a v${V}\nnote line 5: a: v${V} is computed\n"},
      {"CPMAddPackage(\"gh:o/a@1.2\")\nCPMAddPackage(NAME b VERSION 2 GITHUB_REPOSITORY o/b)",
       "a 1.2 direct\nb 2 direct\n"},
      {"find_package(A 1.2 REQUIRED COMPONENTS x)\nFIND_PACKAGE(B)\nfind_package(C 1 EXACT)",
       "A >=1.2 in find_package\nB  in find_package if not required\n"
       "C 1! in find_package if not required\n"},
      {"pkg_check_modules(X REQUIRED IMPORTED_TARGET a>=1 b)",
       "a >=1 in pkg-config\nb  in pkg-config\n"},
      {"# find_package(A)\n#[[ find_package(B)\n]] message([=[find_package(C)]=])", ""},
      {"project(p VERSION 1.2)\nset(X", "CMakeLists.txt, line 2: a call that is not closed"},
      {"set(X \"a)", "CMakeLists.txt, line 1: a text that is not closed"},
      {"set(X [[a)", "CMakeLists.txt, line 1: a bracket argument that is not closed"},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(ReadCmake("CMakeLists.txt", row.text)), row.wanted);
}

TEST(MesonWrap, ArchivesAndRepositories) {
  struct Row {
    const char* text;
    const char* wanted;
    bool lock;
  };
  const Row rows[] = {
      {"[wrap-file]\ndirectory = zlib-1.3\nsource_url = https://h/z\nsource_hash = ab\n",
       "zlib 1.3 direct sha256:ab\n", true},
      {"[wrap-file]\ndirectory = z\nsource_hash = ab\nwrapdb_version = 1.3.1-2\n[provide]\nx = y\n",
       "zlib 1.3.1 direct sha256:ab\n", true},
      {"[wrap-file]\nsource_url = https://h/z\npatch_url = https://h/p\n",
       "zlib  direct\nnote line 1: zlib has no source_hash\n"
       "note line 1: its patch has no patch_hash\n",
       true},
      {"[wrap-git]\nurl = https://h/z\nrevision = 0123456789012345678901234567890123456789\n",
       "zlib 0123456789012345678901234567890123456789 direct\n", true},
      {"[wrap-git]\nurl = https://h/z\nrevision = v1.3\n", "zlib v1.3 direct\n", false},
      {"[wrap-git]\nurl = https://h/z\nrevision = head\n", "zlib head\n", false},
      {"x", "note no [wrap-file] or [wrap-git]\n", true},
  };
  for (const Row& row : rows) {
    const auto m = ReadMesonWrap("subprojects/zlib.wrap", row.text);
    EXPECT_EQ(Dump(m), row.wanted);
    EXPECT_EQ(m->lock, row.lock) << row.text;
  }
}

}  // namespace
}  // namespace avouch::formats
