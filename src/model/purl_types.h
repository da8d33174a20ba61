// Which ecosystem the type of a package URL stands for.
//
// Source: the registered types of ECMA-427, and those in use. A table; any thread.

#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "model/component.h"

namespace avouch::model {

// The first row of an ecosystem has the type that is written for it.
inline constexpr auto kPurlTypes = std::to_array<std::pair<std::string_view, Ecosystem>>({
    {"npm", Ecosystem::kNpm},
    {"cargo", Ecosystem::kCargo},
    {"golang", Ecosystem::kGo},
    {"pypi", Ecosystem::kPython},
    {"maven", Ecosystem::kMaven},
    {"nuget", Ecosystem::kNuget},
    {"composer", Ecosystem::kComposer},
    {"gem", Ecosystem::kRubygems},
    {"hex", Ecosystem::kHex},
    {"pub", Ecosystem::kPub},
    {"swift", Ecosystem::kSwift},
    {"cocoapods", Ecosystem::kCocoapods},
    {"conan", Ecosystem::kConan},
    {"vcpkg", Ecosystem::kVcpkg},
    {"cran", Ecosystem::kCran},
    {"hackage", Ecosystem::kHackage},
    {"luarocks", Ecosystem::kLuarocks},
    {"nix", Ecosystem::kNix},
    {"bazel", Ecosystem::kBazel},
    {"docker", Ecosystem::kDocker},
    {"oci", Ecosystem::kDocker},
    {"githubactions", Ecosystem::kGithubActions},
    {"terraform", Ecosystem::kTerraform},
    {"helm", Ecosystem::kHelm},
    {"conda", Ecosystem::kConda},
    {"deb", Ecosystem::kDebian},
    {"apk", Ecosystem::kAlpine},
    {"rpm", Ecosystem::kRpm},
    {"julia", Ecosystem::kJulia},
    {"opam", Ecosystem::kOpam},
    {"cpan", Ecosystem::kCpan},
});

// kOther for a type that no ecosystem has.
[[nodiscard]] constexpr Ecosystem EcosystemOfPurlType(std::string_view type) {
  for (const auto& [name, ecosystem] : kPurlTypes)
    if (name == type) return ecosystem;
  return Ecosystem::kOther;
}

// "" where no type is known for it.
[[nodiscard]] constexpr std::string_view PurlTypeOf(Ecosystem ecosystem) {
  if (ecosystem == Ecosystem::kGradle) return "maven";
  for (const auto& [name, one] : kPurlTypes)
    if (one == ecosystem) return name;
  return {};
}

// What stands between namespace and name where an ecosystem spells both as one name:
// "org.slf4j:slf4j-api" at the first, "github.com/spf13/cobra" at the last; 0 = no namespace.
[[nodiscard]] constexpr char NameSeparator(std::string_view type) {
  if (type == "maven") return ':';
  for (const std::string_view one :
       {"npm", "golang", "composer", "hex", "swift", "luarocks", "githubactions"})
    if (one == type) return '/';
  return 0;
}

// Namespace and name of a name as its ecosystem spells it; the first is empty where there is none.
[[nodiscard]] constexpr std::pair<std::string_view, std::string_view> NameParts(
    std::string_view type, std::string_view name) {
  const char sign = NameSeparator(type);
  const std::size_t at = sign == 0 ? name.npos : sign == ':' ? name.find(sign) : name.rfind(sign);
  if (at == name.npos) return {{}, name};
  return {name.substr(0, at), name.substr(at + 1)};
}

}  // namespace avouch::model
