#include "formats/suppressions.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "formats/markdown.h"
#include "syntax/json.h"
#include "syntax/toml.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using model::Suppression;
using syntax::Node;
using Suppressions = std::vector<Suppression>;

constexpr std::size_t kMaxBytes =
    16u << 20;  // Of .gitleaksignore, the longest of these, some reach 1 MB.

std::string Show(std::string_view text) { return Shorten(Printable(ToUtf8(Trim(text))), 200); }

std::string DateText(const Node& node) {
  std::string text = node.AsText();
  return ParseTime(text) ? text.substr(0, 10) : Show(text);
}

Suppression Entry(std::string_view tool, const Path& path, std::string_view id,
                  std::uint32_t line) {
  return {std::string(tool), Show(id), {}, {}, {path, static_cast<int>(line)}};
}

// ---- One id a line, comments with '#' ----

// The end that Trivy knows: "CVE-2024-1 exp:2026-01-31".
void TakeWord(std::string_view word, Suppression& entry) {
  if (word.starts_with("exp:")) entry.until = Show(word.substr(4));
}

Suppressions ReadLines(std::string_view tool, const Path& path, BytesView bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Suppressions out;
  std::string above;  // Comment lines right above
  std::string section;
  int number = 0;
  for (std::string_view line : Lines(bytes)) {
    ++number;
    std::string_view text = Trim(line);
    if (text.empty()) {
      above.clear();
      section.clear();
      continue;
    }
    if (text[0] == '#') {
      std::string_view comment = Trim(text.substr(
          text.find_first_not_of('#') == text.npos ? text.size() : text.find_first_not_of('#')));
      above += (above.empty() ? "" : " ") + std::string(comment);
      section = above;
      continue;
    }
    std::string_view comment;
    if (std::size_t hash = text.find(" #"); hash != text.npos) {
      comment = Trim(text.substr(hash + 2));
      text = Trim(text.substr(0, hash));
    }
    auto words = Words(text);
    Suppression entry = Entry(tool, path, words[0], static_cast<std::uint32_t>(number));
    for (std::size_t i = 1; i < words.size(); ++i) TakeWord(words[i], entry);
    // A block of ids under one comment shares it.
    entry.reason = Show(!comment.empty() ? comment : std::string_view(section));
    out.push_back(std::move(entry));
    above.clear();
  }
  return out;
}

Result<Suppressions> ReadTrivy(const Path& path, BytesView bytes) {
  return ReadLines("trivy", path, bytes);
}
Result<Suppressions> ReadGitleaks(const Path& path, BytesView bytes) {
  return ReadLines("gitleaks", path, bytes);
}
Result<Suppressions> ReadSemgrep(const Path& path, BytesView bytes) {
  return ReadLines("semgrep", path, bytes);
}

// ---- YAML ----

Result<Node> Yaml(BytesView bytes) {
  return syntax::ParseYaml(bytes, {.duplicates = syntax::Duplicates::kTolerated});
}

constexpr std::size_t kMaxBlock = 40;  // Lines under one comment; people write ten.

// A line that is one bare entry of a list: "RUSTSEC-1", | - B101 | 'CVE-1',
bool IsOneEntry(std::string_view text) {
  if (text.find('#') != text.npos || text.find_first_of("{}[]:=") != text.npos) return false;
  return text.starts_with('"') || text.starts_with('\'') || text.starts_with("- ");
}

// Words of a comment at the end of `line` (1-based), or above it.
std::string CommentAt(const std::vector<std::string_view>& lines, std::uint32_t line) {
  if (line == 0 || line > lines.size()) return {};
  std::string_view own = lines[line - 1];
  if (std::size_t hash = own.find(" #"); hash != own.npos) return Show(own.substr(hash + 2));
  // A block of entries under one comment shares it; an entry with words of its
  // own, or an empty line, ends the block.
  std::size_t i = line - 1;
  for (; i > 0; --i) {
    std::string_view text = Trim(lines[i - 1]);
    if (text.starts_with('#')) break;
    if (line - i > kMaxBlock || text.empty() || !IsOneEntry(text)) return {};
  }
  std::string above;
  for (int most = 0; i > 0 && most < 5; --i, ++most) {
    std::string_view text = Trim(lines[i - 1]);
    if (!text.starts_with('#')) break;
    std::size_t start = text.find_first_not_of("# ");
    above = (start == text.npos ? std::string() : std::string(text.substr(start))) +
            (above.empty() ? "" : " " + above);
  }
  return Show(above);
}

