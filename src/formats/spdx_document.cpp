#include "formats/spdx_document.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "formats/sbom_builder.h"
#include "formats/spdx_read.h"
#include "notation/licence.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;
using model::PartKind;

// Letters, digits, '.' and '-' are all that an identifier may have.
void AsIdentifier(std::string_view wish, std::string& out) {
  if (!wish.starts_with("SPDXRef-")) out = "SPDXRef-";
  for (const char c : wish) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-';
    out += plain ? c : '-';
  }
  if (out == kSpdxDocument) out += "-part";
}

// How many digits each has; 0 for any number.
struct Checksum {
  std::string_view ours, theirs;
  std::size_t digits;
};
constexpr Checksum kChecksums[] = {
    {"sha-1", "SHA1", 40},
    {"sha-224", "SHA224", 56},
    {"sha-256", "SHA256", 64},
    {"sha-384", "SHA384", 96},
    {"sha-512", "SHA512", 128},
    {"sha3-256", "SHA3-256", 64},
    {"sha3-384", "SHA3-384", 96},
    {"sha3-512", "SHA3-512", 128},
    {"blake2b-256", "BLAKE2b-256", 64},
    {"blake2b-384", "BLAKE2b-384", 96},
    {"blake2b-512", "BLAKE2b-512", 128},
    {"blake3", "BLAKE3", 0},
    {"md5", "MD5", 32},
};

// How a part of this scope is told of to what needs it: backwards, or "" for DEPENDS_ON.
std::string_view RelationOf(model::Scope scope) {
  switch (scope) {
    case model::Scope::kOptional:
      return "OPTIONAL_DEPENDENCY_OF";
    case model::Scope::kTest:
      return "TEST_DEPENDENCY_OF";
    case model::Scope::kBuild:
      return "BUILD_DEPENDENCY_OF";
    case model::Scope::kDevelopment:
      return "DEV_DEPENDENCY_OF";
    case model::Scope::kShipped:
      return "RUNTIME_DEPENDENCY_OF";
    default:
      return {};
  }
}

bool NamesVersionControl(std::string_view address) {
  return address.starts_with("git+") || address.starts_with("hg+") || address.starts_with("svn+") ||
         address.starts_with("bzr+");
}

// 7.7 has "+" for a tool of version control alone: "registry+https://" is a way of Cargo's to name
// an index, from which nothing is loaded as it stands.
bool IsOrigin(const Part& part) {
  const std::string_view origin = part.origin;
  const auto scheme = origin.find("://");
  return IsAddress(origin) && scheme != origin.npos && !origin.substr(0, scheme).contains('+');
}
bool SaysSource(const Part& part) {
  return NamesVersionControl(part.source_code) && IsAddress(part.source_code);
}

std::string Agent(std::string_view kind, std::string_view name) {
  return std::string(kind) + SpdxRow(name) + (Trim(name).ends_with(')') ? " ()" : "");
}

std::string Tool(std::string_view text) {
  const auto [tool, version] = ToolParts(text);
  std::string out = "Tool: " + SpdxRow(tool);
  if (!version.empty()) out += "-" + SpdxRow(version);
  return out;
}
std::string Author(std::string_view text) {
  const auto open = text.rfind('<');
  if (open == text.npos || !text.ends_with('>')) return SpdxOrganisation(text);
  const std::string_view address = text.substr(open + 1, text.size() - open - 2);
  return (address.contains('@') ? "Person: " : "Organization: ") +
         SpdxRow(Trim(text.substr(0, open))) + " (" + SpdxRow(address) + ")";
}

}  // namespace

std::string_view SpdxChecksum(const model::PartDigest& digest) {
  for (const auto& one : kChecksums)
    if (one.ours == digest.algorithm && (one.digits == 0 || one.digits == digest.hex.size()))
      return one.theirs;
  return {};
}

std::string_view SpdxPurposeOf(PartKind kind) {
  switch (kind) {
    case PartKind::kApplication:
      return "APPLICATION";
    case PartKind::kFramework:
      return "FRAMEWORK";
    case PartKind::kLibrary:
      return "LIBRARY";
    case PartKind::kContainer:
      return "CONTAINER";
    case PartKind::kOperatingSystem:
      return "OPERATING-SYSTEM";
    case PartKind::kDevice:
      return "DEVICE";
    case PartKind::kFirmware:
      return "FIRMWARE";
    case PartKind::kFile:
      return "FILE";
    default:
      return "OTHER";
  }
}

std::string SpdxRow(std::string_view text) {
  std::string out = ToUtf8(text);
  for (char& c : out)
    if (c == '\n' || c == '\r') c = ' ';
  return out;
}

bool IsSpdxLocator(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
  });
}

bool IsSpdxCpe(std::string_view text) {
  return IsSpdxLocator(text) && (text.starts_with("cpe:2.3:") || text.starts_with("cpe:/"));
}

std::string_view SpdxCpeType(std::string_view cpe) {
  return cpe.starts_with("cpe:2.3:") ? "cpe23Type" : "cpe22Type";
}

bool IsSpdxDeclarable(std::string_view text) {
  if (!LooksLikeExpression(text) || text.contains("DocumentRef-") || text.contains("AdditionRef-"))
    return false;
  const auto expression = notation::ParseLicence(text);
  return expression && notation::IsListed(*expression);
}

