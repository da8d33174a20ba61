// Any bytes: .pre-commit-config.yaml is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/pre_commit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadPreCommit(".pre-commit-config.yaml", bytes);
  return 0;
}
