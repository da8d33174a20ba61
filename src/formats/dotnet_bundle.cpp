#include <algorithm>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "container/bounded_view.h"
#include "formats/nuget_locks.h"
#include "formats/pe_version.h"

namespace avouch::formats {
namespace {

using container::BoundedView;

// SHA-256 of ".net core bundle" and a line feed. Eight bytes before it say where the bundle's head
// is.
constexpr std::string_view kBundle(
    "\x8B\x12\x02\xB9\x6A\x61\x20\x38\x72\x7B\x93\x02\x14\xD7\xA0\x32"
    "\x13\xF5\xB9\xE6\xEF\xAE\x33\x18\xEE\x3B\x2D\xCE\x24\xB3\x6A\xAE",
    32);

// Where the head is, by the program's data; 0 where it is no bundle.
std::uint64_t HeadAt(const container::Executable& program) {
  for (const auto& section : program.sections) {
    if (!section.writable || section.code) continue;
    const auto at = section.bytes.find(kBundle);
    if (at != BytesView::npos && at >= 8) return BoundedView(section.bytes).At(at - 8, 8);
  }
  return 0;
}

constexpr std::uint64_t kMaxIdLength = 127;      // Twelve letters; a longer one is none
constexpr std::uint64_t kMaxEntries = 100'000;   // Files of one bundle; ASP.NET comes to 400
constexpr std::uint64_t kMaxEntryName = 16'383;  // Two bytes of its length

// A length as .NET's BinaryWriter has it: seven bits a byte, the lowest first. No name is longer
// than two of them say.
std::optional<std::uint64_t> TakeLength(const BoundedView& file, std::uint64_t& at) {
  const auto low = file.Number(at++, 1);
  if (!low || *low < 0x80) return low;
  const auto high = file.Number(at++, 1);
  if (!high || *high >= 0x80) return std::nullopt;
  return (*low & 0x7F) | *high << 7;
}

std::string Cut() { return "its head is cut off"; }

// Of version 1 the list is one of the files: offset, size, kind and name of each.
std::expected<BytesView, std::string> Listed(const BoundedView& file, std::uint64_t at,
                                             std::uint64_t count) {
  for (std::uint64_t i = 0; i < std::min(count, kMaxEntries); ++i) {
    const std::uint64_t offset = file.At(at, 8), size = file.At(at + 8, 8);
    at += 17;
    const auto length = TakeLength(file, at);
    if (!length || *length > kMaxEntryName) return std::unexpected(Cut());
    const auto name = file.Slice(at, *length);
    if (!name) return std::unexpected(Cut());
    at += *length;
    if (!name->ends_with(".deps.json")) continue;
    if (const auto deps = file.Slice(offset, size)) return *deps;
    return std::unexpected("its deps.json lies outside the file");
  }
  return BytesView();
}

// The deps.json of the bundle whose head is at `at`, empty where it has none. Versions: 1 of .NET
// Core 3, 2 of .NET 5, 6 since .NET 6. The list is never packed, whatever else is.
std::expected<BytesView, std::string> DepsOf(const BoundedView& file, std::uint64_t at) {
  if (!file.Slice(at, 12)) return std::unexpected("its head lies outside the file");
  const std::uint64_t major = file.At(at, 4), count = file.At(at + 8, 4);
  if (major < 1 || major > 6)
    return std::unexpected("version " + std::to_string(major) + " is not read by this build");
  at += 12;
  const auto id = TakeLength(file, at);
  if (!id || *id > kMaxIdLength || !file.Slice(at, *id)) return std::unexpected(Cut());
  at += *id;
  if (major == 1) return Listed(file, at, count);
  if (!file.Slice(at, 40)) return std::unexpected(Cut());  // Two places of 16 bytes, and flags
  const std::uint64_t offset = file.At(at, 8), size = file.At(at + 8, 8);
  if (offset == 0 && size == 0) return BytesView();
  if (const auto deps = file.Slice(offset, size)) return *deps;
  return std::unexpected("its deps.json lies outside the file");
}

}  // namespace

std::optional<Result<model::Manifest>> ReadDotnetBundle(const Path& path,
                                                        const container::Executable& program,
                                                        BytesView file) {
  const std::uint64_t head = HeadAt(program);
  if (head == 0) return std::nullopt;
  const auto deps = DepsOf(BoundedView(file), head);
  if (!deps)
    return Fail(ErrorKind::kMalformed, "a .NET bundle: " + deps.error(), ToUtf8(path.bytes));
  if (deps->empty())
    return Fail(ErrorKind::kMalformed, "a .NET bundle without a list of its packages",
                ToUtf8(path.bytes));
  // Its project is named as the program is.
  const std::string_view name = path.name();
  const std::string stem(name.ends_with(".exe") ? name.substr(0, name.size() - 4) : name);
  auto manifest = ReadNugetLocks(Path(stem + ".deps.json"), *deps);
  if (!manifest) return std::unexpected(manifest.error());
  manifest->format = "dotnet-bundle";
  manifest->path = path;
  for (auto& one : manifest->components) one.place.path = path;
  return manifest;
}

}  // namespace avouch::formats
