// Any bytes: as an image, and as the data of one that has Go's mark.

#include <cstddef>
#include <cstdint>
#include <string>

#include "formats/binary.h"
#include "formats/go_binary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)formats::ReadBinary("program", bytes);
  avouch::container::Executable program;
  const std::string text = "\xFF Go buildinf:" + std::string(bytes);
  program.sections.push_back({".go.buildinfo", 0x1000, text, true, false});
  program.segments.push_back({0x1000, text, true});
  (void)formats::ReadGoBinary("program", program);
  return 0;
}
