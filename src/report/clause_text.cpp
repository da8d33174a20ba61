#include "report/clause_text.h"

#include <algorithm>

#include "report/layout.h"

namespace avouch::report {

std::string ClauseText(const model::ContractClause& clause, const Options& options) {
  constexpr int kIndent = 2, kNames = 10;
  Page page(std::max(options.width, kMinWidth), options.colour);
  page.Blank();
  page.Heading("A CONTRACT CAN ASK", "(a start for the two parties, and no legal advice)");
  page.Row(kIndent, {{kNames, "clause"}, {0, clause.clause}});
  page.Row(kIndent, {{kNames, "shown by"}, {0, clause.evidence}});
  page.Row(kIndent, {{kNames, "how old"}, {0, clause.fresh}});
  page.Row(kIndent, {{kNames, "notice"}, {0, clause.notice}});
  return std::move(page).Take();
}

}  // namespace avouch::report
