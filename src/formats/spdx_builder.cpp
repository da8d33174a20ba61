#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "formats/cyclonedx_read.h"
#include "formats/limits.h"
#include "formats/spdx_read.h"

namespace avouch::formats {
namespace {

using model::kSubject;
using model::PartKind;
using model::Scope;

// How a relation reads: A needs B, B needs A, or neither.
enum class Way { kForth, kBack };
struct RelationKind {
  std::string_view name;
  Way way;
  Scope scope;  // Of the part that is needed
  bool tells;   // What needs what, and not only what lies in what
};
constexpr RelationKind kRelations[] = {
    {"DEPENDS_ON", Way::kForth, Scope::kUnsaid, true},
    {"DEPENDENCY_OF", Way::kBack, Scope::kUnsaid, true},
    {"CONTAINS", Way::kForth, Scope::kUnsaid, false},
    {"CONTAINED_BY", Way::kBack, Scope::kUnsaid, false},
    {"PACKAGE_OF", Way::kBack, Scope::kUnsaid, false},
    {"RUNTIME_DEPENDENCY_OF", Way::kBack, Scope::kShipped, true},
    {"BUILD_DEPENDENCY_OF", Way::kBack, Scope::kBuild, true},
    {"DEV_DEPENDENCY_OF", Way::kBack, Scope::kDevelopment, true},
    {"TEST_DEPENDENCY_OF", Way::kBack, Scope::kTest, true},
    {"OPTIONAL_DEPENDENCY_OF", Way::kBack, Scope::kOptional, true},
    {"PROVIDED_DEPENDENCY_OF", Way::kBack, Scope::kUnsaid, true},
    {"BUILD_TOOL_OF", Way::kBack, Scope::kBuild, true},
    {"DEV_TOOL_OF", Way::kBack, Scope::kDevelopment, true},
    {"TEST_TOOL_OF", Way::kBack, Scope::kTest, true},
    {"OPTIONAL_COMPONENT_OF", Way::kBack, Scope::kOptional, false},
    {"HAS_PREREQUISITE", Way::kForth, Scope::kUnsaid, true},
    {"PREREQUISITE_FOR", Way::kBack, Scope::kUnsaid, true},
    {"DYNAMIC_LINK", Way::kForth, Scope::kUnsaid, true},
    {"STATIC_LINK", Way::kForth, Scope::kUnsaid, true},
};

constexpr auto kPurposes = std::to_array<std::pair<std::string_view, PartKind>>({
    {"APPLICATION", PartKind::kApplication},
    {"FRAMEWORK", PartKind::kFramework},
    {"LIBRARY", PartKind::kLibrary},
    {"CONTAINER", PartKind::kContainer},
    {"OPERATING-SYSTEM", PartKind::kOperatingSystem},
    {"OPERATING_SYSTEM", PartKind::kOperatingSystem},
    {"DEVICE", PartKind::kDevice},
    {"FIRMWARE", PartKind::kFirmware},
    {"FILE", PartKind::kFile},
    {"DATA", PartKind::kData},
    {"MODEL", PartKind::kModel},
    {"PLATFORM", PartKind::kPlatform},
    {"DEVICEDRIVER", PartKind::kDriver},
    {"OPERATINGSYSTEM", PartKind::kOperatingSystem},
});

// "Organization: Acme (mail@acme.example)" as "Acme".
std::string WhoseName(std::string_view text) {
  for (const std::string_view kind : {"Organization:", "Person:", "Tool:"})
    if (text.starts_with(kind)) text = Trim(text.substr(kind.size()));
  if (const auto open = text.rfind('('); text.ends_with(')') && open != text.npos && open > 0)
    text = Trim(text.substr(0, open));
  return std::string(Asserted(text));
}

int Strength(Scope scope) { return scope == Scope::kUnsaid ? 0 : 10 - static_cast<int>(scope); }

}  // namespace

std::string_view Asserted(std::string_view value) {
  return value == "NOASSERTION" || value == "NONE" ? std::string_view() : value;
}

PartKind SpdxPurpose(std::string_view purpose) {
  for (const auto& [name, kind] : kPurposes)
    if (EqualsIgnoreCase(name, purpose)) return kind;
  return PartKind::kOther;
}

Scope StrongerScope(Scope a, Scope b) { return Strength(a) >= Strength(b) ? a : b; }

void SpdxBuilder::DocumentField(std::string_view key, std::string_view value) {
  auto& out = builder_.inventory();
  if (key == "spdxVersion" || key == "SPDXVersion") {
    version_ = value.starts_with("SPDX-") ? value.substr(5) : value;
  } else if (key == "SPDXID") {
    id_ = value;
  } else if (key == "name" || key == "DocumentName") {
    name_ = value;
  } else if (key == "documentNamespace" || key == "DocumentNamespace") {
    out.serial = value;
  } else if (key == "created" || key == "Created") {
    out.created = value;
  } else if (key == "comment") {
    if (value.contains("avouch:whole=complete")) out.whole = model::Whole::kComplete;
    if (value.contains("avouch:whole=incomplete")) out.whole = model::Whole::kIncomplete;
    if (value.contains("avouch:needs=known")) out.edges_known = true;
    if (const auto at = value.find("avouch:context="); at != value.npos)
      out.context = Trim(value.substr(at + 15, value.find_first_of(";\n", at + 15) - at - 15));
  }
}

void SpdxBuilder::Creator(std::string_view text) {
  auto& out = builder_.inventory();
  if (text.starts_with("Tool:")) {
    std::string tool(Trim(text.substr(5)));
    // "syft-1.0.0" is how the specification spells a tool and its version.
    const auto dash = tool.rfind('-');
    if (dash != tool.npos && dash + 1 < tool.size() && !tool.contains(' ') &&
        (tool[dash + 1] == 'v' || (tool[dash + 1] >= '0' && tool[dash + 1] <= '9')))
      tool[dash] = ' ';
    return out.tools.push_back(std::move(tool));
  }
  const auto colon = text.find(':');
  std::string_view who = Trim(colon == text.npos ? text : text.substr(colon + 1));
  const auto open = who.rfind('(');
  const bool address = open != who.npos && who.ends_with(')');
  std::string author =
      address ? ContactText(Trim(who.substr(0, open)), who.substr(open + 1, who.size() - open - 2))
              : std::string(who);
  if (!author.empty()) out.authors.push_back(std::move(author));
}

bool SpdxBuilder::Field(SpdxElement& element, std::string_view key, std::string_view value) {
  model::Part& part = element.part;
  const std::string_view asserted = Asserted(value);
  if (key == "SPDXID") {
    part.id = value;
  } else if (key == "name" || key == "fileName") {
    part.name = value;
  } else if (key == "versionInfo") {
    part.version = asserted;
  } else if (key == "supplier") {
    part.supplier = WhoseName(value);
  } else if (key == "originator") {
    part.producer = WhoseName(value);
  } else if (key == "downloadLocation") {
    const bool source = value.starts_with("git+") || value.starts_with("hg+") ||
                        value.starts_with("svn+") || value.starts_with("bzr+");
    (source ? part.source_code : part.origin) = asserted;
  } else if (key == "licenseDeclared") {
    if (!asserted.empty()) element.licences.push_back({std::string(asserted), false});
  } else if (key == "licenseConcluded") {
    if (!asserted.empty()) element.licences.push_back({std::string(asserted), true});
  } else if (key == "licenseComments") {
    if (value.starts_with("avouch:licence="))
      element.licences.push_back({std::string(value.substr(15)), false});
  } else if (key == "primaryPackagePurpose") {
    part.kind = SpdxPurpose(value);
  } else if (key == "packageFileName") {
    part.properties.emplace_back("bsi:component:filename", value);
  } else {
    return false;
  }
  return true;
}

void SpdxBuilder::Checksum(SpdxElement& element, std::string_view algorithm, std::string_view hex) {
  if (!AddDigest(algorithm, hex, element.part))
    builder_.Note(element.line, "a checksum that is no hexadecimal text");
}

void SpdxBuilder::Reference(SpdxElement& element, std::string_view type, std::string_view locator) {
  model::Part& part = element.part;
  if (type == "purl" || type.ends_with("/purl")) {
    if (part.purl.empty()) return TakePurl(locator, part);
    if (part.purl != locator)
      builder_.Note(element.line, "a second purl of '" + part.name + "' is left out");
  } else if ((type.ends_with("cpe23Type") || type.ends_with("cpe22Type")) && part.cpe.empty()) {
    part.cpe = locator;
  }
}

void SpdxBuilder::Comment(SpdxElement& element, std::string_view text) {
  const auto equals = text.find('=');
  if ((text.starts_with("avouch:") || text.starts_with("bsi:")) && equals != text.npos)
    TakeProperty(text.substr(0, equals), text.substr(equals + 1), element.part);
}

std::uint32_t SpdxBuilder::Add(SpdxElement element) {
  if (!element.licences.empty()) element.part.licence = JoinLicences(element.licences);
  if (element.part.name.empty()) {
    builder_.Note(element.line, "a package without a name");
    builder_.inventory().partial = true;
  }
  Settle(element.part);
  return builder_.Add(std::move(element.part), element.line);
}

void SpdxBuilder::Contains(std::uint32_t package, std::string_view file) {
  if (package == SbomBuilder::kNobody) return;
  if (file.starts_with("DocumentRef-")) return void(++elsewhere_);
  builder_.NeedOf(package, builder_.At(package).id, file, 0);
}

void SpdxBuilder::Describes(std::string_view id, std::uint32_t line) {
  const auto part = builder_.Find(id);
  if (part == SbomBuilder::kNobody)
    return builder_.Note(
        line, "'" + std::string(id.substr(0, kMaxNotedName)) + "' is described and is not there");
  described_.push_back(part);
}

void SpdxBuilder::TakeScope(std::uint32_t part, Scope scope) {
  if (part == kSubject || part == SbomBuilder::kNobody) return;
  Scope& of = builder_.At(part).scope;
  of = StrongerScope(of, scope);
}

void SpdxBuilder::Relation(std::string_view from, std::string_view type, std::string_view to,
                           std::uint32_t line) {
  if (from.starts_with("DocumentRef-") || to.starts_with("DocumentRef-")) return void(++elsewhere_);
  if (type == "DESCRIBES" && from == id_) return Describes(to, line);
  if (type == "DESCRIBED_BY" && to == id_) return Describes(from, line);
  const auto* kind = std::ranges::find(kRelations, type, &RelationKind::name);
  if (kind == std::end(kRelations)) return;
  if (kind->tells) builder_.inventory().edges_known = true;
  if (Asserted(to).empty() || Asserted(from).empty()) return;
  if (kind->way == Way::kBack) std::swap(from, to);
  if (from == id_) return;  // Of the document, not of what it describes
  builder_.Need(from, to, line);
  if (kind->scope != Scope::kUnsaid) TakeScope(builder_.Find(to), kind->scope);
}

void SettleSubject(SbomBuilder& builder, std::vector<std::uint32_t> described, std::string name,
                   std::string id) {
  std::ranges::sort(described);
  described.erase(std::ranges::unique(described).begin(), described.end());
  if (described.size() == 1) return builder.MakeSubject(described[0]);
  model::Part subject;
  subject.kind = PartKind::kOther;
  subject.name = std::move(name);
  subject.id = std::move(id);
  builder.SetSubject(std::move(subject), 0);
  for (const auto one : described) builder.NeedAt(kSubject, one);
}

Result<model::Inventory> SpdxBuilder::Finish(std::string_view form) {
  if (version_.empty()) builder_.Note(0, "no spdxVersion");
  if (elsewhere_ > 0)
    builder_.Note(0, "relations with other documents: " + std::to_string(elsewhere_));
  SettleSubject(builder_, std::move(described_), name_, id_);
  builder_.inventory().format =
      "SPDX " + (version_.empty() ? "" : version_ + " ") + std::string(form);
  return builder_.Finish();
}

}  // namespace avouch::formats
