#include "app/decide.h"

#include <algorithm>

#include "inventory/locked.h"

namespace avouch::app {
namespace {

class Writer {
 public:
  Writer(const statement::ObservedSubject& subject, Time date, Evidenced& out)
      : subject_(subject), date_(date), out_(out) {}

  template <class T>
  Status Add(collect::Read<T> read, model::Evidence<T>& into) {
    AVOUCH_TRY(statement::Observation observation,
               statement::WriteObservation(subject_, read.facts, read.coverage));
    into = {std::move(read.facts), observation.id,          model::Grade::kComputed, date_,
            subject_.source,       std::move(read.coverage)};
    // Sorted by family, whatever came first.
    const auto at =
        std::ranges::lower_bound(out_.ids, observation.family, {}, &model::ObservationId::family) -
        out_.ids.begin();
    out_.ids.insert(out_.ids.begin() + at,
                    {observation.family, observation.id, into.coverage.seen, into.coverage.read,
                     static_cast<long long>(into.coverage.left.size())});
    out_.observations.insert(out_.observations.begin() + at, std::move(observation));
    return {};
  }

 private:
  const statement::ObservedSubject& subject_;
  Time date_;
  Evidenced& out_;
};

}  // namespace

Result<Evidenced> ToFacts(collect::TreeReading reading, const statement::ObservedSubject& subject,
                          Time date) {
  Evidenced out;
  Writer writer(subject, date, out);
  claims::Facts& facts = out.facts;
  inventory::MarkUnshipped(reading.components.facts, reading.components.coverage);
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.automation), facts.automation));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.components), facts.components));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.containers), facts.containers));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.documents), facts.documents));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.pipelines), facts.pipelines));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.tree), facts.tree));
  return out;
}

Status AddHistory(Evidenced& to, collect::Read<model::HistoryFacts> history,
                  const statement::ObservedSubject& subject, Time date) {
  return Writer(subject, date, to).Add(std::move(history), to.facts.history);
}

Result<Evidenced> ToFacts(collect::TreeReading reading, collect::Read<model::HistoryFacts> history,
                          const statement::ObservedSubject& subject, Time date) {
  AVOUCH_TRY(Evidenced out, ToFacts(std::move(reading), subject, date));
  AVOUCH_CHECK_OK(AddHistory(out, std::move(history), subject, date));
  return out;
}

}  // namespace avouch::app
