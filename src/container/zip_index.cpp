#include "container/zip_index.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "base/text.h"
#include "container/bounded_view.h"
#include "container/git_object.h"

namespace avouch::container {
namespace {

constexpr std::uint64_t kEnd = 22, kMaxComment = 65'535, kHeader = 46, kLocal = 30;
constexpr std::uint64_t kAll32 = 0xFFFFFFFF;

std::unexpected<Error> Malformed(std::string what, std::string where = {}) {
  return Fail(ErrorKind::kMalformed, std::move(what), std::move(where));
}

// Where the directory lies, and what is before the archive itself.
struct Directory {
  std::uint64_t at = 0, size = 0, count = 0;
  std::uint64_t before = 0;  // Bytes of a launcher in front; offsets do not count them
};

// The end record nearest to the end whose comment fits.
std::optional<std::uint64_t> EndAt(BytesView bytes) {
  if (bytes.size() < kEnd) return std::nullopt;
  const std::uint64_t first =
      bytes.size() > kEnd + kMaxComment ? bytes.size() - kEnd - kMaxComment : 0;
  for (std::uint64_t at = bytes.size() - kEnd + 1; at-- > first;)
    if (bytes.substr(at, 4) == "PK\5\6" &&
        at + kEnd + BoundedView(bytes).At(at + 20, 2) <= bytes.size())
      return at;
  return std::nullopt;
}

std::optional<Directory> FindDirectory(BytesView bytes) {
  const auto end = EndAt(bytes);
  if (!end) return std::nullopt;
  const BoundedView file(bytes);
  Directory out{file.At(*end + 16, 4), file.At(*end + 12, 4), file.At(*end + 10, 2)};
  std::uint64_t behind = *end;
  if (*end >= 20 && bytes.substr(*end - 20, 4) == "PK\6\7") {
    // The wide record's own offset may not count what is in front: look before the locator too.
    for (const std::uint64_t at : {file.At(*end - 12, 8), *end >= 76 ? *end - 76 : 0})
      if (const auto wide = file.Slice(at, 56); wide && wide->starts_with("PK\6\6")) {
        const BoundedView record(*wide);
        out = {record.At(48, 8), record.At(40, 8), record.At(32, 8)};
        behind = at;
        break;
      }
  }
  if (out.size > behind) return std::nullopt;
  const std::uint64_t start = behind - out.size;
  if (start < out.at) return std::nullopt;
  out.before = start - out.at;
  out.at = start;
  return out;
}

// What 32 bits did not hold, from the extra field of the wide sizes.
void Widen(const BoundedView& extra, ZipEntry& entry) {
  for (std::uint64_t at = 0; extra.Slice(at, 4);) {
    const std::uint64_t id = extra.At(at, 2), size = extra.At(at + 2, 2);
    if (id == 1) {
      std::uint64_t next = at + 4;
      for (std::uint64_t* field : {&entry.size, &entry.packed, &entry.at})
        if (*field == kAll32) {
          if (next + 8 > at + 4 + size) return;
          *field = extra.At(next, 8);
          next += 8;
        }
      return;
    }
    at += 4 + size;
  }
}

}  // namespace

bool StaysInside(std::string_view name) {
  if (name.empty() || name.front() == '/' ||
      name.find_first_of(std::string_view("\\\0", 2)) != name.npos ||
      (name.size() > 1 && name[1] == ':'))
    return false;
  for (std::size_t at = 0; at <= name.size();) {
    const auto end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at) == "..") return false;
    at = end + 1;
  }
  return true;
}

Result<ZipIndex> ZipIndex::Open(BytesView bytes, std::size_t most) {
  const auto directory = FindDirectory(bytes);
  if (!directory) return Malformed("no ZIP archive, or one that is cut off");
  ZipIndex out;
  out.bytes_ = bytes;
  const BoundedView list(bytes.substr(directory->at, directory->size));
  std::uint64_t taken = 0, seen = 0, at = 0;
  while (const auto slice = list.Slice(at, kHeader)) {
    if (!slice->starts_with("PK\1\2")) break;
    const BoundedView header(*slice);
    const std::uint64_t name = header.At(28, 2), extra = header.At(30, 2);
    const auto text = list.Slice(at + kHeader, name);
    const auto fields = list.Slice(at + kHeader + name, extra);
    if (!text || !fields) break;
    at += kHeader + name + extra + header.At(32, 2);
    ++seen;
    ZipEntry entry{*text,
                   header.At(20, 4),
                   header.At(24, 4),
                   header.At(42, 4),
                   static_cast<std::uint32_t>(header.At(16, 4)),
                   static_cast<std::uint16_t>(header.At(10, 2)),
                   static_cast<std::uint16_t>(header.At(8, 2))};
    Widen(BoundedView(*fields), entry);
    // Each term is held to the archive's size, so that the sum cannot run over.
    taken += std::min<std::uint64_t>(entry.packed, bytes.size()) + kLocal + name;
    entry.at += directory->before;
    if (out.entries_.size() < most) out.entries_.push_back(entry);
  }
  if (at < directory->size) out.notes_.emplace_back("the directory of members is damaged");
  if (seen > most)
    out.notes_.push_back("more than " + std::to_string(most) + " members");
  else if (seen % 65'536 != directory->count % 65'536)
    out.notes_.emplace_back("not as many members as the archive says");
  out.overlaps_ = taken > bytes.size();
  if (out.overlaps_) out.notes_.emplace_back("members lie upon one another");
  return out;
}

Result<BytesView> ZipIndex::Read(const ZipEntry& entry, std::uint64_t limit, Bytes& room) const {
  const std::string where = Printable(entry.name.substr(0, 200));
  if (entry.size > limit)
    return Fail(ErrorKind::kTooLarge, "a member of " + std::to_string(entry.size) + " bytes",
                where);
  if ((entry.flags & 1) != 0 || (entry.method != 0 && entry.method != 8))
    return Fail(ErrorKind::kUnsupported, "encrypted, or packed in a way that is not read", where);
  const BoundedView file(bytes_);
  const auto header = file.Slice(entry.at, kLocal);
  if (!header || !header->starts_with("PK\3\4"))
    return Malformed("a member whose own header is not there", where);
  const std::uint64_t name = BoundedView(*header).At(26, 2), extra = BoundedView(*header).At(28, 2);
  if (file.Clipped(entry.at + kLocal, name) != entry.name)
    return Malformed("a member whose own header has another name", where);
  const auto packed = file.Slice(entry.at + kLocal + name + extra, entry.packed);
  if (!packed) return Malformed("a member past the end of the archive", where);
  BytesView out = *packed;
  if (entry.method == 8) {
    if (const Status made = InflateRawInto(*packed, entry.size, room); !made)
      return Malformed(made.error().kind == ErrorKind::kTooLarge
                           ? "a member that says more than it can hold"
                           : "a member that is not what its size says",
                       where);
    out = room;
  }
  if (out.size() != entry.size || Crc32(out) != entry.crc)
    return Malformed("a member that is not what its size and checksum say", where);
  return out;
}

}  // namespace avouch::container
