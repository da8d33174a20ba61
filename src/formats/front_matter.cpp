#include "formats/front_matter.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/hash.h"
#include "formats/document.h"
#include "formats/front_matter_parts.h"
#include "formats/requirements_document.h"
#include "formats/test_plan.h"
#include "formats/threat_model.h"

namespace avouch::formats {
namespace {

// "helen   # counts only with her own signature" is "helen".
std::string_view WithoutComment(std::string_view value) {
  if (value.starts_with('#')) return {};
  const std::size_t space = value.find(" #"), tab = value.find("\t#");
  value = Trim(value.substr(0, std::min(space, tab)));
  const bool quoted =
      value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
  return quoted ? value.substr(1, value.size() - 2) : value;
}

bool IsProse(const Path& path) {
  const std::string extension = Lower(path.extension());
  for (std::string_view other : {"json", "yaml", "yml", "xml", "otm", "tm7", "drawio", "csv", "py",
                                 "sdoc", "reqif", "html", "htm", "toml"})
    if (extension == other) return false;
  return true;
}

void AddUnique(std::vector<std::string>& parts, std::string id) {
  if (std::ranges::find(parts, id) == parts.end()) parts.push_back(std::move(id));
}

std::vector<std::string> ThreatParts(const Path& path, BytesView bytes) {
  std::vector<std::string> out;
  const auto model = ReadThreatModel(path, bytes);
  if (!model) return out;
  if (!model->components.empty()) out.emplace_back("components");
  if (!model->flows.empty()) out.emplace_back("flows");
  if (model->threats.empty()) return out;
  out.emplace_back("threats");
  if (std::ranges::all_of(model->threats, &model::Threat::decided)) out.emplace_back("decided");
  return out;
}

std::vector<std::string> RequirementParts(const Path& path, BytesView bytes, std::string_view ids) {
  std::vector<std::string> out;
  const auto document = ReadRequirementsDocument(path, bytes, ids);
  if (!document || document->requirements.empty()) return out;
  out.emplace_back("ids");
  if (std::ranges::any_of(document->requirements, &model::WrittenRequirement::security))
    out.emplace_back("security");
  return out;
}

std::vector<std::string> PlanParts(const Path& path, BytesView bytes, std::string_view ids) {
  auto plan = ReadTestPlan(path, bytes, ids);
  return plan ? std::move(plan->parts) : std::vector<std::string>();
}

}  // namespace

PaperHead ReadHead(const Prose& prose) {
  struct Field {
    std::initializer_list<std::string_view> keys;
    std::string PaperHead::* value;
  };
  static const Field kFields[] = {
      {{"owner"}, &PaperHead::owner},
      {{"approved-by", "approved_by", "approver"}, &PaperHead::approved_by},
      {{"review-by", "review_by", "next-review"}, &PaperHead::review_by},
      {{"audience"}, &PaperHead::audience},
      {{"framework"}, &PaperHead::framework}};
  PaperHead out;
  for (const Field& field : kFields) {
    bool any = false, differs = false;
    for (const FrontMatter& entry : prose.front) {
      if (std::ranges::find(field.keys, entry.key) == field.keys.end()) continue;
      const std::string value = Shorten(WithoutComment(entry.value));
      differs |= any && value != out.*field.value;
      out.*field.value = value;
      if (field.value == &PaperHead::review_by) out.review_line = entry.line;
      any = true;
    }
    if (differs) (out.*field.value).clear();
  }
  return out;
}

Result<model::Paper> ReadPaper(std::string_view purpose, const Path& path, BytesView bytes,
                               std::string_view ids) {
  model::Paper out;
  out.purpose = purpose;
  out.path = path;
  out.id = crypto::Sha256Of(bytes);
  out.place = {path, 0};
  if (bytes.size() > kMaxProseBytes)
    return Fail(ErrorKind::kTooLarge, "longer than a document of this kind is", path.bytes);
  if (bytes.find('\0') != bytes.npos) return Fail(ErrorKind::kUnsupported, "no text", path.bytes);
  if (purpose == "threat-model") out.parts = ThreatParts(path, bytes);
  if (purpose == "requirements") out.parts = RequirementParts(path, bytes, ids);
  if (!IsProse(path)) return out;

  const Prose prose = ReadProse(bytes, MarkupOf(path));
  const PaperHead head = ReadHead(prose);
  out.owner = head.owner, out.approved_by = head.approved_by, out.review_by = head.review_by;
  out.audience = head.audience, out.framework = head.framework;
  out.place.line = head.review_line;
  const auto kind = KindOfPurpose(purpose);
  AVOUCH_TRY(const model::Document document, ReadDocument(path, bytes, kind));
  for (const auto& left : document.leftovers) out.leftovers.push_back(left.place);
  out.leftovers.erase(std::unique(out.leftovers.begin(), out.leftovers.end()), out.leftovers.end());
  if (purpose == "disclosure" || purpose == "security-policy" || purpose == "support")
    for (const auto& part : document.parts) AddUnique(out.parts, part.id);
  if (purpose == "support") out.support = document.support;
  if (purpose == "test-plan")
    out.parts = PlanParts(path, bytes, ids);
  else
    for (auto& id : PartsOf(purpose, prose, bytes)) AddUnique(out.parts, std::move(id));
  return out;
}

}  // namespace avouch::formats
