// Reads any bytes as a catalogue. What is accepted is valid, has a digest, and
// differs in nothing from itself.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "statement/catalogue_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::statement;
  const auto read = ReadCatalogue(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!read) return 0;
  if (!ValidateCatalogue(*read).empty() || read->digest.size() != 64) std::abort();
  if (!DiffCatalogues(*read, *read).empty()) std::abort();
  return 0;
}
