#include "source/layer_stream.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "base/text.h"
#include "crypto/sha256_stream.h"

namespace avouch::source {
namespace {

using container::ByteStream;

constexpr std::string_view kSha256 = "sha256:";
constexpr std::size_t kPiece = 64u << 10;

// A stream that somebody else keeps.
class Borrowed : public ByteStream {
 public:
  explicit Borrowed(std::shared_ptr<ByteStream> stream) : stream_(std::move(stream)) {}
  Result<BytesView> Take(std::size_t size) override { return stream_->Take(size); }
  Result<std::uint64_t> Skip(std::uint64_t size) override { return stream_->Skip(size); }

 private:
  std::shared_ptr<ByteStream> stream_;
};

}  // namespace

struct LayerStream::Hash {
  crypto::Sha256Stream sum;
};

// Adds to a hash what goes through it.
class LayerStream::Hashed : public ByteStream {
 public:
  Hashed(std::unique_ptr<ByteStream> stream, std::shared_ptr<Hash> hash)
      : stream_(std::move(stream)), hash_(std::move(hash)) {}
  Result<BytesView> Take(std::size_t size) override {
    AVOUCH_TRY(const BytesView out, stream_->Take(size));
    hash_->sum.Add(out);
    return out;
  }
  Result<std::uint64_t> Skip(std::uint64_t size) override {
    std::uint64_t left = size;
    while (left > 0) {
      AVOUCH_TRY(const BytesView piece, Take(std::min<std::uint64_t>(left, kPiece)));
      if (piece.empty()) break;
      left -= piece.size();
    }
    return size - left;
  }

 private:
  std::unique_ptr<ByteStream> stream_;
  std::shared_ptr<Hash> hash_;
};

bool IsSha256(std::string_view digest) {
  return digest.starts_with(kSha256) && ParseDigest(digest.substr(kSha256.size())).has_value();
}

bool SameSha256(std::string_view digest, const Digest& made) {
  return IsSha256(digest) && made.hex() == Lower(digest.substr(kSha256.size()));
}

Result<LayerStream> LayerStream::Open(MemberBytes bytes, Digests digests) {
  LayerStream out;
  out.digests_ = std::move(digests);
  const bool held = bytes.stream == nullptr;
  std::unique_ptr<ByteStream> raw =
      held ? container::StreamOf(bytes.held) : std::move(bytes.stream);
  if (!held && IsSha256(out.digests_.stored)) {
    out.stored_ = std::make_shared<Hash>();
    raw = std::make_unique<Hashed>(std::move(raw), out.stored_);
  }
  out.raw_ = std::move(raw);
  AVOUCH_TRY(out.tar_, container::OpenStream(std::make_unique<Borrowed>(out.raw_), bytes.packing,
                                             bytes.size));
  // Of a layer that is not packed both are the digest of the same bytes.
  const bool same = bytes.packing == container::Packing::kNone &&
                    Lower(out.digests_.stored) == Lower(out.digests_.unpacked);
  if (IsSha256(out.digests_.unpacked) && !same) {
    out.unpacked_ = std::make_shared<Hash>();
    out.tar_ = std::make_unique<Hashed>(std::move(out.tar_), out.unpacked_);
  }
  return out;
}

Status LayerStream::Finish() {
  bool whole = true;
  if (unpacked_ != nullptr) whole = tar_->Skip(UINT64_MAX).has_value();
  if (stored_ != nullptr) {
    if (auto drained = raw_->Skip(UINT64_MAX); !drained)
      return std::unexpected(std::move(drained.error()));
    if (!SameSha256(digests_.stored, stored_->sum.Finish()))
      return Fail(ErrorKind::kIntegrity, "other bytes than the digest it is named by");
  }
  if (unpacked_ == nullptr || !whole || SameSha256(digests_.unpacked, unpacked_->sum.Finish()))
    return {};
  if (!IsSha256(digests_.stored))
    return Fail(ErrorKind::kIntegrity, "other bytes than the digest it is named by");
  return Fail(ErrorKind::kMalformed, "unpacks to other bytes than its configuration names");
}

}  // namespace avouch::source
