#include "container/executable.h"

#include <gtest/gtest.h>

#include "testing/binary_images.h"

namespace avouch::container {
namespace {

using testing::ElfNote;
using testing::ElfOf;
using testing::FatOf;
using testing::MachOf;
using testing::Number;
using testing::PeOf;
using testing::PutAt;

using Texts = std::vector<std::string>;

Executable One(const Bytes& image) {
  auto read = ReadExecutables(image);
  EXPECT_TRUE(read.has_value()) << ToString(read.error());
  if (!read || read->size() != 1) return {};
  return std::move(read->front());
}

const Texts kNeeded = {"liba.so.1", "libc.so.6"};

TEST(Elf, SectionsNeededLibrariesAndNamesOfBothWidthsAndOrders) {
  for (const bool wide : {false, true})
    for (const bool big : {false, true}) {
      const Bytes image = ElfOf({{".rodata", "hello"}, {".data", "there", true}},
                                {wide, big, kNeeded, "libme.so.2", "/lib/ld.so"});
      const Executable read = One(image);
      EXPECT_EQ(read.bits, wide ? 64 : 32);
      EXPECT_EQ(read.needed, kNeeded);
      EXPECT_EQ(read.soname, "libme.so.2");
      EXPECT_EQ(read.interpreter, "/lib/ld.so");
      EXPECT_EQ(read.machine, "x86-64");
      EXPECT_EQ(read.notes, Texts{});
      ASSERT_NE(read.Find(".data"), nullptr);
      EXPECT_EQ(read.Find(".data")->bytes, "there");
      EXPECT_TRUE(read.Find(".data")->writable);
      EXPECT_EQ(read.Memory(read.Find(".rodata")->address, 5), "hello");
      EXPECT_EQ(read.Memory(read.Find(".rodata")->address, 1u << 30), std::nullopt);
    }
}

TEST(Elf, BuildIdAndPackageNote) {
  const Bytes image =
      ElfOf({{".note",
              ElfNote("GNU", 1, "abcd") + ElfNote("GNU", 3, "\x01\xAB") +
                  ElfNote("FDO", static_cast<int>(0xCAFE1A7E), Bytes("{\"a\":1}\0", 8)),
              false, 7}});
  const Executable read = One(image);
  EXPECT_EQ(read.build_id, "01ab");
  EXPECT_EQ(read.package_note, "{\"a\":1}");
  EXPECT_EQ(read.notes, Texts{});
}

TEST(Pe, SectionsImportsExportNameAndDotNet) {
  testing::PeOptions options{{"KERNEL32.dll", "a.dll"}, "me.dll", {}, true};
  const Bytes image = PeOf({{".rdata", "hello"}, {".data", "there", true}}, options);
  const Executable read = One(image);
  EXPECT_EQ(read.kind, ExecutableKind::kPe);
  EXPECT_EQ(read.needed, (Texts{"KERNEL32.dll", "a.dll"}));
  EXPECT_EQ(read.soname, "me.dll");
  EXPECT_TRUE(read.managed);
  EXPECT_EQ(read.notes, Texts{});
  ASSERT_NE(read.Find(".data"), nullptr);
  EXPECT_EQ(read.Memory(read.Find(".data")->address, 5), "there");
}

TEST(MachO, SectionsLibrariesAndFatFiles) {
  const Bytes image =
      MachOf({{"__DATA,__data", "there", true}},
             {{"/usr/lib/libSystem.B.dylib"}, "@rpath/libme.dylib", "/usr/lib/dyld"});
  const Executable read = One(image);
  EXPECT_EQ(read.kind, ExecutableKind::kMachO);
  EXPECT_EQ(read.machine, "arm64");
  EXPECT_EQ(read.needed, Texts{"/usr/lib/libSystem.B.dylib"});
  EXPECT_EQ(read.soname, "@rpath/libme.dylib");
  EXPECT_EQ(read.version, "1.2.13");
  EXPECT_EQ(read.interpreter, "/usr/lib/dyld");
  ASSERT_NE(read.Find("__DATA,__data"), nullptr);
  EXPECT_EQ(read.Find("__DATA,__data")->bytes, "there");
  const auto fat = ReadExecutables(FatOf({image, MachOf({}, {.big = true})}));
  ASSERT_TRUE(fat.has_value());
  ASSERT_EQ(fat->size(), 2u);
  EXPECT_EQ((*fat)[0].needed, read.needed);
  EXPECT_TRUE((*fat)[1].big_endian);
}

TEST(Executables, WhatIsNoneIsToldByItsStart) {
  EXPECT_FALSE(IsExecutable(""));
  EXPECT_FALSE(IsExecutable("MZ"));
  EXPECT_FALSE(IsExecutable("#!/bin/sh\n"));
  EXPECT_FALSE(IsExecutable(Bytes("\xCA\xFE\xBA\xBE\0\0\0\x34", 8)));  // A class of Java 8
  EXPECT_TRUE(IsExecutable(Bytes("\xCA\xFE\xBA\xBE\0\0\0\x02", 8)));
}

// A field of a good image overwritten: it is read as far as it goes, and says what was wrong.
struct Lie {
  const char* name;
  Bytes image;
  std::uint64_t at;
  Bytes value;
  const char* note;
};

class ExecutableLie : public ::testing::TestWithParam<Lie> {};

TEST_P(ExecutableLie, IsTold) {
  Bytes image = GetParam().image;
  PutAt(image, GetParam().at, GetParam().value);
  const auto read = ReadExecutables(image);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(read->front().notes, Texts{GetParam().note});
}

const Bytes kElf = ElfOf({{".a", "x"}}, {true, false, {"liba.so.1"}});
const Bytes kPe = PeOf({{".a", "x"}}, {{"a.dll"}});
const Bytes kMach = MachOf({{"__DATA,__a", "x"}}, {{"/a.dylib"}});
const std::uint64_t kShoff = 40;
const std::uint64_t kElfHeaders = kElf.size() - 6 * 64;  // Six sections with the empty one
constexpr std::uint64_t kDynstrEntry = 64 * 2;
constexpr std::uint64_t kPeHead = 0x80, kPeOptional = kPeHead + 24, kPeSections = kPeOptional + 240;

INSTANTIATE_TEST_SUITE_P(
    All, ExecutableLie,
    ::testing::Values(Lie{"elf_section_headers_past_the_end", kElf, kShoff, Number(~0ull >> 1, 8),
                          "section headers past the end of the file"},
                      Lie{"elf_65534_sections", kElf, 60, Number(0xFFFE, 2),
                          "section headers past the end of the file"},
                      Lie{"elf_section_headers_of_one_byte", kElf, 58, Number(1, 2),
                          "section headers of an impossible size"},
                      Lie{"elf_program_headers_past_the_end", kElf, 32,
                          Number(0xFFFFFFFFFFFFFFF0, 8),
                          "program headers past the end of the file"},
                      Lie{"elf_a_section_past_the_end", kElf, kElfHeaders + 64 + 24,
                          Number(1ull << 40, 8), "a section past the end of the file"},
                      Lie{"elf_a_segment_past_the_end", kElf, 64 + 32, Number(~0ull, 8),
                          "a segment past the end of the file"},
                      Lie{"elf_a_string_table_of_four_gigabytes", kElf,
                          kElfHeaders + kDynstrEntry + 32, Number(0xFFFFFFFF, 8),
                          "a section past the end of the file"},
                      Lie{"pe_more_sections_than_there_is_room_for", kPe, kPeHead + 6,
                          Number(0xFFFF, 2), "section headers past the end of the file"},
                      Lie{"pe_a_section_past_the_end", kPe, kPeSections + 16, Number(0xFFFFFFFF, 4),
                          "a section past the end of the file"},
                      Lie{"pe_imports_outside_of_every_section", kPe, kPeOptional + 112 + 8,
                          Number(0x7FFFFFFF, 4), "an import table past the end of its section"},
                      Lie{"macho_a_load_command_of_no_length", kMach, 36, Number(0, 4),
                          "a load command of a length that cannot be"},
                      Lie{"macho_a_load_command_of_four_gigabytes", kMach, 36,
                          Number(0xFFFFFFF8, 4), "a load command of a length that cannot be"},
                      Lie{"macho_four_billion_sections", kMach, 32 + 64, Number(0xFFFFFFFF, 4),
                          "section headers past the end of their command"},
                      Lie{"macho_a_segment_past_the_end", kMach, 32 + 40, Number(~0ull, 8),
                          "a segment past the end of the file"},
                      Lie{"macho_a_name_outside_of_its_command", kMach, 32 + 152 + 8,
                          Number(0xFFFFFF, 4), "a load command whose text lies outside it"}),
    [](const auto& lie) { return lie.param.name; });

TEST(Executables, AreReadOrRefusedWhereverTheyAreCut) {
  for (const Bytes* image : {&kElf, &kPe, &kMach})
    for (std::size_t size = 0; size < image->size(); size += size < 512 ? 1 : 61)
      (void)ReadExecutables(BytesView(*image).substr(0, size));
}

// Syft issue 5320: a dynamic section that is no whole number of entries long, as the root of a
// small system has them. Here every number of an image, in both widths, is each of these.
TEST(ExecutableAttack, WhateverNumberOfItLiesItEnds) {
  for (const Bytes& image : {ElfOf({{".a", "x"}}, {false, false, kNeeded}), kElf, kPe, kMach})
    for (std::size_t at = 0; at + 4 <= image.size(); at += 4)
      for (const std::uint64_t value : {0u, 1u, 3u, 4u, 7u, 12u, 20u, 0x7FFFFFFFu, 0xFFFFFFFFu}) {
        Bytes lie = image;
        PutAt(lie, at, Number(value, 4));
        (void)ReadExecutables(lie);
      }
}

TEST(Executables, NeedTheSameLibraryOnceAndNoEndlessListOfThem) {
  Texts many;
  for (std::size_t i = 0; i < kMaxNeeded + 100; ++i) many.push_back("l" + std::to_string(i));
  EXPECT_EQ(One(ElfOf({}, {true, false, many})).needed.size(), kMaxNeeded);
  const Executable pe = One(PeOf({}, {many}));
  EXPECT_EQ(pe.needed.size(), kMaxNeeded);
  EXPECT_EQ(pe.notes, Texts{"needs more libraries than are read"});
  EXPECT_EQ(One(ElfOf({}, {true, false, {"a", "a"}})).needed, Texts{"a"});
}

}  // namespace
}  // namespace avouch::container
