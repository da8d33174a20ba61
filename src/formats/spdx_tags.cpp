// Tag-value is a list of tags that open things and say something of what is open. Its facts are
// put where JSON has them, so that one table of shapes and one of rules judge both.

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/sbom_shape_check.h"
#include "formats/spdx_rules.h"

namespace avouch::formats {
namespace {

using syntax::Node;

enum class In : char {
  kDocument,
  kCreation,
  kPackage,
  kFile,
  kSnippet,
  kLicence,
  kAnnotation,
  kReview
};
enum class As : char {
  kText,
  kList,
  kBoolean,
  kChecksum,   // "SHA1: 85ed..."
  kCode,       // A verification code and the files without which it was made
  kReference,  // "SECURITY cpe23Type cpe:2.3:..."
  kDocument,   // "DocumentRef-x URI SHA1: d6a7..."
  kRelation,   // "A CONTAINS B"
  kBytes,      // "310:420"
  kLines,
  kAnnotated,  // "SPDXRef-x": JSON has annotations within what they are of
  kOfLast,     // A comment on what came before; JSON's shape is not asked for it
};

struct Tag {
  std::string_view name;
  In in;
  std::string_view key;
  As as = As::kText;
  bool opens = false;
};
constexpr Tag kTags[] = {
    {"SPDXVersion", In::kDocument, "spdxVersion"},
    {"DataLicense", In::kDocument, "dataLicense"},
    {"SPDXID", In::kDocument, "SPDXID"},
    {"DocumentName", In::kDocument, "name"},
    {"DocumentNamespace", In::kDocument, "documentNamespace"},
    {"DocumentComment", In::kDocument, "comment"},
    {"ExternalDocumentRef", In::kDocument, "externalDocumentRefs", As::kDocument},
    {"Relationship", In::kDocument, "relationships", As::kRelation},
    {"RelationshipComment", In::kDocument, "", As::kOfLast},
    {"LicenseListVersion", In::kCreation, "licenseListVersion"},
    {"Creator", In::kCreation, "creators", As::kList},
    {"Created", In::kCreation, "created"},
    {"CreatorComment", In::kCreation, "comment"},
    {"PackageName", In::kPackage, "name", As::kText, true},
    {"SPDXID", In::kPackage, "SPDXID"},
    {"PackageVersion", In::kPackage, "versionInfo"},
    {"PackageFileName", In::kPackage, "packageFileName"},
    {"PackageSupplier", In::kPackage, "supplier"},
    {"PackageOriginator", In::kPackage, "originator"},
    {"PackageDownloadLocation", In::kPackage, "downloadLocation"},
    {"FilesAnalyzed", In::kPackage, "filesAnalyzed", As::kBoolean},
    {"PackageVerificationCode", In::kPackage, "packageVerificationCode", As::kCode},
    {"PackageChecksum", In::kPackage, "checksums", As::kChecksum},
    {"PackageHomePage", In::kPackage, "homepage"},
    {"PackageSourceInfo", In::kPackage, "sourceInfo"},
    {"PackageLicenseConcluded", In::kPackage, "licenseConcluded"},
    {"PackageLicenseInfoFromFiles", In::kPackage, "licenseInfoFromFiles", As::kList},
    {"PackageLicenseDeclared", In::kPackage, "licenseDeclared"},
    {"PackageLicenseComments", In::kPackage, "licenseComments"},
    {"PackageCopyrightText", In::kPackage, "copyrightText"},
    {"PackageSummary", In::kPackage, "summary"},
    {"PackageDescription", In::kPackage, "description"},
    {"PackageComment", In::kPackage, "comment"},
    {"ExternalRef", In::kPackage, "externalRefs", As::kReference},
    {"ExternalRefComment", In::kPackage, "", As::kOfLast},
    {"PackageAttributionText", In::kPackage, "attributionTexts", As::kList},
    {"PrimaryPackagePurpose", In::kPackage, "primaryPackagePurpose"},
    {"ReleaseDate", In::kPackage, "releaseDate"},
    {"BuiltDate", In::kPackage, "builtDate"},
    {"ValidUntilDate", In::kPackage, "validUntilDate"},
    {"FileName", In::kFile, "fileName", As::kText, true},
    {"SPDXID", In::kFile, "SPDXID"},
    {"FileType", In::kFile, "fileTypes", As::kList},
    {"FileChecksum", In::kFile, "checksums", As::kChecksum},
    {"LicenseConcluded", In::kFile, "licenseConcluded"},
    {"LicenseInfoInFile", In::kFile, "licenseInfoInFiles", As::kList},
    {"LicenseComments", In::kFile, "licenseComments"},
    {"FileCopyrightText", In::kFile, "copyrightText"},
    {"FileComment", In::kFile, "comment"},
    {"FileNotice", In::kFile, "noticeText"},
    {"FileContributor", In::kFile, "fileContributors", As::kList},
    {"FileAttributionText", In::kFile, "attributionTexts", As::kList},
    {"FileDependency", In::kFile, "fileDependencies", As::kList},
    {"ArtifactOfProjectName", In::kFile, "", As::kOfLast},
    {"ArtifactOfProjectHomePage", In::kFile, "", As::kOfLast},
    {"ArtifactOfProjectURI", In::kFile, "", As::kOfLast},
    {"SnippetSPDXID", In::kSnippet, "SPDXID", As::kText, true},
    {"SnippetFromFileSPDXID", In::kSnippet, "snippetFromFile"},
    {"SnippetByteRange", In::kSnippet, "ranges", As::kBytes},
    {"SnippetLineRange", In::kSnippet, "ranges", As::kLines},
    {"SnippetLicenseConcluded", In::kSnippet, "licenseConcluded"},
    {"LicenseInfoInSnippet", In::kSnippet, "licenseInfoInSnippets", As::kList},
    {"SnippetLicenseComments", In::kSnippet, "licenseComments"},
    {"SnippetCopyrightText", In::kSnippet, "copyrightText"},
    {"SnippetComment", In::kSnippet, "comment"},
    {"SnippetName", In::kSnippet, "name"},
    {"SnippetAttributionText", In::kSnippet, "attributionTexts", As::kList},
    {"LicenseID", In::kLicence, "licenseId", As::kText, true},
    {"ExtractedText", In::kLicence, "extractedText"},
    {"LicenseName", In::kLicence, "name"},
    {"LicenseCrossReference", In::kLicence, "seeAlsos", As::kList},
    {"LicenseComment", In::kLicence, "comment"},
    {"Annotator", In::kAnnotation, "annotator", As::kText, true},
    {"AnnotationDate", In::kAnnotation, "annotationDate"},
    {"AnnotationType", In::kAnnotation, "annotationType"},
    {"SPDXREF", In::kAnnotation, "", As::kAnnotated},
    {"AnnotationComment", In::kAnnotation, "comment"},
    {"Reviewer", In::kReview, "reviewer", As::kText, true},
    {"ReviewDate", In::kReview, "reviewDate"},
    {"ReviewComment", In::kReview, "comment"},
};

// The lists in which JSON keeps what a tag opens; the document and its making are alone.
constexpr std::string_view kLists[] = {
    "",         "", "packages", "files", "snippets", "hasExtractedLicensingInfos", "annotations",
    "revieweds"};

// One thing while its tags are read.
struct Thing {
  In in = In::kDocument;
  std::uint32_t line = 1;
  std::vector<std::pair<std::string_view, Node>> values;
  std::map<std::string_view, Node> lists;

