#include "formats/binary.h"

#include <gtest/gtest.h>

#include "formats/pe_version.h"
#include "testing/binary_images.h"

namespace avouch::formats {
namespace {

using testing::ElfNote;
using testing::ElfOf;
using testing::Number;
using testing::Padded;
using testing::PeOf;

std::string Text(const Bytes& image) {
  const auto read = ReadBinary("bin/x", image);
  if (!read) return "no binary";
  if (!*read) return ToString(read->error());
  std::string out;
  for (const auto& m : **read) {
    out += m.format + " " + std::string(Name(m.ecosystem)) + " " + m.name + "@" + m.version;
    for (const auto& need : m.requirements) out += " ->" + need.name;
    for (const auto& one : m.components) {
      out += " +" + one.name + "@" + one.version;
      if (!one.detail.group.empty()) out += "(" + one.detail.group + ")";
      if (!one.detail.supplier.empty()) out += " by " + one.detail.supplier;
      for (const auto& digest : one.digests) out += " " + digest;
    }
    for (const auto& note : m.notes) out += " note: " + note;
    out += "\n";
  }
  return out;
}

TEST(Binary, LibrariesItLoadsAreRequirements) {
  EXPECT_EQ(Text(ElfOf({}, {true, false, {"libc.so.6", "libz.so.1"}, "libx.so.1"})),
            "elf other libx.so.1@ ->libc.so.6 ->libz.so.1\n");
  EXPECT_EQ(Text(PeOf({}, {{"a.dll"}})), "pe other @ ->a.dll\n");
  EXPECT_EQ(Text(testing::MachOf({}, {{"/a.dylib"}, "/x.dylib"})),
            "mach-o other /x.dylib@1.2.13 ->/a.dylib\n");
  EXPECT_EQ(Text(ElfOf({})), "");
  EXPECT_EQ(Text("#!/bin/sh\n"), "no binary");
}

TEST(Binary, ThePackageNoteOfADistributionIsAComponentOfItsKind) {
  const std::string note =
      R"({"type":"deb","os":"debian","name":"a","version":"1-2","architecture":"amd64"})";
  const auto image = [](const std::string& json) {
    return ElfOf(
        {{".note.package", ElfNote("FDO", static_cast<int>(0xCAFE1A7E), json + '\0'), false, 7}});
  };
  EXPECT_EQ(Text(image(note)), "package-note debian @ +a@1-2\n");
  EXPECT_EQ(Text(image("{")), "elf other @ note: a package note that cannot be read\n");
}

struct MarkRow {
  const char* text;
  const char* told;  // "" = nothing
};

TEST(Binary, TextsOfKnownLibrariesAreSeenAndNothingLikeThem) {
  const MarkRow rows[] = {
      {"OpenSSL 3.0.13 30 Jan 2024", "openssl@3.0.13"},
      {"OpenSSL 1.1.1w  11 Sep 2023", ""},
      {"OpenSSL 1.1.1w 1 Sep 2023", "openssl@1.1.1w"},
      {"OpenSSL 3.2.0-beta1 26 Oct 2023", "openssl@3.2.0-beta1"},
      {"OpenSSL 3.0 or later is needed", ""},
      {"OpenSSL 3.0.13 is needed", ""},
      {" deflate 1.2.13 Copyright 1995-2022 Jean-loup Gailly and Mark Adler ", "zlib@1.2.13"},
      {" inflate 1.3.1 Copyright 1995-2024 Mark Adler ", "zlib@1.3.1"},
      {"deflate 1.2.13", ""},
      {"libcurl/7.88.1", "curl@7.88.1"},
      {"libcurl/%s", ""},
      {"expat_2.5.0", "expat@2.5.0"},
      {"libpng version 1.6.39", "libpng@1.6.39"},
      {"Mbed TLS 3.6.0", "mbedtls@3.6.0"},
      {"LibreSSL 3.8.2", "libressl@3.8.2"},
      {"BusyBox v1.35.0 (Debian 1:1.35.0-4)", "busybox@1.35.0"},
      {"bzip2/libbzip2: \0001.0.8, 13-Jul-2019", ""},  // Ends at its NUL: the mark alone
  };
  for (const auto& row : rows) {
    const std::string told =
        *row.told == '\0' ? "" : "elf other @ +" + std::string(row.told) + "(seen)\n";
    EXPECT_EQ(Text(ElfOf({{".rodata", Bytes("abc\0", 4) + row.text + '\0'}})), told) << row.text;
  }
  EXPECT_EQ(Text(ElfOf({{".data", Bytes("OpenSSL 3.0.13 30 Jan 2024"), true}})), "");
  EXPECT_EQ(Text(ElfOf({{".rodata", Bytes("bzip2/libbzip2: \0001.0.8, 13-Jul-2019\0", 36)}})),
            "elf other @ +bzip2@1.0.8(seen)\n");
}

TEST(Binary, WhoLoadsALibraryWasOnlyBuiltAgainstIt) {
  EXPECT_EQ(
      Text(ElfOf({{".rodata", "OpenSSL 3.0.13 30 Jan 2024"}}, {true, false, {"libcrypto.so.3"}})),
      "elf other @ ->libcrypto.so.3\n");
}

TEST(Binary, SqliteIsToldByItsCheckInAndByItsVersionWhereOneStandsAlone) {
  const std::string id = "2022-12-28 14:03:47 " + std::string(64, 'a');
  const auto image = [&](const std::string& more) {
    return ElfOf({{".rodata", Bytes("SQLite format 3\0\0", 17) + id + '\0' + more + '\0'}});
  };
  EXPECT_EQ(Text(image("3.40.1")), "elf other @ +sqlite@3.40.1(seen)\n");
  EXPECT_EQ(Text(image("3.40.1" + std::string(1, '\0') + "3.9.2")), "elf other @ +sqlite@(seen)\n");
}

// ---- PE ----

Bytes Wide(const std::string& text) {
  Bytes out;
  for (const char c : text + '\0') out += Bytes(1, c) + '\0';
  return out;
}

Bytes Block(const std::string& key, const Bytes& value, std::size_t value_size) {
  const Bytes head = Number(value_size, 2) + Number(1, 2) + Wide(key);
  Bytes out = Padded(Bytes(2, '\0') + head, 4) + value;
  testing::PutAt(out, 0, Number(out.size(), 2));
  return out;
}

Bytes Resources(const std::vector<std::pair<std::string, std::string>>& texts, bool fixed = false) {
  Bytes strings;
  for (const auto& [key, value] : texts)
    strings += Padded(Block(key, Wide(value), value.size() + 1), 4);
  const Bytes table = Block("StringFileInfo", Block("040904B0", strings, 0), 0);
  Bytes numbers =
      Number(0xFEEF04BD, 4) + Number(0x10000, 4) + Number(0x00020001, 4) + Number(0x00040003, 4);
  numbers.resize(52);
  const Bytes info = Block("VS_VERSION_INFO", (fixed ? numbers : "") + table, fixed ? 52 : 0);
  const auto folder = [](std::uint64_t id, std::uint64_t to) {
    return Bytes(14, '\0') + Number(1, 2) + Number(id, 4) + Number(to, 4);
  };
  return folder(16, 0x80000018) + folder(1, 0x80000030) + folder(0x409, 0x48) +
         Number(testing::kResourcesAt + 0x58, 4) + Number(info.size(), 4) + Bytes(8, '\0') + info;
}

TEST(PeVersion, ProductOfANativeProgramAndPackageOfAnAssembly) {
  EXPECT_EQ(Text(PeOf({}, {{},
                           "",
                           Resources({{"CompanyName", "Acme "},
                                      {"ProductName", "Acme Tool"},
                                      {"ProductVersion", "1, 2, 3, 4"}})})),
            "pe-version other Acme Tool@1.2.3.4 +Acme Tool@1.2.3.4(seen) by Acme\n");
  EXPECT_EQ(Text(PeOf({}, {{},
                           "",
                           Resources({{"ProductName", "Acme JSON .NET"},
                                      {"OriginalFilename", "Acme.Json.dll"},
                                      {"FileVersion", "13.0.0.0"},
                                      {"ProductVersion", "13.0.3+0a2e291c"}}),
                           true})),
            "pe-version nuget Acme.Json@13.0.3 +Acme.Json@13.0.3(seen)\n");
  EXPECT_EQ(Text(PeOf({}, {{}, "", Resources({{"ProductName", "A"}}, true)})),
            "pe-version other A@2.1.4.3 +A@2.1.4.3(seen)\n");
  EXPECT_EQ(Text(PeOf({}, {{}, "", Resources({{"ProductName", "A"}})})), "");
}

TEST(PeVersion, WhateverByteOfTheResourcesLiesItEnds) {
  const Bytes good = Resources({{"ProductName", "A"}, {"ProductVersion", "1.0"}}, true);
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const char c : {'\0', '\xFF', '\x10'}) {
      Bytes bad = good;
      bad[i] = c;
      (void)Text(PeOf({}, {{}, "", bad}));
    }
}

// ---- .NET bundles ----

const std::string kDeps = R"({"runtimeTarget":{"name":".NETCoreApp,Version=v8.0/linux-x64"},
"targets":{".NETCoreApp,Version=v8.0/linux-x64":{
  "App/1.0.0":{"dependencies":{"Acme.Json":"13.0.3"}},"Acme.Json/13.0.3":{}}},
"libraries":{"App/1.0.0":{"type":"project","serviceable":false,"sha512":""},
  "Acme.Json/13.0.3":{"type":"package","serviceable":true,"sha512":"sha512-abcd"}}})";

