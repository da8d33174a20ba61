// From an answer to what a log takes in, and from the log to a bundle's contents.
//
// The steps between `check` and the ledger: what is kept of an assessment, for
// whom each part is, and where in the log it stands. No file or clock but the
// ledger's own. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/assess.h"
#include "app/payload.h"
#include "claims/facts.h"
#include "model/organisation.h"
#include "model/signed_files.h"
#include "store/ledger.h"
#include "verify/assemble.h"

namespace avouch::app {

// What of people and systems was taken in; all null when nobody said anything.
struct SaidForSeal {
  const claims::Facts* facts = nullptr;
  const std::vector<Payload>* payloads = nullptr;
  const model::SignedFiles* signatures = nullptr;
};

struct SealRules {
  bool source_is_public = false;  // Observations without personal data go to anybody
};

// Everything of one answer, not yet in a log: leaf, time, salt and proof are empty.
// Fails with kMalformed when something has no canonical form.
[[nodiscard]] Result<std::vector<verify::Sealed>> ToSeal(const Assessed& assessed,
                                                         const SaidForSeal& said,
                                                         const SealRules& rules);

// Name, fingerprint and chain; empty when nobody's keys are listed.
[[nodiscard]] Result<statement::BundleOrganisation> OrganisationForSeal(
    const model::Organisation& organisation);

// Appends what the log has not, in one batch, and finds the place of each.
// Returns how many are new. Fails as Ledger::Append does.
[[nodiscard]] Result<std::size_t> AppendNew(store::Ledger& ledger,
                                            std::vector<verify::Sealed>& sealed, Time now);

// Proofs of each, the checkpoint and earlier tree heads (the newest kMaxEarlier).
// `ends`: the log's size after each batch, ascending.
[[nodiscard]] Status ProveAll(const store::Ledger& ledger, BytesView secret,
                              const std::vector<std::uint64_t>& ends, verify::Contents& contents);

inline constexpr std::size_t kMaxEarlier = 64;  // Seals of the last months; 4 KiB each at most

}  // namespace avouch::app
