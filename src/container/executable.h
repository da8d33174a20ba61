// What a program or library says of itself, whatever its format: ELF, PE, Mach-O.
//
// Spec: the System V gABI and its GNU extensions; Microsoft's "PE Format"; Apple's
// mach-o/loader.h and fat.h. Views into the image, which must outlive them: a mapped file is
// touched only where it is looked at. Pure; any thread.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::container {

// Chromium's own library has 40 sections; objects split by function reach some 10^5.
inline constexpr std::size_t kMaxSections = 100'000;
inline constexpr std::size_t kMaxSegments = 10'000;
// Libraries one program needs; the most seen is 130.
inline constexpr std::size_t kMaxNeeded = 4'000;
inline constexpr std::size_t kMaxBinaryName = 4'096;  // Bytes of a name inside
// Programs in one fat file; Apple has shipped five.
inline constexpr std::size_t kMaxFatPrograms = 16;
inline constexpr std::size_t kMaxBinaryNotes = 20;

enum class ExecutableKind : std::uint8_t { kElf, kPe, kMachO };
[[nodiscard]] std::string_view Name(ExecutableKind kind);  // "ELF", "PE", "Mach-O"

struct Section {
  std::string name;           // ".rodata"; of Mach-O "__DATA,__go_buildinfo"
  std::uint64_t address = 0;  // In memory; 0 = not loaded
  BytesView bytes;            // As much of it as the file has
  bool writable = false, code = false;
};

// What is loaded, and where.
struct Segment {
  std::uint64_t address = 0;
  BytesView bytes;
  bool writable = false;
};

struct Executable {
  ExecutableKind kind = ExecutableKind::kElf;
  std::string machine;  // "x86-64", "arm64", ...; "machine 123" for others
  int bits = 64;
  bool big_endian = false;
  bool library = false;  // A shared library, by its header
  std::vector<Section> sections;
  std::vector<Segment> segments;
  std::vector<std::string> needed;  // Libraries, as named, in the file's order, each once
  std::string soname;               // Name it gives itself: DT_SONAME, install name, export name
  std::string version;              // Of a Mach-O library: "1.2.13"
  std::string interpreter;
  std::string build_id;                 // Hexadecimal: GNU build id, LC_UUID
  std::string package_note;             // JSON of .note.package, as systemd specifies it
  BytesView resources;                  // Of a PE: from the resource directory to its section's end
  std::uint64_t resources_address = 0;  // Relative to the image base
  bool managed = false;                 // A PE with a CLI header: .NET
  std::vector<std::string> notes;       // What did not lie inside, or was too much

  // The first section of this name, or none.
  [[nodiscard]] const Section* Find(std::string_view name) const;
  // `size` bytes in memory at `address`; nothing where no segment holds them all.
  [[nodiscard]] std::optional<BytesView> Memory(std::uint64_t address, std::uint64_t size) const;
  // Adds a note, up to kMaxBinaryNotes.
  void Note(std::string what);
  // Adds a needed library: each once, up to kMaxNeeded.
  void Need(std::string_view name);
};

// True where `bytes` starts as one of the three does.
[[nodiscard]] bool IsExecutable(BytesView bytes);
// The one program of the file, or each of a fat Mach-O.
// Fails with kMalformed where not even the header can be read.
[[nodiscard]] Result<std::vector<Executable>> ReadExecutables(BytesView bytes);

[[nodiscard]] bool IsElf(BytesView bytes);
[[nodiscard]] Result<Executable> ReadElf(BytesView bytes);
[[nodiscard]] bool IsPe(BytesView bytes);
[[nodiscard]] Result<Executable> ReadPe(BytesView bytes);
[[nodiscard]] bool IsMachO(BytesView bytes);  // Thin or fat; a Java class is neither
[[nodiscard]] Result<std::vector<Executable>> ReadMachO(BytesView bytes);

}  // namespace avouch::container
