// From facts to 45 verdicts. Deciding is pure: the same inputs give the same
// bytes, on any machine.
//
// Any thread.

#pragma once

#include "claims/check.h"
#include "claims/sources.h"
#include "model/argument.h"
#include "model/catalogue.h"

namespace avouch::claims {

// What is assumed when nobody has said how customers get the product, with the
// reason: a Dockerfile and nothing published is a service, and so on.
struct AssumedDelivery {
  model::Delivery delivery = model::Delivery::kTool;
  std::string because;
};
[[nodiscard]] AssumedDelivery AssumeDelivery(const Facts& facts, const Reaches& reach);

// The evaluator. Fills claims and principles of an assessment; the caller adds
// subject, observations and what was left out.
// Fails with kConfiguration when an argument names a check that does not exist
// or a claim of the catalogue has no argument.
[[nodiscard]] Result<void> Evaluate(const SourceChecks& checks, const model::Catalogue& catalogue,
                                    const model::Arguments& arguments,
                                    model::Assessment& assessment);
// Of a product of one source.
[[nodiscard]] Result<void> Evaluate(const Inputs& in, const model::Catalogue& catalogue,
                                    const model::Arguments& arguments,
                                    model::Assessment& assessment);

}  // namespace avouch::claims
