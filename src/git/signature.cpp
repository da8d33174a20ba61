#include "git/signature.h"

#include <cstdint>

#include "base/bytes.h"
#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::git {
namespace {

std::uint8_t Byte(BytesView bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

// The base64 body between the armour's lines; armour headers and checksum left out.
Bytes Body(std::string_view text) {
  std::string base64;
  bool inside = false, headers = false;
  for (auto line : Lines(text)) {
    line = Trim(line);
    if (line.starts_with("-----BEGIN")) {
      inside = headers = true;
      continue;
    }
    if (line.starts_with("-----END")) break;
    if (!inside) continue;
    if (headers && (line.empty() || line.find(':') != line.npos)) {
      if (line.empty()) headers = false;
      continue;
    }
    headers = false;
    if (line.starts_with('=') && line.size() == 5) continue;
    base64 += line;
  }
  auto bytes = FromBase64(base64);
  return bytes ? *bytes : Bytes();
}

// Subpackets of a version 4 or 5 signature: 33 is the fingerprint, 16 the key id.
std::string Issuer(BytesView area) {
  std::string id;
  for (std::size_t at = 0; at < area.size();) {
    std::size_t length = Byte(area, at++);
    if (length >= 192 && length < 255) {
      if (at >= area.size()) break;
      length = (length - 192) * 256 + Byte(area, at++) + 192;
    } else if (length == 255) {
      break;
    }
    if (length == 0 || length > area.size() - at) break;
    int type = Byte(area, at) & 127;
    if (type == 33 && length >= 22) return ToHex(area.substr(at + 2, length - 2));
    if (type == 16 && length == 9) id = ToHex(area.substr(at + 1, 8));
    at += length;
  }
  return id;
}

std::string OpenPgpKey(BytesView bytes) {
  if (bytes.size() < 12) return {};
  std::size_t at = 1;
  std::uint8_t tag = Byte(bytes, 0);
  if (tag & 64) {
    std::uint8_t length = Byte(bytes, 1);
    at += length < 192 ? 1 : length < 224 ? 2 : 5;
  } else {
    at += std::size_t{1} << (tag & 3);
  }
  if (at + 6 > bytes.size()) return {};
  std::uint8_t version = Byte(bytes, at);
  if (version == 3) return at + 15 <= bytes.size() ? ToHex(bytes.substr(at + 7, 8)) : "";
  if (version != 4) return {};
  at += 4;
  std::string best;
  for (int area = 0; area < 2 && at + 2 <= bytes.size(); ++area) {
    std::size_t length = Byte(bytes, at) * 256u + Byte(bytes, at + 1);
    at += 2;
    if (length > bytes.size() - at) break;
    std::string found = Issuer(bytes.substr(at, length));
    if (found.size() > best.size()) best = found;
    at += length;
  }
  return best;
}

std::string SshKey(BytesView bytes) {
  if (!bytes.starts_with("SSHSIG") || bytes.size() < 14) return {};
  std::size_t length = static_cast<std::size_t>(Byte(bytes, 10)) << 24 | Byte(bytes, 11) << 16 |
                       Byte(bytes, 12) << 8 | Byte(bytes, 13);
  if (length > bytes.size() - 14) return {};
  Digest digest = crypto::Sha256Of(bytes.substr(14, length));
  std::string out =
      ToBase64({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
  while (out.ends_with('=')) out.pop_back();
  return "SHA256:" + out;
}

}  // namespace

SignatureName NameSignature(std::string_view armoured) {
  if (armoured.find("BEGIN PGP SIGNATURE") != armoured.npos)
    return {Armour::kOpenPgp, OpenPgpKey(Body(armoured))};
  if (armoured.find("BEGIN SSH SIGNATURE") != armoured.npos)
    return {Armour::kSsh, SshKey(Body(armoured))};
  if (armoured.find("BEGIN SIGNED MESSAGE") != armoured.npos) return {Armour::kX509, ""};
  return {};
}

}  // namespace avouch::git
