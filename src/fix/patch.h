// Findings to patches: a unified diff that `git apply` takes. Never edits.
//
// Offline: a patch rests on the tree, on the assessment, and on digests that the
// user hands in. Pure but for the reader it is given; any thread.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/assessment.h"

namespace avouch::fix {

// The assessed tree, as far as a patch needs it.
struct TreeReader {
  std::vector<Path> paths;  // Every file, sorted
  std::function<Result<Bytes>(const Path&)> read;
};

struct Options {
  std::string
      digests;  // Text of --digests: lines "image[:tag] sha256:<64 hex>"; # starts a comment
};

// The claims that a patch can be written for, sorted: "1.2.2", "1.2.5", ...
[[nodiscard]] std::vector<std::string> PatchableClaims();

// The patch for `claim`: paths a/ and b/, line ends and missing final newlines
// kept, files in path order.
// Fails with kNotFound, in one line that says why, when there is nothing to
// write for that claim; kUsage when no such claim was assessed; kMalformed when
// a line of the digests is not one; what the reader fails with.
[[nodiscard]] Result<std::string> Patches(std::string_view claim,
                                          const model::Assessment& assessment,
                                          const TreeReader& tree, const Options& options);

}  // namespace avouch::fix
