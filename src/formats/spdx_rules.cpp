#include "formats/spdx_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "formats/limits.h"
#include "formats/sbom_shape_check.h"
#include "formats/spdx_document.h"
#include "formats/spdx_values.h"
#include "notation/licence.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr std::string_view kDocumentRef = "DocumentRef-", kLicenceRef = "LicenseRef-",
                           kElementRef = "SPDXRef-";

bool IsNothing(std::string_view text) { return text == "NONE" || text == "NOASSERTION"; }

bool IsNamed(std::string_view text, std::string_view prefix, std::string_view others) {
  return text.starts_with(prefix) && IsIdString(text.substr(prefix.size()), others);
}

// What the document says of itself, to hold the rest against.
struct Facts {
  enum class Kind : char { kDocument, kPackage, kFile, kSnippet };
  std::unordered_map<std::string_view, Kind> elements;
  std::unordered_set<std::string_view> documents;   // "DocumentRef-x"
  std::unordered_set<std::string_view> licences;    // "LicenseRef-x"
  std::unordered_set<std::string_view> unanalysed;  // Packages whose files were not looked at
  std::unordered_map<std::string, std::string> expressions;  // What is wrong with each
};

// What is wrong with a value, or "".
using Check = std::string (*)(Facts& facts, const Node& value);

std::string DocumentId(Facts&, const Node& value) {
  return value.text() == kSpdxDocument ? "" : "must be " + std::string(kSpdxDocument);
}

std::string DataLicence(Facts&, const Node& value) {
  return value.text() == "CC0-1.0" ? "" : "must be CC0-1.0";
}

std::string Something(Facts&, const Node& value) {
  return Trim(value.text()).empty() ? "is empty" : "";
}

std::string Namespace(Facts&, const Node& value) {
  if (!IsSpdxAddress(value.text())) return SpdxShown(value.text()) + " is no URI with a scheme";
  return value.text().contains('#') ? "must not have a part behind #" : "";
}

std::string Homepage(Facts&, const Node& value) {
  const auto text = value.text();
  return IsNothing(text) || IsSpdxAddress(text) ? "" : SpdxShown(text) + " is no address";
}

std::string Download(Facts&, const Node& value) {
  const auto text = value.text();
  if (IsNothing(text)) return "";
  if (!IsSpdxAddress(text) && !(text.starts_with("git+git@") && text.contains(':')))
    return SpdxShown(text) + " is no address, NONE or NOASSERTION";
  const auto host = text.find("://");
  if (host == text.npos) return "";
  const auto tool = text.substr(0, std::min(host, text.find('+')));
  if (tool.size() < host && tool != "git" && tool != "hg" && tool != "svn" && tool != "bzr")
    return SpdxShown(tool) + " is no tool of version control that SPDX has";
  const auto authority = text.substr(host + 3, text.find_first_of("/?#", host + 3) - host - 3);
  const auto at = authority.rfind('@');
  const bool secret = at != authority.npos && authority.substr(0, at).contains(':');
  return secret ? "must not have a user's name and password" : "";
}

std::string Date(Facts&, const Node& value) {
  const auto text = value.text();
  const bool form = text.size() == 20 && text[10] == 'T' && text.back() == 'Z';
  return form && ParseTime(text) ? "" : SpdxShown(text) + " is no time like 2010-01-29T18:30:22Z";
}

bool IsSomebody(std::string_view text, std::string_view kind) {
  if (!text.starts_with(kind)) return false;
  const auto name = Trim(text.substr(kind.size()));
  return !name.empty() && !name.starts_with('(');
}

std::string Creator(Facts&, const Node& value) {
  const auto text = value.text();
  const bool known =
      IsSomebody(text, "Person:") || IsSomebody(text, "Organization:") || IsSomebody(text, "Tool:");
  return known ? "" : SpdxShown(text) + " is no Person:, Organization: or Tool: with a name";
}

std::string Supplier(Facts&, const Node& value) {
  const auto text = value.text();
  const bool known =
      text == "NOASSERTION" || IsSomebody(text, "Person:") || IsSomebody(text, "Organization:");
  return known ? ""
               : SpdxShown(text) + " is no Person: or Organization: with a name, or NOASSERTION";
}

