// Three libraries that are loaded, not linked: where one is not on the machine, what it would
// unpack is said to be packed so. Their headers are no packages of ours; the layouts below are
// those of their stable interfaces (zstd 1.4, liblzma 5, libbz2 1.0).

#include <dlfcn.h>

#include <cstdint>
#include <string>
#include <utility>

#include "container/unpacker.h"

namespace avouch::container {
namespace {

class Library {
 public:
  explicit Library(const char* name) : handle_(dlopen(name, RTLD_NOW | RTLD_LOCAL)) {}

  template <class Function>
  bool Find(Function& function, const char* name) const {
    if (handle_ != nullptr) function = reinterpret_cast<Function>(dlsym(handle_, name));
    return function != nullptr;
  }

 private:
  void* handle_;  // Kept until the process ends
};

// ---- zstd ----

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
    const Library library("libzstd.so.1");
    if (library.Find(out.free, "ZSTD_freeDStream") &&
        library.Find(out.unpack, "ZSTD_decompressStream") &&
        library.Find(out.is_error, "ZSTD_isError") &&
        library.Find(out.set, "ZSTD_DCtx_setParameter"))
      library.Find(out.create, "ZSTD_createDStream");
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

// ---- xz ----

struct LzmaStream {
  const void* in;
  std::size_t in_size;
  std::uint64_t in_total;
  void* out;
  std::size_t out_size;
  std::uint64_t out_total;
  const void* allocator;
  void* internal;
  void* reserved_pointers[4];
  std::uint64_t reserved_offsets[2];
  std::size_t reserved_sizes[2];
  int reserved_enums[2];
};
struct Lzma {
  int (*open)(LzmaStream*, std::uint64_t, std::uint32_t) = nullptr;
  int (*code)(LzmaStream*, int) = nullptr;
  void (*end)(LzmaStream*) = nullptr;
};
constexpr std::uint32_t kLzmaConcatenated = 8;
constexpr int kLzmaRun = 0, kLzmaFinish = 3;
constexpr int kLzmaOk = 0, kLzmaStreamEnd = 1, kLzmaMemoryLimit = 6, kLzmaNoProgress = 10;
constexpr std::uint64_t kMostLzmaMemory = 256u << 20;  // xz -9 needs 65 MiB

const Lzma* LoadLzma() {
  static const Lzma lzma = [] {
    Lzma out;
    const Library library("liblzma.so.5");
    if (library.Find(out.code, "lzma_code") && library.Find(out.end, "lzma_end"))
      library.Find(out.open, "lzma_stream_decoder");
    return out;
  }();
  return lzma.open == nullptr ? nullptr : &lzma;
}

class Unxz : public Unpacker {
 public:
  Unxz(const Lzma& lzma, Input packed) : lzma_(lzma), packed_(std::move(packed)) {
    ready_ = lzma_.open(&state_, kMostLzmaMemory, kLzmaConcatenated) == kLzmaOk;
  }
  ~Unxz() override { lzma_.end(&state_); }
  Unxz(const Unxz&) = delete;
  Unxz& operator=(const Unxz&) = delete;

  Result<std::size_t> Fill(char* to, std::size_t room) override {
    if (!ready_) return Fail(ErrorKind::kInternal, "liblzma cannot start");
    state_.out = to;
    state_.out_size = room;
    while (state_.out_size > 0 && !over_) {
      if (state_.in_size == 0 && !at_end_) {
        AVOUCH_TRY(const BytesView piece, packed_.Next());
        at_end_ = piece.empty();
        state_.in = piece.data();
        state_.in_size = piece.size();
      }
      const int code = lzma_.code(&state_, at_end_ ? kLzmaFinish : kLzmaRun);
      if (code == kLzmaStreamEnd) over_ = true;
      if (code == kLzmaMemoryLimit)
        return Fail(ErrorKind::kTooLarge, "an xz stream that takes more memory than is given");
      if (code == kLzmaNoProgress)
        return Fail(ErrorKind::kMalformed, "an xz stream that ends early");
      if (code != kLzmaOk && code != kLzmaStreamEnd)
        return Fail(ErrorKind::kMalformed, "no xz stream");
    }
    return room - state_.out_size;
  }

