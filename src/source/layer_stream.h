// One layer of an image as the tar that it unpacks to, held against both its digests while it
// is read.
//
// Spec: OCI Image Manifest 1.1 (the digest of the bytes as stored) and Image Configuration,
// rootfs.diff_ids (of the bytes unpacked). One thread.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"
#include "container/byte_stream.h"
#include "source/image_blobs.h"

namespace avouch::source {

class LayerStream {
 public:
  // What the layer must be; "" or what is no SHA-256: nothing to hold it against.
  struct Digests {
    std::string stored;    // "sha256:…", already made again where the bytes are held
    std::string unpacked;  // Likewise, of the tar
  };

  // Fails with kUnsupported (zstd, and nothing unpacks it).
  [[nodiscard]] static Result<LayerStream> Open(MemberBytes bytes, Digests digests);

  [[nodiscard]] container::ByteStream& tar() { return *tar_; }

  // Reads what is left of it. Fails with kIntegrity (stored as other bytes than its digest, or
  // with no such digest, unpacked to others), kMalformed (stored as named, unpacked to other
  // bytes than the configuration names). What could not be unpacked to its end is not held
  // against the second: whoever read the tar was told.
  [[nodiscard]] Status Finish();

 private:
  class Hashed;
  struct Hash;

  std::shared_ptr<Hash> stored_, unpacked_;  // nullptr: nothing to hold it against
  std::shared_ptr<container::ByteStream> raw_;
  std::unique_ptr<container::ByteStream> tar_;
  Digests digests_;
};

// "sha256:" and 64 digits.
[[nodiscard]] bool IsSha256(std::string_view digest);
[[nodiscard]] bool SameSha256(std::string_view digest, const Digest& made);

}  // namespace avouch::source
