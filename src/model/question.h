// Questions that other frameworks and buyers ask, by set, and a record of what was
// answered.
//
// Ids are theirs where we hold them, the words are ours; nothing here decides. Data:
// catalogues/questions.yaml; docs/answers.md. Values; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"
#include "model/fields.h"

namespace avouch::model {

struct Question {
  std::string id;            // "PW.4.4"; unique in its set
  std::string ask;           // What is asked, in our words; one sentence
  IfAny<std::string> bears;  // Themes, principles and claims; none where a framework maps
  IfAny<std::string> weak;   // Those of `bears` that bear little

  bool operator==(const Question&) const = default;
  AVOUCH_FIELDS(id, ask, bears, weak)
};

struct QuestionSet {
  std::string id;         // "ssdf", as typed
  std::string name;       // "NIST SSDF 1.1, by task"
  std::string framework;  // Of Catalogue::frameworks, whose `serves` is the mapping; or empty
  std::string source;     // What the ids are, and who says that a claim bears; shown
  std::string beyond;     // What the set asks that no evidence here is of; shown
  std::vector<Question> questions;

  bool operator==(const QuestionSet&) const = default;
  AVOUCH_FIELDS(id, name, framework, source, beyond, questions)
};

struct QuestionBank {
  std::vector<QuestionSet> sets;

  bool operator==(const QuestionBank&) const = default;
  AVOUCH_FIELDS(sets)
};

struct ToldClaim {
  std::string claim;
  Verdict verdict = Verdict::kNotEvidenced;  // As it was told
  std::vector<std::string> digests;          // SHA-256, hex, of what a met one rested on

  bool operator==(const ToldClaim&) const = default;
  AVOUCH_FIELDS(claim, verdict, digests)
};

struct ToldQuestion {
  std::string id;
  std::vector<std::string> claims;  // Those that bore on it, each one of Told::claims

  bool operator==(const ToldQuestion&) const = default;
  AVOUCH_FIELDS(id, claims)
};

// What was told, to whom, on which day.
struct Told {
  std::string told;                   // The set's id
  std::string to;                     // "Ruth, Buyer Ltd"
  std::string on;                     // Day, "2026-11-26"
  std::string organisation, product;  // Whose answer it is; organisation may be empty
  std::string source;                 // "sha256:…" of the bundle, or "commit …"
  std::string answer;                 // "sha256:…" of the answer's bytes
  std::vector<ToldClaim> claims;
  std::vector<ToldQuestion> questions;

  bool operator==(const Told&) const = default;
  AVOUCH_FIELDS(told, to, on, organisation, product, source, answer, claims, questions)
};

// True for a theme, principle or claim `number` that is `of` or stands above it:
// "1" and "1.2" hold "1.2.2"; "1.2" holds neither "1.20.1" nor "1".
[[nodiscard]] inline bool HoldsNumber(std::string_view number, std::string_view of) {
  return !number.empty() && of.starts_with(number) &&
         (of.size() == number.size() || of[number.size()] == '.');
}

}  // namespace avouch::model
