// What an inventory says and leaves out of what authorities ask for, field by field.
//
// Sources: NTIA, The Minimum Elements For an SBOM (12 July 2021); CISA, 2026 Minimum Elements for
// an SBOM (29 July 2026); BSI TR-03183-2 version 2.1. Counts and names only: no sum of them.
//
// Held against others' accounts of NTIA's list, of BSI's required fields and of CISA's draft of
// 2025. Not checked against its own text: what CISA's final list has beyond that draft (SBOM
// Author Signature, SBOM Version, a tool's version), and which of BSI's fields it asks for only
// where they exist.
// Pure; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/inventory.h"

namespace avouch::inventory {

enum class Authority { kNtia, kCisa2026, kBsi };
AVOUCH_NAMES(Authority, "ntia-2021", "cisa-2026", "bsi-tr-03183-2")

struct FieldCount {
  std::string_view field;             // In the authority's words: "Supplier Name"
  bool of_document = false;           // Asked of the list as a whole: `of` is 1
  bool asked = true;                  // False: only where it exists ("MUST, if it exists")
  std::uint64_t present = 0, of = 0;  // "12 of 400"
  std::vector<std::string> missing;   // The first kMissingNames that lack it: "name version"
  std::string note;                   // What the count cannot tell, or empty

  bool operator==(const FieldCount&) const = default;
};
inline constexpr std::size_t kMissingNames = 5;

struct AuthorityCounts {
  Authority authority = Authority::kNtia;
  std::string_view title;
  std::vector<FieldCount> fields;

  bool operator==(const AuthorityCounts&) const = default;
};

// One for each Authority, in its order.
[[nodiscard]] std::vector<AuthorityCounts> Completeness(const model::Inventory& inventory);

}  // namespace avouch::inventory
