#include "base/digest.h"

#include <cassert>

namespace avouch {

std::string Digest::hex() const {
  return ToHex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<Digest> ParseDigest(std::string_view hex) {
  if (hex.size() != 64) return Fail(ErrorKind::kMalformed, "a SHA-256 has 64 digits");
  Digest out;
  AVOUCH_CHECK_OK(FromHexInto(hex, reinterpret_cast<char*>(out.bytes.data())));
  return out;
}

std::string ObjectId::hex() const { return ToHex(view()); }

Result<ObjectId> ParseObjectId(std::string_view hex) {
  if (hex.size() != 40 && hex.size() != 64)
    return Fail(ErrorKind::kMalformed, "an object id has 40 or 64 digits");
  ObjectId out;
  out.size = static_cast<std::uint8_t>(hex.size() / 2);
  AVOUCH_CHECK_OK(FromHexInto(hex, reinterpret_cast<char*>(out.bytes.data())));
  return out;
}

ObjectId ObjectIdFromRaw(BytesView raw) {
  assert(raw.size() == 20 || raw.size() == 32);
  ObjectId out;
  out.size = static_cast<std::uint8_t>(raw.size());
  std::memcpy(out.bytes.data(), raw.data(), raw.size());
  return out;
}

}  // namespace avouch
