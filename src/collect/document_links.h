// Links of documents that lead inside the tree: to something, or to nothing.
//
// Pure; any thread.

#pragma once

#include <vector>

#include "model/document.h"
#include "source/tree.h"

namespace avouch::collect {

// Fills `resolved` and `broken` of each link to a place of the tree; others, and
// those that lead out of it, stay as they are.
void ResolveLinks(const source::Tree& tree, std::vector<model::Document>& documents);

}  // namespace avouch::collect
