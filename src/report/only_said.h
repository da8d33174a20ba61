// Answers that are only said, beside the verdicts.
//
// Pure; one thread, as the page it writes to.

#pragma once

#include <string_view>
#include <vector>

#include "model/form.h"
#include "report/layout.h"
#include "syntax/node.h"

namespace avouch::report {

// A line for each form; with `verbose` one for each answer. Nothing when there is none.
void WriteOnlySaid(Page& page, const std::vector<model::SaidInForm>* said, bool verbose);
// Those of one claim, with their words.
void WriteOnlySaid(Page& page, const std::vector<model::SaidInForm>* said, std::string_view claim);
// [{claim, file, digest, row, number, status, evidence, argument}]
[[nodiscard]] syntax::Node OnlySaidNode(const std::vector<model::SaidInForm>& said);

}  // namespace avouch::report
