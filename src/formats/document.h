// Documents by name and place: which file is a policy, a plan or a guide, and
// what every kind of document is read for alike.
//
// Pure; any thread.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/markdown.h"
#include "formats/table.h"
#include "model/document.h"

namespace avouch::formats {

// Where forges honour governance files: the root, .github/ and docs/.
[[nodiscard]] bool IsGovernancePlace(const Path& path);

// The kind that a well-known name in a governance place has: "SECURITY.md",
// ".github/SUPPORT.md", "docs/incident-response-plan.md"; nothing for others.
[[nodiscard]] std::optional<model::DocumentKind> KindOfDocument(const Path& path);

// The kind that a purpose of avouch.yaml asks for: "disclosure" is a security
// policy; kOther for a purpose without a kind of its own.
[[nodiscard]] model::DocumentKind KindOfPurpose(std::string_view purpose);

// For table.cpp: KindOfDocument(path) has a value, and that kind's reader.
[[nodiscard]] bool IsDocument(const Path& path);
[[nodiscard]] Result<Reading> ReadAnyDocument(const Path& path, BytesView bytes);

// For the row "security-txt": a security.txt in the root that has none of the
// fields of RFC 9116 is a policy in plain words.
[[nodiscard]] Result<Reading> ReadSecurityTxtOrPolicy(const Path& path, BytesView bytes);

// The row for files that only avouch.yaml names, whatever they are called.
[[nodiscard]] const Format* NamedDocumentFormat();

// Reads `bytes` as a document of `kind`. A plan's parts come from its headings.
// Fails with kTooLarge beyond kMaxProseBytes, kUnsupported when it is no text.
[[nodiscard]] Result<model::Document> ReadDocument(const Path& path, BytesView bytes,
                                                   model::DocumentKind kind);

// The file of the tree that a security policy sends its reader to, when it names
// no place to report to itself: "docs/reporting-security.md". Else "".
[[nodiscard]] std::string PolicyPointedTo(const model::Document& document);

// The parts that a kind of plan is asked for: "roles", "containment" ...; empty
// for kinds that are asked for none.
[[nodiscard]] std::span<const std::string_view> PartsAskedOf(model::DocumentKind kind);

// What all kinds have: title, links, addresses, front matter, words; no parts.
[[nodiscard]] model::Document BasicDocument(const Path& path, const Prose& prose,
                                            model::DocumentKind kind);

}  // namespace avouch::formats
