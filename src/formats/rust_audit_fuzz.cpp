// Any bytes: the crates of a Rust program are read or refused.

#include <cstddef>
#include <cstdint>

#include "formats/rust_audit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)avouch::formats::ReadRustAuditSection("program",
                                              {reinterpret_cast<const char*>(data), size});
  return 0;
}
