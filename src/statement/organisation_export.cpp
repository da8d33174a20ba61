#include "statement/organisation_export.h"

#include "statement/canonical_value.h"

namespace avouch::statement {

Result<Bytes> WriteOrganisationExport(const OrganisationExport& value) { return WriteValue(value); }

Result<OrganisationExport> ReadOrganisationExport(BytesView json) {
  return ReadValue<OrganisationExport>(json, kOrganisationExport);
}

}  // namespace avouch::statement
