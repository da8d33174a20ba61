// Reads any bytes as a catalogue, and as each file that lies beside one. What is
// accepted as a catalogue is valid, has a digest, and differs in nothing from itself.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "statement/argument_file.h"
#include "statement/catalogue_file.h"
#include "statement/clauses_file.h"
#include "statement/form_words_file.h"

namespace avouch::statement {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)ReadArguments(bytes);
  (void)ReadLifecycleTable(bytes);
  (void)ReadFormWords(bytes);
  (void)ReadClauses(bytes);
  const auto read = ReadCatalogue(bytes);
  if (!read) return 0;
  if (!ValidateCatalogue(*read).empty() || read->digest.size() != 64) std::abort();
  if (!DiffCatalogues(*read, *read).empty()) std::abort();
  return 0;
}

}  // namespace avouch::statement
