#include "formats/go_binary.h"

#include <gtest/gtest.h>

#include "formats/binary.h"
#include "testing/binary_images.h"

namespace avouch::formats {
namespace {

using testing::ElfOf;
using testing::GoInline;
using testing::GoPointed;
using testing::kImageBase;
using testing::kImageStart;
using testing::MachOf;
using testing::Number;
using testing::PeOf;
using testing::PutAt;

const std::string kModules =
    "path\texample.org/tool/cmd/tool\n"
    "mod\texample.org/tool\t(devel)\t\n"
    "dep\texample.org/A\tv1.2.3\th1:aaaa=\n"
    "dep\texample.org/b\tv0.1.0\n"
    "=>\texample.org/fork/b\tv0.1.1\th1:bbbb=\n"
    "dep\texample.org/c/v2\tv2.0.0\n"
    "=>\t./c\t(devel)\t\n"
    "build\tCGO_ENABLED=1\n"
    "build\t-ldflags=\"-X main.x=\\\"1\\\" -s\"\n"
    "build\t\"odd key\"=v\n"
    "build\tvcs=git\n"
    "build\tvcs.revision=0123456789012345678901234567890123456789\n";

std::string Text(const model::Manifest& manifest) {
  std::string out = manifest.name + "@" + manifest.version;
  for (const auto& tool : manifest.tools) out += " | " + tool;
  for (const auto& one : manifest.components) {
    out += "\n" + one.name + " " + one.version + " " + std::string(Name(one.source));
    for (const auto& digest : one.digests) out += " " + digest;
    if (!one.origin.empty()) out += " from " + one.origin;
  }
  for (const auto& note : manifest.notes) out += "\nnote: " + note;
  return out;
}

const std::string kExpected =
    "example.org/tool@ | go 1.22.3\n"
    "example.org/tool  workspace from git#0123456789012345678901234567890123456789\n"
    "stdlib 1.22.3 registry\n"
    "example.org/A v1.2.3 registry h1:aaaa=\n"
    "example.org/fork/b v0.1.1 registry h1:bbbb=\n"
    "example.org/c/v2 v2.0.0 path from ./c";

// The Go manifest of an image; or why there is none.
std::string Read(const Bytes& image) {
  const auto read = ReadBinary("bin/tool", image);
  if (!read) return "no binary";
  if (!*read) return ToString(read->error());
  for (const auto& manifest : **read)
    if (manifest.format == "go-binary") return Text(manifest);
  for (const auto& manifest : **read)
    if (!manifest.notes.empty()) return manifest.notes[0];
  return "nothing";
}

TEST(GoBinary, TheSameIsReadOfEveryFormAndImage) {
  const std::string go = "go1.22.3 X:boringcrypto";
  const Bytes text = GoInline(go, kModules);
  const std::uint64_t at = kImageBase + kImageStart;
  const std::pair<const char*, Bytes> rows[] = {
      {"elf, its section", ElfOf({{".go.buildinfo", text, true}})},
      {"pe, written data", PeOf({{".data", Bytes(64, 'x') + text, true}})},
      {"macho", MachOf({{"__DATA,__go_buildinfo", text, true}})},
      {"macho, constants", MachOf({{"__DATA_CONST,__go_buildinfo", text}})},
      {"macho, written data", MachOf({{"__DATA,__data", Bytes(16, 'x') + text, true}})},
      {"elf, pointers", ElfOf({{".go.buildinfo", GoPointed(go, kModules, at), true}})},
      {"elf, 32 bits, big end first",
       ElfOf({{".go.buildinfo", GoPointed(go, kModules, at, 4, true), true}}, {false, true})},
      {"pe, pointers", PeOf({{".data", GoPointed(go, kModules, at), true}})},
      {"macho, pointers", MachOf({{"__DATA,__go_buildinfo", GoPointed(go, kModules, at), true}})}};
  for (const auto& [name, image] : rows) EXPECT_EQ(Read(image), kExpected) << name;
}

TEST(GoBinary, AnElfWithoutSectionHeadersIsSearchedWhereItIsWritable) {
  Bytes image = ElfOf({{".go.buildinfo", GoInline("go1.22.3", kModules), true}});
  PutAt(image, 40, Number(0, 8));
  PutAt(image, 60, Number(0, 2));
  EXPECT_EQ(Read(image), kExpected);
}

TEST(GoBinary, SettingsKeepTheirQuotedKeysAndValues) {
  const Bytes image = ElfOf({{".go.buildinfo", GoInline("go1.22.3", kModules), true}});
  const auto programs = container::ReadExecutables(image);
  ASSERT_TRUE(programs.has_value());
  const auto build = FindGoBuild(programs->front());
  ASSERT_TRUE(build.has_value() && build->has_value());
  const std::vector<std::pair<std::string, std::string>> first((*build)->settings.begin(),
                                                               (*build)->settings.begin() + 3);
  EXPECT_EQ(first,
            (std::vector<std::pair<std::string, std::string>>{
                {"CGO_ENABLED", "1"}, {"-ldflags", "-X main.x=\"1\" -s"}, {"odd key", "v"}}));
  EXPECT_EQ((*build)->package, "example.org/tool/cmd/tool");
  EXPECT_EQ((*build)->modules[1].replaced, "example.org/b");
}

TEST(GoBinary, AProgramOfTheGoToolsHasTheStandardLibraryOnly) {
  EXPECT_EQ(Read(ElfOf({{".go.buildinfo", GoInline("go1.26.8", "path\tcmd/gofmt\n"), true}})),
            "@ | go 1.26.8\nstdlib 1.26.8 registry");
  EXPECT_EQ(Read(ElfOf({{".go.buildinfo", GoInline("devel go1.27-abc", ""), true}})),
            "@ | go devel\nstdlib devel registry");
}

TEST(GoBinary, AMarkThatLeadsOutsideIsANote) {
  const Bytes good = GoInline("go1.22.3", "");
  Bytes endless = good, cut = good;
  PutAt(endless, 32, Bytes(11, '\xFF'));
  PutAt(cut, 32, "\x7F");
  const Bytes pointed = GoPointed("go1.20", "", kImageBase + kImageStart);
  Bytes nowhere = pointed, width = pointed, huge = pointed;
  PutAt(nowhere, 16, Number(0x12, 8));
  PutAt(width, 14, "\x03");
  PutAt(huge, 40, Number(~0ull, 8));
  const std::string go = "Go build information: ";
  const std::pair<Bytes, std::string> rows[] = {
      {endless, go + "a length that does not end"},
      {cut, go + "a text past the end of its section"},
      {good.substr(0, 20), go + "a header that is cut off"},
      {nowhere, go + "a pointer that leads nowhere"},
      {width, go + "pointers of a size that cannot be"},
      {huge, go + "a text that lies outside the program"}};
  for (const auto& [bytes, note] : rows)
    EXPECT_EQ(Read(ElfOf({{".go.buildinfo", bytes, true}})), note);
}

TEST(GoBinary, FatFilesThatSayTheSameTwiceAreToldOnce) {
  const Bytes one = MachOf({{"__DATA,__go_buildinfo", GoInline("go1.22.3", kModules), true}});
  const auto read = ReadBinary("tool", testing::FatOf({one, one}));
  ASSERT_TRUE(read.has_value() && read->has_value());
  EXPECT_EQ((*read)->size(), 1u);
}

}  // namespace
}  // namespace avouch::formats
