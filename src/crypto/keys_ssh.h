// Public keys as OpenSSH writes them: the canonical text form of ours, too.
//
// Spec: RFC 4253 section 6.6, RFC 5656, RFC 8709, RFC 8332; OpenSSH's
// PROTOCOL.u2f for security keys. Certificates are not read. Any thread.

#pragma once

#include <string>
#include <string_view>

#include "crypto/keys.h"

namespace avouch::crypto {

inline constexpr std::size_t kMaxSshKey = 4096;  // Bytes of a blob; RSA 8192 has 1,050.

// "ssh-ed25519", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com", ...
[[nodiscard]] std::string_view SshKeyType(KeyKind kind);

// Accepts exactly what SshKeyBlob writes. Fails with kMalformed, or kUnsupported
// for a type that is not among ours.
[[nodiscard]] Result<PublicKey> ParseSshKeyBlob(BytesView blob);
[[nodiscard]] Bytes SshKeyBlob(const PublicKey& key);

// "TYPE BASE64", then a comment or nothing; no options before. One line.
[[nodiscard]] Result<PublicKey> ParseSshKey(std::string_view line);
// "TYPE BASE64": equal texts are equal keys.
[[nodiscard]] std::string SshKeyText(const PublicKey& key);

// "SHA256:" and base64 without padding, as `ssh-keygen -l` prints it.
[[nodiscard]] std::string Fingerprint(const PublicKey& key);

}  // namespace avouch::crypto
