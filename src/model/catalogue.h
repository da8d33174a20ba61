// A code of practice as data: themes, principles, claims and their guidance.
//
// Nothing here is particular to one code. Read from catalogues/ by
// statement/catalogue_file.h, which also holds it to its own index; docs in
// docs/catalogue.md. Values only; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/evidence.h"
#include "model/fields.h"
#include "model/product.h"

namespace avouch::model {

// What a code asks of somebody.
enum class Duty {
  kExpected,          // Of everyone in that scope
  kWhereResponsible,  // Claim by claim: where it lies in their responsibility
  kVoluntary,         // Not the audience; may use it
  kNone,              // Out of scope
};
AVOUCH_NAMES(Duty, "expected", "where-responsible", "voluntary", "none")

struct ScopeDuty {
  ProductScope scope = ProductScope::kDeveloperAndDistributor;
  Duty duty = Duty::kNone;

  bool operator==(const ScopeDuty&) const = default;
  AVOUCH_FIELDS(scope, duty)
};

// A document that the catalogue is about or quotes.
struct CodeDocument {
  std::string id;  // "apc-1.0"
  std::string title, publisher;
  std::string date;         // "2025-05"
  std::string licence;      // "OGL-UK-3.0"
  std::string attribution;  // The sentence its licence asks for

  bool operator==(const CodeDocument&) const = default;
  AVOUCH_FIELDS(id, title, publisher, date, licence, attribution)
};

// Where to read more: a stable name and a place in it, never a deep link.
struct Signpost {
  std::string name;   // "NIST SSDF 1.1"
  std::string where;  // "PW.4.4"

  bool operator==(const Signpost&) const = default;
  AVOUCH_FIELDS(name, where)
};

// What counts as evidence of a claim at one grade.
struct GradedEvidence {
  Grade grade = Grade::kComputed;
  std::string counts;

  bool operator==(const GradedEvidence&) const = default;
  AVOUCH_FIELDS(grade, counts)
};

// What a buyer who is no security person reads.
struct CustomerSentences {
  std::string met, not_met, open;

  bool operator==(const CustomerSentences&) const = default;
  AVOUCH_FIELDS(met, not_met, open)
};

// Who says that the evidence for a claim serves another framework too.
enum class Basis {
  kPublished,              // Its publisher, for this claim
  kPublishedForPrinciple,  // Its publisher, for the principle only
  kProposed,               // This catalogue
};
AVOUCH_NAMES(Basis, "published", "published-for-principle", "proposed")

// "Evidence for one is usually usable for the other", never "satisfies".
struct ServedRequirement {
  std::string framework;  // Id of a Framework: "ssdf"
  std::string id;         // "PW.4.4"
  Basis basis = Basis::kProposed;
  bool weak = false;  // Stated, but bears little

  bool operator==(const ServedRequirement&) const = default;
  AVOUCH_FIELDS(framework, id, basis, weak)
};

struct Framework {
  std::string id;    // "ssdf"
  std::string name;  // "NIST SSDF 1.1"
  std::string note;  // How its ids are written

  bool operator==(const Framework&) const = default;
  AVOUCH_FIELDS(id, name, note)
};

struct CatalogueClaim {
  std::string number;  // "1.2.2"
  std::string claim;   // One plain sentence, in the catalogue's own words
  std::vector<ProductScope>
      applies;  // Every scope whose duty is not kNone, in ProductScope's order
  std::string
      responsibility;     // Where a duty is kWhereResponsible: when the claim is theirs; else empty
  std::string objective;  // What a good outcome looks like
  std::string description;             // The risk, and what it leads to
  std::vector<std::string> options;    // Ways to do it, small firm first
  std::vector<std::string> questions;  // To ask oneself
  std::vector<Signpost> signposts;
  std::vector<GradedEvidence> evidence;  // Strongest grade first
  std::vector<std::string> undone_by;
  CustomerSentences customer;
  std::vector<ServedRequirement> serves;  // In the order of Catalogue::frameworks

  bool operator==(const CatalogueClaim&) const = default;
  AVOUCH_FIELDS(number, claim, applies, responsibility, objective, description, options, questions,
                signposts, evidence, undone_by, customer, serves)
};

struct CataloguePrinciple {
  std::string number;  // "1.2"
  std::string name;    // Short, own words: "components"
  std::string text;    // As the code states it
  std::vector<CatalogueClaim> claims;

