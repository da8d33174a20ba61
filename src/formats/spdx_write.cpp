#include <algorithm>
#include <utility>

#include "base/text.h"
#include "formats/sbom_write.h"
#include "formats/spdx_document.h"
#include "syntax/json_writer.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;

constexpr std::size_t kPiece = std::size_t{64} << 10;

class JsonForm {
 public:
  JsonForm(const SpdxDocument& document, bool indent, const ByteSink& sink)
      : doc_(document), json_(sink, indent) {}

  Status Write() {
    json_.BeginMap();
    json_.Field("spdxVersion", "SPDX-2.3");
    json_.Field("dataLicense", "CC0-1.0");
    json_.Field("SPDXID", kSpdxDocument);
    json_.Field("name", doc_.name);
    json_.Field("documentNamespace", doc_.space);
    json_.Field("comment", doc_.comment);
    json_.Key("creationInfo");
    json_.BeginMap();
    json_.Field("created", doc_.created);
    json_.Key("creators");
    json_.BeginList();
    for (const auto& one : doc_.creators) json_.Text(one);
    json_.EndList();
    json_.EndMap();
    json_.Key("packages");
    json_.BeginList();
    if (doc_.HasSubject()) Package(kSubject, doc_.all.subject);
    for (std::uint32_t i = 0; i < doc_.all.parts.size(); ++i) Package(i, doc_.all.parts[i]);
    json_.EndList();
    OwnLicences();
    json_.Key("relationships");
    json_.BeginList();
    doc_.Relations([this](std::string_view from, std::string_view type, std::string_view to) {
      json_.BeginMap();
      json_.Field("spdxElementId", from);
      json_.Field("relationshipType", type);
      json_.Field("relatedSpdxElement", to);
      json_.EndMap();
    });
    json_.EndList();
    json_.EndMap();
    return json_.Finish();
  }

 private:
  void Package(std::uint32_t index, const Part& part) {
    json_.BeginMap();
    json_.Field("SPDXID", doc_.names.Of(index));
    json_.Field("name", SpdxName(part));
    json_.FieldIfAny("versionInfo", part.version);
    json_.FieldIfAny("packageFileName", SpdxFileName(part));
    if (!part.supplier.empty()) json_.Field("supplier", SpdxOrganisation(part.supplier));
    if (!part.producer.empty()) json_.Field("originator", SpdxOrganisation(part.producer));
    json_.Field("downloadLocation", SpdxLocation(part));
    json_.Key("filesAnalyzed");
    json_.Boolean(false);
    Checksums(part);
    json_.Field("licenseConcluded", "NOASSERTION");
    const bool expression = IsSpdxDeclarable(part.licence);
    json_.Field("licenseDeclared", expression ? part.licence : "NOASSERTION");
    if (!expression && !part.licence.empty())
      json_.Field("licenseComments", "avouch:licence=" + part.licence);
    json_.Field("copyrightText", "NOASSERTION");
    References(part);
    json_.Field("primaryPackagePurpose", SpdxPurposeOf(part.kind));
    Annotations(index, part);
    json_.EndMap();
  }

  void OwnLicences() {
    const auto own = doc_.OwnLicences();
    if (own.empty()) return;
    json_.Key("hasExtractedLicensingInfos");
    json_.BeginList();
    for (const auto& one : own) {
      json_.BeginMap();
      json_.Field("licenseId", one);
      json_.Field("extractedText", "NOASSERTION");
      json_.EndMap();
    }
    json_.EndList();
  }

  void Checksums(const Part& part) {
    if (std::ranges::all_of(part.digests,
                            [](const auto& one) { return SpdxChecksum(one).empty(); }))
      return;
    json_.Key("checksums");
    json_.BeginList();
    for (const auto& digest : part.digests) {
      if (SpdxChecksum(digest).empty()) continue;
      json_.BeginMap();
      json_.Field("algorithm", SpdxChecksum(digest));
      json_.Field("checksumValue", digest.hex);
      json_.EndMap();
    }
    json_.EndList();
  }

  void References(const Part& part) {
    if (!IsSpdxLocator(part.purl) && !IsSpdxCpe(part.cpe)) return;
    json_.Key("externalRefs");
    json_.BeginList();
    if (IsSpdxLocator(part.purl)) Reference("PACKAGE-MANAGER", "purl", part.purl);
    if (IsSpdxCpe(part.cpe)) Reference("SECURITY", SpdxCpeType(part.cpe), part.cpe);
    json_.EndList();
  }

  void Reference(std::string_view category, std::string_view type, std::string_view locator) {
    json_.BeginMap();
    json_.Field("referenceCategory", category);
    json_.Field("referenceType", type);
    json_.Field("referenceLocator", locator);
    json_.EndMap();
  }

