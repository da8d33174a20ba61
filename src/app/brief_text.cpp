// The page that a Senior Responsible Owner reads before signing: what is asked,
// what is not, what would embarrass, what runs out, what is open, what to ask the
// team, and what has changed. Two printed pages.

#include <algorithm>

#include "app/affirm.h"
#include "app/brief_facts.h"
#include "base/text.h"
#include "report/sheet.h"
#include "report/summary.h"

namespace avouch::app {
namespace {

using model::Grade;
using model::Verdict;
using report::SheetPart;
using statement::ClaimVerdict;

constexpr std::size_t kMostOpen = 10, kMostRunningOut = 8, kMostChanged = 12,
                      kMostEmbarrassing = 12;
constexpr std::size_t kQuestions = 5;
constexpr long long kLookAheadDays = 90;  // When no end is given

struct Question {
  std::string_view claim, text;
};
// In the order in which they are asked when all is equally well.
constexpr Question kAsk[] = {
    {"1.2.2", "Could something that we did not write change our product tonight?"},
    {"1.3.2", "Did the tests pass on exactly what we shipped?"},
    {"2.1.6", "Who can change the build, and when did we last look?"},
    {"3.2.1", "If a stranger finds a hole tonight, whom do they write to, and who reads it?"},
    {"4.1.1", "Do customers know until when each thing they rely on is supported?"},
    {"3.3.2", "How fast must a critical hole be closed here, and did we keep to it?"},
    {"1.4.5", "Where are our secrets, and would we notice that one got out?"},
    {"3.4.2", "Who was told of the last vulnerability, and how many did not get it?"},
    {"4.3.2", "How would we know of an incident, and who tells customers?"},
    {"1.1.2", "Who wrote code last month without the training that we ask for?"},
};

// Where nothing better is known: what it takes to show something there.
struct Size {
  long long minutes;
  std::string_view words;
};
Size SizeOf(model::Where where) {
  switch (where) {
    case model::Where::kForge:
      return {10, "minutes: one export"};
    case model::Where::kPerson:
      return {60, "an hour: a paper, signed"};
    case model::Where::kAdvisories:
    case model::Where::kScan:
      return {60, "an hour: one scan"};
    case model::Where::kPublished:
      return {240, "half a day: a page"};
    case model::Where::kTests:
      return {240, "half a day: results from CI"};
    case model::Where::kHere:
      return {480, "a day: in the product"};
  }
  return {480, ""};
}

int Worry(Verdict verdict) {
  return verdict == Verdict::kNotMet ? 0 : verdict == Verdict::kNotEvidenced ? 1 : 2;
}

class BriefPage {
 public:
  BriefPage(const verify::Proof& proof, const std::string& until, Time now)
      : proof_(proof), verdicts_(proof.verdicts()), facts_(BriefFactsOf(proof)), now_(now) {
    if (auto catalogue = LoadCatalogue(); catalogue && catalogue->digest == verdicts_.catalogue)
      catalogue_ = std::move(*catalogue);
    if (const auto day = ParseDate(until)) until_ = StartOf(*day);
  }

  [[nodiscard]] report::Sheet Sheet(const std::string& bundle) const {
    const auto& product = proof_.index().product;
    report::Sheet out;
    out.title = "What you are asked to sign for " + product.name + " " + product.version;
    out.beside = (verdicts_.organisation_name.empty() ? "" : verdicts_.organisation_name + " · ") +
                 "assessed " + ToHumanDate(verdicts_.time) + " · commit " +
                 product.commit.substr(0, 12) + " · read " + ToHumanDate(now_);
    for (auto part :
         {Asked(), NotAsked(), Embarrassing(), RunsOut(), Open(), Questions(), Changed()})
      out.parts.push_back(std::move(part));
    out.parts.push_back(HowTo(bundle));
    return out;
  }

 private:
  [[nodiscard]] SheetPart Asked() const;
  [[nodiscard]] SheetPart NotAsked() const;
  [[nodiscard]] SheetPart Embarrassing() const;
  [[nodiscard]] SheetPart RunsOut() const;
  [[nodiscard]] SheetPart Open() const;
  [[nodiscard]] SheetPart Questions() const;
  [[nodiscard]] SheetPart Changed() const;
  [[nodiscard]] SheetPart HowTo(const std::string& bundle) const;