std::string ListVersion(Facts&, const Node& value) {
  const auto text = value.text();
  const auto dot = text.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool known =
      dot != text.npos && digits(text.substr(0, dot)) && digits(text.substr(dot + 1));
  return known ? "" : SpdxShown(text) + " is no version like 3.8";
}

std::string ElementId(Facts&, const Node& value) {
  if (value.text() == kSpdxDocument) return "is the document's";
  return IsNamed(value.text(), kElementRef, ".-")
             ? ""
             : SpdxShown(value.text()) + " is no SPDXRef- with letters, digits, dots and dashes";
}

std::string DocumentRef(Facts&, const Node& value) {
  return IsNamed(value.text(), kDocumentRef, ".-+")
             ? ""
             : SpdxShown(value.text()) + " is no DocumentRef- with letters, digits, dots, + and -";
}

std::string LicenceRef(Facts&, const Node& value) {
  return IsNamed(value.text(), kLicenceRef, ".-")
             ? ""
             : SpdxShown(value.text()) + " is no LicenseRef- with letters, digits, dots and dashes";
}

std::string Reference(Facts& facts, const Node& value) {
  const auto text = value.text();
  if (facts.elements.contains(text)) return "";
  const auto colon = text.find(':');
  if (colon == text.npos) return SpdxShown(text) + " is no element of this document";
  if (!facts.documents.contains(text.substr(0, colon)))
    return SpdxShown(text) + " is of a document that is not named";
  return IsNamed(text.substr(colon + 1), kElementRef, ".-") ? ""
                                                            : SpdxShown(text) + " is no element";
}

std::string Related(Facts& facts, const Node& value) {
  return IsNothing(value.text()) ? "" : Reference(facts, value);
}

std::string FileReference(Facts& facts, const Node& value) {
  const auto found = facts.elements.find(value.text());
  if (found == facts.elements.end()) return Reference(facts, value);
  return found->second == Facts::Kind::kFile ? "" : SpdxShown(value.text()) + " is no file";
}

std::string LicenceOf(const Facts& facts, std::string_view text) {
  const auto expression = notation::ParseLicence(text);
  if (!expression) return SpdxShown(text) + " is no licence expression: " + expression.error().what;
  for (const auto* one : notation::LicencesIn(*expression)) {
    const std::string_view id = one->id;
    const auto colon = id.find(':');
    if (colon != id.npos) {
      if (!facts.documents.contains(id.substr(0, colon)))
        return SpdxShown(id) + " is of a document that is not named";
    } else if (id.starts_with(kLicenceRef)) {
      if (!facts.licences.contains(id)) return SpdxShown(id) + " has no text here";
    } else if (!one->listed && !facts.licences.contains(id)) {
      const std::string with = one->exception.empty() ? "" : " WITH " + one->exception;
      return SpdxShown(std::string(id) + with) + " is on no list of licences";
    }
  }
  return "";
}

std::string Licence(Facts& facts, const Node& value) {
  if (IsNothing(value.text())) return "";
  const auto [known, added] = facts.expressions.try_emplace(std::string(value.text()));
  if (added) known->second = LicenceOf(facts, value.text());
  return known->second;
}

std::string Checksum(Facts&, const Node& value) { return WrongChecksum(value); }
std::string ExternalRef(Facts&, const Node& value) { return WrongExternalRef(value); }

std::string VerificationCode(Facts&, const Node& value) {
  return IsLowerHexOf(value.text(), 40, 40) ? "" : SpdxShown(value.text()) + " is no SHA-1";
}

std::string FileName(Facts&, const Node& value) {
  if (value.text().empty()) return "is empty";
  return value.text().starts_with('/') ? "must not begin at the root" : "";
}

// ---- What several fields say together ----

std::string PackageFiles(Facts&, const Node& value) {
  if (value["filesAnalyzed"].boolean() != false) return "";
  for (const std::string_view key : {"packageVerificationCode", "licenseInfoFromFiles", "hasFiles"})
    if (value[key].size() > 0)
      return "its files were not looked at (filesAnalyzed), and there is " + std::string(key);
  return "";
}

