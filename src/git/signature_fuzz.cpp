// Any text: a signature is named or not; the name is printable.

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "git/signature.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto name = avouch::git::NameSignature(bytes);
  for (const char c : name.key)
    if (!std::isgraph(static_cast<unsigned char>(c))) std::abort();
  return 0;
}
