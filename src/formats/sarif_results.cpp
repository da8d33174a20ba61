#include "formats/sarif_results.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/text.h"
#include "crypto/hash.h"
#include "formats/manifest_reading.h"
#include "formats/scan_report.h"

namespace avouch::formats {
namespace {

using model::ScanFinding;
using model::ScanKind;
using model::ScanRun;
using model::Severity;
using syntax::Node;

// What a tool looks for, by its name; code unless it is here.
struct Tool {
  std::string_view part;
  ScanKind kind;
};
constexpr Tool kTools[] = {
    {"gitleaks", ScanKind::kSecrets},
    {"betterleaks", ScanKind::kSecrets},
    {"trufflehog", ScanKind::kSecrets},
    {"ggshield", ScanKind::kSecrets},
    {"detect-secrets", ScanKind::kSecrets},
    {"secretlint", ScanKind::kSecrets},
    {"grype", ScanKind::kVulnerabilities},
    {"trivy", ScanKind::kVulnerabilities},
    {"osv-scanner", ScanKind::kVulnerabilities},
    {"snyk container", ScanKind::kVulnerabilities},
    {"snyk open source", ScanKind::kVulnerabilities},
    {"dependency-check", ScanKind::kVulnerabilities},
    {"govulncheck", ScanKind::kVulnerabilities},
    {"npm-audit", ScanKind::kVulnerabilities},
    {"pip-audit", ScanKind::kVulnerabilities},
    {"docker scout", ScanKind::kVulnerabilities},
    {"clusterfuzz", ScanKind::kFuzz},
    {"libfuzzer", ScanKind::kFuzz},
    {"jazzer", ScanKind::kFuzz},
    {"scorecard", ScanKind::kOther},
    {"dockle", ScanKind::kOther},
    {"hadolint", ScanKind::kOther},
};
ScanKind KindOf(std::string_view tool) {
  for (const auto& one : kTools)
    if (ContainsIgnoreCase(tool, one.part)) return one.kind;
  return ScanKind::kCode;
}

class RunReader {
 public:
  RunReader(const Node& run, ScanRun base) : run_(run), out_(std::move(base)) {}

  ScanRun Read() {
    const Node& driver = run_.At({"tool", "driver"});
    out_.tool = OneLine(driver["name"].text());
    out_.tool_version =
        OneLine(driver["semanticVersion"].is_text() ? driver["semanticVersion"].text()
                                                    : driver["version"].text());
    out_.kind = KindOf(out_.tool);
    TakeRules(driver);
    for (const auto& extension : run_.At({"tool", "extensions"}).items()) TakeRules(extension);
    TakeInvocations();
    TakeCommit();
    if (!run_["results"].is_list() ||
        !run_.At({"externalPropertyFileReferences", "results"}).empty())
      out_.partial = true;
    for (const auto& result : run_["results"].items()) TakeResult(result);
    return std::move(out_);
  }

 private:
  void TakeRules(const Node& component) {
    components_.push_back(&component);
    for (const auto& rule : component["rules"].items()) {
      ++out_.rules;
      rules_.emplace(rule["id"].text(), &rule);
    }
  }

  void TakeInvocations() {
    for (const auto& invocation : run_["invocations"].items()) {
      if (invocation["executionSuccessful"].boolean() == false) out_.ended_well = false;
      for (const auto* key : {"toolExecutionNotifications", "toolConfigurationNotifications"})
        for (const auto& notification : invocation[key].items())
          if (notification["level"].text() == "error") out_.partial = true;
      for (const auto* key : {"startTimeUtc", "endTimeUtc"})
        if (auto at = ReportTime(invocation[key].text()); !at.empty()) out_.at = std::move(at);
    }
  }

  void TakeCommit() {
    for (const auto& details : run_["versionControlProvenance"].items()) {
      const std::string id = Lower(details["revisionId"].text());
      if (id.empty()) continue;
      if (!IsCommitId(id) || (!out_.commit.empty() && out_.commit != id)) {
        out_.commit.clear();
        return;  // Several sources, or a name that moves: bound to none
      }
      out_.commit = id;
    }
  }

  // The rule a result names: by its place among the rules, else by its id, "CA1000/1" by "CA1000".
  const Node& RuleOf(const Node& result) const {
    const Node& reference = result["rule"];
    const auto index =
        reference["index"].integer() ? reference["index"].integer() : result["ruleIndex"].integer();
    const auto extension = reference.At({"toolComponent", "index"}).integer();
    const std::size_t component =
        extension && *extension >= 0 ? static_cast<std::size_t>(*extension) + 1 : std::size_t{0};
    if (index && *index >= 0 && component < components_.size()) {
      const Node& rule = (*components_[component])["rules"].At(static_cast<std::size_t>(*index));
      if (rule.present()) return rule;
    }
    std::string_view id = result["ruleId"].text();
    for (;;) {
      if (const auto found = rules_.find(id); found != rules_.end()) return *found->second;
      const auto slash = id.rfind('/');
      if (slash == id.npos) return nothing_;
      id = id.substr(0, slash);
    }
  }

  void TakeResult(const Node& result) {
    const std::string_view kind = result["kind"].text();
    if (kind == "pass" || kind == "notApplicable" || kind == "informational") return;
    if (result["baselineState"].text() == "absent") return;
    const Node& rule = RuleOf(result);
    ScanFinding finding;
    const std::string_view id = result["ruleId"].text();
    finding.rule = OneLine(!id.empty() ? id : rule["id"].text());
    finding.text = TextOf(result, rule);
    finding.severity = SeverityOf(result, rule);
    TakeWeaknesses(result, rule, finding.cwe);
    finding.place = PlaceOf(result);
    finding.fingerprint = Fingerprint(result);
    finding.component = OneLine(rule.At({"properties", "purls"}).At(0).text());
    TakeSuppression(result, finding);
    AddFinding(std::move(finding), out_);
  }

