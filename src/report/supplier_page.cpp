#include "report/supplier_page.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "report/supplier_questions.h"

namespace avouch::report {
namespace {

using model::Grade;
using model::Verdict;

// So much that two pages hold it; the rest is counted and said to be left out.
constexpr std::size_t kMostOpen = 12, kQuestions = 8, kMostClauses = 6, kMostLoosened = 4;
constexpr int kNumberWidth = 8, kDayWidth = 20, kCountWidth = 12;

bool IsOpen(const HandInClaim& claim) {
  return claim.verdict == Verdict::kNotMet || claim.verdict == Verdict::kNotEvidenced;
}

std::string Count(long long n, std::string_view one, std::string_view many) {
  return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

std::string SupplierOf(const HandIn& what) {
  return what.organisation.empty() ? "The supplier" : what.organisation;
}

// ---- Who answers ----

SheetPart WhoAnswers(const HandIn& what) {
  SheetPart out;
  out.heading = "Who answers for this";
  if (what.signed_by) {
    out.paragraphs.push_back(what.signed_by->by + ", Senior Responsible Owner of " +
                             SupplierOf(what) + ", signed these answers on " + what.signed_by->on +
                             "; the signature holds until " + what.signed_by->until + ".");
  } else {
    out.paragraphs.push_back(
        "Nobody has signed these answers. Ask for a bundle that the Senior Responsible Owner "
        "signed.");
  }
  if (what.told_by == ToldBy::kBundle) {
    out.paragraphs.push_back(
        "You need not believe this page: avouch verify, or the page that checks bundles in a "
        "browser, reads " +
        what.file +
        " on your own computer. Compare the fingerprint with one that the supplier "
        "tells you another way: " +
        what.fingerprint + ".");
  } else if (what.told_by == ToldBy::kAssessment) {
    out.paragraphs.push_back(
        "This page was made from an assessment that was not sealed: it shows what the person who "
        "made it wanted to show. A bundle can be checked without trusting anybody.");
  }
  return out;
}

// ---- What rests on what ----

enum Column : std::size_t { kByMachine, kBySystem, kByPerson, kOpen, kNotMet, kNone, kColumns };
using Counts = std::array<long long, kColumns>;

Column ColumnOf(const HandInClaim& claim) {
  if (claim.verdict == Verdict::kNotMet) return kNotMet;
  if (claim.verdict == Verdict::kNotApplicable) return kNone;
  if (claim.verdict == Verdict::kNotEvidenced || !claim.grade) return kOpen;
  switch (*claim.grade) {
    case Grade::kComputed:
      return kByMachine;
    case Grade::kAttested:
    case Grade::kExported:
      return kBySystem;
    case Grade::kSigned:
      return kByPerson;
    case Grade::kClaimed:
      break;
  }
  return kOpen;
}

std::vector<std::string> CountRow(const std::string& name, const Counts& counts) {
  std::vector<std::string> out = {name};
  for (const long long n : counts) out.push_back(std::to_string(n));
  return out;
}

SheetPart WhatIsShown(const HandIn& what) {
  SheetPart out;
  out.heading = "What is shown, and by whom";
  out.table.head = {"",        "by machine",    "by another system", "a person", "not shown yet",
                    "not met", "does not apply"};
  out.table.widths = {0,           kCountWidth, kCountWidth, kCountWidth,
                      kCountWidth, kCountWidth, kCountWidth};
  Counts all{};
  for (const auto& theme : what.catalogue.themes) {
    Counts counts{};
    for (const auto& principle : theme.principles)
      for (const auto& known : principle.claims) {
        const auto claim = std::ranges::find(what.claims, known.number, &HandInClaim::claim);
        if (claim == what.claims.end()) continue;
        ++counts[ColumnOf(*claim)];
        ++all[ColumnOf(*claim)];
      }
    out.table.rows.push_back(CountRow(theme.name, counts));
  }
  out.table.rows.push_back(CountRow("all " + std::to_string(what.claims.size()), all));
  out.paragraphs.push_back(QuotableSentence(what));
  out.points = {
      "by machine: computed from the product's own source, history or releases, by rules that "
      "anyone with them can run again.",
      "by another system: its answer as it came, for example the list of who has access.",
      "a person: somebody with that duty signed that it is so. Nobody else has checked it."};
  return out;
}

SheetPart Weaker(const HandIn& what) {
  SheetPart out;
  for (const auto& rule : what.loosened)
    if (out.points.size() < kMostLoosened) out.points.push_back(rule);
  if (out.points.empty()) return {};
  out.heading = "Rules that the supplier made weaker than the program's own";
  return out;
}

// ---- What is open ----

std::string SentenceOf(const HandIn& what, const HandInClaim& claim) {
  const auto* known = model::FindClaim(what.catalogue, claim.claim);
  if (known == nullptr) return WhyOf(claim);
  return claim.verdict == Verdict::kNotMet ? known->customer.not_met : known->customer.open;
}

std::string UntilOf(const HandInClaim& claim) {
  if (claim.gap_until.empty()) return "no date given";
  const auto until = ParseDate(claim.gap_until);
  return (until ? ToHumanDate(StartOf(*until)) : claim.gap_until) +
         (claim.gap_by.empty() ? "" : ", " + claim.gap_by);
}

// Not met before open, a dated one before an undated; else the catalogue's order.
std::vector<const HandInClaim*> OpenOnes(const HandIn& what) {
  std::vector<const HandInClaim*> out;
  for (const auto& claim : what.claims)
    if (IsOpen(claim)) out.push_back(&claim);
  std::ranges::stable_sort(out, [](const HandInClaim* a, const HandInClaim* b) {
    return std::pair(a->verdict != Verdict::kNotMet, a->gap_until.empty()) <
           std::pair(b->verdict != Verdict::kNotMet, b->gap_until.empty());
  });
  return out;
}

SheetPart WhatIsOpen(const HandIn& what) {
  SheetPart out;
  out.heading = "What is open, and until when";
  const auto open = OpenOnes(what);
  if (open.empty()) {
    out.paragraphs.push_back("Nothing.");
    return out;
  }
  out.table.head = {"Claim", "What you would want to know", "Until"};
  out.table.widths = {kNumberWidth, 0, kDayWidth};
  for (const auto* claim : open)
    if (out.table.rows.size() < kMostOpen)
      out.table.rows.push_back({claim->claim, SentenceOf(what, *claim), UntilOf(*claim)});
  if (open.size() > kMostOpen) {
    Numbers rest;
    for (std::size_t i = kMostOpen; i < open.size(); ++i) rest.push_back(open[i]->claim);
    out.paragraphs.push_back(Count(static_cast<long long>(rest.size()), "more is", "more are") +
                             " open, without room here: " + Compress(rest) + ".");
  }
  return out;
}

SheetPart OnlySaid(const HandIn& what) {
  Numbers said;
  for (const auto& claim : what.claims)
    if (IsOpen(claim) && !claim.said.empty()) said.push_back(claim.claim);
  if (said.empty()) return {};
  SheetPart out;
  out.heading = "Only said";
  out.paragraphs.push_back("Answered in a form, with nothing that shows it: " + Join(said, ", ") +
                           ".");
  return out;
}

// ---- What to ask for ----

SheetPart Questions(const HandIn& what) {
  SheetPart out;
  out.heading = "Eight questions worth asking this supplier";
  out.table.head = {"Ask", "A good answer"};
  out.table.widths = {44, 0};
  for (const auto& question : QuestionsFor(what, kQuestions))
    out.table.rows.push_back({std::string(question.ask) + " (" + std::string(question.claim) + ")",
                              std::string(question.good)});
  return out;
}

const model::ContractClause* ClauseOf(const model::ContractClauses& clauses,
                                      const std::string& claim) {
  const auto found = std::ranges::find(clauses.clauses, claim, &model::ContractClause::claim);
  return found == clauses.clauses.end() ? nullptr : &*found;
}

// For what is asked above, in that order.
SheetPart Clauses(const HandIn& what) {
  SheetPart out;
  out.heading = "For the contract";
  out.paragraphs.push_back(
      "A start for both parties and their lawyers, for what is asked above; avouch supplier "
      "clauses writes all. Periods are ours, to be agreed.");
  out.table.head = {"Claim", "Clause", "Shown by, how old at most, told when"};
  out.table.widths = {kNumberWidth, 40, 0};
  for (const auto& question : QuestionsFor(what, kMostClauses))
    if (const auto* clause = ClauseOf(what.clauses, std::string(question.claim)))
      out.table.rows.push_back({clause->claim, clause->clause,
                                clause->evidence + " " + clause->fresh + " " + clause->notice});
  return out.table.rows.empty() ? SheetPart{} : out;
}

void AddUnlessEmpty(Sheet& sheet, SheetPart part) {
  if (!part.heading.empty()) sheet.parts.push_back(std::move(part));
}

}  // namespace

Sheet SupplierPage(const HandIn& what) {
  Sheet out;
  out.title = what.product + (what.version.empty() ? "" : " " + what.version) +
              ": what its supplier shows about security";
  out.beside = SupplierOf(what) + ", assessed " + ToHumanDate(what.assessed) +
               " against the UK Software Security Code of Practice (May 2025)";
  for (SheetPart (*make)(const HandIn&) :
       {WhoAnswers, WhatIsShown, Weaker, WhatIsOpen, OnlySaid, Questions, Clauses})
    AddUnlessEmpty(out, make(what));
  return out;
}

Result<Bytes> WriteSupplierPage(const HandIn& what) { return SheetHtml(SupplierPage(what)); }

Sheet ClausesSheet(const model::Catalogue& catalogue, const model::ContractClauses& clauses) {
  Sheet out;
  out.title = "Contract clauses for the UK Software Security Code of Practice";
  out.beside =
      "One for each claim, in our own words: a start for both parties and their lawyers. Periods "
      "are to be agreed.";
  for (const auto& theme : catalogue.themes) {
    SheetPart part;
    part.heading = theme.number + " " + theme.name;
    part.table.head = {"Claim", "Clause", "Shown by", "How old at most", "Told when"};
    part.table.widths = {kNumberWidth, 0, 26, 20, 24};
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims)
        if (const auto* clause = ClauseOf(clauses, claim.number))
          part.table.rows.push_back(
              {claim.number, clause->clause, clause->evidence, clause->fresh, clause->notice});
    out.parts.push_back(std::move(part));
  }
  return out;
}

Sheet AskSheet(const HandIn& what, const std::string& from) {
  Sheet out;
  out.title = "What we still need to know about " + what.product +
              (what.version.empty() ? "" : " " + what.version);
  out.beside = "To " + SupplierOf(what);
  SheetPart opening;
  opening.paragraphs = {
      "We read your answers" +
          (what.assessed == Time() ? std::string() : " of " + ToHumanDate(what.assessed)) +
          " against the UK Software Security Code of Practice. Thank you for what is shown there.",
      "The following is not shown yet. Please tell us, for each: how it is done, and by when you "
      "can show it in the form named beside it. \"We do not do this\" is an answer that helps us, "
      "too."};
  out.parts.push_back(std::move(opening));
  SheetPart asked;
  asked.heading = "What we ask for";
  asked.table.head = {"Claim", "What it is about", "The form in which we can use it"};
  asked.table.widths = {kNumberWidth, 40, 0};
  for (const auto* claim : OpenOnes(what)) {
    const auto* clause = ClauseOf(what.clauses, claim->claim);
    asked.table.rows.push_back({claim->claim, WordsOf(what, claim->claim),
                                clause == nullptr ? "" : clause->evidence + " " + clause->fresh});
  }
  if (asked.table.rows.empty()) {
    asked.table = {};
    asked.paragraphs.push_back("Nothing: every claim is evidenced or does not apply.");
  }
  out.parts.push_back(std::move(asked));
  SheetPart closing;
  closing.paragraphs.push_back(
      "A bundle made with avouch seal carries all of it in one file that we can check ourselves.");
  closing.paragraphs.push_back(from.empty() ? "(name, organisation, day)" : from);
  out.parts.push_back(std::move(closing));
  return out;
}

}  // namespace avouch::report
