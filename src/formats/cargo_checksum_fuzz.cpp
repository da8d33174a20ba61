// Any bytes: a crate's sums are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/cargo_checksum.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadCargoChecksum("vendor/a/.cargo-checksum.json", bytes);
  return 0;
}
