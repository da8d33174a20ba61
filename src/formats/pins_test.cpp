// Pins of Nix builds, and mise.lock.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "formats/nix_pins.h"
#include "formats/tool_versions.h"

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           one.detail.group + " " + std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto& digest : one.digests) out += " " + digest;
    out += "\n";
  }
  return out;
}

TEST(Npins, EachKindOfPin) {
  const auto m = ReadNixPins("a/npins/sources.json", R"({"version": 7, "pins": {
 "pkgs": {"type": "Git", "repository": {"type": "GitHub", "owner": "o", "repo": "pkgs"},
          "revision": "0123456789012345678901234567890123456789", "hash": "sha256-AA="},
 "mail": {"type": "Git", "repository": {"type": "Git", "url": "https://u:p@h/mail.git"},
          "revision": "1123456789012345678901234567890123456789", "url": null, "hash": "sha256-BB="},
 "lab": {"type": "GitRelease", "repository": {"type": "GitLab", "repo_path": "g/s/lab"},
         "version": "1.2", "revision": "2123456789012345678901234567890123456789", "hash": "sha256-CC="},
 "lit": {"type": "PyPi", "name": "lit", "version": "1.45", "url": "https://h/lit.tar.gz", "hash": "sha256-DD="},
 "chan": {"type": "Channel", "url": "https://h/x.tar.xz", "hash": "sha256-EE="},
 "bare": {"type": "Git"}}})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(
      Listed(*m),
      R"(2 o/pkgs 0123456789012345678901234567890123456789  git https://github.com/o/pkgs.git#0123456789012345678901234567890123456789 nar:sha256-AA=
4 mail 1123456789012345678901234567890123456789  git https://h/mail.git#1123456789012345678901234567890123456789 nar:sha256-BB=
6 g/s/lab 1.2  git https://gitlab.com/g/s/lab.git#2123456789012345678901234567890123456789 nar:sha256-CC=
8 lit 1.45  url https://h/lit.tar.gz sha256-DD=
9 chan   url https://h/x.tar.xz nar:sha256-EE=
)");
  EXPECT_EQ(m->notes, Texts{"line 10: bare is held by nothing"});
  for (const char* text : {"{}", "[", "{\"version\": 7}", "{\"version\": 99, \"pins\": {}}"})
    EXPECT_FALSE(ReadNixPins("npins/sources.json", text).has_value()) << text;
}

TEST(Niv, SourcesAndFilesOfOthers) {
  const auto m = ReadNixPins("nix/sources.json", R"({
 "pkgs": {"owner": "O", "repo": "pkgs", "rev": "0123456789012345678901234567890123456789",
          "sha256": "0913x0vm", "type": "tarball",
          "url": "https://github.com/O/pkgs/archive/0123456789012345678901234567890123456789.tar.gz"},
 "one": {"version": "1.2", "sha256": "0aa", "type": "file", "url": "https://h/one-1.2.bin"},
 "git": {"type": "git", "repo": "https://u:p@h/x.git", "rev": "1123456789012345678901234567890123456789"}})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(
      Listed(*m),
      R"(2 O/pkgs 0123456789012345678901234567890123456789  git https://github.com/O/pkgs.git#0123456789012345678901234567890123456789 nar:sha256:0913x0vm
5 one 1.2  url https://h/one-1.2.bin sha256:0aa
6 git 1123456789012345678901234567890123456789  git https://h/x.git#1123456789012345678901234567890123456789
)");
  EXPECT_EQ(m->notes, Texts{"line 6: git has no hash"});
  EXPECT_TRUE(m->lock);
  const auto other = ReadNixPins("nix/sources.json", "{\"x86_64-linux\": {\"version\": \"1\"}}");
  ASSERT_TRUE(other.has_value());
  EXPECT_FALSE(other->lock);
  const auto list = ReadNixPins("nix/sources.json", "[]");
  ASSERT_TRUE(list.has_value());
  EXPECT_FALSE(list->lock);
  EXPECT_EQ(list->notes.size(), 1u);
  EXPECT_FALSE(ReadNixPins("nix/sources.json", "{").has_value());
  EXPECT_FALSE(IsNixPins("data/sources.json"));
  EXPECT_FALSE(IsNixPins("phoenix/sources.json"));
}

TEST(MiseLock, ToolsWithTheChecksumsOfEachForm) {
  const auto m = ReadToolVersions("mise.lock", R"([[tools.go]]
version = "1.26.1"
backend = "core:go"
[tools.go."platforms.linux-x64"]
checksum = "sha256:BB"
url = "https://h/go.tar.gz"
[tools.go."platforms.linux-x64-musl"]
checksum = "sha256:bb"
[tools.go."platforms.macos-arm64"]
checksum = "sha256:aa"
[[tools.go]]
version = "1.25.0"
[[tools.lint]]
version = "2.1"
backend = "aqua:o/lint"
[tools.lint.platforms.linux-x64]
checksum = "sha512:cc"
[[tools."go:h/x"]]
version = "latest"
[tools.old]
version = "3"
[tools.old.checksums]
"old.tar.gz" = "blake3:dd"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m), R"(1 go 1.26.1 build url https://h/go.tar.gz sha256:aa sha256:bb
11 go 1.25.0 build url 
13 lint 2.1 build url https://github.com/o/lint sha512:cc
20 old 3 build url  blake3:dd
)");
  EXPECT_EQ(m->notes, Texts{"line 18: go:h/x has no version"});
  EXPECT_FALSE(m->lock);
  EXPECT_TRUE(IsToolVersions("mise.ci.lock"));
  EXPECT_FALSE(IsToolVersions("mise.local.lock"));
  EXPECT_FALSE(ReadToolVersions("mise.lock", "[[tools").has_value());
  EXPECT_TRUE(ReadToolVersions("mise.lock", "tools = [7]\n").has_value());
}

TEST(Npins, AReleaseOfAChannelIsItsVersion) {
  const auto m = ReadNixPins("npins/sources.json", R"({"version": 8, "pins": {}})");
  EXPECT_FALSE(m.has_value());
  const auto pins = ReadNixPins("npins/sources.json", R"({"version": 5, "pins": {
 "os": {"type": "Channel", "name": "os-24.11", "hash": "0aa",
        "url": "https://h/os/24.11/os-24.11.77.abc123/nixexprs.tar.xz"},
 "moved": {"type": "Channel", "name": "os", "hash": "0bb", "url": "https://h/os/nixexprs.tar.xz"}}})");
  ASSERT_TRUE(pins.has_value()) << ToString(pins.error());
  EXPECT_EQ(Listed(*pins),
            "2 os os-24.11.77.abc123  url https://h/os/24.11/os-24.11.77.abc123/nixexprs.tar.xz "
            "nar:0aa\n4 moved   url https://h/os/nixexprs.tar.xz nar:0bb\n");
}

TEST(MiseLock, PackagesOfRegistriesAreNamedAsSuch) {
  const auto m = ReadToolVersions("mise.lock", R"([[tools.tidy]]
version = "3.1.0"
backend = "npm:tidy"
[[tools."go:h.example/x/cmd/y"]]
version = "0.2.0"
backend = "go:h.example/x/cmd/y"
[[tools."cargo:https://h/z"]]
version = "rev:0a"
backend = "cargo:https://h/z"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m),
            "1 npm:tidy 3.1.0 build registry \n4 go:h.example/x/cmd/y 0.2.0 build registry \n"
            "7 cargo:https://h/z rev:0a build url \n");
}

}  // namespace
}  // namespace avouch::formats
