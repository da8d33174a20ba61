// avouch seal: checks a product, appends what is new to the ledger, and writes the
// bundle that travels.
//
// Where the log's key is, and nowhere else. Writes the ledger and one file. One
// thread.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/check.h"
#include "app/key_file.h"
#include "statement/bundle_index.h"

namespace avouch::app {

struct SealOptions {
  AssessOptions assess;
  KeySource log_key;
  std::string log_name;  // Of a new log; empty: made from the key
  std::string ledger;    // A folder; made when it is not there
  std::string version;   // Of the product; empty: the release's at this commit, else the commit
  std::string audience = "customer";      // A name of statement::Audience
  std::string output;                     // A file; empty: PRODUCT-VERSION.avouch
  std::vector<std::string> affirmations;  // Files that `avouch affirm` wrote
  bool source_is_public = false;
};

// Called with the folders that are written to and the paths read beside the
// product, once the key is open and before anything hostile is read.
using ConfineTo = std::function<Status(const std::vector<std::string>& writable,
                                       const std::vector<std::string>& readable)>;

// On stdout: the bundle's file, product, version, log size; one line each.
[[nodiscard]] Answer Seal(const SealOptions& options, Time now, const ConfineTo& confine);

// The name of a file from what a product and its version are called: "a-z0-9.-".
[[nodiscard]] std::string BundleFileName(std::string_view product, std::string_view version);

}  // namespace avouch::app
