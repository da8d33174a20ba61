#include "base/bytes.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace avouch {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<int, 256> MakeHexValues() {
  std::array<int, 256> out{};
  out.fill(-1);
  for (std::size_t i = 0; i < 16; ++i) {
    out[static_cast<unsigned char>(kHex[i])] = static_cast<int>(i);
    if (i >= 10) out[static_cast<unsigned char>(kHex[i] - 'a' + 'A')] = static_cast<int>(i);
  }
  return out;
}
constexpr auto kHexValues = MakeHexValues();

}  // namespace

std::string ToHex(BytesView bytes) {
  std::string out(bytes.size() * 2, '0');
  std::size_t at = 0;
  for (unsigned char c : bytes) {
    out[at++] = kHex[c >> 4];
    out[at++] = kHex[c & 15];
  }
  return out;
}

Result<void> FromHexInto(std::string_view hex, char* out) {
  if (hex.size() % 2 != 0) return Fail(ErrorKind::kMalformed, "hexadecimal of odd length");
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = kHexValues[static_cast<unsigned char>(hex[i])];
    const int low = kHexValues[static_cast<unsigned char>(hex[i + 1])];
    if (high < 0 || low < 0) return Fail(ErrorKind::kMalformed, "not a hexadecimal digit");
    out[i / 2] = static_cast<char>(high << 4 | low);
  }
  return {};
}

Result<Bytes> FromHex(std::string_view hex) {
  Bytes out(hex.size() / 2, '\0');
  AVOUCH_CHECK_OK(FromHexInto(hex, out.data()));
  return out;
}

std::string ToBase64(BytesView bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '=');
  std::size_t to = 0;
  const auto at = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) : 0;
  };
  for (std::size_t i = 0; i < bytes.size(); i += 3, to += 4) {
    const std::uint32_t group = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    const std::size_t digits = std::min<std::size_t>(bytes.size() - i, 3) + 1;
    for (std::size_t k = 0; k < digits; ++k) out[to + k] = kBase64[group >> (18 - 6 * k) & 63];
  }
  return out;
}

constexpr std::array<std::int8_t, 256> MakeBase64Values() {
  std::array<std::int8_t, 256> out{};
  out.fill(-1);
  for (std::size_t i = 0; i < kBase64.size(); ++i)
    out[static_cast<unsigned char>(kBase64[i])] = static_cast<std::int8_t>(i);
  return out;
}
constexpr auto kBase64Values = MakeBase64Values();

Result<Bytes> FromBase64(std::string_view text) {
  if (text.size() % 4 != 0) return Fail(ErrorKind::kMalformed, "base64 of a wrong length");
  Bytes out(text.size() / 4 * 3, '\0');
  std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      bool pad = i + k >= text.size() - padding;
      int value = pad ? 0 : kBase64Values[static_cast<unsigned char>(text[i + k])];
      if (value < 0) return Fail(ErrorKind::kMalformed, "not a base64 character");
      group = group << 6 | static_cast<std::uint32_t>(value);
    }
    for (std::size_t k = 0; k < 3; ++k)
      out[i / 4 * 3 + k] = static_cast<char>(group >> (16 - 8 * k) & 255);
  }
  out.resize(out.size() - padding);
  // Only the bits that padding leaves over can differ.
  if (padding > 0 && !text.ends_with(ToBase64(BytesView(out).substr(out.size() / 3 * 3))))
    return Fail(ErrorKind::kMalformed, "base64 not in canonical form");
  return out;
}

}  // namespace avouch
