// Any bytes: CSV is read or refused; lines only grow, and work ends. Each cell comes
// back when it is written and read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "syntax/csv.h"
#include "syntax/csv_cell.h"

namespace {

// What we write of a text is read as that text, and runs nowhere.
void HoldCell(std::string_view text) {
  const std::string written = avouch::syntax::CsvCell(text);
  const std::string line = "x," + written + ",x\n";
  auto reader = avouch::syntax::CsvReader::Open(line);
  avouch::syntax::CsvRow row;
  if (!reader || !reader->Next(row).value_or(false) || row.cells.size() != 3) std::abort();
  if (avouch::syntax::CsvText(row.cells[1]) != text) std::abort();
  if (!row.cells[1].empty() &&
      std::string_view("=+-@\t\r").find(row.cells[1].front()) != std::string_view::npos)
    std::abort();
}

}  // namespace

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
    for (const auto cell : row.cells) {
      if (!avouch::IsUtf8(cell)) std::abort();
      HoldCell(cell);
    }
  }
  const auto more = reader->Next(row);
  if (more && *more) std::abort();
  return 0;
}