// One file as HostModel's bundler puts it into a program.
struct Bundled {
  std::string name;
  Bytes bytes;
  int kind;             // 0 unknown, 1 assembly, 3 deps.json, 4 runtimeconfig.json
  bool packed = false;  // As if it were; from version 3 on
};

// A text as .NET's BinaryWriter puts it: its length, seven bits a byte.
Bytes Prefixed(const std::string& text) {
  Bytes out;
  std::size_t size = text.size();
  for (; size >= 0x80; size >>= 7) out += static_cast<char>((size & 0x7F) | 0x80);
  return out + static_cast<char>(size) + text;
}

constexpr std::uint64_t kNoHead = ~0ull;

// A host with a bundle of this version, byte for byte as Bundler, Manifest and FileEntry of
// Microsoft.NET.HostModel put it: the files behind the host, assemblies on their boundary, the
// head behind them, the place of the head before the mark in the host's data.
Bytes Bundle(std::uint32_t major, const std::vector<Bundled>& files,
             std::uint64_t head_as_said = kNoHead) {
  const Bytes mark(
      "\x8B\x12\x02\xB9\x6A\x61\x20\x38\x72\x7B\x93\x02\x14\xD7\xA0\x32"
      "\x13\xF5\xB9\xE6\xEF\xAE\x33\x18\xEE\x3B\x2D\xCE\x24\xB3\x6A\xAE",
      32);
  Bytes out = ElfOf({{".data", Number(0, 8) + mark, true}});
  Bytes entries, deps = Number(0, 16), config = Number(0, 16);
  for (const auto& file : files) {
    if (file.kind == 1) out = testing::Padded(out, 4096);
    const Bytes place = Number(out.size(), 8) + Number(file.bytes.size(), 8);
    if (file.kind == 3) deps = place;
    if (file.kind == 4) config = place;
    entries += place;
    if (major >= 3) entries += Number(file.packed ? file.bytes.size() / 2 : 0, 8);
    entries += static_cast<char>(file.kind);
    entries += Prefixed(file.name);
    out += file.bytes;
  }
  const std::uint64_t head = out.size();
  out += Number(major, 4) + Number(0, 4) + Number(files.size(), 4) + Prefixed("a1B2c3D4e5F6");
  if (major >= 2) out += deps + config + Number(major < 6 ? 1 : 0, 8);
  out += entries;
  testing::PutAt(out, testing::kImageStart,
                 Number(head_as_said == kNoHead ? head : head_as_said, 8));
  return out;
}