std::string FileDigest(Facts&, const Node& value) {
  const auto checksums = value["checksums"].items();
  const bool sha1 = std::ranges::any_of(
      checksums, [](const Node& one) { return one["algorithm"].text() == "SHA1"; });
  return checksums.empty() || sha1 ? "" : "has no SHA1";
}

std::string Range(Facts&, const Node& value) {
  for (const std::string_view key : {"offset", "lineNumber"}) {
    const auto first = value["startPointer"][key].integer();
    const auto last = value["endPointer"][key].integer();
    if (!first && !last) continue;
    if (!first || !last || *first < 1 || *first > *last) return "is no range from 1 up";
    return "";
  }
  return "is neither of bytes nor of lines";
}

std::string SnippetRanges(Facts&, const Node& value) {
  const auto ranges = value["ranges"].items();
  const bool bytes = std::ranges::any_of(
      ranges, [](const Node& one) { return one["startPointer"].Find("offset") != nullptr; });
  return ranges.empty() || bytes ? "" : "has no range of bytes";
}

std::string Relationship(Facts& facts, const Node& value) {
  const auto type = value["relationshipType"].text();
  const auto one = value["spdxElementId"].text(), other = value["relatedSpdxElement"].text();
  const auto whole = type == "CONTAINS" ? one : type == "CONTAINED_BY" ? other : "";
  if (!facts.unanalysed.contains(whole)) return "";
  const auto part = facts.elements.find(type == "CONTAINS" ? other : one);
  const bool file = part != facts.elements.end() && part->second == Facts::Kind::kFile;
  return file ? SpdxShown(whole) + " holds a file, and its files were not looked at (filesAnalyzed)"
              : "";
}

std::string Describes(Facts&, const Node& root) {
  if (root["packages"].size() == 1 && root["files"].empty() && root["snippets"].empty()) return "";
  if (!root["documentDescribes"].empty()) return "";
  for (const auto& one : root["relationships"].items()) {
    const auto type = one["relationshipType"].text();
    if (type == "DESCRIBES" && one["spdxElementId"].text() == kSpdxDocument) return "";
    if (type == "DESCRIBED_BY" && one["relatedSpdxElement"].text() == kSpdxDocument) return "";
  }
  return "no relationship says what the document describes";
}

// A place, "*" being each item of a list, and what must hold there.
struct Rule {
  std::string_view place;
  Check check;
};
constexpr Rule kRules[] = {
    {"", Describes},
    {"SPDXID", DocumentId},
    {"dataLicense", DataLicence},
    {"name", Something},
    {"documentNamespace", Namespace},
    {"creationInfo/created", Date},
    {"creationInfo/creators/*", Creator},
    {"creationInfo/licenseListVersion", ListVersion},
    {"externalDocumentRefs/*/externalDocumentId", DocumentRef},
    {"externalDocumentRefs/*/spdxDocument", Namespace},
    {"externalDocumentRefs/*/checksum", Checksum},
    {"hasExtractedLicensingInfos/*/licenseId", LicenceRef},
    {"hasExtractedLicensingInfos/*/extractedText", Something},
    {"documentDescribes/*", Reference},
    {"packages/*", PackageFiles},
    {"packages/*/SPDXID", ElementId},
    {"packages/*/name", Something},
    {"packages/*/downloadLocation", Download},
    {"packages/*/homepage", Homepage},
    {"packages/*/supplier", Supplier},
    {"packages/*/originator", Supplier},
    {"packages/*/checksums/*", Checksum},
    {"packages/*/externalRefs/*", ExternalRef},
    {"packages/*/packageVerificationCode/packageVerificationCodeValue", VerificationCode},
    {"packages/*/licenseConcluded", Licence},
    {"packages/*/licenseDeclared", Licence},
    {"packages/*/licenseInfoFromFiles/*", Licence},
    {"packages/*/hasFiles/*", FileReference},
    {"packages/*/builtDate", Date},
    {"packages/*/releaseDate", Date},
    {"packages/*/validUntilDate", Date},
    {"files/*", FileDigest},
    {"files/*/SPDXID", ElementId},
    {"files/*/fileName", FileName},
    {"files/*/checksums/*", Checksum},
    {"files/*/licenseConcluded", Licence},
    {"files/*/licenseInfoInFiles/*", Licence},
    {"files/*/fileDependencies/*", Reference},
    {"snippets/*", SnippetRanges},
    {"snippets/*/SPDXID", ElementId},
    {"snippets/*/snippetFromFile", FileReference},
    {"snippets/*/ranges/*", Range},
    {"snippets/*/licenseConcluded", Licence},
    {"snippets/*/licenseInfoInSnippets/*", Licence},
    {"relationships/*", Relationship},
    {"relationships/*/spdxElementId", Reference},
    {"relationships/*/relatedSpdxElement", Related},
    {"annotations/*/annotationDate", Date},
    {"annotations/*/annotator", Creator},
    {"packages/*/annotations/*/annotationDate", Date},
    {"packages/*/annotations/*/annotator", Creator},
    {"files/*/annotations/*/annotationDate", Date},
    {"files/*/annotations/*/annotator", Creator},
    {"snippets/*/annotations/*/annotationDate", Date},
    {"snippets/*/annotations/*/annotator", Creator},
    {"revieweds/*/reviewDate", Date},
    {"revieweds/*/reviewer", Creator},
};

