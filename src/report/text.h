// What a person sees on a terminal: check, explain, and the catalogue.
//
// Plain words first, then places, then what is not seen and where it would be;
// counts last. All text from evidence is made harmless here (base/text.h,
// Printable), so nothing in a repository can drive a terminal. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "report/material.h"

namespace avouch::report {

// The whole of `avouch check`.
[[nodiscard]] std::string CheckText(const Material& material, const Options& options);

// Why a claim has its verdict, and the shortest way to met.
// Fails with kUsage when the catalogue has no such claim.
[[nodiscard]] Result<std::string> ExplainText(const Material& material, std::string_view claim,
                                              const Options& options);

// Themes, principles and claims, one line each.
[[nodiscard]] std::string CatalogueText(const model::Catalogue& catalogue, const Options& options);

// One theme, principle or claim with its guidance.
// Fails with kUsage when there is none of that number.
[[nodiscard]] Result<std::string> CatalogueText(const model::Catalogue& catalogue,
                                                std::string_view number, const Options& options);

}  // namespace avouch::report
