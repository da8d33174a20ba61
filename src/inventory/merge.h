// Several inventories of one product as one.
//
// Pure; any thread.

#pragma once

#include <span>

#include "model/inventory.h"

namespace avouch::inventory {

// The union of parts, places and needs. Parts are one where their purl, version included, or
// without one their ecosystem, group, name, version and range are the same. Of what differs the
// surest tells; a digest that contradicts another of its algorithm is kept and is a note. The
// subject is the first's that has a name; subjects of others are parts that it needs. Sorted: the
// same whatever the order of inventories that are equally sure.
[[nodiscard]] model::Inventory Merge(std::span<const model::Inventory> inventories);

}  // namespace avouch::inventory
