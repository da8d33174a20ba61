// Theme 1 as far as people say it: framework, training, tools, items,
// requirements, user need, threat model, test plan.
//
// Complete is computed, adequate is signed: each of these needs both.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/tools.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::Reach;
using model::Where;

// ---- Training ----

// One row of a register that counts: list, row, and until when.
struct Course {
  const model::TrainingList* list = nullptr;
  const model::TrainingRow* row = nullptr;
  Time until;
};

std::optional<Time> EndOf(const model::TrainingRow& row, const model::Policy& policy) {
  auto passed = When(row.passed);
  if (!passed) return std::nullopt;
  Time own = AddDays(*passed, policy.training_valid_days);
  auto expires = When(row.expires);
  return expires && *expires < own ? *expires
                                   : own;  // Ours or the course's own, whichever ends first.
}

// The row of `person` for `course` that lasts longest; nothing passed yet counts.
std::optional<Course> Newest(const Inputs& in, const model::PersonEntry& person,
                             const std::string& course) {
  std::optional<Course> best;
  for (const auto& list : in.facts.exports.training)
    for (const auto& row : list.rows) {
      if (PersonBehind(in.facts.organisation, row.person) != &person) continue;
      if (!course.empty() && !EqualsIgnoreCase(row.course, course)) continue;
      auto until = EndOf(row, in.policy);
      if (!until || !IsPast(row.passed, in.time)) continue;
      if (!best || *until > best->until) best = Course{&list, &row, *until};
    }
  return best;
}

// People of history who merged or released, each with the organisation's entry.
const model::PersonEntry* EntryOf(const Inputs& in, const std::string& name) {
  const auto& organisation = in.facts.organisation;
  for (const auto& person : in.facts.history.value.people) {
    if (person.name != name) continue;
    for (const auto& email : person.emails)
      if (const auto* entry = PersonBehind(organisation, email)) return entry;
    for (const auto& spelling : person.names)
      if (const auto* entry = PersonBehind(organisation, spelling)) return entry;
  }
  return PersonBehind(organisation, name);
}

long long CommitsOf(const Inputs& in, const std::string& name) {
  for (const auto& person : in.facts.history.value.people)
    if (person.name == name) return person.commits;
  return 0;
}

// New people have time: no course yet, and their first commit is young.
bool IsNew(const Inputs& in, const std::string& name) {
  for (const auto& person : in.facts.history.value.people)
    if (person.name == name)
      return DaysBetween(person.first, in.time) <= in.policy.new_starter_grace_days;
  return false;
}

std::string Plural(long long count, std::string_view noun) { return Count(noun, count); }

}  // namespace

void ExamineFramework(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  const auto& organisation = in.facts.organisation;
  if (organisation.framework_name.empty())
    return examination.Missing(
        "the framework's name and a document for each of its seven topics, approved",
        Where::kPerson);
  ExaminePaper(in, examination, "framework",
               {{"threat-modelling", "threat modelling"},
                {"requirements", "requirements"},
                {"governance", "governance and roles"},
                {"secure-coding", "secure coding"},
                {"test-strategy", "test strategy"},
                {"data-management", "data management"},
                {"configuration-management", "configuration management"}},
               model::kSro);
  examination.Witness(
      "framework: " + organisation.framework_name +
          (organisation.framework_version.empty() ? "" : " " + organisation.framework_version),
      {organisation.path, 0});
  if (!examination.findings().empty()) {
    examination.Headline("the framework's document is past its review, or unfinished");
    examination.Remedy("review it, finish it, and have it approved", 60);
  }
}

void ExamineTrainingRegister(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const auto& lists = in.facts.exports.training;
  if (lists.empty())
    return examination.Missing("the training register, or a learning system's export",
                               Where::kPerson);
  bool counts = true;
  for (const auto& list : lists)
    counts &= Take(examination, WordOf(in, list.head, {}), list.head.id);
  std::vector<std::string> courses = in.facts.organisation.required_training;
  if (courses.empty()) courses.emplace_back();  // Any course that has not run out.
  long long trained = 0, people = 0, ended = 0;
  // Whoever merges, and the organisation's own who write: others' changes come in
  // through one of these.
  const auto& history = in.facts.history.value;
  std::set<std::string> names(history.mergers_in_window.begin(), history.mergers_in_window.end());
  for (const auto& name : history.authors_in_window)
    if (EntryOf(in, name) != nullptr) names.insert(name);
  for (const auto& name : names) {
    ++people;
    const model::PersonEntry* entry = EntryOf(in, name);
    if (entry == nullptr) {
      examination.Missing("who " + name + ", who merges, is: an entry under people:",
                          Where::kPerson);
      continue;
    }
    bool all = true;
    for (const auto& course : courses) {
      std::optional<Course> newest = Newest(in, *entry, course);
      if (newest && in.time < AddDays(newest->until, 1)) continue;
      all = false;
      if (newest) {
        ++ended;
        examination.Bad(PlaceOf(newest->list->head, newest->row->row),
                        entry->id + "'s " + newest->row->course + " ended " +
                            ToHumanDate(newest->until) + "; " +
                            Plural(CommitsOf(in, name), "commit") + " in this history",
                        Reach::kRelease, "take the course again, and enter it", 0);
      } else if (!IsNew(in, name)) {
        examination.Missing(entry->id + (course.empty() ? "" : "'s " + course) + " in the register",
                            Where::kPerson);
      }
    }
    trained += all;
  }
  if (people == 0)
    return examination.Missing(
        "somebody who merged or wrote in the window, to hold the register against", Where::kPerson);
  if (counts) examination.Good(trained);
  examination.Witness(Thousands(trained) + " of " + Count("person", people, "people") +
                      " who merge or write are trained");
  if (ended > 0) {
    examination.Headline(Count("course", ended) + " of people who merge " +
                         (ended == 1 ? "has" : "have") + " run out");
    examination.Remedy("take the courses again, and enter them", 0);
  }
}

