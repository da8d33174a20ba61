#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/spdx_read.h"

namespace avouch::formats {
namespace {

// Tags of packages and files, and what JSON calls them.
constexpr auto kTags = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"SPDXID", "SPDXID"},
    {"PackageVersion", "versionInfo"},
    {"PackageFileName", "packageFileName"},
    {"PackageSupplier", "supplier"},
    {"PackageOriginator", "originator"},
    {"PackageDownloadLocation", "downloadLocation"},
    {"PackageLicenseDeclared", "licenseDeclared"},
    {"PackageLicenseConcluded", "licenseConcluded"},
    {"PackageLicenseComments", "licenseComments"},
    {"LicenseConcluded", "licenseConcluded"},
    {"PrimaryPackagePurpose", "primaryPackagePurpose"},
});

class Reader {
 public:
  explicit Reader(std::size_t bytes) : builder_(bytes) {}

  Result<model::Inventory> Read(BytesView text) {
    std::uint32_t line = 0;
    while (!text.empty()) {
      ++line;
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view row = Trim(text.substr(0, end));
      const auto colon = row.find(':');
      if (row.starts_with('#') || colon == row.npos) {
        text.remove_prefix(std::min(end + 1, text.size()));
        continue;
      }
      const std::string_view tag = Trim(row.substr(0, colon));
      std::string_view value = Trim(row.substr(colon + 1));
      const std::uint32_t at = line;
      std::size_t taken = end;
      if (value.starts_with("<text>")) value = WholeText(text, value, line, taken);
      text.remove_prefix(std::min(taken + 1, text.size()));
      Tag(tag, value, at);
    }
    Close();
    for (const auto& [value, at] : relations_) Relation(value, at);
    for (const auto& [package, file] : inside_) builder_.Contains(package, file);
    return builder_.Finish("tag-value");
  }

 private:
  // What stands between <text> and </text>, over many lines. `taken`: bytes of `text` up to the
  // end of the last of them.
  std::string_view WholeText(BytesView text, std::string_view value, std::uint32_t& line,
                             std::size_t& taken) {
    const auto start = static_cast<std::size_t>(value.data() - text.data()) + 6;
    // Once none ends, no later one does: it is looked for once.
    const auto stop = endless_ ? text.npos : text.find("</text>", start);
    endless_ = stop == text.npos;
    if (endless_) {
      builder_.Note(line, "a <text> that does not end");
      return value.substr(6);
    }
    for (std::size_t i = start; i < stop; ++i) line += text[i] == '\n' ? 1 : 0;
    taken = std::min(text.find('\n', stop), text.size());
    return text.substr(start, stop - start);
  }

  void Tag(std::string_view tag, std::string_view value, std::uint32_t line) {
    if (tag == "PackageName" || tag == "FileName") return Open(tag == "FileName", value, line);
    if (tag == "SnippetSPDXID" || tag == "LicenseID") return Close();
    if (tag == "Relationship") return relations_.emplace_back(value, line), void();
    if (!element_) {
      if (tag == "Creator") return builder_.Creator(value);
      return builder_.DocumentField(tag == "DocumentComment" ? "comment" : tag, value);
    }
    if (tag == "SPDXID") id_ = value;
    for (const auto& [name, key] : kTags)
      if (name == tag) return void(builder_.Field(*element_, key, value));
    if (tag == "PackageChecksum" || tag == "FileChecksum") {
      const auto colon = value.find(':');
      if (colon != value.npos)
        builder_.Checksum(*element_, Trim(value.substr(0, colon)), value.substr(colon + 1));
    } else if (tag == "ExternalRef") {
      const auto words = Words(value);
      if (words.size() >= 3) builder_.Reference(*element_, words[1], words[2]);
    } else if (tag == "AnnotationComment") {
      SpdxBuilder::Comment(*element_, value);
    }
  }

  void Open(bool file, std::string_view name, std::uint32_t line) {
    Close();
    element_.emplace();
    id_ = {};
    is_file_ = file;
    element_->line = line;
    element_->part.kind = file ? model::PartKind::kFile : model::PartKind::kLibrary;
    element_->part.name = name;
  }

  // A file that follows a package lies in it.
  void Close() {
    if (!element_) return;
    const std::uint32_t at = builder_.Add(*std::move(element_));
    if (!is_file_)
      package_ = id_.empty() ? SbomBuilder::kNobody : at;
    else if (!id_.empty())
      inside_.emplace_back(package_, id_);
    element_.reset();
  }

  void Relation(std::string_view value, std::uint32_t line) {
    const auto words = Words(value);
    if (words.size() >= 3) builder_.Relation(words[0], words[1], words[2], line);
  }

  SpdxBuilder builder_;
  std::optional<SpdxElement> element_;
  bool endless_ = false;  // A <text> did not end
  bool is_file_ = false;  // By FileName; a package may have files as its purpose and lies in none
  std::uint32_t package_ = SbomBuilder::kNobody;  // The last
  std::vector<std::pair<std::string_view, std::uint32_t>> relations_;
  std::string_view id_;                                             // Of element_
  std::vector<std::pair<std::uint32_t, std::string_view>> inside_;  // A package, the id of a file
};

}  // namespace

Result<model::Inventory> ReadSpdxTagValue(BytesView text) {
  if (text.size() > kMaxSbomBytes)
    return Fail(ErrorKind::kTooLarge,
                "an SBOM of more than " + std::to_string(kMaxSbomBytes) + " bytes");
  return Reader(text.size()).Read(WithoutBom(text));
}

}  // namespace avouch::formats
