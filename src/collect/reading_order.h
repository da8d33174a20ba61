// The order of everything that was read of a tree, whatever thread read it first.
//
// Any thread.

#pragma once

#include "collect/collect.h"

namespace avouch::collect {

// By path; what stands in one file by its place there; owners' files as forges
// look for them.
void SortReading(TreeReading& reading);

}  // namespace avouch::collect
