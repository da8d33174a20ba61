// The readers of programs and archives that an inventory uses unless told otherwise.
//
// Any thread.

#pragma once

#include "collect/inventory_source.h"

namespace avouch::collect {

// formats::ReadBinary and formats::ReadArchive. Programs of the system's own packages are not
// looked through for marks of libraries: their package says what is in them.
[[nodiscard]] ContentReaders DefaultContentReaders();

}  // namespace avouch::collect
