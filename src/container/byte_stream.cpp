#include "container/byte_stream.h"

#include <dlfcn.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace avouch::container {
namespace {

constexpr std::size_t kWindow = 256u << 10;   // Unpacked at a time
constexpr std::size_t kMostInput = 1u << 30;  // zlib counts in 32 bits

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
    const BytesView out = bytes_.substr(0, kMostInput);
    bytes_.remove_prefix(out.size());
    return out;
  }

 private:
  static constexpr std::size_t kPiece = 64u << 10;
  BytesView bytes_;
  std::unique_ptr<ByteStream> stream_;
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

// ---- zstd, by its stable interface; its header is no package of ours ----

struct ZstdInput {
  const void* at;
  std::size_t size, pos;
};
struct ZstdOutput {
  void* at;
  std::size_t size, pos;
};
struct Zstd {
  void* (*create)() = nullptr;
  std::size_t (*free)(void*) = nullptr;
  std::size_t (*unpack)(void*, ZstdOutput*, ZstdInput*) = nullptr;
  unsigned (*is_error)(std::size_t) = nullptr;
  std::size_t (*set)(void*, int, int) = nullptr;
};
constexpr int kZstdWindowLogMax = 100;  // ZSTD_d_windowLogMax
constexpr int kMostWindowLog = 27;      // 128 MiB, as zstd itself bounds it unless told

const Zstd* LoadZstd() {
  static const Zstd zstd = [] {
    Zstd out;
    void* library = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return out;
    const auto find = [library](auto& function, const char* name) {
      function =
          reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(library, name));
    };
    find(out.free, "ZSTD_freeDStream");
    find(out.unpack, "ZSTD_decompressStream");
    find(out.is_error, "ZSTD_isError");
    find(out.set, "ZSTD_DCtx_setParameter");
    if (out.free && out.unpack && out.is_error && out.set) find(out.create, "ZSTD_createDStream");
    return out;
  }();
  return zstd.create == nullptr ? nullptr : &zstd;
}

class Unzstd : public Unpacker {
 public:
  Unzstd(const Zstd& zstd, Input packed)
      : zstd_(zstd), state_(zstd.create()), packed_(std::move(packed)) {
    if (state_ != nullptr) zstd_.set(state_, kZstdWindowLogMax, kMostWindowLog);
  }
  ~Unzstd() override {
    if (state_ != nullptr) zstd_.free(state_);
  }
  Unzstd(const Unzstd&) = delete;
  Unzstd& operator=(const Unzstd&) = delete;

  Result<std::size_t> Fill(char* to, std::size_t room) override {
    ZstdOutput output{to, room, 0};
    while (state_ != nullptr && output.pos < room) {
      AVOUCH_CHECK_OK(Feed());
      if (at_end_ && left_ == 0) break;  // The end of a frame, and of all
      const std::size_t before = output.pos, at = input_.pos;
      left_ = zstd_.unpack(state_, &output, &input_);
      if (zstd_.is_error(left_) != 0) return Fail(ErrorKind::kMalformed, "no zstd stream");
      if (at_end_ && output.pos == before && input_.pos == at)
        return Fail(ErrorKind::kMalformed, "a zstd stream that ends early");
    }
    return output.pos;
  }

 private:
  static std::unexpected<Error> Fail(ErrorKind kind, const char* what) {
    return avouch::Fail(kind, what);
  }
  Status Feed() {
    if (input_.pos < input_.size || at_end_) return {};
    AVOUCH_TRY(const BytesView piece, packed_.Next());
    at_end_ = piece.empty();
    input_ = {piece.data(), piece.size(), 0};
    return {};
  }

  const Zstd& zstd_;
  void* state_;
  Input packed_;
  ZstdInput input_{};
  std::size_t left_ = 1;
  bool at_end_ = false;
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
  const bool skippable =
      head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head.substr(1, 3) == "\x2A\x4D\x18";
  return skippable || head.starts_with("\x28\xB5\x2F\xFD") ? Packing::kZstd : Packing::kNone;
}

bool LoadUnpackers() { return LoadZstd() != nullptr; }

namespace {

Result<std::unique_ptr<ByteStream>> Unpack(Input input, Packing packing, std::uint64_t size,
                                           const UnpackLimit& limit) {
  const std::uint64_t bytes = std::min<std::uint64_t>(size, INT64_MAX / (limit.ratio + 1));
  const std::uint64_t most = limit.base + limit.ratio * bytes;
  if (packing == Packing::kGzip)
    return std::make_unique<PackedStream>(std::make_unique<Gunzip>(std::move(input)), most);
  const Zstd* zstd = LoadZstd();
  if (zstd == nullptr)
    return Fail(ErrorKind::kUnsupported, "packed with zstd, and there is no libzstd.so.1 here");
  return std::make_unique<PackedStream>(std::make_unique<Unzstd>(*zstd, std::move(input)), most);
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
