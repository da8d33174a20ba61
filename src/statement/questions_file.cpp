#include "statement/questions_file.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/time.h"
#include "statement/codec.h"
#include "statement/strict_yaml.h"
#include "syntax/canonical.h"

namespace avouch::statement {
namespace {

constexpr std::size_t kMaxQuestions = std::size_t{1} << 20, kMaxTold = std::size_t{1} << 22;

using Faults = std::vector<std::string>;

// How the publishers' own sentences begin or run: orders. Ours say what is so.
constexpr std::string_view kOrders[] = {
    "analyze", "archive",   "assess",   "automate",  "collect",   "communicate", "configure",
    "create",  "define",    "design",   "designate", "determine", "develop",     "document",
    "ensure",  "establish", "follow",   "gather",    "identify",  "implement",   "maintain",
    "make",    "monitor",   "obtain",   "perform",   "plan",      "prevent",     "protect",
    "provide", "require",   "review",   "separate",  "specify",   "store",       "test",
    "track",   "use",       "validate", "verify",    "when"};
constexpr std::string_view kDuties[] = {" shall ", " must ", " should "};
constexpr std::size_t kMostWords = 40;

// A sentence of ours: short, one, and no publisher's order.
bool IsStatement(std::string_view ask) {
  if (!ask.ends_with('.') || ask.find(". ") != ask.npos) return false;
  const std::string low = Lower(ask);
  if (std::ranges::find(kOrders, std::string_view(low).substr(0, low.find(' '))) !=
      std::end(kOrders))
    return false;
  if (std::ranges::any_of(kDuties, [&](auto duty) { return low.find(duty) != low.npos; }))
    return false;
  return static_cast<std::size_t>(std::ranges::count(ask, ' ')) < kMostWords;
}

// Whether anything of the catalogue has that number.
bool IsNumber(const model::Catalogue& catalogue, const std::string& number) {
  return std::ranges::any_of(
      catalogue.index, [&](const std::string& claim) { return model::HoldsNumber(number, claim); });
}

// What the catalogue maps has its mapping there alone, and is asked in full.
void MappedFaults(const model::QuestionSet& set, const model::Catalogue& catalogue, Faults& out) {
  if (std::ranges::find(catalogue.frameworks, set.framework, &model::Framework::id) ==
      catalogue.frameworks.end())
    out.push_back(set.id + ": no such framework: " + set.framework);
  for (const auto& question : set.questions)
    if (!question.bears.empty() || !question.weak.empty())
      out.push_back(set.id + " " + question.id + ": mapped here and in the catalogue");
  for (const auto& number : catalogue.index)
    for (const auto& served : model::FindClaim(catalogue, number)->serves)
      if (served.framework == set.framework &&
          std::ranges::find(set.questions, served.id, &model::Question::id) == set.questions.end())
        out.push_back(set.id + ": not asked, and " + number + " serves it: " + served.id);
}

void BearsFaults(const model::QuestionSet& set, const model::Catalogue& catalogue, Faults& out) {
  for (const auto& question : set.questions) {
    for (const auto& number : question.bears)
      if (!IsNumber(catalogue, number))
        out.push_back(set.id + " " + question.id + ": no such number: " + number);
    // What bears is told once: "1.2" holds all that "1.2.1" holds.
    for (std::size_t i = 0; i < question.bears.size(); ++i)
      for (std::size_t k = 0; k < question.bears.size(); ++k)
        if (i != k && model::HoldsNumber(question.bears[i], question.bears[k]))
          out.push_back(set.id + " " + question.id + ": bears twice: " + question.bears[k]);
    for (const auto& number : question.weak)
      if (std::ranges::find(question.bears, number) == question.bears.end())
        out.push_back(set.id + " " + question.id + ": weak, and does not bear: " + number);
  }
}

void PartFaults(const model::QuestionSet& set, Faults& out) {
  for (const auto& text : {set.id, set.name, set.source, set.beyond})
    if (text.empty()) out.push_back(set.id + ": a part is empty");
  if (!IsId(set.id)) out.push_back(set.id + ": not an id");
  std::set<std::string> ids;
  for (const auto& question : set.questions) {
    if (!ids.insert(question.id).second) out.push_back(set.id + ": twice: " + question.id);
    if (question.id.empty() || !IsStatement(question.ask))
      out.push_back(set.id + " " + question.id + ": not a sentence");
  }
  if (ids.empty()) out.push_back(set.id + ": asks nothing");
}

std::string Quoted(const std::string& text) { return syntax::JsonQuote(ToUtf8(text)); }

std::string QuotedList(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& one : list) out += (out.empty() ? "" : ", ") + Quoted(one);
  return "[" + out + "]";
}

Status CheckTold(const model::Told& told, std::string_view name) {
  auto wrong = [&](const std::string& what) {
    return Fail(ErrorKind::kConfiguration, what, std::string(name));
  };
  if (!ParseDate(told.on)) return wrong("on: no day: '" + Printable(told.on) + "'");
  std::set<std::string> claims;
  for (const auto& claim : told.claims)
    if (!claims.insert(claim.claim).second)
      return wrong("a claim is there twice: " + Printable(claim.claim));
  for (const auto& question : told.questions)
    for (const auto& claim : question.claims)
      if (!claims.contains(claim))
        return wrong(Printable(question.id) +
                     " leans on a claim that is not there: " + Printable(claim));
  return {};
}

}  // namespace

