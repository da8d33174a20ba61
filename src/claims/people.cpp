// Theme 1 as far as people write it down: framework, items, requirements, user
// need, threat model, test plan. Training and tools have files of their own.
//
// Complete is computed, adequate is signed: each of these needs both.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::Reach;
using model::Where;

// When somebody last stood by the paper; nothing when no day is told.
std::optional<Time> ApprovedOn(const Inputs& in, const model::Paper& paper) {
  std::optional<Time> newest;
  auto see = [&](Time time) {
    if (time.seconds != 0 && (!newest || *newest < time)) newest = time;
  };
  for (const auto& said : paper.approved)
    if (said.grade == Grade::kSigned) see(said.when);
  for (const auto* approval : RecordsOf(in, model::RecordKind::kApproval))
    if (Lower(approval->of.sha256) == paper.id.hex() && Counts(in, *approval, {}))
      see(*When(approval->on));
  return newest;
}

// The newest release whose version begins a new line: "3.0.0", "v4.0".
const model::Release* LastMajor(const Inputs& in) {
  const model::Release* newest = nullptr;
  for (const auto& release : in.facts.history.value.releases) {
    if (release.prerelease || in.time < release.date) continue;
    const auto numbers = Split(std::string_view(release.version), '.');
    bool major = numbers.size() > 1 && std::all_of(numbers.begin() + 1, numbers.end(), [](auto n) {
                   return n.find_first_not_of('0') == n.npos && !n.empty();
                 });
    if (major && (newest == nullptr || newest->date < release.date)) newest = &release;
  }
  return newest;
}

}  // namespace

void ExamineFramework(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  const auto& organisation = in.facts.organisation;
  const model::Paper* paper = PaperFor(in, "framework");
  const std::string& named = organisation.framework_name;
  if (named.empty() && paper == nullptr)
    return examination.Missing(
        "the framework's name and a document for each of its seven topics, approved",
        Where::kPerson);
  const std::string& at = organisation.framework_document;
  if (paper == nullptr && !at.empty() && at.find("://") == at.npos)
    examination.Bad({organisation.path, 0}, "framework: " + at + " is not there to be read",
                    Reach::kRelease, "commit it, or name the right path", 10);
  ExaminePaper(in, examination, "framework",
               {{"threat-modelling", "threat modelling"},
                {"requirements", "requirements"},
                {"governance", "governance and roles"},
                {"secure-coding", "secure coding"},
                {"test-strategy", "test strategy"},
                {"data-management", "data management"},
                {"configuration-management", "configuration management"}},
               model::kSro);
  if (paper != nullptr && IsOver(paper->review_by, in.time))
    examination.Bad(paper->place, "was to be reviewed by " + paper->review_by, Reach::kRelease,
                    "review it, and set the next date", 30);
  // Its name stands in the approved text, or is signed where it stands.
  const std::string written = paper != nullptr ? paper->framework : std::string();
  const std::string name = named.empty() ? written : named;
  if (name.empty())
    examination.Missing("the name of the framework that is followed", Where::kPerson);
  else if (written.empty())
    Take(examination, WordOf(in, "framework", {}), organisation.id);
  else if (!ContainsIgnoreCase(written, name) && !ContainsIgnoreCase(name, written))
    examination.Missing("one framework: " + organisation.path.bytes + " names " + name + ", " +
                            paper->path.bytes + " names " + written,
                        Where::kPerson);
  if (!name.empty())
    examination.Witness("framework: " + name +
                            (named.empty() || organisation.framework_version.empty()
                                 ? ""
                                 : " " + organisation.framework_version),
                        named.empty() ? paper->place : model::Place{organisation.path, 0});
  if (!examination.findings().empty()) {
    examination.Headline("the framework's document is absent, past its review, or unfinished");
    examination.Remedy("review it, finish it, and have it approved", 60);
  }
}

void ExamineVersionedIdentified(const Inputs& in, Examination& examination) {
  const auto& organisation = in.facts.organisation;
  struct Listed {
    std::string_view key;
    const std::vector<std::string>& names;
  };
  const Listed lists[] = {{"items", organisation.items},
                          {"repositories", organisation.repositories}};
  for (const auto& [key, names] : lists) {
    if (names.empty()) continue;
    if (!Take(examination, WordOf(in, key, {}), organisation.id)) continue;
    examination.Good(static_cast<long long>(names.size()));
    examination.Witness("under control by the organisation's list of " + std::string(key) + ": " +
                            Join(names, ", "),
                        {organisation.path, 0});
  }
  if (organisation.items.empty() && organisation.repositories.empty())
    examination.Missing("the list of items, and what is kept elsewhere", Where::kPerson);
}

