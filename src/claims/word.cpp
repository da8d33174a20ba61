#include "claims/word.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::Record;

std::string DayOf(const Record& record) {
  if (!record.on.empty()) return record.on;
  return record.to.empty() ? record.from : record.to;
}

// Dated on a later day than the assessment: it was not said yet. By days, since
// an assessment is often dated by its day alone.
bool IsLater(const model::Said& said, Time now) {
  return said.when >= AddDays(StartOf(DateOf(now)), 1);
}

bool Stands(const std::vector<model::Said>& said, std::string_view person, Time now) {
  return std::ranges::any_of(said, [&](const model::Said& one) {
    return one.grade == Grade::kSigned && one.by == person && !IsLater(one, now);
  });
}

// "the signature does not count" as the nearest reason that trust gave.
std::string WhyNot(const std::vector<model::Said>& said, std::string_view person, Time now) {
  for (const auto& one : said) {
    if (one.by != person) continue;
    if (one.grade == Grade::kSigned && IsLater(one, now))
      return "dated " + ToHumanDate(one.when) + ", after this assessment";
    if (!one.how.empty()) return one.how;
  }
  return "no signature of a key listed for them";
}

std::string Who(std::string_view person) { return person.empty() ? "nobody" : std::string(person); }

bool Holds(const model::Organisation& organisation, std::string_view person,
           std::string_view duty) {
  return duty.empty() ? organisation.Find(person) != nullptr : organisation.Holds(person, duty);
}

bool Holds(const model::PersonEntry& person, std::string_view duty) {
  return duty.empty() ||
         std::find(person.roles.begin(), person.roles.end(), duty) != person.roles.end();
}

// A person with `duty` who stands by the value at `key`, or by a map that holds it.
std::string WhoStands(const model::Organisation& organisation,
                      const std::vector<model::SignedKey>& keys, std::string_view key,
                      std::string_view duty, Time now) {
  for (const auto& one : keys) {
    bool holds =
        key == one.key || (key.starts_with(one.key) && key.substr(one.key.size()).starts_with('.'));
    if (!holds) continue;
    for (const auto& person : organisation.people)
      if (Holds(person, duty) && Stands(one.said, person.id, now)) return person.id;
  }
  return {};
}

// By one with `duty`, or by anybody who is listed.
std::string SignedBy(std::string_view duty) {
  return "signed by " + (duty.empty() ? std::string("somebody under people:")
                                      : "one who holds the duty " + std::string(duty));
}

bool WroteAlone(const model::Paper& paper, std::string_view person) {
  return std::ranges::all_of(paper.authors, [&](const auto& author) { return author == person; });
}

// Why `person` does not approve the paper; empty when they do. `word` is the
// signature that was found for them, empty when it counts.
std::string WhyNotApproved(const Inputs& in, const model::Paper& paper, std::string_view person,
                           std::string_view duty, const std::string& word) {
  const std::string who(person), path = paper.path.bytes;
  if (in.facts.organisation.Find(person) == nullptr)
    return path + ": " + who + ", who is named as its approver, is not under people:";
  if (!Holds(in.facts.organisation, person, duty))
    return path + ": " + who + " does not hold the duty " + std::string(duty);
  if (!word.empty()) return who + "'s signature over " + path + ": " + word;
  if (paper.authors.empty()) return "who wrote " + path;
  if (WroteAlone(paper, person)) return path + ": " + who + " approves what they alone wrote";
  return {};
}

// No paper for the purpose: the one that is named, or that none is.
void MissPaper(const Inputs& in, Examination& examination, std::string_view purpose) {
  std::string missing = "a document for '" + std::string(purpose) +
                        "' under documents: in avouch.org.yaml or avouch.yaml";
  for (const auto* named : {&in.product.documents, &in.facts.organisation.documents})
    for (const auto& document : *named)
      if (document.purpose == purpose)
        missing = document.at + ", named as '" + document.purpose + "'";
  examination.Missing(std::move(missing), model::Where::kPerson);
}

