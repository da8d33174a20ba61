#include "app/decide.h"

#include <algorithm>

namespace avouch::app {
namespace {

class Writer {
 public:
  Writer(const statement::ObservedSubject& subject, Time date) : subject_(subject), date_(date) {}

  template <class T>
  Status Add(collect::Read<T> read, model::Evidence<T>& into) {
    AVOUCH_TRY(statement::Observation observation,
               statement::WriteObservation(subject_, read.facts, read.coverage));
    into = {std::move(read.facts), observation.id,          model::Grade::kComputed, date_,
            subject_.source,       std::move(read.coverage)};
    out.ids.push_back({observation.family, observation.id, into.coverage.seen, into.coverage.read,
                       static_cast<long long>(into.coverage.left.size())});
    out.observations.push_back(std::move(observation));
    return {};
  }

  Evidenced out;

 private:
  const statement::ObservedSubject& subject_;
  Time date_;
};

}  // namespace

Result<Evidenced> ToFacts(collect::TreeReading reading, collect::Read<model::HistoryFacts> history,
                          const statement::ObservedSubject& subject, Time date) {
  Writer writer(subject, date);
  claims::Facts& facts = writer.out.facts;
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.automation), facts.automation));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.components), facts.components));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.containers), facts.containers));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.documents), facts.documents));
  AVOUCH_CHECK_OK(writer.Add(std::move(history), facts.history));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.pipelines), facts.pipelines));
  AVOUCH_CHECK_OK(writer.Add(std::move(reading.tree), facts.tree));
  return std::move(writer.out);
}

}  // namespace avouch::app
