#include "app/review_folder.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "container/tar.h"
#include "report/markdown.h"
#include "report/summary.h"
#include "syntax/csv_cell.h"
#include "syntax/json.h"

namespace avouch::app {
namespace {

using report::EscapeMarkdown;
using statement::ItemKind;

// Endings that editors and viewers know, and that run nothing when opened.
std::string_view EndingOf(std::string_view name) {
  constexpr std::string_view kKnown[] = {".json", ".yaml", ".yml",   ".md",  ".csv",
                                         ".txt",  ".xml",  ".sarif", ".pdf", ".toml"};
  for (const auto one : kKnown)
    if (name.ends_with(one)) return one;
  return ".txt";
}

// Ids of statements and families of observations that each claim's detail names.
std::map<std::string, std::set<std::string>> NamedByClaims(const verify::Proof& proof) {
  std::map<std::string, std::set<std::string>> out;
  for (const auto& claim : proof.verdicts().claims) {
    auto& named = out[claim.claim];
    named.insert(claim.evidence.begin(), claim.evidence.end());
    const auto bytes = proof.Content(ItemKind::kDetail, claim.claim);
    if (!bytes) continue;
    const auto detail = syntax::ParseJson(*bytes);
    if (!detail) continue;
    for (const auto& check : (*detail)["answer"]["checks"].items())
      for (const auto& one : check["evidence"].items()) named.emplace(one.text());
  }
  return out;
}

std::vector<std::string> ClaimsOf(const statement::BundleItem& item, const verify::Proof& proof,
                                  const std::map<std::string, std::set<std::string>>& named) {
  if (item.kind == ItemKind::kDetail) return {item.name};
  std::vector<std::string> out;
  for (const auto& claim : proof.verdicts().claims) {
    const auto& names = named.at(claim.claim);
    const bool rests = item.kind == ItemKind::kObservation
                           ? names.contains(item.name)
                           : item.kind == ItemKind::kPayload && names.contains("sha256:" + item.id);
    if (rests) out.push_back(claim.claim);
  }
  return out;
}

std::string_view OutcomeWord(std::string_view outcome) {
  if (outcome == "satisfied") return "holds";
  if (outcome == "violated") return "contradicted";
  if (outcome == "no-evidence") return "not seen";
  return "does not apply";
}

class Questions {
 public:
  Questions(const verify::Proof& proof, const std::vector<EvidenceFile>& files)
      : proof_(proof), files_(files) {}

  void Claim(const statement::ClaimVerdict& claim, const model::CatalogueClaim* known) {
    out_ += "\n## " + claim.claim + (known == nullptr ? "" : "  " + known->claim) + "\n";
    out_ += "\nThe vendor says: **" + report::VerdictWord(claim.verdict) + "**" +
            (claim.grade ? " (" + std::string(model::Name(*claim.grade)) + ")" : "") + "\n";
    for (const auto& reason : claim.reasons) Point(reason);
    Checks(claim.claim);
    Files(claim.claim);
    if (known == nullptr) return;
    if (!known->questions.empty()) out_ += "\nAsk:\n\n";
    for (const auto& one : known->questions) Point(one);
    if (!known->undone_by.empty()) out_ += "\nWhat would undo it:\n\n";
    for (const auto& one : known->undone_by) Point(one);
  }
  [[nodiscard]] std::string Text() && { return std::move(out_); }

 private:
  void Point(std::string_view text) { out_ += "- " + EscapeMarkdown(text) + "\n"; }

  void Checks(std::string_view claim) {
    const auto bytes = proof_.Content(ItemKind::kDetail, claim);
    if (!bytes) {
      out_ += "\nWhy is withheld in this copy; ask for one that is for assessors.\n";
      return;
    }
    const auto detail = syntax::ParseJson(*bytes);
    if (!detail) return;
    out_ += "\nWhat was checked:\n\n";
    for (const auto& check : (*detail)["answer"]["checks"].items()) {
      Point(std::string(OutcomeWord(check["outcome"].text())) + ": " +
            std::string(check["rule"].text()));
      for (const auto& one : check["witnesses"].items())
        if (!one["text"].text().empty()) out_ += "  - " + EscapeMarkdown(one["text"].text()) + "\n";
      for (const auto& one : check["findings"].items())
        out_ += "  - found: " + EscapeMarkdown(one["text"].text()) + "\n";
      if (!check["missing"].text().empty())
        out_ += "  - missing: " + EscapeMarkdown(check["missing"].text()) + "\n";
    }
  }

