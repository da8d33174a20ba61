#include <gtest/gtest.h>
#include <libdeflate.h>

#include <memory>

#include "formats/archive.h"
#include "formats/limits.h"
#include "testing/tar_archive.h"
#include "testing/zip_archive.h"

namespace avouch::formats {
namespace {

using testing::TarOf;
using testing::ZipOf;

Bytes Gzip(const Bytes& bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> one(
      libdeflate_alloc_compressor(9), &libdeflate_free_compressor);
  Bytes out(libdeflate_gzip_compress_bound(one.get(), bytes.size()), '\0');
  out.resize(
      libdeflate_gzip_compress(one.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

// A frame of one block that is not packed.
Bytes Zstd(const Bytes& bytes) {
  return Bytes("\x28\xB5\x2F\xFD\x00\x50", 6) + testing::Little(bytes.size() << 3 | 1, 3) + bytes;
}

Bytes ArOf(const std::vector<std::pair<std::string, Bytes>>& members) {
  Bytes out = "!<arch>\n";
  const auto field = [](std::string text, std::size_t size) {
    text.resize(size, ' ');
    return text;
  };
  for (const auto& [name, body] : members) {
    out += field(name, 16) + field("0", 12) + field("0", 6) + field("0", 6) + field("100644", 8) +
           field(std::to_string(body.size()), 10) + "`\n" + body;
    if (body.size() % 2 != 0) out += '\n';
  }
  return out;
}

Bytes Big(std::uint64_t value) {
  Bytes out;
  for (int i = 3; i >= 0; --i) out += static_cast<char>(value >> 8 * i & 255);
  return out;
}

// One header of strings by tag; lists where several are given.
Bytes RpmHeaderOf(const std::vector<std::pair<int, std::vector<std::string>>>& tags) {
  Bytes index, data;
  for (const auto& [tag, texts] : tags) {
    index += Big(static_cast<std::uint64_t>(tag)) + Big(texts.size() > 1 ? 8 : 6) +
             Big(data.size()) + Big(texts.size());
    for (const auto& text : texts) data += text + '\0';
  }
  return Bytes("\x8E\xAD\xE8\x01\0\0\0\0", 8) + Big(tags.size()) + Big(data.size()) + index + data;
}

Bytes RpmOf(const Bytes& header, int type = 0) {
  Bytes lead("\xED\xAB\xEE\xDB\x03\0\0", 7);
  lead += static_cast<char>(type);
  lead.resize(96);
  Bytes signature = RpmHeaderOf({{1000, {"x"}}});
  signature.resize((signature.size() + 7) / 8 * 8);
  return lead + signature + header;
}

// "format: name version {qualifiers} (licences) by supplier" of each component, "-> needed" of
// each requirement, then the notes.
std::string Text(const Path& path, const Bytes& bytes) {
  const auto read = ReadArchive(path, bytes, {.digests = false});
  if (!read) return "refused: " + ToString(read.error());
  std::string out = read->format + ":";
  for (const auto& one : read->components) {
    out += " " + one.name + " " + one.version;
    for (const auto& [key, value] : one.detail.qualifiers) out += " {" + key + "=" + value + "}";
    for (const auto& licence : one.detail.licences) out += " (" + licence + ")";
    if (!one.detail.supplier.empty()) out += " by " + one.detail.supplier;
    for (const auto to : one.detail.needs) out += " ->" + std::to_string(to);
    out += "\n";
  }
  for (const auto& one : read->requirements)
    out += "-> " + one.name + " " + one.range + (one.exact ? "!" : "") +
           (one.condition.empty() ? "" : " " + one.condition) + "\n";
  for (const auto& note : read->notes) out += "note: " + note + "\n";
  return out;
}

const Bytes kControl = TarOf({{"./", "", '5'},
                              {"./control",
                               "Package: tea\nVersion: 1:4.2-1ubuntu3\nArchitecture: amd64\n"
                               "Maintainer: Ada Example <ada@example.org>\nSource: teas (4.2)\n"
                               "Depends: libc6 (>= 2.36), kettle | pot (>= 2), cup:any (= 1)\n"
                               "Pre-Depends: dpkg\nDescription: x\n y\n"}});
const Bytes kData = TarOf({{"./usr/share/doc/tea/copyright",
                            "Format: https://www.debian.org/doc/packaging-manuals/"
                            "copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2+\n x\n"}});
constexpr const char* kDebian =
    "deb-archive: tea 1:4.2-1ubuntu3 {arch=amd64} {upstream=teas@4.2} (GPL-2+) by Ada Example\n"
    "-> dpkg \n-> libc6 >= 2.36\n-> kettle  or pot (>= 2)\n-> cup = 1!\n";

struct Row {
  const char* name;
  Bytes bytes;
  std::string read;
};

TEST(PackageArchive, EachKindIsReadByItsOwnMetadata) {
  const Row rows[] = {
      {"tea-4.2.gem",
       TarOf({{"metadata.gz",
               Gzip("--- !ruby/object:Gem::Specification\nname: tea\n"
                    "version: !ruby/object:Gem::Version\n  version: '4.20'\nplatform: java\n"
                    "authors:\n- Ada\n- Bob\nlicenses: [MIT]\ndependencies:\n"
                    "- !ruby/object:Gem::Dependency\n  name: cup\n"
                    "  requirement: !ruby/object:Gem::Requirement\n    requirements:\n"
                    "    - - \"~>\"\n      - !ruby/object:Gem::Version\n        version: '1.2'\n"
                    "    - - \">=\"\n      - !ruby/object:Gem::Version\n        version: 1.2.3\n"
                    "  type: :runtime\n- !ruby/object:Gem::Dependency\n  name: any\n"
                    "  requirement: !ruby/object:Gem::Requirement\n    requirements:\n"
                    "    - - \">=\"\n      - !ruby/object:Gem::Version\n        version: '0'\n"
                    "- !ruby/object:Gem::Dependency\n  name: taster\n  type: :development\n")}}),
       "gem-archive: tea 4.20 {platform=java} (MIT) by Ada, Bob\n-> cup ~> 1.2, >= 1.2.3\n"
       "-> any \n"},
      {"tea-4.2.0.crate",
       Gzip(TarOf({{"tea-4.2.0/Cargo.toml",
                    "[package]\nname = \"tea\"\nversion = \"4.2.0\"\nlicense = \"MIT\"\n"
                    "authors = [\"Ada <a@example.org>\"]\n[dependencies]\ncup = \"1.2\"\n"
                    "[dev-dependencies]\ntaster = \"1\"\n"},
                   {"tea-4.2.0/sub/Cargo.toml", "[package]\nname = \"other\"\n"}})),
       "crate-archive: tea 4.2.0 (MIT) by Ada\n-> cup 1.2\n"},
      {"tea-4.2.0.tgz",
       Gzip(TarOf({{"package/package.json",
                    "{\"name\":\"@ada/tea\",\"version\":\"4.2.0\",\"license\":\"MIT\",\"author\":"
                    "\"Ada <a@b>\",\"_integrity\":\"sha512-AAAA\",\"dependencies\":{\"cup\":\"^1\"}"
                    ",\"devDependencies\":{\"taster\":\"1\"}}"},
                   {"package/sub/package.json", "{}"},
                   {"package/Chart.yaml", "name: no\nversion: 1.0.0\n"}})),
       "npm-archive: @ada/tea 4.2.0 (MIT) by Ada\n-> cup ^1\n"},
      {"tea-1.2.3.tgz",
       Gzip(TarOf({{"tea/Chart.yaml",
                    "name: tea\nversion: 1.2.3\ndependencies:\n- name: pot\n  version: ~1\n"
                    "- name: cup\n  version: 2.x\n"},
                   {"tea/charts/pot/Chart.yaml", "name: pot\nversion: 1.1.0\n"},
                   {"tea/charts/cup-2.0.0.tgz", Bytes(kMaxMetadata + 1, 'x')},
                   {"tea/templates/Chart.yaml", "x"},
                   {"tea/package.json", "{}"}})),
       "helm-archive: tea 1.2.3 ->1\n pot 1.1.0\n-> cup 2.x\nnote: 1 chart inside not read\n"},
      {"tea-4.2.tar.gz",
       Gzip(TarOf(
           {{"tea-4.2/", "", '5'},
            {"tea-4.2/setup.py", "x"},
            {"tea-4.2/PKG-INFO",
             "Metadata-Version: 2.1\nName: tea\nVersion: 4.2\nLicense: MIT\nAuthor: Ada\n"}})),
       "sdist-archive: tea 4.2 (MIT) by Ada\n"},
      {"tea-4.2-py3_0.tar.bz2",  // As it is, since what packs bzip2 is not at hand here
       TarOf({{"lib/tea", "x"},
              {"info/index.json",
               "{\"name\":\"tea\",\"version\":\"4.2\",\"build\":\"py3_0\",\"subdir\":\"linux-64\","
               "\"license\":\"MIT\",\"depends\":[\"python >=3.11\"]}"}}),
       "conda-archive: tea 4.2 {build=py3_0} {subdir=linux-64} (MIT)\n-> python >=3.11\n"},
      {"tea-4.2-r1.apk",
       Gzip(TarOf({{".SIGN.RSA.x", "x"}}).substr(0, 1024)) +
           Gzip(TarOf({{".PKGINFO",
                        "# Generated by abuild\npkgname = tea\npkgver = 4.2-r1\narch = x86_64\n"
                        "origin = teas\nmaintainer = Ada <a@b>\nlicense = MIT\n"
                        "depend = musl>=1.2\ndepend = so:libc.so\ndepend = !busybox\n"
                        "depend = cup=1\n"}})
                    .substr(0, 1024)) +
           Gzip("what is installed: never looked at"),
       "apk-archive: tea 4.2-r1 {arch=x86_64} {upstream=teas} (MIT) by Ada\n-> musl >=1.2\n"
       "-> cup =1!\n"},
      {"tea_4.2_amd64.deb",
       ArOf({{"debian-binary", "2.0\n"},
             {"control.tar.gz", Gzip(kControl)},
             {"data.tar.gz", Gzip(kData)}}),
       kDebian},
      {"tea_4.2_amd64.DEB",
       ArOf({{"debian-binary/", "2.0\n"}, {"control.tar/", kControl}, {"data.tar/", kData}}),
       kDebian},
      {"tea.ipk", Gzip(TarOf({{"./debian-binary", "2.0\n"}, {"./control.tar.gz", Gzip(kControl)}})),
       "deb-archive: tea 1:4.2-1ubuntu3 {arch=amd64} {upstream=teas@4.2} by Ada Example\n"
       "-> dpkg \n-> libc6 >= 2.36\n-> kettle  or pot (>= 2)\n-> cup = 1!\n"},
      {"tea.rpm",
       RpmOf(RpmHeaderOf({{1000, {"tea"}},
                          {1001, {"4.2"}},
                          {1002, {"1.fc40"}},
                          {1011, {"Fedora Project"}},
                          {1014, {"MIT AND Apache-2.0"}},
                          {1022, {"x86_64"}},
                          {1044, {"teas-4.2.src.rpm"}},
                          {1049, {"cup", "libc.so.6()(64bit)", "/bin/sh", "rpmlib(x)", "cup"}}})),
       "rpm-archive: tea 4.2-1.fc40 {arch=x86_64} {upstream=teas-4.2.src.rpm}"
       " (MIT AND Apache-2.0) by Fedora Project\n-> cup \n"},
      {"tea.src.rpm", RpmOf(RpmHeaderOf({{1000, {"tea"}}, {1001, {"1"}}, {1022, {"x86_64"}}}), 1),
       "rpm-archive: tea 1 {arch=src}\n"},
      {"tea.vsix",
       ZipOf({{"extension.vsixmanifest",
               "<PackageManifest><Metadata><Identity Id=\"tea\" Version=\"4.2.0\" Publisher=\"ada\""
               "/></Metadata></PackageManifest>"},
              {"extension/package.json", "{\"name\":\"x\",\"license\":\"MIT\"}"},
              {"extension/node_modules/@a/b/package.json", "{\"name\":\"@a/b\",\"version\":\"1\"}"},
              {"extension/node_modules/c/lib/package.json", "{\"type\":\"module\"}"},
              {"extension/node_modules/c/package.json", "{\"name\":\"c\",\"version\":\"2\"}"}}),
       "vsix-archive: ada.tea 4.2.0 (MIT) by ada ->1 ->2\n @a/b 1\n c 2\n"},
      {"plain.vsix",
       ZipOf({{"extension/node_modules/c/package.json", "{\"name\":\"c\",\"version\":\"2\"}"}}),
       "vsix-archive: c 2\nnote: an extension without name or version\n"},
      {"tea.apk",
       ZipOf({{"AndroidManifest.xml", "x"},
              {"META-INF/androidx.core_core-ktx.version", "1.9.0\n"},
              {"META-INF/kotlinx_core.version", "1.0"},
              {"META-INF/a.b_c.version", "task ':c:write' property 'version'"}}),
       "android-archive: androidx.core:core-ktx 1.9.0\nnote: a program for Android: its own code "
       "and libraries without a version are not read\n"},
      {"tea.ipa", ZipOf({{"Payload/Tea.app/Info.plist", "x"}}),
       "ios-archive:note: a program for iOS: what is in it is not read\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(Text(row.name, row.bytes), row.read) << row.name;
}

TEST(PackageArchive, WhatZstdPacksIsReadWhereItsLibraryIs) {
  const Bytes index = "{\"name\":\"tea\",\"version\":\"4.2\",\"build\":\"0\"}";
  const std::string conda =
      Text("tea-4.2-0.conda",
           ZipOf({{"metadata.json", "{}"},
                  {"info-tea-4.2-0.tar.zst", Zstd(TarOf({{"info/index.json", index}}))}}));
  if (conda.find("no libzstd") != std::string::npos) GTEST_SKIP() << conda;
  EXPECT_EQ(conda, "conda-archive: tea 4.2 {build=0}\n");
  EXPECT_EQ(Text("tea.deb", ArOf({{"debian-binary", "2.0\n"},
                                  {"control.tar.zst", Zstd(kControl)},
                                  {"data.tar.zst", Zstd(kData)}})),
            kDebian);
}

TEST(PackageArchive, AnArchiveOfAnythingIsSaidToBeNoPackageAtItsFirstMembers) {
  for (const char* name : {"src-1.0.tar.gz", "src.tgz", "src-1.0.tar.bz2"}) {
    const auto read = ReadArchive(name, Gzip(TarOf({{"readme", "x"}, {"src-1.0/main.c", "x"}})));
    if (std::string_view(name).ends_with("bz2")) continue;
    EXPECT_EQ(read.error().kind, ErrorKind::kUnsupported) << name;
    EXPECT_TRUE(MayBeNoPackage(name));
  }
  for (const char* name : {"a-1.tar.gz", "a.tgz", "a-1.tar.bz2"}) {
    EXPECT_EQ(ReadArchive(name, "no tar").error().kind, ErrorKind::kUnsupported) << name;
    EXPECT_EQ(ReadArchive(name, Gzip(TarOf({{"a-1/x", "x"}}))).error().kind,
              ErrorKind::kUnsupported);
  }
  EXPECT_FALSE(MayBeNoPackage("a.crate"));
}

// Flaws published for others: a second file of one name, names that lead out, links to what is
// wanted, bombs, sizes that lie.
TEST(PackageArchiveAttack, NamesThatLeadOutAndLinksAreToldAndNotFollowed) {
  const Bytes own = "{\"name\":\"tea\",\"version\":\"1.0.0\"}";
  EXPECT_EQ(Text("a.tgz", TarOf({{"package/x", "x"},
                                 {"../package.json", "{}"},
                                 {"/etc/package.json", "{}"},
                                 {"package/package.json", own}})),
            "npm-archive: tea 1.0.0\nnote: 2 names lead out of the archive\n");
  EXPECT_EQ(Text("a.tgz", TarOf({{"package/package.json", own},
                                 {"package/package.json", "", '2', "/etc/passwd"}})),
            "npm-archive: tea 1.0.0\nnote: metadata that is a link is not followed\n");
}

TEST(PackageArchiveAttack, OfMetadataThatIsThereTwiceTheLastCountsAsForWhoUnpacksIt) {
  EXPECT_EQ(Text("a.tgz", TarOf({{"package/package.json", R"({"name":"good","version":"1"})"},
                                 {"package/package.json", R"({"name":"evil","version":"2"})"}})),
            "npm-archive: evil 2\nnote: its metadata is there more than once: the last counts\n");
  // In a crate what is not in the folder of its name is none of it.
  EXPECT_EQ(Text("a-1.0.0.crate",
                 TarOf({{"b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"2.0.0\"\n"},
                        {"a-1.0.0/Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0.0\"\n"},
                        {"c/Cargo.toml", "[package]\nname = \"c\"\nversion = \"2.0.0\"\n"}})),
            "crate-archive: a 1.0.0\n");
}

TEST(PackageArchiveAttack, ABombEndsAtItsBound) {
  const Bytes long_text(kMaxMetadata + 1, 'A');
  const Bytes own = "{\"name\":\"tea\",\"version\":\"1.0.0\"}";
  const auto read = ReadArchive(
      "a.tgz",
      Gzip(TarOf({{"package/package.json", own}, {"package/zeros", Bytes(1u << 20, '\0')}})),
      {.digests = false, .most = 1u << 20});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->notes[0], "not read to its end: unpacks to more than is taken");
  const Row rows[] = {
      {"a.gem", TarOf({{"metadata.gz", Gzip("name: a\nversion: 1\nx: " + long_text)}}), ""},
      {"a.crate", Gzip(TarOf({{"a/Cargo.toml", "# " + long_text}})), ""},
      {"a.apk", Gzip(TarOf({{".PKGINFO", long_text}})), ""},
      {"a.deb",
       ArOf({{"debian-binary", "2.0\n"}, {"control.tar", TarOf({{"control", long_text}})}}), ""},
      {"a.vsix", ZipOf({{"extension/package.json", "{\"name\":\"" + long_text, true}}), ""}};
  for (const auto& row : rows) {
    const std::string refused = Text(row.name, row.bytes);
    EXPECT_TRUE(refused.starts_with("refused") || refused.find("note: ") != std::string::npos)
        << row.name << refused.substr(0, 200);
  }
}

TEST(PackageArchiveAttack, WhereverItIsCutOrWrongItEnds) {
  const Row rows[] = {
      {"a.deb", ArOf({{"debian-binary", "2.0\n"}, {"control.tar.gz", Gzip(kControl)}}), ""},
      {"a.rpm", RpmOf(RpmHeaderOf({{1000, {"tea"}}, {1001, {"1"}}, {1049, {"a", "b"}}})), ""},
      {"a.tgz", Gzip(TarOf({{"package/package.json", R"({"name":"a","version":"1"})"}})), ""},
      {"a.gem", TarOf({{"metadata.gz", Gzip("name: a\nversion: 1\n")}}), ""},
      {"a.vsix", ZipOf({{"extension/package.json", "{\"name\":\"a\",\"version\":\"1\"}"}}), ""}};
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.bytes.size(); i += row.bytes.size() > 3000 ? 7 : 1) {
      Bytes bad = row.bytes;
      bad[i] = static_cast<char>(~bad[i]);
      (void)Text(row.name, bad);
      (void)Text(row.name, row.bytes.substr(0, i));
    }
}

}  // namespace
}  // namespace avouch::formats
