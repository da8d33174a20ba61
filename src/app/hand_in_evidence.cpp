#include "app/hand_in_evidence.h"

#include <algorithm>

#include "base/text.h"
#include "statement/verdicts.h"

namespace avouch::app {
namespace {

using model::Grade;
using report::HandInEvidence;

constexpr std::string_view kIdPrefix = "sha256:";
constexpr std::string_view kUnseen = "internal";  // Until something says who may see it

std::string DayOf(std::string_view at) {
  const auto time = ParseTime(at);
  return time ? ToString(DateOf(*time)) : std::string();
}

Grade GradeOf(const std::vector<model::Said>& said) {
  const bool is_signed =
      std::ranges::any_of(said, [](const model::Said& one) { return one.grade == Grade::kSigned; });
  return is_signed ? Grade::kSigned : Grade::kClaimed;
}

}  // namespace

HandInEvidence& EvidenceIndex::At(const Digest& id, std::string_view kind, const std::string& what,
                                  std::string_view on, Grade grade) {
  HandInEvidence& out = by_digest_[id.hex()];
  out = {what, std::string(kind), id.hex(), DayOf(on), grade, std::string(kUnseen)};
  return out;
}

void EvidenceIndex::AddObservation(const std::string& family, const std::string& digest, Time date,
                                   const std::string& visibility) {
  by_family_[family] = {family,           "observation", digest, ToString(DateOf(date)),
                        Grade::kComputed, visibility};
}

void EvidenceIndex::Add(const model::RecordFacts& facts) {
  for (const auto& record : facts.records) {
    HandInEvidence& one =
        At(record.id, "record", record.path.bytes, record.on, GradeOf(record.said));
    if (!record.visibility.empty()) one.visibility = record.visibility;
  }
}

template <class Lists>
void EvidenceIndex::AddLists(const Lists& lists) {
  for (const auto& list : lists)
    At(list.head.id, list.head.by_hand ? "list" : "export", list.head.path.bytes, list.head.at,
       list.head.by_hand ? GradeOf(list.head.said) : Grade::kExported);
}

void EvidenceIndex::Add(const model::ExportFacts& facts) {
  AddLists(facts.accounts);
  AddLists(facts.settings);
  AddLists(facts.rules);
  AddLists(facts.logs);
  AddLists(facts.secrets);
  AddLists(facts.training);
  AddLists(facts.tools);
  AddLists(facts.tickets);
}

void EvidenceIndex::Add(const model::PaperFacts& facts) {
  for (const auto& paper : facts.papers) {
    std::string on;
    for (const auto& said : paper.approved)
      if (said.grade == Grade::kSigned) on = ToString(DateOf(said.when));
    HandInEvidence& one = At(paper.id, "paper", paper.path.bytes, on, GradeOf(paper.approved));
    if (!paper.audience.empty()) one.visibility = paper.audience;
  }
}

void EvidenceIndex::Add(const model::ResultFacts& facts) {
  for (const auto& run : facts.tests) At(run.id, "results", run.path.bytes, run.at, run.grade);
  for (const auto& run : facts.scans) At(run.id, "results", run.path.bytes, run.at, run.grade);
  for (const auto& list : facts.lists)
    At(list.id, "results", list.path.bytes, list.at, Grade::kExported);
}

void EvidenceIndex::Add(const model::PublishedFacts& facts) {
  for (const auto& page : facts.pages)
    At(page.body, "published", page.url, page.at, Grade::kExported).visibility = "public";
}

void EvidenceIndex::Add(const model::Organisation& organisation) {
  if (organisation.present)
    At(organisation.id, "organisation", organisation.path.bytes, "", Grade::kSigned);
}

void EvidenceIndex::Visible(const std::string& digest, const std::string& visibility,
                            const std::string& kind, const std::string& name) {
  auto [at, fresh] = by_digest_.try_emplace(digest);
  if (fresh) at->second = {name, kind, digest, "", Grade::kClaimed, visibility};
  if (!visibility.empty()) at->second.visibility = visibility;
}

std::vector<HandInEvidence> EvidenceIndex::Of(const std::vector<std::string>& names) const {
  std::vector<HandInEvidence> out;
  for (const auto& name : names) {
    const bool said = name.starts_with(kIdPrefix);
    const auto& all = said ? by_digest_ : by_family_;
    const auto found = all.find(said ? std::string_view(name).substr(kIdPrefix.size()) : name);
    if (found != all.end()) {
      out.push_back(found->second);
      continue;
    }
    // What nothing here knows has the weakest grade: of a withheld word nobody can tell more.
    const bool withheld = said || name == statement::kSaidEvidence;
    out.push_back({withheld ? "what people or other systems said" : name,
                   withheld ? "said" : "observation", said ? name.substr(kIdPrefix.size()) : "", "",
                   withheld ? Grade::kClaimed : Grade::kComputed, std::string(kUnseen)});
  }
  return out;
}

}  // namespace avouch::app
