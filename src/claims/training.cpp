// Claim 1.1.2: who takes changes in and who writes, held against what they passed.
//
// Registers that somebody signed, a learning system's export, and records of one
// course each. Unknown is never trained; joins are by the organisation's own list.

#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::Reach;
using model::Where;

// A course that somebody passed, where that is written, and until when it counts.
struct Course {
  std::string name;
  model::Place place;
  Time until;
};

// Ours or the course's own end, whichever comes first.
Time EndOf(Time passed, std::string_view expires, const model::Policy& policy) {
  Time ours = AddDays(passed, policy.training_valid_days);
  auto own = When(expires);
  return own && *own < ours ? *own : ours;
}

// What is known of who passed what, by person: registers and single records.
class Register {
 public:
  Register(const Inputs& in, Examination& examination) : in_(in) {
    for (const auto& list : in.facts.exports.training) {
      // Another system's answer of a later day was not there yet.
      if (!list.head.by_hand && !list.head.at.empty() && !IsPast(list.head.at, in.time)) continue;
      Word word = WordOf(in, list.head, {});
      if (word.grade == Grade::kClaimed) {
        claimed_.push_back(std::move(word));
        continue;
      }
      examination.RestsOn(word.grade, list.head.id);
      any_ = true;
      for (const auto& row : list.rows)
        Add(row.person, row.course, row.passed, row.expires, PlaceOf(list.head, row.row));
    }
    for (const auto* record : RecordsOf(in, model::RecordKind::kTraining)) {
      Word word = WordOf(in, *record, {});
      if (word.grade != Grade::kClaimed && record->by == record->person)
        word = {Grade::kClaimed, {}, record->path.bytes + ", said by another than who took it"};
      if (word.grade == Grade::kClaimed) {
        claimed_.push_back(std::move(word));
        continue;
      }
      examination.RestsOn(word.grade, record->id);
      any_ = true;
      Add(record->person, record->course, record->on, record->until, {record->path, 0});
    }
  }

  [[nodiscard]] bool any() const { return any_; }
  [[nodiscard]] const std::vector<Word>& claimed() const { return claimed_; }

  // The one that lasts longest; of any course when `course` is empty.
  [[nodiscard]] const Course* Longest(const model::PersonEntry& person,
                                      std::string_view course) const {
    const Course* best = nullptr;
    auto at = courses_.find(&person);
    if (at == courses_.end()) return nullptr;
    for (const auto& one : at->second)
      if ((course.empty() || EqualsIgnoreCase(one.name, course)) &&
          (best == nullptr || best->until < one.until))
        best = &one;
    return best;
  }

 private:
  void Add(std::string_view whom, const std::string& course, std::string_view passed,
           std::string_view expires, model::Place place) {
    const auto* person = PersonBehind(in_, whom);
    if (person == nullptr || !IsPast(passed, in_.time)) return;  // Unknown is never trained.
    courses_[person].push_back(
        {course, std::move(place), EndOf(*When(passed), expires, in_.policy)});
  }

  const Inputs& in_;
  bool any_ = false;
  std::vector<Word> claimed_;
  std::map<const model::PersonEntry*, std::vector<Course>> courses_;
};

const model::Person* PersonOfHistory(const Inputs& in, const std::string& name) {
  for (const auto& person : in.facts.history.value.people)
    if (person.name == name) return &person;
  return nullptr;
}

// The organisation's entry behind a name of history; null if none.
const model::PersonEntry* EntryOf(const Inputs& in, const std::string& name) {
  if (const auto* person = PersonOfHistory(in, name)) {
    for (const auto& email : person->emails)
      if (const auto* entry = PersonBehind(in, email)) return entry;
    for (const auto& spelling : person->names)
      if (const auto* entry = PersonBehind(in, spelling)) return entry;
  }
  return PersonBehind(in, name);
}

// Who is asked for training: whoever takes changes in, and the organisation's own
// who write. Others' changes come in through one of these, where the organisation
// says so; else they are asked too.
struct Asked {
  std::set<std::string> mergers, names;
};
Asked WhoIsAsked(const Inputs& in, Examination& examination) {
  const auto& history = in.facts.history.value;
  Asked out;
  out.mergers.insert(history.mergers_in_window.begin(), history.mergers_in_window.end());
  // Nobody takes changes in: then whoever writes puts them there.
  if (out.mergers.empty())
    out.mergers.insert(history.authors_in_window.begin(), history.authors_in_window.end());
  out.names = out.mergers;
  bool outsiders = false;
  for (const auto& name : history.authors_in_window) {
    bool ours = EntryOf(in, name) != nullptr;
    outsiders |= !ours && !out.names.contains(name);
    if (ours || in.facts.organisation.outsiders.empty()) out.names.insert(name);
  }
  if (outsiders && !in.facts.organisation.outsiders.empty())
    Take(examination, WordOf(in, "outsiders", {}), in.facts.organisation.id);
  return out;
}

