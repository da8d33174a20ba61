// avouch verify: what a bundle says, to a person who trusts nobody yet.
//
// Reads one file and what was remembered of its log; writes the latter. One thread.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/check.h"
#include "verify/bundle.h"

namespace avouch::app {

struct VerifyOptions {
  std::string file;
  std::optional<Bytes> bytes;          // What it holds, when PathsToVerify has read it
  bool redo = false;                   // Decide again from the evidence inside
  std::string recollect;               // A checkout to collect again from, or empty
  std::string policy;                  // A file with `policy:` of the reader's own, or empty
  std::string organisation;            // The fingerprint that was told by another road, or empty
  std::string log_key;                 // "name+hash+key", or empty
  std::vector<std::string> witnesses;  // "name+hash+key" of cosignatures
  int quorum = 0;                      // How many of them; 0: all that are named
  std::string memory;                  // Folder of what is remembered; empty: nothing is
  std::string review;                  // An assessor's, told apart from all else; or empty
  std::string reviewer;                // The assessor's key, told by another road; or empty
  ShowOptions show;
};

// The text is on stdout only when the bundle is proved; otherwise one line says
// why not, and the exit code is 5.
[[nodiscard]] Answer Verify(const VerifyOptions& options, Time now);

// What Verify reads: the caller confines the program to it, and calls this before,
// since it opens the checkout and, where the bundle lists OpenPGP keys, loads librnp.
// The bundle's bytes are kept, unparsed. Fails with kNotFound for a checkout that is none.
[[nodiscard]] Result<std::vector<std::string>> PathsToVerify(VerifyOptions& options);

// $XDG_STATE_HOME/avouch/checkpoints; empty when there is no such folder to be had.
[[nodiscard]] std::string MemoryFolder();

}  // namespace avouch::app
