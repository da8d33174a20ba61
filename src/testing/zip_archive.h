// ZIP archives for tests, true or lying.

#pragma once

#include <libdeflate.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace avouch::testing {

struct ZipPart {
  std::string name;
  Bytes bytes;
  bool deflate = false;
  // Lies of the headers; -1: the truth.
  long long size = -1;
  long long crc = -1;
  int flags = 0, method = -1;
};

inline Bytes Little(std::uint64_t value, int size) {
  Bytes out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> 8 * i & 255);
  return out;
}

inline Bytes DeflateRaw(BytesView bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> one(
      libdeflate_alloc_compressor(9), &libdeflate_free_compressor);
  Bytes out(libdeflate_deflate_compress_bound(one.get(), bytes.size()), '\0');
  out.resize(
      libdeflate_deflate_compress(one.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

inline Bytes ZipOf(const std::vector<ZipPart>& parts) {
  Bytes out, directory;
  for (const auto& part : parts) {
    const Bytes packed = part.deflate ? DeflateRaw(part.bytes) : part.bytes;
    const std::uint64_t size =
        part.size < 0 ? part.bytes.size() : static_cast<std::uint64_t>(part.size);
    const std::uint64_t crc = part.crc < 0
                                  ? libdeflate_crc32(0, part.bytes.data(), part.bytes.size())
                                  : static_cast<std::uint64_t>(part.crc);
    const int method = part.method >= 0 ? part.method : part.deflate ? 8 : 0;
    const Bytes common = Little(20, 2) + Little(static_cast<std::uint64_t>(part.flags), 2) +
                         Little(static_cast<std::uint64_t>(method), 2) + Little(0, 2) +
                         Little(0x21, 2) + Little(crc, 4) + Little(packed.size(), 4) +
                         Little(size, 4) + Little(part.name.size(), 2) + Little(0, 2);
    directory += "PK\1\2" + Little(20, 2) + common + Little(0, 2) + Little(0, 2) + Little(0, 2) +
                 Little(0, 4) + Little(out.size(), 4) + part.name;
    out += "PK\3\4" + common + part.name + packed;
  }
  const std::size_t start = out.size();
  return out + directory + "PK\5\6" + Little(0, 4) + Little(parts.size(), 2) +
         Little(parts.size(), 2) + Little(directory.size(), 4) + Little(start, 4) + Little(0, 2);
}

}  // namespace avouch::testing
