// avouch ledger verify, show, prove, fsck: looks at a ledger, writes nothing.
//
// One thread; for a ledger at rest.

#pragma once

#include <string>

#include "app/check.h"
#include "app/key_file.h"

namespace avouch::app {

struct LedgerOptions {
  std::string folder;
  std::string log_key;  // "name+hash+key"; empty: the private key below says it
  KeySource key;        // Where it is at hand, commitments are made again too
  std::string id;       // prove: SHA-256 of a payload, hex
};

// Whether the checkpoint is the key's, and journal and tiles are the tree's.
[[nodiscard]] Answer LedgerVerify(const LedgerOptions& options);
// One line for each entry: index, time, payload's digest.
[[nodiscard]] Answer LedgerShow(const LedgerOptions& options);
// Canonical JSON: index, leaf, proof, and the tree head it leads to.
[[nodiscard]] Answer LedgerProve(const LedgerOptions& options);
// LedgerVerify, and every payload; all problems, one line each.
[[nodiscard]] Answer LedgerFsck(const LedgerOptions& options);

}  // namespace avouch::app
