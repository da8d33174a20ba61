// SPDX documents into an Inventory. Called through ReadSbom (sbom.h).
//
// Spec: SPDX 2.2 and 2.3 (ISO/IEC 5962:2021) as JSON, tag-value and YAML; SPDX 3.0 as JSON-LD.
// Packages and files are parts; snippets, reviews and licence texts are not. Any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/sbom_builder.h"
#include "model/inventory.h"

namespace avouch::formats {

// Fail with kMalformed and kTooLarge. JSON is read as a stream, the others whole.
[[nodiscard]] Result<model::Inventory> ReadSpdxJson(BytesView json);
[[nodiscard]] Result<model::Inventory> ReadSpdxTagValue(BytesView text);
[[nodiscard]] Result<model::Inventory> ReadSpdxYaml(BytesView yaml);
[[nodiscard]] Result<model::Inventory> ReadSpdx3(BytesView json);

// ---- What the forms of SPDX 2 share ----

// A package or file while it is read.
struct SpdxElement {
  model::Part part;
  std::vector<SbomLicence> licences;

  std::uint32_t line = 0;
};

class SpdxBuilder {
 public:
  explicit SpdxBuilder(std::size_t bytes) : builder_(bytes) {}

  // Of the document: keys as JSON spells them.
  void DocumentField(std::string_view key, std::string_view value);
  void Creator(std::string_view text);  // "Tool: syft-1.0", "Organization: x", "Person: y (z@w)"

  // Of a package or file. False where the key is none that is taken.
  bool Field(SpdxElement& element, std::string_view key, std::string_view value);
  void Checksum(SpdxElement& element, std::string_view algorithm, std::string_view hex);
  void Reference(SpdxElement& element, std::string_view type, std::string_view locator);
  // "avouch:scope=test", as WriteSpdx makes them; others say nothing here.
  static void Comment(SpdxElement& element, std::string_view text);
  std::uint32_t Add(SpdxElement element);  // As SbomBuilder::Add
  // A file lies in the package that Add gave this index. Every element must be there by now.
  void Contains(std::uint32_t package, std::string_view file);

  // Every element must be there by now.
  void Relation(std::string_view from, std::string_view type, std::string_view to,
                std::uint32_t line);
  void Describes(std::string_view id, std::uint32_t line);

  void Note(std::uint32_t line, std::string what) { builder_.Note(line, std::move(what)); }
  void Expect(std::size_t done) { builder_.Expect(done); }
  // `form`: "JSON", "tag-value".
  [[nodiscard]] Result<model::Inventory> Finish(std::string_view form);

 private:
  void TakeScope(std::uint32_t part, model::Scope scope);

  SbomBuilder builder_;
  std::string version_, name_, id_ = "SPDXRef-DOCUMENT";
  std::vector<std::uint32_t> described_;
  std::size_t elsewhere_ = 0;  // Relations with other documents
};

// "NOASSERTION" and "NONE" are nothing.
[[nodiscard]] std::string_view Asserted(std::string_view value);
[[nodiscard]] model::PartKind SpdxPurpose(std::string_view purpose);
// Shipped above optional, build, test, development, and all above what nothing tells.
[[nodiscard]] model::Scope StrongerScope(model::Scope a, model::Scope b);
// The only one described becomes the subject; of several, the document's name.
void SettleSubject(SbomBuilder& builder, std::vector<std::uint32_t> described, std::string name,
                   std::string id);

}  // namespace avouch::formats