void ExamineToolsReviewed(const Inputs& in, Examination& examination) {
  auto reviews = RecordsOf(in, model::RecordKind::kToolsReview);
  if (reviews.empty())
    return examination.Missing("a review of the list of tools, by name", Where::kPerson);
  const model::Record& review = *reviews.front();
  const model::ToolList* list = nullptr;
  for (const auto& one : in.facts.exports.tools)
    if (one.head.path.bytes == review.of.file) list = &one;
  if (list == nullptr)
    return examination.Missing(
        review.of.file + ", the list that " + review.path.bytes + " reviewed", Where::kPerson);
  if (!review.of.sha256.empty() && review.of.sha256 != list->head.id.hex())
    examination.Missing("a review of the present " + review.of.file + "; " + review.path.bytes +
                            " is about other bytes",
                        Where::kPerson);
  if (DaysBetween(*When(review.on), in.time) > in.policy.window_days)
    examination.Missing(
        "a review of the tools in the last " + std::to_string(in.policy.window_days) + " days",
        Where::kPerson);
  // What our tables do not know, the list must.
  for (const auto& tool : ToolsUsed(in)) {
    if (SupportOf(in.lifecycle, tool, in.time).state != SupportState::kUnknown) continue;
    bool known = std::any_of(list->rows.begin(), list->rows.end(), [&](const auto& row) {
      return EqualsIgnoreCase(row.tool, tool.product) || ContainsIgnoreCase(tool.text, row.tool);
    });
    if (!known) examination.Missing(tool.text + " in " + review.of.file, Where::kPerson);
  }
  long long ended = 0;
  for (const auto& row : list->rows) {
    if (!IsOver(row.supported_until, in.time)) continue;
    ++ended;
    examination.Bad(PlaceOf(list->head, row.row),
                    row.tool + " " + row.version + ": support ended " + row.supported_until,
                    Reach::kRelease, "move to a supported one", 30);
  }
  if (ended > 0) {
    examination.Headline(Count("tool", ended) + " of the vendor's own list " +
                         (ended == 1 ? "is" : "are") + " past support");
    examination.Remedy("move to supported versions", 30);
  }
  if (!Take(examination, WordOf(in, review, {}), review.id)) return;
  examination.Good(static_cast<long long>(list->rows.size()));
  examination.Witness(review.by + " reviewed " +
                          Count("tool", static_cast<long long>(list->rows.size())) + " on " +
                          ToHumanDate(*When(review.on)),
                      {review.path, 0});
}

void ExamineVersionedIdentified(const Inputs& in, Examination& examination) {
  examination.Uses("tree");
  const auto& organisation = in.facts.organisation;
  std::vector<std::string> items = organisation.items;
  items.insert(items.end(), organisation.repositories.begin(), organisation.repositories.end());
  if (items.empty())
    return examination.Missing("the list of items, and what is kept elsewhere", Where::kPerson);
  std::string_view key = organisation.items.empty() ? "repositories" : "items";
  if (!Take(examination, WordOf(in, key, {}), organisation.id)) return;
  examination.Good(static_cast<long long>(items.size()));
  examination.Witness("under control by the organisation's list: " + Join(items, ", "),
                      {organisation.path, 0});
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
  if (!examination.findings().empty()) {
    examination.Headline(Count("requirement id", examination.bad()) + " " +
                         (examination.bad() == 1 ? "is" : "are") + " used twice");
    examination.Remedy("give each requirement its own id", 5);
  }
  if (paper == nullptr || !Take(examination, WordOf(in, *paper, {}), paper->id)) return;
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
}

void ExamineThreatModel(const Inputs& in, Examination& examination) {
  const auto& models = in.facts.papers.threat_models;
  const model::Paper* paper = PaperFor(in, "threat-model");
  if (models.empty() || paper == nullptr)
    return examination.Missing("a threat model and who reviewed it", Where::kPerson);
  long long threats = 0, undecided = 0, components = 0;
  for (const auto& one : models) {
    components += static_cast<long long>(one.components.size() + one.flows.size());
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
  }
  if (undecided > 0) {
    examination.Headline(Count("threat", undecided) + " of the threat model " +
                         (undecided == 1 ? "is" : "are") + " not decided");
    examination.Remedy("decide each threat, and say what shows it", 30);
  }
  if (components == 0)
    examination.Missing("a component or flow in " + paper->path.bytes, Where::kPerson);
  if (threats == 0) examination.Missing("a threat in " + paper->path.bytes, Where::kPerson);
  if (IsOver(paper->review_by, in.time))
    examination.Missing("a review of " + paper->path.bytes + " after " + paper->review_by,
                        Where::kPerson);
  if (!Take(examination, WordOf(in, *paper, {}), paper->id)) return;
  examination.Good(threats - undecided);
  examination.Witness(Count("threat", threats) + " to " +
                          Count("component or flow", components, "components and flows") +
                          ", each decided",
                      {paper->path, 0});
}

void ExamineTestPlanApproved(const Inputs& in, Examination& examination) {
  ExaminePaper(in, examination, "test-plan",
               {{"scope", "what is tested"},
                {"kinds", "which kinds of test"},
                {"pass-rule", "what counts as passed"}},
               {});
}

}  // namespace avouch::claims
