#include "formats/cyclonedx_results.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "crypto/hash.h"
#include "formats/manifest_reading.h"
#include "formats/scan_report.h"
#include "notation/purl.h"

namespace avouch::formats {
namespace {

using model::ScanFinding;
using model::ScanRun;
using model::Severity;
using syntax::Node;

class Reader {
 public:
  Reader(const Path& path, BytesView bytes, const Node& root)
      : path_(path), id_(crypto::Sha256Of(bytes)), root_(root) {}

  CycloneDxResults Read() {
    CycloneDxResults out;
    const Node& metadata = root_["metadata"];
    if (!metadata["component"]["bom-ref"].text().empty())
      refs_[metadata["component"]["bom-ref"].text()] = PurlOf(metadata["component"]);
    if (root_["components"].is_list()) out.list = List();
    if (root_["vulnerabilities"].is_list()) out.scan = Scan();
    return out;
  }

 private:
  static std::string PurlOf(const Node& component) {
    if (const auto purl = notation::ParsePurl(component["purl"].text()))
      return notation::FormatPurl(*purl);
    std::string group(component["group"].text());
    return notation::MakePurl("generic", group, component["name"].text(),
                              component["version"].AsText());
  }

  void TakeComponents(const Node& components, model::ShippedList& list) {
    for (const auto& component : components.items()) {
      std::string purl = PurlOf(component);
      if (const auto ref = component["bom-ref"].text(); !ref.empty()) refs_[ref] = purl;
      if (purl.empty()) list.partial = true;
      if (!purl.empty() && component["type"].text() != "file")
        list.purls.push_back(std::move(purl));
      TakeComponents(component["components"], list);  // As deep as a Node may be
    }
  }

  model::ShippedList List() {
    model::ShippedList list;
    list.path = path_, list.id = id_, list.format = "cyclonedx";
    list.at = ReportTime(root_["metadata"]["timestamp"].text());
    TakeComponents(root_["components"], list);
    std::ranges::sort(list.purls);
    list.purls.erase(std::ranges::unique(list.purls).begin(), list.purls.end());
    for (const auto& composition : root_["compositions"].items())
      if (composition["aggregate"].text().starts_with("incomplete")) list.partial = true;
    return list;
  }

  ScanRun Scan() {
    ScanRun run;
    run.path = path_, run.id = id_, run.format = "cyclonedx";
    run.kind = model::ScanKind::kVulnerabilities;
    const Node& metadata = root_["metadata"];
    run.at = ReportTime(metadata["timestamp"].text());
    // 1.5 and later: tools is a map with components.
    const Node& tool = metadata["tools"].is_list() ? metadata["tools"].At(0)
                                                   : metadata.At({"tools", "components"}).At(0);
    run.tool = OneLine(tool["name"].text());
    run.tool_version = OneLine(tool["version"].AsText());
    for (const auto& one : root_["vulnerabilities"].items()) TakeVulnerability(one, run);
    return run;
  }

  void TakeVulnerability(const Node& one, ScanRun& run) {
    ScanFinding finding;
    finding.rule = OneLine(one["id"].text());
    finding.text = OneLine(one["description"].text());
    if (finding.text.empty()) finding.text = finding.rule;
    for (const auto& rating : one["ratings"].items()) {
      Severity severity = SeverityOfWord(rating["severity"].text());
      if (severity == Severity::kUnknown)
        severity = SeverityOfScore(rating["score"].AsText()).value_or(Severity::kUnknown);
      finding.severity = std::max(finding.severity, severity);
    }
    for (const auto& cwe : one["cwes"].items()) AddWeakness("CWE-" + cwe.AsText(), finding.cwe);
    const Node& analysis = one["analysis"];
    const std::string_view state = analysis["state"].text();
    finding.suppressed = state == "not_affected" || state == "false_positive" ||
                         state == "resolved" || state == "resolved_with_pedigree";
    if (finding.suppressed) {
      finding.suppressed_why = OneLine(analysis["detail"].text());
      if (finding.suppressed_why.empty())
        finding.suppressed_why = OneLine(analysis["justification"].text());
    }
    const auto affected = one["affects"].items();
    if (affected.empty()) return AddFinding(std::move(finding), run);
    for (const auto& target : affected) {
      ScanFinding copy = finding;
      const std::string_view ref = target["ref"].text();
      const auto known = refs_.find(ref);
      copy.component =
          known != refs_.end() && !known->second.empty() ? known->second : OneLine(ref);
      AddFinding(std::move(copy), run);
    }
  }

  const Path& path_;
  const Digest id_;
  const Node& root_;
  std::map<std::string_view, std::string> refs_;
};

}  // namespace

bool IsCycloneDx(BytesView bytes) {
  return Trim(WithoutBom(bytes).substr(0, 4096)).starts_with('{') &&
         bytes.contains("\"bomFormat\"") && bytes.contains("\"CycloneDX\"");
}

Result<CycloneDxResults> ReadCycloneDx(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  if (root["bomFormat"].text() != "CycloneDX") return FailAt(path, 1, "no bomFormat CycloneDX");
  return Reader(path, bytes, root).Read();
}

}  // namespace avouch::formats
