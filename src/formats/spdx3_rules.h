// What is wrong with an SPDX 3 document: classes, what each must and may say, and whether what is
// named is there.
//
// Spec: SPDX 3.0 and 3.0.1, the model and its JSON-LD serialization, as facts in a table of our
// own. Pure; any thread.

#pragma once

#include <string_view>

#include "formats/sbom_validate.h"
#include "syntax/node.h"

namespace avouch::formats {

// Lines, of which those that are indented go on:
//   class NAME PARENT ID PROPERTY...     "-" is no parent; ID is what it is named by: "spdxId",
//                                        which then must be there, or "@id"; "abstract": only its
//                                        descendants are things
//   enum NAME WORD...
// PROPERTY is name[!][[LEAST]]=KIND: "!" must be there, "[2]" a list of two or more. Kinds: s text,
// u an address, t a time, v a version, m a media type, b true or false, n a number, iN a whole
// number of N or more, e:NAME a word of that row, @CLASS a thing or the name of one.
extern const std::string_view kSpdx3Classes;

void CheckSpdx3(const syntax::Node& root, SbomValidation& out);

}  // namespace avouch::formats
