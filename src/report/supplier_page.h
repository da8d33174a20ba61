// What a buyer who is no security person reads of one answer: two printed pages.
//
// Who answers and since when, what rests on what, what is open and until when,
// eight questions still worth asking, and clauses for a contract. Also the clauses
// of all claims, and a letter that asks for what is missing. Pure; any thread.

#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "report/hand_in.h"
#include "report/sheet.h"

namespace avouch::report {

[[nodiscard]] Sheet SupplierPage(const HandIn& what);
// The same as one HTML file.
[[nodiscard]] Result<Bytes> WriteSupplierPage(const HandIn& what);

// Every claim's clause, its evidence, freshness and notice.
[[nodiscard]] Sheet ClausesSheet(const model::Catalogue& catalogue,
                                 const model::ContractClauses& clauses);

// A letter to the supplier: what is not shown, claim by claim, and in which form it
// would be. `from` signs it; empty: a line to fill in.
[[nodiscard]] Sheet AskSheet(const HandIn& what, const std::string& from);

}  // namespace avouch::report
