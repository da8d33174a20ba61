#include "container/zip_writer.h"

#include <cstdint>

#include "container/git_object.h"

namespace avouch::container {
namespace {

constexpr std::uint64_t kMostMembers = 65'535, kMostBytes = 0xFFFF'FFFFull;
constexpr std::uint64_t kFirstDay = 0x21;  // 1980-01-01, in the format of DOS
constexpr std::uint64_t kVersion = 20;     // Deflate
constexpr std::uint64_t kUtf8 = 1u << 11;  // The name is UTF-8
constexpr std::uint64_t kStored = 0, kDeflated = 8;

void Put(std::uint64_t value, int size, Bytes& out) {
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> 8 * i & 255);
}

// What the header of a member and its line in the directory share.
Bytes Common(const ZipPart& part, std::uint64_t method, std::uint64_t packed) {
  Bytes out;
  Put(kVersion, 2, out);
  Put(kUtf8, 2, out);
  Put(method, 2, out);
  Put(0, 2, out);
  Put(kFirstDay, 2, out);
  Put(Crc32(part.bytes), 4, out);
  Put(packed, 4, out);
  Put(part.bytes.size(), 4, out);
  Put(part.name.size(), 2, out);
  Put(0, 2, out);
  return out;
}

}  // namespace

Result<Bytes> WriteZip(std::span<const ZipPart> parts) {
  Bytes out, directory;
  for (const auto& part : parts) {
    const Bytes packed = part.pack ? DeflateRaw(part.bytes) : Bytes();
    const BytesView data = packed.empty() ? BytesView(part.bytes) : BytesView(packed);
    const Bytes common = Common(part, packed.empty() ? kStored : kDeflated, data.size());
    if (part.name.size() > 0xFFFF || out.size() + data.size() > kMostBytes)
      return Fail(ErrorKind::kTooLarge, "more than an archive holds", part.name);
    directory += "PK\1\2";
    Put(kVersion, 2, directory);
    directory += common;
    Put(0, 6, directory);  // Comment, disk, attributes inside
    Put(0, 4, directory);  // Attributes outside
    Put(out.size(), 4, directory);
    directory += part.name;
    out += "PK\3\4";
    out += common;
    out += part.name;
    out += data;
  }
  if (parts.size() > kMostMembers || out.size() + directory.size() > kMostBytes)
    return Fail(ErrorKind::kTooLarge, "more than an archive holds");
  const std::uint64_t start = out.size();
  out += directory;
  out += "PK\5\6";
  Put(0, 4, out);
  Put(parts.size(), 2, out);
  Put(parts.size(), 2, out);
  Put(directory.size(), 4, out);
  Put(start, 4, out);
  Put(0, 2, out);
  return out;
}

}  // namespace avouch::container
