#include <string>

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

// The deps.json that the head names. Version 1 of the format lists it as a file only.
Result<BytesView> DepsOf(const BoundedView& file, std::uint64_t at, const Path& path) {
  const auto fail = [&](std::string what) {
    return Fail(ErrorKind::kMalformed, "a .NET bundle: " + std::move(what), ToUtf8(path.bytes));
  };
  if (!file.Slice(at, 12)) return fail("its head lies outside the file");
  if (const auto major = file.At(at, 4); major < 2 || major > 6)
    return Fail(ErrorKind::kUnsupported, "a .NET bundle of version " + std::to_string(major),
                ToUtf8(path.bytes));
  at += 12;
  const std::uint64_t id = file.At(at, 1);  // Twelve letters; longer than 127 is none
  if (id > 127 || !file.Slice(at + 1 + id, 16)) return fail("its head is cut off");
  const auto deps = file.Slice(file.At(at + 1 + id, 8), file.At(at + 9 + id, 8));
  if (!deps) return fail("its deps.json lies outside the file");
  return *deps;
}

}  // namespace

std::optional<Result<model::Manifest>> ReadDotnetBundle(const Path& path,
                                                        const container::Executable& program,
                                                        BytesView file) {
  const std::uint64_t head = HeadAt(program);
  if (head == 0) return std::nullopt;
  const auto deps = DepsOf(BoundedView(file), head, path);
  if (!deps) return std::unexpected(deps.error());
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
