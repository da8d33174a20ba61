#include "app/export.h"

#include <optional>
#include <utility>

#include "app/export_into.h"
#include "app/wording.h"
#include "base/text.h"
#include "os/durable.h"
#include "os/file.h"
#include "report/cyclonedx.h"
#include "report/form_docx.h"
#include "report/gemara.h"
#include "report/in_toto.h"
#include "report/junit.h"
#include "report/oscal.h"
#include "report/supplier_page.h"

namespace avouch::app {
namespace {

// A writer of report/ each; see docs/formats.md.
constexpr ExportFormat kFormats[] = {
    {"docx", "docx", "a self-assessment form of ours, for Word", report::WriteFormDocx},
    {"supplier-page", "html", "two pages for a buyer", report::WriteSupplierPage},
    {"cyclonedx", "cdx.json", "CycloneDX 1.6 attestations", report::WriteCycloneDx16},
    {"cyclonedx-1.7", "cdx.json", "the same of 1.7", report::WriteCycloneDx17},
    {"oscal", "oscal.json", "OSCAL assessment results", report::WriteOscalResults},
    {"gemara", "gemara.yaml", "a Gemara evaluation log", report::WriteGemara},
    {"svr", "svr.json", "an in-toto verification result", report::WriteSvr},
    {"vsa", "vsa.json", "a SLSA verification summary", report::WriteVsa},
    {"junit", "junit.xml", "JUnit XML", report::WriteJunit},
};

const ExportFormat* FindFormat(std::string_view name) {
  for (const auto& format : kFormats)
    if (format.name == name) return &format;
  return nullptr;
}

std::string FolderOf(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// PRODUCT-VERSION.EXTENSION; of a product without a version, PRODUCT-DAY.
std::string FileName(const report::HandIn& what, std::string_view extension) {
  constexpr std::string_view kBundle = ".avouch";
  std::string name = BundleFileName(
      what.product, what.version.empty() ? ToString(DateOf(what.assessed)) : what.version);
  name.resize(name.size() - kBundle.size());
  return name + "." + std::string(extension);
}

// Writing beside the output, and reading what is named; a repository adds its own.
Status ConfineFor(ExportOptions& options, const ConfineTo& confine) {
  if (!confine) return {};
  const std::string writable = FolderOf(options.output);
  std::vector<std::string> readable;
  if (!options.what.since.empty()) readable.push_back(options.what.since);
  if (!options.into.empty()) readable.push_back(options.into);
  if (os::KindOf(WordingFile()) == os::FileKind::kFile) readable.push_back(WordingFile());
  if (IsBundleAt(options.what.assess.path)) {
    readable.push_back(options.what.assess.path);
    return confine({writable}, readable);
  }
  if (options.what.assess.confine)
    options.what.assess.confine = [told = options.what.assess.confine, readable,
                                   writable](const std::vector<std::string>& paths) {
      std::vector<std::string> all = paths;
      all.insert(all.end(), readable.begin(), readable.end());
      all.push_back(writable);
      told(all);
    };
  return confine({writable}, {});
}

Result<Answer> Write(const ExportFormat& format, ExportOptions options, Time now,
                     const ConfineTo& confine) {
  AVOUCH_CHECK_OK(ConfineFor(options, confine));
  std::string talk;
  AVOUCH_TRY(const report::HandIn what, ReadHandIn(options.what, now, &talk));
  AVOUCH_TRY(const Bytes bytes, format.write(what));
  const std::string file =
      options.output.empty() ? FileName(what, format.extension) : options.output;
  AVOUCH_CHECK_OK(os::WriteFileDurably(file, bytes));
  return Answer{kDone, file + "\n", std::move(talk)};
}

Result<Answer> Fill(ExportOptions options, Time now, const ConfineTo& confine) {
  AVOUCH_CHECK_OK(ConfineFor(options, confine));
  return FillTemplate(options.into, options.what, options.output, now);
}

Result<Answer> Run(const ExportOptions& options, Time now, const ConfineTo& confine) {
  std::vector<std::string> names;
  for (const auto& format : kFormats) names.emplace_back(format.name);
  if (!options.into.empty() && !options.format.empty())
    return Fail(ErrorKind::kUsage, "one or the other: a template to fill, or a format",
                "--into, --format");
  if (!options.into.empty()) return Fill(options, now, confine);
  if (options.format.empty())
    return Fail(
        ErrorKind::kUsage, "what to export?", "export",
        "--format " + Join(names, ", --format ") + ", --into TEMPLATE.docx, or --organisation");
  const ExportFormat* format = FindFormat(options.format);
  if (format == nullptr)
    return Fail(ErrorKind::kUsage, "no such format: '" + Printable(options.format) + "'", "",
                "one of: " + Join(names, ", "));
  return Write(*format, options, now, confine);
}

}  // namespace

std::span<const ExportFormat> ExportFormats() { return kFormats; }

Answer ExportVerb(const ExportOptions& options, Time now, const ConfineTo& confine) {
  if (options.company.organisation || !options.company.statement.empty())
    return Export(options.company, now, confine);
  auto answer = Run(options, now, confine);
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

}  // namespace avouch::app