std::vector<Bundled> Files(const std::string& deps = kDeps) {
  return {{"App.dll", Bytes(5'000, 'M'), 1, true},
          {"folder/" + std::string(200, 'n') + ".dll", "MZ", 1},
          {"App.deps.json", deps, 3},
          {"App.runtimeconfig.json", "{}", 4}};
}

TEST(DotnetBundle, PackagesWithEdgesAndDigestsOfEveryVersionOfTheLayout) {
  for (const std::uint32_t major : {1u, 2u, 6u}) {
    const auto read = ReadBinary("app", Bundle(major, Files()));
    ASSERT_TRUE(read.has_value() && read->has_value());
    ASSERT_EQ((*read)->size(), 1u) << major;
    const auto& m = (*read)->front();
    EXPECT_EQ(m.format + " " + m.name + " " + m.version, "dotnet-bundle App 1.0.0");
    ASSERT_EQ(m.components.size(), 2u);
    EXPECT_EQ(m.components[0].detail.needs, (std::vector<std::uint32_t>{1}));
    EXPECT_TRUE(m.components[1].detail.direct);
    EXPECT_EQ(m.components[1].digests, (std::vector<std::string>{"sha512-abcd"}));
  }
}

TEST(DotnetBundle, AHeadOrListOutsideTheFileIsANote) {
  EXPECT_EQ(Text(Bundle(6, Files(), 0)), "");  // A host without a bundle
  EXPECT_EQ(Text(Bundle(6, Files(), ~1ull)),
            "elf other @ note: a .NET bundle: its head lies outside the file\n");
  EXPECT_EQ(Text(Bundle(7, Files())),
            "elf other @ note: a .NET bundle: version 7 is not read by this build\n");
  for (const std::uint32_t major : {1u, 2u, 6u}) {
    EXPECT_EQ(Text(Bundle(major, {{"App.dll", "MZ", 1}})),
              "elf other @ note: a .NET bundle without a list of its packages\n");
    EXPECT_NE(Text(Bundle(major, Files(kDeps.substr(0, 9)))).find("note: "), std::string::npos);
    const Bytes whole = Bundle(major, Files());
    for (std::size_t i = whole.size() - 430; i < whole.size(); ++i) {
      (void)Text(whole.substr(0, i));
      for (const char c : {'\0', '\x7F', '\xFF'}) {
        Bytes bad = whole;
        bad[i] = c;
        (void)Text(bad);
      }
    }
  }
  EXPECT_EQ(Text(Bundle(6, Files()).substr(0, Bundle(6, Files()).size() - 390)),
            "elf other @ note: a .NET bundle: its head is cut off\n");
}

}  // namespace
}  // namespace avouch::formats
