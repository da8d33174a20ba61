// Licence expressions: "(MIT OR Apache-2.0) AND BSD-3-Clause".
//
// Spec: SPDX 2.3 annex D and SPDX 3.0 annex B (operators in lower case, AdditionRef-).
// Pure; any thread.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch::notation {

inline constexpr std::size_t kMaxLicenceText = 8192;  // Bytes; a distribution's longest has 3,000
inline constexpr int kMaxLicenceNesting = 64;         // Parentheses within parentheses

// One licence, with what modifies it: "GPL-2.0-or-later WITH Bison-exception-2.2", "EPL-1.0+".
struct Licence {
  std::string id;         // As the SPDX list spells it; else as written: "LicenseRef-Ours"
  bool or_later = false;  // "+" behind an id that does not end in it itself
  std::string exception;  // The same for what stands behind WITH; empty = none
  bool listed = true;  // Both are on the SPDX list, or are references (LicenseRef-, AdditionRef-)
  bool deprecated = false;  // One of them is, and has a successor

  bool operator==(const Licence&) const = default;
};

struct LicenceExpression {
  enum class Kind { kLicence, kAnd, kOr };

  Kind kind = Kind::kLicence;
  Licence licence;                       // Of kLicence
  std::vector<LicenceExpression> parts;  // Of kAnd and kOr: two or more, none of the same kind

  bool operator==(const LicenceExpression&) const = default;
};

// Reads an expression; ids that are not on the list are kept and marked. Fails with kMalformed
// (where: "at byte 4") on what is no expression, NONE and NOASSERTION included, and with
// kTooLarge beyond the bounds above.
[[nodiscard]] Result<LicenceExpression> ParseLicence(std::string_view text);

// The one spelling: ids as the list has them, operators in capitals, parentheses only where they
// are needed. Reads back as the same.
[[nodiscard]] std::string FormatLicence(const LicenceExpression& expression);
[[nodiscard]] std::string FormatLicence(const Licence& licence);

// All licences in it, in the order they stand there.
[[nodiscard]] std::vector<const Licence*> LicencesIn(const LicenceExpression& expression);

// Every licence in it is on the list or a reference.
[[nodiscard]] bool IsListed(const LicenceExpression& expression);

// Whether somebody who accepts these licences, each as FormatLicence spells one, may use it.
// "GPL-2.0-or-later" is not accepted by accepting "GPL-3.0-only", nor a licence by another with
// an exception: this compares names and knows no law.
[[nodiscard]] bool IsSatisfiedBy(const LicenceExpression& expression,
                                 std::span<const std::string> accepted);

// The canonical expression for what a manifest says: an expression whose ids are all listed;
// "MIT/Apache-2.0", as Cargo once wrote OR; a classifier of PyPI; or a name in common use
// ("Apache License, Version 2.0", "GPLv2+"). Nullopt for what does not tell which licence it is:
// "BSD", "GPL", "Apache", "Public Domain", "SEE LICENSE IN ...", several names in one.
[[nodiscard]] std::optional<std::string> SpdxLicenceOf(std::string_view text);

}  // namespace avouch::notation
