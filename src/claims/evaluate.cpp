#include "claims/evaluate.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::ArgumentKind;
using model::ArgumentNode;
using model::ArgumentTerm;
using model::CheckResult;
using model::ClaimAnswer;
using model::Outcome;
using model::Verdict;

class ClaimDecider {
 public:
  ClaimDecider(const SourceChecks& checks, ClaimAnswer& answer)
      : checks_(checks), answer_(answer) {}

  Result<void> Decide(const model::Argument& argument) {
    if (answer_.argument.empty())
      answer_.argument = argument.id;
    else
      answer_.argument += ", " + argument.id;
    AVOUCH_TRY(ArgumentNode tree, Walk(argument.term, 0));
    // A product delivered in two ways needs the argument of each.
    if (trees_ == 0) {
      answer_.tree = std::move(tree);
    } else {
      ArgumentNode both{ArgumentKind::kAllOf, {}, {}, Outcome::kNoEvidence};
      both.outcome = Weaker(answer_.tree.outcome, tree.outcome);
      both.parts.push_back(std::move(answer_.tree));
      both.parts.push_back(std::move(tree));
      answer_.tree = std::move(both);
    }
    ++trees_;
    for (const auto& id : argument.beside) {
      AVOUCH_CHECK_OK(Check(id));
      if (std::find(answer_.beside.begin(), answer_.beside.end(), id) == answer_.beside.end())
        answer_.beside.push_back(id);
    }
    return {};
  }

  void Conclude() {
    bool violated = false;
    for (const auto& check : answer_.checks) violated |= check.outcome == Outcome::kViolated;
    for (const auto& check : answer_.checks) Explain(check);
    if (violated) {
      answer_.verdict = Verdict::kNotMet;
      return;
    }
    // The last line that can say yes.
    if (trees_ > 0 && answer_.tree.outcome == Outcome::kSatisfied) {
      answer_.verdict = Verdict::kMet;
      answer_.grade = Weakest(answer_.tree);
    }
  }

 private:
  static Outcome Weaker(Outcome a, Outcome b) {
    if (a == Outcome::kViolated || b == Outcome::kViolated) return Outcome::kViolated;
    return a == Outcome::kSatisfied && b == Outcome::kSatisfied ? Outcome::kSatisfied
                                                                : Outcome::kNoEvidence;
  }

  const CheckResult* Find(const std::string& id) const {
    for (const auto& check : answer_.checks)
      if (check.check == id) return &check;
    return nullptr;
  }

  Result<void> Check(const std::string& id) {
    if (Find(id) != nullptr) return {};
    const claims::Check* check = FindCheck(id);
    if (check == nullptr)
      return Fail(ErrorKind::kConfiguration, "an argument names a check that does not exist: " + id,
                  "claim " + answer_.claim);
    answer_.checks.push_back(checks_.Run(*check));
    return {};
  }

  Result<ArgumentNode> Walk(const ArgumentTerm& term, int depth) {
    ArgumentNode node{term.kind, term.check, {}, Outcome::kNoEvidence};
    if (term.kind == ArgumentKind::kCheck) {
      AVOUCH_CHECK_OK(Check(term.check));
      node.outcome = Find(term.check)->outcome;
      return node;
    }
    if (depth > 16 || term.parts.empty())
      return Fail(ErrorKind::kConfiguration, "an argument is empty or too deep",
                  "claim " + answer_.claim);
    for (const auto& part : term.parts) {
      AVOUCH_TRY(ArgumentNode child, Walk(part, depth + 1));
      node.parts.push_back(std::move(child));
    }
    node.outcome = Join(node);
    return node;
  }

  Outcome Join(const ArgumentNode& node) const {
    long long satisfied = 0, needed = 0;
    for (const auto& part : node.parts) {
      if (part.outcome == Outcome::kViolated) return Outcome::kViolated;  // Defeats, always.
      const CheckResult* check = part.kind == ArgumentKind::kCheck ? Find(part.check) : nullptr;
      bool nothing = node.kind == ArgumentKind::kEachOf && check != nullptr && check->nothing;
      needed += !nothing;
      satisfied += part.outcome == Outcome::kSatisfied;
    }
    bool yes =
        node.kind == ArgumentKind::kAnyOf ? satisfied > 0 : needed > 0 && satisfied == needed;
    return yes ? Outcome::kSatisfied : Outcome::kNoEvidence;
  }

  // The weakest grade among what the yes rests on; of alternatives, the best.
  model::Grade Weakest(const ArgumentNode& node) const {
    if (node.kind == ArgumentKind::kCheck) return Find(node.check)->grade;
    bool any = node.kind == ArgumentKind::kAnyOf;
    auto grade = any ? model::Grade::kClaimed : model::Grade::kComputed;
    for (const auto& part : node.parts) {
      if (part.outcome != Outcome::kSatisfied) continue;
      model::Grade other = Weakest(part);
      grade = any ? std::min(grade, other) : std::max(grade, other);
    }
    return grade;
  }

