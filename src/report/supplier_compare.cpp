#include "report/supplier_compare.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

using model::Grade;
using model::Verdict;

constexpr int kNumberWidth = 8, kAnswerWidth = 18;

std::string NameOf(const HandIn& what) {
  std::string out = what.organisation;
  if (!what.product.empty()) out += (out.empty() ? "" : ", ") + what.product;
  if (!what.version.empty()) out += " " + what.version;
  return out.empty() ? "unnamed" : out;
}

std::string WordsFor(const HandIn& what, const std::string& claim) {
  const auto found = std::ranges::find(what.claims, claim, &HandInClaim::claim);
  return found == what.claims.end() ? "not shown" : ShownWords(*found);
}

bool IsMet(const HandIn& what, const std::string& claim) {
  const auto found = std::ranges::find(what.claims, claim, &HandInClaim::claim);
  return found != what.claims.end() && found->verdict == Verdict::kMet;
}

std::string DayText(const std::string& day) {
  const auto date = ParseDate(day);
  return date ? ToHumanDate(StartOf(*date)) : day;
}

// "2027-05-20" as people write it, and that it has passed.
std::string EndWords(const std::string& until, Time now) {
  const auto day = ParseDate(until);
  if (!day) return until;
  return ToHumanDate(StartOf(*day)) +
         (StartOf(*day) < StartOf(DateOf(now)) ? ", which has passed" : "");
}

SheetPart Answers(const std::vector<HandIn>& answers, Time now) {
  SheetPart out;
  out.heading = "Whose answers these are";
  for (const auto& what : answers) {
    std::string line = NameOf(what) + ": ";
    if (what.told_by == ToldBy::kForm)
      line += "a filled form; all in it is only said.";
    else if (what.signed_by)
      line += "signed by " + what.signed_by->by + ", Senior Responsible Owner, on " +
              DayText(what.signed_by->on) + ", until " + EndWords(what.signed_by->until, now) + ".";
    else
      line += "nobody signed.";
    if (what.assessed != Time())
      line += (what.told_by == ToldBy::kForm ? " Completed on " : " As it was on ") +
              ToHumanDate(what.assessed) + ".";
    if (!what.loosened.empty()) line += " Its rules are weaker than the program's own.";
    out.points.push_back(line);
  }
  return out;
}

// Where the choice could lie: some show it and others do not.
SheetPart Differences(const std::vector<HandIn>& answers) {
  SheetPart out;
  for (const auto& what : answers) {
    Numbers alone;
    for (const auto& number : what.catalogue.index) {
      const auto shown =
          std::ranges::count_if(answers, [&](const HandIn& other) { return IsMet(other, number); });
      if (IsMet(what, number) && shown < static_cast<long long>(answers.size()))
        alone.push_back(number);
    }
    if (!alone.empty())
      out.points.push_back(NameOf(what) + " shows, and not all others do: " + Compress(alone) +
                           ".");
  }
  if (out.points.empty()) return {};
  out.heading = "Where they differ";
  return out;
}

SheetPart Rows(const std::vector<HandIn>& answers, const model::CatalogueTheme& theme) {
  SheetPart out;
  out.heading = theme.number + " " + theme.name;
  out.table.head = {"Claim", "What it is about"};
  out.table.widths = {kNumberWidth, 0};
  for (const auto& what : answers) {
    out.table.head.push_back(NameOf(what));
    out.table.widths.push_back(kAnswerWidth);
  }
  for (const auto& principle : theme.principles)
    for (const auto& claim : principle.claims) {
      std::vector<std::string> row = {claim.number, claim.claim};
      for (const auto& what : answers) row.push_back(WordsFor(what, claim.number));
      out.table.rows.push_back(std::move(row));
    }
  return out;
}

// What a form says of itself that is no yes. Its status; of a form without one, how the argument
// begins, as the official form has it, or the evidence.
std::string SaidWords(const model::SaidInForm& said) {
  struct Saying {
    std::string_view start, words;
  };
  static constexpr Saying kSayings[] = {
      {"not met", "said: not met"},    {"not achieved", "said: not met"},
      {"unmet", "said: not met"},      {"not yet", "said: not met"},
      {"partial", "said: in part"},    {"partly", "said: in part"},
      {"in part", "said: in part"},    {"not applicable", "said: not applicable"},
      {"n/a", "said: not applicable"}, {"open", "not shown"},
      {"not evidenced", "not shown"},  {"not shown", "not shown"}};
  for (const std::string* text : {&said.status, &said.argument, &said.evidence}) {
    const std::string low = Lower(Trim(*text));
    if (low == "no") return "said: not met";
    for (const auto& one : kSayings)
      if (low.starts_with(one.start)) return std::string(one.words);
    if (text == &said.status && !low.empty()) break;
  }
  return "only said";
}

}  // namespace

std::string ShownWords(const HandInClaim& claim) {
  if (claim.verdict == Verdict::kNotMet) return "not met";
  if (claim.verdict == Verdict::kNotApplicable) return "does not apply";
  if (claim.verdict == Verdict::kMet && claim.grade) switch (*claim.grade) {
      case Grade::kComputed:
        return "by machine";
      case Grade::kAttested:
      case Grade::kExported:
        return "another system";
      case Grade::kSigned:
        return "a person signed";
      case Grade::kClaimed:
        break;
    }
  return claim.said.empty() ? "not shown" : SaidWords(claim.said.front());
}

Sheet CompareSheet(const std::vector<HandIn>& answers, Time now) {
  Sheet out;
  out.title = "What these suppliers show";
  out.beside =
      "Claim by claim against the UK Software Security Code of Practice, in the order given; what "
      "matters to you is for you to say.";
  out.parts.push_back(Answers(answers, now));
  if (SheetPart differences = Differences(answers); !differences.points.empty())
    out.parts.push_back(std::move(differences));
  for (const auto& theme : answers.front().catalogue.themes)
    out.parts.push_back(Rows(answers, theme));
  return out;
}

}  // namespace avouch::report
