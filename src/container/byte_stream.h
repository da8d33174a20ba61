// Bytes that are read once, in order, and never held whole: plain, gzip or zstd.
//
// Spec: RFC 1952 (also of several members), RFC 8878 (also of several frames, and those to
// be skipped). zlib inflates, since libdeflate needs all at once; libzstd is loaded when the
// first such stream is opened. A stream belongs to one thread.

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

// By the first bytes: gzip and zstd are unpacked, all else is as it is. `bytes` must
// outlive the stream. Reading fails with kMalformed (what is no such stream, one that ends
// early), kTooLarge (beyond `limit`).
// Fails with kUnsupported where zstd is packed and no libzstd is here.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> OpenStream(BytesView bytes,
                                                             const UnpackLimit& limit = {});

}  // namespace avouch::container
