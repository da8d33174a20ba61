// Answers that are only said, beside the verdicts.
//
// On a terminal, in Markdown, as HTML and as JSON. Every answer may be hostile: it is
// text in each. Pure; one thread, as the page it writes to.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"
#include "report/html_node.h"
#include "report/layout.h"
#include "syntax/node.h"

namespace avouch::report {

// A line for each form; with `verbose` one for each answer. Nothing when there is none.
void WriteOnlySaid(Page& page, const std::vector<model::SaidInForm>* said, bool verbose);
// Those of one claim, with their words.
void WriteOnlySaid(Page& page, const std::vector<model::SaidInForm>* said, std::string_view claim);
// A line for each answer, with its form; "" when there is none.
[[nodiscard]] std::string OnlySaidMarkdown(const std::vector<model::SaidInForm>* said);
// A section "said" with the forms and the claims that each answers. REQUIRES: there are some.
[[nodiscard]] Html OnlySaidSection(const std::vector<model::SaidInForm>& said);
// The answers on one claim, each with its form and row; empty when there is none.
[[nodiscard]] Html OnlySaidList(const std::vector<model::SaidInForm>* said, std::string_view claim);
// [{claim, file, digest, row, number, status, evidence, argument}]
[[nodiscard]] syntax::Node OnlySaidNode(const std::vector<model::SaidInForm>& said);

}  // namespace avouch::report
