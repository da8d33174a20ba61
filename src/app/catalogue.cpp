#include "app/catalogue.h"

#include "base/text.h"
#include "os/file.h"
#include "report/text.h"
#include "statement/catalogue_file.h"
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

}  // namespace

Answer CatalogueList(const ShowOptions& show) {
  auto catalogue = LoadCatalogue();
  if (!catalogue) return Refuse(catalogue.error());
  return {kDone, report::CatalogueText(*catalogue, ReportOptions(show)), ""};
}

Answer CatalogueShow(const std::string& number, const ShowOptions& show) {
  auto catalogue = LoadCatalogue();
  if (!catalogue) return Refuse(catalogue.error());
  auto text = report::CatalogueText(*catalogue, number, ReportOptions(show));
  if (!text) return Refuse(text.error());
  return {kDone, std::move(*text), ""};
}

Answer CatalogueExport(const std::string& format) {
  if (format == "yaml") return {kDone, std::string(statement::EmbeddedCatalogue()), ""};
  auto catalogue = LoadCatalogue();
  if (!catalogue) return Refuse(catalogue.error());
  auto bytes = statement::CanonicalCatalogue(*catalogue);
  if (!bytes) return Refuse(bytes.error());
  return {kDone, *bytes + "\n", ""};
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
