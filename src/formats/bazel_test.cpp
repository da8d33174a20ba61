#include "formats/bazel.h"

#include <gtest/gtest.h>

#include "formats/source_address.h"

namespace avouch::formats {
namespace {

std::string Dump(const Result<model::Manifest>& manifest) {
  if (!manifest) return ToString(manifest.error());
  std::string out;
  for (const auto& one : manifest->components) {
    out += one.name + " " + one.version + (one.detail.direct ? " direct" : "");
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " >" + manifest->components[need].name;
    out += "\n";
  }
  for (const auto& one : manifest->requirements)
    out += one.name + " " + one.range + (one.exact ? "!" : "") +
           (one.group.empty() ? "" : " in " + one.group) + "\n";
  for (const auto& note : manifest->notes) out += "note " + note + "\n";
  return out;
}

TEST(Bazel, ModulesAndWhatOverridesThem) {
  EXPECT_EQ(Dump(ReadBazel("MODULE.bazel", R"(module(name = "m", version = "1")
bazel_dep(name = "a", version = "1.0")
bazel_dep(name = "b", version = "2.0", dev_dependency = True)
single_version_override(module_name = "a", version = "1.1")
V = "3"
archive_override(module_name = "c", urls = ["https://github.com/o/c/archive/v" + V + ".zip"],
    integrity = "sha256-aGk=")
git_override(module_name = "d", remote = "https://h/d",
    commit = "0123456789012345678901234567890123456789")
http_archive = use_repo_rule("@bazel_tools//x:http.bzl", "http_archive")
http_archive(name = "e", url = "https://h/e-1.tar.gz")
def f():
    bazel_dep(name = "not", version = "9")
bazel_dep(name = f())
)")),
            "e  direct\nc v3 direct sha256-aGk=\n"
            "d 0123456789012345678901234567890123456789 direct\na 1.1!\nb 2.0 in dev\n"
            "note line 11: e is fetched without a digest\n"
            "note line 14: a bazel_dep whose name is computed\n");
}

TEST(Bazel, MavenPackagesOnlyOfTheRulesForThem) {
  EXPECT_EQ(Dump(ReadBazel("WORKSPACE", R"(load("@x//:d.bzl", "maven_install")
maven_install(artifacts = ["g:no:1"])
load("@rules_jvm_external//:d.bzl", "maven_install")
MORE = ["g:b:jar:2"]
maven_install(artifacts = ["g:a:1", maven.artifact("g", "c", "3", testonly = True)] + MORE)
maven_install(artifacts = [x for x in MORE])
)")),
            "g:a 1 in maven\ng:c 3 in maven\ng:b 2 in maven\n"
            "note line 6: what is asked for is computed\n");
}

TEST(Bazel, LocksOfModules) {
  EXPECT_EQ(Dump(ReadBazel("MODULE.bazel.lock", R"({"lockFileVersion": 11, "registryFileHashes": {
"https://r/modules/a/1/MODULE.bazel": "00", "https://r/modules/a/1/source.json": "ab",
"https://r/modules/b/2/MODULE.bazel": "00"}, "moduleExtensions": {"x": {}}})")),
            "a 1 source-json-sha256:ab\nnote what module extensions fetch is not read\n");
  EXPECT_EQ(Dump(ReadBazel("MODULE.bazel.lock", R"({"lockFileVersion": 3, "moduleDepGraph": {
"<root>": {"name": "m", "deps": {"a": "a@1"}}, "a@1": {"name": "a", "version": "1",
"deps": {"b": "b@2"}, "repoSpec": {"attributes": {"integrity": "sha256-aGk="}}},
"b@2": {"name": "b", "version": "2"}}})")),
            "a 1 direct sha256-aGk= >b\nb 2\n");
}

TEST(Bazel, LocksOfMavenPackages) {
  const auto m = ReadBazel("maven_install.json", R"({"version": "2", "__INPUT_ARTIFACTS_HASH":
{"g:a": 1}, "artifacts": {"g:a": {"version": "1", "shasums": {"jar": "ab", "sources": "cd"}},
"g:b:aar": {"version": "2", "shasums": {"aar": null}}}, "dependencies": {"g:a": ["g:b:aar"]}})");
  EXPECT_EQ(Dump(m), "g:a 1 direct sha256:ab >g:b\ng:b 2\nnote line 3: g:b 2 has no SHA-256\n");
  EXPECT_EQ(m->ecosystem, model::Ecosystem::kMaven);
  EXPECT_EQ(Dump(ReadBazel("maven_install.json", R"({"dependency_tree": {"dependencies": [
{"coord": "g:a:1", "directDependencies": ["g:b:jar:2"], "sha256": "ab"},
{"coord": "g:b:jar:2", "sha256": "cd"}]}})")),
            "g:a 1 sha256:ab >g:b\ng:b 2 sha256:cd\n");
}

TEST(Bazel, WhatIsNotClosedOrTooDeepIsRefused) {
  for (const auto& [path, bytes] :
       {std::pair<std::string, std::string>{"MODULE.bazel", "x = f("},
        {"MODULE.bazel", "f(]"},
        {"MODULE.bazel", "x = 'a"},
        {"MODULE.bazel", "x = " + std::string(100'000, '[') + std::string(100'000, ']')},
        {"MODULE.bazel.lock", "{}"},
        {"maven_install.json", "{}"}})
    EXPECT_FALSE(ReadBazel(path, bytes).has_value()) << bytes.substr(0, 20);
}

TEST(Bazel, VariablesThatDoubleAreBounded) {
  std::string text = "a = ['x']\n";
  for (int i = 0; i < 64; ++i) text += "a = a + a\n";
  text += "bazel_dep(name = 'b')\n";
  EXPECT_EQ(Dump(ReadBazel("MODULE.bazel", text)), "b \n");
}

TEST(SourceAddress, OnlyWhatAForgeNamesItsArchivesBy) {
  for (const auto& [url, version] :
       {std::pair{"https://github.com/o/r/archive/refs/tags/v1.2.tar.gz", "v1.2"},
        {"https://github.com/o/r/archive/0123abc.zip", "0123abc"},
        {"https://github.com/o/r/releases/download/1.3/r-1.3.tgz", "1.3"},
        {"https://g/o/r/-/archive/v2/r-v2.zip", "v2"},
        {"https://github.com/o/r/archive/refs/heads/main.zip", ""},
        {"https://h/x-1.2.tar.gz", ""}})
    EXPECT_EQ(VersionOfAddress(url), version) << url;
}

}  // namespace
}  // namespace avouch::formats