  [[nodiscard]] Node Take() {
    Node out = Node::Map();
    out.SetPlace({line, 1});
    for (auto& [key, value] : values) out.Append(key, std::move(value));
    for (auto& [key, list] : lists) out.Append(key, std::move(list));
    // JSON asks for a name of a snippet, the specification does not.
    if (in == In::kSnippet && out.Find("name") == nullptr) out.Append("name", Node::Text(""));
    return out;
  }
};

class TagReader {
 public:
  explicit TagReader(SbomValidation& out) : out_(out) {
    document_.in = In::kDocument;
    creation_.in = In::kCreation;
  }

  Node Read(BytesView text) {
    std::uint32_t line = 0;
    while (!text.empty()) {
      ++line;
      std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view row = Trim(text.substr(0, end));
      const std::uint32_t at = line;
      if (!row.empty() && !row.starts_with('#')) Row(text, row, at, line, end);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    Close(side_);
    Close(element_);
    if (!creation_.values.empty() || !creation_.lists.empty())
      document_.values.emplace_back("creationInfo", creation_.Take());
    Node root = document_.Take();
    for (auto& [key, list] : things_) root.Append(key, std::move(list));
    return root;
  }

 private:
  void Wrong(std::uint32_t line, std::string what) { AddProblem(out_, line, "", std::move(what)); }

  void Row(BytesView text, std::string_view row, std::uint32_t at, std::uint32_t& line,
           std::size_t& end) {
    const auto colon = row.find(':');
    if (colon == row.npos) return Wrong(at, Shown(row) + " is no tag with a value");
    std::string_view value = Trim(row.substr(colon + 1));
    if (value.starts_with("<text>")) {
      const auto start = static_cast<std::size_t>(value.data() - text.data()) + 6;
      // Once none ends, no later one does: it is looked for once.
      const auto stop = endless_ ? text.npos : text.find("</text>", start);
      endless_ = stop == text.npos;
      if (endless_) return Wrong(at, "a <text> that does not end");
      line +=
          static_cast<std::uint32_t>(std::ranges::count(text.substr(start, stop - start), '\n'));
      end = std::min(text.find('\n', stop), text.size());
      value = text.substr(start, stop - start);
    }
    Put(Trim(row.substr(0, colon)), value, at);
  }

  void Put(std::string_view name, std::string_view value, std::uint32_t line) {
    Thing* thing = nullptr;
    const Tag* tag = nullptr;
    bool known = false;
    for (const auto& one : kTags) {
      if (one.name != name) continue;
      known = true;
      if (one.opens) {
        thing = Open(one.in, line);
      } else if (Thing* open = ThingOf(one.in)) {
        // Of the tags of one name, SPDXID, that of what is open counts.
        thing = open;
      } else {
        continue;
      }
      tag = &one;
    }
    if (!known) return Wrong(line, Shown(name) + " is no tag");
    if (tag == nullptr)
      return Wrong(line, Shown(name) + " stands where nothing of its kind is open");
    if (value.empty() && tag->as != As::kOfLast) Wrong(line, Shown(name) + " has no value");
    Say(*thing, *tag, value, line);
  }

  Thing* ThingOf(In in) {
    if (in == In::kDocument) return &document_;
    if (in == In::kCreation) return &creation_;
    auto& slot = in == In::kAnnotation || in == In::kReview ? side_ : element_;
    return slot && slot->in == in ? &*slot : nullptr;
  }

  Thing* Open(In in, std::uint32_t line) {
    const bool side = in == In::kAnnotation || in == In::kReview;
    Close(side_);
    if (!side) Close(element_);
    auto& slot = side ? side_ : element_;
    slot.emplace();
    slot->in = in;
    slot->line = line;
    return &*slot;
  }

  void Close(std::optional<Thing>& slot) {
    if (!slot) return;
    if (slot->in == In::kAnnotation && !std::exchange(annotated_, false))
      Wrong(slot->line, "an annotation of nothing: SPDXREF is missing");
    Add(kLists[static_cast<std::size_t>(slot->in)], slot->Take(), things_);
    slot.reset();
  }

  static void Add(std::string_view key, Node item, std::map<std::string_view, Node>& lists) {
    auto [list, added] = lists.try_emplace(key);
    if (added) (list->second = Node::List()).SetPlace(item.place());
    list->second.Add(std::move(item));
  }

  void Say(Thing& thing, const Tag& tag, std::string_view value, std::uint32_t line) {
    const auto one = [&](Node node) {
      const auto same = [&](const auto& entry) { return entry.first == tag.key; };
      if (std::ranges::any_of(thing.values, same))
        return Wrong(line, Shown(tag.name) + " is given twice");
      thing.values.emplace_back(tag.key, std::move(node.SetPlace({line, 1})));
    };
    const auto many = [&](std::optional<Node> node) {
      if (!node) return Wrong(line, Shown(value) + " is no value of " + std::string(tag.name));
      Add(tag.key, std::move(node->SetPlace({line, 1})),
          thing.in == In::kDocument ? things_ : thing.lists);
    };
    switch (tag.as) {
      case As::kText:
        return one(Node::Text(value));
      case As::kList:
        return many(Node::Text(value));
      case As::kBoolean:
        if (value != "true" && value != "false") return one(Node::Text(value));
        return one(Node::Boolean(value == "true"));
      case As::kChecksum:
        return many(ChecksumOf(value));
      case As::kCode:
        return one(CodeOf(value));
      case As::kReference:
        return many(Three(value, {"referenceCategory", "referenceType", "referenceLocator"}));
      case As::kRelation:
        return many(Three(value, {"spdxElementId", "relationshipType", "relatedSpdxElement"}));
      case As::kDocument:
        return many(DocumentOf(value));
      case As::kBytes:
        return many(RangeOf(value, "offset"));
      case As::kLines:
        return many(RangeOf(value, "lineNumber"));
      case As::kAnnotated:
        annotated_ = true;
        return Add("relationships", Annotated(value, line), things_);
      case As::kOfLast:
        return;
    }
  }

  static std::string Shown(std::string_view text) {
    return "'" + Printable(text.substr(0, kMaxNotedName)) + "'";
  }

  // What is annotated must be an element, as what is related must; so it is told as one that is.
  static Node Annotated(std::string_view element, std::uint32_t line) {
    Node id = Node::Text(element);
    id.SetPlace({line, 1});
    Node out = Node::Map();
    out.SetPlace({line, 1});
    out.Append("spdxElementId", std::move(id));
    out.Append("relationshipType", Node::Text("OTHER"));
    out.Append("relatedSpdxElement", Node::Text("NONE"));
    return out;
  }

  static std::optional<Node> Three(std::string_view value,
                                   const std::array<std::string_view, 3>& keys) {
    const auto words = Words(value);
    if (words.size() != 3) return std::nullopt;
    Node out = Node::Map();
    for (std::size_t i = 0; i < 3; ++i) out.Append(keys[i], Node::Text(words[i]));
    return out;
  }

  static std::optional<Node> ChecksumOf(std::string_view value) {
    const auto colon = value.find(':');
    if (colon == value.npos) return std::nullopt;
    return Node::Map()
        .Set("algorithm", Trim(value.substr(0, colon)))
        .Set("checksumValue", Trim(value.substr(colon + 1)));
  }

  static std::optional<Node> DocumentOf(std::string_view value) {
    const auto words = Words(value);
    if (words.size() < 3 || words.size() > 4) return std::nullopt;
    const auto start = static_cast<std::size_t>(words[2].data() - value.data());
    auto checksum = ChecksumOf(value.substr(start));
    if (!checksum) return std::nullopt;
    return Node::Map()
        .Set("externalDocumentId", words[0])
        .Set("spdxDocument", words[1])
        .Set("checksum", *std::move(checksum));
  }

  static Node CodeOf(std::string_view value) {
    const auto end = std::min(value.find_first_of(" ("), value.size());
    Node out = Node::Map().Set("packageVerificationCodeValue", value.substr(0, end));
    std::string_view rest = Trim(value.substr(end));
    if (!rest.starts_with('(') || !rest.ends_with(')')) return out;
    rest = Trim(rest.substr(1, rest.size() - 2));
    if (rest.starts_with("excludes:")) rest = Trim(rest.substr(9));
    Node files = Node::List();
    for (const auto& file : Split(rest, ',')) files.Add(Trim(file));
    out.Append("packageVerificationCodeExcludedFiles", std::move(files));
    return out;
  }

  static std::optional<std::int64_t> Number(std::string_view text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
  }

  static std::optional<Node> RangeOf(std::string_view value, std::string_view key) {
    const auto colon = value.find(':');
    if (colon == value.npos) return std::nullopt;
    const auto first = Number(Trim(value.substr(0, colon)));
    const auto last = Number(Trim(value.substr(colon + 1)));
    if (!first || !last) return std::nullopt;
    const auto pointer = [key](std::int64_t at) {
      return Node::Map().Set("reference", "").Set(key, Node::Integer(at));
    };
    return Node::Map().Set("startPointer", pointer(*first)).Set("endPointer", pointer(*last));
  }

  SbomValidation& out_;
  Thing document_, creation_;
  std::optional<Thing> element_, side_;
  bool endless_ = false;
  bool annotated_ = false;                   // The open annotation says of what it is
  std::map<std::string_view, Node> things_;  // The lists of the document
};

}  // namespace

Node ReadSpdxTags(BytesView text, SbomValidation& out) {
  return TagReader(out).Read(WithoutBom(text));
}

}  // namespace avouch::formats
