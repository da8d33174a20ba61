// What the SBOM writers share: names of parts that are unique, a serial that follows from the
// content, and the properties that stand for what a format has no field for.
//
// Pure; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "formats/sbom_write.h"
#include "model/inventory.h"

namespace avouch::formats {

// A name for each part and the subject, each once.
class PartNames {
 public:
  // `spell` makes of a wish what the format can hold; two wishes may come to one name.
  using Spell = std::string (*)(std::string_view wish);
  // The part's own id, else its purl, else its name and version. REQUIRES: outlived by inventory.
  PartNames(const model::Inventory& inventory, Spell spell);

  [[nodiscard]] std::string_view Of(std::uint32_t index) const;  // kSubject for the subject

 private:
  void Take(std::uint32_t index, const model::Part& part, Spell spell);
  [[nodiscard]] bool Claim(std::uint32_t index);

  const model::Inventory& inventory_;
  std::vector<std::string> made_;     // By index; empty = the part's id as it is. Last: the subject
  std::vector<std::uint32_t> slots_;  // Index + 1, by the hash of the name
};

// "urn:uuid:…" from everything that `inventory` says and how it is written.
[[nodiscard]] std::string SerialOf(const model::Inventory& inventory, const SbomWriting& how,
                                   std::string_view format);

// RFC 3339 in UTC; "" where no time is known. Fails with kMalformed.
[[nodiscard]] Result<std::string> CreatedOf(const model::Inventory& inventory,
                                            const SbomWriting& how);

// What a format can say by itself, so that no property needs to.
struct Sayable {
  bool kind = true;    // The part's kind, exactly
  bool lines = false;  // Places with their lines
  bool paths = false;  // Places without
  bool origin = true, source_code = true;
  bool direct = false;  // By an edge from the subject
};
// {"avouch:scope", "test"} and the like, in a fixed order; then Part::properties.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> PropertiesOf(const model::Part& part,
                                                                            const Sayable& sayable);

// "name 1.2.3" as name and version: {"syft", "1.2.3"}; {"whole text", ""} otherwise.
[[nodiscard]] std::pair<std::string_view, std::string_view> ToolParts(std::string_view tool);

// True where `text` can stand for an address: no space, quote or control in it.
[[nodiscard]] bool IsAddress(std::string_view text);

// The needs of part `from`, in order. REQUIRES: inventory.needs is sorted.
[[nodiscard]] std::span<const model::Need> NeedsOf(const model::Inventory& inventory,
                                                   std::uint32_t from);

}  // namespace avouch::formats
