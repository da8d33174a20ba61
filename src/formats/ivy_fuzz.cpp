// Any bytes: ivy.xml is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/ivy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(avouch::formats::ReadIvy("ivy.xml", bytes));
  return 0;
}
