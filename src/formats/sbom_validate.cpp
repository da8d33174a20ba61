#include "formats/sbom_validate.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/sbom_shape_check.h"
#include "formats/spdx3_rules.h"
#include "formats/spdx_rules.h"
#include "syntax/json.h"
#include "syntax/limits.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

bool IsSpdx2(SbomForm form) {
  return form == SbomForm::kSpdxJson || form == SbomForm::kSpdxTagValue ||
         form == SbomForm::kSpdxYaml;
}

// The digit by which the tables name a version; 0 for one that they do not have.
char VersionMark(const SbomKind& kind) {
  const std::string_view version = kind.version;
  if (IsSpdx2(kind.form)) return version == "2.2" ? 'a' : version == "2.3" ? 'b' : '\0';
  const char least = kind.form == SbomForm::kCycloneDxXml ? '0' : '2';
  const bool known =
      version.size() == 3 && version.starts_with("1.") && version[2] >= least && version[2] <= '7';
  return known ? version[2] : '\0';
}

// Names of components and what is said of them, for what no schema can say.
class References {
 public:
  explicit References(SbomValidation& out) : out_(out) {}

  void Look(const Node& root) {
    Names(root);
    for (const auto& one : root["dependencies"].items()) {
      Named(one["ref"]);
      for (const auto& to : one["dependsOn"].items()) Named(to);
    }
  }

 private:
  void Names(const Node& node) {
    if (node.is_list())
      for (const auto& item : node.items()) Names(item);
    for (const auto& entry : node.entries()) {
      if (entry.key == "bom-ref" && entry.value.is_text() &&
          !names_.emplace(entry.value.text(), entry.value.line()).second)
        Doubt(entry.value, "names more than one thing: ");
      Names(entry.value);  // As deep as a Node may be
    }
  }
  void Named(const Node& ref) {
    if (ref.is_text() && !ref.text().starts_with("urn:cdx:") && !names_.contains(ref.text()))
      Doubt(ref, "leads nowhere: ");
  }
  void Doubt(const Node& at, std::string_view what) {
    if (out_.doubts.size() < kMaxSbomProblems)
      out_.doubts.push_back(
          {at.line(), "",
           std::string(what) + "'" + Printable(at.text().substr(0, kMaxNotedName)) + "'"});
  }

  SbomValidation& out_;
  std::unordered_map<std::string_view, std::uint32_t> names_;
};

// A document of any form that has become what JSON has.
Status ValidateTree(const Node& root, SbomValidation& out) {
  const char mark = VersionMark(out.kind);
  const bool spdx = IsSpdx2(out.kind.form);
  out.judged = true;
  if (mark == 0) {
    const Node& version = root[spdx ? "spdxVersion" : "specVersion"];
    AddProblem(out, version.line(), spdx ? "/spdxVersion" : "/specVersion",
               version.is_text() ? "is no version that is known" : "is missing");
    return {};
  }
  ShapeBook book({kSbomJsonShapes, kSpdxIdShapes}, mark);
  AVOUCH_CHECK_OK(JsonShapes(book, out).Check(spdx ? "spdx" : "bom", root));
  if (spdx) {
    CheckSpdxRules(root, out);
  } else {
    References(out).Look(root);
  }
  return {};
}

Status ValidateJson(BytesView bytes, SbomValidation& out) {
  std::vector<syntax::Problem> twice;
  const auto root =
      syntax::ParseJson(bytes, {.duplicates = syntax::Duplicates::kTolerated, .problems = &twice});
  if (!root && root.error().kind == ErrorKind::kTooLarge) return std::unexpected(root.error());
  if (!root) {
    out.judged = true;
    AddProblem(out, 0, root.error().where, "no JSON: " + root.error().what);
    return {};
  }
  for (const auto& one : twice)
    if (out.doubts.size() < kMaxSbomProblems) out.doubts.push_back({one.place.line, "", one.what});
  return ValidateTree(*root, out);
}

// 1.5, 1e9 and .5 without quotes: numbers of YAML's core schema, which are kept as written here.
bool IsPlainFloat(const Node& node) {
  const std::string_view text = node.text();
  if (node.style() != syntax::Style::kPlain || !node.tag().empty()) return false;
  if (text.find_first_not_of("+-.0123456789eE") != text.npos) return false;
  const auto digits = text.substr(text.find_first_not_of("+-") == 1 ? 1 : 0);
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size();
}

