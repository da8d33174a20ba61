// Text looked at eight bytes at once. For the readers and writers of this folder. Any thread.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace avouch::syntax {

inline constexpr std::size_t kEight = sizeof(std::uint64_t);
inline constexpr std::uint64_t kEachByte = 0x0101010101010101;  // Times a byte: eight of them

// The first byte in the lowest bits, on any machine. REQUIRES: there are eight at `from`.
[[nodiscard]] inline std::uint64_t LoadEight(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, kEight);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

// Marks `byte`; exact for the first, what is behind it may be marked wrongly.
[[nodiscard]] inline std::uint64_t MarkByte(std::uint64_t word, char byte) {
  const std::uint64_t zero = word ^ (kEachByte * static_cast<unsigned char>(byte));
  return (zero - kEachByte) & ~zero & (kEachByte * 0x80);
}

// Marks bytes that no JSON text holds as they are, or that are no ASCII: quote, backslash,
// controls, all above 0x7F. Exact for the first of them; what is behind it may be marked wrongly.
[[nodiscard]] inline std::uint64_t MarkOdd(std::uint64_t word) {
  return ((word | (word - kEachByte * 0x20)) & (kEachByte * 0x80)) | MarkByte(word, '"') |
         MarkByte(word, '\\');
}

// How many bytes stand before the first that is not zero. REQUIRES: `word` is not 0.
[[nodiscard]] inline std::size_t BytesBefore(std::uint64_t word) {
  return static_cast<std::size_t>(std::countr_zero(word)) / 8;
}

}  // namespace avouch::syntax
