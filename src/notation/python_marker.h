// Environment markers of Python: whether a dependency applies where a package is installed.
//
// Spec: Python packaging, "Dependency specifiers", section "Environment markers". Pure; any
// thread.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace avouch::notation {

inline constexpr std::size_t kMaxMarkerText = 4000;  // Bytes
inline constexpr int kMaxMarkerDepth = 50;           // Parentheses in parentheses

// What is known of where it is installed; the rest is not.
struct PythonEnvironment {
  std::string version;   // "3.11", "3"; empty = not known
  bool linux = false;    // False: the system is not known
  bool cpython = false;  // False: the implementation is not known
};

// Whether `marker` holds for the extra `extra` (empty: for none). Nullopt where what it asks of
// is not known and it matters, and where it is no marker. Takes time linear in the text.
[[nodiscard]] std::optional<bool> MarkerHolds(std::string_view marker,
                                              const PythonEnvironment& environment,
                                              std::string_view extra);

}  // namespace avouch::notation
