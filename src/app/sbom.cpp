#include "app/sbom.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <utility>

#include "app/sbom_history.h"
#include "app/sbom_source.h"
#include "base/text.h"
#include "formats/outdated.h"
#include "formats/sbom_validate.h"
#include "formats/sbom_write.h"
#include "inventory/completeness.h"
#include "inventory/diff.h"
#include "inventory/found_lists.h"
#include "inventory/merge.h"
#include "os/durable.h"
#include "os/file.h"
#include "report/history_text.h"
#include "report/inventory_text.h"
#include "report/layout.h"

namespace avouch::app {
namespace {

using formats::CycloneDxVersion;
using formats::SpdxForm;
using model::Inventory;

using WriteSbom = Status (*)(const Inventory&, const formats::SbomWriting&,
                             const formats::ByteSink&);

template <CycloneDxVersion version>
Status AsCycloneDx(const Inventory& inventory, const formats::SbomWriting& how,
                   const formats::ByteSink& sink) {
  return formats::WriteCycloneDx(inventory, version, how, sink);
}

template <SpdxForm form>
Status AsSpdx(const Inventory& inventory, const formats::SbomWriting& how,
              const formats::ByteSink& sink) {
  return formats::WriteSpdx(inventory, form, how, sink);
}

constexpr std::uint64_t kMaxNewest = 64u << 20;  // Bytes of what says what is newest

struct Row {
  SbomFormat format;
  WriteSbom write;
};

// The first is what the verbs write unless told otherwise.
constexpr Row kRows[] = {
    {{"cyclonedx", "CycloneDX 1.6 as JSON"}, AsCycloneDx<CycloneDxVersion::k1_6>},
    {{"cyclonedx-1.4", ""}, AsCycloneDx<CycloneDxVersion::k1_4>},
    {{"cyclonedx-1.5", ""}, AsCycloneDx<CycloneDxVersion::k1_5>},
    {{"cyclonedx-1.7", ""}, AsCycloneDx<CycloneDxVersion::k1_7>},
    {{"spdx", "SPDX 2.3 as JSON"}, AsSpdx<SpdxForm::kJson>},
    {{"spdx-tag-value", "SPDX 2.3 as tags and values"}, AsSpdx<SpdxForm::kTagValue>},
};

Answer Told(Result<Answer> answer) {
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

Result<Inventory> Read(const SbomOptions& options, const std::string& file,
                       const std::string& commit) {
  return ReadInventory(
      {file, commit, options.at, options.threads, options.platform, options.caches});
}

// What `write` gives to its sink, to `output` or to standard output.
Result<Answer> Written(const SbomOptions& options, const os::WriteInto& write, std::string talk) {
  Answer out;
  if (!options.output.empty()) {
    AVOUCH_CHECK_OK(os::WriteFileInPieces(options.output, write));
    talk += (talk.empty() ? "" : "; ") + ("wrote " + options.output);
  } else if (options.out) {
    AVOUCH_CHECK_OK(write(options.out));
  } else {
    AVOUCH_CHECK_OK(write([&](BytesView piece) -> Status { return out.out += piece, Status(); }));
  }
  if (!talk.empty()) out.talk = "avouch: " + talk + "\n";
  return out;
}

Result<Answer> Written(const SbomOptions& options, const std::string& text, std::string talk = "") {
  return Written(options, [&](const os::ByteSink& sink) { return sink(text); }, std::move(talk));
}

Result<Answer> WrittenAs(const Inventory& inventory, const SbomOptions& options, bool keep_serial,
                         std::string talk) {
  const std::string name = options.format.empty() ? "cyclonedx" : options.format;
  const auto row = std::ranges::find(kRows, name, [](const Row& one) { return one.format.name; });
  if (row == std::end(kRows))
    return Fail(ErrorKind::kUsage, "no such format", name, "avouch sbom --help lists them");
  formats::SbomWriting how;
  how.tool_version = "0.1.0";
  how.keep_serial = keep_serial;
  return Written(
      options, [&](const os::ByteSink& sink) { return row->write(inventory, how, sink); },
      std::move(talk));
}

std::string TalkOf(const Inventory& inventory) {
  std::string out = report::InventoryLine(inventory);
  if (inventory.partial) out += "; this is not all";
  for (std::size_t i = 0; i < inventory.notes.size() && i < 5; ++i)
    out += "\navouch: " + Printable(inventory.notes[i]);
  if (inventory.notes.size() > 5)
    out += "\navouch: and " + std::to_string(inventory.notes.size() - 5) +
           " notes more (--format text lists them)";
  return out;
}

Result<Answer> WriteInventory(const Inventory& inventory, const SbomOptions& options) {
  if (options.format == "text")
    return Written(options, report::InventoryText(inventory, options.width, options.table));
  return WrittenAs(inventory, options, false, TalkOf(inventory));
}

// What the program tells before it ends: giving back each of a million texts by itself would take
// a twentieth of its time. Several for the tests of this file only.
Inventory& ToTheEnd(Inventory inventory) {
  static auto& all = *new std::deque<Inventory>;
  return all.emplace_back(std::move(inventory));
}

Result<Answer> Generate(const SbomOptions& options) {
  if (options.files.size() > 1)
    return Fail(ErrorKind::kUsage, "one source at a time", options.files[1],
                "avouch sbom merge A B");
  AVOUCH_TRY(Inventory read,
             Read(options, options.files.empty() ? "." : options.files.front(), options.commit));
  Inventory& inventory = ToTheEnd(std::move(read));
  if (!options.everything) KeepShipped(inventory);
  return WriteInventory(inventory, options);
}

Result<Answer> Validate(const SbomOptions& options) {
  if (options.files.size() != 1)
    return Fail(ErrorKind::kUsage, "one document at a time", "sbom validate",
                "avouch sbom validate FILE");
  const std::string& path = options.files.front();
  AVOUCH_TRY(const os::MappedFile file, os::MappedFile::Open(path));
  auto result = formats::ValidateSbom(file.bytes());
  if (!result) {
    result.error().where = path + (result.error().where.empty() ? "" : ", " + result.error().where);
    return std::unexpected(result.error());
  }
  Answer out;
  const std::string kind = std::string(formats::NameOf(result->kind.form)) +
                           (result->kind.version.empty() ? "" : " " + result->kind.version);
  out.out = Printable(path) + ": " + kind + ", " +
            (result->valid()   ? std::string("valid against its specification")
             : !result->judged ? "not judged: " + result->why
                               : "not valid against its specification") +
            "\n";
  const auto tell = [&](const formats::SbomProblem& one, const char* what) {
    out.out +=
        std::string("  ") + what + (one.line > 0 ? " line " + std::to_string(one.line) : "") +
        (one.where.empty() ? "" : " " + Printable(one.where)) + ": " + Printable(one.what) + "\n";
  };
  for (const auto& one : result->problems) tell(one, "wrong:");
  if (result->more > 0) out.out += "  and " + std::to_string(result->more) + " more\n";
  for (const auto& one : result->doubts) tell(one, "doubt:");
  out.exit = result->valid() ? kDone : kGateFailed;
  if (auto inventory = formats::ReadSbom(file.bytes()))
    out.out += report::CompletenessText(inventory::Completeness(*inventory), options.width);
  return out;
}

// What a list says is not compared with what a list that lies in `found` says again: that would
// make any list right.
std::string HoldTold(Inventory& list, const std::string& path, Inventory& found, int width) {
  if (list.format.empty() || !found.format.empty()) return {};
  const inventory::ToldOnly told = inventory::TakeTold(list, found);
  if (told.parts == 0) return {};
  std::string text = "Not compared: " + Count("component", told.parts) +
                     " of both that nothing in " + path + " shows but " +
                     (told.files.size() == 1 ? "an SBOM" : "SBOMs") + " there, " +
                     told.files.front();
  if (told.files.size() > 1) text += " and " + std::to_string(told.files.size() - 1) + " more";
  report::Page page(width, false);
  page.Blank();
  page.Text(text + ".");
  return std::move(page).Take();
}

Result<Answer> Diff(const SbomOptions& options) {
  const bool history = !options.since.empty();
  if (options.files.size() != (history ? 1u : 2u))
    return Fail(ErrorKind::kUsage, "two things to compare", "sbom diff",
                "avouch sbom diff A B, or avouch sbom diff --since REV REPOSITORY");
  AVOUCH_TRY(Inventory a,
             Read(options, options.files.front(), history ? options.since : options.commit));
  AVOUCH_TRY(Inventory b, Read(options, options.files.back(), options.commit));
  const std::string held = HoldTold(b, options.files.front(), a, options.width) +
                           HoldTold(a, options.files.back(), b, options.width);
  return Answer{kDone, report::DifferenceText(a, b, inventory::Diff(a, b), options.width) + held,
                ""};
}

Result<Answer> Merge(const SbomOptions& options) {
  if (options.files.size() < 2)
    return Fail(ErrorKind::kUsage, "nothing to merge", "sbom merge", "avouch sbom merge A B");
  std::vector<Inventory> all;
  for (const auto& file : options.files) {
    AVOUCH_TRY(Inventory one, Read(options, file, options.commit));
    all.push_back(std::move(one));
  }
  Inventory merged = inventory::Merge(all);
  if (merged.created.empty()) merged.created = ToString(options.at);
  return WriteInventory(merged, options);
}

Result<Answer> Convert(const SbomOptions& options) {
  if (options.files.size() != 1)
    return Fail(ErrorKind::kUsage, "one document at a time", "sbom convert",
                "avouch sbom convert FILE --format spdx");
  AVOUCH_TRY(Inventory read, Read(options, options.files.front(), options.commit));
  Inventory& inventory = ToTheEnd(std::move(read));
  if (inventory.created.empty()) inventory.created = ToString(options.at);
  if (options.format == "text")
    return Written(options, report::InventoryText(inventory, options.width, options.table));
  return WrittenAs(inventory, options, true, "");
}

Result<Answer> Explain(const SbomOptions& options) {
  const std::string what = options.files.empty() ? "." : options.files.front();
  AVOUCH_TRY(const Inventory inventory, Read(options, what, options.commit));
  Answer out;
  out.out = report::ExplainPart(inventory, options.package, options.width);
  if (out.out.empty())
    return Fail(ErrorKind::kNotFound,
                "no component of that name among " + std::to_string(inventory.parts.size()),
                options.package, "avouch sbom generate --all --format text lists them");
  return out;
}

Result<Answer> History(const SbomOptions& options) {
  if (options.files.size() > 1)
    return Fail(ErrorKind::kUsage, "one package and one repository at a time", options.files[1],
                "avouch sbom history PACKAGE REPOSITORY");
  const std::string path = options.files.empty() ? "." : options.files.front();
  AVOUCH_TRY(const git::Repository repository, git::Repository::Open(path));
  AVOUCH_TRY(inventory::ToldHistory told,
             FindComponentHistory({repository, options.commit, options.threads}));
  for (const auto& file : options.newest) {
    AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(file, kMaxNewest));
    AVOUCH_TRY(const model::Manifest newest, formats::ReadOutdated(Path(file), bytes));
    const auto packages = inventory::PackagesOf(newest);
    const std::size_t known = inventory::TellNewest(packages, file, told.history);
    if (known == 0 && !packages.empty())
      told.notes.push_back(file + ": none of what it names is in this history");
  }
  const report::HistoryShown shown{options.package, options.everything, options.at, options.width,
                                   options.table};
  const std::string text = report::HistoryText(told, shown);
  if (text.empty())
    return Fail(ErrorKind::kNotFound, "no component of that name in this history", options.package,
                "avouch sbom history --all lists them");
  if (options.format.empty() || options.format == "text") return Written(options, text);
  if (options.format != "json")
    return Fail(ErrorKind::kUsage, "no such format", options.format, "text or json");
  AVOUCH_TRY(const Bytes document, report::HistoryJson(told, shown));
  return Written(options, document, told.partial ? "this is not all" : "");
}

}  // namespace

const std::vector<SbomFormat>& SbomFormats() {
  static const std::vector<SbomFormat> formats = [] {
    std::vector<SbomFormat> out;
    for (const auto& row : kRows) out.push_back(row.format);
    return out;
  }();
  return formats;
}

Answer SbomGenerate(const SbomOptions& options) { return Told(Generate(options)); }
Answer SbomValidate(const SbomOptions& options) { return Told(Validate(options)); }
Answer SbomDiff(const SbomOptions& options) { return Told(Diff(options)); }
Answer SbomMerge(const SbomOptions& options) { return Told(Merge(options)); }
Answer SbomConvert(const SbomOptions& options) { return Told(Convert(options)); }
Answer SbomExplain(const SbomOptions& options) { return Told(Explain(options)); }
void TakePackage(SbomOptions& options) {
  auto& files = options.files;
  if (files.empty()) return;
  if (files.size() == 1 && os::KindOf(files.front()) == os::FileKind::kFolder) return;
  options.package = files.front();
  files.erase(files.begin());
}

Answer SbomHistory(const SbomOptions& options) { return Told(History(options)); }

}  // namespace avouch::app
