// What holds for one product of many: its labels, the units that these put it in,
// and the numbers that count for it.
//
// Nearest wins only to tighten or to fill: the organisation's numbers, then its
// units', then the product's own; whoever asks less than what stands above is
// told, and does not count (docs/products.md). Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/organisation.h"
#include "model/product.h"
#include "statement/product_list.h"

namespace avouch::app {

// The row of this product, by its name in either case; null when it is not listed.
[[nodiscard]] const statement::ListedProduct* FindListed(
    const std::vector<statement::ListedProduct>& listed, const std::string& product);

// Units whose label the product has: by its row, by `built-in:` and by its name.
[[nodiscard]] std::vector<model::UnitRule> UnitsOf(const model::Organisation& organisation,
                                                   const statement::ListedProduct* listed,
                                                   const model::Product& product);

// The build environment that counts: what avouch.yaml says, filled by units. Two
// that disagree are told, and the organisation's counts; several by units are none
// that anything is said of.
[[nodiscard]] std::string BuiltIn(const model::Organisation& organisation,
                                  const std::vector<model::UnitRule>& units,
                                  const model::Product& product, std::vector<std::string>& notes);

// What units inherit and is no build environment: courses that are asked for, too.
void AddTraining(const std::vector<model::UnitRule>& units, model::Organisation& organisation);

// `policy` holds what avouch.yaml says; afterwards, what counts. The organisation may
// ask less than ours only where a Senior Responsible Owner signed the number.
void MergePolicy(const model::Organisation& organisation, const std::vector<model::UnitRule>& units,
                 model::Policy& policy, std::vector<std::string>& notes);

}  // namespace avouch::app
