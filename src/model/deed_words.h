// Words that a deed carries as an argument, and a reference as its comment, where its kind alone
// would say too much or too little.
//
// Values only; any thread.

#pragma once

#include <algorithm>
#include <string_view>

#include "model/pipeline.h"

namespace avouch::model {

// Of a publish or a deploy: that others get the product by it, the file does not say. A file sent
// to some host, a tag, a play of Ansible's.
inline constexpr std::string_view kMayPublish = "may-publish";
// Of a test: it passes where it finds none, "jest --passWithNoTests".
inline constexpr std::string_view kPassesWithNone = "passes-with-none";
// Of an install by npm, yarn, pnpm or bun: the folder that it runs in stands behind this word,
// "in:web". Without such an argument the folder is not known.
inline constexpr std::string_view kIn = "in:";

// Of a package: it is fetched unless the project has it, "npx tsc".
inline constexpr std::string_view kUnlessListed = "unless listed";
// Of a package: what an action fetches in whichever version is newest.
inline constexpr std::string_view kByAction = "by action";

[[nodiscard]] inline bool Says(const Deed& deed, std::string_view argument) {
  return std::ranges::find(deed.arguments, argument) != deed.arguments.end();
}

}  // namespace avouch::model