  // Where only listed findings were seen, what is wanted is the rule itself.
  static std::string Wanted(const CheckResult& check) {
    return check.missing.empty() ? check.rule : check.missing;
  }

  // What to do comes before what to show. Of what only developers use nothing need be done.
  static std::string StepOf(const CheckResult& check) {
    const bool weighs = std::ranges::any_of(check.findings, [](const auto& finding) {
      return finding.reach == model::Reach::kRelease || finding.reach == model::Reach::kUnknown;
    });
    if (!weighs || check.remedy.empty()) return Wanted(check);
    return check.remedy + (check.missing.empty() ? "" : "; to be shown: " + check.missing);
  }

  // One reason a check, and the steps it leaves.
  void Explain(const CheckResult& check) {
    bool beside = std::find(answer_.beside.begin(), answer_.beside.end(), check.check) !=
                  answer_.beside.end();
    switch (check.outcome) {
      case Outcome::kViolated:
        answer_.reasons.insert(answer_.reasons.begin(),
                               check.headline.empty() ? check.rule : check.headline);
        answer_.next.insert(answer_.next.begin(),
                            {check.remedy, check.minutes, model::Where::kHere, check.fix_command});
        return;
      case Outcome::kSatisfied:
        answer_.reasons.push_back(check.rule);
        return;
      case Outcome::kNotApplicable:
        return;
      case Outcome::kNoEvidence:
        if (check.nothing || beside) return;
        answer_.reasons.push_back("not seen: " + Wanted(check));
        answer_.next.push_back({StepOf(check), check.minutes, check.where, check.fix_command});
        if (std::find(answer_.where.begin(), answer_.where.end(), check.where) ==
            answer_.where.end())
          answer_.where.push_back(check.where);
        return;
    }
  }

  const SourceChecks& checks_;
  ClaimAnswer& answer_;
  int trees_ = 0;
};

bool InScope(const model::CatalogueClaim& claim, model::ProductScope scope) {
  return std::find(claim.applies.begin(), claim.applies.end(), scope) != claim.applies.end();
}

bool IsFor(const model::Argument& argument, model::Delivery delivery) {
  return std::find(argument.delivery.begin(), argument.delivery.end(), delivery) !=
         argument.delivery.end();
}

const model::Argument* Choose(const model::Arguments& arguments, const std::string& claim,
                              model::Delivery delivery) {
  const model::Argument* general = nullptr;
  for (const auto& argument : arguments.arguments) {
    if (argument.claim != claim) continue;
    if (IsFor(argument, delivery)) return &argument;
    if (argument.delivery.empty()) general = &argument;
  }
  return general;
}

// The Code leaves no claim out by itself: a person says so, with a reason and an end.
const model::Exemption* ExemptionOf(const Inputs& in, const std::string& claim) {
  for (const auto& exemption : in.exemptions)
    if (exemption.claim == claim) return &exemption;
  return nullptr;
}

Verdict OfPrinciple(const std::vector<const ClaimAnswer*>& claims) {
  bool all_met = true, all_out = true, not_met = false;
  for (const auto* claim : claims) {
    if (claim->verdict == Verdict::kNotApplicable) continue;
    all_out = false;
    not_met |= claim->verdict == Verdict::kNotMet;
    all_met &= claim->verdict == Verdict::kMet;
  }
  if (claims.empty()) return Verdict::kNotEvidenced;
  if (all_out) return Verdict::kNotApplicable;
  if (not_met) return Verdict::kNotMet;
  return all_met ? Verdict::kMet : Verdict::kNotEvidenced;
}

// Files that stand at the root of what others build with, and of nothing else. A
// manifest that may as well be a program's says nothing here.
std::string_view PackageAtRoot(const Facts& facts) {
  constexpr std::string_view kFormats[][2] = {
      {"r-description", "DESCRIPTION at the root: a package of R"},
      {"podspec", "a podspec at the root: a library for others' builds"},
      {"terraform", "Terraform files at the root: a module"}};
  if (!facts.containers.value.dockerfiles.empty()) return {};
  for (const auto& [format, because] : kFormats)
    for (const auto& manifest : facts.components.value.manifests)
      if (manifest.format == format && manifest.path.folder().empty()) return because;
  return {};
}

// What the manifest at the root says in so many words; null for nothing, and when two
// of them disagree.
const model::Manifest* ShippedFromRoot(const Facts& facts) {
  const model::Manifest* out = nullptr;
  for (const auto& manifest : facts.components.value.manifests) {
    if (!manifest.path.folder().empty() || manifest.ships == model::Ships::kUnsaid) continue;
    if (out != nullptr && out->ships != manifest.ships) return nullptr;
    out = &manifest;
  }
  return out;
}

// What of the claim's findings waivers accept, a line for each last day. Of two checks
// that see one finding it is one.
void TellWaived(const ClaimAnswer& answer, model::Assessment& assessment) {
  std::map<std::string, std::set<std::string>> by_day;
  for (const auto& check : answer.checks)
    for (const auto& one : check.waived) by_day[one.until].insert(one.finding);
  for (const auto& [until, findings] : by_day)
    assessment.waived.push_back({answer.claim, static_cast<long long>(findings.size()), until});
}

}  // namespace

