#include "claims/word.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::Record;

std::string DayOf(const Record& record) {
  if (!record.on.empty()) return record.on;
  return record.to.empty() ? record.from : record.to;
}

// "the signature does not count" as the nearest reason that trust gave.
std::string WhyNot(const std::vector<model::Said>& said, std::string_view person) {
  for (const auto& one : said)
    if (one.by == person && !one.how.empty()) return one.how;
  return "no signature of a key listed for them";
}

std::string Who(std::string_view person) { return person.empty() ? "nobody" : std::string(person); }

bool Holds(const model::Organisation& organisation, std::string_view person,
           std::string_view duty) {
  return duty.empty() ? organisation.Find(person) != nullptr : organisation.Holds(person, duty);
}

}  // namespace

std::optional<Time> When(std::string_view text) {
  auto time = ParseTime(text);
  if (!time) return std::nullopt;
  return *time;
}

bool IsPast(std::string_view text, Time now) {
  auto time = When(text);
  return time && *time <= now;
}

bool IsOver(std::string_view text, Time now) {
  auto time = When(text);
  return time && AddDays(*time, 1) <= now;
}

std::vector<const Record*> RecordsOf(const Inputs& in, model::RecordKind kind) {
  std::vector<const Record*> out;
  std::set<std::string_view> replaced;
  for (const auto& record : in.facts.records.records) {
    if (record.kind != kind || !IsPast(DayOf(record), in.time)) continue;
    if (!record.products.empty() &&
        std::ranges::find(record.products, in.product.name) == record.products.end())
      continue;
    out.push_back(&record);
    if (!record.replaces.empty() && WordOf(in, record, {}).grade != Grade::kClaimed)
      replaced.insert(record.replaces);
  }
  std::erase_if(out, [&](const Record* record) { return replaced.contains(record->path.bytes); });
  std::stable_sort(out.begin(), out.end(), [](const Record* a, const Record* b) {
    return When(DayOf(*a))->seconds > When(DayOf(*b))->seconds;
  });
  return out;
}

Word WordOf(const Inputs& in, const Record& record, std::string_view duty) {
  const auto& organisation = in.facts.organisation;
  if (!Holds(organisation, record.by, duty))
    return {Grade::kClaimed, record.by,
            record.path.bytes + ": " + Who(record.by) +
                (duty.empty() ? " is not under people:"
                              : " does not hold the duty " + std::string(duty))};
  if (!model::StandsBy(record.said, record.by))
    return {
        Grade::kClaimed, record.by,
        record.by + "'s signature on " + record.path.bytes + ": " + WhyNot(record.said, record.by)};
  return {Grade::kSigned, record.by, {}};
}

Word WordOf(const Inputs& in, std::string_view key, std::string_view duty) {
  const auto& organisation = in.facts.organisation;
  constexpr std::string_view kOfProduct = "product:";
  if (key.starts_with(kOfProduct)) {
    // The same rule over avouch.yaml, whose keys trust has matched as well.
    model::Organisation product;
    product.people = organisation.people;
    product.signed_keys = in.facts.product_keys;
    std::string_view name = key.substr(kOfProduct.size());
    std::string speaker = product.WhoStands(name, duty);
    if (!speaker.empty()) return {Grade::kSigned, speaker, {}};
    return {Grade::kClaimed,
            {},
            std::string(name) + " in avouch.yaml, signed by somebody under people:"};
  }
  std::string who = organisation.WhoStands(key, duty);
  if (!who.empty()) return {Grade::kSigned, who, {}};
  return {Grade::kClaimed,
          {},
          std::string(key) + " in " + organisation.path.bytes + ", signed by " +
              (duty.empty() ? "somebody under people:"
                            : "one who holds the duty " + std::string(duty))};
}

Word WordOf(const Inputs& in, const model::ExportHead& head, std::string_view duty) {
  if (!head.by_hand) {
    if (head.listed) return {Grade::kExported, head.system, {}};
    return {Grade::kClaimed, {}, "the digest of " + head.path.bytes + " in records/inbox.sums"};
  }
  for (const auto& person : in.facts.organisation.people)
    if (Holds(in.facts.organisation, person.id, duty) && model::StandsBy(head.said, person.id))
      return {Grade::kSigned, person.id, {}};
  return {Grade::kClaimed,
          {},
          head.path.bytes + ", signed by " +
              (duty.empty() ? "somebody under people:"
                            : "one who holds the duty " + std::string(duty))};
}

