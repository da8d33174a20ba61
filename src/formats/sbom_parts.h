// What the SBOM writers share: names of parts that are unique, a serial that follows from the
// content, and the properties that stand for what a format has no field for.
//
// Pure; any thread.

#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/slots.h"
#include "formats/sbom_write.h"
#include "model/inventory.h"

namespace avouch::formats {

// A name for each part and the subject, each once.
class PartNames {
 public:
  // `spell` puts into `name` what the format can hold of a wish, unless that is the wish as it is;
  // two wishes may come to one name.
  using Spell = void (*)(std::string_view wish, std::string& name);
  // The part's own id, else its purl, else its name and version. REQUIRES: outlived by inventory.
  PartNames(const model::Inventory& inventory, Spell spell);

  [[nodiscard]] std::string_view Of(std::uint32_t index) const {  // kSubject for the subject
    return index == model::kSubject ? names_.back() : names_[index];
  }

 private:
  void Take(std::uint32_t position, const model::Part& part, Spell spell);
  [[nodiscard]] bool Claim(std::uint32_t position);

  std::vector<std::string_view> names_;             // By index; last: the subject's
  std::deque<std::string> made_;                    // Those that are not as the part has them
  Slots taken_;                                     // Positions in names_, by the name
  std::unordered_map<std::string_view, int> next_;  // Of names wished for twice: the next copy
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
// Gives each("avouch:scope", "test") and the like, in a fixed order; then Part::properties.
using EachProperty = std::function<void(std::string_view name, std::string_view value)>;
void PropertiesOf(const model::Part& part, const Sayable& sayable, const EachProperty& each);

// "name 1.2.3" as name and version: {"syft", "1.2.3"}; {"whole text", ""} otherwise.
[[nodiscard]] std::pair<std::string_view, std::string_view> ToolParts(std::string_view tool);

// True where `text` can stand for an address: no space, quote or control in it.
[[nodiscard]] bool IsAddress(std::string_view text);

// The needs of part `from`, in order. REQUIRES: inventory.needs is sorted.
[[nodiscard]] std::span<const model::Need> NeedsOf(const model::Inventory& inventory,
                                                   std::uint32_t from);

}  // namespace avouch::formats