// The day a person is judged on: who left is judged on the day they left.
Time JudgedOn(const model::PersonEntry& person, Time now) {
  return IsOver(person.until, now) ? *When(person.until) : now;
}

// The day on which the organisation's systems first knew the person, by a list of
// accounts that counts; nothing when none says.
std::optional<Time> JoinedOn(const Inputs& in, const model::PersonEntry& entry) {
  std::optional<Time> out;
  for (const auto& list : in.facts.exports.accounts) {
    if (!IsPast(list.head.at, in.time) || WordOf(in, list.head, {}).grade == Grade::kClaimed)
      continue;
    for (const auto& account : list.accounts) {
      const auto created = When(account.created);
      const bool theirs =
          PersonBehind(in, account.id) == &entry || PersonBehind(in, account.email) == &entry;
      if (created && theirs && *created <= in.time && (!out || *created < *out)) out = created;
    }
  }
  return out;
}

// New people have time, from the day they joined; where nobody says it, from their
// first commit here.
bool IsNew(const Inputs& in, const std::string& name, const model::PersonEntry& entry) {
  if (const auto joined = JoinedOn(in, entry))
    return DaysBetween(*joined, in.time) <= in.policy.new_starter_grace_days;
  const auto* person = PersonOfHistory(in, name);
  return person != nullptr &&
         DaysBetween(person->first, in.time) <= in.policy.new_starter_grace_days;
}

}  // namespace

void ExamineTrainingRegister(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const Register known(in, examination);
  if (!known.any()) {
    if (known.claimed().empty())
      return examination.Missing("the training register, or a learning system's export",
                                 Where::kPerson);
    for (const auto& word : known.claimed()) Take(examination, word, {});
  }
  std::vector<std::string> courses = in.facts.organisation.required_training;
  if (courses.empty()) courses.emplace_back();  // Any course that has not run out.
  long long trained = 0, ended = 0;
  const Asked asked = WhoIsAsked(in, examination);
  for (const auto& name : asked.names) {
    const model::PersonEntry* entry = EntryOf(in, name);
    if (entry == nullptr) {
      examination.Missing("who " + name + ", who " +
                              (asked.mergers.contains(name) ? "merges" : "writes") +
                              ", is: an entry under people:",
                          Where::kPerson);
      continue;
    }
    const Time day = JudgedOn(*entry, in.time);
    bool all = true;
    for (const auto& course : courses) {
      const Course* longest = known.Longest(*entry, course);
      if (longest != nullptr && day < AddDays(longest->until, 1)) continue;
      all = false;
      const std::string whose = entry->id + "'s " + (longest != nullptr ? longest->name : course);
      if (longest != nullptr && asked.mergers.contains(name)) {
        ++ended;
        examination.Bad(longest->place, whose + " ended " + ToHumanDate(longest->until),
                        Reach::kRelease, "take the course again, and enter it", 0);
      } else if (longest != nullptr) {
        examination.Missing(whose + " after " + ToHumanDate(longest->until), Where::kPerson);
      } else if (!IsNew(in, name, *entry)) {
        examination.Missing(entry->id + (course.empty() ? "" : "'s " + course) + " in the register",
                            Where::kPerson);
      }
    }
    trained += all;
  }
  if (asked.names.empty())
    return examination.Missing(
        "somebody who merged or wrote in the window, to hold the register against", Where::kPerson);
  examination.Good(trained);
  examination.Witness(Thousands(trained) + " of " +
                      Count("person", static_cast<long long>(asked.names.size()), "people") +
                      " who merge or write " + (trained == 1 ? "is" : "are") + " trained");
  if (ended > 0) {
    examination.Headline(Count("course", ended) + " of people who merge " +
                         (ended == 1 ? "has" : "have") + " run out");
    examination.Remedy("take the courses again, and enter them", 0);
  }
}

}  // namespace avouch::claims
