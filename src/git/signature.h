// Which key made an armoured signature, by name only: nothing is verified here.
//
// Spec: RFC 9580 (issuer subpackets), PROTOCOL.sshsig. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "git/history.h"

namespace avouch::git {

struct SignatureName {
  Armour armour = Armour::kNone;
  std::string key;  // OpenPGP: key id or fingerprint in hex; SSH: "SHA256:..." of the public key;
                    // else empty
};
// `armoured` may hold the leading blanks of a commit's header.
[[nodiscard]] SignatureName NameSignature(std::string_view armoured);

}  // namespace avouch::git
