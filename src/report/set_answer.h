// The answer to a set of questions that somebody else asks: which claims bear on each,
// how these stand, on what evidence, and what is not covered.
//
// "Evidence for", never "satisfies": a question is never said to be answered. Evidence
// is cited for claims that are met, and for no other. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/question.h"
#include "report/hand_in.h"
#include "report/sheet.h"

namespace avouch::report {

// That the evidence for a claim bears on a question, and who says so.
struct Bearing {
  std::string claim;  // "1.2.2"
  model::Basis basis = model::Basis::kProposed;
  bool weak = false;   // Bears little
  bool whole = false;  // Said of the whole principle or theme, not of this claim

  bool operator==(const Bearing&) const = default;
};

// In the catalogue's order, each claim once. By the catalogue's `serves` where the set
// names a framework, else by the question's own `bears`.
[[nodiscard]] std::vector<Bearing> BearingsOn(const model::QuestionSet& set,
                                              const model::Question& question,
                                              const model::Catalogue& catalogue);

// "published, not claim by claim, bears little".
[[nodiscard]] std::string BearingWords(const Bearing& bearing);

// What the evidence does not cover of a question on which these bear; never empty.
[[nodiscard]] std::string NotCovered(const HandIn& what, const std::vector<Bearing>& bearings);

[[nodiscard]] Sheet AnswerSheet(const HandIn& what, const model::QuestionSet& set);
// A first row on all of it; then a row for each piece of evidence; for each claim and each question
// without, one, too.
[[nodiscard]] std::string AnswerCsv(const HandIn& what, const model::QuestionSet& set);

// The sets that there are, a row each.
[[nodiscard]] Sheet SetsSheet(const model::QuestionBank& bank);

// What was told by this answer; `to`, `on`, `source` and `answer` are the caller's.
[[nodiscard]] model::Told ToldOf(const HandIn& what, const model::QuestionSet& set);

// A claim that was told as met or not applicable and is now something else.
struct NoLonger {
  std::string claim;
  model::Verdict then = model::Verdict::kMet, now = model::Verdict::kNotEvidenced;
  std::vector<std::string> questions;  // Ids of those that leant on it

  bool operator==(const NoLonger&) const = default;
};
[[nodiscard]] std::vector<NoLonger> NoLongerTrue(const model::Told& told, const HandIn& now);

}  // namespace avouch::report
