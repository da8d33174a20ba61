// A signed git commit taken apart: the bytes that were signed, and the signature.
//
// Spec: gitformat-signature(5); git's parse_signed_commit for what is covered.
// Pure; any thread.

#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/sshsig.h"

namespace avouch::crypto {

enum class Armour : std::uint8_t { kSsh, kOpenPgp };

struct SignedCommit {
  Bytes payload;          // The commit without its signature header
  std::string signature;  // Armoured, unfolded, LF at its end
  Armour armour = Armour::kSsh;
};

// `commit` is the object without git's "commit N\0"; `kind` says which header is
// the repository's: "gpgsig", or "gpgsig-sha256".
// Fails with kNotFound for a commit without a signature; kMalformed for two of
// them, one of the other kind beside it, a header of neither form, NUL in the
// headers, or armour inside that is neither SSH's nor OpenPGP's (an S/MIME one is
// kUnsupported). Git would join or skip such headers; nobody should be able to
// read two commits out of one.
[[nodiscard]] Result<SignedCommit> SplitSignedCommit(HashKind kind, BytesView commit);

// A commit signed with an SSH key. Fails as SplitSignedCommit and VerifySshSig
// do, and with kUnsupported for one signed with OpenPGP.
[[nodiscard]] Result<SshProof> VerifySshCommit(HashKind kind, BytesView commit);

}  // namespace avouch::crypto
