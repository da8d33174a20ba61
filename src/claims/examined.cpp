#include "claims/examined.h"

#include "base/text.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Record;
using model::RecordKind;

// Of the topic; newest first.
std::vector<const Record*> Of(const Inputs& in, RecordKind kind, std::string_view topic) {
  auto out = RecordsOf(in, kind);
  std::erase_if(
      out, [&](const Record* record) { return !EqualsIgnoreCase(Trim(record->topic), topic); });
  return out;
}

bool IsInWindow(const Inputs& in, const Record& record) {
  return DaysBetween(*When(record.on), in.time) <= in.policy.window_days;
}

std::string OnDay(const Record& record) {
  return " on " + ToHumanDate(*When(record.on)) + ", says " + record.by;
}

void SeeSamples(const Inputs& in, std::string_view topic, Examination& examination) {
  const Record* newest = nullptr;  // Of those that count
  for (const Record* sample : Of(in, RecordKind::kSample, topic)) {
    const bool counts = Counts(in, *sample, {});
    // Time alone settles nothing that was found.
    const bool settled = newest != nullptr && When(sample->on)->seconds < When(newest->on)->seconds;
    if (!sample->found.empty() && !settled)
      examination.Missing("what became of what " + sample->path.bytes + " found",
                          model::Where::kPerson);
    if (!counts || sample->looked_at.empty()) continue;
    if (newest == nullptr) newest = sample;
    if (!IsInWindow(in, *sample)) continue;
    examination.Witness(
        "a sample of " + std::to_string(sample->looked_at.size()) + " (" + sample->scope + "): " +
            (sample->found.empty()
                 ? "nothing found"
                 : Count("thing", static_cast<long long>(sample->found.size())) + " found") +
            OnDay(*sample),
        {sample->path, 0});
  }
}

}  // namespace

void SeeExamined(const Inputs& in, std::string_view topic, Examination& examination) {
  if (topic.empty()) return;
  SeeSamples(in, topic, examination);
  for (const Record* interview : Of(in, RecordKind::kInterview, topic))
    if (IsInWindow(in, *interview) && Counts(in, *interview, {}) && !interview->took_part.empty())
      examination.Witness(
          Count("person", static_cast<long long>(interview->took_part.size()), "people") +
              " asked" + OnDay(*interview),
          {interview->path, 0});
}

}  // namespace avouch::claims
