// What lies in a review's folder, and what an assessor reads there.
//
// Names of files and texts; no I/O. Any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"
#include "statement/review_rows.h"
#include "verify/bundle.h"

namespace avouch::app {

inline constexpr std::string_view kReviewBundle = "bundle.avouch";
inline constexpr std::string_view kReviewRows = "claims.csv";
inline constexpr std::string_view kReviewQuestions = "questions.md";
inline constexpr std::string_view kReviewIndex = "evidence.csv";
inline constexpr std::string_view kReviewEvidence = "evidence";
inline constexpr std::string_view kReviewStatement = "review.statement.json";
inline constexpr std::string_view kReviewSigned = "review.json";

// A payload that travelled, as it is unpacked.
struct EvidenceFile {
  std::string file;  // "<SHA-256 of the payload>.json"; the ending is for editors only
  BytesView bytes;
  const statement::BundleItem* item = nullptr;  // Of the proof's index
  std::vector<std::string> claims;              // That were decided from it
};

// In the order of the log. What has an envelope (affirmations) stays in the bundle.
// Views and pointers look into `bundle` and `proof`.
// Fails with kInternal when the bundle is not the proof's.
[[nodiscard]] Result<std::vector<EvidenceFile>> EvidenceOf(const verify::Proof& proof,
                                                           BytesView bundle);

// evidence.csv: every item, also what is withheld; then which claims rest on it.
[[nodiscard]] Bytes EvidenceIndex(const verify::Proof& proof,
                                  const std::vector<EvidenceFile>& files);

// claims.csv before anybody decided anything.
[[nodiscard]] Bytes EmptyRows(const verify::Proof& proof, const model::Catalogue& catalogue);

// questions.md: for each claim what is asked, what the vendor said and on what it
// rests, and what to ask. `catalogue` may be another edition: then it says less.
[[nodiscard]] std::string QuestionsText(const verify::Proof& proof,
                                        const model::Catalogue& catalogue,
                                        const std::vector<EvidenceFile>& files);

}  // namespace avouch::app
