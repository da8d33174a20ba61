// The second and third depth of verify: decided again from the evidence inside,
// and collected again from a checkout.
//
// Reads the checkout and the policy's file; writes nothing. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/verify.h"
#include "verify/redo.h"
#include "verify/signed_files.h"

namespace avouch::app {

inline constexpr std::string_view kProgram = "avouch 0.1.0";  // As an assessment calls it

struct Again {
  std::string heading;                     // "45 the same, 0 different, 0 not possible"
  std::vector<verify::ClaimAgain> claims;  // In the order of the verdicts
  std::vector<std::string> notes;          // What else is to be known, a line each
  std::vector<std::string> loosened;       // Of the reader's own policy: what is weaker than ours
  bool own_policy = false;
  bool broken = false;  // The same program comes to another result: somebody's word is wrong

  [[nodiscard]] bool done() const { return !heading.empty(); }
};

// How far a reader came.
struct Depths {
  verify::SignedAgain checked;
  Again decided, collected;
};

// Fails with kConfiguration for a policy that cannot be read; kNotFound when the
// checkout does not hold the bundle's commit.
[[nodiscard]] Result<Again> DecideAgain(const verify::Proof& proof, const VerifyOptions& options);
[[nodiscard]] Result<Again> CollectAgain(const verify::Proof& proof, const VerifyOptions& options);

// What was proved, for people; `seen` says how the log stands to what was remembered.
[[nodiscard]] std::string ProofText(const verify::Proof& proof, const VerifyOptions& options,
                                    const std::string& seen, const Depths& depths, Time now);

}  // namespace avouch::app
