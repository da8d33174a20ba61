// Whether the lock that an install obeys comes into the image that it runs in.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/pipeline.h"

namespace avouch::formats {

// Some install whatever is newest, without a complaint, where their lock is missing: composer,
// poetry, pnpm, yarn and bun. Empty of any other, which refuse.
struct LockNames {
  std::string_view manifest;
  std::vector<std::string_view> locks;
};
[[nodiscard]] LockNames LockNamesOf(const model::Deed& install);

// True when COPY or ADD of `source` may bring a file of this name: by its name, a pattern, or
// within a folder.
[[nodiscard]] bool MayBring(std::string_view source, std::string_view name);

// An install from a lock is not held when `sources`, all that was copied before it, bring what it
// asks for by name and the lock not: it is not `locked` then, and its text says so.
void LoosenWithoutLock(const std::vector<std::string>& sources, model::Deed& install);

}  // namespace avouch::formats