Word WordOf(const Inputs& in, const model::Paper& paper, std::string_view duty) {
  std::string why = paper.path.bytes + ", approved by one who did not write it alone";
  for (const auto& person : in.facts.organisation.people) {
    if (!Holds(in.facts.organisation, person.id, duty)) continue;
    if (!model::StandsBy(paper.approved, person.id)) {
      if (paper.approved_by == person.id)
        why = person.id + "'s signature over " + paper.path.bytes + ": " +
              WhyNot(paper.approved, person.id);
      continue;
    }
    if (paper.authors.size() == 1 && paper.authors[0] == person.id) {
      why = paper.path.bytes + ": " + person.id + " approves what they alone wrote";
      continue;
    }
    return {Grade::kSigned, person.id, {}};
  }
  return {Grade::kClaimed, {}, why};
}

bool Take(Examination& examination, const Word& word, const Digest& id) {
  if (word.grade == Grade::kClaimed) {
    examination.Missing(word.why, model::Where::kPerson);
    return false;
  }
  examination.RestsOn(word.grade, id);
  return true;
}

const model::Paper* PaperFor(const Inputs& in, std::string_view purpose) {
  for (const auto& paper : in.facts.papers.papers)
    if (paper.purpose == purpose) return &paper;
  return nullptr;
}

void ExaminePaper(const Inputs& in, Examination& examination, std::string_view purpose,
                  std::initializer_list<AskedPart> parts, std::string_view duty) {
  const model::Paper* paper = PaperFor(in, purpose);
  if (paper == nullptr)
    return examination.Missing("a document for '" + std::string(purpose) +
                                   "' under documents: in avouch.org.yaml or avouch.yaml",
                               model::Where::kPerson);
  long long good = 0;
  for (const auto& part : parts) {
    if (std::find(paper->parts.begin(), paper->parts.end(), part.id) != paper->parts.end())
      ++good;
    else
      examination.Missing("in " + paper->path.bytes + ": " + std::string(part.words),
                          model::Where::kPerson);
  }
  for (const auto& place : paper->leftovers)
    examination.Bad(place, "left from a template", model::Reach::kRelease,
                    "write what belongs there", 5);
  if (IsOver(paper->review_by, in.time))
    examination.Bad(paper->place, "was to be reviewed by " + paper->review_by,
                    model::Reach::kRelease, "review it, and set the next date", 30);
  Word word = WordOf(in, *paper, duty);
  if (!Take(examination, word, paper->id)) return;
  examination.Good(good);
  examination.Witness(word.who + " answers for " + paper->path.bytes, {paper->path, 0});
}

model::Place PlaceOf(const model::ExportHead& head, long long row) {
  return {head.path, static_cast<int>(row)};
}

const model::PersonEntry* PersonBehind(const model::Organisation& organisation,
                                       std::string_view text) {
  const std::string low = Lower(Trim(text));
  if (low.empty()) return nullptr;
  for (const auto& person : organisation.people) {
    bool same = low == Lower(person.id) || low == Lower(person.name) ||
                low == Lower(person.github) || low == Lower(person.gitlab) ||
                std::find(person.git.begin(), person.git.end(), low) != person.git.end();
    if (same) return &person;
  }
  return nullptr;
}

const model::MachineEntry* MachineBehind(const model::Organisation& organisation,
                                         std::string_view account) {
  const std::string low = Lower(Trim(account));
  for (const auto& machine : organisation.machines)
    if (!low.empty() &&
        (low == Lower(machine.id) || low == Lower(machine.github) || low == Lower(machine.gitlab)))
      return &machine;
  return nullptr;
}

const model::BuildEnvironment* EnvironmentOf(const Inputs& in) {
  const auto& all = in.facts.organisation.environments;
  for (const auto& environment : all)
    if (environment.name == in.product.built_in) return &environment;
  return in.product.built_in.empty() && all.size() == 1 ? &all[0] : nullptr;
}

}  // namespace avouch::claims
