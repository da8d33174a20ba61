// Any bytes: a tar, plain or packed, is walked to its end or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "container/tar_stream.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::container::OpenStream;
  using avouch::container::TarEntry;
  using avouch::container::TarStream;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto stream = OpenStream(bytes, {.base = 16u << 20, .ratio = 1});
  if (!stream) return 0;
  TarStream tar(**stream);
  TarEntry entry;
  for (auto more = tar.Next(&entry); more && *more; more = tar.Next(&entry))
    (void)tar.Body(size % 2 == 0 ? 100 : 1u << 20);
  return 0;
}