class Rules {
 public:
  Rules(const Node& root, SbomValidation& out) : root_(root), out_(out) {}

  void Check() {
    Learn();
    for (const auto& rule : kRules) Apply(rule, root_, rule.place);
  }

 private:
  void Learn() {
    facts_.elements.emplace(kSpdxDocument, Facts::Kind::kDocument);
    Elements("packages", Facts::Kind::kPackage);
    Elements("files", Facts::Kind::kFile);
    Elements("snippets", Facts::Kind::kSnippet);
    for (const auto& one : root_["externalDocumentRefs"].items())
      Once(facts_.documents, one["externalDocumentId"]);
    for (const auto& one : root_["hasExtractedLicensingInfos"].items())
      Once(facts_.licences, one["licenseId"]);
    for (const auto& one : root_["packages"].items())
      if (one["filesAnalyzed"].boolean() == false) facts_.unanalysed.insert(one["SPDXID"].text());
    facts_.unanalysed.erase("");
  }

  void Elements(std::string_view list, Facts::Kind kind) {
    for (const auto& one : root_[list].items()) {
      const Node& id = one["SPDXID"];
      if (id.is_text() && !facts_.elements.emplace(id.text(), kind).second) Twice(id);
    }
  }
  void Once(std::unordered_set<std::string_view>& names, const Node& name) {
    if (name.is_text() && !names.insert(name.text()).second) Twice(name);
  }
  void Twice(const Node& name) {
    AddProblem(out_, name.line(), "", SpdxShown(name.text()) + " names more than one thing");
  }

  // `place` is what is left of the rule's, below `node`.
  void Apply(const Rule& rule, const Node& node, std::string_view place) {
    if (node.line() > 0) line_ = node.line();  // What tags are made of has the line of its tag
    if (place.empty()) return Hold(rule, node);
    const auto slash = place.find('/');
    const auto key = place.substr(0, slash);
    const auto rest = slash == place.npos ? std::string_view() : place.substr(slash + 1);
    const std::size_t length = where_.size();
    if (key == "*") {
      std::size_t at = 0;
      for (const auto& item : node.items()) {
        where_.append("/").append(std::to_string(at++));
        Apply(rule, item, rest);
        where_.resize(length);
      }
      return;
    }
    const Node* value = node.Find(key);
    if (value == nullptr) return;
    where_.append("/").append(key);
    Apply(rule, *value, rest);
    where_.resize(length);
  }

  void Hold(const Rule& rule, const Node& value) {
    if (!value.is_text() && !value.is_map()) return;
    std::string wrong = rule.check(facts_, value);
    if (!wrong.empty()) AddProblem(out_, line_, where_.empty() ? "/" : where_, std::move(wrong));
  }

  const Node& root_;
  SbomValidation& out_;
  Facts facts_;
  std::string where_;
  std::uint32_t line_ = 0;
};

}  // namespace

void CheckSpdxRules(const Node& root, SbomValidation& out) { Rules(root, out).Check(); }

}  // namespace avouch::formats
