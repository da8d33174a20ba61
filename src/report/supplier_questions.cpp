#include "report/supplier_questions.h"

#include <algorithm>

namespace avouch::report {
namespace {

using model::Verdict;

constexpr SupplierQuestion kQuestions[] = {
    {"3.2.1", "If somebody finds a security hole in your product tonight, where do they report it?",
     "An address or form that is published, and a promise of when somebody answers. Bad: \"our "
     "normal support line\"."},
    {"3.5.1", "How quickly do you fix a critical hole, and did you keep to that in the last year?",
     "A number of days for each severity, and dates of the last ones that kept to it."},
    {"4.3.2", "If you are attacked and it may affect us, when and how do you tell us?",
     "A number of hours, a named way, and to whom at our side. Bad: \"without undue delay\"."},
    {"4.1.1", "Until which day do you fix security holes in the version that we would buy?",
     "A date for that version, on a page that we can keep."},
    {"4.2.1", "How long before you stop supporting it do you tell us?",
     "At least a year; the Code asks for that."},
    {"1.2.1", "Can we have the list of everything by others that is in the product?",
     "A file in CycloneDX or SPDX that names our version, with each new version."},
    {"1.2.5", "How do you notice that something by others in the product has a known hole?",
     "A tool that looks every day, named, and a person who decides on each."},
    {"1.3.2", "Is every change tested before it reaches us, also the urgent ones?",
     "Yes, by machine, and a release cannot go out when a test fails."},
    {"2.1.6", "Who can change the product, and when did you last look through that list?",
     "A number of people, a date within the last half year, and who was taken off."},
    {"2.1.5", "Do all of them sign in with a second factor?",
     "Yes, all, and the system refuses everybody else."},
    {"1.4.5", "How do you make sure that no password or key of yours gets into the product?",
     "A tool that reads every change, and what happens when it finds one."},
    {"1.4.1", "How did you think about who would attack the product, and how?",
     "A document with a date within the last year, and what was changed because of it."},
    {"3.4.2", "Who was told of the last hole that you fixed, and how?",
     "A published advisory with a date, and a list of customers that got it."},
    {"1.1.2", "Are the people who change the product trained in writing secure software?",
     "Yes, all who may release, each within the last year or two."},
    {"3.1.1", "How do we check that what we download is what you made?",
     "A signature or digest, and a page that says how to check it."},
    {"2.2.4", "Would you notice if somebody changed how the product is built?",
     "There is a log of it that these people cannot change, and somebody who reads it."},
    {"1.4.3", "Does the product come with any password that others know?",
     "No: the first start makes one, or asks us for one."},
    {"1.1.1", "Which framework for secure development do you follow?",
     "A name, a document with an owner, and when it was last looked through."},
};

// Less is more worth asking about.
int RankOf(const HandInClaim& claim) {
  switch (claim.verdict) {
    case Verdict::kNotMet:
      return 0;
    case Verdict::kNotEvidenced:
      return 1;
    case Verdict::kMet:
      return claim.grade == model::Grade::kSigned ? 2 : 3;
    case Verdict::kNotApplicable:
      break;
  }
  return 4;
}

}  // namespace

std::vector<SupplierQuestion> QuestionsFor(const HandIn& what, std::size_t most) {
  struct Row {
    int rank;
    SupplierQuestion question;
  };
  std::vector<Row> rows;
  for (const auto& question : kQuestions) {
    const auto claim = std::ranges::find(what.claims, question.claim, &HandInClaim::claim);
    const int rank = claim == what.claims.end() ? 1 : RankOf(*claim);
    if (rank < 4) rows.push_back({rank, question});
  }
  std::ranges::stable_sort(rows, {}, &Row::rank);
  std::vector<SupplierQuestion> out;
  for (const auto& row : rows)
    if (out.size() < most) out.push_back(row.question);
  return out;
}

}  // namespace avouch::report
