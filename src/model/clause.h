// A clause for a contract, one for each claim: what a buyer may ask a supplier for.
//
// In our own words, and decides nothing. Values; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/fields.h"

namespace avouch::model {

struct ContractClause {
  std::string claim;     // "1.2.2"
  std::string clause;    // "The Supplier shall ..."; one sentence
  std::string evidence;  // The form in which it is shown; one sentence
  std::string fresh;     // How old that may be: "Not older than 6 months."
  std::string notice;    // When the customer hears of a change: "Within 24 hours of ..."

  bool operator==(const ContractClause&) const = default;
  AVOUCH_FIELDS(claim, clause, evidence, fresh, notice)
};

struct ContractClauses {
  std::vector<ContractClause> clauses;  // In the catalogue's order

  bool operator==(const ContractClauses&) const = default;
  AVOUCH_FIELDS(clauses)
};

}  // namespace avouch::model
