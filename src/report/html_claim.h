// One claim as a part of the page: verdict, reasons, tree, what to do.
//
// Pure; any thread.

#pragma once

#include <string>

#include "report/html_node.h"
#include "report/material.h"

namespace avouch::report {

inline constexpr std::size_t kMostPlacesInPage = 100;  // Of one check; a page stays readable

[[nodiscard]] Html VerdictTag(model::Verdict verdict);  // Word and shape, then colour
[[nodiscard]] std::string VerdictClass(model::Verdict verdict);
[[nodiscard]] std::string ClaimId(std::string_view claim);  // "claim-1.2.2"
// Findings of a check as a list of place and content.
[[nodiscard]] Html PlaceList(const model::CheckResult& check, std::size_t most);
[[nodiscard]] Html ClaimSection(const Material& material, const model::CatalogueClaim& claim,
                                const model::ClaimAnswer& answer);

}  // namespace avouch::report