Result<model::QuestionBank> ReadQuestions(BytesView yaml) {
  AVOUCH_TRY(const syntax::Node root, ParseStrict(yaml, kQuestionsFile, kMaxQuestions, "sets:"));
  model::QuestionBank out;
  auto status = Decode(root, out);
  if (!status) return Fail(ErrorKind::kConfiguration, status.error().what, status.error().where);
  return out;
}

Faults QuestionFaults(const model::QuestionBank& bank, const model::Catalogue& catalogue) {
  Faults out;
  std::set<std::string> ids;
  for (const auto& set : bank.sets) {
    if (!ids.insert(set.id).second) out.push_back("twice: " + set.id);
    PartFaults(set, out);
    if (set.framework.empty())
      BearsFaults(set, catalogue, out);
    else
      MappedFaults(set, catalogue, out);
  }
  return out;
}

Bytes WriteTold(const model::Told& told) {
  Bytes out = "told: " + Quoted(told.told) + "\nto: " + Quoted(told.to) +
              "\non: " + Quoted(told.on) + "\norganisation: " + Quoted(told.organisation) +
              "\nproduct: " + Quoted(told.product) + "\nsource: " + Quoted(told.source) +
              "\nanswer: " + Quoted(told.answer) + "\nclaims:";
  out += told.claims.empty() ? " []\n" : "\n";
  for (const auto& claim : told.claims)
    out += "- { claim: " + Quoted(claim.claim) + ", verdict: " + std::string(Name(claim.verdict)) +
           ", digests: " + QuotedList(claim.digests) + " }\n";
  out += told.questions.empty() ? "questions: []\n" : "questions:\n";
  for (const auto& question : told.questions)
    out += "- { id: " + Quoted(question.id) + ", claims: " + QuotedList(question.claims) + " }\n";
  return out;
}

Result<model::Told> ReadTold(BytesView yaml, std::string_view name) {
  AVOUCH_TRY(const syntax::Node root, ParseStrict(yaml, name, kMaxTold, "told:"));
  model::Told out;
  const Status status = Decode(root, out);
  if (!status)
    return Fail(ErrorKind::kConfiguration, "no record of an answer: " + status.error().what,
                std::string(name) + ", " + status.error().where);
  AVOUCH_CHECK_OK(CheckTold(out, name));
  return out;
}

}  // namespace avouch::statement
