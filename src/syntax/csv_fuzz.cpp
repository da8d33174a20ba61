// Any bytes: CSV is read or refused; lines only grow, and work ends.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "syntax/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto reader = avouch::syntax::CsvReader::Open({reinterpret_cast<const char*>(data), size});
  if (!reader) return 0;
  avouch::syntax::CsvRow row;
  std::uint32_t line = 0;
  for (;;) {
    const auto more = reader->Next(row);
    if (!more || !*more) break;
    if (row.line <= line || row.cells.empty()) std::abort();
    line = row.line;
    for (const auto cell : row.cells)
      if (!avouch::IsUtf8(cell)) std::abort();
  }
  const auto more = reader->Next(row);
  if (more && *more) std::abort();
  return 0;
}
