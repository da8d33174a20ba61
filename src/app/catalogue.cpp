#include "app/catalogue.h"

#include "app/wording.h"
#include "base/text.h"
#include "os/file.h"
#include "report/ciso_assistant.h"
#include "report/clause_text.h"
#include "report/cyclonedx.h"
#include "report/oscal.h"
#include "report/text.h"
#include "statement/catalogue_file.h"
#include "statement/clauses_file.h"
#include "statement/embedded.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxCatalogue = 16u << 20;

report::Options ReportOptions(const ShowOptions& show) {
  report::Options out;
  out.width = show.width;
  out.colour = show.colour;
  return out;
}

std::string_view Verb(statement::CatalogueChange::Kind kind) {
  using Kind = statement::CatalogueChange::Kind;
  return kind == Kind::kAdded ? "added" : kind == Kind::kRemoved ? "removed" : "changed";
}

Result<model::Catalogue> ReadFile(const std::string& file) {
  AVOUCH_TRY(Bytes bytes, os::ReadWholeFile(file, kMaxCatalogue));
  auto catalogue = statement::ReadCatalogue(bytes);
  if (!catalogue) catalogue.error().where = file + ": " + catalogue.error().where;
  return catalogue;
}

// The catalogue in the user's words, and a line that says whose they are.
struct Worded {
  model::Catalogue catalogue;
  std::string told;
};

Result<Worded> LoadWorded() {
  Worded out;
  AVOUCH_TRY(out.catalogue, LoadCatalogue());
  AVOUCH_TRY(const Wording wording, LoadWording(out.catalogue));
  Overlay(wording, out.catalogue);
  if (!wording.digest.empty())
    out.told = "\nThe wording of " + Count("claim", static_cast<long long>(wording.claims.size())) +
               " is yours, of " + Printable(WordingFile()) + ", sha256:" + wording.digest + "\n";
  return out;
}

// Below a claim; nothing below a theme or principle.
Result<std::string> ClauseOf(const std::string& number, const ShowOptions& show) {
  AVOUCH_TRY(const auto clauses,
             statement::ReadClauses(statement::EmbeddedFile(statement::kClausesFile).value_or("")));
  const auto* clause = statement::FindClause(clauses, number);
  return clause == nullptr ? std::string() : report::ClauseText(*clause, ReportOptions(show));
}

}  // namespace

Answer CatalogueList(const ShowOptions& show) {
  auto worded = LoadWorded();
  if (!worded) return Refuse(worded.error());
  return {kDone, report::CatalogueText(worded->catalogue, ReportOptions(show)) + worded->told, ""};
}

Answer CatalogueShow(const std::string& number, const ShowOptions& show) {
  auto worded = LoadWorded();
  if (!worded) return Refuse(worded.error());
  auto text = report::CatalogueText(worded->catalogue, number, ReportOptions(show));
  if (!text) return Refuse(text.error());
  auto clause = ClauseOf(number, show);
  if (!clause) return Refuse(clause.error());
  return {kDone, *text + *clause + worded->told, ""};
}

Answer CatalogueExport(const std::string& format) {
  if (format == "yaml") return {kDone, std::string(statement::EmbeddedCatalogue()), ""};
  auto catalogue = LoadCatalogue();
  if (!catalogue) return Refuse(catalogue.error());
  auto bytes = format == "cyclonedx"        ? report::WriteCycloneDxStandard(*catalogue)
               : format == "oscal"          ? report::WriteOscalCatalogue(*catalogue)
               : format == "ciso-assistant" ? report::WriteCisoAssistant(*catalogue)
                                            : statement::CanonicalCatalogue(*catalogue);
  if (!bytes) return Refuse(bytes.error());
  if (!bytes->ends_with('\n')) *bytes += '\n';
  return {kDone, std::move(*bytes), ""};
}

Answer CatalogueValidate(const std::string& file) {
  auto catalogue = ReadFile(file);
  if (!catalogue) return Refuse(catalogue.error());
  std::string out;
  auto problems = statement::ValidateCatalogue(*catalogue);
  for (const auto& problem : problems) out += Printable(problem.of + ": " + problem.what) + "\n";
  if (!problems.empty()) return {kConfigurationError, out, ""};
  return {kDone,
          "sound: " + Count("claim", static_cast<long long>(catalogue->index.size())) +
              ", digest " + catalogue->digest + "\n",
          ""};
}

Answer CatalogueDiff(const std::string& file, const std::string& other) {
  // With one file: what it changes of the embedded catalogue.
  auto before = other.empty() ? LoadCatalogue() : ReadFile(file);
  if (!before) return Refuse(before.error());
  auto after = ReadFile(other.empty() ? file : other);
  if (!after) return Refuse(after.error());
  std::string out;
  for (const auto& change : statement::DiffCatalogues(*before, *after)) {
    out += Printable(std::string(Verb(change.kind)) + " " + change.of +
                     (change.field.empty() ? "" : " " + change.field)) +
           "\n";
    if (!change.before.empty()) out += "  - " + Printable(change.before) + "\n";
    if (!change.after.empty()) out += "  + " + Printable(change.after) + "\n";
  }
  return {kDone, out.empty() ? "no difference\n" : out, ""};
}

}  // namespace avouch::app
