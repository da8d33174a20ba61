// avouch answer: other people's questions, answered out of one answer; what was told to
// whom, and whether that still holds.
//
// Reads a repository, which is assessed now, or one bundle; writes only what is named.
// A record of what was told is never replaced. One thread.

#pragma once

#include <string>

#include "app/hand_in.h"
#include "app/seal.h"

namespace avouch::app {

struct AnswerSetOptions {
  HandInOptions what;           // Its path is taken from `where`
  std::string set;              // Empty: the sets are listed
  std::string where;            // A repository or a bundle; empty: here
  std::string format = "text";  // Or "markdown", "csv", "docx"
  std::string output;           // A file; or empty: stdout, of a docx PRODUCT-VERSION-SET.docx
  std::string to;               // To whom it is told; or empty
  std::string remember;         // The folder of records; with `to`, or empty
  std::string check;            // The folder of records that are looked through; or empty.
                                // What is compared then stands in `set`
  int width = 100;
};

// The record: REMEMBER/DAY-SET-TO.yaml. Exit 1 when a given answer no longer holds.
// Fails with kUsage for no such set, for a record that is there already; as ReadHandIn
// does; kConfiguration for a file in `check` that is no record.
[[nodiscard]] Answer AnswerSet(const AnswerSetOptions& options, Time now, const ConfineTo& confine);

}  // namespace avouch::app
