// What a buyer can ask for in a contract, below a claim.
//
// Pure; any thread.

#pragma once

#include <string>

#include "model/clause.h"
#include "report/material.h"

namespace avouch::report {

[[nodiscard]] std::string ClauseText(const model::ContractClause& clause, const Options& options);

}  // namespace avouch::report
