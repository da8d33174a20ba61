#include "claims/period.h"

#include "base/text.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Record;
using model::RecordKind;
using model::Where;

constexpr long long kShortestPeriodDays = 27;  // Ours: first to last day of a February

// Why a period's "none" says too little; empty when it says enough.
std::string WhyNotNone(const Inputs& in, const Record& period,
                       const std::vector<const Record*>& members) {
  auto from = When(period.from), to = When(period.to);
  if (!from || !to) return "from: and to: in " + period.path.bytes;
  if (DaysBetween(*to, in.time) > in.policy.period_days)
    return "a word about the time after " + period.to;
  if (DaysBetween(*from, *to) < kShortestPeriodDays)
    return "a period of a month or more; " + period.path.bytes + " is about " + period.from +
           " to " + period.to;
  if (period.looked_at.empty()) return "looked-at: in " + period.path.bytes;
  for (const auto* member : members) {
    auto known = When(KnownAt(*member));
    if (known && *from <= *known && *known < AddDays(*to, 1))
      return "which is so: " + period.path.bytes + " says that there was none, and " +
             member->path.bytes + " is about one";
  }
  Word word = WordOf(in, period, {});
  return word.grade == model::Grade::kClaimed ? word.why : std::string();
}

}  // namespace

std::string KnownAt(const Record& record) {
  return record.known_at.empty() ? record.on : record.known_at;
}

bool NoneInPeriod(const Inputs& in, Examination& examination, RecordKind kind,
                  const std::vector<const Record*>& members, std::string_view what) {
  std::string first;
  for (const auto* period : RecordsOf(in, kind)) {
    if (!period->none) continue;
    const std::string why = WhyNotNone(in, *period, members);
    if (!why.empty()) {
      if (first.empty()) first = why;
      continue;
    }
    examination.RestsOn(model::Grade::kSigned, period->id);
    examination.Good();
    examination.Witness("no " + std::string(what) + " from " + period->from + " to " + period->to +
                            ", says " + period->by + ", who looked at " +
                            Join(period->looked_at, ", "),
                        {period->path, 0});
    return true;
  }
  if (!first.empty()) examination.Missing(first, Where::kPerson);
  return false;
}

}  // namespace avouch::claims
