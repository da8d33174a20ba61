#include "inventory/purl_of.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "inventory/digests.h"
#include "model/purl_types.h"
#include "notation/image.h"
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

bool IsCommit(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdef") == text.npos;
}

// "https://github.com/owner/name.git" or "git+ssh://git@github.com/owner/name#commit" as a
// purl's vcs_url, which is written as SPDX's download location is: no user, the commit behind '@'.
// Two commits of one version are two packages.
std::string VcsUrl(std::string_view origin) {
  std::string_view rest = origin.substr(0, origin.find_first_of("#?"));
  if (rest.starts_with("git+")) rest.remove_prefix(4);
  std::string url(rest);
  if (rest.find("://") == rest.npos) {  // "git@host:path" is ssh's, too
    const std::size_t at = rest.find('@'), colon = rest.find(':');
    if (at == rest.npos || colon == rest.npos || colon < at || rest.find('/') < colon) return {};
    url[colon] = '/';
    url.insert(0, "ssh://");
  }
  std::string out = "git+" + WithoutUser(std::move(url));
  const std::size_t hash = origin.rfind('#');
  if (hash != origin.npos && IsCommit(origin.substr(hash + 1)))
    out += "@" + std::string(origin.substr(hash + 1));
  return out;
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
  const std::string_view space = !group.empty()          ? group
                                 : !distribution.empty() ? distribution
                                                         : Distribution(ecosystem);
  notation::Purl purl{.type = std::string(type),
                      .name_space = std::string(space),
                      .name = std::string(name),
                      .version = component.version,
                      .qualifiers = component.detail.qualifiers,
                      .subpath = {}};
  // An epoch is a qualifier there, and no part of the version.
  if (const std::size_t colon = purl.version.find(':');
      ecosystem == Ecosystem::kRpm && colon != std::string::npos)
    purl.version.erase(0, colon + 1);
  // So is the version of a port, which stands behind the package's own.
  if (const std::size_t port = purl.version.find('#');
      ecosystem == Ecosystem::kVcpkg && port != std::string::npos) {
    purl.qualifiers.emplace_back("port_version", purl.version.substr(port + 1));
    purl.version.erase(port);
  }
  if (component.source == model::SourceKind::kGit)
    if (std::string url = VcsUrl(component.origin); !url.empty())
      purl.qualifiers.emplace_back("vcs_url", std::move(url));
  if (auto made = notation::NormalisePurl(std::move(purl))) part.purl = notation::FormatPurl(*made);
}

void IdentifyImage(std::string_view reference, model::Part& part) {
  const auto read = notation::ParseImage(reference);
  if (!read || read->has_variable) return;
  std::string_view path = read->repository;
  const bool official = read->registry == "docker.io" && path.starts_with("library/");
  if (official) path.remove_prefix(8);
  const std::size_t at = path.rfind('/');
  if (at != path.npos) part.group = path.substr(0, at);
  part.name = at == path.npos ? path : path.substr(at + 1);
  notation::Purl purl{.type = "docker",
                      .name_space = part.group,
                      .name = part.name,
                      .version = {},
                      .qualifiers = {},
                      .subpath = {}};
  purl.version = read->digest.empty() ? std::string(read->EffectiveTag()) : read->digest;
  if (!read->digest.empty() && !read->tag.empty()) purl.qualifiers.emplace_back("tag", read->tag);
  if (read->registry != "docker.io") {
    purl.qualifiers.emplace_back("repository_url", read->registry);
    part.group = read->registry + (part.group.empty() ? "" : "/" + part.group);
  }
  part.version = read->tag.empty() ? purl.version : read->tag;
  if (auto digest = ReadDigest(read->digest)) part.digests.push_back(std::move(*digest));
  if (auto made = notation::NormalisePurl(std::move(purl))) part.purl = notation::FormatPurl(*made);
}

