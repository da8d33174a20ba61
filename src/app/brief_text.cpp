// The page that a Senior Responsible Owner reads before signing: what is asked,
// what is not, and what would embarrass.

#include <algorithm>

#include "app/affirm.h"
#include "base/text.h"
#include "syntax/json.h"

namespace avouch::app {
namespace {

using model::Verdict;
using statement::ClaimVerdict;

class Page {
 public:
  Page(const verify::Proof& proof, Time now) : proof_(proof), now_(now) {
    if (auto catalogue = LoadCatalogue();
        catalogue && catalogue->digest == proof.verdicts().catalogue)
      catalogue_ = std::move(*catalogue);
  }

  void Asked(const std::string& until);
  void Embarrassing();
  void Open();
  void Questions();
  void Changed();
  [[nodiscard]] std::string Text() && { return std::move(out_); }

 private:
  void Line(std::string_view text = {}) { out_ += Printable(text) + "\n"; }
  [[nodiscard]] long long Number(Verdict verdict) const {
    const auto& claims = proof_.verdicts().claims;
    return std::count_if(claims.begin(), claims.end(),
                         [&](const auto& claim) { return claim.verdict == verdict; });
  }
  [[nodiscard]] std::string Words(std::string_view claim) const {
    const auto* known = model::FindClaim(catalogue_, claim);
    return known == nullptr ? std::string(claim) : std::string(claim) + "  " + known->claim;
  }
  // The shortest step to met, out of the claim's detail; empty when it is withheld.
  [[nodiscard]] std::string Step(std::string_view claim) const {
    const auto bytes = proof_.Content(statement::ItemKind::kDetail, claim);
    if (!bytes) return {};
    auto detail = syntax::ParseJson(*bytes);
    if (!detail) return {};
    const syntax::Node& next = (*detail)["answer"]["next"].At(0);
    std::string out(next["text"].text());
    const auto minutes = next["minutes"].integer().value_or(0);
    if (!out.empty() && minutes > 0) out += " (" + Count("minute", minutes) + ")";
    return out;
  }

  const verify::Proof& proof_;
  Time now_;
  model::Catalogue catalogue_;
  std::string out_;
};

void Page::Asked(const std::string& until) {
  const auto& index = proof_.index();
  Line("You are asked to sign for " + index.product.name + " " + index.product.version);
  Line();
  Line("By signing you say: these verdicts, reached by these rules, are ours, until " +
       (until.empty() ? std::string("a day that you choose") : until) + ".");
  Line("  " + Count("claim", Number(Verdict::kMet)) + " met, " +
       std::to_string(Number(Verdict::kNotMet)) + " not met, " +
       std::to_string(Number(Verdict::kNotEvidenced)) + " open, " +
       std::to_string(Number(Verdict::kNotApplicable)) + " not applicable");
  Line("You do not say that every claim is met, nor that nothing will go wrong. What you cannot");
  Line("stand by, except it: --reservation 1.2.2='why'. It lapses, claim by claim, when a verdict");
  Line("gets worse, and as a whole when the rules change.");
  Line();
}

void Page::Embarrassing() {
  const auto& verdicts = proof_.verdicts();
  Line("What would embarrass");
  bool any = false;
  auto say = [&](const std::string& text) { Line("  " + text), any = true; };
  for (const auto& claim : verdicts.claims)
    if (claim.verdict == Verdict::kNotMet) say("not met: " + Words(claim.claim));
  for (const auto& changed : verdicts.policy.changed) say("our own rule: " + changed);
  for (const auto& claim : verdicts.claims)
    if (claim.verdict == Verdict::kNotApplicable)
      say("said not to apply: " + Words(claim.claim) +
          (claim.reasons.empty() ? "" : ": " + claim.reasons.front()));
  if (verdicts.excluded > 0)
    say(Count("path", verdicts.excluded) + " of the source left out of the check");
  if (verdicts.scope.empty()) say("nobody has said which part of the Code is ours: all is assumed");
  if (!any) Line("  nothing that this page can see");
  Line();
}

void Page::Open() {
  Line("What is open, and the shortest step to met");
  for (const auto& claim : proof_.verdicts().claims) {
    if (claim.verdict != Verdict::kNotEvidenced && claim.verdict != Verdict::kNotMet) continue;
    std::string line = "  " + Words(claim.claim);
    for (const auto& gap : proof_.verdicts().gaps)
      if (gap.claim == claim.claim) line += " [known, by " + gap.by + "]";
    Line(line);
    if (const std::string step = Step(claim.claim); !step.empty()) Line("      " + step);
  }
  Line();
}

void Page::Questions() {
  const auto& verdicts = proof_.verdicts();
  auto of = [&](std::string_view claim) -> std::string {
    for (const auto& one : verdicts.claims)
      if (one.claim == claim)
        return one.verdict == Verdict::kNotEvidenced ? "open" : std::string(Name(one.verdict));
    return "not decided";
  };
  Line("Five questions to ask the team, with today's answers");
  Line("  Could something we did not write change our product tonight?       1.2.2 " + of("1.2.2"));
  Line("  Did the tests pass on exactly what we shipped?                     1.3.2 " + of("1.3.2"));
  Line("  Who can change the build, and when did we last look?               2.1.6 " + of("2.1.6"));
  Line("  If somebody reports a hole tonight, who reads it?                  3.2.1 " + of("3.2.1"));
  Line("  Do customers know until when they are supported?                   4.1.1 " + of("4.1.1"));
  Line();
}

// Since the last signature that counts.
void Page::Changed() {
  const verify::Affirmed* last = proof_.in_force();
  if (last == nullptr) return Line("Nobody has signed before.");
  Line("Since " + last->what.by + " signed on " + ToHumanDate(last->what.on));
  bool any = false;
  for (const auto& claim : proof_.verdicts().claims)
    for (const auto& then : last->what.verdicts)
      if (then.claim == claim.claim && then.verdict != claim.verdict) {
        Line("  " + claim.claim + "  " + std::string(Name(then.verdict)) + ", now " +
             std::string(Name(claim.verdict)));
        any = true;
      }
  if (!any) Line("  no verdict has changed");
  if (AddDays(last->what.until, 1) <= now_) Line("  that signature is over");
}

}  // namespace

std::string BriefText(const verify::Proof& proof, const std::string& until, Time now) {
  Page page(proof, now);
  page.Asked(until);
  page.Embarrassing();
  page.Open();
  page.Questions();
  page.Changed();
  return std::move(page).Text();
}

}  // namespace avouch::app
