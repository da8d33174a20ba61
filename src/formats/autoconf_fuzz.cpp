// Any bytes: a configure.ac is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/autoconf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"configure.ac"}) (void)avouch::formats::ReadAutoconf(path, bytes);
  return 0;
}
