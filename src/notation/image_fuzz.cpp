// What is read can be written, and is then read as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "notation/image.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::notation;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto image = ParseImage(text);
  if (!image || image->has_variable) return 0;
  const auto again = ParseImage(FormatImage(*image));
  if (!again || *again != *image) std::abort();
  return 0;
}
