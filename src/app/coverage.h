// avouch coverage: how far each claim is met over all products of a vendor, from
// their bundles. Counted and never averaged: "2.1.6 met for 388 of 400".
//
// The newest bundle of each product counts; older ones say since when. A product that
// the organisation lists and no bundle is of is counted, too. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/check.h"
#include "app/seal.h"
#include "statement/verdicts.h"

namespace avouch::app {

struct CoverageOptions {
  std::vector<std::string> bundles;  // Files, or folders of them
  std::string organisation;          // Its folder or signed file, which lists products; or empty
  bool all = false;                  // Claims that are met for all, too, a line each
};

// Fails, as an Answer with its exit code, when any bundle does not hold: a count over
// those that do would look better than it is.
[[nodiscard]] Answer Coverage(const CoverageOptions& options, Time now, const ConfineTo& confine);

// What one bundle says, and in which build environment the product is built ("" when that
// is withheld).
struct CoveredProduct {
  statement::Verdicts verdicts;
  std::string built_in;
};
struct ListedName {
  std::string product, built_in;
};
// Lines of text, whose names are printable. Pure.
[[nodiscard]] std::string CoverageText(std::vector<CoveredProduct> bundles,
                                       const std::vector<ListedName>& listed, bool all);

}  // namespace avouch::app