 private:
  const Lzma& lzma_;
  Input packed_;
  LzmaStream state_{};
  bool ready_ = false, over_ = false, at_end_ = false;
};

// ---- bzip2 ----

struct BzipStream {
  char* in;
  unsigned in_size, in_total_low, in_total_high;
  char* out;
  unsigned out_size, out_total_low, out_total_high;
  void* internal;
  void *allocate, *free, *opaque;
};
struct Bzip {
  int (*open)(BzipStream*, int, int) = nullptr;
  int (*unpack)(BzipStream*) = nullptr;
  int (*end)(BzipStream*) = nullptr;
};
constexpr int kBzipOk = 0, kBzipStreamEnd = 4;

const Bzip* LoadBzip() {
  static const Bzip bzip = [] {
    Bzip out;
    const Library library("libbz2.so.1.0");
    if (library.Find(out.unpack, "BZ2_bzDecompress") &&
        library.Find(out.end, "BZ2_bzDecompressEnd"))
      library.Find(out.open, "BZ2_bzDecompressInit");
    return out;
  }();
  return bzip.open == nullptr ? nullptr : &bzip;
}

class Unbzip : public Unpacker {
 public:
  Unbzip(const Bzip& bzip, Input packed) : bzip_(bzip), packed_(std::move(packed)) { Open(); }
  ~Unbzip() override { bzip_.end(&state_); }
  Unbzip(const Unbzip&) = delete;
  Unbzip& operator=(const Unbzip&) = delete;

  Result<std::size_t> Fill(char* to, std::size_t room) override {
    state_.out = to;
    state_.out_size = static_cast<unsigned>(room);
    while (state_.out_size > 0 && !over_) {
      if (!ready_) return Fail(ErrorKind::kInternal, "libbz2 cannot start");
      AVOUCH_CHECK_OK(Feed());
      if (at_end_) return Fail(ErrorKind::kMalformed, "a bzip2 stream that ends early");
      const int code = bzip_.unpack(&state_);
      if (code == kBzipStreamEnd) {
        AVOUCH_CHECK_OK(NextStream());
      } else if (code != kBzipOk) {
        return Fail(ErrorKind::kMalformed, "no bzip2 stream");
      }
    }
    return room - state_.out_size;
  }

 private:
  void Open() { ready_ = bzip_.open(&state_, 0, 0) == kBzipOk; }
  Status Feed() {
    if (state_.in_size > 0) return {};
    AVOUCH_TRY(const BytesView piece, packed_.Next());
    at_end_ = piece.empty();
    state_.in = const_cast<char*>(piece.data());
    state_.in_size = static_cast<unsigned>(piece.size());
    return {};
  }
  // Streams follow each other, as parallel packers write them; what comes behind is left.
  Status NextStream() {
    AVOUCH_CHECK_OK(Feed());
    over_ = at_end_ || *state_.in != 'B';
    if (over_) return {};
    BzipStream next{};
    next.in = state_.in;
    next.in_size = state_.in_size;
    next.out = state_.out;
    next.out_size = state_.out_size;
    bzip_.end(&state_);
    state_ = next;
    Open();
    return {};
  }

  const Bzip& bzip_;
  Input packed_;
  BzipStream state_{};
  bool ready_ = false, over_ = false, at_end_ = false;
};

std::unexpected<Error> NotHere(const char* packing, const char* library) {
  return Fail(ErrorKind::kUnsupported,
              std::string("packed with ") + packing + ", and there is no " + library + " here");
}

}  // namespace

Result<std::unique_ptr<Unpacker>> LoadedUnpacker(Packing packing, Input packed) {
  if (packing == Packing::kXz) {
    const Lzma* lzma = LoadLzma();
    if (lzma == nullptr) return NotHere("xz", "liblzma.so.5");
    return std::make_unique<Unxz>(*lzma, std::move(packed));
  }
  if (packing == Packing::kBzip2) {
    const Bzip* bzip = LoadBzip();
    if (bzip == nullptr) return NotHere("bzip2", "libbz2.so.1.0");
    return std::make_unique<Unbzip>(*bzip, std::move(packed));
  }
  const Zstd* zstd = LoadZstd();
  if (zstd == nullptr) return NotHere("zstd", "libzstd.so.1");
  return std::make_unique<Unzstd>(*zstd, std::move(packed));
}

bool LoadUnpackers() {
  const bool zstd = LoadZstd() != nullptr, lzma = LoadLzma() != nullptr;
  return LoadBzip() != nullptr && zstd && lzma;
}

}  // namespace avouch::container
