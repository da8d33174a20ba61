// avouch brief and avouch affirm: what the Senior Responsible Owner is asked to
// say, in plain words; then exactly that, signed.
//
// Both start from a bundle and prove it first: nobody signs what was not checked.
// Affirm writes one file, which the next seal carries. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/check.h"
#include "app/key_file.h"
#include "app/seal.h"
#include "statement/affirmation.h"
#include "verify/bundle.h"

namespace avouch::app {

struct BriefOptions {
  std::string bundle;
  std::string organisation;     // The fingerprint that is expected, or empty
  std::string until;            // As for affirm; may be empty
  std::string format = "text";  // text, markdown or html
  int width = 100;              // Columns of a text
};
[[nodiscard]] Answer Brief(const BriefOptions& options, Time now);

// What is asked of whom, in two printed pages; pure.
[[nodiscard]] std::string BriefText(const verify::Proof& proof, const BriefOptions& options,
                                    Time now);

struct AffirmOptions {
  std::string bundle, organisation;
  std::string by;                         // Id of the person; empty: the only one with the role
  std::string until;                      // A day
  std::vector<std::string> reservations;  // "1.2.2=why"
  KeySource key;                          // Signs; no file: the statement alone is written
  std::string output;                     // Empty: PRODUCT-BY.affirmation.json
  std::string statement;  // Instead of all: a written statement, with FILE.sig or FILE.passkey.json
};
// `confine` as for Seal: once the key is open and before the bundle is.
[[nodiscard]] Answer Affirm(const AffirmOptions& options, Time now, const ConfineTo& confine);

// Fails with kUsage for a reservation without claim or reason, a claim that there is not.
[[nodiscard]] Result<std::vector<statement::Reservation>> ParseReservations(
    const std::vector<std::string>& texts);

}  // namespace avouch::app
