#include "app/supplier.h"

#include <algorithm>
#include <filesystem>

#include "app/filled_form.h"
#include "app/hand_in.h"
#include "app/name_part.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/durable.h"
#include "os/file.h"
#include "report/supplier_compare.h"
#include "report/supplier_page.h"
#include "statement/clauses_file.h"
#include "statement/embedded.h"
#include "syntax/canonical.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxForm = 64u << 20;

Result<model::ContractClauses> LoadClauses() {
  return statement::ReadClauses(statement::EmbeddedFile(statement::kClausesFile).value_or(""));
}

// What a form says, as an answer in which nothing is shown.
Result<report::HandIn> OfForm(const std::string& file) {
  report::HandIn out;
  AVOUCH_TRY(out.catalogue, LoadCatalogue());
  AVOUCH_TRY(out.clauses, LoadClauses());
  AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(file, kMaxForm));
  const std::string name = std::filesystem::path(file).filename().string();
  auto form = ReadFilledForm(name, bytes, out.catalogue);
  if (!form) {
    std::string& where = form.error().where;
    if (!where.starts_with(name)) where = name + (where.empty() ? "" : ", " + where);
    return std::unexpected(form.error());
  }
  out.told_by = report::ToldBy::kForm;
  out.organisation = form->organisation;
  out.product = form->product.empty() ? name : form->product;
  out.version = form->version;
  out.file = name;
  out.file_digest = crypto::Sha256Of(bytes).hex();
  if (const auto day = ParseTime(DayOfForm(*form))) out.assessed = *day;
  for (const auto& number : out.catalogue.index) {
    report::HandInClaim claim;
    claim.claim = number;
    for (const auto& said : AnswersOf(*form, name, out.file_digest))
      if (said.claim == number) claim.said.push_back(said);
    out.claims.push_back(std::move(claim));
  }
  return out;
}

Result<report::HandIn> Read(const std::string& file, Time now) {
  if (!IsBundleAt(file))
    return Fail(ErrorKind::kUsage, "no such file", file, "a bundle (.avouch) or a filled form");
  if (MayBeForm(file)) return OfForm(file);
  HandInOptions options;
  options.assess.path = file;
  return ReadHandIn(options, now);
}

Result<Answer> Compare(const SupplierOptions& options, Time now) {
  if (options.files.size() < 2)
    return Fail(ErrorKind::kUsage, "nothing to compare", "supplier compare",
                "avouch supplier compare A.avouch B.avouch, or filled forms");
  std::vector<report::HandIn> answers;
  for (const auto& file : options.files) {
    AVOUCH_TRY(report::HandIn one, Read(file, now));
    answers.push_back(std::move(one));
  }
  return Answer{
      kDone, report::WriteSheet(report::CompareSheet(answers, now), options.format, options.width),
      ""};
}

// That one asked, what, of whom, on which answers; the letter itself stays with the reader.
Bytes RecordOf(const report::HandIn& what, const std::string& letter, Time now) {
  std::string asked;
  for (const auto& claim : what.claims)
    if (claim.verdict == model::Verdict::kNotMet || claim.verdict == model::Verdict::kNotEvidenced)
      asked += (asked.empty() ? "" : ", ") + syntax::JsonQuote(claim.claim);
  return "asked: " + syntax::JsonQuote(ToUtf8(what.product)) +
         "\nof: " + syntax::JsonQuote(ToUtf8(what.organisation)) +
         "\non: " + ToString(DateOf(now)) + "\nanswers: sha256:" + what.file_digest +
         "\nletter: sha256:" + crypto::Sha256Of(letter).hex() + "\nclaims: [" + asked + "]\n";
}

Result<Answer> Ask(const SupplierOptions& options, Time now) {
  if (options.files.size() != 1)
    return Fail(ErrorKind::kUsage, "a letter asks about one answer", "supplier ask",
                "avouch supplier ask ANSWER.avouch, or a filled form");
  AVOUCH_TRY(const report::HandIn what, Read(options.files.front(), now));
  Answer out;
  out.out = report::WriteSheet(report::AskSheet(what, options.from), options.format, options.width);
  if (options.record.empty()) return out;
  const std::string file =
      JoinPath(options.record,
               ToString(DateOf(now)) + "-asked-" + NamePart(what.product, "supplier") + ".yaml");
  if (std::filesystem::exists(file))
    return Fail(ErrorKind::kUsage, "there is one of today already", file,
                "keep it, or move it away first");
  AVOUCH_CHECK_OK(os::WriteFileDurably(file, RecordOf(what, out.out, now)));
  out.talk = "recorded: " + file + "\n";
  return out;
}

Answer Told(Result<Answer> answer) {
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

}  // namespace

Answer SupplierCompare(const SupplierOptions& options, Time now) {
  return Told(Compare(options, now));
}

Answer SupplierClauses(const SupplierOptions& options) {
  auto catalogue = LoadCatalogue();
  if (!catalogue) return Refuse(catalogue.error());
  auto clauses = LoadClauses();
  if (!clauses) return Refuse(clauses.error());
  return {
      kDone,
      report::WriteSheet(report::ClausesSheet(*catalogue, *clauses), options.format, options.width),
      ""};
}

Answer SupplierAsk(const SupplierOptions& options, Time now) { return Told(Ask(options, now)); }

}  // namespace avouch::app
