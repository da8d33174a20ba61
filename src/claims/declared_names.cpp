#include "claims/declared_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "notation/version_key.h"

namespace avouch::claims {
namespace {

// Types that are one here.
std::string_view FoldedType(std::string_view type) {
  if (type == "githubactions") return "github";
  if (type == "docker" || type == "oci") return "image";
  return type;
}

// "a__b.c" as "a-b-c": runs of '-', '_' and '.' are one '-'.
std::string PythonName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool sign = c == '-' || c == '_' || c == '.';
    if (!sign)
      out += c;
    else if (!out.ends_with('-'))
      out += '-';
  }
  return Lower(out);
}

// "!azure" as "Azure", then small letters: the purl type has no others.
std::string GoName(std::string_view name) { return Lower(ReplaceAll(name, "!", "")); }

std::string SpeltName(std::string_view type, std::string_view name) {
  if (type == "pypi") return PythonName(name);
  if (type == "golang") return GoName(name);
  if (type == "nuget" || type == "composer" || type == "github" || type == "image")
    return Lower(name);
  if (type == "cocoapods") return std::string(name.substr(0, name.find('/')));
  return std::string(name);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view WithoutV(std::string_view version) {
  if (version.size() > 1 && (version[0] == 'v' || version[0] == 'V') && IsDigit(version[1]))
    version.remove_prefix(1);
  return version;
}

// "1.15.0-x86_64-linux" as "1.15.0".
std::string_view WithoutPlatform(std::string_view version) {
  constexpr auto kPlatforms = std::to_array<std::string_view>(
      {"x86", "x64", "arm", "aarch64", "java", "universal", "mingw", "mswin"});
  const std::size_t dash = version.find('-');
  if (dash == version.npos) return version;
  const std::string_view rest = version.substr(dash + 1);
  const bool platform =
      std::ranges::any_of(kPlatforms, [&](std::string_view one) { return rest.starts_with(one); });
  return platform ? version.substr(0, dash) : version;
}

}  // namespace

std::string PackageKey(const notation::Purl& purl) {
  const std::string_view type = FoldedType(purl.type);
  if (purl.name.empty()) return {};
  std::string name =
      type == "image" || purl.name_space.empty() ? purl.name : purl.name_space + "/" + purl.name;
  return std::string(type) + "/" + SpeltName(type, name);
}

std::string PackageKey(std::string_view purl) {
  const auto read = notation::ParsePurl(purl);
  return read ? PackageKey(*read) : std::string();
}

std::string_view TypeOfKey(std::string_view key) { return key.substr(0, key.find('/')); }

std::string PlainName(std::string_view key) {
  std::string_view name = key.substr(key.rfind('/') + 1);
  // "github.com/x/y/v2": the last part is no name.
  if (name.size() > 1 && name[0] == 'v' && IsDigit(name[1]) && TypeOfKey(key) == "golang") {
    key = key.substr(0, key.rfind('/'));
    name = key.substr(key.rfind('/') + 1);
  }
  return PythonName(name);
}

bool IsSameVersion(std::string_view type, std::string_view a, std::string_view b) {
  a = WithoutV(a), b = WithoutV(b);
  if (type == "gem") a = WithoutPlatform(a), b = WithoutPlatform(b);
  if (a == b) return true;
  const auto order = notation::OrderOfPurlType(type);
  if (!order) return false;
  const auto compared = notation::CompareVersionsIn(*order, a, b);
  return compared && *compared == std::strong_ordering::equal;
}

bool ComesWithTools(std::string_view key) {
  constexpr auto kTools =
      std::to_array<std::string_view>({"golang/stdlib", "golang/std", "pypi/pip", "pypi/setuptools",
                                       "pypi/wheel", "gem/bundler", "npm/npm", "npm/corepack"});
  return std::ranges::find(kTools, key) != kTools.end();
}

bool IsSystemType(std::string_view type) {
  return type == "deb" || type == "apk" || type == "rpm" || type == "alpm";
}

}  // namespace avouch::claims