  [[nodiscard]] long long Number(Verdict verdict) const {
    return std::ranges::count(verdicts_.claims, verdict, &ClaimVerdict::verdict);
  }
  [[nodiscard]] long long Number(Grade grade) const {
    return std::ranges::count(verdicts_.claims, std::optional(grade), &ClaimVerdict::grade);
  }
  [[nodiscard]] std::string Words(std::string_view claim) const {
    const auto* known = model::FindClaim(catalogue_, claim);
    return known == nullptr ? std::string() : known->claim;
  }
  [[nodiscard]] const ClaimVerdict* Find(std::string_view claim) const {
    const auto found = std::ranges::find(verdicts_.claims, claim, &ClaimVerdict::claim);
    return found == verdicts_.claims.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::string Cost(std::string_view claim) const {
    const auto step = facts_.steps.find(claim);
    if (step == facts_.steps.end() || step->second.text.empty()) return "not seen here";
    return step->second.minutes > 0 ? "about " + report::EffortWords(step->second.minutes)
                                    : std::string(SizeOf(step->second.where).words);
  }
  [[nodiscard]] std::string Owner(std::string_view claim) const;
  [[nodiscard]] std::string Answer(const ClaimVerdict& claim) const;
  [[nodiscard]] std::vector<const ClaimVerdict*> NotMet() const;

  const verify::Proof& proof_;
  const statement::Verdicts& verdicts_;
  BriefFacts facts_;
  Time now_, until_;
  model::Catalogue catalogue_;
};

SheetPart BriefPage::Asked() const {
  SheetPart out{"What you are asked to say", {}, {}, {{"", ""}, {4, 0}, {}}};
  out.paragraphs.push_back(
      "That these verdicts, reached by the rules that the bundle names, are ours until " +
      (until_ == Time{0} ? std::string("a day that you choose") : ToHumanDate(until_)) +
      ". Customers will see that you signed.");
  const std::pair<Verdict, std::string> kRows[] = {
      {Verdict::kMet, "met"},
      {Verdict::kNotMet, "not met: something was found that contradicts the claim"},
      {Verdict::kNotEvidenced, "open: nobody has shown it, which does not mean it is not done"},
      {Verdict::kNotApplicable, "not applicable, with a reason that customers can read"}};
  for (const auto& [verdict, words] : kRows)
    if (verdict == Verdict::kMet || Number(verdict) > 0)
      out.table.rows.push_back({std::to_string(Number(verdict)), words});
  out.table.rows.front()[1] +=
      ": " + std::to_string(Number(Grade::kComputed)) + " anyone can compute again, " +
      std::to_string(Number(Grade::kAttested) + Number(Grade::kExported)) +
      " rest on another system's answer, " + std::to_string(Number(Grade::kSigned)) +
      " on the word of our people";
  return out;
}

SheetPart BriefPage::NotAsked() const {
  SheetPart out{"What you are not asked to say", {}, {}, {}};
  out.points = {
      "That every claim is met. An open claim is signed as open.",
      "That nothing will go wrong, or that the product has no flaws.",
      "Anything that you cannot stand by: except it, with a reason that customers read.",
      "Anything for longer than it holds. When a verdict gets worse, your signature ends for that "
      "claim and stays for the rest; when the rules change, it ends for all.",
  };
  return out;
}

SheetPart BriefPage::Embarrassing() const {
  SheetPart out{"What would embarrass you", {}, {}, {}};
  auto say = [&](std::string text) { out.points.push_back(std::move(text)); };
  for (const auto& claim : verdicts_.claims)
    if (claim.verdict == Verdict::kNotMet) say(claim.claim + " is not met: " + Words(claim.claim));
  for (const auto& changed : verdicts_.policy.changed) say("We changed a rule: " + changed);
  for (const auto& one : verdicts_.waived)
    say(one.claim + ": " + Count("finding", one.findings) + (one.findings == 1 ? " is" : " are") +
        " accepted instead of fixed, until " + one.until + "; customers read this first");
  for (const auto& one : facts_.accepted)
    say("Accepted by a waiver: " + one.what + ", by " + one.by +
        (one.until.empty() ? "" : ", until " + one.until));
  for (const auto& [claim, gap] : facts_.gaps)
    if (const auto by = ParseDate(gap.until); by && AddDays(StartOf(*by), 1) <= now_)
      say(claim + " was to be closed by " + gap.until + ", and that day is over");
  for (const auto& claim : verdicts_.claims)
    if (claim.verdict == Verdict::kNotApplicable)
      say(claim.claim + " is said not to apply to us" +
          (claim.reasons.empty() ? "" : ": " + claim.reasons.front()));
  if (verdicts_.excluded > 0)
    say(Count("path", verdicts_.excluded) + " of the source were left out of the check, by us");
  if (verdicts_.scope.empty())
    say("Nobody has said which part of the Code is ours: all is assumed");
  if (verdicts_.delivery_assumed) say("Nobody has said how customers get it: that is assumed");
  if (const auto more = out.points.size(); more > kMostEmbarrassing) {
    out.points.resize(kMostEmbarrassing);
    say("and " + std::to_string(more - kMostEmbarrassing) + " more: avouch verify lists all");
  }
  if (const long long word = Number(Grade::kSigned); word > 0)
    say(std::to_string(word) + " of the " + Count("claim", Number(Verdict::kMet)) +
        " that are met rest on our own people's word. No machine has checked them, and if one of "
        "us "
        "is wrong, so are you.");
  if (out.points.empty()) say("Nothing that this page can see.");
  return out;
}

SheetPart BriefPage::RunsOut() const {
  const Time end = until_ == Time{0} ? AddDays(now_, kLookAheadDays) : until_;
  const auto audience = proof_.index().audience;
  const bool known =
      audience == statement::Audience::kAssessor || audience == statement::Audience::kInternal;
  SheetPart out{
      "What stops counting before " +
          (until_ == Time{0} ? ToHumanDate(end) + ", ninety days from now" : "your signature ends"),
      {},
      {},
      {{"", "", ""}, {11, 0, 20}, {}}};
  std::size_t more = 0;
  for (const auto& one : facts_.running_out) {
    const auto day = ParseDate(one.on);
    if (!day || StartOf(*day) > end) continue;
    if (out.table.rows.size() < kMostRunningOut)
      out.table.rows.push_back({ToHumanDate(StartOf(*day)), one.what, one.who});
    else
      ++more;
  }
  if (more > 0) out.table.rows.push_back({"", "and " + std::to_string(more) + " more", ""});
  if (out.table.rows.empty())
    out.paragraphs.emplace_back(known ? "Nothing that this page knows of."
                                      : "Not to be seen in this copy: read a bundle that is for "
                                        "assessors or internal.");
  else
    out.paragraphs.emplace_back(
        "Unless somebody renews it, the claims that rest on it open, and your signature ends "
        "there.");
  return out;
}

std::string BriefPage::Owner(std::string_view claim) const {
  const auto gap = facts_.gaps.find(claim);
  if (gap == facts_.gaps.end()) return "nobody yet";
  return (gap->second.owner.empty() ? "known" : gap->second.owner) +
         (gap->second.until.empty() ? "" : ", by " + gap->second.until);
}

// What is not met first, then the cheapest.
std::vector<const ClaimVerdict*> BriefPage::NotMet() const {
  std::vector<const ClaimVerdict*> out;
  for (const auto& claim : verdicts_.claims)
    if (Worry(claim.verdict) < 2) out.push_back(&claim);
  auto minutes = [&](const ClaimVerdict* claim) {
    const auto step = facts_.steps.find(claim->claim);
    if (step == facts_.steps.end() || step->second.text.empty()) return 1LL << 40;
    return step->second.minutes > 0 ? step->second.minutes : SizeOf(step->second.where).minutes;
  };
  std::ranges::stable_sort(out, [&](const auto* a, const auto* b) {
    return std::pair(Worry(a->verdict), minutes(a)) < std::pair(Worry(b->verdict), minutes(b));
  });
  return out;
}

SheetPart BriefPage::Open() const {
  SheetPart out{"What is not met or open, what it costs, and who owns it",
                {},
                {},
                {{"claim", "what would show it", "costs", "who"}, {5, 0, 18, 16}, {}}};
  const auto claims = NotMet();
  if (claims.empty()) out.paragraphs.emplace_back("Nothing.");
  std::vector<std::string> rest;
  for (const auto* claim : claims) {
    if (out.table.rows.size() == kMostOpen) {
      rest.push_back(claim->claim);
      continue;
    }
    const auto step = facts_.steps.find(claim->claim);
    std::string text = Words(claim->claim);
    if (step != facts_.steps.end() && !step->second.text.empty())
      text += " Missing: " + step->second.text;
    out.table.rows.push_back({claim->claim, text, Cost(claim->claim), Owner(claim->claim)});
  }
  std::ranges::sort(rest);
  if (!rest.empty())
    out.table.rows.push_back(
        {"", "and " + std::to_string(rest.size()) + " more: " + report::Compress(rest), "", ""});
  if (!claims.empty())
    out.paragraphs.emplace_back(
        "Costs are our guess. Where nobody owns it, avouch record gap names an owner and a day.");
  return out;
}

std::string BriefPage::Answer(const ClaimVerdict& claim) const {
  const auto* known = model::FindClaim(catalogue_, claim.claim);
  std::string out = claim.claim + " " + report::VerdictWord(claim.verdict);
  if (known == nullptr) return out;
  if (claim.verdict == Verdict::kMet) return out + ". " + known->customer.met;
  if (claim.verdict == Verdict::kNotMet) return out + ". " + known->customer.not_met;
  return out + (claim.verdict == Verdict::kNotEvidenced ? ". " + known->customer.open : "");
}

// Those about what is not met or open come first.
SheetPart BriefPage::Questions() const {
  SheetPart out{"Five questions to ask the team, and what customers are told today",
                {},
                {},
                {{"ask", "today's answer"}, {36, 0}, {}}};
  std::vector<std::pair<int, std::size_t>> order;
  for (std::size_t i = 0; i < std::size(kAsk); ++i)
    if (const auto* claim = Find(kAsk[i].claim)) order.emplace_back(Worry(claim->verdict), i);
  std::ranges::sort(order);
  for (const auto& [worry, i] : order) {
    if (out.table.rows.size() == kQuestions) break;
    out.table.rows.push_back({std::string(kAsk[i].text), Answer(*Find(kAsk[i].claim))});
  }
  return out;
}

// Since the last signature that counts.
SheetPart BriefPage::Changed() const {
  SheetPart out{"What has changed since last time", {}, {}, {}};
  const verify::Affirmed* last = proof_.in_force();
  if (last == nullptr) {
    out.paragraphs.emplace_back("Nobody has signed before.");
    return out;
  }
  const auto& then = last->what;
  out.paragraphs.push_back(then.by + " signed on " + ToHumanDate(then.on) + ", until " +
                           ToHumanDate(then.until) +
                           (AddDays(then.until, 1) <= now_ ? "; that is over." : "."));
  std::size_t more = 0;
  auto say = [&](std::string text) {
    if (out.points.size() < kMostChanged)
      out.points.push_back(std::move(text));
    else
      ++more;
  };
  if (then.catalogue != verdicts_.catalogue || then.arguments != verdicts_.arguments)
    say("The rules by which claims are decided are others now: nothing of that signature stands.");
  else if (then.policy != statement::PolicyDigest(verdicts_.policy))
    say("Our own limits are others now: nothing of that signature stands.");
  for (const auto& claim : verdicts_.claims) {
    const auto before =
        std::ranges::find(then.verdicts, claim.claim, &statement::AffirmedVerdict::claim);
    if (before == then.verdicts.end())
      say(claim.claim + " is new: " + report::VerdictWord(claim.verdict));
    else if (before->verdict != claim.verdict)
      say(claim.claim + " was " + report::VerdictWord(before->verdict) + ", is " +
          report::VerdictWord(claim.verdict) +
          (statement::StandingOf(then, verdicts_, claim.claim, now_) == statement::Standing::kWorse
               ? ": the signature has ended for it. "
               : ". ") +
          Words(claim.claim));
  }
  if (out.points.empty()) out.paragraphs.emplace_back("No verdict has changed.");
  for (const auto& one : then.reservations) say(one.claim + " was excepted: " + one.why);
  if (more > 0) out.points.push_back("and " + std::to_string(more) + " more");
  return out;
}

SheetPart BriefPage::HowTo(const std::string& bundle) const {
  SheetPart out{"To sign", {}, {}, {}};
  const std::string day = until_ == Time{0} ? "DAY" : ToString(DateOf(until_));
  out.points = {
      "with a key: avouch affirm " + bundle + " --until " + day + " --key FILE",
      "with a passkey: the same without --key, then avouch sign on the statement it writes, on "
      "your "
      "own computer",
      "to except a claim: --reservation 1.2.2='why', as often as you need",
  };
  return out;
}

}  // namespace

std::string BriefText(const verify::Proof& proof, const BriefOptions& options, Time now) {
  const BriefPage brief(proof, options.until, now);
  return report::WriteSheet(brief.Sheet(options.bundle), options.format, options.width);
}

}  // namespace avouch::app
