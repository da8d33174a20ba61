// avouch verify: what a bundle says, to a person who trusts nobody yet.
//
// Reads one file and what was remembered of its log; writes the latter. One thread.

#pragma once

#include <string>

#include "app/check.h"
#include "verify/bundle.h"

namespace avouch::app {

struct VerifyOptions {
  std::string file;
  bool redo = false;         // Decide again from the evidence inside
  std::string policy;        // A file with `policy:` of the reader's own, or empty
  std::string organisation;  // The fingerprint that was told by another road, or empty
  std::string log_key;       // "name+hash+key", or empty
  std::string memory;        // Folder of what is remembered; empty: nothing is
  std::string review;        // An assessor's, told apart from all else; or empty
  std::string reviewer;      // The assessor's key that was told by another road, or empty
  ShowOptions show;
};

// The text is on stdout only when the bundle is proved; otherwise one line says
// why not, and the exit code is 5.
[[nodiscard]] Answer Verify(const VerifyOptions& options, Time now);

// $XDG_STATE_HOME/avouch/checkpoints; empty when there is no such folder to be had.
[[nodiscard]] std::string MemoryFolder();

// What was proved, for people. `again` is empty when nothing was decided again.
struct Again {
  std::string heading;
  std::vector<std::string> lines;
  bool broken = false;
};
[[nodiscard]] std::string ProofText(const verify::Proof& proof, const VerifyOptions& options,
                                    const std::string& seen, const Again& again, Time now);

}  // namespace avouch::app