AssumedDelivery AssumeDelivery(const Facts& facts, const Reaches& reach) {
  bool publishes_package = false, deploys = false, publishes_other = false;
  bool only_tags = true;  // What else it publishes is a release of the forge, of no named file
  for (const auto& pipeline : facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs) {
      if (!reach.publishing.contains({pipeline.path, job.id})) continue;
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds) {
          if (!IsRelease(job, deed)) continue;
          bool package = deed.tool == "npm" || deed.tool == "twine" || deed.tool == "cargo" ||
                         deed.tool == "pypa/gh-action-pypi-publish" || deed.tool == "mvn" ||
                         deed.tool == "gem" || deed.tool == "uv" || deed.tool == "poetry";
          deploys |= deed.kind == model::DeedKind::kDeploy;
          publishes_package |= package;
          bool other = deed.kind == model::DeedKind::kPublish && !package;
          publishes_other |= other;
          only_tags &= !other || deed.tool == "semantic-release" || deed.tool == "gh";
        }
    }
  if (deploys && !publishes_package && !publishes_other)
    return {model::Delivery::kSaas, "its pipeline deploys and publishes nothing"};
  const bool recipes = !facts.containers.value.recipes.empty();
  const std::string_view package = PackageAtRoot(facts);
  if (!package.empty() && !recipes && !deploys && (!publishes_other || only_tags))
    return {model::Delivery::kLibrary, std::string(package)};
  if (publishes_other || recipes)
    return {model::Delivery::kTool, only_tags && !recipes
                                        ? "its pipeline publishes releases"
                                        : "its pipeline publishes programs or images"};
  const model::Manifest* root = ShippedFromRoot(facts);
  const bool program = root != nullptr && root->ships == model::Ships::kProgram;
  if (publishes_package && program)
    return {model::Delivery::kTool,
            "its pipeline publishes a package, and " + root->path.bytes + " puts commands in it"};
  if (publishes_package) return {model::Delivery::kLibrary, "its pipeline publishes a package"};
  if (program) return {model::Delivery::kTool, root->path.bytes + " says which commands it brings"};
  const bool library = root != nullptr && root->ships == model::Ships::kLibrary;
  if (library && facts.containers.value.dockerfiles.empty())
    return {model::Delivery::kLibrary, root->path.bytes + " says what it gives to others' builds"};
  return {model::Delivery::kTool, "nothing here says how customers get it"};
}

Result<void> Evaluate(const Inputs& in, const model::Catalogue& catalogue,
                      const model::Arguments& arguments, model::Assessment& assessment) {
  return Evaluate(SourceChecks(in), catalogue, arguments, assessment);
}

Result<void> Evaluate(const SourceChecks& checks, const model::Catalogue& catalogue,
                      const model::Arguments& arguments, model::Assessment& assessment) {
  const Inputs& in = checks.own();
  std::vector<model::Delivery> deliveries = in.product.delivery;
  if (deliveries.empty())
    return Fail(ErrorKind::kInternal, "no delivery, said or assumed, to decide for");
  for (const auto& theme : catalogue.themes)
    for (const auto& principle : theme.principles) {
      std::size_t first = assessment.claims.size();
      for (const auto& claim : principle.claims) {
        ClaimAnswer answer;
        answer.claim = claim.number;
        if (in.product.scope && !InScope(claim, *in.product.scope)) {
          answer.verdict = Verdict::kNotApplicable;
          answer.reasons.push_back("out of scope for a " +
                                   std::string(model::Name(*in.product.scope)) +
                                   ", said in avouch.yaml; the Code, Table 1");
          assessment.claims.push_back(std::move(answer));
          continue;
        }
        if (const model::Exemption* exemption = ExemptionOf(in, claim.number)) {
          answer.verdict = Verdict::kNotApplicable;
          answer.reasons.push_back("not applicable, says " + exemption->approved_by + " until " +
                                   exemption->until + ": " + exemption->because);
          assessment.claims.push_back(std::move(answer));
          continue;
        }
        ClaimDecider decider(checks, answer);
        std::set<const model::Argument*> chosen;
        for (auto delivery : deliveries) {
          const model::Argument* argument = Choose(arguments, claim.number, delivery);
          if (argument == nullptr)
            return Fail(ErrorKind::kConfiguration, "no argument for claim " + claim.number);
          if (chosen.insert(argument).second) AVOUCH_CHECK_OK(decider.Decide(*argument));
        }
        decider.Conclude();
        std::sort(answer.where.begin(), answer.where.end());
        TellWaived(answer, assessment);
        assessment.claims.push_back(std::move(answer));
      }
      std::vector<const ClaimAnswer*> of_principle;
      for (std::size_t i = first; i < assessment.claims.size(); ++i)
        of_principle.push_back(&assessment.claims[i]);
      assessment.principles.push_back({principle.number, OfPrinciple(of_principle)});
    }
  return {};
}

}  // namespace avouch::claims
