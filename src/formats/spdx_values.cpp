#include "formats/spdx_values.h"

#include <algorithm>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/sbom_shape.h"
#include "notation/purl.h"

namespace avouch::formats {
namespace {

using syntax::Node;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

struct DigestSize {
  std::string_view algorithm;
  std::size_t least, most;  // Hexadecimal digits
};
constexpr DigestSize kDigests[] = {
    {"SHA1", 40, 40},        {"SHA224", 56, 56},        {"SHA256", 64, 64},
    {"SHA384", 96, 96},      {"SHA512", 128, 128},      {"SHA3-256", 64, 64},
    {"SHA3-384", 96, 96},    {"SHA3-512", 128, 128},    {"BLAKE2b-256", 64, 64},
    {"BLAKE2b-384", 96, 96}, {"BLAKE2b-512", 128, 128}, {"BLAKE3", 64, SIZE_MAX},
    {"MD2", 32, 32},         {"MD4", 32, 32},           {"MD5", 32, 32},
    {"MD6", 1, 128},         {"ADLER32", 8, 8},
};

}  // namespace

std::string SpdxShown(std::string_view text) {
  return "'" + Printable(text.substr(0, kMaxNotedName)) + "'";
}

bool IsIdString(std::string_view text, std::string_view others) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || others.contains(c);
  });
}

bool IsLowerHexOf(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         std::ranges::all_of(text, [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); });
}

bool IsSpdxAddress(std::string_view text) {
  const auto colon = text.find(':');
  return colon != text.npos && colon > 0 && colon + 1 < text.size() &&
         IsIdString(text.substr(0, colon), "+.-") && !IsDigit(text[0]) &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

namespace {

// ---- References to what lies outside, annex F ----

bool HasParts(std::string_view text, char mark, bool more) {
  const auto at = text.find(mark);
  if (at == text.npos || at == 0 || at + 1 == text.size()) return false;
  return more || text.find(mark, at + 1) == text.npos;
}

bool IsHeritage(std::string_view text) {
  constexpr std::string_view kKinds[] = {"snp:", "rel:", "rev:", "dir:", "cnt:"};
  return text.starts_with("swh:1:") && std::ranges::count(kKinds, text.substr(6, 4)) == 1 &&
         IsLowerHexOf(Lower(text.substr(10)), 40, 40);
}

bool IsGitoid(std::string_view text) {
  const auto parts = Split(text, ':');
  constexpr std::string_view kKinds[] = {"blob", "tree", "commit", "tag"};
  if (parts.size() != 4 || parts[0] != "gitoid" || std::ranges::count(kKinds, parts[1]) != 1)
    return false;
  const std::size_t size = parts[2] == "sha1" ? 40 : parts[2] == "sha256" ? 64 : 1;
  return size > 1 && IsLowerHexOf(Lower(parts[3]), size, size);
}

struct Locator {
  std::string_view category, type;
  bool (*fits)(std::string_view locator);
};
constexpr Locator kLocators[] = {
    {"SECURITY", "cpe22Type",
     [](std::string_view text) {
       return Lower(text).starts_with("cpe:/") && HasPattern("cpe", text);
     }},
    {"SECURITY", "cpe23Type",
     [](std::string_view text) { return text.starts_with("cpe:2.3:") && HasPattern("cpe", text); }},
    {"SECURITY", "advisory", IsSpdxAddress},
    {"SECURITY", "fix", IsSpdxAddress},
    {"SECURITY", "url", IsSpdxAddress},
    {"SECURITY", "swid",
     [](std::string_view text) { return text.starts_with("swid:") && IsSpdxAddress(text); }},
    {"PACKAGE-MANAGER", "maven-central",
     [](std::string_view text) { return HasParts(text, ':', true); }},
    {"PACKAGE-MANAGER", "npm",
     [](std::string_view text) {
       return HasParts(text.substr(text.starts_with('@') ? 1 : 0), '@', false);
     }},
    {"PACKAGE-MANAGER", "nuget", [](std::string_view text) { return HasParts(text, '/', false); }},
    {"PACKAGE-MANAGER", "bower", [](std::string_view text) { return HasParts(text, '#', false); }},
    {"PACKAGE-MANAGER", "purl",
     [](std::string_view text) { return notation::ParsePurl(text).has_value(); }},
    {"PERSISTENT-ID", "swh", IsHeritage},
    {"PERSISTENT-ID", "gitoid", IsGitoid},
};

}  // namespace

std::string WrongChecksum(const Node& value) {
  const auto algorithm = value["algorithm"].text(), digits = value["checksumValue"].text();
  const auto* size = std::ranges::find(kDigests, algorithm, &DigestSize::algorithm);
  if (size == std::end(kDigests) || IsLowerHexOf(digits, size->least, size->most)) return "";
  return SpdxShown(digits) + " is no " + std::string(algorithm) + " in lower-case digits";
}

std::string WrongExternalRef(const Node& value) {
  std::string category(value["referenceCategory"].text());
  std::ranges::replace(category, '_', '-');
  const auto type = value["referenceType"].text(), locator = value["referenceLocator"].text();
  if (locator.empty()) return "has no locator";
  if (std::ranges::any_of(locator, [](char c) { return static_cast<unsigned char>(c) <= ' '; }))
    return SpdxShown(locator) + " has blanks in it";
  if (category == "OTHER") return type.empty() ? "has no type" : "";
  const auto* row = std::ranges::find_if(
      kLocators, [&](const Locator& one) { return one.category == category && one.type == type; });
  if (row == std::end(kLocators)) return SpdxShown(type) + " is no type of " + category;
  return row->fits(locator) ? "" : SpdxShown(locator) + " is no " + std::string(type);
}

}  // namespace avouch::formats
