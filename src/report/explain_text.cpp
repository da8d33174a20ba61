#include <algorithm>

#include "base/text.h"
#include "report/explain.h"
#include "report/layout.h"
#include "report/only_said.h"
#include "report/place_rows.h"
#include "report/source_lines.h"
#include "report/summary.h"
#include "report/text.h"

namespace avouch::report {
namespace {

using model::Outcome;

constexpr std::size_t kMostPlaces = 12;
constexpr int kIndent = 2;

Style StyleOf(const model::CheckResult& check) {
  switch (check.outcome) {
    case Outcome::kSatisfied:
      return Style::kGood;
    case Outcome::kViolated:
      return Style::kBad;
    case Outcome::kNoEvidence:
      return check.nothing ? Style::kFaint : Style::kOpen;
    case Outcome::kNotApplicable:
      return Style::kFaint;
  }
  return Style::kPlain;
}

bool IsBeside(const model::ClaimAnswer& answer, const model::CheckResult& check) {
  return std::find(answer.beside.begin(), answer.beside.end(), check.check) != answer.beside.end();
}

void WriteCheck(Page& page, const model::ClaimAnswer& answer, const model::CheckResult& check,
                const Options& options) {
  bool violated = check.outcome == Outcome::kViolated;
  int rule = 20;
  for (const auto& other : answer.checks) rule = std::max(rule, WidthOf(Printable(other.rule)));
  int count = 9;
  for (const auto& other : answer.checks) count = std::max(count, WidthOf(CountOf(other)));
  rule = std::min(rule, std::max(20, page.width() - kIndent - 1 - 6 - count - 16));
  page.Row(kIndent, {{1, std::string(MarkOf(check)), StyleOf(check)},
                     {rule, check.rule},
                     {count, CountOf(check)},
                     {0, violated ? "decides: not met" : "", Style::kBad}});
  if (!violated && IsBeside(answer, check))
    page.Text("beside the argument: can undo the claim, cannot make it met", 6, 8, Style::kFaint);
  if (check.outcome == Outcome::kNoEvidence && !check.nothing && !check.missing.empty())
    page.Text("to be shown: " + check.missing, 6, 8, Style::kOpen);
  if (!check.sources.empty()) page.Text("by source: " + SourcesOf(check), 6, 8, Style::kFaint);
  WritePlaceRows(page, 6, PlaceRowsOf(check, kMostPlaces, options.verbose));
  for (const auto& witness : check.witnesses) {
    std::string text = witness.text;
    if (!witness.place.path.empty() && !NamesItsPlace(witness))
      text += " (" + PlaceText(witness.place) + ")";
    page.Text(text, 6, 8, Style::kFaint);
  }
}

void WriteBecause(Page& page, const Material& material, const model::ClaimAnswer& answer,
                  const Options& options) {
  page.Blank();
  page.Heading("BECAUSE");
  if (answer.checks.empty())
    for (const auto& reason : answer.reasons) page.Text(reason, kIndent, 4);
  for (const auto& check : answer.checks) WriteCheck(page, answer, check, options);
  std::string evidence;
  for (const auto* observation : EvidenceOf(material.assessment, answer))
    evidence += (evidence.empty() ? "" : "  |  ") + std::string("sha256:") +
                observation->id.hex().substr(0, 8) + "…  " + observation->family;
  if (!evidence.empty()) page.Text("evidence  " + evidence, kIndent, 12, Style::kFaint);
}

void WriteNext(Page& page, const Material& material, const model::ClaimAnswer& answer) {
  if (answer.verdict == model::Verdict::kMet || answer.next.empty()) return;
  page.Blank();
  page.Heading("TO BE MET, SHORTEST WAY", "(to do, or to be shown; minutes are our guess)");
  long long number = 0;
  for (const auto& step : answer.next) {
    std::string text = step.text;
    if (text.empty()) continue;
    if (step.minutes > 0) text += " (" + EffortOf(step.minutes) + ")";
    page.Row(kIndent, {{2, std::to_string(++number), Style::kPlain, true}, {0, text}});
    std::string where;
    if (!step.command.empty())
      where = step.command + TargetArgument(material.talk) + " > some.patch";
    else if (step.where != model::Where::kHere)
      where = "would be found in: " + std::string(WhereName(step.where));
    if (!where.empty()) page.Text(where, 6, 8);
  }
  page.Text(
      "A gap that is told, with an owner and a date, stands in avouch.yaml and changes no "
      "verdict.",
      kIndent, kIndent, Style::kFaint);
}

void WriteList(Page& page, std::string_view heading, const std::vector<std::string>& items) {
  if (items.empty()) return;
  page.Blank();
  page.Heading(heading);
  for (const auto& item : items) page.Row(kIndent, {{1, "·"}, {0, item}});
}

void WriteWhose(Page& page, const Material& material, const model::ClaimAnswer& answer,
                const model::CatalogueClaim& claim) {
  page.Blank();
  page.Heading("WHOSE RULE IS THIS");
  page.Text(
      "The Code states the principle and the claim. How a claim is shown, it does not say: that "
      "is this program's default and not the Code's.",
      kIndent, kIndent);
  for (const auto& rule : WhoseRules(material, answer))
    page.Text(rule.argument + (rule.because.empty() ? "" : ": " + rule.because), kIndent, 4);
  page.Text("Applies to: " + AppliesTo(claim) + "." +
                (claim.responsibility.empty() ? "" : " " + claim.responsibility),
            kIndent, 4);
}

std::vector<std::string> ByPeople(const model::CatalogueClaim& claim) {
  std::vector<std::string> out;
  for (const auto& evidence : claim.evidence)
    if (evidence.grade != model::Grade::kComputed)
      out.push_back(std::string(Name(evidence.grade)) + ": " + evidence.counts);
  return out;
}

void WriteGuidance(Page& page, const model::Catalogue& catalogue,
                   const model::CatalogueClaim& claim, bool ways) {
  if (ways) WriteList(page, "WAYS TO DO IT", claim.options);
  WriteList(page, "IF NO MACHINE CAN SEE IT", ByPeople(claim));
  WriteList(page, "ASK YOURSELF", claim.questions);
  if (std::string serves = ServesLine(catalogue, claim); !serves.empty()) {
    page.Blank();
    page.Heading("THE SAME ANSWER SERVES", "(\"evidence for\", never \"satisfies\")");
    page.Text(serves, kIndent, 4);
  }
  if (std::string read = ReadLine(claim); !read.empty()) {
    page.Blank();
    page.Heading("READ");
    page.Text(read, kIndent, 4);
  }
}

void WriteClaim(Page& page, const model::Catalogue& catalogue, const model::CatalogueClaim& claim) {
  page.Row(0, {{5, claim.number, Style::kHeading}, {0, claim.claim}});
  page.Blank();
  page.Text(claim.objective, kIndent, kIndent);
  page.Blank();
  page.Text(claim.description, kIndent, kIndent);
  std::vector<std::string> counts;
  for (const auto& evidence : claim.evidence)
    counts.push_back(std::string(Name(evidence.grade)) + ": " + evidence.counts);
  WriteList(page, "WHAT COUNTS", counts);
  WriteList(page, "WHAT UNDOES IT", claim.undone_by);
  WriteList(page, "WAYS TO DO IT", claim.options);
  WriteList(page, "ASK YOURSELF", claim.questions);
  page.Blank();
  page.Heading("APPLIES TO", AppliesTo(claim));
  if (!claim.responsibility.empty()) page.Text(claim.responsibility, kIndent, kIndent);
  if (std::string serves = ServesLine(catalogue, claim); !serves.empty())
    page.Heading("SERVES", serves);
  if (std::string read = ReadLine(claim); !read.empty()) page.Heading("READ", read);
  page.Blank();
  page.Heading("A CUSTOMER READS");
  page.Row(kIndent, {{8, "met"}, {0, claim.customer.met}});
  page.Row(kIndent, {{8, "not met"}, {0, claim.customer.not_met}});
  page.Row(kIndent, {{8, "open"}, {0, claim.customer.open}});
}

void WriteLines(Page& page, const model::CataloguePrinciple& principle) {
  page.Row(0, {{5, principle.number, Style::kHeading}, {0, principle.text, Style::kHeading}});
  for (const auto& claim : principle.claims) page.Row(2, {{5, claim.number}, {0, claim.claim}});
}

void WriteCode(Page& page, const model::Catalogue& catalogue) {
  page.Text(CodeTitle(catalogue) + " · catalogue " + catalogue.version + " · " +
                ShortDigest(catalogue.digest),
            0, 2);
}

}  // namespace

Result<std::string> ExplainText(const Material& material, std::string_view number,
                                const Options& options) {
  const auto* claim = model::FindClaim(material.catalogue, number);
  const auto* answer = FindAnswer(material.assessment, number);
  if (claim == nullptr || answer == nullptr)
    return Fail(ErrorKind::kUsage, "no claim " + Printable(number) + " in this catalogue", {},
                "avouch catalogue list shows all");
  Page page(std::max(options.width, kMinWidth), options.colour);
  page.Row(0, {{5, claim->number, Style::kHeading}, {0, claim->claim, Style::kHeading}});
  std::string principle = claim->number.substr(0, claim->number.rfind('.'));
  if (const auto* found = model::FindPrinciple(material.catalogue, principle))
    page.Text("Principle " + principle + ": \"" + found->text + "\"", 7, 7);
  page.Blank();
  const auto& subject = material.assessment.subject;
  std::string verdict = VerdictWord(answer->verdict);
  std::transform(verdict.begin(), verdict.end(), verdict.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (answer->grade) verdict += " (" + std::string(Name(*answer->grade)) + ")";
  page.Heading(verdict, "for " + SubjectName(material.assessment, material.talk) + " at " +
                            ShortCommit(subject.commit) + ", as of " +
                            ToHumanDate(material.assessment.time));
  for (const auto& source : SourceLines(material.assessment)) page.Text(source, 2, 4);
  if (answer->verdict == model::Verdict::kNotEvidenced)
    page.Text("Open means that it was not shown here; it does not mean that it is not done.", 0, 0);
  WriteBecause(page, material, *answer, options);
  WriteOnlySaid(page, material.only_said, answer->claim);
  WriteNext(page, material, *answer);
  WriteList(page, "WHAT WOULD UNDO IT LATER", claim->undone_by);
  WriteWhose(page, material, *answer, *claim);
  WriteGuidance(page, material.catalogue, *claim,
                options.verbose || answer->verdict != model::Verdict::kMet);
  page.Blank();
  page.Heading("A CUSTOMER WILL READ");
  page.Text("\"" + CustomerSentence(*claim, answer->verdict) + " " +
                CustomerGround(*answer, material.assessment.time) + "\"",
            kIndent, kIndent);
  return std::move(page).Take();
}

std::string CatalogueText(const model::Catalogue& catalogue, const Options& options) {
  Page page(std::max(options.width, kMinWidth), options.colour);
  WriteCode(page, catalogue);
  for (const auto& theme : catalogue.themes) {
    page.Blank();
    page.Heading("THEME " + theme.number + "  " + theme.name);
    for (const auto& principle : theme.principles) {
      page.Blank();
      WriteLines(page, principle);
    }
  }
  page.Blank();
  page.Text("Principles as the Code states them; claims in this catalogue's own words. " +
            catalogue.code.attribution);
  page.Text("avouch catalogue show 1.2.2 shows one with its guidance.");
  return std::move(page).Take();
}

Result<std::string> CatalogueText(const model::Catalogue& catalogue, std::string_view number,
                                  const Options& options) {
  Page page(std::max(options.width, kMinWidth), options.colour);
  if (const auto* claim = model::FindClaim(catalogue, number)) {
    WriteClaim(page, catalogue, *claim);
    return std::move(page).Take();
  }
  if (const auto* principle = model::FindPrinciple(catalogue, number)) {
    WriteLines(page, *principle);
    page.Blank();
    if (principle->claims.empty()) return std::move(page).Take();
    page.Text("avouch catalogue show " + principle->claims.front().number +
              " shows one with its guidance.");
    return std::move(page).Take();
  }
  for (const auto& theme : catalogue.themes) {
    if (theme.number != number) continue;
    page.Heading("THEME " + theme.number + "  " + theme.name);
    page.Text(theme.text);
    for (const auto& principle : theme.principles) {
      page.Blank();
      WriteLines(page, principle);
    }
    page.Blank();
    page.Text("Asked of:");
    for (const auto& duty : theme.duties)
      page.Row(2, {{28, ScopeWords(duty.scope)}, {0, ReplaceAll(Name(duty.duty), "-", " ")}});
    return std::move(page).Take();
  }
  return Fail(ErrorKind::kUsage, "no theme, principle or claim " + Printable(number), {},
              "avouch catalogue list shows all");
}

}  // namespace avouch::report