  void Files(std::string_view claim) {
    bool any = false;
    for (const auto& file : files_) {
      if (std::ranges::find(file.claims, claim) == file.claims.end()) continue;
      if (!any) out_ += "\nEvidence:\n\n";
      any = true;
      out_ += "- `evidence/" + file.file + "` " + std::string(Name(file.item->kind)) + " " +
              EscapeMarkdown(file.item->name) + "\n";
    }
  }

  const verify::Proof& proof_;
  const std::vector<EvidenceFile>& files_;
  std::string out_;
};

}  // namespace

Result<std::vector<EvidenceFile>> EvidenceOf(const verify::Proof& proof, BytesView bundle) {
  const auto members = container::ReadTar(bundle);
  if (!members) return Fail(ErrorKind::kInternal, "a proved bundle that is none");
  std::map<std::string_view, BytesView> bytes;
  for (const auto& one : *members) bytes.emplace(one.name, one.bytes);
  const auto named = NamedByClaims(proof);
  std::vector<EvidenceFile> out;
  for (const auto& item : proof.index().items) {
    if (item.withheld() || item.kind == ItemKind::kAffirmation) continue;
    const auto found = bytes.find(item.member);
    if (found == bytes.end())
      return Fail(ErrorKind::kInternal, "a proved bundle that lacks a member");
    const bool ours = item.kind != ItemKind::kPayload;
    out.push_back({item.id + std::string(ours ? ".json" : EndingOf(item.name)), found->second,
                   &item, ClaimsOf(item, proof, named)});
  }
  return out;
}

Bytes EvidenceIndex(const verify::Proof& proof, const std::vector<EvidenceFile>& files) {
  std::map<const statement::BundleItem*, const EvidenceFile*> unpacked;
  for (const auto& file : files) unpacked.emplace(file.item, &file);
  Bytes out =
      "\xef\xbb\xbf"
      "file,kind,name,for,in the log since,claims\r\n";
  for (const auto& item : proof.index().items) {
    const auto found = unpacked.find(&item);
    std::string file = "withheld", claims;
    if (found != unpacked.end()) {
      file = found->second->file;
      for (const auto& one : found->second->claims)
        claims += (claims.empty() ? "claim " : " ") + one;
    } else if (!item.withheld()) {
      file = "in bundle.avouch";
    }
    bool first = true;
    for (const std::string& cell :
         {file, std::string(Name(item.kind)), item.name, std::string(Name(item.visibility)),
          ToString(item.time), claims}) {
      out += (first ? "" : ",") + syntax::CsvCell(Printable(cell));
      first = false;
    }
    out += "\r\n";
  }
  return out;
}

Bytes EmptyRows(const verify::Proof& proof, const model::Catalogue& catalogue) {
  std::vector<statement::ReviewRow> rows;
  for (const auto& claim : proof.verdicts().claims) {
    const auto* known = model::FindClaim(catalogue, claim.claim);
    statement::ReviewRow row;
    row.claim.claim = claim.claim;
    row.claim.vendor = claim.verdict;
    if (known != nullptr) row.asks = known->claim;
    if (claim.grade) row.grade = model::Name(*claim.grade);
    rows.push_back(std::move(row));
  }
  return statement::WriteReviewRows(rows);
}

std::string QuestionsText(const verify::Proof& proof, const model::Catalogue& catalogue,
                          const std::vector<EvidenceFile>& files) {
  const auto& index = proof.index();
  std::string out =
      "# " + EscapeMarkdown(index.product.name + " " + index.product.version) +
      ": what to look at, claim by claim\n\n"
      "Your verdicts go into claims.csv; who you are, into review.yaml. What lies in\n"
      "evidence/ is named by its SHA-256 and may not change; evidence.csv says what each\n"
      "is. That a file was sealed shows that it was there, and not that it is true.\n";
  Questions questions(proof, files);
  for (const auto& claim : proof.verdicts().claims)
    questions.Claim(claim, model::FindClaim(catalogue, claim.claim));
  return out + std::move(questions).Text();
}

}  // namespace avouch::app
