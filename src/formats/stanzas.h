// Files of stanzas: "Field: value" lines, folded ones after a blank, stanzas
// apart by empty lines. What dpkg, opkg and Debian's copyright files are
// written in.
//
// Spec: Debian Policy 5.1 (deb822). Views into the bytes; pure; any thread.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace avouch::formats {

struct StanzaField {
  std::string_view name;   // As written: "Pre-Depends"
  std::string_view value;  // Trimmed at both ends; folded lines are in it with their LF
};

class Stanzas {
 public:
  explicit Stanzas(BytesView bytes) : bytes_(bytes) {}

  // The fields of the next stanza that has any, in order; false at the end. A
  // line that is neither a field nor a folded one is skipped and counted.
  [[nodiscard]] bool Next(std::vector<StanzaField>* fields);
  [[nodiscard]] std::uint32_t line() const { return start_; }  // Where the last one begins
  [[nodiscard]] std::size_t odd() const { return odd_; }       // Lines that are no field

 private:
  [[nodiscard]] std::string_view TakeLine();
  bool Take(std::string_view line, std::vector<StanzaField>* fields);

  BytesView bytes_;
  std::size_t at_ = 0, odd_ = 0;
  std::uint32_t line_ = 0, start_ = 0;
};

// The value of the first field of that name, in any case; "" when there is
// none.
[[nodiscard]] std::string_view FieldOf(const std::vector<StanzaField>& fields,
                                       std::string_view name);

}  // namespace avouch::formats
