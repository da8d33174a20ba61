#include "formats/exports.h"

#include <iterator>

#include "base/text.h"
#include "crypto/hash.h"
#include "formats/cyclonedx_results.h"
#include "formats/export_items.h"
#include "formats/export_kinds.h"
#include "formats/gitleaks.h"
#include "formats/grype.h"
#include "formats/junit.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/sarif_results.h"
#include "formats/shipped_list.h"
#include "formats/trx.h"

namespace avouch::formats {
namespace {

// ---- Exports, by their profile ----

// Counts what was used and keeps some of the reasons why the rest was not.
class Tally {
 public:
  explicit Tally(model::ExportHead& head) : head_(head) {}

  void Row(const ExportItem& item, std::string why, std::string note) {
    ++head_.rows;
    if (why.empty()) ++head_.used;
    if (!note.empty() || !why.empty())
      Say("row " + std::to_string(item.row) + ": " + (why.empty() ? note : why));
  }
  void Say(std::string reason) {
    if (head_.left.size() < kMaxNotes)
      head_.left.push_back({head_.path, std::move(reason)});
    else
      ++more_;
  }
  void Finish() {
    if (more_ > 0) head_.left.push_back({head_.path, "and " + Count("more row", more_)});
  }

 private:
  model::ExportHead& head_;
  long long more_ = 0;
};

std::unexpected<Error> TooManyRows() {
  return Fail(ErrorKind::kTooLarge,
              "more rows than an export may have (" + Thousands(kMaxExportRows) + ")");
}

Status ReadTable(const Profile& profile, BytesView bytes, KindReader& reader, Tally& tally,
                 model::ExportHead& head) {
  const DayOrder order = profile.dates == "day-first"     ? DayOrder::kDayFirst
                         : profile.dates == "month-first" ? DayOrder::kMonthFirst
                                                          : DayOrder::kUnknown;
  AVOUCH_TRY(TableItems items, TableItems::Open(bytes, profile, order));
  ExportItem item;
  bool short_row = false;
  for (;;) {
    AVOUCH_TRY(const bool more, items.Next(item, short_row));
    if (!more) return {};
    if (head.used >= kMaxExportRows && profile.kind != "audit-log") return TooManyRows();
    std::string why = short_row ? "another number of cells than the header has" : reader.Take(item);
    tally.Row(item, std::move(why), reader.TakeNote());
  }
}

Status ReadValues(const Profile& profile, BytesView bytes, KindReader& reader, Tally& tally,
                  model::ExportHead& head) {
  JsonItems items(bytes, profile);
  ExportItem item;
  for (;;) {
    AVOUCH_TRY(const bool more, items.Next(item));
    if (!more) break;
    if (head.used >= kMaxExportRows && profile.kind != "audit-log") return TooManyRows();
    std::string why = item.node->is_map() ? reader.Take(item) : "a value that is no map";
    tally.Row(item, std::move(why), reader.TakeNote());
  }
  if (items.announced() > head.rows) {
    tally.Say(Thousands(items.announced()) + " were announced and " + Thousands(head.rows) +
              " are here: pages are missing");
    reader.Cut();
  } else if (items.more()) {
    tally.Say("it says that another page follows, which is not here");
    reader.Cut();
  }
  head.at = items.dated();
  return {};
}

Result<Received> ReadProfiled(const ReceivedRules& rules, const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Profile profile, DetectProfile(rules, path, bytes));
  const ExportKind* kind = FindKind(profile.kind);
  if (kind == nullptr)
    return Fail(ErrorKind::kConfiguration,
                "profile " + profile.name + " is of kind '" + profile.kind + "', which is none");
  Received out;
  out.as = profile.name;
  model::ExportHead head;
  head.path = path;
  head.id = crypto::Sha256Of(bytes);
  head.profile = profile.name;
  head.system = profile.system;
  head.by_hand = profile.by_hand && !path.IsUnder("inbox");
  const auto reader = kind->make(profile);
  Tally tally(head);
  auto status = profile.shape == ExportShape::kCsv
                    ? ReadTable(profile, bytes, *reader, tally, head)
                    : ReadValues(profile, bytes, *reader, tally, head);
  if (!status) return Led(std::move(status).error(), path);
  tally.Finish();
  if (head.at.empty()) head.at = reader->Newest();
  if (!head.at.empty()) head.dated_by = "its content";
  if (head.at.empty() && !(head.at = DayInName(path.name())).empty()) head.dated_by = "its name";
  reader->Finish(std::move(head), out.exports);
  return out;
}

// ---- Results ----

template <auto Read>
Result<Received> Tests(const ReceivedRules& rules, const Path& path, BytesView bytes) {
  AVOUCH_TRY(model::TestRun run, Read(path, bytes, rules.ids));
  Received out;
  out.as = run.format;
  out.results.tests.push_back(std::move(run));
  return out;
}

template <auto Read>
Result<Received> OneScan(const ReceivedRules&, const Path& path, BytesView bytes) {
  AVOUCH_TRY(model::ScanRun run, Read(path, bytes));
  Received out;
  out.as = run.format;
  out.results.scans.push_back(std::move(run));
  return out;
}

Result<Received> Sarif(const ReceivedRules&, const Path& path, BytesView bytes) {
  Received out;
  out.as = "sarif";
  AVOUCH_TRY(out.results.scans, ReadSarif(path, bytes));
  return out;
}

Result<Received> CycloneDx(const ReceivedRules&, const Path& path, BytesView bytes) {
  AVOUCH_TRY(CycloneDxResults read, ReadCycloneDx(path, bytes));
  Received out;
  out.as = "cyclonedx";
  if (read.list) out.results.lists.push_back(*std::move(read.list));
  if (read.scan) out.results.scans.push_back(*std::move(read.scan));
  return out;
}

Result<Received> Shipped(const ReceivedRules&, const Path& path, BytesView bytes) {
  AVOUCH_TRY(model::ShippedList list, ReadShippedList(path, bytes));
  Received out;
  out.as = list.format;
  out.results.lists.push_back(std::move(list));
  return out;
}

template <auto Detect>
bool ByBytes(const Path&, BytesView bytes) {
  return Detect(bytes);
}
bool IsNoXml(const Path&, BytesView bytes) {
  return !Trim(WithoutBom(bytes).substr(0, 4096)).starts_with('<');
}

constexpr ReceivedFormat kReceived[] = {
    {"junit", ByBytes<IsJunit>, Tests<ReadJunit>},
    {"trx", ByBytes<IsTrx>, Tests<ReadTrx>},
    {"nunit", ByBytes<IsNunit>, Tests<ReadNunit>},
    {"xunit", ByBytes<IsXunit>, Tests<ReadXunit>},
    {"cyclonedx", ByBytes<IsCycloneDx>, CycloneDx},
    {"sarif", ByBytes<IsSarif>, Sarif},
    {"grype", ByBytes<IsGrype>, OneScan<ReadGrype>},
    {"gitleaks", IsGitleaks, OneScan<ReadGitleaks>},
    {"sbom", ByBytes<IsSbom>, Shipped},
    {"export", IsNoXml, ReadProfiled},  // CSV and JSON by catalogues/profiles.yaml
};

}  // namespace

std::span<const ReceivedFormat> ReceivedFormats() { return kReceived; }

Result<Received> ReadReceived(const ReceivedRules& rules, const Path& path, BytesView bytes) {
  for (const auto& format : kReceived)
    if (format.detect(path, bytes)) return format.read(rules, path, bytes);
  const std::string root = syntax::XmlRootOf(bytes);
  return Fail(ErrorKind::kUnsupported,
              root.empty() ? "no XML that is read, or it has a DOCTYPE"
                           : "XML with the root " + Printable(root) +
                                 "; looked for testsuites, testsuite, TestRun, test-run, "
                                 "test-results, test-suite, assemblies, assembly",
              ToUtf8(path.bytes));
}

}  // namespace avouch::formats