void RefuseFloats(const Node& node, SbomValidation& out) {  // As deep as a Node may be
  if (IsPlainFloat(node))
    AddProblem(out, node.line(), "",
               "'" + Printable(node.text().substr(0, kMaxNotedName)) +
                   "' without quotes is a number, and must be a text");
  for (const auto& item : node.items()) RefuseFloats(item, out);
  for (const auto& entry : node.entries()) RefuseFloats(entry.value, out);
}

// 3.0 and 3.0.1 have the same classes.
Status ValidateSpdx3(BytesView bytes, SbomValidation& out) {
  const auto root =
      syntax::ParseJson(bytes, {.duplicates = syntax::Duplicates::kTolerated, .problems = nullptr});
  if (!root && root.error().kind == ErrorKind::kTooLarge) return std::unexpected(root.error());
  out.judged = true;
  if (!root) return AddProblem(out, 0, root.error().where, root.error().what), Status();
  const Node& context = (*root)["@context"];
  const auto version = context.text();
  if (version != "https://spdx.org/rdf/3.0.1/spdx-context.jsonld" &&
      version != "https://spdx.org/rdf/3.0.0/spdx-context.jsonld")
    AddProblem(out, context.line(), "/@context", "is of no version that is known");
  CheckSpdx3(*root, out);
  return {};
}

Status ValidateYaml(BytesView bytes, SbomValidation& out) {
  const auto root = syntax::ParseYaml(bytes);
  if (root) {
    RefuseFloats(*root, out);
    return ValidateTree(*root, out);
  }
  if (root.error().kind == ErrorKind::kTooLarge) return std::unexpected(root.error());
  out.judged = true;
  AddProblem(out, 0, root.error().where, "no YAML: " + root.error().what);
  return {};
}

Status ValidateTags(BytesView bytes, SbomValidation& out) {
  if (bytes.size() > syntax::kMaxDocumentBytes)
    return Fail(ErrorKind::kTooLarge, "larger than " + std::to_string(syntax::kMaxDocumentBytes) +
                                          " bytes of tags and values");
  return ValidateTree(ReadSpdxTags(bytes, out), out);
}

// xs:unique of the schemas: no bom-ref twice.
void UniqueNames(const SbomElement& element, std::set<std::string_view>& names,
                 SbomValidation& out) {
  if (const auto* name = element.Find("bom-ref"); name != nullptr && element.own)
    if (!names.insert(name->value).second)
      AddProblem(out, element.line, "",
                 "a second bom-ref '" + Printable(name->value.substr(0, kMaxNotedName)) + "'");
  for (const auto& child : element.children) UniqueNames(child, names, out);
}

Status ValidateXml(BytesView bytes, SbomValidation& out) {
  out.judged = true;
  const auto root = ReadSbomElements(bytes);
  if (!root && root.error().kind == ErrorKind::kTooLarge) return std::unexpected(root.error());
  if (!root) return AddProblem(out, 0, root.error().where, root.error().what), Status();
  const char mark = VersionMark(out.kind);
  if (mark == 0)
    return AddProblem(out, root->line, "/bom", "is of no namespace that is known"), Status();
  ShapeBook book({kSbomXmlShapes, kSpdxIdShapes}, mark);
  AVOUCH_CHECK_OK(XmlShapes(book, out).Check("bom", *root));
  std::set<std::string_view> names;
  UniqueNames(*root, names, out);
  return {};
}

}  // namespace

Result<SbomValidation> ValidateSbom(BytesView bytes) {
  const auto kind = DetectSbom(bytes);
  if (!kind) return Fail(ErrorKind::kUnsupported, "no SBOM of a kind that is read");
  SbomValidation out;
  out.kind = *kind;
  Status status;
  if (kind->form == SbomForm::kCycloneDxJson || kind->form == SbomForm::kSpdxJson) {
    status = ValidateJson(bytes, out);
  } else if (kind->form == SbomForm::kCycloneDxXml) {
    status = ValidateXml(bytes, out);
  } else if (kind->form == SbomForm::kSpdxYaml) {
    status = ValidateYaml(bytes, out);
  } else if (kind->form == SbomForm::kSpdxTagValue) {
    status = ValidateTags(bytes, out);
  } else {
    status = ValidateSpdx3(bytes, out);
  }
  if (!status && status.error().kind != ErrorKind::kTooLarge)
    return std::unexpected(status.error());
  if (!status) {
    out.judged = false;
    out.why = status.error().what;
  }
  std::ranges::stable_sort(out.problems, {}, &SbomProblem::line);
  return out;
}

}  // namespace avouch::formats
