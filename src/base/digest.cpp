#include "base/digest.h"

#include <cassert>

namespace avouch {

std::string Digest::hex() const {
  return ToHex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<Digest> ParseDigest(std::string_view hex) {
  if (hex.size() != 64) return Fail(ErrorKind::kMalformed, "a SHA-256 has 64 digits");
  AVOUCH_TRY(Bytes raw, FromHex(hex));
  Digest out;
  std::memcpy(out.bytes.data(), raw.data(), raw.size());
  return out;
}

std::string ObjectId::hex() const { return ToHex(view()); }

Result<ObjectId> ParseObjectId(std::string_view hex) {
  if (hex.size() != 40 && hex.size() != 64)
    return Fail(ErrorKind::kMalformed, "an object id has 40 or 64 digits");
  AVOUCH_TRY(Bytes raw, FromHex(hex));
  return ObjectIdFromRaw(raw);
}

ObjectId ObjectIdFromRaw(BytesView raw) {
  assert(raw.size() == 20 || raw.size() == 32);
  ObjectId out;
  out.size = static_cast<std::uint8_t>(raw.size());
  std::memcpy(out.bytes.data(), raw.data(), raw.size());
  return out;
}

}  // namespace avouch