  static Severity SeverityOf(const Node& result, const Node& rule) {
    for (const Node* node : {&result, &rule})
      if (const auto score =
              SeverityOfScore((*node).At({"properties", "security-severity"}).AsText()))
        return *score;
    std::string_view level = result["level"].text();
    if (level.empty()) level = rule.At({"defaultConfiguration", "level"}).text();
    if (level == "error") return Severity::kHigh;
    if (level == "note") return Severity::kLow;
    const std::string_view kind = result["kind"].text();
    if (level == "none" && (kind == "open" || kind == "review")) return Severity::kUnknown;
    if (level == "none") return Severity::kNone;
    return level.empty() || level == "warning" ? Severity::kMedium : Severity::kUnknown;
  }

  static std::string TextOf(const Node& result, const Node& rule) {
    const Node& message = result["message"];
    std::string text(message["text"].text());
    if (text.empty()) text = rule["messageStrings"][message["id"].text()]["text"].text();
    if (text.empty()) text = message["markdown"].text();
    if (text.empty()) text = rule.At({"shortDescription", "text"}).text();
    if (text.size() > 600) text.resize(600);  // Before arguments are put in: they multiply
    const auto arguments = message["arguments"].items();
    for (std::size_t i = 0; i < arguments.size() && i < 10 && text.size() < 4096; ++i)
      text = ReplaceAll(text, "{" + std::to_string(i) + "}", arguments[i].text().substr(0, 100));
    return OneLine(text);
  }

  static void TakeWeaknesses(const Node& result, const Node& rule, std::vector<std::string>& out) {
    for (const Node* node : {&rule, &result}) {
      for (const auto& tag : (*node).At({"properties", "tags"}).items())
        AddWeakness(tag.text(), out);
      for (const auto& text : Texts((*node).At({"properties", "cwe"}))) AddWeakness(text, out);
    }
    for (const auto& relation : rule["relationships"].items()) AddTaxon(relation["target"], out);
    for (const auto& taxon : result["taxa"].items()) AddTaxon(taxon, out);
  }
  // A reference into the CWE taxonomy, whose ids are spelt "CWE-89" or "89".
  static void AddTaxon(const Node& reference, std::vector<std::string>& out) {
    const std::string_view id = reference["id"].text();
    AddWeakness(id, out);
    if (EqualsIgnoreCase(reference.At({"toolComponent", "name"}).text(), "CWE"))
      AddWeakness("CWE-" + std::string(id), out);
  }

  model::Place PlaceOf(const Node& result) const {
    const Node& physical = result["locations"].At(0)["physicalLocation"];
    const Node& artifact = physical["artifactLocation"];
    std::string_view uri = artifact["uri"].text();
    const auto index = artifact["index"].integer();
    if (uri.empty() && index && *index >= 0)
      uri = run_["artifacts"].At(static_cast<std::size_t>(*index)).At({"location", "uri"}).text();
    const auto line = physical.At({"region", "startLine"}).integer().value_or(0);
    return {PathOfUri(uri.substr(0, 4096)),
            static_cast<int>(std::clamp<std::int64_t>(line, 0, 1 << 30))};
  }

  static std::string Fingerprint(const Node& result) {
    for (const auto* key : {"fingerprints", "partialFingerprints"})
      for (const auto& entry : result[key].entries())
        if (!entry.value.text().empty()) return OneLine(entry.value.text());
    return {};
  }

  static void TakeSuppression(const Node& result, ScanFinding& finding) {
    const auto suppressions = result["suppressions"].items();
    finding.suppressed = !suppressions.empty();
    for (const auto& one : suppressions) {
      const std::string_view status = one["status"].text();
      if (!status.empty() && status != "accepted") finding.suppressed = false;
      if (finding.suppressed_why.empty())
        finding.suppressed_why = OneLine(one["justification"].text());
    }
    if (!finding.suppressed) finding.suppressed_why.clear();
  }

  const Node& run_;
  ScanRun out_;
  const Node nothing_;
  std::vector<const Node*> components_;  // The driver, then extensions
  std::map<std::string_view, const Node*> rules_;
};

}  // namespace

bool IsSarif(BytesView bytes) {
  const BytesView head = WithoutBom(bytes).substr(0, 64 * 1024);
  if (Trim(head).empty() || Trim(head)[0] != '{') return false;
  return bytes.find("\"runs\"") != bytes.npos && bytes.find("\"version\"") != bytes.npos &&
         (head.find("sarif") != head.npos || bytes.find("\"driver\"") != bytes.npos);
}

Result<std::vector<ScanRun>> ReadSarif(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  const std::string version = root["version"].AsText();
  if (version != "2.1.0")
    return Fail(ErrorKind::kUnsupported, "SARIF " + OneLine(version) + "; 2.1.0 is read",
                ToUtf8(path.bytes));
  if (!root["runs"].is_list()) return FailAt(path, 1, "SARIF without runs");
  ScanRun base;
  base.path = path;
  base.id = crypto::Sha256Of(bytes);
  base.format = "sarif";
  std::vector<ScanRun> out;
  for (const auto& run : root["runs"].items()) out.push_back(RunReader(run, base).Read());
  return out;
}

}  // namespace avouch::formats
