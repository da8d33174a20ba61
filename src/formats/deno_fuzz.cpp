// Any bytes: deno.json and deno.lock are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/deno.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"deno.json", "deno.lock"}) (void)avouch::formats::ReadDeno(name, bytes);
  return 0;
}
