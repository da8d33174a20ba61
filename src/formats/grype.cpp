#include "formats/grype.h"

#include "base/text.h"
#include "crypto/hash.h"
#include "formats/manifest_reading.h"
#include "formats/scan_report.h"

namespace avouch::formats {
namespace {

using syntax::Node;

model::ScanFinding FindingOf(const Node& match) {
  const Node& vulnerability = match["vulnerability"];
  const Node& artifact = match["artifact"];
  model::ScanFinding finding;
  finding.rule = OneLine(vulnerability["id"].text());
  finding.severity = SeverityOfWord(vulnerability["severity"].text());
  for (const auto& cwe : vulnerability["cwes"].items())
    AddWeakness(cwe.is_text() ? cwe.text() : cwe["cwe"].text(), finding.cwe);
  finding.component = OneLine(artifact["purl"].text());
  if (finding.component.empty())
    finding.component = OneLine(artifact["name"].AsText() + "@" + artifact["version"].AsText());
  finding.text = finding.rule + " in " + OneLine(artifact["name"].text()) + " " +
                 OneLine(artifact["version"].AsText());
  std::vector<std::string> fixed;
  for (const auto& version : vulnerability.At({"fix", "versions"}).items())
    fixed.push_back(OneLine(version.AsText()));
  finding.fixed_in = OneLine(Join(fixed, ", "));
  finding.place.path = PathOfUri(artifact["locations"].At(0)["path"].text().substr(0, 4096));
  return finding;
}

std::string DataTime(const Node& descriptor) {
  for (const Node* built :
       {&descriptor.At({"db", "built"}), &descriptor.At({"db", "status", "built"})})
    if (auto at = ReportTime(built->text()); !at.empty()) return at;
  return {};
}

}  // namespace

bool IsGrype(BytesView bytes) {
  return Trim(WithoutBom(bytes).substr(0, 4096)).starts_with('{') &&
         bytes.contains("\"matches\"") && bytes.contains("\"descriptor\"") &&
         bytes.contains("grype");
}

Result<model::ScanRun> ReadGrype(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  if (!root["matches"].is_list()) return FailAt(path, 1, "a grype report has a list of matches");
  const Node& descriptor = root["descriptor"];
  model::ScanRun run;
  run.path = path;
  run.id = crypto::Sha256Of(bytes);
  run.format = "grype";
  run.tool = OneLine(descriptor["name"].text());
  run.tool_version = OneLine(descriptor["version"].text());
  run.kind = model::ScanKind::kVulnerabilities;
  run.at = ReportTime(descriptor["timestamp"].text());
  run.data_at = DataTime(descriptor);
  for (const auto& match : root["matches"].items()) AddFinding(FindingOf(match), run);
  for (const auto& match : root["ignoredMatches"].items()) {
    auto finding = FindingOf(match);
    finding.suppressed = true;
    for (const auto& rule : match["appliedIgnoreRules"].items())
      if (finding.suppressed_why.empty()) finding.suppressed_why = OneLine(rule["reason"].text());
    AddFinding(std::move(finding), run);
  }
  return run;
}

}  // namespace avouch::formats
