// What several machine formats say alike: names, references and results.
//
// Each says only what a format can hold without turning "open" into "failed":
// docs/formats.md, Machine formats. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "report/hand_in.h"
#include "syntax/node.h"

namespace avouch::report {

inline constexpr std::string_view kStandardUrn = "urn:x-avouch:standard:uk-sscop:2025-05";
inline constexpr std::string_view kMachineUrn = "urn:x-avouch";
inline constexpr std::string_view kStandardVersion = "May 2025";

// Text of a report as a value: bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] syntax::Node Prose(std::string_view text);

// "1.4", else the first twelve digits of the commit, else "unversioned".
[[nodiscard]] std::string VersionOf(const HandIn& what);

// Tells one answer from every other: of its product, version, commit, time and rules.
[[nodiscard]] std::string AnswerName(const HandIn& what);

// "met, computed", "not met", "open: not evidenced", "not applicable".
[[nodiscard]] std::string VerdictWords(const HandInClaim& claim);

// The reasons, or for a met claim the rules that hold; one text, lines joined by "; ".
[[nodiscard]] std::string WhyOf(const HandInClaim& claim);

// "observation components, 2026-10-03, computed, sha256:…".
[[nodiscard]] std::string EvidenceWords(const HandInEvidence& evidence);

// "UKSSCOP_1_2_2_EVIDENCED": how a verification summary names a met claim.
[[nodiscard]] std::string EvidencedProperty(std::string_view claim);

}  // namespace avouch::report
