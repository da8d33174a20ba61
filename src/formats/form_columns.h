// What the columns of a form's table are.
//
// By the words of a heading row; without one, by the order of the official form. Pure;
// any thread.

#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "formats/form_grid.h"

namespace avouch::formats {

enum class FormColumn { kReference, kClaim, kStatus, kEvidence, kArgument };
inline constexpr std::size_t kFormColumns = 5;

class FormColumns {
 public:
  [[nodiscard]] static FormColumns Of(const std::vector<GridRow>& table);

  // Some row under the heading has the number of a claim.
  [[nodiscard]] bool IsOfClaims() const { return of_claims_; }
  [[nodiscard]] bool Has(FormColumn column) const { return At(column) >= 0; }
  [[nodiscard]] std::size_t first_row() const { return first_row_; }
  // The cell, or "" when there is no such column or the row is short.
  [[nodiscard]] std::string_view Of(const GridRow& row, FormColumn column) const;
  [[nodiscard]] bool IsMerged(const GridRow& row, FormColumn column) const;

  // Zero-based, in the grid; -1: there is none.
  [[nodiscard]] int At(FormColumn column) const { return at_[static_cast<std::size_t>(column)]; }
  // There was a heading row that names columns.
  [[nodiscard]] bool IsHeaded() const { return first_row_ > 0; }

 private:
  std::array<int, kFormColumns> at_ = {-1, -1, -1, -1, -1};
  std::size_t first_row_ = 0;
  bool of_claims_ = false;
};

}  // namespace avouch::formats
