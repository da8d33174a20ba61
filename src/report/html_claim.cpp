#include "report/html_claim.h"

#include <algorithm>

#include "base/text.h"
#include "report/explain.h"
#include "report/only_said.h"
#include "report/source_lines.h"
#include "report/summary.h"
#include "report/tree_svg.h"

namespace avouch::report {
namespace {

using model::ArgumentKind;
using model::ArgumentNode;
using model::Outcome;

constexpr int kMaxDepth = 20;  // An argument is at most 16 deep
constexpr std::size_t kMostInTree = 20;

std::string_view OutcomeWords(const model::CheckResult& check) {
  switch (check.outcome) {
    case Outcome::kSatisfied:
      return "holds";
    case Outcome::kViolated:
      return "does not hold";
    case Outcome::kNoEvidence:
      return check.nothing ? "nothing of the kind" : "not shown";
    case Outcome::kNotApplicable:
      return "not applicable";
  }
  return {};
}

Html Classed(Tag tag, const char* name, std::vector<Html> children = {}) {
  return Html(tag, {{"class", name}}, std::move(children));
}

// Text in which `backticks` set code apart, as the catalogue writes it.
std::vector<Html> Prose(std::string_view text) {
  std::vector<Html> out;
  bool code = false;
  auto parts = Split(text, '`');
  for (std::size_t i = 0; i < parts.size(); ++i, code = !code) {
    bool closed = code && i + 1 < parts.size();
    if (closed)
      out.push_back(Html("code", {}, {parts[i]}));
    else
      out.push_back((code ? "`" : "") + std::string(parts[i]));
  }
  return out;
}

Html CheckItem(const model::CheckResult& check, bool beside) {
  Html item = Classed("li", "check");
  item.Add(Html("span",
                {{"class", "mark " + std::string(Name(check.outcome))}, {"aria-hidden", "true"}},
                {std::string(MarkOf(check))}));
  item.Add(Capital(check.rule) + " ");
  std::string count = CountOf(check);
  std::string words(OutcomeWords(check));
  item.Add(Classed("span", "count", {"(" + words + (check.of > 0 ? ": " + count : "") + ")"}));
  if (beside)
    item.Add(
        Classed("span", "note", {"Beside the argument: it can undo the claim, not make it met."}));
  if (check.outcome == Outcome::kNoEvidence && !check.nothing && !check.missing.empty())
    item.Add(Classed("span", "note", {"To be shown: " + check.missing}));
  if (!check.sources.empty()) item.Add(Classed("span", "note", {"By source: " + SourcesOf(check)}));
  for (const auto& witness : check.witnesses) {
    Html note = Classed("span", "note", {witness.text});
    if (!witness.place.path.empty()) {
      note.Add(" ");
      note.Add(Html("code", {}, {PlaceText(witness.place)}));
    }
    item.Add(std::move(note));
  }
  if (!check.findings.empty()) item.Add(PlaceList(check, kMostInTree));
  return item;
}

Html TreeItem(const model::ClaimAnswer& answer, const ArgumentNode& node, int depth) {
  if (node.kind == ArgumentKind::kCheck) {
    for (const auto& check : answer.checks)
      if (check.check == node.check) return CheckItem(check, false);
    return Html("li", {}, {node.check});
  }
  Html parts("ul", {});
  if (depth < kMaxDepth)
    for (const auto& part : node.parts) parts.Add(TreeItem(answer, part, depth + 1));
  Html item("li", {}, {Html("strong", {}, {Capital(std::string(JoinWords(node.kind)))})});
  item.Add(std::move(parts));
  return item;
}

Html Why(const model::CatalogueClaim& claim, const model::ClaimAnswer& answer) {
  if (answer.checks.empty()) {
    Html reasons("ul", {});
    for (const auto& reason : answer.reasons) reasons.Add(Html("li", {}, {Capital(reason)}));
    return reasons;
  }
  Html list = Classed("ul", "tree");
  list.Add(TreeItem(answer, answer.tree, 0));
  for (const auto& id : answer.beside)
    for (const auto& check : answer.checks)
      if (check.check == id) list.Add(CheckItem(check, true));
  Html figure =
      Classed("figure", "drawing", {TreeSvg(answer, claim.claim, "tree-" + claim.number)});
  figure.Add(
      Html("figcaption", {}, {"What the answer rests on. The list says the same in words."}));
  return Classed("div", "why", {std::move(figure), std::move(list)});
}

Html NextSteps(const model::ClaimAnswer& answer) {
  Html list("ol", {});
  for (const auto& step : answer.next) {
    if (step.text.empty()) continue;
    Html item("li", {}, {Capital(step.text)});
    if (step.minutes > 0) item.Add(" (about " + EffortWords(step.minutes) + ", our guess)");
    if (step.where != model::Where::kHere)
      item.Add(Classed("span", "count", {" · " + std::string(WhereName(step.where))}));
    if (!step.command.empty()) {
      item.Add(" · ");
      item.Add(Html("code", {}, {step.command}));
    }
    list.Add(std::move(item));
  }
  return list;
}

void AddList(Html& into, const char* heading, const std::vector<std::string>& items) {
  if (items.empty()) return;
  into.Add(Html("h4", {}, {heading}));
  Html list("ul", {});
  for (const auto& item : items) list.Add(Html("li", {}, Prose(item)));
  into.Add(std::move(list));
}

void AddRules(Html& into, const Material& material, const model::CatalogueClaim& claim,
              const model::ClaimAnswer& answer) {
  into.Add(Html("h4", {}, {"Whose rule is this"}));
  into.Add(Html("p", {},
                {"The Code states the principle and the claim, not how a claim is shown. That "
                 "is this program's default:"}));
  for (const auto& rule : WhoseRules(material, answer)) {
    Html text("p", {}, {Html("code", {}, {rule.argument})});
    text.Add(rule.because.empty() ? "" : ": " + rule.because);
    into.Add(std::move(text));
  }
  into.Add(Html("p", {}, {"Applies to: " + AppliesTo(claim) + "."}));
  std::string serves = ServesLine(material.catalogue, claim), read = ReadLine(claim);
  if (!serves.empty())
    into.Add(Html("p", {}, {Html("strong", {}, {"The same answer is evidence for: "}), serves}));
  if (!read.empty()) into.Add(Html("p", {}, {Html("strong", {}, {"Read: "}), read}));
}

}  // namespace

std::string VerdictClass(model::Verdict verdict) {
  return ReplaceAll(VerdictWord(verdict), " ", "-");
}

Html VerdictTag(model::Verdict verdict) {
  const char* shape = verdict == model::Verdict::kMet            ? "✓ "
                      : verdict == model::Verdict::kNotMet       ? "✗ "
                      : verdict == model::Verdict::kNotEvidenced ? "? "
                                                                 : "– ";
  return Html("span", {{"class", "tag " + VerdictClass(verdict)}},
              {Html("span", {{"aria-hidden", "true"}}, {shape}), VerdictWord(verdict)});
}

std::string ClaimId(std::string_view claim) { return "claim-" + std::string(claim); }

Html PlaceList(const model::CheckResult& check, std::size_t most) {
  auto lines = PlaceLines(check);
  Html list = Classed("ul", "places");
  for (std::size_t i = 0; i < lines.size() && i < most; ++i) {
    Html what("span", {}, {Html("code", {}, {lines[i].text})});
    if (!lines[i].reach.empty()) what.Add(" (" + lines[i].reach + ")");
    list.Add(Html("li", {}, {Html("code", {}, {PlaceText(lines[i], 8)}), std::move(what)}));
  }
  if (lines.size() > most)
    list.Add(Html("li", {},
                  {"and " + Thousands(static_cast<long long>(lines.size() - most)) +
                   " more places; the JSON report lists all"}));
  return list;
}

Html ClaimSection(const Material& material, const model::CatalogueClaim& claim,
                  const model::ClaimAnswer& answer) {
  Html summary("summary", {},
               {Html("strong", {}, {claim.number}), Html("span", {}, {claim.claim}),
                VerdictTag(answer.verdict)});
  Html inside = Classed("div", "inside");
  std::string told = CustomerSentence(claim, answer.verdict);
  told += " " + CustomerGround(answer, material.assessment.time);
  inside.Add(Classed("p", "customer", {told}));
  inside.Add(Html("h4", {}, {"Why"}));
  inside.Add(Why(claim, answer));
  if (answer.verdict != model::Verdict::kMet && !answer.next.empty()) {
    inside.Add(Html("h4", {}, {"The shortest way to met"}));
    inside.Add(NextSteps(answer));
  }
  if (Html said = OnlySaidList(material.only_said, claim.number); !said.empty()) {
    inside.Add(Html("h4", {}, {"Only said, in a form: makes no claim met"}));
    inside.Add(std::move(said));
  }
  Html more =
      Classed("details", "more",
              {Html("summary", {}, {"Ways to do it, questions to ask, and whose rule this is"})});
  AddList(more, "Ways to do it", claim.options);
  AddList(more, "Ask yourself", claim.questions);
  AddList(more, "What would undo it later", claim.undone_by);
  AddRules(more, material, claim, answer);
  inside.Add(std::move(more));
  Html out("details", {{"class", "claim"}, {"id", ClaimId(claim.number)}},
           {std::move(summary), std::move(inside)});
  if (answer.verdict == model::Verdict::kNotMet) out.Set("open", "");
  return out;
}

}  // namespace avouch::report
