// The organisation's signed file: what all its products share, in one file without
// personal data, for `check --org FILE`.
//
// Spec: docs/predicates/organisation.md. It holds facts as they were read, with
// who stands by each; ids of people and no name, address or account. Values, and
// bytes from and to them; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "model/document.h"
#include "model/export.h"
#include "model/organisation.h"
#include "model/paper.h"
#include "model/record.h"

namespace avouch::statement {

// Also the payload's type.
inline constexpr std::string_view kOrganisationExport = "urn:x-avouch:organisation:v1";
inline constexpr std::string_view kOrganisationSuffix = ".avouch-org";

struct ExportedLabel {
  std::string key, value;

  bool operator==(const ExportedLabel&) const = default;
  AVOUCH_FIELDS(key, value)
};

// A product with the labels by which units find it.
struct ExportedProduct {
  std::string name;
  std::vector<ExportedLabel> labels;

  bool operator==(const ExportedProduct&) const = default;
  AVOUCH_FIELDS(name, labels)
};

// What stayed at home, and why.
struct StayedHome {
  std::string what;  // "records", "papers"
  long long count = 0;
  std::string why;

  bool operator==(const StayedHome&) const = default;
  AVOUCH_FIELDS(what, count, why)
};

struct OrganisationExport {
  std::string schema{kOrganisationExport};
  std::string by;  // Id of the Senior Responsible Owner who signs
  Time on;
  std::string program;
  model::Organisation organisation;
  std::vector<ExportedProduct> products;
  model::RecordFacts records;
  model::ExportFacts exports;
  model::PaperFacts papers;
  std::vector<model::Document> documents;
  std::vector<StayedHome> stayed;

  bool operator==(const OrganisationExport&) const = default;
  AVOUCH_FIELDS(schema, by, on, program, organisation, products, records, exports, papers,
                documents, stayed)
};

[[nodiscard]] Result<Bytes> WriteOrganisationExport(const OrganisationExport& value);
// Accepts exactly what WriteOrganisationExport writes. Fails with kMalformed.
[[nodiscard]] Result<OrganisationExport> ReadOrganisationExport(BytesView json);

}  // namespace avouch::statement
