#include "formats/form_columns.h"

#include <algorithm>

#include "base/text.h"
#include "formats/form.h"

namespace avouch::formats {
namespace {

// Rows above the heading: a title that somebody merged over the table.
constexpr std::size_t kHeadingWithin = 6;

struct ColumnWord {
  FormColumn column;
  std::string_view word;
};
// The first that a heading holds decides, so the narrower words stand first.
constexpr ColumnWord kWords[] = {
    {FormColumn::kEvidence, "evidence"},   {FormColumn::kArgument, "argument"},
    {FormColumn::kArgument, "assumption"}, {FormColumn::kArgument, "justification"},
    {FormColumn::kArgument, "rationale"},  {FormColumn::kArgument, "comment"},
    {FormColumn::kArgument, "notes"},      {FormColumn::kStatus, "status"},
    {FormColumn::kStatus, "met"},          {FormColumn::kStatus, "response"},
    {FormColumn::kStatus, "verdict"},      {FormColumn::kStatus, "achieved"},
    {FormColumn::kReference, "reference"}, {FormColumn::kReference, "ref"},
    {FormColumn::kReference, "number"},    {FormColumn::kReference, "no"},
    {FormColumn::kReference, "id"},        {FormColumn::kClaim, "claim"},
    {FormColumn::kClaim, "claims"},        {FormColumn::kClaim, "principles"},
    {FormColumn::kClaim, "requirement"},   {FormColumn::kClaim, "description"},
    {FormColumn::kClaim, "statement"}};

bool HoldsWord(std::string_view words, std::string_view word) {
  for (auto one : Words(words))
    if (one == word || one == std::string(word) + "s") return true;
  return false;
}

// Number and sentence of a claim in one cell, as a list of one's own has them: in most rows.
bool StandsInOneCell(const std::vector<GridRow>& table) {
  constexpr std::size_t kSentence = 24;
  std::size_t whole = 0, numbers = 0;
  for (const auto& row : table) {
    if (row.cells.empty() || ClaimNumberIn(row.cells[0]).empty()) continue;
    ++numbers;
    whole += row.cells[0].size() > kSentence ? 1u : 0u;
  }
  return whole * 2 > numbers;
}

}  // namespace

FormColumns FormColumns::Of(const std::vector<GridRow>& table) {
  FormColumns out;
  for (std::size_t r = 0; r < std::min(table.size(), kHeadingWithin); ++r) {
    std::array<int, kFormColumns> at = {-1, -1, -1, -1, -1};
    int found = 0;
    for (std::size_t c = 0; c < table[r].cells.size(); ++c) {
      const std::string words = PlainWords(table[r].cells[c]);
      if (words.size() > 60 || !ClaimNumberIn(table[r].cells[c]).empty()) continue;
      for (const auto& one : kWords) {
        int& slot = at[static_cast<std::size_t>(one.column)];
        if (slot >= 0 || !HoldsWord(words, one.word)) continue;
        slot = static_cast<int>(c);
        ++found;
        break;
      }
    }
    if (found < 2) continue;
    out.at_ = at;
    out.first_row_ = r + 1;
    break;
  }
  if (out.first_row_ == 0) {  // No heading: the official order, as far as there are columns.
    std::size_t widest = 0;
    for (const auto& row : table) widest = std::max(widest, row.cells.size());
    const int columns = static_cast<int>(widest), claim = StandsInOneCell(table) ? 0 : 1;
    const auto nth = [&](int at) { return columns > at ? at : -1; };
    out.at_ = {0, nth(claim), -1, nth(claim + 1), nth(claim + 2)};
  }
  if (!out.Has(FormColumn::kReference) && out.Has(FormColumn::kClaim))
    out.at_[static_cast<std::size_t>(FormColumn::kReference)] = out.At(FormColumn::kClaim);
  // Where nothing says what a column is, a number behind the first may be a version: "3.1.1".
  for (std::size_t r = out.first_row_; r < table.size() && !out.of_claims_; ++r)
    out.of_claims_ =
        !ClaimNumberIn(out.Of(table[r], FormColumn::kReference)).empty() ||
        (out.IsHeaded() && !ClaimNumberIn(out.Of(table[r], FormColumn::kClaim)).empty());
  return out;
}

std::string_view FormColumns::Of(const GridRow& row, FormColumn column) const {
  const int at = At(column);
  if (at < 0 || static_cast<std::size_t>(at) >= row.cells.size()) return {};
  return row.cells[static_cast<std::size_t>(at)];
}

bool FormColumns::IsMerged(const GridRow& row, FormColumn column) const {
  const int at = At(column);
  return at >= 0 && static_cast<std::size_t>(at) < row.merged.size() &&
         row.merged[static_cast<std::size_t>(at)];
}

}  // namespace avouch::formats
