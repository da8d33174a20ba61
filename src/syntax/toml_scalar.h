// TOML's bare values: booleans, numbers, dates and times.
//
// Spec: TOML 1.0, sections Integer to Local Time. For toml.cpp. Any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace avouch::syntax {

struct TomlNumber {
  std::string spelling;  // As JSON spells it: no '_', no '+'.
};

// monostate: no bare value at all. Text: a date, a time, an infinity or NaN.
using TomlScalar = std::variant<std::monostate, bool, std::int64_t, TomlNumber, std::string>;

// Reads a whole bare value: "1_000", "0x1F", "1e5", "1979-05-27 07:32:00Z".
[[nodiscard]] TomlScalar ReadTomlScalar(std::string_view text);

// True for "1979-05-27": a date that a time may follow behind a space.
[[nodiscard]] bool IsTomlDate(std::string_view text);

}  // namespace avouch::syntax
