// UTF-8 of one character. For the parsers of this folder. Any thread.

#pragma once

#include <cstdint>
#include <string>

namespace avouch::syntax {

// REQUIRES: `code` is at most 0x10FFFF and no surrogate.
// Writes 1 to 4 bytes to `to`; returns the byte behind them.
inline char* PutUtf8(char* to, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  }
  return to;
}

inline void AppendUtf8(std::string& out, std::uint32_t code) {
  char bytes[4];
  out.append(bytes, PutUtf8(bytes, code));
}

}  // namespace avouch::syntax
