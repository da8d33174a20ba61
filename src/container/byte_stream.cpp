#include "container/byte_stream.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "container/unpacker.h"

namespace avouch::container {
namespace {

constexpr std::size_t kWindow = 256u << 10;  // Unpacked at a time

class PlainStream : public ByteStream {
 public:
  explicit PlainStream(BytesView bytes) : bytes_(bytes) {}
  Result<BytesView> Take(std::size_t size) override {
    const BytesView out = bytes_.substr(0, size);
    bytes_.remove_prefix(out.size());
    return out;
  }
  Result<std::uint64_t> Skip(std::uint64_t size) override {
    const std::uint64_t there = std::min<std::uint64_t>(size, bytes_.size());
    bytes_.remove_prefix(there);
    return there;
  }

 private:
  BytesView bytes_;
};

class Gunzip : public Unpacker {
 public:
  explicit Gunzip(Input packed) : packed_(std::move(packed)) {
    ready_ = inflateInit2(&state_, 15 + 16) == Z_OK;
  }
  ~Gunzip() override { inflateEnd(&state_); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  Result<std::size_t> Fill(char* to, std::size_t room) override {
    if (!ready_) return Fail(ErrorKind::kInternal, "zlib cannot start");
    state_.next_out = reinterpret_cast<Bytef*>(to);
    state_.avail_out = static_cast<uInt>(room);
    while (state_.avail_out > 0 && !over_) {
      AVOUCH_CHECK_OK(Feed());
      const int code = inflate(&state_, Z_NO_FLUSH);
      if (code == Z_STREAM_END) {
        AVOUCH_CHECK_OK(NextMember());
      } else if (code == Z_BUF_ERROR && at_end_) {
        return Fail(ErrorKind::kMalformed, "a gzip stream that ends early");
      } else if (code != Z_OK && code != Z_BUF_ERROR) {
        return Fail(ErrorKind::kMalformed, "no gzip stream");
      }
    }
    return room - state_.avail_out;
  }

 private:
  static std::unexpected<Error> Fail(ErrorKind kind, const char* what) {
    return avouch::Fail(kind, what);
  }
  void Give(BytesView piece) {
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    state_.avail_in = static_cast<uInt>(piece.size());
  }
  Status Feed() {
    if (state_.avail_in > 0 || at_end_) return {};
    AVOUCH_TRY(const BytesView piece, packed_.Next());
    at_end_ = piece.empty();
    Give(piece);
    return {};
  }
  // Members follow each other; what comes behind the last one (padding) is left.
  Status NextMember() {
    AVOUCH_CHECK_OK(Feed());
    if (state_.avail_in == 1) {  // The mark of the next one may lie in two pieces
      joined_.assign(1, static_cast<char>(*state_.next_in));
      AVOUCH_TRY(const BytesView piece, packed_.Next());
      joined_ += piece;
      Give(joined_);
    }
    if (state_.avail_in < 2 || state_.next_in[0] != 0x1F || state_.next_in[1] != 0x8B) {
      over_ = true;
      return {};
    }
    if (inflateReset(&state_) != Z_OK) return Fail(ErrorKind::kInternal, "zlib cannot go on");
    return {};
  }

  Input packed_;
  z_stream state_{};
  Bytes joined_;
  bool ready_ = false, over_ = false, at_end_ = false;
};

class PackedStream : public ByteStream {
 public:
  PackedStream(std::unique_ptr<Unpacker> unpacker, std::uint64_t most)
      : unpacker_(std::move(unpacker)), most_(most), buffer_(kWindow, '\0') {}

  Result<BytesView> Take(std::size_t size) override {
    if (size > end_ - at_) AVOUCH_CHECK_OK(Gather(size));
    const BytesView out = BytesView(buffer_).substr(at_, std::min(size, end_ - at_));
    at_ += out.size();
    return out;
  }

  Result<std::uint64_t> Skip(std::uint64_t size) override {
    std::uint64_t left = size;
    for (;;) {
      const std::uint64_t part = std::min<std::uint64_t>(left, end_ - at_);
      at_ += part;
      left -= part;
      if (left == 0) return size;
      at_ = end_ = 0;
      AVOUCH_TRY(const bool more, More());
      if (!more) return size - left;
    }
  }

 private:
  // Fills the buffer's rest once; false at the end.
  Result<bool> More() {
    AVOUCH_TRY(const std::size_t made,
               unpacker_->Fill(buffer_.data() + end_, buffer_.size() - end_));
    if (made > most_) return Fail(ErrorKind::kTooLarge, "unpacks to more than is taken");
    most_ -= made;
    end_ += made;
    return made > 0;
  }
  // The buffer grows with what is there, not with what a header says will be.
  Status Gather(std::size_t size) {
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= at_;
    at_ = 0;
    while (end_ < size) {
      if (end_ == buffer_.size()) buffer_.resize(std::min(std::max(size, kWindow), 2 * end_));
      AVOUCH_TRY(const bool more, More());
      if (!more) return {};
    }
    return {};
  }

  std::unique_ptr<Unpacker> unpacker_;
  std::uint64_t most_;
  Bytes buffer_;
  std::size_t at_ = 0, end_ = 0;
};

}  // namespace

std::unique_ptr<ByteStream> StreamOf(BytesView bytes) {
  return std::make_unique<PlainStream>(bytes);
}

Packing PackingOf(BytesView head) {
  if (head.starts_with("\x1F\x8B")) return Packing::kGzip;
  if (head.starts_with("\xFD"
                       "7zX"))
    return Packing::kXz;
  if (head.size() >= 4 && head.starts_with("BZh") && head[3] >= '1' && head[3] <= '9')
    return Packing::kBzip2;
  const bool skippable =
      head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head.substr(1, 3) == "\x2A\x4D\x18";
  return skippable || head.starts_with("\x28\xB5\x2F\xFD") ? Packing::kZstd : Packing::kNone;
}

namespace {

Result<std::unique_ptr<ByteStream>> Unpack(Input input, Packing packing, std::uint64_t size,
                                           const UnpackLimit& limit) {
  const std::uint64_t bytes = std::min<std::uint64_t>(size, INT64_MAX / (limit.ratio + 1));
  const std::uint64_t most = limit.base + limit.ratio * bytes;
  if (packing == Packing::kGzip)
    return std::make_unique<PackedStream>(std::make_unique<Gunzip>(std::move(input)), most);
  AVOUCH_TRY(auto loaded, LoadedUnpacker(packing, std::move(input)));
  return std::make_unique<PackedStream>(std::move(loaded), most);
}

}  // namespace

Result<std::unique_ptr<ByteStream>> OpenStream(BytesView bytes, const UnpackLimit& limit) {
  const Packing packing = PackingOf(bytes);
  if (packing == Packing::kNone) return StreamOf(bytes);
  return Unpack(Input(bytes), packing, bytes.size(), limit);
}

Result<std::unique_ptr<ByteStream>> OpenStream(std::unique_ptr<ByteStream> packed, Packing packing,
                                               std::uint64_t size, const UnpackLimit& limit) {
  if (packing == Packing::kNone) return packed;
  return Unpack(Input(std::move(packed)), packing, size, limit);
}

}  // namespace avouch::container
