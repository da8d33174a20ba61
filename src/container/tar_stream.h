// Entries of any tar archive, one after the other, from a stream: what images, layers and
// package managers write. (container/tar.h reads the one spelling that a bundle has.)
//
// Spec: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar's
// long names ('L', 'K'), base-256 numbers and sparse files (their holes are not filled in:
// Body then fails). Names are as written: whoever uses one resolves it. One thread.

#pragma once

#include <cstdint>
#include <string>

#include "container/byte_stream.h"

namespace avouch::container {

// Names and links of any length exist in theory; Linux opens 4,096 bytes.
inline constexpr std::uint64_t kMaxTarPath = 64u << 10;
// Records of one extended header; labels and capabilities of a file come to some 1,000 bytes.
inline constexpr std::uint64_t kMaxPaxBytes = 1u << 20;

enum class TarKind : std::uint8_t { kFile, kHardLink, kSymlink, kFolder, kOther };

struct TarEntry {
  std::string path;  // As written; not empty
  std::string link;  // Of a link, as written
  TarKind kind = TarKind::kFile;
  std::uint32_t mode = 0;  // The permission bits
  std::uint64_t size = 0;  // Of the body in the archive
  std::uint64_t at = 0;    // Where the body begins in the unpacked stream
  bool sparse = false;
};

class TarStream {
 public:
  // `stream` must outlive this.
  explicit TarStream(ByteStream& stream) : stream_(stream) {}

  // Goes on to the next entry, past what is left of the body; false at the end.
  // Fails with kMalformed (no header, a checksum that is wrong, a number that is none, an
  // end inside an entry), kTooLarge (a name, a header) and as the stream does.
  [[nodiscard]] Result<bool> Next(TarEntry* entry);

  // The body, or its first `most` bytes, once an entry; a view until the next call of any.
  // Fails with kMalformed when the archive ends in it, kUnsupported of a sparse file.
  [[nodiscard]] Result<BytesView> Body(std::uint64_t most);

 private:
  struct Pax {
    std::string path, link;
    std::uint64_t size = 0;
    bool has_size = false, sparse = false;
  };
  [[nodiscard]] Result<BytesView> TakeBlock();
  [[nodiscard]] Result<std::string> TakeText(std::uint64_t size, std::uint64_t limit);
  [[nodiscard]] Status SkipRest();
  [[nodiscard]] Status ReadPax(std::uint64_t size, Pax* pax);
  [[nodiscard]] Status Fill(BytesView header, const Pax& pax, TarEntry* entry);
  [[nodiscard]] Status SkipSparseMap(BytesView header);

  ByteStream& stream_;
  std::uint64_t at_ = 0;    // In the stream
  std::uint64_t left_ = 0;  // Of the body and its padding
  std::uint64_t body_ = 0;  // Of the body
  bool sparse_ = false;
};

}  // namespace avouch::container
