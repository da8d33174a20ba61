#include "formats/sbom.h"

#include <algorithm>

#include "base/text.h"
#include "formats/cyclonedx_read.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "syntax/json_reader.h"

namespace avouch::formats {
namespace {

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
    } else if (key == "spdxVersion") {
      const std::string_view text = json.Text();
      form = SbomForm::kSpdxJson;
      if (text.starts_with("SPDX-")) version = text.substr(5);
    } else if (key == "SPDXID") {
      if (json.Text() == "SPDXRef-DOCUMENT") form = SbomForm::kSpdxJson;
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

std::optional<SbomKind> DetectSbom(BytesView bytes) { return DetectJson(bytes, false); }

Result<model::Inventory> ReadSbom(BytesView bytes) {
  const auto kind = DetectJson(bytes, true);
  if (!kind) return Fail(ErrorKind::kUnsupported, "no SBOM of a kind that is read");
  if (kind->form == SbomForm::kCycloneDxJson) return ReadCycloneDxJson(bytes);
  return Fail(ErrorKind::kUnsupported, std::string(NameOf(kind->form)) + " is not read yet");
}

}  // namespace avouch::formats
