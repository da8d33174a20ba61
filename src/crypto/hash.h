// SHA-1, SHA-256, SHA-384, SHA-512 and HMAC, and the names git gives to objects.
//
// Spec: FIPS 180-4; RFC 2104; gitformat-pack(5). SHA-1 names git objects and
// proves nothing. A hasher belongs to one thread; the functions may be called
// from any. A library that cannot hash ends the program: no digest is made up.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/bytes.h"
#include "base/digest.h"

namespace avouch::crypto {

enum class HashKind : std::uint8_t { kSha1, kSha256 };

[[nodiscard]] Digest Sha256Of(BytesView bytes);
[[nodiscard]] Bytes Sha1Of(BytesView bytes);    // 20 bytes; names artefacts as their registries do
[[nodiscard]] Bytes Sha384Of(BytesView bytes);  // 48 bytes
[[nodiscard]] Bytes Sha512Of(BytesView bytes);  // 64 bytes

// HMAC with SHA-256; a key of any length, the empty one too.
[[nodiscard]] Digest HmacSha256(BytesView key, BytesView message);

// Names git objects; keeps its context between calls, which makes small objects cheap.
class GitHasher {
 public:
  explicit GitHasher(HashKind kind);
  ~GitHasher();
  GitHasher(GitHasher&&) noexcept;
  GitHasher& operator=(GitHasher&&) noexcept;

  // The name of an object of `type` ("blob", "tree", "commit", "tag").
  [[nodiscard]] ObjectId Name(std::string_view type, BytesView bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] ObjectId GitObjectId(HashKind kind, std::string_view type, BytesView bytes);

}  // namespace avouch::crypto
