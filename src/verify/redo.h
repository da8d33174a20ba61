// Decides again, from the evidence inside a bundle.
//
// The rules come from the reader's own program, never from the bundle: a bundle
// that was decided by other ones says so and is not decided again. Pure; any thread.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/argument.h"
#include "model/catalogue.h"
#include "model/lifecycle.h"
#include "verify/bundle.h"

namespace avouch::verify {

struct Rules {
  const model::Catalogue& catalogue;
  const model::Arguments& arguments;
  const model::LifecycleTable& lifecycle;
  std::string program;                  // "avouch 0.1.0"
  std::optional<model::Policy> policy;  // The reader's own, instead of the vendor's
};

enum class Again { kSame, kDifferent, kNotPossible };
AVOUCH_NAMES(Again, "same", "different", "not possible")

struct ClaimAgain {
  std::string claim;
  Again again = Again::kNotPossible;
  model::Verdict told = model::Verdict::kNotEvidenced;
  std::optional<model::Verdict> found;  // What was decided here; nothing when not possible
  std::string why;                      // "rests on withheld evidence of history"

  bool operator==(const ClaimAgain&) const = default;
};

struct Redone {
  std::vector<ClaimAgain> claims;  // In the order of the verdicts
  bool same_program = false;       // Then a difference is an integrity failure

  [[nodiscard]] long long Count(Again again) const;
  // The same program, the same rules, all the evidence, and another verdict.
  // REQUIRES: the rules had no policy of the reader's.
  [[nodiscard]] bool broken() const { return same_program && Count(Again::kDifferent) > 0; }
};

// Observations that the reader made, by family: canonical bytes.
using OwnObservations = std::map<std::string, Bytes>;

// `observed`: take these instead of the bundle's, and for those it withholds; null:
// only what is inside.
// Fails with kIntegrity for evidence that is not what its place in the bundle
// says; with kConfiguration for rules that cannot decide.
[[nodiscard]] Result<Redone> DecideAgain(const Proof& proof, const Rules& rules,
                                         const OwnObservations* observed = nullptr);

}  // namespace avouch::verify
