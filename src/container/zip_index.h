// The members of a ZIP archive that others made, as far as they can be told.
//
// Spec: APPNOTE.TXT 6.3: the central directory, Zip64, stored and deflated members. Where
// zip.h refuses an archive, this one says what is odd and reads the rest: jars with a name
// twice, or made by hand, are loaded by those that run them. Nothing is copied but what is
// unpacked. Any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::container {

struct ZipEntry {
  std::string_view name;  // As written; a view into the archive
  std::uint64_t packed = 0, size = 0;
  std::uint64_t at = 0;  // Of its own header, from the start of the bytes
  std::uint32_t crc = 0;
  std::uint16_t method = 0, flags = 0;
};

// A path that stays inside: not absolute, no "..", no backslash, drive or NUL.
[[nodiscard]] bool StaysInside(std::string_view name);

class ZipIndex {
 public:
  // `bytes` must outlive it. At most `most` members are listed; a note says so.
  // Fails with kMalformed where there is no directory of members.
  [[nodiscard]] static Result<ZipIndex> Open(BytesView bytes, std::size_t most);

  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  // Members take more room than the archive has: they lie upon one another.
  [[nodiscard]] bool overlaps() const { return overlaps_; }

  // The member's bytes: a view into the archive where it is stored, else into `room`.
  // Fails with kTooLarge beyond `limit`; kUnsupported when it is encrypted or packed in another
  // way; kMalformed when its own header names another, or it is not what its size and checksum
  // say.
  [[nodiscard]] Result<BytesView> Read(const ZipEntry& entry, std::uint64_t limit,
                                       Bytes& room) const;

 private:
  BytesView bytes_;
  std::vector<ZipEntry> entries_;
  std::vector<std::string> notes_;
  bool overlaps_ = false;
};

}  // namespace avouch::container