std::string SpdxName(const Part& part) {
  std::string name = part.group.empty() ? part.name : part.group + "/" + part.name;
  return name.empty() ? "NOASSERTION" : name;
}

std::string SpdxOrganisation(std::string_view name) { return Agent("Organization: ", name); }

std::string_view SpdxLocation(const Part& part) {
  if (IsOrigin(part)) return part.origin;
  return SaysSource(part) ? std::string_view(part.source_code) : "NOASSERTION";
}

std::string_view SpdxFileName(const Part& part) {
  for (const auto& [key, value] : part.properties)
    if (key == "bsi:component:filename") return value;
  return {};
}

SpdxDocument::SpdxDocument(const Inventory& inventory, const SbomWriting& how, std::string time)
    : all(inventory), names(inventory, AsIdentifier), created(std::move(time)) {
  const auto& subject = inventory.subject;
  name = subject.name.empty() ? "inventory" : SpdxRow(subject.name);
  if (!subject.version.empty()) name += "-" + SpdxRow(subject.version);
  const bool keep = how.keep_serial && IsAddress(inventory.serial) &&
                    inventory.serial.contains(':') && !inventory.serial.contains('#');
  space = keep ? inventory.serial : SerialOf(inventory, how, "SPDX 2.3");
  for (const auto& author : inventory.authors) creators.push_back(Author(author));
  for (const auto& tool : inventory.tools) creators.push_back(Tool(tool));
  std::string ours = how.tool.empty() ? "" : how.tool + " " + how.tool_version;
  if (!ours.empty() && std::ranges::find(inventory.tools, Trim(ours)) == inventory.tools.end())
    creators.push_back(Tool(Trim(ours)));
  if (creators.empty()) creators.emplace_back("Organization: NOASSERTION");
  annotator = how.tool.empty() ? "Tool: avouch" : Tool(Trim(ours));
  const bool incomplete = inventory.partial || inventory.whole == model::Whole::kIncomplete;
  comment = "avouch:whole=" + std::string(incomplete ? "incomplete" : Name(inventory.whole)) +
            "; avouch:needs=" + (inventory.edges_known ? "known" : "unknown");
  if (!inventory.context.empty()) comment += "; avouch:context=" + SpdxRow(inventory.context);
}

void SpdxDocument::Relations(const EachRelation& each) const {
  Described(each);
  for (const auto& need : all.needs) {
    if (need.from == kSubject && !HasSubject()) continue;
    const auto back = RelationOf(all.parts[need.to].scope);
    if (back.empty()) {
      each(names.Of(need.from), "DEPENDS_ON", names.Of(need.to));
    } else {
      each(names.Of(need.to), back, names.Of(need.from));
    }
  }
}

// Without a subject, what nothing else needs; where all is in loops, all of it.
void SpdxDocument::Described(const EachRelation& each) const {
  if (HasSubject()) return each(kSpdxDocument, "DESCRIBES", names.Of(kSubject));
  std::vector<bool> needed(all.parts.size(), false);
  for (const auto& need : all.needs)
    if (need.from != kSubject) needed[need.to] = true;
  if (std::ranges::find(needed, false) == needed.end()) needed.assign(needed.size(), false);
  for (std::uint32_t i = 0; i < needed.size(); ++i)
    if (!needed[i]) each(kSpdxDocument, "DESCRIBES", names.Of(i));
}

std::vector<std::string> SpdxDocument::Annotations(std::uint32_t index, const Part& part) const {
  Sayable sayable;
  sayable.kind = SpdxPurpose(SpdxPurposeOf(part.kind)) == part.kind;
  sayable.origin = IsOrigin(part);
  sayable.source_code = !IsOrigin(part) && SaysSource(part);
  sayable.direct = std::ranges::binary_search(all.needs, model::Need{kSubject, index});
  std::vector<std::string> out;
  // A relation tells the scope only where something needs the part.
  if (part.scope == model::Scope::kShipped || part.scope == model::Scope::kOptional)
    out.push_back("avouch:scope=" + std::string(Name(part.scope)));
  if (!part.group.empty()) out.push_back("avouch:group=" + part.group);
  if (!part.purl.empty() && !IsSpdxLocator(part.purl)) out.push_back("avouch:purl=" + part.purl);
  if (!part.cpe.empty() && !IsSpdxCpe(part.cpe)) out.push_back("avouch:cpe=" + part.cpe);
  PropertiesOf(part, sayable, [&](std::string_view key, std::string_view value) {
    if (key != "bsi:component:filename") out.push_back(std::string(key) + "=" + std::string(value));
  });
  for (const auto& digest : part.digests)
    if (SpdxChecksum(digest).empty())
      out.push_back("avouch:digest:" + digest.algorithm + "=" + digest.hex);
  return out;
}

std::set<std::string> SpdxDocument::OwnLicences() const {
  std::set<std::string> out;
  const auto look = [&](const Part& part) {
    if (!part.licence.contains("LicenseRef-") || !IsSpdxDeclarable(part.licence)) return;
    const auto expression = notation::ParseLicence(part.licence);
    for (const auto* one : notation::LicencesIn(*expression))
      if (one->id.starts_with("LicenseRef-")) out.insert(one->id);
  };
  if (HasSubject()) look(all.subject);
  for (const auto& part : all.parts) look(part);
  return out;
}

}  // namespace avouch::formats
