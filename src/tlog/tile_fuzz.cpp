// Any bytes: a path of a tile, a tile, a bundle; and tiles of somebody else's
// choosing under a root that they do not have.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tlog/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using namespace avouch::tlog;
  if (auto id = ParseTilePath(bytes)) {
    if (TilePath(*id) != bytes) std::abort();
  }
  if (size == 0) return 0;
  const int width = data[0] + 1;
  const std::string_view rest = bytes.substr(1);
  if (auto hashes = ParseTile(rest, width)) {
    if (WriteTile(*hashes) != rest) std::abort();
  }
  if (auto entries = ParseBundle(rest, width)) {
    if (WriteBundle(*entries) != rest) std::abort();
  }
  auto reader = TileReader::Open(
      static_cast<std::uint64_t>(width) * 257, LeafHash(bytes),
      [&](const std::string&) -> avouch::Result<avouch::Bytes> { return avouch::Bytes(rest); });
  if (reader) std::abort();
  return 0;
}
