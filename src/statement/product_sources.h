// sources: of avouch.yaml, the repositories that a product is made of.
//
// What is held here needs no disk: names, places, and that exactly one of them is
// the repository that avouch.yaml lies in. Bytes in, values out; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/product.h"
#include "syntax/node.h"

namespace avouch::statement {

inline constexpr std::size_t kMaxSources = 50;  // A bundle holds eight entries of each
inline constexpr std::size_t kMaxSourceName = 40;

// The list, `at` in its shortest spelling ("./../infra/" is "../infra"). Names are of
// a-z, 0-9, '-' and '.', and begin with a letter or digit: they stand before places
// and in names of evidence. A list of one may be called anything.
// Fails with kConfiguration, at the place in `file` that is wrong.
[[nodiscard]] Result<std::vector<model::SourceRule>> ReadSources(const syntax::Node& sources,
                                                                 std::string_view file);

}  // namespace avouch::statement
