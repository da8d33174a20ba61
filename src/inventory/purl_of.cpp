#include "inventory/purl_of.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "model/purl_types.h"
#include "notation/purl.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;

// The namespace of a distribution's packages, unless their reader knows better.
std::string_view Distribution(Ecosystem ecosystem) {
  switch (ecosystem) {
    case Ecosystem::kDebian:
      return "debian";
    case Ecosystem::kAlpine:
      return "alpine";
    case Ecosystem::kRpm:
      return "redhat";
    default:
      return {};
  }
}

// "https://github.com/owner/name.git" or "git+ssh://git@github.com/owner/name#commit" as a
// purl's vcs_url: no user, no fragment.
std::string VcsUrl(std::string_view origin) {
  std::string_view rest = origin.substr(0, origin.find_first_of("#?"));
  if (rest.starts_with("git+")) rest.remove_prefix(4);
  return rest.find("://") == rest.npos ? std::string() : "git+" + WithoutUser(rest);
}

}  // namespace

void Identify(Ecosystem ecosystem, const model::Component& component, model::Part& part,
              std::string_view distribution) {
  part.ecosystem = ecosystem;
  part.version = component.version;
  const std::string_view type = model::PurlTypeOf(ecosystem);
  const auto [group, name] = model::NameParts(type, component.name);
  part.group = group;
  part.name = name;
  if (type.empty() || name.empty()) return;
  notation::Purl purl;
  purl.type = type;
  purl.name_space = !group.empty()          ? group
                    : !distribution.empty() ? distribution
                                            : Distribution(ecosystem);
  purl.name = name;
  purl.version = component.version;
  // An epoch is a qualifier there, and no part of the version.
  if (const std::size_t colon = purl.version.find(':');
      ecosystem == Ecosystem::kRpm && colon != std::string::npos)
    purl.version.erase(0, colon + 1);
  purl.qualifiers = component.detail.qualifiers;
  if (component.source == model::SourceKind::kGit)
    if (std::string url = VcsUrl(component.origin); !url.empty())
      purl.qualifiers.emplace_back("vcs_url", std::move(url));
  if (auto made = notation::NormalisePurl(std::move(purl))) part.purl = notation::FormatPurl(*made);
}

std::string WithoutUser(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == address.npos) return std::string(address);
  const std::size_t host = scheme + 3;
  const std::size_t end = std::min(address.find_first_of("/?#", host), address.size());
  const std::size_t at = address.substr(0, end).rfind('@');
  if (at == address.npos || at < host) return std::string(address);
  return std::string(address.substr(0, host)) + std::string(address.substr(at + 1));
}

std::string SameName(Ecosystem ecosystem, std::string_view name) {
  switch (ecosystem) {
    case Ecosystem::kPython: {
      std::string out = Lower(name);
      std::ranges::replace(out, '_', '-');
      std::ranges::replace(out, '.', '-');
      return out;
    }
    case Ecosystem::kNuget:
    case Ecosystem::kComposer:
      return Lower(name);
    default:
      return std::string(name);
  }
}

}  // namespace avouch::inventory
