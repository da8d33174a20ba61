// Observations to verdicts: encodes what was read as canonical bytes, names it
// by digest, and decides from it. Shared by the verbs and by the tests of checks.
//
// Pure but for its inputs; any thread.

#pragma once

#include <vector>

#include "base/result.h"
#include "claims/evaluate.h"
#include "collect/collect.h"
#include "model/history.h"
#include "statement/observation.h"

namespace avouch::app {

// Facts with the ids of their observations, and the bytes behind them.
struct Evidenced {
  claims::Facts facts;
  std::vector<statement::Observation> observations;  // Sorted by family
  std::vector<model::ObservationId> ids;
};

// Of the tree alone: what needs no history can be written while that is read.
// Fails with kMalformed when a value cannot be written canonically.
[[nodiscard]] Result<Evidenced> ToFacts(collect::TreeReading reading,
                                        const statement::ObservedSubject& subject, Time date);

// Adds what history says, in its place among the families. Fails as ToFacts does.
[[nodiscard]] Status AddHistory(Evidenced& to, collect::Read<model::HistoryFacts> history,
                                const statement::ObservedSubject& subject, Time date);

// Both. Fails as ToFacts does.
[[nodiscard]] Result<Evidenced> ToFacts(collect::TreeReading reading,
                                        collect::Read<model::HistoryFacts> history,
                                        const statement::ObservedSubject& subject, Time date);

}  // namespace avouch::app
