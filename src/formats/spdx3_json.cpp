// SPDX 3 is a graph: elements in any order that name one another by identifier. It is read
// as a tree, since what is to be said of a package may stand in any of a hundred others.

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/text.h"
#include "formats/cyclonedx_read.h"
#include "formats/spdx_read.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

using model::Part;
using model::Scope;
using syntax::Node;

std::string_view IdOf(const Node& element) {
  const std::string_view id = element["spdxId"].text();
  return id.empty() ? element["@id"].text() : id;
}

// "software_Package" for it and "Package" and "https://spdx.org/.../Package".
bool IsA(const Node& element, std::string_view type) {
  const std::string_view full =
      element["type"].is_text() ? element["type"].text() : element["@type"].text();
  return full == type || full.ends_with("/" + std::string(type)) ||
         full.ends_with("_" + std::string(type));
}

Scope LifecycleScope(std::string_view scope) {
  if (scope == "test") return Scope::kTest;
  if (scope == "build") return Scope::kBuild;
  if (scope == "development" || scope == "design") return Scope::kDevelopment;
  return scope == "runtime" ? Scope::kShipped : Scope::kUnsaid;
}

class Reader {
 public:
  Reader(const Node& root, std::size_t bytes) : builder_(bytes), affordable_(4 * bytes) {
    if (root["@graph"].is_list()) {
      for (const auto& element : root["@graph"].items()) Keep(element);
    } else {
      Keep(root);
    }
  }

  Result<model::Inventory> Read() {
    for (const Node* element : elements_) {
      const auto kind = KindOf(*element);
      if (IsA(*element, "CreationInfo")) Creation(*element);
      if (kind) Take(*element, *kind);
    }
    for (const Node* element : elements_) {
      if (IsA(*element, "Relationship") || IsA(*element, "LifecycleScopedRelationship"))
        Relation(*element);
      else if (IsA(*element, "SpdxDocument"))
        Document(*element);
    }
    for (const Node* element : elements_)
      if (IsA(*element, "Sbom") || IsA(*element, "Bom")) Roots(*element);
    for (auto& [part, list] : licences_) builder_.At(part).licence = JoinLicences(list);
    SettleSubject(builder_, described_, name_, id_);
    builder_.inventory().format = "SPDX " + (version_.empty() ? "3" : version_) + " JSON-LD";
    return builder_.Finish();
  }

 private:
  void Keep(const Node& element) {
    if (!element.is_map()) return builder_.Note(element.line(), "an element that is no object");
    elements_.push_back(&element);
    if (const auto id = IdOf(element); !id.empty() && !by_id_.emplace(id, &element).second)
      builder_.Note(element.line(), "two elements have one identifier");
  }

  static std::optional<model::PartKind> KindOf(const Node& element) {
    if (IsA(element, "File")) return model::PartKind::kFile;
    if (IsA(element, "Package")) return model::PartKind::kLibrary;
    if (IsA(element, "AIPackage")) return model::PartKind::kModel;
    return IsA(element, "DatasetPackage") ? std::optional(model::PartKind::kData) : std::nullopt;
  }

  // What a property names: the element itself or the one of that identifier.
  [[nodiscard]] const Node* Target(const Node* value) const {
    if (value->is_map()) return value;
    const auto found = by_id_.find(value->text());
    return found == by_id_.end() ? value : found->second;
  }
  [[nodiscard]] std::string NameOf(const Node& value) {
    return Copied((*Target(&value))["name"].text());
  }

  // What one element says and many name is copied for each of these: of a few bytes of a document
  // a thousand could become each time. So there is an end to it, which makes the list partial.
  bool Afford(std::size_t bytes) {
    if (bytes <= affordable_) return affordable_ -= bytes, true;
    if (!std::exchange(builder_.inventory().partial, true))
      builder_.Note(0, "not all that is said once for many is taken: it is too much");
    return false;
  }
  std::string Copied(std::string_view text) {
    return Afford(text.size()) ? std::string(text) : std::string();
  }

  // One value stands for a list of it.
  template <class Each>
  static void ForEach(const Node& value, const Each& each) {
    if (value.is_list()) {
      for (const auto& item : value.items()) each(item);
    } else if (!value.is_null()) {
      each(value);
    }
  }

  void Creation(const Node& info) {
    auto& out = builder_.inventory();
    if (version_.empty()) version_ = info["specVersion"].text();
    if (out.created.empty()) out.created = info["created"].text();
    const auto add = [&](std::vector<std::string>& list, std::string name) {
      if (!name.empty() && std::ranges::find(list, name) == list.end())
        list.push_back(std::move(name));
    };
    ForEach(info["createdBy"], [&](const Node& who) { add(out.authors, Contact(who)); });
    ForEach(info["createdUsing"], [&](const Node& tool) { add(out.tools, NameOf(tool)); });
  }

  [[nodiscard]] std::string Contact(const Node& who) {
    std::string_view mail;
    ForEach((*Target(&who))["externalIdentifier"], [&](const Node& one) {
      if ((*Target(&one))["externalIdentifierType"].text() == "email")
        mail = (*Target(&one))["identifier"].text();
    });
    return ContactText(NameOf(who), mail);
  }