Result<Suppressions> ReadTrivyYaml(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Yaml(bytes));
  auto lines = Lines(bytes);
  Suppressions out;
  for (const auto& kind : root.entries())
    for (const Node& item : kind.value.items()) {
      Suppression entry = Entry("trivy", path, item["id"].AsText(), item.line());
      entry.reason = Show(item["statement"].AsText());
      if (entry.reason.empty()) entry.reason = CommentAt(lines, item.line());
      if (item["expired_at"].present()) entry.until = DateText(item["expired_at"]);
      out.push_back(std::move(entry));
    }
  return out;
}

Result<Suppressions> ReadGrype(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Yaml(bytes));
  auto lines = Lines(bytes);
  Suppressions out;
  for (const Node& item : root["ignore"].items()) {
    std::string id = item["vulnerability"].AsText();
    for (std::string_view key : {"name", "location", "type"})
      if (id.empty() && item["package"][key].present())
        id = "package " + item["package"][key].AsText();
    if (id.empty() && item["fix-state"].present()) id = "fix-state " + item["fix-state"].AsText();
    Suppression entry = Entry("grype", path, id, item.line());
    entry.reason = Show(item["reason"].AsText());
    if (entry.reason.empty()) entry.reason = CommentAt(lines, item.line());
    out.push_back(std::move(entry));
  }
  return out;
}

// .snyk: ignore: { ID: [ { 'path': { reason, expires } } ] }
Result<Suppressions> ReadSnyk(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Yaml(bytes));
  Suppressions out;
  for (const auto& id : root["ignore"].entries()) {
    Suppression entry = Entry("snyk", path, id.key, id.place.line);
    for (const Node& item : id.value.items())
      for (const auto& where : item.entries()) {
        if (entry.reason.empty()) entry.reason = Show(where.value["reason"].AsText());
        if (entry.until.empty() && where.value["expires"].present())
          entry.until = DateText(where.value["expires"]);
      }
    if (entry.reason == "None Given") entry.reason.clear();  // What the tool itself writes
    out.push_back(std::move(entry));
  }
  return out;
}

Result<Suppressions> ReadBanditYaml(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Yaml(bytes));
  auto lines = Lines(bytes);
  Suppressions out;
  for (const Node& item : root["skips"].items()) {
    Suppression entry = Entry("bandit", path, item.AsText(), item.line());
    entry.reason = CommentAt(lines, item.line());
    out.push_back(std::move(entry));
  }
  return out;
}

// .bandit as an INI file: skips = B101,B102
Result<Suppressions> ReadBandit(const Path& path, BytesView bytes) {
  if (bytes.find("[bandit]") == bytes.npos) return ReadBanditYaml(path, bytes);
  Suppressions out;
  auto lines = Lines(bytes);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = Trim(lines[i]);
    std::size_t equals = line.find_first_of("=:");
    if (equals == line.npos || Trim(line.substr(0, equals)) != "skips") continue;
    for (std::string_view id : Split(line.substr(equals + 1), ','))
      if (!Trim(id).empty()) {
        out.push_back(Entry("bandit", path, id, static_cast<std::uint32_t>(i + 1)));
        out.back().reason = CommentAt(lines, static_cast<std::uint32_t>(i + 1));
      }
  }
  return out;
}

// ---- TOML ----

Result<Suppressions> ReadOsvScanner(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, syntax::ParseToml(bytes));
  auto lines = Lines(bytes);
  Suppressions out;
  for (const Node& item : root["IgnoredVulns"].items()) {
    Suppression entry = Entry("osv-scanner", path, item["id"].AsText(), item["id"].line());
    entry.reason = Show(item["reason"].AsText());
    if (entry.reason.empty()) entry.reason = CommentAt(lines, item["id"].line());
    if (item["ignoreUntil"].present()) entry.until = DateText(item["ignoreUntil"]);
    out.push_back(std::move(entry));
  }
  for (const Node& item : root["PackageOverrides"].items()) {
    if (item["ignore"].boolean() != true && item["vulnerability"]["ignore"].boolean() != true)
      continue;
    Suppression entry = Entry("osv-scanner", path, "package " + item["name"].AsText(), item.line());
    entry.reason = Show(item["reason"].AsText());
    if (item["effectiveUntil"].present()) entry.until = DateText(item["effectiveUntil"]);
    out.push_back(std::move(entry));
  }
  return out;
}

// cargo-deny: [advisories] ignore = ["RUSTSEC-1", { id, reason }]
Result<Suppressions> ReadDeny(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, syntax::ParseToml(bytes));
  auto lines = Lines(bytes);
  Suppressions out;
  for (const Node& item : root["advisories"]["ignore"].items()) {
    std::string id = item.is_text() ? item.AsText() : item["id"].AsText();
    if (id.empty()) id = item["crate"].AsText();
    Suppression entry = Entry("cargo-deny", path, id, item.line());
    entry.reason = Show(item["reason"].AsText());
    if (entry.reason.empty()) entry.reason = CommentAt(lines, item.line());
    out.push_back(std::move(entry));
  }
  return out;
}

