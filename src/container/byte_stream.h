// Bytes that are read once, in order, and never held whole: plain, gzip, zstd, xz or bzip2.
//
// Spec: RFC 1952 (also of several members), RFC 8878 (also of several frames, and those to
// be skipped), the .xz file format 1.2 (of several streams), bzip2 (likewise). zlib inflates,
// since libdeflate needs all at once; libzstd, liblzma and libbz2 are loaded when the first
// stream of theirs is opened. A stream belongs to one thread.

#pragma once

#include <cstdint>
#include <memory>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::container {

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // The next `size` bytes, fewer only where the stream ends; a view until the next call.
  [[nodiscard]] virtual Result<BytesView> Take(std::size_t size) = 0;
  // As many of the next `size` bytes as there are; how many.
  [[nodiscard]] virtual Result<std::uint64_t> Skip(std::uint64_t size) = 0;
};

// What a stream may unpack to: so many bytes, and so many for each byte it is packed in. A
// layer of three million empty files comes to 100 times its size; deflate's most is 1,032.
struct UnpackLimit {
  std::uint64_t base = 1ull << 30;
  std::uint64_t ratio = 250;
};

// The bytes as they are.
[[nodiscard]] std::unique_ptr<ByteStream> StreamOf(BytesView bytes);

enum class Packing : std::uint8_t { kNone, kGzip, kZstd, kXz, kBzip2 };
// By the first four bytes or more.
[[nodiscard]] Packing PackingOf(BytesView head);
// Loads what unpacks zstd, xz and bzip2, for a process that may open no file later. False: one
// of them is not here.
bool LoadUnpackers();

// By the first bytes: what is packed is unpacked, all else is as it is. `bytes` must
// outlive the stream. Reading fails with kMalformed (what is no such stream, one that ends
// early), kTooLarge (beyond `limit`).
// Fails with kUnsupported where the library that unpacks it is not here.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> OpenStream(BytesView bytes,
                                                             const UnpackLimit& limit = {});

// A packed stream inside another, which nobody else reads from then on; `size`: its bytes,
// for the bound. With kNone it is `packed` itself. Fails likewise.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> OpenStream(std::unique_ptr<ByteStream> packed,
                                                             Packing packing, std::uint64_t size,
                                                             const UnpackLimit& limit = {});

}  // namespace avouch::container
