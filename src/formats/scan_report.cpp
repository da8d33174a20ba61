#include "formats/scan_report.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using model::Severity;

constexpr std::size_t kMaxText = 300;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string PercentDecoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 &&
                        HexDigit(text[i + 2]) >= 0;
    out += escape ? static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return out;
}

}  // namespace

Severity SeverityOfWord(std::string_view word) {
  struct Row {
    std::string_view word;
    Severity severity;
  };
  static constexpr Row kRows[] = {
      {"critical", Severity::kCritical}, {"blocker", Severity::kCritical},
      {"highest", Severity::kCritical},  {"high", Severity::kHigh},
      {"important", Severity::kHigh},    {"major", Severity::kHigh},
      {"medium", Severity::kMedium},     {"moderate", Severity::kMedium},
      {"low", Severity::kLow},           {"lowest", Severity::kLow},
      {"minor", Severity::kLow},         {"negligible", Severity::kLow},
      {"trivial", Severity::kLow},       {"none", Severity::kNone},
      {"info", Severity::kNone},         {"informational", Severity::kNone},
  };
  for (const auto& row : kRows)
    if (EqualsIgnoreCase(row.word, Trim(word))) return row.severity;
  return Severity::kUnknown;
}

std::optional<Severity> SeverityOfScore(std::string_view score) {
  score = Trim(score);
  double value = -1;
  const auto [end, error] = std::from_chars(score.data(), score.data() + score.size(), value);
  if (error != std::errc() || end != score.data() + score.size()) return std::nullopt;
  if (!(value >= 0 && value <= 10)) return std::nullopt;
  if (value >= 9) return Severity::kCritical;
  if (value >= 7) return Severity::kHigh;
  if (value >= 4) return Severity::kMedium;
  return value > 0 ? Severity::kLow : Severity::kNone;
}

void AddWeakness(std::string_view text, std::vector<std::string>& weaknesses) {
  if (const auto slash = text.rfind('/'); slash != text.npos) text.remove_prefix(slash + 1);
  if (text.size() < 5 || !EqualsIgnoreCase(text.substr(0, 4), "cwe-")) return;
  text.remove_prefix(4);
  std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  if (digits.empty() || digits.size() > 6) return;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  std::string weakness = "CWE-" + std::string(digits);
  if (std::ranges::find(weaknesses, weakness) == weaknesses.end())
    weaknesses.push_back(std::move(weakness));
}

std::string OneLine(std::string_view text) {
  text = Trim(text.substr(0, 16 * kMaxText));
  std::string out;
  for (const auto line : Lines(text)) {
    const auto part = Trim(line);
    if (part.empty()) continue;
    if (!out.empty()) out += ' ';
    out += part;
    if (out.size() > kMaxText) break;
  }
  if (out.size() > kMaxText) out.resize(kMaxText), out += "...";
  return Printable(ToUtf8(out));
}

Path PathOfUri(std::string_view uri) {
  if (uri.starts_with("file://")) uri.remove_prefix(7);
  std::string path = PercentDecoded(uri);
  std::ranges::replace(path, '\\', '/');
  std::string_view rest = path;
  while (rest.starts_with('/') || rest.starts_with("./"))
    rest.remove_prefix(rest[0] == '/' ? 1 : 2);
  return Path(ToUtf8(rest));
}

std::string FingerprintOf(const model::ScanFinding& finding) {
  const std::string whole = finding.rule + '\0' + finding.place.path.bytes + '\0' +
                            finding.component + '\0' + finding.text;
  return crypto::Sha256Of(whole).hex().substr(0, 32);
}

std::string ReportTime(std::string_view text) {
  const auto time = ParseTime(Trim(text));
  return time && time->seconds > 0 ? ToString(*time) : std::string();
}

void AddFinding(model::ScanFinding finding, model::ScanRun& run) {
  if (run.findings.size() == kMaxScanFindings) {
    run.partial = true;
    return;
  }
  if (finding.fingerprint.empty()) finding.fingerprint = FingerprintOf(finding);
  run.findings.push_back(std::move(finding));
}

}  // namespace avouch::formats
