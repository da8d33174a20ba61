#include "report/set_answer.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "syntax/csv_cell.h"

namespace avouch::report {
namespace {

using model::Basis;
using model::Question;
using model::QuestionSet;
using model::Verdict;

constexpr int kClaimWidth = 8, kAnswerWidth = 20, kEvidenceWidth = 12, kBasisWidth = 22;
constexpr std::string_view kNothingBears = "no claim of the Code bears on it";

// One that is not in the answer is open.
HandInClaim ClaimIn(const HandIn& what, const std::string& number) {
  const auto found = std::ranges::find(what.claims, number, &HandInClaim::claim);
  if (found != what.claims.end()) return *found;
  HandInClaim out;
  out.claim = number;
  return out;
}

// What is looked at for a claim that is not met is evidence of nothing.
std::vector<HandInEvidence> EvidenceFor(const HandInClaim& claim) {
  return claim.verdict == Verdict::kMet ? claim.evidence : std::vector<HandInEvidence>();
}

std::string DigestWords(const HandInEvidence& evidence) {
  return evidence.digest.empty() ? "withheld from this reader" : "sha256:" + evidence.digest;
}

// Evidence is listed once, at the end, and named "E1" where it is used.
class Register {
 public:
  std::string NamesOf(const std::vector<HandInEvidence>& evidence) {
    std::string out;
    for (const auto& one : evidence) {
      const auto [at, added] = numbers_.emplace(EvidenceKey(one), all_.size() + 1);
      if (added) all_.push_back(one);
      out += (out.empty() ? "E" : ", E") + std::to_string(at->second);
    }
    return out;
  }

  [[nodiscard]] SheetPart Part() const {
    SheetPart out;
    out.heading = "Evidence";
    if (all_.empty()) out.paragraphs.push_back("None: no claim that bears on this set is met.");
    out.table.head = {"", "What it is, its day, grade and digest"};
    out.table.widths = {5, 0};
    for (std::size_t i = 0; i < all_.size(); ++i)
      out.table.rows.push_back({"E" + std::to_string(i + 1), EvidenceWords(all_[i])});
    return out;
  }

 private:
  // All that tells one piece from another.
  static std::string EvidenceKey(const HandInEvidence& one) {
    return one.kind + '\n' + one.what + '\n' + one.digest + '\n' + one.on + '\n' + one.visibility +
           '\n' + std::string(model::Name(one.grade));
  }

