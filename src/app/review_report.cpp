#include "app/review_report.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::app {
namespace {

using report::SheetPart;
using statement::Agreement;
using statement::Review;
using statement::ReviewedClaim;
using statement::ReviewVerdict;

long long Number(const Review& review, Agreement agreement) {
  return std::ranges::count_if(review.claims, [&](const ReviewedClaim& claim) {
    return statement::AgreementOn(claim) == agreement;
  });
}

long long Requests(const Review& review) {
  long long out = 0;
  for (const auto& claim : review.claims) out += static_cast<long long>(claim.requests.size());
  return out;
}

std::string Word(ReviewVerdict verdict) { return ReplaceAll(Name(verdict), "-", " "); }

std::string Methods(const ReviewedClaim& claim) {
  std::vector<std::string> out;
  for (const auto one : claim.methods) out.emplace_back(Name(one));
  return Join(out, ", ");
}

// "examine, test: records/2026-....yaml. What was seen."
std::string Why(const ReviewedClaim& claim) {
  std::string out = Methods(claim);
  if (!claim.looked_at.empty()) out += (out.empty() ? "" : ": ") + claim.looked_at;
  if (claim.comment.empty()) return out;
  if (!out.empty()) out += out.ends_with('.') ? " " : ". ";
  return out + claim.comment;
}

std::string Who(const Review& review) {
  std::string out = review.assessor.name;
  if (!review.assessor.organisation.empty()) out += " of " + review.assessor.organisation;
  return out;
}

class Writer {
 public:
  Writer(const Review& review, const model::Catalogue& catalogue)
      : review_(review), catalogue_(catalogue) {}

  [[nodiscard]] SheetPart Summary() const;
  [[nodiscard]] SheetPart Differences() const;
  [[nodiscard]] SheetPart Asked() const;
  [[nodiscard]] SheetPart Alternatives() const;
  [[nodiscard]] SheetPart Agreed() const;
  [[nodiscard]] SheetPart Undecided() const;
  [[nodiscard]] SheetPart RestsOn(const std::string& signed_by) const;

 private:
  [[nodiscard]] std::string Says(const std::string& claim) const {
    const auto* known = model::FindClaim(catalogue_, claim);
    return known == nullptr ? "" : known->claim;
  }

  const Review& review_;
  const model::Catalogue& catalogue_;
};

SheetPart Writer::Summary() const {
  SheetPart out;
  out.paragraphs.push_back(
      "The assessor " + AgreementWords(review_) + ", and asks the vendor for " +
      (Requests(review_) == 0 ? "nothing" : Count("thing", Requests(review_))) + ".");
  if (!review_.summary.empty()) out.paragraphs.push_back(review_.summary);
  if (!review_.assessor.relation.empty())
    out.paragraphs.push_back("How the assessor stands to the vendor: " + review_.assessor.relation);
  out.paragraphs.emplace_back(
      "These are the assessor's own verdicts over frozen evidence. They change none of the "
      "vendor's, and the vendor has signed none of them.");
  return out;
}

SheetPart Writer::Differences() const {
  SheetPart out{"Where the assessor differs",
                {},
                {},
                {{"claim", "vendor", "assessor", "why"}, {5, 14, 14, 0}, {}}};
  for (const auto& claim : review_.claims)
    if (statement::AgreementOn(claim) == Agreement::kDiffers)
      out.table.rows.push_back({claim.claim, Word(statement::AsReviewed(claim.vendor)),
                                Word(claim.verdict), Says(claim.claim) + " " + Why(claim)});
  if (out.table.rows.empty()) out.paragraphs.emplace_back("Nowhere.");
  return out;
}

SheetPart Writer::Asked() const {
  SheetPart out{"What the vendor is asked for", {}, {}, {{"claim", "request"}, {5, 0}, {}}};
  for (const auto& claim : review_.claims)
    for (const auto& request : claim.requests) out.table.rows.push_back({claim.claim, request});
  if (out.table.rows.empty()) out.paragraphs.emplace_back("Nothing.");
  return out;
}

SheetPart Writer::Alternatives() const {
  SheetPart out{
      "Claims that the assessor would accept instead", {}, {}, {{"claim", "instead"}, {5, 0}, {}}};
  for (const auto& claim : review_.claims)
    for (const auto& text : claim.alternatives) out.table.rows.push_back({claim.claim, text});
  return out;
}

SheetPart Writer::Agreed() const {
  SheetPart out{
      "Where both agree", {}, {}, {{"claim", "both say", "what was looked at"}, {5, 14, 0}, {}}};
  for (const auto& claim : review_.claims)
    if (statement::AgreementOn(claim) == Agreement::kAgrees)
      out.table.rows.push_back({claim.claim, Word(claim.verdict), Why(claim)});
  if (out.table.rows.empty()) out.paragraphs.emplace_back("Nowhere.");
  return out;
}

SheetPart Writer::Undecided() const {
  SheetPart out{"What the assessor has not decided", {}, {}, {}};
  std::vector<std::string> claims;
  for (const auto& claim : review_.claims)
    if (statement::AgreementOn(claim) == Agreement::kUndecided) claims.push_back(claim.claim);
  if (!claims.empty()) out.paragraphs.push_back(Join(claims, " "));
  return out;
}

SheetPart Writer::RestsOn(const std::string& signed_by) const {
  SheetPart out{"What this rests on", {}, {}, {}};
  out.points = {
      "commit " + review_.commit,
      "assessment " + review_.assessment.hex(),
      "the bundle with SHA-256 " + review_.bundle.hex() + ", log " +
          review_.log.substr(0, review_.log.find('+')) + " at " +
          Count("entry", review_.log_size, "entries"),
      signed_by.empty() ? std::string("not signed yet")
                        : "signed with " + signed_by +
                              "; that the key is the assessor's, they "
                              "tell you by another road",
      "to check it: avouch verify BUNDLE --review review.json",
  };
  return out;
}

}  // namespace

