// What is told of one claim, in words shared by text and HTML.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/material.h"

namespace avouch::report {

[[nodiscard]] const model::ClaimAnswer* FindAnswer(const model::Assessment& assessment,
                                                   std::string_view claim);
// "✗" violated, "✓" satisfied, "?" not seen, "–" nothing of the kind, or not applicable.
[[nodiscard]] std::string_view MarkOf(const model::CheckResult& check);
// "35 of 35", "none found", "not seen", "in part".
[[nodiscard]] std::string CountOf(const model::CheckResult& check);
// The whole sentence about the rule: the argument's id and its because.
struct WhoseRule {
  std::string argument, because;
};
[[nodiscard]] std::vector<WhoseRule> WhoseRules(const Material& material,
                                                const model::ClaimAnswer& answer);
[[nodiscard]] std::string CustomerSentence(const model::CatalogueClaim& claim,
                                           model::Verdict verdict);
// What that sentence rests on, since when. Only what was computed can be repeated:
// "As of 20 Nov 2026, on the signed word of a named person."
[[nodiscard]] std::string CustomerGround(const model::ClaimAnswer& answer, const Time& time);
// "developer and distributor, developer only".
[[nodiscard]] std::string AppliesTo(const model::CatalogueClaim& claim);
// "SSDF PW.4.4, PS.2.1 · CRA Article 13(5) · OSPS BR-06 (weak)".
[[nodiscard]] std::string ServesLine(const model::Catalogue& catalogue,
                                     const model::CatalogueClaim& claim);
[[nodiscard]] std::string ReadLine(const model::CatalogueClaim& claim);
// Observations that the claim's checks looked at: family and digest.
[[nodiscard]] std::vector<const model::ObservationId*> EvidenceOf(
    const model::Assessment& assessment, const model::ClaimAnswer& answer);

}  // namespace avouch::report
