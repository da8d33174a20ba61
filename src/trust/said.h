// Who stands by the bytes of a file, and by single values in it.
//
// A person stands by a file when a commit that they signed left it with exactly
// its present bytes; by a value when the newest commit that they signed and that
// touched the file holds the same canonical value at that key. What a later,
// unsigned commit changed is nobody's word. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/organisation.h"
#include "model/said.h"
#include "trust/ring.h"

namespace avouch::trust {

// The file as one commit left it.
struct Version {
  Bytes commit;    // The object, without git's header
  std::string id;  // Hex
  Time when;       // Committer's, as typed
  Bytes content;   // Empty when the commit took the file away
};

// All commits that touched a file, newest first: children before parents.
using Versions = std::vector<Version>;

// A signature beside the file: FILE.sig, or a passkey's assertion.
struct Beside {
  Signer signer;  // By Ring::OfSshSig or OfAssertion over the present bytes
  Time when;
};

// One entry for each person who signed a version, and one for whoever the newest
// version's signature is when it counts for nobody.
[[nodiscard]] std::vector<model::Said> SaidOver(const Ring& ring, crypto::HashKind kind,
                                                const Versions& versions, BytesView present,
                                                const std::vector<Beside>& beside);

// The keys of a YAML file, each with who stands by its present value; keys that
// nobody stands by are left out. Sorted by key.
[[nodiscard]] std::vector<model::SignedKey> KeysOver(const Ring& ring, crypto::HashKind kind,
                                                     const Versions& versions, BytesView present,
                                                     const std::vector<Beside>& beside);

// What the organisation's file may say of people and keys: each change of the
// list is signed by a key that the list before it holds.
struct Chain {
  model::Organisation accepted;  // The newest whose people follow from the first
  std::string fingerprint;       // Hex of the first version's
  bool whole = true;             // The present list is the accepted one
  std::string broken_at;         // Commit, when not whole
  std::string why;
};
// Fails with kConfiguration when no version can be read.
[[nodiscard]] Result<Chain> FollowChain(crypto::HashKind kind, const Versions& versions,
                                        BytesView present);

// Hex of the SHA-256 of CanonicalFirst.
[[nodiscard]] std::string FingerprintOf(const model::Organisation& organisation);

}  // namespace avouch::trust
