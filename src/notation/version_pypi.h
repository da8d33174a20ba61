// A version of PEP 440 in its parts, for its key and for its ranges.
//
// Views into the text that was read. Pure; any thread.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace avouch::notation {

class KeyWriter;

struct PypiVersion {
  std::string_view epoch;                 // Digits, as all numbers here; "" is 0
  std::vector<std::string_view> release;  // One or more
  char pre_letter = '\0';                 // 'a', 'b', 'c' (rc), or none
  std::string_view pre;                   // Its number
  std::string_view post, dev;             // "" where there is none, "0" without number
  std::vector<std::string_view> local;

  [[nodiscard]] bool is_prerelease() const { return pre_letter != '\0' || !dev.empty(); }
};

// Nullopt for what PEP 440 does not allow. REQUIRES: lower case, trimmed.
[[nodiscard]] std::optional<PypiVersion> ReadPypi(std::string_view lower);
void WritePypi(const PypiVersion& version, KeyWriter& key);

}  // namespace avouch::notation