  void Take(const Node& element, model::PartKind kind) {
    Part part;
    part.kind = kind;
    part.id = IdOf(element);
    part.name = element["name"].text();
    part.version = element["software_packageVersion"].text();
    part.origin = Asserted(element["software_downloadLocation"].text());
    if (const auto purpose = element["software_primaryPurpose"].text(); !purpose.empty())
      part.kind = SpdxPurpose(purpose);
    part.supplier = NameOf(element["suppliedBy"]);
    ForEach(element["originatedBy"], [&](const Node& who) {
      if (part.producer.empty()) part.producer = NameOf(who);
    });
    if (const auto purl = element["software_packageUrl"].text(); !purl.empty())
      TakePurl(purl, part);
    ForEach(element["externalIdentifier"], [&](const Node& one) {
      const Node& target = *Target(&one);
      const auto type = target["externalIdentifierType"].text();
      if (type.ends_with("packageUrl") && part.purl.empty())
        TakePurl(Copied(target["identifier"].text()), part);
      if ((type.ends_with("cpe23") || type.ends_with("cpe22")) && part.cpe.empty())
        part.cpe = Copied(target["identifier"].text());
    });
    ForEach(element["verifiedUsing"], [&](const Node& one) {
      const Node& hash = *Target(&one);
      const std::string_view digits = hash["hashValue"].text();
      if (IsA(hash, "Hash") && Afford(sizeof(model::PartDigest) + digits.size()))
        (void)AddDigest(hash["algorithm"].text(), digits, part);
    });
    if (part.name.empty()) {
      builder_.Note(element.line(), "a package without a name");
      builder_.inventory().partial = true;
    }
    Settle(part);
    (void)builder_.Add(std::move(part), element.line());
  }

  void Relation(const Node& relation) {
    const std::string_view type = relation["relationshipType"].text();
    const std::string_view from = relation["from"].text();
    if (type == "dependsOn") builder_.inventory().edges_known = true;
    ForEach(relation["to"], [&](const Node& to) { RelationTo(relation, type, from, to); });
    if (type == "dependsOn" && relation["completeness"].text() == "incomplete")
      builder_.inventory().whole = model::Whole::kIncomplete;
  }

  void RelationTo(const Node& relation, std::string_view type, std::string_view from,
                  const Node& to) {
    const std::string_view target = to.is_map() ? IdOf(to) : to.text();
    if (type == "hasDeclaredLicense" || type == "hasConcludedLicense") {
      const auto part = builder_.Find(from);
      if (part == SbomBuilder::kNobody) return;
      const std::string_view text = Licence(to);
      if (!text.empty() && Afford(sizeof(SbomLicence) + text.size()))
        licences_[part].push_back({std::string(text), type == "hasConcludedLicense"});
    } else if (type == "describes") {
      if (const auto part = builder_.Find(target); part < SbomBuilder::kNobody)
        described_.push_back(part);
    } else if (type == "dependsOn" || type == "contains" || type == "hasStaticLink" ||
               type == "hasDynamicLink" || type == "hasPrerequisite" ||
               type == "hasOptionalDependency" || type == "hasProvidedDependency") {
      if (target.ends_with("NoneElement") || target.ends_with("NoAssertionElement")) return;
      const auto whom = builder_.Find(target);
      builder_.Need(from, target, relation.line());
      if (whom >= SbomBuilder::kNobody) return;
      Scope& scope = builder_.At(whom).scope;
      scope = StrongerScope(scope, LifecycleScope(relation["scope"].text()));
      if (type == "hasOptionalDependency") scope = StrongerScope(scope, Scope::kOptional);
    }
  }

  [[nodiscard]] std::string_view Licence(const Node& to) const {
    const Node& target = *Target(&to);
    if (!target.is_map()) {
      // "https://spdx.org/licenses/MIT" stands for the licence of that name.
      const std::string_view id = to.text();
      constexpr std::string_view kList = "https://spdx.org/licenses/";
      return id.starts_with(kList) ? id.substr(kList.size()) : std::string_view();
    }
    const auto expression = target["simplelicensing_licenseExpression"].text();
    return !expression.empty() ? Asserted(expression) : target["name"].text();
  }

  void Document(const Node& document) {
    name_ = document["name"].text();
    id_ = IdOf(document);
    builder_.inventory().serial = id_;
    if (described_.empty()) Roots(document);
  }

  void Roots(const Node& element) {
    if (!described_.empty()) return;
    ForEach(element["rootElement"], [&](const Node& root) {
      if (const auto part = builder_.Find(root.text()); part < SbomBuilder::kNobody)
        described_.push_back(part);
    });
  }

  std::vector<const Node*> elements_;
  std::map<std::string_view, const Node*> by_id_;
  SbomBuilder builder_;
  std::map<std::uint32_t, std::vector<SbomLicence>> licences_;
  std::vector<std::uint32_t> described_;
  std::string version_, name_, id_;
  std::size_t affordable_;  // Bytes of what is said once for many
};

}  // namespace

Result<model::Inventory> ReadSpdx3(BytesView json) {
  AVOUCH_TRY(const Node root,
             syntax::ParseJson(json, {.duplicates = syntax::Duplicates::kTolerated}));
  return Reader(root, json.size()).Read();
}

}  // namespace avouch::formats
