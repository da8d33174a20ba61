#include "formats/sbom.h"

#include <algorithm>

#include "base/text.h"
#include "formats/cyclonedx_read.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/spdx_read.h"
#include "syntax/json_reader.h"
#include "syntax/xml.h"

namespace avouch::formats {
namespace {

constexpr std::string_view kCycloneDxSpace = "cyclonedx.org/schema/bom/";
constexpr std::size_t kLongestHead = 64 * 1024;  // Comments and licences stand above what tells

// What the top of a JSON document tells; as far down as it takes, or to its end.
std::optional<SbomKind> DetectJson(BytesView bytes, bool form_only) {
  syntax::JsonReader json(bytes);
  std::optional<SbomForm> form;
  std::string version;
  bool cyclonedx_like = false;
  std::string_view key;
  if (!json.EnterMap()) return std::nullopt;
  while ((!form || (version.empty() && !form_only)) && json.NextKey(key)) {
    if (key == "bomFormat") {
      if (EqualsIgnoreCase(json.Text(), "CycloneDX")) form = SbomForm::kCycloneDxJson;
    } else if (key == "specVersion") {
      version = json.Text();
      cyclonedx_like = true;
    } else if (key == "$schema") {
      if (json.Text().contains("cyclonedx.org/schema")) cyclonedx_like = true;
    } else if (key == "spdxVersion" || key == "SPDXVersion") {
      const std::string_view text = json.Text();
      if (!form) form = SbomForm::kSpdxJson;
      if (text.starts_with("SPDX-")) version = text.substr(5);
    } else if (key == "SPDXID") {
      if (json.Text() == "SPDXRef-DOCUMENT" && !form) form = SbomForm::kSpdxJson;
    } else if (key == "@context") {
      const std::string_view text = json.Text();
      if (!text.contains("spdx.org/rdf/3") && !text.contains("spdx-context")) continue;
      form = SbomForm::kSpdx3Json;
      const auto at = text.find("/rdf/");
      if (at != text.npos) version = text.substr(at + 5, text.find('/', at + 5) - at - 5);
    } else {
      json.Skip();
    }
  }
  if (!form && cyclonedx_like) form = SbomForm::kCycloneDxJson;
  if (!form) return std::nullopt;
  return SbomKind{*form, std::move(version)};
}

// Reads the start tag of the root alone.
struct RootElement : syntax::XmlHandler {
  std::string name, space;  // The first namespace of CycloneDX that it declares

  Status Start(const syntax::XmlElement& element) override {
    name = element.name;
    for (const auto& [key, value] : element.attributes)
      if (value.contains(kCycloneDxSpace) && space.empty()) space = value;
    return Fail(ErrorKind::kUnsupported, "seen enough");
  }
  Status End(std::string_view) override { return {}; }
};

std::optional<SbomKind> DetectXml(BytesView bytes) {
  RootElement root;
  (void)syntax::ReadXml(bytes.substr(0, kLongestHead), root);
  if (root.name != "bom" || root.space.empty()) return std::nullopt;
  return SbomKind{SbomForm::kCycloneDxXml,
                  root.space.substr(root.space.find(kCycloneDxSpace) + kCycloneDxSpace.size())};
}

// The value behind `key` at the start of one of the first lines.
std::optional<std::string_view> LineValue(BytesView bytes, std::string_view key) {
  for (BytesView rest = bytes.substr(0, kLongestHead); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = Trim(rest.substr(0, end));
    if (line.starts_with(key)) {
      std::string_view value = Trim(line.substr(key.size()));
      while (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
      while (value.ends_with('"') || value.ends_with('\'')) value.remove_suffix(1);
      return value.starts_with("SPDX-") ? value.substr(5) : value;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

std::optional<SbomKind> Detect(BytesView bytes, bool form_only) {
  const std::string_view head = Trim(WithoutBom(bytes).substr(0, kLongestHead));
  if (head.starts_with('{')) return DetectJson(bytes, form_only);
  if (head.starts_with('<') || head.starts_with("\xFE\xFF") || head.starts_with("\xFF\xFE"))
    return DetectXml(bytes);
  if (const auto version = LineValue(WithoutBom(bytes), "SPDXVersion:"))
    return SbomKind{SbomForm::kSpdxTagValue, std::string(*version)};
  // YAML sorts its keys as it likes: the version may come last.
  if (!LineValue(bytes, "SPDXID:") && !LineValue(bytes, "spdxVersion:")) return std::nullopt;
  const auto at = bytes.find("spdxVersion:");
  if (at == bytes.npos) return std::nullopt;
  return SbomKind{SbomForm::kSpdxYaml, std::string(*LineValue(bytes.substr(at), "spdxVersion:"))};
}

}  // namespace

std::string_view NameOf(SbomForm form) {
  switch (form) {
    case SbomForm::kCycloneDxJson:
      return "CycloneDX JSON";
    case SbomForm::kCycloneDxXml:
      return "CycloneDX XML";
    case SbomForm::kSpdxJson:
      return "SPDX JSON";
    case SbomForm::kSpdxTagValue:
      return "SPDX tag-value";
    case SbomForm::kSpdxYaml:
      return "SPDX YAML";
    case SbomForm::kSpdx3Json:
      return "SPDX JSON-LD";
  }
  return "";
}

std::optional<SbomKind> DetectSbom(BytesView bytes) { return Detect(bytes, false); }

Result<model::Inventory> ReadSbom(BytesView bytes) {
  const auto kind = Detect(bytes, true);
  if (!kind) return Fail(ErrorKind::kUnsupported, "no SBOM of a kind that is read");
  switch (kind->form) {
    case SbomForm::kCycloneDxJson:
      return ReadCycloneDxJson(bytes);
    case SbomForm::kCycloneDxXml:
      return ReadCycloneDxXml(bytes);
    case SbomForm::kSpdxJson:
      return ReadSpdxJson(bytes);
    case SbomForm::kSpdxTagValue:
      return ReadSpdxTagValue(bytes);
    case SbomForm::kSpdxYaml:
      return ReadSpdxYaml(bytes);
    case SbomForm::kSpdx3Json:
      return ReadSpdx3(bytes);
  }
  return Fail(ErrorKind::kInternal, "a form without a reader");
}

}  // namespace avouch::formats
