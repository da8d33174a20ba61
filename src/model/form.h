// A filled self-assessment form, and how its rows are known for claims.
//
// What a form says is only said: nothing here makes a claim met. Values; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/fields.h"

namespace avouch::model {

// What shows a claim: a document may be enough, or something has to be done.
enum class ShownBy { kDocument, kDeed };
AVOUCH_NAMES(ShownBy, "document", "deed")

// The words by which a claim is known however its sentence is written.
struct ClaimWords {
  std::string claim;
  ShownBy shown_by = ShownBy::kDeed;
  std::vector<std::string> words;

  bool operator==(const ClaimWords&) const = default;
  AVOUCH_FIELDS(claim, shown_by, words)
};

// A kind of evidence that people cite, and the numbers it can bear on.
struct EvidenceKind {
  std::string kind;                   // "a certificate of the organisation"
  std::vector<std::string> words;     // Lower case: "iso 27001"
  std::vector<std::string> bears_on;  // Prefixes of numbers: "2.1"

  bool operator==(const EvidenceKind&) const = default;
  AVOUCH_FIELDS(kind, words, bears_on)
};

struct FormWords {
  std::vector<ClaimWords> claims;  // In the catalogue's order
  std::vector<EvidenceKind> evidence;

  bool operator==(const FormWords&) const = default;
  AVOUCH_FIELDS(claims, evidence)
};

// A row of a form that stands for a claim, or tries to.
struct FormRow {
  std::string number;   // As printed; may be empty
  std::string wording;  // As printed
  std::string status, evidence, argument;
  std::string claim;  // Of the catalogue; empty: not recognised
  std::string where;  // "table 3, row 5"; "line 12"

  bool operator==(const FormRow&) const = default;
};

struct Form {
  std::string list;  // Id of the catalogue's list; empty: of none
  std::string organisation, product, version;
  std::string by, role, on;        // Who assessed, as written
  std::vector<FormRow> rows;       // In the form's order
  bool has_status = false;         // There is a column that says met or not
  bool has_evidence = true;        // There is a column of evidence
  std::vector<std::string> notes;  // What was not read, and why
};

// How a line of evidence begins in a form of ours that repeats what another form says.
inline constexpr std::string_view kRepeatedInForm = "Only said, in ";

// What somebody wrote about a claim in a form that was taken in: only said. It is shown
// beside the verdict, and nothing that decides reads it.
struct SaidInForm {
  std::string claim;
  std::string file, digest;  // In the organisation's inbox; SHA-256 of its bytes, hex
  std::string row;           // As FormRow's where
  std::string number;        // As the form prints it
  std::string status, evidence, argument;

  bool operator==(const SaidInForm&) const = default;
};

// What is wrong with a form. The kind is what programs read.
enum class FormFault {
  kUnknownRow,
  kMisnumbered,
  kTwice,
  kUnanswered,
  kMetWithoutEvidence,
  kSelfCiting,
  kOneDocumentForMany,
  kOnlyAPolicy,
  kCannotBear,
  kNoReason,
  kNoDate,
  kPastDate,
  kFutureDate,
  kTemplateText,
  kDeadAddress,
};
AVOUCH_NAMES(FormFault, "unknown-row", "misnumbered", "twice", "unanswered", "met-without-evidence",
             "self-citing", "one-document-for-many", "only-a-policy", "cannot-bear", "no-reason",
             "no-date", "past-date", "future-date", "template-text", "dead-address")

struct FormFinding {
  FormFault kind = FormFault::kUnknownRow;
  std::string claim;  // Empty: of the whole form
  std::string where;  // As FormRow's
  std::string text;   // One line

  bool operator==(const FormFinding&) const = default;
};

}  // namespace avouch::model
