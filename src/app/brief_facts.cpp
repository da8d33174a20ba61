#include "app/brief_facts.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "statement/said_facts.h"
#include "syntax/json.h"

namespace avouch::app {
namespace {

using model::RecordKind;
using statement::ItemKind;

template <class T>
T SaidIn(const verify::Proof& proof) {
  const auto bytes = proof.Content(ItemKind::kSaid, statement::SaidFamily<T>());
  if (!bytes) return {};
  auto read = statement::ReadSaid<T>(*bytes);
  return read ? std::move(*read) : T{};
}

// The day after `days` from a day or moment; empty when there is none.
std::string DayAfter(std::string_view from, long long days) {
  const auto time = ParseTime(from);
  return time ? ToString(DateOf(AddDays(*time, days))) : std::string();
}

// By day; the same thing of several people is one line.
void Join(std::vector<RunningOut>& list) {
  std::ranges::sort(list);
  std::vector<RunningOut> out;
  for (auto& one : list) {
    if (!out.empty() && out.back().on == one.on && out.back().what == one.what) {
      if (out.back().who != one.who) out.back().who += ", " + one.who;
      continue;
    }
    out.push_back(std::move(one));
  }
  list = std::move(out);
}

class Collector {
 public:
  explicit Collector(const verify::Proof& proof)
      : proof_(proof), policy_(proof.verdicts().policy), time_(proof.verdicts().time) {}

  void Steps() {
    for (const auto& claim : proof_.verdicts().claims) {
      const auto bytes = proof_.Content(ItemKind::kDetail, claim.claim);
      if (!bytes) continue;
      const auto detail = syntax::ParseJson(*bytes);
      if (!detail) continue;
      const syntax::Node& next = (*detail)["answer"]["next"].At(0);
      out.steps[claim.claim] = {
          std::string(next["text"].text()), next["minutes"].integer().value_or(0),
          model::FromName<model::Where>(next["where"].text()).value_or(model::Where::kHere)};
    }
  }

  void Gaps() {
    for (const auto& gap : proof_.verdicts().gaps)
      out.gaps[gap.claim] = {avouch::Join(gap.roles, ", "), gap.by, gap.why};
    if (proof_.assessment())
      for (const auto& gap : proof_.assessment()->subject.product.gaps)
        out.gaps[gap.claim] = {gap.owner, gap.by, gap.why};
  }

  void Records() {
    std::string reviewed, reviewer, looked, looker;
    for (const auto& record : SaidIn<model::RecordFacts>(proof_).records) {
      switch (record.kind) {
        case RecordKind::kGap:
          out.gaps[record.claim] = {record.owner, record.until, record.because};
          break;
        case RecordKind::kWaiver:
          out.accepted.push_back({record.about, record.by, record.until});
          Add(record.until, "the acceptance of " + record.about, record.by);
          break;
        case RecordKind::kAccessReview:
          if (record.on > reviewed) reviewed = record.on, reviewer = record.by;
          break;
        case RecordKind::kIncidentPeriod:
          if (record.to > looked) looked = record.to, looker = record.by;
          break;
        default:
          break;
      }
    }
    Add(DayAfter(reviewed, policy_.access_review_days), "the review of who has access", reviewer);
    Add(DayAfter(looked, policy_.period_days), "the word that there was no incident", looker);
  }

  void Exports() {
    const auto exports = SaidIn<model::ExportFacts>(proof_);
    for (const auto& list : exports.training)
      for (const auto& row : list.rows)
        Add(row.expires, "the training in " + row.course, row.person);
    for (const auto& list : exports.accounts) Export(list.head);
    for (const auto& list : exports.settings) Export(list.head);
    for (const auto& list : exports.rules) Export(list.head);
    for (const auto& list : exports.logs) Export(list.head);
    Newest();
  }

  void Papers() {
    std::set<std::string> read;
    std::map<std::string, RunningOut> by_day;  // Those of one day are one line
    for (const auto& paper : SaidIn<model::PaperFacts>(proof_).papers) {
      RunningOut& day = by_day[paper.review_by];
      if (!read.insert(paper.path.bytes).second) continue;  // Of two purposes
      day.what += (day.what.empty() ? "" : ", ") + paper.path.bytes;
      if (!paper.owner.empty() &&
          (", " + day.who + ",").find(", " + paper.owner + ",") == std::string::npos)
        day.who += (day.who.empty() ? "" : ", ") + paper.owner;
    }
    for (auto& [on, day] : by_day) Add(on, "papers, to be read again: " + day.what, day.who);
  }

  BriefFacts out;

 private:
  void Add(const std::string& on, std::string what, std::string who) {
    const auto day = ParseDate(on);
    if (!day || StartOf(*day) < time_) return;
    out.running_out.push_back({on, std::move(what), std::move(who)});
  }

  // Of each kind only the newest counts on.
  void Export(const model::ExportHead& head) {
    if (head.by_hand || head.at.empty()) return;
    std::string& newest = newest_[head.profile];
    newest = std::max(newest, head.at);
  }
  // Those that were made together run out together.
  void Newest() {
    std::map<std::string, std::string> by_day;
    for (const auto& [profile, at] : newest_) {
      std::string& names = by_day[DayAfter(at, policy_.export_days)];
      names += (names.empty() ? "" : ", ") + profile;
    }
    for (const auto& [day, names] : by_day)
      Add(day, "other systems' answers, to be exported again: " + names, "");
  }

  const verify::Proof& proof_;
  const model::Policy& policy_;
  Time time_;
  std::map<std::string, std::string> newest_;
};

}  // namespace

BriefFacts BriefFactsOf(const verify::Proof& proof) {
  Collector collector(proof);
  collector.Steps();
  collector.Gaps();
  collector.Records();
  collector.Exports();
  collector.Papers();
  Join(collector.out.running_out);
  return std::move(collector.out);
}

}  // namespace avouch::app
