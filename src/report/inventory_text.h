// What software is made of, for people: what was found, what changed, why a
// part is there, what a list leaves out.
//
// Plain text; all that comes from evidence is made printable. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inventory/completeness.h"
#include "inventory/diff.h"
#include "model/inventory.h"

namespace avouch::report {

// Counts by ecosystem and scope, then a line for each part. Texts are wrapped to `width` columns;
// the lines of parts are cut to `table`, or never when it is 0.
[[nodiscard]] std::string InventoryText(const model::Inventory& inventory, int width, int table);

// One line for those who write the document elsewhere: "412 components: 380
// npm, 32 go".
[[nodiscard]] std::string InventoryLine(const model::Inventory& inventory);

[[nodiscard]] std::string DifferenceText(const model::Inventory& a, const model::Inventory& b,
                                         const inventory::Difference& difference, int width);

// Every part that `wanted` names (a purl, with or without a version, or a
// name): what it is, where it stands, and the shortest way from the subject to
// it. Empty when nothing has that name.
[[nodiscard]] std::string ExplainPart(const model::Inventory& inventory, std::string_view wanted,
                                      int width);

[[nodiscard]] std::string CompletenessText(const std::vector<inventory::AuthorityCounts>& counts,
                                           int width);

}  // namespace avouch::report
