#include "formats/form_lint.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "formats/form.h"
#include "formats/form_dates.h"
#include "formats/form_facts.h"
#include "formats/form_wording.h"

namespace avouch::formats {
namespace {

using model::FormFault;
using model::FormRow;

bool HasAny(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](auto part) { return text.find(part) != text.npos; });
}

std::string Quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  std::string line = ReplaceAll(text, "\n", " / ");
  if (line.size() > kShown) {
    std::size_t cut = kShown;
    while (cut > 0 && (line[cut] & 0xC0) == 0x80) --cut;
    line = line.substr(0, cut) + "...";
  }
  return "\"" + line + "\"";
}

// "Yes", "We do this", "In place": words that cite nothing.
bool OnlyAsserts(std::string_view text) {
  static const std::set<std::string_view> kWords = {
      "yes",   "met",         "done", "compliant", "we",   "do",      "this",      "in",
      "place", "implemented", "ok",   "achieved",  "is",   "it",      "confirmed", "fully",
      "true",  "always",      "all",  "are",       "have", "already", "of",        "course"};
  const std::string plain = PlainWords(text);
  for (auto word : Words(plain))
    if (!kWords.contains(word)) return false;
  return true;  // Nothing at all, too
}

bool SaysMet(const model::Form& form, const FormRow& row) {
  const std::string said = " " + PlainWords(form.has_status ? row.status : row.argument) + " ";
  if (HasAny(said, {" not ", " no ", " partly ", " partial ", " partially "})) return false;
  return HasAny(said, {" met ", " yes ", " achieved ", " compliant ", " implemented ", " done ",
                       " complete ", " fully "}) ||
         (OnlyAsserts(row.evidence) && !row.evidence.empty());
}

bool SaysNotApplicable(const FormRow& row) {
  for (const auto* text : {&row.status, &row.evidence, &row.argument}) {
    const std::string plain = PlainWords(*text);
    if (plain == "n a" || plain == "na" || plain == "not applicable") return true;
  }
  return false;
}

// What is said beside "not applicable".
bool GivesAReason(const FormRow& row) {
  static const std::set<std::string_view> kSame = {"n", "a", "na", "not", "applicable", "none"};
  constexpr std::size_t kLeast = 10;
  const std::string plain = PlainWords(row.evidence + " " + row.argument);
  std::size_t said = 0;
  for (const auto word : Words(plain)) said += kSame.contains(word) ? 0 : word.size();
  return said >= kLeast;
}

// Addresses and names of files, in lower case.
std::set<std::string> DocumentsIn(std::string_view text) {
  std::set<std::string> out;
  std::string clean(text);
  for (char& c : clean)
    if (c == '\n' || c == '<' || c == '>' || c == '(' || c == ')' || c == ',' || c == ';' ||
        c == '"')
      c = ' ';
  for (auto word : Words(clean)) {
    std::string low = Lower(word);
    while (!low.empty() && (low.back() == '.' || low.back() == ':')) low.pop_back();
    const bool file = std::ranges::any_of(
        std::initializer_list<std::string_view>{".pdf", ".docx", ".doc", ".md", ".xlsx", ".pptx",
                                                ".html", ".txt"},
        [&](auto end) { return low.size() > end.size() && low.ends_with(end); });
    if (low.starts_with("https://") || low.starts_with("http://") || file)
      out.insert(std::move(low));
  }
  return out;
}

// "information security policy" in "Our Information Security Policy v3.2, section 8": a
// document by its title, in lower case, with the words right before what it is.
std::set<std::string> TitlesIn(std::string_view text) {
  static const std::set<std::string_view> kDocuments = {
      "policy", "policies", "procedure", "procedures", "handbook",  "manual",     "standard",
      "guide",  "plan",     "guideline", "guidelines", "statement", "certificate"};
  static const std::set<std::string_view> kBefore = {
      "the", "a",   "an",  "our", "see", "and", "or",   "of",  "in", "by",  "with",
      "to",  "for", "per", "as",  "is",  "we",  "have", "has", "on", "from"};
  constexpr std::size_t kMostWords = 4;
  const std::string plain = PlainWords(text);
  std::set<std::string> out;
  std::vector<std::string_view> title;
  for (const auto word : Words(plain)) {
    if (kBefore.contains(word)) {
      title.clear();
      continue;
    }
    title.push_back(word);
    if (title.size() > kMostWords) title.erase(title.begin());
    if (!kDocuments.contains(word) || title.size() < 2) continue;
    std::string joined;
    for (const auto part : title) joined += (joined.empty() ? "" : " ") + std::string(part);
    out.insert(std::move(joined));
    title.clear();
  }
  return out;
}

