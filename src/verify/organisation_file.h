// The organisation's signed file, proved: whose signature it carries, and whose
// list of people is in it.
//
// Spec: docs/predicates/organisation.md. Pure; any thread.

#pragma once

#include <string>

#include "statement/organisation_export.h"
#include "trust/ring.h"

namespace avouch::verify {

struct ProvedOrganisation {
  statement::OrganisationExport what;
  std::string how;      // "ssh-ed25519 SHA256:..., listed for helen"
  std::string present;  // Fingerprint of the list of keys that is in it, hex
  // False: the list has changed since the fingerprint that it names, and nothing in
  // here shows by whom.
  [[nodiscard]] bool keys_are_first() const { return present == what.organisation.fingerprint; }
};

[[nodiscard]] bool IsOrganisationFile(BytesView bytes);

// `fingerprint`: what the reader was told by another road, or empty. It must be
// that of the list inside: an older one is proved by nothing here.
// Fails with kIntegrity: a signature that does not hold, or is by nobody who is
// listed as Senior Responsible Owner, another organisation; kMalformed.
[[nodiscard]] Result<ProvedOrganisation> VerifyOrganisationFile(BytesView envelope,
                                                                std::string_view fingerprint);

}  // namespace avouch::verify
