// Any bytes are the head of a Go source file or none.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/go_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadGoSource("a/b_linux.go", bytes);
  return 0;
}
