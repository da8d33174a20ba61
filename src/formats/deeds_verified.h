// Whether what a command fetches is checked before anything uses it, as far as the commands of
// one step show.
//
// What counts: a list of digests that was not fetched, too, and a signature; of this very file,
// after it came and before it is unpacked, run or installed, where a failure stops the step. What
// goes through a pipe is used as it comes. Pure; any thread.

#pragma once

#include <string_view>
#include <vector>

#include "formats/shell.h"

namespace avouch::formats {

enum class Verification {
  kNone,
  kByFetchedKey,  // A signature, by a key that came over the same line
  kSure,
};

// `fetch` is one of `all`, or a part of one with its text and line; `url` is what it fetches.
[[nodiscard]] Verification VerificationOf(const std::vector<Command>& all, const Command& fetch,
                                          std::string_view url);

}  // namespace avouch::formats
