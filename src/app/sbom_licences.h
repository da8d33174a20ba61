// The licences of copies of others' code, by the texts that lie with them.
//
// One thread.

#pragma once

#include <vector>

#include "model/component.h"
#include "model/inventory.h"
#include "source/tree.h"

namespace avouch::app {

// Of each copy in `inventory` whose licence nothing tells: the licence whose whole text its file
// is. Where one text serves several, or is only like one, the property "avouch:licence-text" says
// so, and the part has no licence: a changed text is another licence.
void TellLicences(const source::Tree& tree, const std::vector<model::VendoredTree>& vendored,
                  model::Inventory& inventory);

}  // namespace avouch::app