  bool operator==(const CataloguePrinciple&) const = default;
  AVOUCH_FIELDS(number, name, text, claims)
};

struct CatalogueTheme {
  std::string number;             // "1"
  std::string name;               // As the code states it
  std::string text;               // As the code states it
  std::vector<ScopeDuty> duties;  // One for each ProductScope, in its order
  std::vector<CataloguePrinciple> principles;

  bool operator==(const CatalogueTheme&) const = default;
  AVOUCH_FIELDS(number, name, text, duties, principles)
};

struct GlossaryTerm {
  std::string term;
  std::string meaning;  // Own words
  std::string note;     // Where the term is odd, or ours; may be empty

  bool operator==(const GlossaryTerm&) const = default;
  AVOUCH_FIELDS(term, meaning, note)
};

// A provision of an earlier draft, and what became of it.
struct EarlierProvision {
  std::string number;            // In the draft
  std::string strength;          // "shall" or "should"
  std::string text;              // Own words
  std::vector<std::string> now;  // Principles and claims that hold it today; empty: none
  std::string became;            // One sentence

  bool operator==(const EarlierProvision&) const = default;
  AVOUCH_FIELDS(number, strength, text, now, became)
};

struct ListEntry {
  std::string number;  // In that list
  std::string claim;   // Number in this catalogue

  bool operator==(const ListEntry&) const = default;
  AVOUCH_FIELDS(number, claim)
};

// A published list of the same claims. A record keys a claim by (document,
// version, list, number): numbers alone do not agree between lists.
struct ClaimList {
  std::string id;  // "word-form-0.4"
  std::string document, version, list;
  bool normative = false;
  std::vector<ListEntry> entries;  // In that list's order
  std::string note;

  bool operator==(const ClaimList&) const = default;
  AVOUCH_FIELDS(id, document, version, list, normative, entries, note)
};

// Something wrong or unclear in the source, and how the catalogue treats it.
struct SourceFault {
  std::string where, what, treated;

  bool operator==(const SourceFault&) const = default;
  AVOUCH_FIELDS(where, what, treated)
};

// What the code asks that is not a claim; shown, never deciding.
struct BesideClaims {
  std::string id, title, text;
  std::vector<std::string> bears_on;  // Principles or claims

  bool operator==(const BesideClaims&) const = default;
  AVOUCH_FIELDS(id, title, text, bears_on)
};

struct ReadingStep {
  std::string title, why;
  std::vector<std::string> claims;  // Numbers of claims or principles

  bool operator==(const ReadingStep&) const = default;
  AVOUCH_FIELDS(title, why, claims)
};

// In which order somebody reads the code, and why in that order.
struct ReadingOrder {
  std::string id;      // "small-firm"
  std::string reader;  // "A firm of four, starting today"
  std::string time;    // A guess, in words
  std::vector<ReadingStep> steps;

  bool operator==(const ReadingOrder&) const = default;
  AVOUCH_FIELDS(id, reader, time, steps)
};

struct Catalogue {
  std::string id;       // "urn:x-avouch:catalogue:software-security-code-of-practice"
  std::string version;  // Of the catalogue, not of the code: "1.0.0"
  std::string
      digest;  // Hex SHA-256 of the canonical JSON of the fields below and above, without itself
  CodeDocument code;
  std::vector<CodeDocument> documents;  // Others that the catalogue rests on
  std::string responsible;              // Who answers for it, as the code states it
  std::vector<std::string> index;       // Every claim's number, in order
  std::vector<Framework> frameworks;
  std::vector<CatalogueTheme> themes;
  std::vector<ClaimList> lists;
  std::vector<BesideClaims> beside;
  std::vector<SourceFault> faults;
  std::vector<GlossaryTerm> glossary;
  std::vector<EarlierProvision> earlier;
  std::vector<ReadingOrder> reading;

  bool operator==(const Catalogue&) const = default;
  AVOUCH_FIELDS(id, version, code, documents, responsible, index, frameworks, themes, lists, beside,
                faults, glossary, earlier, reading)
};

// The claim `number`, or nullptr. Valid as long as `catalogue`.
[[nodiscard]] inline const CatalogueClaim* FindClaim(const Catalogue& catalogue,
                                                     std::string_view number) {
  for (const auto& theme : catalogue.themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims)
        if (claim.number == number) return &claim;
  return nullptr;
}

// The principle `number`, or nullptr. Valid as long as `catalogue`.
[[nodiscard]] inline const CataloguePrinciple* FindPrinciple(const Catalogue& catalogue,
                                                             std::string_view number) {
  for (const auto& theme : catalogue.themes)
    for (const auto& principle : theme.principles)
      if (principle.number == number) return &principle;
  return nullptr;
}

}  // namespace avouch::model