  void Annotations(std::uint32_t index, const Part& part) {
    const auto comments = doc_.Annotations(index, part);
    if (comments.empty()) return;
    json_.Key("annotations");
    json_.BeginList();
    for (const auto& one : comments) {
      json_.BeginMap();
      json_.Field("annotator", doc_.annotator);
      json_.Field("annotationDate", doc_.created);
      json_.Field("annotationType", "OTHER");
      json_.Field("comment", one);
      json_.EndMap();
    }
    json_.EndList();
  }

  const SpdxDocument& doc_;
  syntax::JsonWriter json_;
};

class TagForm {
 public:
  TagForm(const SpdxDocument& document, const ByteSink& sink) : doc_(document), sink_(sink) {}

  Status Write() {
    Tag("SPDXVersion", "SPDX-2.3");
    Tag("DataLicense", "CC0-1.0");
    Tag("SPDXID", kSpdxDocument);
    Tag("DocumentName", doc_.name);
    Tag("DocumentNamespace", doc_.space);
    Text("DocumentComment", doc_.comment);
    for (const auto& one : doc_.creators) Tag("Creator", one);
    Tag("Created", doc_.created);
    if (doc_.HasSubject()) Package(kSubject, doc_.all.subject);
    for (std::uint32_t i = 0; i < doc_.all.parts.size(); ++i) Package(i, doc_.all.parts[i]);
    for (const auto& one : doc_.OwnLicences()) {
      out_ += '\n';
      Tag("LicenseID", one);
      Text("ExtractedText", "NOASSERTION");
    }
    out_ += '\n';
    doc_.Relations([this](std::string_view from, std::string_view type, std::string_view to) {
      Tag("Relationship", std::string(from) + " " + std::string(type) + " " + std::string(to));
    });
    Flush();
    return status_;
  }

 private:
  void Package(std::uint32_t index, const Part& part) {
    out_ += '\n';
    Tag("PackageName", SpdxName(part));
    Tag("SPDXID", doc_.names.Of(index));
    if (!part.version.empty()) Tag("PackageVersion", part.version);
    if (const auto file = SpdxFileName(part); !file.empty()) Tag("PackageFileName", file);
    if (!part.supplier.empty()) Tag("PackageSupplier", SpdxOrganisation(part.supplier));
    if (!part.producer.empty()) Tag("PackageOriginator", SpdxOrganisation(part.producer));
    Tag("PackageDownloadLocation", SpdxLocation(part));
    Tag("FilesAnalyzed", "false");
    for (const auto& digest : part.digests)
      if (const auto name = SpdxChecksum(digest); !name.empty())
        Tag("PackageChecksum", std::string(name) + ": " + digest.hex);
    Tag("PackageLicenseConcluded", "NOASSERTION");
    const bool expression = IsSpdxDeclarable(part.licence);
    Tag("PackageLicenseDeclared", expression ? part.licence : "NOASSERTION");
    if (!expression && !part.licence.empty())
      Text("PackageLicenseComments", "avouch:licence=" + part.licence);
    Tag("PackageCopyrightText", "NOASSERTION");
    if (IsSpdxLocator(part.purl)) Tag("ExternalRef", "PACKAGE-MANAGER purl " + part.purl);
    if (IsSpdxCpe(part.cpe))
      Tag("ExternalRef", "SECURITY " + std::string(SpdxCpeType(part.cpe)) + " " + part.cpe);
    Tag("PrimaryPackagePurpose", SpdxPurposeOf(part.kind));
    for (const auto& one : doc_.Annotations(index, part)) {
      Tag("Annotator", doc_.annotator);
      Tag("AnnotationDate", doc_.created);
      Tag("AnnotationType", "OTHER");
      Tag("SPDXREF", doc_.names.Of(index));
      Text("AnnotationComment", one);
    }
    if (out_.size() > kPiece) Flush();
  }

  void Tag(std::string_view tag, std::string_view value) {
    const std::string row = SpdxRow(value);
    if (Trim(row).starts_with("<text>"))
      return Text(tag, row);  // Else it would swallow what follows
    out_.append(tag).append(": ").append(row) += '\n';
  }
  // No text can end itself early: the closing mark in it is broken up.
  void Text(std::string_view tag, std::string_view value) {
    out_.append(tag).append(": <text>");
    out_.append(ReplaceAll(ToUtf8(value), "</text>", "< /text>")).append("</text>\n");
  }
  void Flush() {
    if (status_) status_ = sink_(out_);
    out_.clear();
  }

  const SpdxDocument& doc_;
  const ByteSink& sink_;
  std::string out_;
  Status status_;
};

}  // namespace

Status WriteSpdx(const Inventory& inventory, SpdxForm form, const SbomWriting& how,
                 const ByteSink& sink) {
  AVOUCH_TRY(const std::string created, CreatedOf(inventory, how));
  if (created.empty()) return Fail(ErrorKind::kMalformed, "SPDX asks for a time of creation");
  const SpdxDocument document(inventory, how, created);
  if (form == SpdxForm::kTagValue) return TagForm(document, sink).Write();
  return JsonForm(document, how.indent, sink).Write();
}

}  // namespace avouch::formats
