// What a review says, for people: where assessor and vendor agree, differ, and
// what is asked.
//
// Pure; any thread.

#pragma once

#include <string>

#include "model/catalogue.h"
#include "report/sheet.h"
#include "statement/review_statement.h"
#include "verify/reviewed.h"

namespace avouch::app {

// `catalogue` may be empty: then claims are numbers only. `signed_by`: the key as
// people compare it, or empty while nobody signed.
[[nodiscard]] report::Sheet ReviewReport(const statement::Review& review,
                                         const model::Catalogue& catalogue,
                                         const std::string& signed_by);

// "agrees on 40 claims, differs on 3, leaves 2 undecided"
[[nodiscard]] std::string AgreementWords(const statement::Review& review);

// What verify prints, after and apart from what the bundle says.
[[nodiscard]] std::string ReviewedText(const verify::Reviewed& reviewed);

}  // namespace avouch::app
