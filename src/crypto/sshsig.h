// Signatures over files as `ssh-keygen -Y sign` and git make them.
//
// Spec: OpenSSH's PROTOCOL.sshsig, version 1. Armour and structure are read
// strictly: one spelling, nothing around it, nothing after it; the reserved
// field is empty. Certificates are refused. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/private_key.h"
#include "crypto/signature.h"

namespace avouch::crypto {

inline constexpr std::string_view kGitNamespace = "git";  // Commits and tags

enum class SshHash : std::uint8_t { kSha256, kSha512 };

// What a signature says of itself; nothing of it is proved.
struct SshSig {
  PublicKey key;
  Bytes name_space;
  SshHash hash = SshHash::kSha512;
  Bytes signature;  // In SSH's form
};

struct SshProof {
  PublicKey key;                      // Made the signature. Whose it is, is for others to say.
  std::optional<SecurityKeyUse> use;  // Of keys on security keys
};

// Fails with kMalformed, or kUnsupported (version, hash, kind of key).
[[nodiscard]] Result<SshSig> ParseSshSig(std::string_view armoured);

// Fails as ParseSshSig and VerifySsh do, and with kIntegrity when the signature
// is for another purpose than `name_space`.
[[nodiscard]] Result<SshProof> VerifySshSig(std::string_view name_space, BytesView message,
                                            std::string_view armoured);

// The bytes that a key signs for `message`: for ssh-agent, too.
// REQUIRES: `name_space` is not empty.
[[nodiscard]] Bytes SshSigCovers(std::string_view name_space, SshHash hash, BytesView message);
// The armour around what a key answered to SshSigCovers, 70 characters a line.
[[nodiscard]] std::string SshSigText(const SshSig& signature);

// With a key of ours; SHA-512.
[[nodiscard]] std::string MakeSshSig(const PrivateKey& key, std::string_view name_space,
                                     BytesView message);

}  // namespace avouch::crypto
