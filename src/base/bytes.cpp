#include "base/bytes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

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

// The two digits of each byte.
constexpr auto kHexPairs = [] {
  std::array<char, 512> out{};
  for (std::size_t i = 0; i < 512; ++i) out[i] = kHex[i % 2 == 0 ? i / 2 >> 4 : i / 2 & 15];
  return out;
}();

}  // namespace

std::string ToHex(BytesView bytes) {
  std::string out(bytes.size() * 2, '0');
  char* to = out.data();
  for (const unsigned char c : bytes) {
    std::memcpy(to, &kHexPairs[std::size_t{2} * c], 2);
    to += 2;
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

// The 24 bits of four characters; negative where one is none of the alphabet.
std::int32_t Base64Group(const char* at) {
  const auto value = [at](int k) {
    return std::int32_t{kBase64Values[static_cast<unsigned char>(at[k])]};
  };
  return value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3);
}

Result<Bytes> FromBase64(std::string_view text) {
  if (text.size() % 4 != 0) return Fail(ErrorKind::kMalformed, "base64 of a wrong length");
  if (text.empty()) return Bytes();
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  Bytes out(text.size() / 4 * 3, '\0');
  char* to = out.data();
  const auto put = [&to](std::int32_t group) {
    *to++ = static_cast<char>(group >> 16);
    *to++ = static_cast<char>(group >> 8);
    *to++ = static_cast<char>(group);
    return group;
  };
  std::int32_t all = 0;
  const std::size_t last = text.size() - 4;
  for (std::size_t i = 0; i < last; i += 4) all |= put(Base64Group(&text[i]));
  char four[4] = {text[last], text[last + 1], text[last + 2], text[last + 3]};
  std::fill(four + 4 - padding, four + 4, kBase64[0]);
  const std::int32_t end = put(Base64Group(four));
  if ((all | end) < 0) return Fail(ErrorKind::kMalformed, "not a base64 character");
  // Only the bits that padding leaves over can differ.
  if ((end & ((1 << 8 * padding) - 1)) != 0)
    return Fail(ErrorKind::kMalformed, "base64 not in canonical form");
  out.resize(out.size() - padding);
  return out;
}

}  // namespace avouch
