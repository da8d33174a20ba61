// When tools and platforms end: a dated table with its sources.
//
// Read from catalogues/end-of-support.yaml. Values; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/fields.h"

namespace avouch::model {

struct LifecycleRow {
  std::string product;  // "python", "node", "debian", "github-runner"
  std::string cycle;    // "3.9", "bookworm", "ubuntu-20.04"
  std::vector<std::string> aliases;
  std::string ends;  // End of regular support, "2025-10-31"; empty = not announced
  std::string last;  // End of any support; empty = the same as `ends`

  bool operator==(const LifecycleRow&) const = default;
  AVOUCH_FIELDS(product, cycle, aliases, ends, last)
};

struct LifecycleTable {
  std::string date;    // As of
  std::string digest;  // Hex, of the canonical bytes
  std::vector<std::string> sources;
  std::vector<LifecycleRow> rows;

  bool operator==(const LifecycleTable&) const = default;
  AVOUCH_FIELDS(date, digest, sources, rows)
};

}  // namespace avouch::model