  std::vector<HandInEvidence> all_;
  std::map<std::string, std::size_t> numbers_;  // From 1
};

std::string NameOf(const HandIn& what) {
  return what.product + (what.version.empty() ? "" : " " + what.version);
}

std::string SignedWords(const HandIn& what) {
  if (!what.signed_by) return "Nobody has signed this answer.";
  return "Signed by " + what.signed_by->by + ", Senior Responsible Owner, on " +
         what.signed_by->on + ", until " + what.signed_by->until +
         ": the verdicts on the claims, not this answer.";
}

std::string LoosenedWords(const HandIn& what) {
  if (what.loosened.empty()) return "";
  return "Decided by rules that are weaker than the program's own: " + Join(what.loosened, "; ");
}

SheetPart About(const HandIn& what, const QuestionSet& set) {
  SheetPart out;
  out.heading = "How to read this";
  out.paragraphs.push_back(QuotableSentence(what));
  out.points = {
      "Beside each question stand the claims of the Software Security Code of Practice whose "
      "evidence bears on it. That is evidence for a question, and says of none that it is met.",
      set.source, "Not covered in any answer here: " + set.beyond, SignedWords(what)};
  if (!what.file_digest.empty())
    out.points.push_back("From the bundle " + what.file + ", sha256:" + what.file_digest + ".");
  else if (!what.commit.empty())
    out.points.push_back("From the commit " + what.commit + "; not sealed.");
  if (!what.loosened.empty()) out.points.push_back(LoosenedWords(what) + ".");
  return out;
}

SheetPart PartOf(const HandIn& what, const QuestionSet& set, const Question& question,
                 Register& evidence) {
  SheetPart out;
  out.heading = question.id;
  out.paragraphs.push_back(question.ask);
  const auto bearings = BearingsOn(set, question, what.catalogue);
  if (bearings.empty()) out.paragraphs.emplace_back("Open: nothing here is evidence for it.");
  out.paragraphs.push_back("Not covered: " + NotCovered(what, bearings) + ".");
  out.table.head = {"Claim", "In our words", "Answer", "Evidence", "Who says that it bears"};
  out.table.widths = {kClaimWidth, 0, kAnswerWidth, kEvidenceWidth, kBasisWidth};
  for (const auto& bearing : bearings) {
    const HandInClaim claim = ClaimIn(what, bearing.claim);
    out.table.rows.push_back({bearing.claim, WordsOf(what, bearing.claim), VerdictWords(claim),
                              evidence.NamesOf(EvidenceFor(claim)), BearingWords(bearing)});
  }
  return out;
}

std::string CsvRow(const std::vector<std::string>& cells) {
  std::string out;
  for (const auto& cell : cells)
    out += (out.empty() ? "" : ",") + syntax::CsvCell(Printable(ToUtf8(cell)));
  return out + "\r\n";
}

std::string CsvOf(const HandIn& what, const QuestionSet& set, const Question& question) {
  const auto bearings = BearingsOn(set, question, what.catalogue);
  const std::string open = NotCovered(what, bearings);
  const std::vector<std::string> asked = {set.id, question.id, question.ask};
  auto row = [&](const std::vector<std::string>& claim, const std::vector<std::string>& evidence) {
    std::vector<std::string> cells = asked;
    cells.insert(cells.end(), claim.begin(), claim.end());
    cells.insert(cells.end(), evidence.begin(), evidence.end());
    cells.push_back(open);
    return CsvRow(cells);
  };
  const std::vector<std::string> none = {"", "", "", "", ""};
  if (bearings.empty()) return row({"", "", "", "open"}, none);
  std::string out;
  for (const auto& bearing : bearings) {
    const HandInClaim claim = ClaimIn(what, bearing.claim);
    const std::vector<std::string> cells = {bearing.claim, WordsOf(what, bearing.claim),
                                            BearingWords(bearing), VerdictWords(claim)};
    const auto evidence = EvidenceFor(claim);
    if (evidence.empty()) out += row(cells, none);
    for (const auto& one : evidence)
      out += row(cells, {one.what, one.kind, one.on, std::string(model::Name(one.grade)),
                         DigestWords(one)});
  }
  return out;
}

Bearing& At(std::vector<Bearing>& bearings, const std::string& claim) {
  const auto found = std::ranges::find(bearings, claim, &Bearing::claim);
  return found == bearings.end()
             ? bearings.emplace_back(Bearing{claim, Basis::kProposed, true, true})
             : *found;
}

void Served(const std::string& number, const QuestionSet& set, const Question& question,
            const model::Catalogue& catalogue, std::vector<Bearing>& out) {
  const auto* claim = model::FindClaim(catalogue, number);
  if (claim == nullptr) return;
  for (const auto& served : claim->serves) {
    if (served.framework != set.framework || served.id != question.id) continue;
    out.push_back(
        {number, served.basis, served.weak, served.basis == Basis::kPublishedForPrinciple});
    return;
  }
}

// The closest number decides: a claim named itself is not said of its principle only.
void Borne(const std::string& number, const Question& question, std::vector<Bearing>& out) {
  for (const auto& bears : question.bears)
    if (model::HoldsNumber(bears, number)) {
      Bearing& one = At(out, number);
      one.whole = one.whole && bears != number;
      one.weak = one.weak && std::ranges::find(question.weak, bears) != question.weak.end();
    }
}

}  // namespace

std::vector<Bearing> BearingsOn(const QuestionSet& set, const Question& question,
                                const model::Catalogue& catalogue) {
  std::vector<Bearing> out;
  for (const auto& number : catalogue.index) {
    if (set.framework.empty())
      Borne(number, question, out);
    else
      Served(number, set, question, catalogue, out);
  }
  return out;
}

std::string BearingWords(const Bearing& bearing) {
  std::string out = bearing.basis == Basis::kProposed ? "proposed by us" : "published";
  if (bearing.whole) out += ", not claim by claim";
  if (bearing.weak) out += ", bears little";
  return out;
}

std::string NotCovered(const HandIn& what, const std::vector<Bearing>& bearings) {
  if (bearings.empty()) return std::string(kNothingBears);
  Numbers open, not_met, not_applicable, little, reserved;
  for (const auto& bearing : bearings) {
    const HandInClaim claim = ClaimIn(what, bearing.claim);
    const Verdict verdict = claim.verdict;
    if (!claim.reservation.empty()) reserved.push_back(bearing.claim);
    if (verdict == Verdict::kNotMet) not_met.push_back(bearing.claim);
    if (verdict == Verdict::kNotEvidenced) open.push_back(bearing.claim);
    if (verdict == Verdict::kNotApplicable) not_applicable.push_back(bearing.claim);
    if (verdict == Verdict::kMet && bearing.weak) little.push_back(bearing.claim);
  }
  std::vector<std::string> out;
  const std::array<std::pair<const char*, const Numbers*>, 5> kinds = {
      {{"not met: ", &not_met},
       {"open: ", &open},
       {"does not apply: ", &not_applicable},
       {"excepted by the Senior Responsible Owner: ", &reserved},
       {"met, and bears little: ", &little}}};
  for (const auto& [name, numbers] : kinds)
    if (!numbers->empty()) out.push_back(name + Compress(*numbers));
  out.emplace_back("what is asked beyond these claims");
  return Join(out, "; ");
}

Sheet AnswerSheet(const HandIn& what, const QuestionSet& set) {
  Sheet out;
  out.title = NameOf(what) + ": " + set.name;
  out.beside = (what.organisation.empty() ? "Supplier not named" : what.organisation) +
               ", assessed " + ToHumanDate(what.assessed);
  Register evidence;
  out.parts.push_back(About(what, set));
  for (const auto& question : set.questions)
    out.parts.push_back(PartOf(what, set, question, evidence));
  out.parts.push_back(evidence.Part());
  return out;
}

std::string AnswerCsv(const HandIn& what, const QuestionSet& set) {
  std::string out = CsvRow({"set", "id", "asked, in our words", "claim", "claim, in our words",
                            "who says that it bears", "answer", "evidence", "kind", "day", "grade",
                            "digest", "not covered"});
  std::string all = set.beyond + " " + SignedWords(what);
  if (!what.loosened.empty()) all += " " + LoosenedWords(what) + ".";
  std::vector<std::string> row = {set.id, "all", "Of every answer here: " + QuotableSentence(what)};
  row.resize(12);
  row.push_back(all);
  out += CsvRow(row);
  for (const auto& question : set.questions) out += CsvOf(what, set, question);
  return out;
}

Sheet SetsSheet(const model::QuestionBank& bank) {
  Sheet out;
  out.title = "Sets of questions that avouch answer knows";
  SheetPart part;
  part.table.head = {"Set", "What it is", "Questions", "What the ids are, and whose mapping it is"};
  part.table.widths = {18, 30, 10, 0};
  for (const auto& set : bank.sets)
    part.table.rows.push_back({set.id, set.name, std::to_string(set.questions.size()), set.source});
  out.parts.push_back(std::move(part));
  return out;
}

model::Told ToldOf(const HandIn& what, const QuestionSet& set) {
  model::Told out;
  out.told = set.id;
  out.organisation = what.organisation;
  out.product = what.product;
  for (const auto& question : set.questions) {
    auto& one = out.questions.emplace_back();
    one.id = question.id;
    for (const auto& bearing : BearingsOn(set, question, what.catalogue)) {
      one.claims.push_back(bearing.claim);
      if (std::ranges::find(out.claims, bearing.claim, &model::ToldClaim::claim) !=
          out.claims.end())
        continue;
      const HandInClaim claim = ClaimIn(what, bearing.claim);
      auto& told = out.claims.emplace_back();
      told.claim = claim.claim;
      told.verdict = claim.verdict;
      for (const auto& evidence : EvidenceFor(claim))
        if (!evidence.digest.empty()) told.digests.push_back(evidence.digest);
    }
  }
  return out;
}

std::vector<NoLonger> NoLongerTrue(const model::Told& told, const HandIn& now) {
  std::vector<NoLonger> out;
  for (const auto& claim : told.claims) {
    const Verdict verdict = ClaimIn(now, claim.claim).verdict;
    const bool leant = claim.verdict == Verdict::kMet || claim.verdict == Verdict::kNotApplicable;
    if (!leant || verdict == claim.verdict) continue;
    auto& one = out.emplace_back(NoLonger{claim.claim, claim.verdict, verdict, {}});
    for (const auto& question : told.questions)
      if (std::ranges::find(question.claims, claim.claim) != question.claims.end())
        one.questions.push_back(question.id);
  }
  return out;
}

}  // namespace avouch::report