class Linter {
 public:
  Linter(const model::Form& form, const model::Catalogue& catalogue, const model::FormWords& words,
         Time now)
      : form_(form), catalogue_(catalogue), words_(words), now_(now) {
    for (auto& row : form_.rows) row.evidence = WithoutRepeated(row.evidence);
  }

  std::vector<model::FormFinding> Run() && {
    for (const auto& row : form_.rows) {
      Known(row);
      if (!row.claim.empty()) Answer(row);
      Leftovers(row);
      Dates(row);
    }
    Shared();
    Whole();
    return std::move(out_);
  }

 private:
  void Add(FormFault kind, const FormRow& row, std::string text) {
    out_.push_back({kind, row.claim, row.where, std::move(text)});
  }

  void Known(const FormRow& row) {
    if (row.claim.empty()) {
      Add(FormFault::kUnknownRow, row,
          (row.number.empty() ? "a row" : "the row numbered " + row.number) +
              " states no claim of the Code" +
              (row.wording.empty() ? ": it has no wording" : ": " + Quoted(row.wording)) +
              Asked(row.number));
      return;
    }
    if (!seen_.insert(row.claim).second)
      Add(FormFault::kTwice, row, "a second row for the same claim");
    if (!row.number.empty() && !IsPrinted(row.number, row.claim))
      Add(FormFault::kMisnumbered, row,
          "numbered " + row.number + ", and its wording is that of " + row.claim);
  }

  // What the claim of that number asks, for who meant it.
  [[nodiscard]] std::string Asked(const std::string& number) const {
    const auto* claim = model::FindClaim(catalogue_, number);
    return claim == nullptr ? "" : "; " + number + " is: " + claim->claim;
  }

  // By some list: a form of 43 with the other two on a last page has rows of both. What is
  // no number of a claim ("17") is the form's own, and says nothing wrong.
  bool IsPrinted(const std::string& number, const std::string& claim) const {
    if (number == claim || ClaimNumberIn(number).empty()) return true;
    return std::ranges::any_of(catalogue_.lists, [&](const auto& list) {
      return std::ranges::any_of(list.entries, [&](const auto& entry) {
        return entry.claim == claim && entry.number == number;
      });
    });
  }

  void Answer(const FormRow& row) {
    if (SaysNotApplicable(row)) {
      if (!GivesAReason(row))
        Add(FormFault::kNoReason, row, "not applicable, and no reason is given");
      return;
    }
    if (row.evidence.empty() && row.argument.empty() && row.status.empty())
      return Add(FormFault::kUnanswered, row, "nothing is filled in");
    if (OnlyAsserts(row.evidence)) {
      if (SaysMet(form_, row))
        Add(FormFault::kMetWithoutEvidence, row,
            row.evidence.empty() ? "said to be met, and the evidence is empty"
                                 : "said to be met; the evidence is " + Quoted(row.evidence));
      return;
    }
    const std::string plain = " " + PlainWords(row.evidence) + " ";
    if (HasAny(plain, {" see above ", " as above ", " see below ", " this form ",
                       " this self assessment ", " this assessment ", " this document "}))
      Add(FormFault::kSelfCiting, row, "cites this form itself: " + Quoted(row.evidence));
    Kinds(row, plain);
    Deed(row, plain);
  }

  void Kinds(const FormRow& row, std::string_view plain) {
    const std::string low = Lower(row.evidence);
    const model::EvidenceKind* only = nullptr;
    for (const auto& kind : words_.evidence) {
      if (!std::ranges::any_of(kind.words, [&](const auto& word) { return Holds(low, word); }))
        continue;
      if (std::ranges::any_of(kind.bears_on, [&](const auto& prefix) {
            return row.claim == prefix || row.claim.starts_with(prefix + ".");
          }))
        return;
      only = &kind;
    }
    // Something else may be cited too: a short answer without it is nothing but that kind.
    constexpr std::size_t kShort = 120;
    std::string rest(plain);
    if (only != nullptr)
      for (const auto& word : only->words) rest = ReplaceAll(rest, PlainWords(word), "");
    const bool other = CitesADeed(rest);
    if (only != nullptr && low.size() <= kShort && !other)
      Add(FormFault::kCannotBear, row, only->kind + " does not show this: " + Quoted(row.evidence));
  }