// A record that approves exactly these bytes.
bool IsOverBytesOf(const Record& approval, const model::Paper& paper) {
  return !approval.of.sha256.empty() && Lower(approval.of.sha256) == paper.id.hex();
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
  std::map<std::string_view, const Record*> corrections;  // By the path they replace
  for (const auto& record : in.facts.records.records) {
    if (record.kind != kind || !IsPast(DayOf(record), in.time)) continue;
    if (!record.products.empty() &&
        std::ranges::find(record.products, in.product.name) == record.products.end())
      continue;
    out.push_back(&record);
    if (!record.replaces.empty() && WordOf(in, record, {}).grade != Grade::kClaimed)
      corrections.emplace(record.replaces, &record);
  }
  // A correction is not older than what it corrects, and two do not take each
  // other away.
  std::erase_if(out, [&](const Record* record) {
    auto at = corrections.find(record->path.bytes);
    return at != corrections.end() && record->replaces != at->second->path.bytes &&
           When(DayOf(*record))->seconds <= When(DayOf(*at->second))->seconds;
  });
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
  if (!Stands(record.said, record.by, in.time))
    return {Grade::kClaimed, record.by,
            record.by + "'s signature on " + record.path.bytes + ": " +
                WhyNot(record.said, record.by, in.time)};
  return {Grade::kSigned, record.by, {}};
}

Word WordOf(const Inputs& in, std::string_view key, std::string_view duty) {
  const auto& organisation = in.facts.organisation;
  constexpr std::string_view kOfProduct = "product:";
  bool of_product = key.starts_with(kOfProduct);
  if (of_product) key = key.substr(kOfProduct.size());
  std::string who =
      WhoStands(organisation, of_product ? in.facts.product_keys : organisation.signed_keys, key,
                duty, in.time);
  if (!who.empty()) return {Grade::kSigned, who, {}};
  return {Grade::kClaimed,
          {},
          std::string(key) + " in " + (of_product ? "avouch.yaml" : organisation.path.bytes) +
              ", " + SignedBy(duty)};
}

Word WordOf(const Inputs& in, const model::ExportHead& head, std::string_view duty) {
  if (!head.by_hand) {
    if (head.listed) return {Grade::kExported, head.system, {}};
    return {Grade::kClaimed, {}, "the digest of " + head.path.bytes + " in records/inbox.sums"};
  }
  for (const auto& person : in.facts.organisation.people)
    if (Holds(person, duty) && Stands(head.said, person.id, in.time))
      return {Grade::kSigned, person.id, {}};
  return {Grade::kClaimed, {}, head.path.bytes + ", " + SignedBy(duty)};
}

Word WordOf(const Inputs& in, const model::Paper& paper, std::string_view duty) {
  // A signed commit says who wrote these bytes; that they approve them, the paper
  // or a record has to say.
  std::string why = paper.path.bytes + ", approved by one who did not write it alone";
  if (!paper.approved_by.empty()) {
    const model::PersonEntry* person = PersonBehind(in, paper.approved_by);
    const std::string id = person != nullptr ? person->id : paper.approved_by;
    bool stands = Stands(paper.approved, id, in.time);
    why = WhyNotApproved(in, paper, id, duty,
                         stands ? std::string() : WhyNot(paper.approved, id, in.time));
    if (why.empty()) return {Grade::kSigned, id, {}};
  }
  for (const auto* approval : RecordsOf(in, model::RecordKind::kApproval)) {
    if (!IsOverBytesOf(*approval, paper)) {
      if (approval->of.file == paper.path.bytes && paper.approved_by.empty())
        why = approval->path.bytes + " approves other bytes than those of " + paper.path.bytes;
      continue;
    }
    if (IsOver(approval->until, in.time)) {
      why = "an approval of " + paper.path.bytes + " after " + approval->until;
      continue;
    }
    Word word = WordOf(in, *approval, duty);
    why = word.grade == Grade::kClaimed
              ? word.why
              : WhyNotApproved(in, paper, approval->by, duty, std::string());
    if (why.empty()) return {Grade::kSigned, approval->by, {}, approval->id};
  }
  return {Grade::kClaimed, {}, why};
}

