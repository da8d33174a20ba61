#include "formats/gitleaks.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/hash.h"
#include "formats/manifest_reading.h"
#include "formats/scan_report.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// The value of the first key that is there: version 8 and 7 spell them differently.
const Node& Of(const Node& finding, std::string_view eight, std::string_view seven) {
  return finding[eight].present() ? finding[eight] : finding[seven];
}

}  // namespace

bool IsGitleaks(const Path& path, BytesView bytes) {
  const BytesView text = Trim(WithoutBom(bytes));
  if (text == "null" || (text.starts_with('[') && Trim(text.substr(1)) == "]"))
    return ContainsIgnoreCase(path.name(), "gitleaks");
  if (!text.starts_with('[')) return false;
  const BytesView head = text.substr(0, 256 * 1024);
  const auto has = [&](std::string_view key) { return head.contains(key); };
  return (has("\"RuleID\"") && has("\"Match\"") && has("\"Entropy\"")) ||
         (has("\"offender\"") && has("\"rule\"") && has("\"commitMessage\""));
}

Result<model::ScanRun> ReadGitleaks(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  if (!root.is_list() && !root.is_null())
    return FailAt(path, static_cast<int>(root.line()), "a gitleaks report is a list of findings");
  model::ScanRun run;
  run.path = path;
  run.id = crypto::Sha256Of(bytes);
  run.format = "gitleaks";
  run.tool = "gitleaks";
  run.kind = model::ScanKind::kSecrets;
  for (const auto& item : root.items()) {
    model::ScanFinding finding;
    finding.rule = OneLine(Of(item, "RuleID", "rule").text());
    if (finding.rule.empty())
      return FailAt(path, static_cast<int>(item.line()), "a finding without a rule");
    finding.text = OneLine(item["Description"].text());
    if (finding.text.empty()) finding.text = finding.rule;
    const auto line = Of(item, "StartLine", "lineNumber").integer().value_or(0);
    finding.place = {PathOfUri(Of(item, "File", "file").text().substr(0, 4096)),
                     static_cast<int>(std::clamp<std::int64_t>(line, 0, 1 << 30))};
    finding.fingerprint = OneLine(item["Fingerprint"].text());
    if (finding.fingerprint.empty() && item["commit"].is_text())
      finding.component = OneLine(item["commit"].text());  // One per commit, as version 8 does
    if (finding.fingerprint.empty()) finding.fingerprint = FingerprintOf(finding);
    finding.component.clear();
    AddFinding(std::move(finding), run);
  }
  return run;
}

}  // namespace avouch::formats
