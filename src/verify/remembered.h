// What a reader remembers of a log, and what a bundle says against it.
//
// Spec: docs/bundle.md section 7. One small text for each (log, product): size and
// root. Pure: who keeps the text is the caller. Any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "statement/bundle_index.h"

namespace avouch::verify {

enum class Seen {
  kFirst,        // Nothing was remembered
  kSame,         // The same tree head
  kGrown,        // A later one, that is proved to have grown from the one remembered
  kUnconnected,  // A later one, and the bundle proves nothing about the one remembered
  kSuperseded,   // An earlier one: a newer bundle of this product was seen
};

struct Memory {
  Seen seen = Seen::kFirst;
  std::string keep;  // The text to remember from now on
};

// The file's name for a log and a product: no path in either leads anywhere.
[[nodiscard]] std::string MemoryName(std::string_view log_key, std::string_view product);

// Against a bundle that was verified.
// Fails with kIntegrity when the log shows this reader another past than before,
// kMalformed when what was remembered cannot be read.
[[nodiscard]] Result<Memory> Recall(const statement::BundleLog& log,
                                    const std::optional<std::string>& remembered);

}  // namespace avouch::verify
