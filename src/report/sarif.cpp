#include "report/sarif.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "report/source_lines.h"
#include "report/summary.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using syntax::Node;

struct Row {
  const model::Finding* finding;
  const model::CheckResult* check;
};

// 3.11.5 and 3.11.6: braces are doubled, and what would be a link is none. At
// most kMaxMessage bytes, so at most as many characters.
Node Message(std::string_view text) {
  std::string plain = Printable(text), safe;
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t end = at + 1;  // A whole character: continuation bytes stay with it.
    while (end < plain.size() && (static_cast<unsigned char>(plain[end]) & 0xC0) == 0x80) ++end;
    std::string one = plain.substr(at, end - at);
    if (one == "{" || one == "}") one += one;
    if (one == "[" || one == "]" || one == "\\") one = "\\" + one;
    if (safe.size() + one.size() > kMaxMessage - 3) {
      safe += "…";
      break;
    }
    safe += one;
    at = end;
  }
  Node out = Node::Map();
  out.Set("text", safe);
  return out;
}

// RFC 3986: relative, every byte but unreserved ones and '/' as %XX.
std::string Uri(const Path& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : path.bytes) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    if (plain) {
      out += static_cast<char>(c);
    } else {
      out += '%';
      out += kHex[c >> 4];
      out += kHex[c & 15];
    }
  }
  return out;
}

std::string_view Level(const model::Finding& finding) {
  if (finding.decides) return "error";
  bool reaches = finding.reach == model::Reach::kRelease || finding.reach == model::Reach::kUnknown;
  return reaches ? "warning" : "note";
}

Node RuleNode(const model::CheckResult& check, const Numbers& claims) {
  Node out = Node::Map();
  out.Set("id", ToUtf8(check.check));
  out.Set("name", ToUtf8(check.check));
  out.Set("shortDescription", Message(Capital(check.rule)));
  out.Set("fullDescription",
          Message(Capital(check.rule) + ". Bears on claim " + Join(claims, ", ") +
                  " of the Software Security Code of Practice."));
  out.Set("help", Message("avouch explain " + (claims.empty() ? "CLAIM" : claims.front()) +
                          (check.remedy.empty() ? "" : ": " + check.remedy)));
  Node tags = Node::List();
  tags.Add("security");
  for (const auto& claim : claims)
    if (tags.size() < kMaxTags) tags.Add("claim/" + claim);
  Node properties = Node::Map();
  properties.Set("tags", std::move(tags));
  properties.Set("precision", "high");
  out.Set("properties", std::move(properties));
  return out;
}

// The base of a source's paths: this repository's is the root of the tree.
std::string BaseOf(const model::Assessment& assessment, const std::string& source) {
  constexpr std::string_view kRoot = "%SRCROOT%";
  for (const auto& rule : assessment.subject.product.sources)
    if (rule.name == source && rule.at != model::kThisRepository) return source;
  return std::string(kRoot);
}

Node LocationNode(const model::Assessment& assessment, const model::Place& place) {
  const SourcedPath where = SplitSource(assessment, place.path);
  Node artifact = Node::Map();
  artifact.Set("uri", Uri(where.path));
  artifact.Set("uriBaseId", BaseOf(assessment, where.source));
  Node region = Node::Map();
  region.Set("startLine", Node::Integer(std::max(1, place.line)));
  Node physical = Node::Map();
  physical.Set("artifactLocation", std::move(artifact));
  physical.Set("region", std::move(region));
  Node location = Node::Map();
  location.Set("physicalLocation", std::move(physical));
  Node out = Node::List();
  out.Add(std::move(location));
  return out;
}

