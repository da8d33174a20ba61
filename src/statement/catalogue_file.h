// Reads a catalogue: a code of practice as YAML documents, held to its own index.
//
// Form: docs/catalogue.md. A catalogue is one stream of documents; files of a
// folder are joined by JoinCatalogue. Strict: unknown keys, keys given twice and
// wrong kinds are errors with line and column. Pure; any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"
#include "syntax/node.h"

namespace avouch::statement {

// Something that a catalogue gets wrong.
struct CatalogueProblem {
  std::string of;    // "claim 1.2.2", "list word-form-0.4", "catalogue"
  std::string what;  // "has no options"

  bool operator==(const CatalogueProblem&) const = default;
};

// A difference between two catalogues. An added or removed item has no field.
struct CatalogueChange {
  enum class Kind { kAdded, kRemoved, kChanged };

  Kind kind = Kind::kChanged;
  std::string of;             // "claim 1.2.2"
  std::string field;          // "undone-by"
  std::string before, after;  // Text as it is, other values as canonical JSON

  bool operator==(const CatalogueChange&) const = default;
};

// One catalogue, its digest computed: a stream of YAML documents, or what
// CanonicalCatalogue wrote.
// Fails with kConfiguration; `where` is "line 3, column 14" of the stream. Of a
// valid file that breaks a rule of ValidateCatalogue, the first problem is told.
[[nodiscard]] Result<model::Catalogue> ReadCatalogue(BytesView stream);

// The same from documents that were parsed already.
[[nodiscard]] Result<model::Catalogue> ReadCatalogue(std::span<const syntax::Node> documents);

// Every rule that the catalogue breaks, in its order: exactly the claims of its
// index, numbers unique and nested, no part empty, every reference to something
// that exists, one normative list that names each claim once. Empty: valid.
[[nodiscard]] std::vector<CatalogueProblem> ValidateCatalogue(const model::Catalogue& catalogue);

// What leads from `a` to `b`: removed and changed items in a's order, then
// added ones in b's. Items are the catalogue, its themes, principles, claims,
// lists, terms, provisions, reading orders, what is beside, and frameworks.
[[nodiscard]] std::vector<CatalogueChange> DiffCatalogues(const model::Catalogue& a,
                                                          const model::Catalogue& b);

// The canonical bytes that the digest is of: RFC 8785, digest left out.
[[nodiscard]] Result<Bytes> CanonicalCatalogue(const model::Catalogue& catalogue);

// Files of one catalogue as one stream, in the order given.
[[nodiscard]] Bytes JoinCatalogue(std::span<const std::string_view> files);

}  // namespace avouch::statement
