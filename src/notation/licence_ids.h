// Short names of licences and of exceptions to them.
//
// Spec: SPDX licence list 3.28.0 (the names alone; its texts are not here). Any thread.

#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace avouch::notation {

struct ListedId {
  std::string_view id;  // As the list spells it
  bool deprecated = false;
};

// Without regard to case. Nullopt for what is not on the list.
[[nodiscard]] std::optional<ListedId> FindLicenceId(std::string_view id);
[[nodiscard]] std::optional<ListedId> FindExceptionId(std::string_view id);

// In the order of lower case.
[[nodiscard]] std::span<const std::string_view> LicenceIds();
[[nodiscard]] std::span<const std::string_view> DeprecatedLicenceIds();
[[nodiscard]] std::span<const std::string_view> ExceptionIds();
[[nodiscard]] std::span<const std::string_view> DeprecatedExceptionIds();

}  // namespace avouch::notation
