// Any bytes: Conan's locks and recipes are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/conan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"conan.lock", "conanfile.txt", "conanfile.py", "conandata.yml"})
    (void)avouch::formats::ReadConan(path, bytes);
  return 0;
}
