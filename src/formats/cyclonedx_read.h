// CycloneDX documents into an Inventory. Called through ReadSbom (sbom.h).
//
// Spec: CycloneDX 1.2-1.7 JSON, 1.0-1.7 XML (ECMA-424): metadata, components, dependencies,
// compositions. Services, vulnerabilities, formulation and declarations are no parts. Any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/sbom_builder.h"
#include "model/inventory.h"

namespace avouch::syntax {
class JsonReader;
}

namespace avouch::formats {

// As a stream: nothing of the document is held but what the inventory holds.
// Fail with kMalformed and kTooLarge.
[[nodiscard]] Result<model::Inventory> ReadCycloneDxJson(BytesView json);
[[nodiscard]] Result<model::Inventory> ReadCycloneDxXml(BytesView xml);

// ---- What JSON and XML share ----

[[nodiscard]] model::PartKind PartKindOf(std::string_view type);  // kOther for what is no type
// "library" for kLibrary; "" for kOther.
[[nodiscard]] std::string_view CycloneDxType(model::PartKind kind);
[[nodiscard]] model::Scope ScopeOf(std::string_view scope);  // "required", "optional", "excluded"
void TakeReference(std::string_view type, std::string_view url, model::Part& part);
// The last touch to a part that is read whole: digests and places sorted, copies gone.
void Settle(model::Part& part);

// What the compositions of a document come to.
class CompositionSum {
 public:
  // `of_subject` if it names the subject, or nothing at all.
  void Take(std::string_view aggregate, bool of_subject);
  [[nodiscard]] model::Whole whole() const;

 private:
  bool complete_ = false, incomplete_ = false;
};

// ---- Parts of a JSON document, which are read when all components are known ----

// `line`: where `list` stands. Fails with kTooLarge.
[[nodiscard]] Status ReadDependencies(BytesView list, std::uint32_t line, SbomBuilder& builder);
void ReadCompositions(BytesView list, const SbomBuilder& builder, CompositionSum& sum);
// How many there are; each may have a name, by which components say that they need it.
[[nodiscard]] std::size_t ReadServices(syntax::JsonReader& json, SbomBuilder& builder,
                                       std::size_t depth);

// Who made a list or a part: "Name <address>", or what of it is there.
[[nodiscard]] std::string ContactText(std::string_view name, std::string_view address);

}  // namespace avouch::formats