Node ResultNode(const model::Assessment& assessment, const Row& row, std::size_t rule,
                std::size_t copy) {
  const auto& finding = *row.finding;
  Node out = Node::Map();
  out.Set("ruleId", ToUtf8(finding.check));
  out.Set("ruleIndex", Node::Integer(static_cast<std::int64_t>(rule)));
  out.Set("level", Level(finding));
  std::string text = Capital(HeadlineOf(*row.check)) + ": " + finding.text;
  if (!finding.fix.empty()) text += ". To do: " + finding.fix;
  out.Set("message", Message(text));
  out.Set("locations", LocationNode(assessment, finding.place));
  // The same content twice in one file has one id; the copy tells them apart.
  Node prints = Node::Map();
  prints.Set("avouch/v1", finding.id);
  prints.Set("primaryLocationLineHash", finding.id + ":" + std::to_string(copy));
  out.Set("partialFingerprints", std::move(prints));
  return out;
}

std::vector<Row> Rows(const model::Assessment& assessment, std::map<std::string, Numbers>& claims) {
  std::vector<Row> out;
  for (const auto& answer : assessment.claims)
    for (const auto& check : answer.checks) {
      if (check.findings.empty()) continue;
      auto& of = claims[check.check];
      of.push_back(answer.claim);
      if (of.size() > 1) continue;  // Told once, though several claims rest on it.
      for (const auto& finding : check.findings)
        if (!finding.place.path.empty()) out.push_back({&finding, &check});
    }
  auto rank = [](const model::Finding& f) {
    return f.decides                           ? 0
           : f.reach == model::Reach::kRelease ? 1
           : f.reach == model::Reach::kUnknown ? 2
                                               : 3;
  };
  std::stable_sort(out.begin(), out.end(), [&](const Row& a, const Row& b) {
    return std::tuple(rank(*a.finding), a.finding->place, a.finding->check) <
           std::tuple(rank(*b.finding), b.finding->place, b.finding->check);
  });
  if (out.size() > kMaxResults) out.resize(kMaxResults);
  return out;
}

std::string VersionOf(const std::string& program) {
  std::size_t blank = program.find(' ');
  return blank == std::string::npos ? std::string("0.0.0") : program.substr(blank + 1);
}

}  // namespace

Result<std::string> CheckSarif(const Material& material, const Options&) {
  std::map<std::string, Numbers> claims;
  auto rows = Rows(material.assessment, claims);
  Node rules = Node::List(), results = Node::List();
  std::map<std::string, std::size_t> index;
  std::map<std::string, std::size_t> copies;
  for (const auto& row : rows) {
    auto at = index.find(row.check->check);
    if (at == index.end()) {
      if (rules.size() >= kMaxRules) continue;
      at = index.emplace(row.check->check, rules.size()).first;
      rules.Add(RuleNode(*row.check, claims[row.check->check]));
    }
    results.Add(ResultNode(material.assessment, row, at->second, ++copies[row.finding->id]));
  }
  Node driver = Node::Map();
  driver.Set("name", "avouch");
  driver.Set("semanticVersion", VersionOf(material.assessment.program));
  driver.Set("rules", std::move(rules));
  Node tool = Node::Map();
  tool.Set("driver", std::move(driver));
  Node root = Node::Map();
  Node description = Node::Map();
  description.Set("text", "The root of the assessed tree.");
  root.Set("description", std::move(description));
  Node bases = Node::Map();
  bases.Set("%SRCROOT%", std::move(root));
  for (const auto& source : material.assessment.subject.sources) {
    const std::string base = BaseOf(material.assessment, source.name);
    if (base != source.name) continue;
    Node words = Node::Map();
    words.Set("text", "The root of source " + base + ".");
    Node beside = Node::Map();
    beside.Set("description", std::move(words));
    bases.Set(base, std::move(beside));
  }
  Node automation = Node::Map();
  automation.Set("id", "avouch/");
  Node run = Node::Map();
  run.Set("tool", std::move(tool));
  run.Set("automationDetails", std::move(automation));
  run.Set("columnKind", "utf16CodeUnits");
  run.Set("originalUriBaseIds", std::move(bases));
  run.Set("results", std::move(results));
  Node runs = Node::List();
  runs.Add(std::move(run));
  Node out = Node::Map();
  out.Set("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  out.Set("version", "2.1.0");
  out.Set("runs", std::move(runs));
  return syntax::WriteCanonical(out);
}

}  // namespace avouch::report
