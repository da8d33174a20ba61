// What SPDX 2 asks for in words, that no schema says: identifiers and what refers to them,
// licences, digests, addresses, times.
//
// Spec: SPDX 2.2 and 2.3 (ISO/IEC 5962), clauses 6 to 12 and annexes D and F. Pure; any thread.

#pragma once

#include "formats/sbom_validate.h"
#include "syntax/node.h"

namespace avouch::formats {

// `root`: a document as JSON has it, of whichever form; what does not fit its shape is passed
// over, since the schema told of it.
void CheckSpdxRules(const syntax::Node& root, SbomValidation& out);

// A tag-value document as JSON has it, each value with its line. What JSON has no place for
// (a tag that is none, one where nothing of its kind is open, one given twice) is a problem.
[[nodiscard]] syntax::Node ReadSpdxTags(BytesView text, SbomValidation& out);

}  // namespace avouch::formats