std::optional<Hosted> HostedAt(std::string_view url) {
  constexpr auto kHosts = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"github.com", "github"}, {"bitbucket.org", "bitbucket"}});
  for (const auto& [host, type] : kHosts) {
    const std::size_t at = url.find(host);
    if (at == url.npos || (at > 0 && url[at - 1] != '/' && url[at - 1] != '@')) continue;
    std::string_view rest = url.substr(at + host.size());
    if (rest.empty() || (rest.front() != '/' && rest.front() != ':')) continue;
    rest.remove_prefix(1);
    while (rest.ends_with('/')) rest.remove_suffix(1);
    if (rest.ends_with(".git")) rest.remove_suffix(4);
    const auto words = Split(rest, '/');
    if (words.size() != 2 || words[0].empty() || words[1].empty()) continue;
    return Hosted{std::string(type), std::string(words[0]), std::string(words[1])};
  }
  return std::nullopt;
}

std::string GenericPurl(std::string_view name, std::string_view version,
                        std::pair<std::string, std::string> qualifier) {
  notation::Purl purl;
  purl.type = "generic";
  purl.name = name;
  purl.version = version;
  qualifier.second = WithoutUser(std::move(qualifier.second));
  if (!qualifier.second.empty()) purl.qualifiers.push_back(std::move(qualifier));
  auto made = notation::NormalisePurl(std::move(purl));
  return made ? notation::FormatPurl(*made) : std::string();
}

void IdentifyUntyped(const model::Component& component, model::Part& part) {
  if (!part.purl.empty() || component.name.empty()) return;
  const bool git = component.source == model::SourceKind::kGit;
  if (git || component.source == model::SourceKind::kUrl) {
    const std::size_t hash = component.origin.rfind('#');
    const std::string_view behind =
        hash == std::string::npos ? "" : std::string_view(component.origin).substr(hash + 1);
    const std::string_view version = IsCommit(behind) ? behind : component.version;
    const std::string_view address = std::string_view(component.origin).substr(0, hash);
    if (const auto hosted = HostedAt(address.substr(0, address.find("/archive/")))) {
      part.group = hosted->group;
      part.name = hosted->name;
      part.purl = notation::MakePurl(hosted->type, hosted->group, hosted->name, version);
    } else if (std::string url = VcsUrl(component.origin); git && !url.empty()) {
      part.purl = GenericPurl(part.name, component.version, {"vcs_url", std::move(url)});
    } else if (!git && address.find("://") != address.npos && part.ecosystem != Ecosystem::kOther) {
      part.purl = GenericPurl(part.name, component.version, {"download_url", std::string(address)});
    }
    return;
  }
  if (component.source != model::SourceKind::kRegistry) return;
  // Elm's index takes packages of GitHub alone, by owner and name, at the tag of their version.
  if (const std::size_t slash = component.name.find('/');
      part.ecosystem == Ecosystem::kElm && slash != std::string::npos) {
    part.group = component.name.substr(0, slash);
    part.name = component.name.substr(slash + 1);
    part.purl = notation::MakePurl("github", part.group, part.name, component.version);
  }
  if (part.ecosystem == Ecosystem::kDub)
    part.purl =
        GenericPurl(part.name, component.version, {"repository_url", "https://code.dlang.org"});
  if (part.ecosystem == Ecosystem::kNim)
    part.purl =
        GenericPurl(part.name, component.version, {"repository_url", "https://nimble.directory"});
}

std::string WithoutUser(std::string address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string::npos || address.find('@', scheme) == std::string::npos) return address;
  const std::size_t host = scheme + 3;
  const std::size_t end = std::min(address.find_first_of("/?#", host), address.size());
  const std::size_t at = std::string_view(address).substr(0, end).rfind('@');
  if (at != std::string_view::npos && at >= host) address.erase(host, at + 1 - host);
  return address;
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
    case Ecosystem::kCpan:  // A distribution is mostly named after its first module.
      return ReplaceAll(name, "::", "-");
    default:
      return std::string(name);
  }
}

}  // namespace avouch::inventory