  // A word, and not a part of another: "sla" is not in "translation".
  static bool Holds(std::string_view text, std::string_view word) {
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const auto end = at + word.size();
      if ((at == 0 || !letter(text[at - 1])) && (end == text.size() || !letter(text[end])))
        return true;
    }
    return false;
  }

  // Something that only exists because somebody did it. `plain` has spaces around it.
  static bool CitesADeed(std::string_view plain) {
    return HasAny(plain, {" log",        " record",    " report",         " result",   " export",
                          " screenshot", " ticket",    " test",           " audit",    " scan",
                          " review of ", " reviewed ", " configuration ", " setting",  " run ",
                          " runs ",      " commit",    " sbom ",          " minutes ", " output ",
                          " pipeline",   " dashboard", " list of "});
  }

  void Deed(const FormRow& row, std::string_view plain) {
    const auto at = std::ranges::find(words_.claims, row.claim, &model::ClaimWords::claim);
    if (at == words_.claims.end() || at->shown_by == model::ShownBy::kDocument) return;
    const bool policy = HasAny(plain, {" policy ", " policies ", " procedure ", " procedures ",
                                       " standard ", " handbook ", " guideline ", " guidelines "});
    if (policy && !CitesADeed(plain))
      Add(FormFault::kOnlyAPolicy, row,
          "a policy says what should be done; nothing cited shows that it was: " +
              Quoted(row.evidence));
  }

  void Leftovers(const FormRow& row) {
    for (const auto* text : {&row.evidence, &row.argument, &row.status})
      if (HoldsTemplateText(*text))
        return Add(FormFault::kTemplateText, row, "left from a template: " + Quoted(*text));
  }

  void Dates(const FormRow& row) {
    for (const auto& date : DatesIn(row.evidence + "\n" + row.argument)) {
      any_date_ = true;
      if (date.ends && AddDays(date.on, 1) <= now_)
        Add(FormFault::kPastDate, row,
            "said to hold until " + ToHumanDate(date.on) + ", which is over");
    }
  }

  void Shared() {
    std::map<std::string, std::set<std::string>> cited;
    for (const auto& row : form_.rows)
      if (!row.claim.empty()) {
        auto documents = DocumentsIn(row.evidence);
        if (documents.empty()) documents = TitlesIn(row.evidence);
        for (const auto& document : documents) cited[document].insert(row.claim);
      }
    for (const auto& [document, claims] : cited)
      if (claims.size() > kMostClaimsOfOneDocument)
        out_.push_back({FormFault::kOneDocumentForMany,
                        {},
                        {},
                        "\"" + document + "\" is cited for " +
                            Count("claim", static_cast<long long>(claims.size())) +
                            "; say which page shows which"});
  }

  void Whole() {
    if (form_.on.empty())
      out_.push_back({FormFault::kNoDate, {}, {}, "the form does not say when it was completed"});
    else if (const auto dates = DatesIn(form_.on); dates.empty())
      out_.push_back({FormFault::kNoDate, {}, {}, "no date can be read in " + Quoted(form_.on)});
    else if (dates.front().on > now_)
      out_.push_back(
          {FormFault::kFutureDate,
           {},
           {},
           "completed on " + ToHumanDate(dates.front().on) + ", which is still to come"});
    if (!any_date_)
      out_.push_back({FormFault::kNoDate, {}, {}, "no piece of evidence in it has a date"});
  }

  model::Form form_;  // Without what its rows repeat of other forms
  const model::Catalogue& catalogue_;
  const model::FormWords& words_;
  Time now_;
  std::set<std::string> seen_;
  bool any_date_ = false;
  std::vector<model::FormFinding> out_;
};

}  // namespace

std::vector<model::FormFinding> LintForm(const model::Form& form, const model::Catalogue& catalogue,
                                         const model::FormWords& words, Time now) {
  return Linter(form, catalogue, words, now).Run();
}

}  // namespace avouch::formats
