// avouch supplier compare | clauses | ask: for who buys software.
//
// Reads bundles, which are proved first, and filled forms, which only say; needs no
// repository. `ask` writes its letter, and a record that one asked. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/check.h"
#include "base/time.h"

namespace avouch::app {

struct SupplierOptions {
  std::vector<std::string> files;  // Bundles and forms
  std::string format = "text";     // Or "markdown", "html"
  std::string from;                // Of `ask`: who signs the letter; or empty
  std::string record;              // Of `ask`: a folder for the record; or empty
  int width = 100;
};

// Fails with kUsage without a file, kMalformed for one that is neither.
[[nodiscard]] Answer SupplierCompare(const SupplierOptions& options, Time now);
[[nodiscard]] Answer SupplierClauses(const SupplierOptions& options);
// The record: RECORD/DAY-asked-PRODUCT.yaml; one of that name is never replaced.
[[nodiscard]] Answer SupplierAsk(const SupplierOptions& options, Time now);

}  // namespace avouch::app
