// catalogues/contract-clauses.yaml: a clause for a contract for each claim.
//
// Pure; any thread.

#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "model/clause.h"

namespace avouch::statement {

inline constexpr std::string_view kClausesFile = "contract-clauses.yaml";  // For EmbeddedFile

// Fails with kConfiguration, `where` as "contract-clauses.yaml:LINE:COLUMN" or "line N".
[[nodiscard]] Result<model::ContractClauses> ReadClauses(BytesView yaml);

// The one of that claim; nothing when there is none.
[[nodiscard]] const model::ContractClause* FindClause(const model::ContractClauses& clauses,
                                                      std::string_view claim);

}  // namespace avouch::statement
