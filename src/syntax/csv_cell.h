// A cell of a CSV that we write, and its text back again.
//
// Spec: RFC 4180 section 2; OWASP, "CSV Injection". A spreadsheet runs a cell that
// begins with = + - @ tab or CR; an apostrophe in front makes text of it. One more
// goes before apostrophes that stand there already, so that each text has one cell
// and comes back as it was. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::syntax {

// Quoted where RFC 4180 wants it, and where a spreadsheet of another country would
// part it: at ';' and tabs.
[[nodiscard]] std::string CsvCell(std::string_view text);

// The text behind a cell that CsvReader read: CsvCell's apostrophe taken away.
[[nodiscard]] std::string_view CsvText(std::string_view cell);

}  // namespace avouch::syntax
