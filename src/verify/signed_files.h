// Checks again, with nothing but the bundle, that the files which count as signed
// were signed by the people listed, and says for each claim whose word is left.
//
// Spec: docs/bundle.md section 8. Pure but for librnp, where a person's key is an
// OpenPGP key: whoever confines the program loads it before. Any thread.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verify/bundle.h"

namespace avouch::verify {

// What the reader has seen of one thing that was said.
enum class Rests {
  kSignature,  // A listed key signed exactly these bytes: checked here
  kNamed,      // The same of their name in git; the bytes themselves are withheld
  kSealer,     // That somebody signed it is the word of whoever sealed the bundle
  kSystem,     // Another system's answer, as the sealer keeps it
  kClaimed,    // Nobody signed it
};
AVOUCH_NAMES(Rests, "signature checked here", "signature checked here, contents withheld",
             "the sealer's word", "another system's answer", "only said")

struct SaidPiece {
  Rests rests = Rests::kSealer;
  std::string path;
  std::vector<std::string> by;  // Ids of the people who signed; sorted, unique

  bool operator==(const SaidPiece&) const = default;
};

// What one claim rests on, beside what was computed from the source.
struct ClaimRests {
  std::string claim;
  std::vector<std::string> signed_by;  // Whose signatures were checked here; sorted, unique
  std::map<Rests, long long> pieces;   // How many of each
  bool computed = false;               // Rests on the source, too

  bool operator==(const ClaimRests&) const = default;
};

struct SignedAgain {
  bool told = false;         // The bundle tells what was said; else it is withheld, or nothing was
  bool chain = false;        // The list of keys was followed from the first to the present one
  long long lists = 0;       // Versions of it that were looked at
  long long files = 0;       // That count as signed
  long long checked = 0;     // Of these, signature and contents checked here
  long long named = 0;       // Of these, the signature on a file whose contents are withheld
  long long read_again = 0;  // Records read again out of the bytes that were signed
  std::vector<ClaimRests> claims;  // Whose detail travels, in the order of the verdicts

  bool operator==(const SignedAgain&) const = default;
};

// `program` is the reader's own: only the same program must read a record the same.
// Fails with kIntegrity when what is carried shows otherwise than what is told:
// another key, commit, file or list of people.
[[nodiscard]] Result<SignedAgain> CheckSigned(const Proof& proof, std::string_view program);

}  // namespace avouch::verify
