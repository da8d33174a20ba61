// Reads as many of a tree's Go sources as its go.mod files need to be told what their modules are
// for, and marks them (go_scopes.h).
//
// Reads through source::Tree only; results do not depend on `threads`. One thread may call it at a
// time.

#pragma once

#include <vector>

#include "collect/go_needs.h"
#include "collect/origin.h"
#include "formats/go_mod.h"
#include "source/tree.h"

namespace avouch::collect {

// Files of Go that are looked into; the largest repositories have 30,000, vendored ones among them.
inline constexpr std::size_t kMaxGoFiles = 200'000;

// `modules` are the go.mod files of `tree` that count. Of each module that asks for another one all
// packages are read up to their imports. Tests and vendored packages are read, too, where these
// leave something open that they may decide. What the go command passes over is passed over:
// testdata, names that begin with '_' or '.', folders with a go.mod of their own. A file that
// cannot be read leaves open what it could have decided. The value is what vendored modules need of
// one another, for each vendor/modules.txt beside a go.mod that asks for something.
[[nodiscard]] std::vector<GoVendorNeeds> TellGoScopes(const source::Tree& tree,
                                                      const Origins& origins,
                                                      std::vector<formats::GoModule*> modules,
                                                      int threads);

}  // namespace avouch::collect