bool Counts(const Inputs& in, const Record& record, std::string_view duty) {
  return WordOf(in, record, duty).grade != Grade::kClaimed;
}

const Record* NewestThatCounts(const Inputs& in, Examination& examination,
                               const std::vector<const Record*>& records, std::string_view duty) {
  for (const Record* record : records)
    if (Counts(in, *record, duty)) {
      examination.RestsOn(Grade::kSigned, record->id);
      return record;
    }
  if (!records.empty()) Take(examination, WordOf(in, *records.front(), duty), {});
  return nullptr;
}

bool Take(Examination& examination, const Word& word, const Digest& id) {
  if (word.grade == Grade::kClaimed) {
    examination.Missing(word.why, model::Where::kPerson);
    return false;
  }
  examination.RestsOn(word.grade, id);
  if (word.by != Digest()) examination.RestsOn(word.grade, word.by);
  return true;
}

const model::Paper* PaperFor(const Inputs& in, std::string_view purpose) {
  const model::Paper* found = nullptr;  // The product's own is nearer.
  for (const auto& paper : in.facts.papers.papers)
    if (paper.purpose == purpose && (found == nullptr || (paper.in_product && !found->in_product)))
      found = &paper;
  return found;
}

bool ExamineWhole(const Inputs& in, Examination& examination, const model::Paper& paper,
                  std::string_view duty) {
  for (const auto& place : paper.leftovers)
    examination.Bad(place, "left from a template", model::Reach::kRelease,
                    "write what belongs there", 5);
  if (IsOver(paper.review_by, in.time))
    examination.Missing("a review of " + paper.path.bytes + " after " + paper.review_by,
                        model::Where::kPerson);
  Word word = WordOf(in, paper, duty);
  if (!Take(examination, word, paper.id)) return false;
  examination.Witness(word.who + " answers for " + paper.path.bytes, {paper.path, 0});
  return true;
}

void ExaminePaper(const Inputs& in, Examination& examination, std::string_view purpose,
                  std::initializer_list<AskedPart> parts, std::string_view duty) {
  const model::Paper* paper = PaperFor(in, purpose);
  if (paper == nullptr) return MissPaper(in, examination, purpose);
  long long good = 0;
  for (const auto& part : parts) {
    if (std::ranges::find(paper->parts, part.id) != paper->parts.end())
      ++good;
    else
      examination.Missing("in " + paper->path.bytes + ": " + std::string(part.words),
                          model::Where::kPerson);
  }
  if (ExamineWhole(in, examination, *paper, duty)) examination.Good(good);
}

model::Place PlaceOf(const model::ExportHead& head, long long row) {
  return {head.path, static_cast<int>(row)};
}

// Made at the first need: most checks ask for nobody.
const Directory& DirectoryOf(const Inputs& in) {
  if (in.directory == nullptr)
    in.directory = std::make_shared<const Directory>(in.facts.organisation);
  return *in.directory;
}

const model::PersonEntry* PersonBehind(const Inputs& in, std::string_view text) {
  return DirectoryOf(in).Person(text);
}

const model::MachineEntry* MachineBehind(const Inputs& in, std::string_view account) {
  return DirectoryOf(in).Machine(account);
}

const model::BuildEnvironment* EnvironmentOf(const Inputs& in) {
  const auto& all = in.facts.organisation.environments;
  for (const auto& environment : all)
    if (environment.name == in.product.built_in) return &environment;
  return in.product.built_in.empty() && all.size() == 1 ? &all[0] : nullptr;
}

}  // namespace avouch::claims
