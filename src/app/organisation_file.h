// avouch export --organisation, and reading back what it wrote: for `check --org
// FILE` and `verify`.
//
// Format: docs/predicates/organisation.md. One thread.

#pragma once

#include <memory>
#include <string>

#include "app/check.h"
#include "app/key_file.h"
#include "app/organisation.h"
#include "app/seal.h"
#include "verify/organisation_file.h"

namespace avouch::app {

// Dated on a later day: by days, since an assessment is often dated by its day alone.
[[nodiscard]] inline bool IsOfLaterDay(Time when, Time now) {
  return when >= AddDays(StartOf(DateOf(now)), 1);
}

struct ExportFlags {
  bool organisation = false;  // The only thing that this build exports
  std::string org;            // The folder; empty: found from here
  std::string output;         // Empty: NAME.avouch-org
  std::string by;             // Who signs, by id; empty: the only one with the role sro
  KeySource key;              // No file: the statement alone is written
  std::string statement;      // Instead of all: written before, with .sig or .passkey.json
};
[[nodiscard]] Answer Export(const ExportFlags& flags, Time now, const ConfineTo& confine);

// An organisation as a file has it, in place of its folder.
struct HandedOrganisation {
  OrganisationFolder::Reading reading;
  std::unique_ptr<trust::Ring> ring;
  Time on;  // When it was signed, as it says
};
[[nodiscard]] bool IsOrganisationFileAt(const std::string& path);
// Evidence that rests on the organisation's file is named by this one's digest.
// Fails with kIntegrity, kMalformed, kIo.
[[nodiscard]] Result<HandedOrganisation> ReadHandedOrganisation(const std::string& path);

// What verify says of it. Fails as VerifyOrganisationFile does, and with kIntegrity for
// one that is signed for a time after `now`.
[[nodiscard]] Result<std::string> OrganisationFileText(BytesView bytes,
                                                       const std::string& fingerprint, Time now);

}  // namespace avouch::app
