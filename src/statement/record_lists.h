// records/inbox.sums: the digests of the exports in inbox/, which git does not
// keep. The form is that of `sha256sum`, which writes and checks it.
//
// Spec: GNU coreutils, "md5sum invocation". Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::statement {

inline constexpr std::string_view kInboxSums = "records/inbox.sums";

// A list of 100,000 exports is 12 MB.
inline constexpr std::size_t kMaxSumsBytes = std::size_t{16} << 20;

struct FileSum {
  Path path;  // Below the organisation's folder: "inbox/2026-11-18-github-members.json"
  Digest sha256;

  bool operator==(const FileSum&) const = default;
};

// Reads `text`, called `name` in errors; sorted by path. Empty lines are skipped.
// Fails with kConfiguration: a line of another form, a path that leaves the
// folder, a path with two digests; `where` is "<name>:<line>".
[[nodiscard]] Result<std::vector<FileSum>> ReadSums(BytesView text,
                                                    std::string_view name = kInboxSums);

// The same as text, one line each, in the order given.
[[nodiscard]] std::string WriteSums(const std::vector<FileSum>& sums);

}  // namespace avouch::statement
