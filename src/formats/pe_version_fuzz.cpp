// Any bytes: as resources of a program, and as a deps.json.

#include <cstddef>
#include <cstdint>

#include "formats/pe_version.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  container::Executable program;
  program.kind = container::ExecutableKind::kPe;
  program.resources = {reinterpret_cast<const char*>(data), size};
  (void)formats::ReadPeVersion("program", program);
  (void)formats::ReadDotnetDeps("program", program.resources);
  return 0;
}
