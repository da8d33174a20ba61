#include "crypto/uuid.h"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>

#include "base/bytes.h"

namespace avouch::crypto {
namespace {

// Avouch's namespace: the version 5 UUID of "urn:x-avouch" in RFC 9562's namespace of URLs.
constexpr std::array<unsigned char, 16> kNamespace = {
    0xce, 0x56, 0x42, 0xd0, 0x9a, 0xe1, 0x53, 0xed, 0x8b, 0x40, 0x21, 0xd0, 0x2a, 0x09, 0x49, 0xed};

}  // namespace

std::string NameUuid(std::string_view name) {
  Bytes text(reinterpret_cast<const char*>(kNamespace.data()), kNamespace.size());
  text += name;
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), hash.data(), &size, EVP_sha1(), nullptr) != 1)
    std::abort();  // As in hash.cpp: no name is made up.
  hash[6] = static_cast<unsigned char>((hash[6] & 0x0f) | 0x50);
  hash[8] = static_cast<unsigned char>((hash[8] & 0x3f) | 0x80);
  std::string out = ToHex({reinterpret_cast<const char*>(hash.data()), 16});
  for (const std::size_t at : {8, 13, 18, 23}) out.insert(at, 1, '-');
  return out;
}

}  // namespace avouch::crypto
