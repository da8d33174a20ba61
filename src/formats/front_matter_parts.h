// The parts that each kind of paper is asked for, and where they stand in it.
//
// A part is a heading with something said below it, a labelled line ("Scope: all
// requirements"), or a row of a table whose first cell names it; never a heading
// alone, and never the title. Source: NCSC's claims, row by row; the words are
// ours. That a part is there is computed; that it is good is not. Any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/document_outline.h"

namespace avouch::formats {

struct PartWords {
  std::string_view id;
  // A heading, label or first cell that begins a word with one of them; with '^', that
  // itself begins so.
  Phrases words;
};

// What a paper of `purpose` is asked for: of "framework" threat-modelling,
// requirements, governance, secure-coding, test-strategy, data-management,
// configuration-management; of "incident-plan" roles, response, containment,
// communication, eradication, recovery, review; of "vulnerability-plan" sources,
// judging, limits, deciding, told; of "user-guide" apply-updates, secure-use,
// strong-authentication, backup, access-control, ports; of "user-need" who, when,
// decided; of "test-plan" scope, kinds, when, who, pass-rule; of "verification" key,
// command, where-the-key-is. Of "disclosure" and "support" those that headings can name;
// security_policy.h and support_policy.h find these and more in sentences. Empty for others.
[[nodiscard]] std::span<const PartWords> PartWordsOf(std::string_view purpose);

// Ids of `asked` found in a document, in the order of `asked`.
[[nodiscard]] std::vector<std::string> PartsIn(const Prose& prose, const Outline& outline,
                                               std::span<const PartWords> asked);

// Ids found in prose of `purpose`, as PartsIn has them.
[[nodiscard]] std::vector<std::string> PartsOf(std::string_view purpose, const Prose& prose,
                                               BytesView text);

}  // namespace avouch::formats
