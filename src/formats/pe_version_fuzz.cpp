// Any bytes: as resources of a program, and as a program that holds a bundle.

#include <cstddef>
#include <cstdint>
#include <string>

#include "formats/pe_version.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace container = avouch::container;
  namespace formats = avouch::formats;
  container::Executable program;
  program.kind = container::ExecutableKind::kPe;
  program.resources = {reinterpret_cast<const char*>(data), size};
  (void)formats::ReadPeVersion("program", program);
  const std::string mark = std::string("\x04\0\0\0\0\0\0\0", 8) +  // The head is at byte 4
                           std::string(
                               "\x8B\x12\x02\xB9\x6A\x61\x20\x38\x72\x7B\x93\x02\x14\xD7\xA0\x32"
                               "\x13\xF5\xB9\xE6\xEF\xAE\x33\x18\xEE\x3B\x2D\xCE\x24\xB3\x6A\xAE",
                               32);
  program.sections.push_back({".data", 0x1000, mark, true, false});
  (void)formats::ReadDotnetBundle("program", program, program.resources);
  return 0;
}