// cargo-audit: [advisories] ignore = ["RUSTSEC-1"]
Result<Suppressions> ReadAuditToml(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Suppressions out, ReadDeny(path, bytes));
  for (auto& entry : out) entry.tool = "cargo-audit";
  return out;
}

// ---- JSON ----

Result<Node> Json(BytesView bytes) {
  return syntax::ParseJson(bytes,
                           {.duplicates = syntax::Duplicates::kTolerated, .allow_comments = true});
}

// better-npm-audit: { "GHSA-1": { "active": true, "notes": "why", "expiry": "2026-01-01" } }
Result<Suppressions> ReadNsprc(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Json(bytes));
  Suppressions out;
  for (const auto& id : root.entries()) {
    if (id.key == "exceptions" || id.key == "advisories") {  // The older tool's list of addresses
      for (const Node& item : id.value.items())
        out.push_back(Entry("nsp", path, item.AsText(), item.line()));
      continue;
    }
    if (id.value["active"].boolean() == false) continue;
    Suppression entry = Entry("better-npm-audit", path, id.key, id.place.line);
    entry.reason = id.value.is_text() ? Show(id.value.text()) : Show(id.value["notes"].AsText());
    if (id.value["expiry"].present()) entry.until = DateText(id.value["expiry"]);
    out.push_back(std::move(entry));
  }
  return out;
}

// audit-ci: "allowlist": ["GHSA-1", "module|path", { "GHSA-1": { "active", "notes", "expiry" } }]
Result<Suppressions> ReadAuditCi(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Json(bytes));
  Suppressions out;
  for (std::string_view key : {"allowlist", "whitelist", "advisories"})
    for (const Node& item : root[key].items()) {
      if (item.is_scalar()) {
        out.push_back(Entry("audit-ci", path, item.AsText(), item.line()));
        continue;
      }
      for (const auto& id : item.entries()) {
        if (id.value["active"].boolean() == false) continue;
        Suppression entry = Entry("audit-ci", path, id.key, id.place.line);
        entry.reason = Show(id.value["notes"].AsText());
        if (id.value["expiry"].present()) entry.until = DateText(id.value["expiry"]);
        out.push_back(std::move(entry));
      }
    }
  return out;
}

// One row per file that a tool reads; "*" stands for a name that ends so.
struct Row {
  std::string_view name;
  Result<Suppressions> (*read)(const Path& path, BytesView bytes);
};
constexpr Row kRows[] = {
    {".trivyignore", ReadTrivy},  // trivy.dev, "Filtering"
    {".trivyignore.yaml", ReadTrivyYaml},
    {".trivyignore.yml", ReadTrivyYaml},
    {".gitleaksignore", ReadGitleaks},  // github.com/gitleaks/gitleaks
    {".semgrepignore", ReadSemgrep},    // semgrep.dev, "Ignore files": paths, not findings
    {".grype.yaml", ReadGrype},         // oss.anchore.com, "Filter results"
    {".grype.yml", ReadGrype},
    {"grype.yaml", ReadGrype},
    {".snyk", ReadSnyk},      // docs.snyk.io, "The .snyk file"
    {".bandit", ReadBandit},  // bandit.readthedocs.io, "Configuration"
    {"bandit.yaml", ReadBanditYaml},
    {"bandit.yml", ReadBanditYaml},
    {"osv-scanner.toml", ReadOsvScanner},  // google.github.io/osv-scanner, "Configuration"
    {"deny.toml", ReadDeny},               // embarkstudios.github.io/cargo-deny
    {"audit.toml", ReadAuditToml},         // .cargo/audit.toml
    {".nsprc", ReadNsprc},                 // npmjs.com/package/better-npm-audit
    {"audit-ci.json", ReadAuditCi},        // npmjs.com/package/audit-ci
    {"audit-ci.jsonc", ReadAuditCi},
    {"audit-ci.json5", ReadAuditCi},
};

const Row* RowOf(const Path& path) {
  auto row = std::find_if(std::begin(kRows), std::end(kRows),
                          [&](const Row& r) { return path.name() == r.name; });
  return row == std::end(kRows) ? nullptr : row;
}

}  // namespace

bool IsSuppressionFile(const Path& path) { return RowOf(path) != nullptr; }

Result<std::vector<model::Suppression>> ReadSuppressions(const Path& path, BytesView bytes) {
  const Row* row = RowOf(path);
  if (row == nullptr)
    return Fail(ErrorKind::kUnsupported, "no file of a tool known here", path.bytes);
  if (bytes.size() > kMaxBytes)
    return Fail(ErrorKind::kTooLarge, "too long for a list of exceptions", path.bytes);
  return row->read(path, bytes);
}

}  // namespace avouch::formats