void ExamineRequirements(const Inputs& in, Examination& examination) {
  const auto& papers = in.facts.papers;
  const model::Paper* paper = PaperFor(in, "requirements");
  if (papers.requirements.empty())
    return examination.Missing("the requirements, or where they are kept and who owns them",
                               Where::kPerson);
  std::set<std::string> tested;
  for (const auto& run : in.facts.results.tests)
    for (const auto& test : run.cases) tested.insert(test.ids.begin(), test.ids.end());
  for (const auto& id : papers.ids_in_tests) tested.insert(id);
  long long security = 0, traced = 0;
  for (const auto& requirement : papers.requirements) {
    security += requirement.security;
    traced += requirement.security && tested.contains(requirement.id);
  }
  for (const auto& id : papers.duplicate_ids)
    examination.Bad(paper != nullptr ? model::Place{paper->path, 0} : papers.requirements[0].place,
                    id + " is given to two requirements", Reach::kRelease, "give each its own id",
                    5);
  if (security == 0)
    examination.Missing(
        "a requirement about security among " +
            Count("requirement", static_cast<long long>(papers.requirements.size())),
        Where::kPerson);
  if (traced < security)
    examination.Missing("a test that names its id, for " + Thousands(security - traced) + " of " +
                            Count("security requirement", security),
                        Where::kTests);
  if (!papers.duplicate_ids.empty()) {
    examination.Headline(Count("requirement id", examination.bad()) + " " +
                         (examination.bad() == 1 ? "is" : "are") + " used twice");
    examination.Remedy("give each requirement its own id", 5);
  }
  if (paper == nullptr)
    return examination.Missing("the document of the requirements, approved", Where::kPerson);
  if (!ExamineWhole(in, examination, *paper, {})) return;
  examination.Good(static_cast<long long>(papers.requirements.size()));
  examination.Witness(Count("requirement", static_cast<long long>(papers.requirements.size())) +
                          ", " + Thousands(security) + " about security, " + Thousands(traced) +
                          " of them in tests",
                      {paper->path, 0});
}

void ExamineUserNeed(const Inputs& in, Examination& examination) {
  ExaminePaper(
      in, examination, "user-need",
      {{"who", "who was asked or watched"}, {"when", "when"}, {"decided", "what was decided"}}, {});
  const model::Paper* paper = PaperFor(in, "user-need");
  const model::Release* major = LastMajor(in);
  if (paper == nullptr || major == nullptr) return;
  auto approved = ApprovedOn(in, *paper);
  if (!approved || major->date <= *approved) return;
  examination.Bad(paper->place,
                  "was last approved on " + ToHumanDate(*approved) + ", before " + major->tag +
                      " of " + ToHumanDate(major->date),
                  Reach::kRelease, "ask users again, and write what was decided", 120);
  examination.Headline("the user research is older than the last major release");
  examination.Remedy("ask users again, and write what was decided", 120);
}

void ExamineThreatModel(const Inputs& in, Examination& examination) {
  const auto& models = in.facts.papers.threat_models;
  if (models.empty())
    return examination.Missing("a threat model and who reviewed it", Where::kPerson);
  long long threats = 0, undecided = 0, components = 0, approved = 0;
  for (const auto& one : models) {
    const auto parts = static_cast<long long>(one.components.size() + one.flows.size());
    const std::string& path = one.path.bytes;
    components += parts;
    if (parts == 0) examination.Missing("a component or flow in " + path, Where::kPerson);
    if (one.threats.empty()) examination.Missing("a threat in " + path, Where::kPerson);
    for (const auto& left : one.left)
      examination.Missing("what was left of " + path + ": " + left.reason, Where::kPerson);
    for (const auto& threat : one.threats) {
      ++threats;
      bool over = IsOver(threat.accepted_until, in.time);
      if (threat.decided && !over) continue;
      ++undecided;
      examination.Bad(
          threat.place,
          (threat.id.empty() ? threat.text : threat.id + " " + threat.text) +
              (over ? ": its acceptance ended " + threat.accepted_until : ": not decided"),
          Reach::kRelease, "decide it: prevent, accept until a day, or move it", 30);
    }
    const auto& papers = in.facts.papers.papers;
    auto paper = std::ranges::find_if(papers, [&](const auto& candidate) {
      return candidate.purpose == "threat-model" && candidate.path == one.path;
    });
    if (paper == papers.end())
      examination.Missing("who reviewed " + path, Where::kPerson);
    else
      approved += ExamineWhole(in, examination, *paper, {});
  }
  if (undecided > 0) {
    examination.Headline(Count("threat", undecided) + " of the threat model " +
                         (undecided == 1 ? "is" : "are") + " not decided");
    examination.Remedy("decide each threat, and say what shows it", 30);
  }
  if (approved == 0) return;
  examination.Good(threats - undecided);
  examination.Witness(
      Count("threat", threats) + " to " +
          Count("component or flow", components, "components and flows") +
          (undecided == 0 ? ", each decided" : ", " + Thousands(undecided) + " not decided"),
      {models[0].path, 0});
}

void ExamineTestPlanApproved(const Inputs& in, Examination& examination) {
  ExaminePaper(in, examination, "test-plan",
               {{"scope", "what is tested"},
                {"kinds", "which kinds of test"},
                {"pass-rule", "what counts as passed"}},
               {});
}

}  // namespace avouch::claims
