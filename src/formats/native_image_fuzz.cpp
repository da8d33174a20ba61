// Any bytes: an ELF file is read for GraalVM's list; edges lead to what is there.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "formats/native_image.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  const auto program = avouch::container::ReadElf(bytes);
  if (!program) return 0;
  const auto read = avouch::formats::ReadNativeImage("tea", *program);
  if (!read || !*read) return 0;
  for (const auto& one : (*read)->components)
    for (const auto to : one.detail.needs)
      if (to >= (*read)->components.size()) std::abort();
  return 0;
}
