// What ByteStream makes unpacked bytes with: one class for each packing.
//
// The libraries of zstd, xz and bzip2 are loaded when they are first needed, by the interfaces
// that they keep stable. One thread.

#pragma once

#include <memory>

#include "base/bytes.h"
#include "base/result.h"
#include "container/byte_stream.h"

namespace avouch::container {

// Makes the bytes of a packed stream, as many as `to` has room for; 0 at its end.
class Unpacker {
 public:
  virtual ~Unpacker() = default;
  virtual Result<std::size_t> Fill(char* to, std::size_t room) = 0;
};

// Packed bytes, piece by piece: of a view, or of another stream.
class Input {
 public:
  explicit Input(BytesView bytes) : bytes_(bytes) {}
  explicit Input(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

  // The next piece, empty at the end; a view until the next call.
  Result<BytesView> Next() {
    if (stream_) return stream_->Take(kPiece);
    const BytesView out = bytes_.substr(0, kMost);
    bytes_.remove_prefix(out.size());
    return out;
  }

 private:
  static constexpr std::size_t kPiece = 64u << 10;
  static constexpr std::size_t kMost = 1u << 30;  // zlib and bzip2 count in 32 bits
  BytesView bytes_;
  std::unique_ptr<ByteStream> stream_;
};

// REQUIRES: kZstd, kXz or kBzip2. Fails with kUnsupported where its library is not here.
[[nodiscard]] Result<std::unique_ptr<Unpacker>> LoadedUnpacker(Packing packing, Input packed);

}  // namespace avouch::container
