// A review's rows, file and statement, and an organisation's file, from anybody: a
// value or an error, never a crash; what is read is written again as it was.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "statement/organisation_export.h"
#include "statement/review_file.h"
#include "statement/review_rows.h"
#include "statement/review_statement.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  if (const auto review = statement::ReadReview(bytes))
    if (const auto again = statement::WriteReview(*review); !again || *again != bytes) std::abort();
  if (const auto file = statement::ReadOrganisationExport(bytes))
    if (const auto again = statement::WriteOrganisationExport(*file); !again || *again != bytes)
      std::abort();
  (void)statement::ReadReviewFile(bytes);

  // Rows that were understood without a complaint are understood again as they were.
  const statement::ReadRows rows = statement::ReadReviewRows(bytes, "claims.csv");
  for (const auto& problem : rows.problems)
    if (!problem.starts_with("claims.csv")) std::abort();
  if (!rows.problems.empty()) return 0;
  std::vector<statement::ReviewRow> written;
  for (const auto& claim : rows.claims) written.push_back({claim, "", ""});
  const auto again = statement::ReadReviewRows(statement::WriteReviewRows(written), "claims.csv");
  if (again.claims.size() != rows.claims.size()) std::abort();
  for (std::size_t i = 0; i < again.claims.size(); ++i)
    if (again.claims[i].verdict != rows.claims[i].verdict ||
        again.claims[i].methods != rows.claims[i].methods)
      std::abort();
  return 0;
}
