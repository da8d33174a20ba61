// collected.json: what `avouch collect` wrote beside the files of an evidence folder:
// which commit each file is of, and what published places showed.
//
// Spec: docs/collect.md. Read strictly: a key that is not known is an error, since
// a binding that nobody reads would bind nothing. Bytes in, values out; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "model/paper.h"

namespace avouch::statement {

inline constexpr std::string_view kCollectedName = "collected.json";
inline constexpr std::size_t kMaxCollectedBytes = std::size_t{4} << 20;  // 10,000 files and pages

// One file of results, as it came.
struct CollectedFile {
  std::string name;            // In the folder itself
  Digest sha256;               // Another digest now: it is bound to nothing
  std::string commit;          // In full
  std::string at;              // When it was collected, RFC 3339
  std::string kind;            // "unit", "first-run": what its tests are; or empty
  bool whole_history = false;  // A scan of the tree and all history
  std::string run;             // Address of the CI run that says it is its; or empty
  std::string by;              // Program and version

  bool operator==(const CollectedFile&) const = default;
};

struct CollectedPage {
  model::PublishedPage page;
  std::string chain;                           // "valid", "expired", "wrong-name", "unknown-root",
                                               // "invalid"; empty: not looked at
  std::string certificate_until;               // RFC 3339
  std::vector<std::string> certificate_names;  // DNS names
  std::string by;

  bool operator==(const CollectedPage&) const = default;
};

struct Collected {
  // By hand, for files without an entry of their own: one commit, time, kinds by
  // name, and the scans over all history.
  std::string commit, at;
  std::vector<std::pair<std::string, std::string>> kinds;
  std::vector<std::string> whole_history;
  std::vector<CollectedFile> files;  // Sorted by name, unique
  std::vector<CollectedPage> pages;  // In the order in which they were seen

  // Null when it has no entry of its own.
  [[nodiscard]] const CollectedFile* Find(std::string_view name) const;
  bool operator==(const Collected&) const = default;
};

// Fails with kConfiguration; `where` is "<name>:<line>:<column>".
[[nodiscard]] Result<Collected> ReadCollected(BytesView json,
                                              std::string_view name = kCollectedName);
// What ReadCollected reads back. Fails with kMalformed on text that is not UTF-8.
[[nodiscard]] Result<Bytes> WriteCollected(const Collected& collected);

}  // namespace avouch::statement
