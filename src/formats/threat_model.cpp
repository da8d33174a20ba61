#include "formats/threat_model.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "formats/document_outline.h"
#include "formats/markdown.h"
#include "formats/otm.h"
#include "formats/threat_dragon.h"
#include "formats/threat_model_prose.h"
#include "formats/threat_model_table.h"
#include "syntax/json.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// A form that is known and not read.
struct Unread {
  std::string_view format, name;
};

model::ThreatModel Known(const Path& path, const Unread& unread) {
  model::ThreatModel out;
  out.path = path;
  out.format = unread.format;
  out.left.push_back({path, std::string(unread.name) + ": this build does not read it"});
  return out;
}

constexpr Unread kThreagile = {"threagile", "a Threagile model"};
constexpr Unread kCycloneDx = {"cyclonedx", "a CycloneDX threat model"};
constexpr Unread kLibrary = {"threat-model-library", "a model of the threat model library"};
constexpr Unread kMstmt = {"mstmt", "a Microsoft Threat Modeling Tool model"};
constexpr Unread kDrawio = {"drawio", "a draw.io diagram"};
constexpr Unread kPytm = {"pytm", "a pytm model, which is a program"};

std::optional<Unread> UnreadOf(const Node& root) {
  if (root["bomFormat"].text() == "CycloneDX") return kCycloneDx;
  if (root["threagile_version"].is_scalar() || root["technical_assets"].is_map()) return kThreagile;
  const Node& first = root.At(std::size_t{0});
  if (first["risk_status"].is_text() && first["synthetic_id"].is_text()) return kThreagile;
  if (root["tmfVersion"].is_text() ||
      (root["scope"].is_map() && root["trust_zones"].is_list() && root["threats"].is_list()))
    return kLibrary;
  return std::nullopt;
}

Result<model::ThreatModel> ReadTree(const Path& path, const Node& root) {
  if (IsOtm(root)) return ReadOtm(path, root);
  if (auto unread = UnreadOf(root)) return Known(path, *unread);
  if (IsThreatDragon(root)) return ReadThreatDragon(path, root);
  return Fail(ErrorKind::kUnsupported, "no form of threat model that we know", path.bytes,
              "OTM, Threat Dragon, or a table of threats in Markdown");
}

std::optional<Unread> UnreadText(const Path& path, BytesView bytes) {
  const std::string extension = Lower(path.extension());
  const BytesView start = bytes.substr(0, 4096);
  if (extension == "tm7" || start.find("<ThreatModel xmlns") != start.npos) return kMstmt;
  if (extension == "drawio" || start.find("<mxfile") != start.npos ||
      start.find("<mxGraphModel") != start.npos)
    return kDrawio;
  if (extension == "py" && (start.find("pytm") != start.npos)) return kPytm;
  return std::nullopt;
}

bool IsProse(const Path& path) {
  const std::string extension = Lower(path.extension());
  for (std::string_view known : {"", "md", "markdown", "mdx", "rst", "txt", "adoc", "asciidoc"})
    if (extension == known) return true;
  return false;
}

void Limit(std::vector<std::string>& names, std::string_view what, model::ThreatModel& model) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.size() <= kMaxThreats) return;
  names.resize(kMaxThreats);
  model.left.push_back(
      {model.path, "more than " + Thousands(kMaxThreats) + " " + std::string(what)});
}

// Where the parser's error says "line 3, column 14", the file stands before it.
std::unexpected<Error> Placed(Error error, const Path& path) {
  error.where = path.bytes + (error.where.empty() ? "" : ": " + error.where);
  return std::unexpected(std::move(error));
}

}  // namespace

void Tidy(model::ThreatModel& model) {
  if (model.threats.size() > kMaxThreats) {
    model.threats.resize(kMaxThreats);
    model.left.push_back({model.path, "more than " + Thousands(kMaxThreats) + " threats"});
  }
  Limit(model.components, "components", model);
  Limit(model.flows, "flows", model);
  std::ranges::sort(model.left);
  model.left.erase(std::unique(model.left.begin(), model.left.end()), model.left.end());
}

model::ThreatModel ReadThreatProse(const Path& path, BytesView bytes) {
  model::ThreatModel out;
  out.path = path;
  const Prose prose = ReadProse(bytes, MarkupOf(path));
  const Outline outline(prose, bytes);
  const bool tables = AddThreatTables(prose, outline, out);
  AddThreatProse(prose, outline, tables, out);
  out.format = tables ? "table" : "prose";
  std::ranges::stable_sort(out.threats, {}, [](const auto& one) { return one.place.line; });
  Tidy(out);
  return out;
}

Result<model::ThreatModel> ReadThreatModel(const Path& path, BytesView bytes) {
  if (bytes.find('\0') != bytes.npos) return Fail(ErrorKind::kUnsupported, "no text", path.bytes);
  if (auto unread = UnreadText(path, bytes)) return Known(path, *unread);
  const std::string_view start = Trim(bytes.substr(0, 4096));
  if (!IsProse(path) || start.starts_with('{') || start.starts_with("otmVersion")) {
    const bool json = start.starts_with('{') || (start.starts_with('[') && !IsProse(path));
    if (start.starts_with('<'))
      return Fail(ErrorKind::kUnsupported, "no form of threat model that we know", path.bytes);
    auto root = json ? syntax::ParseJson(bytes) : syntax::ParseYaml(bytes);
    if (root) return ReadTree(path, *root);
    if (!IsProse(path)) return Placed(std::move(root.error()), path);
  }
  if (bytes.size() > kMaxProseBytes)
    return Fail(ErrorKind::kTooLarge, "longer than a document of this kind is", path.bytes);
  return ReadThreatProse(path, bytes);
}

}  // namespace avouch::formats