std::string AgreementWords(const Review& review) {
  const long long undecided = Number(review, Agreement::kUndecided);
  const long long differs = Number(review, Agreement::kDiffers);
  std::string out = "agrees with the vendor on " +
                    Count("claim", Number(review, Agreement::kAgrees)) + ", differs on " +
                    std::to_string(differs);
  if (undecided > 0) out += ", and has not decided " + std::to_string(undecided);
  return out;
}

report::Sheet ReviewReport(const Review& review, const model::Catalogue& catalogue,
                           const std::string& signed_by) {
  report::Sheet out;
  out.title = "Review of " + review.product + " " + review.version;
  out.beside = "by " + Who(review) + ", on " + ToHumanDate(review.on);
  const Writer writer(review, catalogue);
  out.parts.push_back(writer.Summary());
  out.parts.push_back(writer.Differences());
  out.parts.push_back(writer.Asked());
  if (auto part = writer.Alternatives(); !part.table.rows.empty())
    out.parts.push_back(std::move(part));
  if (auto part = writer.Undecided(); !part.paragraphs.empty())
    out.parts.push_back(std::move(part));
  out.parts.push_back(writer.Agreed());
  out.parts.push_back(writer.RestsOn(signed_by));
  return out;
}

std::string ReviewedText(const verify::Reviewed& reviewed) {
  const Review& review = reviewed.what;
  std::string out;
  auto line = [&](const std::string& text) {
    out += Printable(ReplaceAll(text, "\n", " ")) + "\n";
  };
  line("");
  line("Apart from all that the vendor says: a review by " + Who(review) + ", on " +
       ToHumanDate(review.on));
  line("  key: " + reviewed.key +
       (reviewed.expected ? ", the one that you named"
                          : "; that it is theirs, they tell you by another road "
                            "(--reviewer)"));
  if (!review.assessor.relation.empty())
    line("  how they stand to the vendor: " + review.assessor.relation);
  if (!reviewed.same_copy) line("  made from another copy of the same assessment");
  line("  the assessor " + AgreementWords(review));
  for (const auto& claim : review.claims) {
    if (statement::AgreementOn(claim) != Agreement::kDiffers) continue;
    line("  " + claim.claim + "  vendor: " + Word(statement::AsReviewed(claim.vendor)) +
         ", assessor: " + Word(claim.verdict) + (Why(claim).empty() ? "" : ": " + Why(claim)));
  }
  for (const auto& claim : review.claims)
    for (const auto& request : claim.requests) line("  asked for " + claim.claim + ": " + request);
  return out;
}

}  // namespace avouch::app
