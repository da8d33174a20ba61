// What both forms of SPDX 2.3 are written from: the fields of the document and of each package as
// SPDX has them.
//
// Spec: ISO/IEC 5962, SPDX 2.3. Pure; any thread.

#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/sbom_parts.h"
#include "formats/sbom_write.h"
#include "model/inventory.h"

namespace avouch::formats {

inline constexpr std::string_view kSpdxDocument = "SPDXRef-DOCUMENT";

// The document as a whole. REQUIRES: outlived by the inventory.
class SpdxDocument {
 public:
  // `time`: when it was created, RFC 3339 in UTC.
  SpdxDocument(const model::Inventory& inventory, const SbomWriting& how, std::string time);

  [[nodiscard]] bool HasSubject() const { return !all.subject.name.empty(); }

  // Calls each(id of one, relation, id of another) in a fixed order.
  using EachRelation =
      std::function<void(std::string_view from, std::string_view type, std::string_view to)>;
  void Relations(const EachRelation& each) const;

  // "avouch:scope=test": what has no field of its own.
  [[nodiscard]] std::vector<std::string> Annotations(std::uint32_t index,
                                                     const model::Part& part) const;
  // Names of licences that no list has ("LicenseRef-Ours"); each must be told of once.
  [[nodiscard]] std::set<std::string> OwnLicences() const;

  const model::Inventory& all;
  PartNames names;  // SPDXIDs
  std::string created, name, space, comment, annotator;
  std::vector<std::string> creators;

 private:
  void Described(const EachRelation& each) const;
};

// "SHA256" of one of "sha-256"; "" where SPDX has no name for it, or it has not that many digits.
[[nodiscard]] std::string_view SpdxChecksum(const model::PartDigest& digest);
[[nodiscard]] std::string_view SpdxPurposeOf(model::PartKind kind);
// Every licence in it is on the list or a reference within the document.
[[nodiscard]] bool IsSpdxDeclarable(std::string_view text);
// SPDX has no groups: they stand before the name.
[[nodiscard]] std::string SpdxName(const model::Part& part);
// "Organization: Acme"
[[nodiscard]] std::string SpdxOrganisation(std::string_view name);
// The download location; "NOASSERTION" where none is known.
[[nodiscard]] std::string_view SpdxLocation(const model::Part& part);
[[nodiscard]] std::string_view SpdxFileName(const model::Part& part);
// One word, as a locator must be.
[[nodiscard]] bool IsSpdxLocator(std::string_view text);
[[nodiscard]] bool IsSpdxCpe(std::string_view text);
// "cpe23Type" or "cpe22Type"
[[nodiscard]] std::string_view SpdxCpeType(std::string_view cpe);
// Text without line breaks, in UTF-8.
[[nodiscard]] std::string SpdxRow(std::string_view text);

}  // namespace avouch::formats
