// As a stream, as CycloneDX is (cyclonedx_json.cpp): relationships and what names
// elements may stand before them, so their places are kept and they are read at the end.

#include "base/text.h"
#include "formats/limits.h"
#include "formats/spdx_read.h"
#include "syntax/json_reader.h"
#include "syntax/json_writer.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::JsonReader;

class Reader {
 public:
  explicit Reader(BytesView json) : bytes_(json), json_(json), builder_(json.size()) {}

  Result<model::Inventory> Read(std::string_view form) {
    std::string_view key;
    if (json_.EnterMap())
      while (json_.NextKey(key)) TopLevel(key);
    AVOUCH_CHECK_OK(json_.Finish());
    for (const auto& [list, line, describes] : later_) {
      JsonReader again(list);
      describes ? Described(again, line) : Relations(again, line);
    }
    for (const auto& [package, files] : inside_) Files(package, files);
    return builder_.Finish(form);
  }

 private:
  struct Later {
    BytesView list;
    std::uint32_t line = 0;
    bool describes = false;
  };

  void TopLevel(std::string_view key) {
    if (key == "packages" || key == "files") {
      if (json_.EnterList())
        while (json_.NextItem()) {
          builder_.Expect(json_.offset());
          Element(key == "files");
        }
    } else if (key == "relationships" || key == "documentDescribes") {
      const auto line = json_.place().line;
      const std::size_t start = json_.offset();
      json_.Skip();
      later_.push_back(
          {bytes_.substr(start, json_.offset() - start), line, key == "documentDescribes"});
    } else if (key == "creationInfo") {
      CreationInfo();
    } else {
      const std::string name(key);
      builder_.DocumentField(name, json_.Text());
    }
  }

  void CreationInfo() {
    std::string_view key;
    if (!json_.EnterMap()) return;
    while (json_.NextKey(key)) {
      if (key == "created") {
        builder_.DocumentField("created", json_.Text());
      } else if (key == "creators" && json_.EnterList()) {
        while (json_.NextItem()) builder_.Creator(json_.Text());
      } else if (key != "creators") {
        json_.Skip();
      }
    }
  }

  void Element(bool file) {
    SpdxElement element;
    element.line = json_.place().line;
    element.part.kind = file ? model::PartKind::kFile : model::PartKind::kLibrary;
    std::vector<BytesView> files;
    std::string_view key;
    if (!json_.EnterMap()) return;
    while (json_.NextKey(key)) {
      if (key == "checksums") {
        Pairs("algorithm", "checksumValue", [&](const std::string& a, const std::string& b) {
          builder_.Checksum(element, a, b);
        });
      } else if (key == "externalRefs") {
        Pairs("referenceType", "referenceLocator", [&](const std::string& a, const std::string& b) {
          builder_.Reference(element, a, b);
        });
      } else if (key == "annotations") {
        Pairs("comment", "comment",
              [&](const std::string& a, const std::string&) { SpdxBuilder::Comment(element, a); });
      } else if (key == "hasFiles") {
        const std::size_t start = json_.offset();
        json_.Skip();
        files.push_back(bytes_.substr(start, json_.offset() - start));
      } else {
        const std::string_view kept = key == "SPDXID" ? "SPDXID" : key;
        (void)builder_.Field(element, kept, json_.Text());
      }
    }
    const std::uint32_t at = builder_.Add(std::move(element));
    for (const BytesView one : files) inside_.emplace_back(at, one);
  }

  template <class Take>
  void Pairs(std::string_view first, std::string_view second, const Take& take) {
    std::string_view key;
    if (!json_.EnterList()) return;
    while (json_.NextItem()) {
      std::string a, b;
      if (!json_.EnterMap()) continue;
      while (json_.NextKey(key)) {
        if (key == first) {
          a = json_.Text();
        } else if (key == second) {
          b = json_.Text();
        } else {
          json_.Skip();
        }
      }
      take(a, b);
    }
  }

  void Relations(JsonReader& json, std::uint32_t first_line) {
    std::string_view key;
    std::string from, type, to;
    if (!json.EnterList()) return;
    while (json.NextItem()) {
      const auto line = first_line + json.place().line - 1;
      from.clear(), type.clear(), to.clear();
      if (!json.EnterMap()) continue;
      while (json.NextKey(key)) {
        std::string* target = key == "spdxElementId"        ? &from
                              : key == "relationshipType"   ? &type
                              : key == "relatedSpdxElement" ? &to
                                                            : nullptr;
        if (target == nullptr) {
          json.Skip();
        } else {
          *target = json.Text();
        }
      }
      builder_.Relation(from, type, to, line);
    }
  }

  void Files(std::uint32_t package, BytesView list) {
    JsonReader json(list);
    if (!json.EnterList()) return;
    while (json.NextItem()) builder_.Contains(package, json.Text());
  }

  void Described(JsonReader& json, std::uint32_t first_line) {
    if (!json.EnterList()) return;
    while (json.NextItem()) {
      const auto line = first_line + json.place().line - 1;
      builder_.Describes(json.Text(), line);
    }
  }

  BytesView bytes_;
  JsonReader json_;
  SpdxBuilder builder_;
  std::vector<Later> later_;
  std::vector<std::pair<std::uint32_t, BytesView>> inside_;  // A package, the list of its files
};

// What an alias stands for is written out each time; false once that is more than `left` bytes.
bool WriteNode(const syntax::Node& node, syntax::JsonWriter& out, std::size_t& left) {
  const std::size_t own = node.text().size() + 8;
  if (own > left) return false;
  left -= own;
  if (node.is_map()) {
    out.BeginMap();
    for (const auto& entry : node.entries()) {
      out.AnyKey(entry.key);
      if (entry.key.size() > left || !WriteNode(entry.value, out, left -= entry.key.size()))
        return false;
    }
    out.EndMap();
  } else if (node.is_list()) {
    out.BeginList();
    for (const auto& item : node.items())
      if (!WriteNode(item, out, left)) return false;
    out.EndList();
  } else {
    out.Text(ScalarText(node));
  }
  return true;
}

}  // namespace

Result<model::Inventory> ReadSpdxJson(BytesView json) {
  if (json.size() > kMaxSbomBytes)
    return Fail(ErrorKind::kTooLarge,
                "an SBOM of more than " + std::to_string(kMaxSbomBytes) + " bytes");
  return Reader(json).Read("JSON");
}

// The YAML of SPDX is its JSON in other signs, so that is what it becomes.
Result<model::Inventory> ReadSpdxYaml(BytesView yaml) {
  AVOUCH_TRY(const syntax::Node root, syntax::ParseYaml(yaml));
  Bytes json;
  syntax::JsonWriter out([&json](BytesView piece) { return json += piece, Status(); }, false);
  std::size_t left = 8 * yaml.size() + (std::size_t{1} << 20);
  if (!WriteNode(root, out, left))
    return Fail(ErrorKind::kTooLarge, "aliases that make the document too large");
  AVOUCH_CHECK_OK(out.Finish());
  return Reader(json).Read("YAML");
}

}  // namespace avouch::formats
