// Claim 1.2.2: the actions, workflows and includes of others that pipelines use are
// named by their commit.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/references.h"

namespace avouch::claims {
namespace {

using model::Pin;
using model::Reach;
using model::Reference;
using model::ReferenceKind;

// Owners of code that are teams ("@them/team") name the organisation whose
// repository this is: a forge takes teams of no other. Lower case; "" when no
// file says, or files disagree.
std::string Organisation(const Facts& facts) {
  std::string out;
  for (const auto& file : facts.documents.value.code_owners)
    for (const auto& rule : file.rules)
      for (const auto& owner : rule.owners) {
        std::size_t slash = owner.find('/');
        if (!owner.starts_with('@') || slash == owner.npos) continue;
        std::string name = Lower(owner.substr(1, slash - 1));
        if (!out.empty() && out != name) return {};
        out = name;
      }
  return out;
}

// The same action used in forty places is forty places and one reference name.
std::string Places(long long places, std::string_view what) { return Count(what, places); }

// What was seen of actions and includes, to be told at the end.
struct Seen {
  std::string organisation;     // Whose repository this is, or empty
  std::set<std::string> names;  // Of what may change and reaches a release
  LeftOpen by_tag, forges, variable, orbs, tasks;
  bool actions = false, includes = false, moving_orbs = false;
  long long own = 0;  // The same organisation's
};

void See(const Reference& reference, Reach reach, Seen& seen, Examination& examination) {
  bool include = reference.kind == ReferenceKind::kInclude;
  bool ours = include || reference.kind == ReferenceKind::kAction ||
              reference.kind == ReferenceKind::kReusableWorkflow;
  if (!ours || reference.pin == Pin::kLocal) return;
  // A GitLab's own template comes with the GitLab that runs it; no file names which.
  if (reference.name.starts_with("template:")) {
    examination.Open();
    return seen.forges.Add(reference);
  }
  // Which bytes of a task run is settled where it was installed, by no file.
  if (reference.name.starts_with("task:")) {
    examination.Open();
    return seen.tasks.Add(reference);
  }
  // An exact version of an orb is never replaced; that its registry says so is no digest.
  bool orb = reference.name.starts_with("orb:");
  if (orb && reference.pin == Pin::kVersion) {
    examination.Open();
    return seen.orbs.Add(reference);
  }
  include |= reference.kind == ReferenceKind::kReusableWorkflow &&
             reference.name.find(".github/workflows/") == std::string::npos;
  (include ? seen.includes : seen.actions) = true;
  if (include && reference.pin == Pin::kVariable) {  // What it names may well be a commit.
    examination.Open();
    return seen.variable.Add(reference);
  }
  if (reference.pin == Pin::kDigest || reference.pin == Pin::kCommit) return examination.Good();
  // Its publisher makes it work by tag alone, and lets a release be verified
  // by that tag: it stays open, and a commit id is no way out.
  if (reference.name.starts_with("slsa-framework/slsa-github-generator/")) {
    examination.Open();
    return seen.by_tag.Add(reference);
  }
  if (Weighs(reach)) seen.names.insert(reference.name);
  seen.moving_orbs |= orb;
  if (orb)
    return examination.Bad(reference.place, reference.text, reach,
                           "name the exact version: " + reference.name.substr(4) + "@1.2.3", 1);
  // By the same people, from a branch: theirs to change, and not a third party's.
  if (!seen.organisation.empty() && Lower(reference.name).starts_with(seen.organisation + "/")) {
    ++seen.own;
    return examination.Bad(reference.place, reference.text + "  (the same organisation's)", reach,
                           "name the commit: " + reference.name + "@<commit>", 1, Weight::kListed);
  }
  // "steps.yml@templates": the commit is named where that repository is.
  const bool elsewhere = include && !reference.text.ends_with("@" + reference.version);
  examination.Bad(reference.place, reference.text, reach,
                  elsewhere && reference.text.find('@') != std::string::npos
                      ? "set ref: of that repository to a commit id"
                      : "name the commit: " + reference.name + "@<commit> # " + reference.version,
                  1);
}

}  // namespace

void ExamineActions(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  Seen seen;
  seen.organisation = Organisation(in.facts);
  EachPipelineReference(in, [&](const Reference& reference, Reach reach) {
    See(reference, reach, seen, examination);
  });
  long long bad = examination.bad();
  if (seen.by_tag.count > 0)
    examination.Missing(
        seen.by_tag.Say("outside action", " that its publisher lets work only by tag"));
  if (seen.forges.count > 0)
    examination.Missing(seen.forges.Say("template", " that comes with the GitLab that runs it"));
  if (seen.orbs.count > 0)
    examination.Missing(seen.orbs.Say(
        "orb", " by exact version, which CircleCI does not replace and gives no digest for"));
  if (seen.tasks.count > 0)
    examination.Missing(seen.tasks.Say(
        "task", " at the version that the organisation on Azure DevOps has installed"));
  if (seen.variable.count > 0)
    examination.Missing(
        seen.variable.Say("include", " decided by a variable that is not read here"));
  const bool one = !seen.includes && examination.of() - seen.own == 1;
  const std::string what = !seen.includes ? "outside actions"
                           : seen.actions ? "outside actions and includes"
                                          : "outside includes";
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " +
                        Thousands(examination.of() - seen.own) + " " +
                        (one ? "outside action" : what) + " pinned to a commit");
  if (seen.own > 0)
    examination.Missing("a commit for " + Places(seen.own, "use") +
                        " of the same organisation's actions, which follow a branch or tag");
  if (bad > seen.own)
    examination.Headline(Places(bad - seen.own, "use") + " of " + what +
                         " can change without a commit here");
  else if (seen.own > 0)
    examination.Headline(Places(seen.own, "use") + " of the same organisation's actions " +
                         (seen.own == 1 ? "follows" : "follow") + " a branch or tag, not a commit");
  examination.Remedy(seen.moving_orbs ? "name each by its commit id, an orb by its exact version"
                                      : "name each by its commit id, with the version in a comment",
                     static_cast<int>(std::max<std::size_t>(seen.names.size(), 1)) * 2);
  if (bad > 0 && seen.actions) examination.FixCommand("avouch fix 1.2.2");
}

}  // namespace avouch::claims
